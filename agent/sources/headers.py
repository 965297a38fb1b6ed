"""The header fields of a mail: decoded words, parameters, addresses, ids. Pure, and in linear time."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import decode_params, parsedate_to_datetime

from agent.models import YEARS, Party
from agent.sources.addresses import mailboxes
from agent.sources.charsets import decoded

FIELD = re.compile(rb"(?!--)([!-9;-~]{1,200})[ \t]*:(.*(?:\n[ \t].*)*)(?:\n|\Z)")
STRAY = re.compile(
    rb"(?!--)[^\n]+\n(?=(?:from|to|cc|subject|date|message-id|mime-version|received|return-path|content-type)"
    rb"[ \t]*:)",
    re.IGNORECASE,
)
"""A line among fields that is none, such as a fold that lost its blank."""
WORD = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")
BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[^?\s]+\?[bBqQ]\?[^?]*\?=)")
PARAMETER = re.compile(r'[;\s]\s*([^\s=;"]{1,100})\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))', re.DOTALL)
MESSAGE_ID = re.compile(r"<[^<>\s]{1,998}>")

BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
MOST_STRANGE = 0.05
MOST_PARAMETER_CHARACTERS = 20_000
MOST_REFERENCES = 50
"""Ids of earlier messages that are kept, the nearest ones."""


@dataclass(slots=True)
class Headers:
    """Fields by their names in lower case, in order, as text whose words are not decoded yet."""

    fields: dict[str, list[str]] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The first of that name, "" where there is none."""
        return self.fields.get(name, [""])[0]

    def last(self, name: str) -> str:
        """The last of that name: of two content types the second is nearer to what follows."""
        return self.fields.get(name, [""])[-1]

    def all(self, name: str) -> list[str]:
        return self.fields.get(name, [])

    def __contains__(self, name: str) -> bool:
        return name in self.fields


def read_headers(raw: bytes, at: int) -> tuple[Headers, int]:
    """The fields that start there, and where the body starts; a line that is no field ends them, where no
    field follows it.
    """
    headers = Headers()
    while found := FIELD.match(raw, at) or STRAY.match(raw, at):
        if found.re is FIELD:
            name = found[1].decode("ascii").lower()
            headers.fields.setdefault(name, []).append(_unfolded(found[2]))
        at = found.end()
    return headers, at + raw.startswith(b"\n", at)


def _unfolded(value: bytes) -> str:
    return decoded(value, "utf-8")[0].replace("\n", "").strip()


def words(value: str) -> str:
    """Decoded words of RFC 2047 on one line; what is broken stays as it is written."""
    if "=?" not in value:
        return " ".join(value.split())
    out: list[str] = []
    at, run, charset = 0, b"", ""
    joined = BETWEEN_WORDS.sub(r"\1", value)
    for found in WORD.finditer(joined):
        if run and (found.start() > at or found[1].lower() != charset):
            out.append(decoded(run, charset)[0])
            run = b""
        out.append(joined[at : found.start()])
        run, charset, at = run + _word(found[2], found[3]), found[1].lower(), found.end()
    out += [decoded(run, charset)[0], joined[at:]]
    return " ".join("".join(out).split())


def _word(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    return from_base64(raw)


def from_base64(raw: bytes) -> bytes:
    """What can be decoded: strange characters are skipped, missing padding is added."""
    try:
        return binascii.a2b_base64(raw, strict_mode=False)
    except binascii.Error:
        bare = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
        bare = bare[: len(bare) - (len(bare) % 4 == 1)]
        return binascii.a2b_base64(bare + b"=" * (-len(bare) % 4))


def is_base64(raw: bytes) -> bool:
    """Strange characters are few in what was encoded, up to its padding."""
    bare = b"".join(raw.partition(b"=")[0].split())
    return len(bare.translate(None, BASE64)) <= MOST_STRANGE * len(bare)


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """What stands before the first semicolon in lower case, and the parameters, those of RFC 2231 put
    together.
    """
    value = value[:MOST_PARAMETER_CHARACTERS]
    main = value.replace(";", " ", 1).partition(" ")[0].strip().lower()
    pairs = [
        (
            found[1].lower(),
            re.sub(r'\\(["\\])', r"\1", found[2]) if found[2] is not None else found[3].strip(),
        )
        for found in PARAMETER.finditer(value)
    ]
    if not any("*" in name for name, _ in pairs):
        return main, dict(reversed(pairs))
    joined = decode_params([("", ""), *((name, f'"{value}"') for name, value in pairs)])[1:]
    return main, {name: _extended(value) for name, value in reversed(joined)}


def _extended(value: str | tuple[str | None, str | None, str]) -> str:
    if isinstance(value, str):
        return value.strip('"')
    charset, _, text = value
    return decoded(text.strip('"').encode("latin-1", "replace"), charset or "utf-8")[0]


def parties(headers: Headers, name: str) -> list[Party]:
    """Everybody whom a field names."""
    return [
        Party(name=words(said), email=words(address))
        for value in headers.all(name)
        for said, address in mailboxes(value)
    ]


def date(headers: Headers) -> datetime | None:
    try:
        at = parsedate_to_datetime(headers.get("date")[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if at.year not in YEARS:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def message_id(headers: Headers) -> str | None:
    value = headers.get("message-id")
    found = MESSAGE_ID.search(value)
    return found[0] if found else " ".join(value.split()) or None


def references(headers: Headers) -> tuple[str, ...]:
    """Of earlier messages of the thread: what it answers first, then from the nearest to the first."""
    answered = [found for value in headers.all("in-reply-to") for found in MESSAGE_ID.findall(value)]
    before = [found for value in headers.all("references") for found in MESSAGE_ID.findall(value)]
    own = message_id(headers)
    ids = dict.fromkeys(found for found in (*answered, *reversed(before)) if found != own)
    return tuple(ids)[:MOST_REFERENCES]
