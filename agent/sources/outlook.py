"""Outlook messages (.msg) to the mail that they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.utils import formataddr, parseaddr
from typing import TYPE_CHECKING

from agent.errors import EmptyInput, UnreadableInput
from agent.models import Arrival, Party
from agent.sources.mail import mail_arrival

if TYPE_CHECKING:
    from oxmsg import Message
    from oxmsg.attachment import Attachment

KEPT = ("Message-ID", "In-Reply-To", "References", "Auto-Submitted", "Precedence", "List-Id",
        "List-Unsubscribe", "X-Auto-Response-Suppress", "Reply-To")  # fmt: skip
"""Headers of the mail as it travelled that say something a reader of mail asks for."""
NO_YEAR = 1601
"""Of a date that is not there: where Outlook counts from."""
RECIPIENT_TYPE, RTF, SENDER_SMTP = 0x0C15, 0x1009, 0x5D01
HEADER_OF_TYPE = {1: "To", 2: "Cc"}
SHORT = re.compile("incomplete|less than declared|out of range")
CONTENT_TYPE = re.compile(r"(?!message|multipart)([a-z]+)/([\w.+-]+)")


def outlook_arrival(raw: bytes, source: str, *, most: int, received_at: datetime | None = None) -> Arrival:
    """The message read as the mail that it was. `received_at` stands in where it has no date.

    Raises UnreadableInput, and EmptyInput where it has neither subject nor text.
    """
    written, sender, unaddressed = _mail_of(raw, source)
    arrival = mail_arrival(written, source, most=most, received_at=received_at)
    notes = (f"without an address: {', '.join(unaddressed)}",) if unaddressed else ()
    return arrival.model_copy(
        update={
            "raw": raw,
            "sender": arrival.sender or (Party(name=sender) if sender else None),
            "people": (*arrival.people, *unaddressed),
            "notes": (*arrival.notes, *notes),
        }
    )


def _mail_of(raw: bytes, source: str) -> tuple[bytes, str, tuple[str, ...]]:
    """In the form of the internet, with the sender's name and the names of those without an address."""
    try:
        message = _whole(raw)
        written = _mail(message).as_bytes()
        silent = not (message.body or message.html_body)
        only_rtf = silent and message.properties.binary_prop_value(RTF) is not None
        sender = _sender(message)
        people = [sender, *(address for _, address in _recipients(message))]
        subject = _line(message.subject)
    except Exception as exc:
        raise UnreadableInput(f"{source}: the Outlook message cannot be read ({type(exc).__name__})") from exc
    if only_rtf:
        raise UnreadableInput(f"{source}: its text is in RTF alone: save it as .eml or as plain text")
    if silent and not subject:
        raise EmptyInput(f"{source}: there is no text in it")
    return written, sender[0], tuple(dict.fromkeys(name for name, email in people if name and not email))


def _whole(raw: bytes) -> Message:
    """Raises ValueError where a part is shorter than the file says: the parser would go on with less."""
    from olefile import OleFileIO
    from oxmsg import Message
    from oxmsg.storage import Storage

    with OleFileIO(raw) as file:
        storage = Storage.from_ole(file)
        if any(SHORT.search(issue) for _, issue in file.parsing_issues):
            raise ValueError("it was cut")
    return Message(storage)


def _mail(message: Message) -> EmailMessage:
    mail = EmailMessage()
    for name, value in _headers(message):
        if value:
            mail[name] = value
    if message.body or not message.html_body:
        mail.set_content(message.body or "")
    else:
        mail.set_content(message.html_body, subtype="html")
    for part in message.attachments:
        _attach(mail, part)
    return mail


def _headers(message: Message) -> Iterator[tuple[str, str | datetime]]:
    travelled = {name.casefold(): value for name, value in message.message_headers.items()}
    for name in KEPT:
        yield name, _line(travelled.get(name.casefold(), ""))
    people: dict[str, list[str]] = {"From": [], "To": [], "Cc": []}
    for header, address in [("From", _sender(message)), *_recipients(message)]:
        if address[1]:
            people[header].append(formataddr(address))
    yield from ((header, ", ".join(named)) for header, named in people.items())
    sent = message.sent_date
    yield "Date", sent if sent and sent.year != NO_YEAR else _line(travelled.get("date", ""))
    yield "Subject", _line(message.subject)


def _line(words: object) -> str:
    return " ".join(str(words).split())


def _sender(message: Message) -> tuple[str, str]:
    name, email = parseaddr(_line(message.sender or ""))
    smtp = message.properties.str_prop_value(SENDER_SMTP) or ""
    return _address(name, email if "@" in email else smtp)


def _recipients(message: Message) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each under its header; blind copies are nobody's business."""
    for recipient in message.recipients:
        header = HEADER_OF_TYPE.get(recipient.properties.int_prop_value(RECIPIENT_TYPE) or 0)
        if header:
            yield header, _address(recipient.name, recipient.email_address)


def _address(name: str, email: str) -> tuple[str, str]:
    """Inside an Exchange server addresses are paths of a directory: those say nothing outside."""
    return _line(name or email), _line(email) if "@" in email else ""


def _attach(mail: EmailMessage, part: Attachment) -> None:
    """A message inside the message has no bytes of its own: it is named, and counts as not read."""
    kind = CONTENT_TYPE.fullmatch((part.mime_type or "").lower())
    maintype, subtype = kind.groups() if kind else ("application", "octet-stream")
    mail.add_attachment(
        part.file_bytes or b"",
        maintype=maintype,
        subtype=subtype,
        filename=_line(part.file_name or "unnamed"),
    )
