"""What came along with a mail: listed all of it, read where it has text."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from agent.errors import InputError
from agent.models import Attachment
from agent.sources.charsets import decoded
from agent.sources.html import html_text
from agent.sources.invitation import invitation_text
from agent.sources.mime import MESSAGES, Part
from agent.text.normalise import visible

TEXT_ENDINGS = (".txt", ".md", ".markdown", ".csv", ".tsv", ".log", ".ics", ".html", ".htm")

MOST_UNPACKED_BYTES = 50_000_000
MOST_UNPACKED_FILES = 5_000
MOST_PACKED = 200
"""Times that a packed file may grow; documents grow about tenfold."""
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

    Raises ValueError, with the reason, where reading it would be out of bounds.
    """
    ending = PurePosixPath(name.lower()).suffix
    if part.kind in ("text/calendar", "application/ics") or ending == ".ics":
        return invitation_text(decoded(raw, part.charset)[0]), ""
    if part.kind == "text/html" or ending in (".html", ".htm"):
        return html_text(decoded(raw, part.charset)[0])
    if part.kind.startswith("text/") or ending in TEXT_ENDINGS:
        return (None if b"\x00" in raw and not part.charset else decoded(raw, part.charset)[0]), ""
    check_packed(raw)
    return _document(name, part.kind, raw), ""


def _document(name: str, content_type: str, raw: bytes) -> str | None:
    from agent.sources.documents import document_text

    try:
        return document_text(name, content_type, raw)
    except InputError as exc:
        raise ValueError(str(exc)) from exc


def check_packed(raw: bytes) -> None:
    """Raises ValueError where a packed file would grow out of bounds; it is not unpacked to find out."""
    if not zipfile.is_zipfile(BytesIO(raw)):
        return
    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            sizes = [file.file_size for file in packed.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as exc:
        raise ValueError("it is a damaged zip file") from exc
    if len(sizes) > MOST_UNPACKED_FILES or sum(sizes) > min(MOST_UNPACKED_BYTES, MOST_PACKED * len(raw)):
        raise ValueError(f"unpacked it would be {sum(sizes):,} bytes in {len(sizes):,} files, out of bounds")


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
