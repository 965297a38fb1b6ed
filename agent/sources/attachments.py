"""What came along with a mail: listed all of it, read where it has text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from agent.errors import InputError
from agent.models import Attachment
from agent.sources.charsets import decoded
from agent.sources.documents import document_text
from agent.sources.html import html_text
from agent.sources.invitation import invitation_text
from agent.sources.mime import MESSAGES, Part
from agent.text.normalise import visible

TEXT_ENDINGS = (".txt", ".md", ".markdown", ".csv", ".tsv", ".log", ".ics", ".html", ".htm")

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Read:
    """An attachment before it has a place in the canonical text."""

    name: str
    content_type: str
    size: int
    text: str = ""
    """"" where it has none or was not read."""
    note: str = ""
    hidden: str = ""


def read_attachment(part: Part) -> Read:
    """One part that is no body. Never raises over what is in it: then the note says why it was not read."""
    raw = part.decoded()
    name = shown_name(part.name)
    read = Read(name, part.kind, len(raw))
    try:
        text, hidden = attachment_text(part, name, raw)
    except (ValueError, InputError) as exc:
        return Read(name, part.kind, len(raw), note=f"attachment not read: {name} ({exc})")
    if text and text.strip():
        return Read(name, part.kind, len(raw), text.strip("\r\n"), hidden=hidden)
    if part.disposition != "attachment" and part.kind.startswith("image/"):
        return read
    return Read(name, part.kind, len(raw), note=f"attachment not read: {name} ({part.kind})")


def attachment_text(part: Part, name: str, raw: bytes) -> tuple[str | None, str]:
    """Its words, None where it is not to be read as text, and what is hidden in it.

    Raises ValueError or InputError, with the reason, where it is broken or out of bounds.
    """
    ending = PurePosixPath(name.lower()).suffix
    if part.kind in ("text/calendar", "application/ics") or ending == ".ics":
        return invitation_text(decoded(raw, part.charset)[0]), ""
    if part.kind == "text/html" or ending in (".html", ".htm"):
        return html_text(decoded(raw, part.charset)[0])
    if part.kind.startswith("text/") or ending in TEXT_ENDINGS:
        return (None if b"\x00" in raw and not part.charset else decoded(raw, part.charset)[0]), ""
    return document_text(name, part.kind, raw), ""


def shown_name(name: str) -> str:
    """On one line, without folders and without what shows nothing."""
    plain = " ".join(visible(name).replace("\\", "/").rpartition("/")[2].split())
    plain = "".join(char for char in plain if char.isprintable())
    plain = plain or "unnamed"
    return plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 9]}…{plain[-8:]}"


def attached(read: Read, start: int | None, end: int) -> Attachment:
    """With its place in the canonical text, None where its text is not in it."""
    return Attachment(
        name=read.name,
        content_type=read.content_type,
        size=read.size,
        start=start,
        end=None if start is None else end,
    )


def is_message(part: Part) -> bool:
    return part.kind in MESSAGES and bool(part.parts)
