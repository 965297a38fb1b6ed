"""Mail to an arrival: headers first, then the text that a reader sees."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from agent.errors import EmptyInput, UnreadableInput
from agent.models import YEARS, Arrival, Channel, Party
from agent.sources.html import html_text
from agent.text.normalise import hidden_note, visible

if TYPE_CHECKING:
    from mailparser import MailParser

MOST_HEADER_BYTES = 256_000
MOST_PARTS = 1_000

FROM_LINE = re.compile(rb"^From \S+.*\d{4}\s*$", re.MULTILINE)
"""What separates the messages of an mbox (RFC 4155)."""


def mail_arrival(raw: bytes, source: str, *, received_at: datetime | None = None) -> Arrival:
    """One message. `received_at` stands in where it has no date of its own.

    Raises UnreadableInput where it cannot be parsed within bounds, EmptyInput where it has no text.
    """
    mail = _parsed(raw, source)
    body, notes = _body(mail, source)
    at = _date(mail)
    if at is None and received_at:
        at, notes = received_at, (*notes, "no date in the message: the time of its arrival stands in")
    if at is None:
        raise UnreadableInput(f"{source}: the message has no date: give one with --received-at")
    if not body.strip() and not mail.subject:
        raise EmptyInput(f"{source}: there is no text in it")
    sender = next(iter(_parties(mail, "from_")), None)
    text = _canonical(mail, at, body)
    return Arrival(
        source_id=mail.message_id or None,
        channel=Channel.EMAIL,
        sender=sender,
        recipients=(*_parties(mail, "to"), *_parties(mail, "cc")),
        received_at=at,
        text=visible(text),
        notes=(*notes, *hidden_note(text)),
        raw=raw,
    )


def mbox_messages(raw: bytes) -> Iterator[bytes]:
    """The messages of an mbox, each with its `>From ` lines unquoted; none where it is no mbox."""
    starts = [found.start() for found in FROM_LINE.finditer(raw)]
    for start, end in zip(starts, [*starts[1:], len(raw)], strict=False):
        message = raw[start:end].split(b"\n", 1)[1]
        yield re.sub(rb"^>(>*From )", rb"\1", message, flags=re.MULTILINE)


def _parsed(raw: bytes, source: str) -> MailParser:
    """Python's mail parser can recurse and crawl on hostile mail: bounded first, every fault named."""
    import mailparser

    logging.getLogger("mailparser").setLevel(logging.CRITICAL)  # what it does not read is in our notes
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    head = lines.partition(b"\n\n")[0]
    if len(head) > MOST_HEADER_BYTES or lines.count(b"\n--") > MOST_PARTS:
        raise UnreadableInput(f"{source}: its headers or its number of parts are out of bounds")
    try:
        mail = mailparser.parse_from_bytes(raw)
        _ = mail.subject, mail.from_, mail.to, mail.cc, mail.message_id, mail.text_plain, mail.text_html
    except Exception as exc:
        raise UnreadableInput(f"{source}: the message cannot be read ({type(exc).__name__})") from exc
    if not mail.headers:
        raise UnreadableInput(f"{source}: this is no mail: there are no headers at its top")
    return mail


def _body(mail: MailParser, source: str) -> tuple[str, tuple[str, ...]]:
    notes = [
        f"attachment not read: {part.get('filename') or 'unnamed'} ({part.get('mail_content_type')})"
        for part in mail.attachments
    ]
    notes += [f"part not read: {type_}" for type_ in _unread(mail)]
    if "charset" in str(mail.defects).lower():
        notes.append("some characters could not be decoded and stand as \ufffd")
    if any(part.strip() for part in mail.text_plain):
        return "\n".join(mail.text_plain), tuple(notes)
    try:
        seen, hidden = html_text("\n".join(mail.text_html))
    except ValueError as exc:
        raise UnreadableInput(f"{source}: its page cannot be read: {exc}") from exc
    if hidden:
        notes.append(f"hidden in the original: {hidden}")
    return seen, tuple(notes)


def _unread(mail: MailParser) -> list[str]:
    """Content types of text parts that are neither plain text nor a page, such as invitations."""
    return sorted(
        {
            part.get_content_type()
            for part in mail.message.walk()
            if part.get_content_maintype() == "text"
            and part.get_content_subtype() not in ("plain", "html")
            and not part.get_filename()
        }
    )


def _date(mail: MailParser) -> datetime | None:
    try:
        at = parsedate_to_datetime(str(mail.headers.get("Date", "")))
    except (ValueError, IndexError, OverflowError):
        return None
    if at.year not in YEARS:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _parties(mail: MailParser, header: str) -> list[Party]:
    return [
        Party(name=name.strip(), email=email.strip())
        for name, email in getattr(mail, header)
        if email or name
    ]


def _canonical(mail: MailParser, at: datetime, body: str) -> str:
    """Decoded headers, an empty line, the body: what is shown, and what offsets count in."""
    lines = [
        f"{name}: {', '.join(map(_address, parties))}"
        for name, header in (("From", "from_"), ("To", "to"), ("Cc", "cc"))
        if (parties := _parties(mail, header))
    ]
    subject = " ".join(str(mail.subject or "").split())
    head = "\n".join([*lines, f"Date: {at:%a, %d %b %Y %H:%M:%S %z}", f"Subject: {subject}"])
    return f"{head}\n\n{body}".replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


def _address(party: Party) -> str:
    return f"{party.name} <{party.email}>" if party.name and party.email else str(party)
