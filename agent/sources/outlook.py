"""Outlook messages (.msg) to the mail that they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.utils import formataddr, parseaddr
from typing import TYPE_CHECKING

from agent.errors import EmptyInput, UnreadableInput

if TYPE_CHECKING:
    from oxmsg import Message
    from oxmsg.attachment import Attachment

STORED = "__properties_version1.0".encode("utf-16-le")
"""Every message has a stream of this name."""

KEPT = ("Message-ID", "In-Reply-To", "References", "Auto-Submitted", "Precedence", "List-Id",
        "List-Unsubscribe", "X-Auto-Response-Suppress", "Reply-To")  # fmt: skip
"""Headers of the mail as it travelled that say something a reader of mail asks for."""
NO_YEAR = 1601
"""Of a date that is not there: where Outlook counts from."""
RECIPIENT_TYPE, RTF = 0x0C15, 0x1009
HEADER_OF_TYPE = {1: "To", 2: "Cc"}
CONTENT_TYPE = re.compile(r"(?!message|multipart)([a-z]+)/([\w.+-]+)")


def outlook_mail(raw: bytes, source: str) -> bytes:
    """The message as mail in the form of the internet, with its attachments.

    Raises UnreadableInput, EmptyInput where it has neither subject nor text.
    """
    from oxmsg import Message

    try:
        message = Message.load(raw)
        mail = _mail(message)
        silent = not (message.body or message.html_body)
        only_rtf = silent and message.properties.binary_prop_value(RTF) is not None
        written = mail.as_bytes()
    except Exception as exc:
        raise UnreadableInput(f"{source}: the Outlook message cannot be read ({type(exc).__name__})") from exc
    if only_rtf:
        raise UnreadableInput(f"{source}: its text is in RTF alone: save it as .eml or as plain text")
    if silent and not mail["Subject"]:
        raise EmptyInput(f"{source}: there is no text in it")
    return written


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
    yield "From", _address(*parseaddr(_line(message.sender or "")))
    people: dict[str, list[str]] = {"To": [], "Cc": []}
    for recipient in message.recipients:
        header = HEADER_OF_TYPE.get(recipient.properties.int_prop_value(RECIPIENT_TYPE) or 0)
        if header:
            people[header].append(_address(_line(recipient.name), _line(recipient.email_address)))
    yield from ((header, ", ".join(named)) for header, named in people.items())
    sent = message.sent_date
    yield "Date", sent if sent and sent.year != NO_YEAR else _line(travelled.get("date", ""))
    yield "Subject", _line(message.subject)


def _line(words: object) -> str:
    return " ".join(str(words).split())


def _address(name: str, email: str) -> str:
    """Inside an Exchange server addresses are paths of a directory: those say nothing outside."""
    return formataddr((name or email, email if "@" in email else ""))


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
