"""Bytes in a charset that may be wrong, unknown or missing become text. Pure."""

from __future__ import annotations

import codecs

LAST_OF_ASCII = 0x7F

ALIASES = {
    "": "utf-8",
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "utf8": "utf-8",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "unicode-1-1-utf-7": "utf-7",
    "windows-874": "cp874",
    "x-mac-roman": "mac-roman",
}
"""What a label means in practice, as browsers read it (WHATWG Encoding): what is wider takes its place."""

NO_CHARSETS = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Codecs of Python that are no charsets of mail; some take quadratic time."""

MOST_GUESSED = 20_000
"""Bytes that a guess looks at."""
FEWEST_GUESSED = 40
"""Bytes beyond ASCII below which a guess is worse than taking them for Western."""


def decoded(raw: bytes, charset: str) -> tuple[str, bool]:
    """The text, and whether every byte of it was understood.

    UTF-8 first wherever the label is Western or missing, for it is never met by chance.
    """
    name = ALIASES.get(charset.strip().lower(), charset.strip().lower())
    for label in ("utf-8", name) if name == "cp1252" else (name, "utf-8"):
        if (text := _strictly(raw, label)) is not None:
            return _whole(text), True
    if name == "cp1252" or (name != "utf-8" and _known(name)):
        return _whole(raw.decode(name, "replace")), False
    return _whole(_guessed(raw)), False


def _strictly(raw: bytes, name: str) -> str | None:
    if name != "utf-8" and not _known(name):
        return None
    try:
        return raw.decode(name)
    except ValueError:
        return None


def _known(name: str) -> bool:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return found._is_text_encoding and found.name not in NO_CHARSETS  # noqa: SLF001 Python asks it itself


def _guessed(raw: bytes) -> str:
    """What the bytes look like; with marks for what no charset explains."""
    from charset_normalizer import from_bytes

    if sum(byte > LAST_OF_ASCII for byte in raw[:MOST_GUESSED]) < FEWEST_GUESSED:
        return raw.decode("cp1252", "replace")
    best = from_bytes(raw[:MOST_GUESSED], steps=5, chunk_size=512).best()
    return raw.decode(best.encoding if best else "cp1252", "replace")


def _whole(text: str) -> str:
    """Half characters (lone surrogates, which UTF-7 and UTF-16 can bring) can be stored nowhere."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode().removeprefix("\ufeff")
