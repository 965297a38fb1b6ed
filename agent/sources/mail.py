"""Mail to an arrival: headers first, then the text that a reader sees, then what came along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from agent.errors import EmptyInput, InputError, UnreadableInput
from agent.models import Arrival, Attachment, Channel, Party
from agent.sources.attachments import Read, attached, is_message, read_attachment, shown_name
from agent.sources.automatic import automatic
from agent.sources.bodies import Bodies, bodies
from agent.sources.charsets import decoded
from agent.sources.headers import Headers, date, message_id, parties, references, words
from agent.sources.html import html_text
from agent.sources.invitation import method
from agent.sources.mime import Part, parse
from agent.text.normalise import hidden_note, visible

FROM_LINE = re.compile(rb"^From \S[^\n]{0,300}\d{4}[ \t\r]*$", re.MULTILINE)
"""What separates the messages of an mbox (RFC 4155)."""

MOST_HIDDEN_SHOWN = 2_000
"""Characters of hidden text in a note."""


def mail_arrival(raw: bytes, source: str, *, most: int, received_at: datetime | None = None) -> Arrival:
    """One message, in this process: `agent.sources.confined` keeps it within time and memory.

    `received_at` stands in where it has no date of its own. Attachments whose text would make it longer than
    `most` characters are listed, not read. Raises UnreadableInput where it cannot be parsed within bounds,
    EmptyInput where it has no text.
    """
    try:
        return _arrival(raw, source, most, received_at)
    except InputError:
        raise
    except ValueError as exc:
        raise UnreadableInput(f"{source}: unreadable: {exc}") from exc
    except Exception as exc:
        raise UnreadableInput(
            f"{source}: unreadable: its parts make no sense ({type(exc).__name__})"
        ) from exc


def mbox_messages(raw: bytes) -> Iterator[bytes]:
    """The messages of an mbox, each with its `>From ` lines unquoted; none where it is no mbox."""
    starts = [found.start() for found in FROM_LINE.finditer(raw)]
    for start, end in zip(starts, [*starts[1:], len(raw)], strict=False):
        message = raw[start:end].split(b"\n", 1)[1]
        yield re.sub(rb"^>(>*From )", rb"\1", message, flags=re.MULTILINE)


@dataclass(slots=True)
class _Told:
    """The canonical text as it grows, and what a reviewer should know of it."""

    text: str = ""
    notes: list[str] = field(default_factory=list)
    hidden: str = ""
    """As the text, with the characters that show nothing."""

    def add(self, text: str) -> int:
        """Where it begins."""
        start = len(self.text)
        self.text += visible(text)
        self.hidden += text
        return start


def _arrival(raw: bytes, source: str, most: int, received_at: datetime | None) -> Arrival:
    message = parse(raw)
    headers = message.headers
    if not headers.fields:
        raise UnreadableInput(f"{source}: this is no mail: there are no headers at its top")
    told, found = _Told(), bodies(message)
    at = date(headers)
    if at is None and received_at:
        at = received_at
        told.notes.append("no date in the message: the time of its arrival stands in")
    if at is None:
        raise UnreadableInput(f"{source}: the message has no date: give one with --received-at")
    body = _body(found, told)
    told.add(f"{_head(headers, at)}\n\n{body}")
    attachments = _attach(found.attached, told, most)
    if not body.strip() and not words(headers.get("subject")) and not any(a.end for a in attachments):
        raise EmptyInput(f"{source}: there is no text in it")
    sender = next(iter(parties(headers, "from")), None)
    return Arrival(
        source_id=message_id(headers),
        channel=Channel.EMAIL,
        sender=sender,
        recipients=(*parties(headers, "to"), *parties(headers, "cc")),
        received_at=at,
        text=told.text,
        notes=(*told.notes, *hidden_note(told.hidden)),
        references=references(headers),
        automatic=automatic(headers, sender, "" if body.strip() else _method(found)),
        attachments=tuple(attachments),
        raw=raw,
    )


def _body(found: Bodies, told: _Told) -> str:
    """As a plain reader shows it, or else as a page."""
    plain = _texts(found.plain, told)
    return plain if plain.strip() else _texts(found.page, told)


def _texts(parts: list[Part], told: _Told) -> str:
    out = []
    for part in parts:
        text, sure = decoded(part.decoded(), part.charset)
        if not sure:
            _tell(told, "some characters could not be decoded and may be wrong")
        if part.kind == "text/html":
            text, hidden = html_text(text)
            _tell_hidden(told, hidden)
        out.append(text)
    return _clean("\n".join(out))


def _tell(told: _Told, note: str) -> None:
    if note not in told.notes:
        told.notes.append(note)


def _tell_hidden(told: _Told, hidden: str) -> None:
    if len(hidden) > MOST_HIDDEN_SHOWN:
        hidden = f"{hidden[:MOST_HIDDEN_SHOWN]}… ({len(hidden):,} characters in all)"
    if hidden:
        _tell(told, f"hidden in the original: {hidden}")


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


def _head(headers: Headers, at: datetime) -> str:
    """Decoded headers: what is shown, and what offsets count in."""
    lines = [
        f"{name}: {', '.join(map(_address, named))}"
        for name in ("From", "To", "Cc")
        if (named := parties(headers, name.lower()))
    ]
    subject = words(headers.get("subject"))
    head = "\n".join([*lines, f"Date: {at:%a, %d %b %Y %H:%M:%S %z}", f"Subject: {subject}"])
    return _clean(head)


def _address(party: Party) -> str:
    return f"{party.name} <{party.email}>" if party.name and party.email else str(party)


def _attach(parts: list[Part], told: _Told, most: int) -> list[Attachment]:
    """Each with its text behind the text so far, where it has one and there is room for it."""
    reads = [read for part in parts for read in _reads(part, told)]
    return [_placed(read, told, most) for read in reads]


def _reads(part: Part, told: _Told) -> list[Read]:
    return _message(part, told) if is_message(part) else [read_attachment(part)]


def _placed(read: Read, told: _Told, most: int) -> Attachment:
    introduction = f"\n\n[attachment: {read.name}]\n"
    text = _clean(read.text)
    if read.note:
        told.notes.append(read.note)
    _tell_hidden(told, read.hidden)
    if text and len(told.text) + len(introduction) + len(text) > most:
        told.notes.append(f"attachment not read: {read.name} (its {len(text):,} characters are too many)")
        text = ""
    if not text:
        return attached(read, None, 0)
    told.text = told.text.rstrip("\n")
    told.add(introduction)
    start = told.add(text)
    return attached(read, start, len(told.text))


def _message(part: Part, told: _Told) -> list[Read]:
    """A mail inside the mail, and what came along with that one."""
    inner = part.parts[0]
    found = bodies(inner)
    body = _body(found, told)
    at = date(inner.headers)
    text = f"{_head(inner.headers, at)}\n\n{body}" if at else body
    name = shown_name(part.name or words(inner.headers.get("subject")))
    own = Read(name, part.kind, _size(inner), text.strip("\n"))
    return [own, *(read for more in found.attached for read in _reads(more, told))]


def _size(part: Part) -> int:
    return len(part.decoded()) + sum(map(_size, part.parts))


def _method(found: Bodies) -> str:
    """Of the calendar file that came along; "" where anything else did."""
    kinds = {part.kind for part in found.attached}
    if not kinds or not kinds <= {"text/calendar", "application/ics"}:
        return ""
    part = found.attached[0]
    return part.parameters.get("method", "").upper() or method(decoded(part.decoded(), part.charset)[0])
