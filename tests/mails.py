"""Mails that tests build."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

from agent.models import Arrival
from agent.sources.mail import mail_arrival

HEAD = (
    b"From: Ana Novak <ana@example.org>\nTo: Ben Ortiz <ben@example.org>\nSubject: Toner\n"
    b"Date: Mon, 02 Nov 2026 10:00:00 +0100\nMIME-Version: 1.0\n"
)
MOST = 200_000
ARRIVED = datetime(2026, 11, 2, 9, tzinfo=UTC)


def read(content: bytes, *headers: str) -> Arrival:
    """A mail whose content starts with its own content type, or with the empty line."""
    more = "".join(f"{header}\n" for header in headers).encode()
    return mail_arrival(HEAD + more + content, "m.eml", most=MOST)


def body(arrival: Arrival) -> str:
    return arrival.text.split("\n\n", 1)[1].strip("\n")


def page(html: str) -> bytes:
    return b"Content-Type: text/html; charset=utf-8\n\n" + html.encode()


def multipart(*parts: bytes, kind: str = "mixed", boundary: str = "b1") -> bytes:
    """Parts with their own headers."""
    mark = boundary.encode()
    inner = b"".join(b"--" + mark + b"\n" + part + b"\n" for part in parts)
    return (
        f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n'.encode() + inner + b"--" + mark + b"--\n"
    )


def text(words: str, kind: str = "text/plain") -> bytes:
    return f"Content-Type: {kind}; charset=utf-8\n\n{words}".encode()


def attachment(name: str, kind: str, raw: bytes) -> bytes:
    head = f'Content-Type: {kind}; name="{name}"\nContent-Disposition: attachment; filename="{name}"\n'
    return head.encode() + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(raw)
