"""Bytes to text, bounded: what cannot be read as text is refused with a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from agent.errors import EmptyInput, TooLong, UnreadableInput
from agent.models import Arrival, Channel, Party
from agent.text.normalise import hidden_note, visible

BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
)
"""How files begin that are no text: PDF, zip (docx, xlsx), pictures, programs, gzip, old Office, RTF."""

MOST_CONTROLS = 0.02
"""The share of control characters above which it is no text."""

CONTROLS = re.compile("[\x00-\x08\x0e-\x1a]")
"""But for white space, and ESC, which colours the text of terminals."""

UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is known of a text that does not say so itself."""

    channel: Channel | None = None
    received_at: datetime | None = None
    sender: Party | None = None
    recipients: tuple[Party, ...] = ()


def decode(raw: bytes, source: str) -> str:
    """UTF-8 or UTF-16 with its mark, else what the bytes look like. Raises UnreadableInput, EmptyInput."""
    if raw.startswith(UTF16):
        text = _decoded(raw, "utf-16", source)
    else:
        if b"\x00" in raw:
            raise UnreadableInput(f"{source}: there are NUL bytes in it: this is binary, not text")
        text = _guessed(raw, source)
    if len(CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        raise UnreadableInput(f"{source}: it is full of control characters: this is binary, not text")
    if not visible(text).strip():
        raise EmptyInput(f"{source}: there is no text in it")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def check_length(text: str, most: int, source: str) -> None:
    """Refused, never cut. Raises TooLong."""
    if len(text) > most:
        raise TooLong(
            f"{source}: {len(text):,} characters are more than the {most:,} allowed: "
            "split it, or raise `limits: text_characters:`"
        )


def text_arrival(raw: bytes, source: str, told: Envelope) -> Arrival:
    """A note, minutes, a chat or a form, as one text. Raises InputError."""
    return envelope_arrival(decode(raw, source), raw, source, told)


def envelope_arrival(
    text: str, raw: bytes, source: str, told: Envelope, notes: tuple[str, ...] = ()
) -> Arrival:
    """A text that was read out of `raw` and does not say itself who sent it, and when. Raises InputError."""
    if told.received_at is None:
        raise UnreadableInput(f"{source}: nobody says when it arrived: give a time with --received-at")
    return Arrival(
        channel=told.channel or Channel.NOTE,
        sender=told.sender,
        recipients=told.recipients,
        received_at=told.received_at,
        text=visible(text),
        notes=(*notes, *hidden_note(text)),
        raw=raw,
    )


def _guessed(raw: bytes, source: str) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(raw).best()
        if best is None:
            raise UnreadableInput(f"{source}: its encoding cannot be told: save it as UTF-8") from None
        return str(best)


def _decoded(raw: bytes, encoding: str, source: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableInput(f"{source}: it is no valid {encoding}: save it as UTF-8") from None
