"""What kind of file some bytes are, and the text of those that are documents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from agent.errors import UnreadableInput
from agent.sources.archives import ZIP, open_archive
from agent.sources.bounds import STANDARD, Bounds
from agent.sources.html import html_text
from agent.sources.pdf import pdf_text
from agent.sources.slack import slack_root
from agent.sources.text import BINARY, decode
from agent.sources.transcripts import WEBVTT, transcript_text
from agent.sources.word import word_text
from agent.text.normalise import visible


class Kind(StrEnum):
    """In words that a message can use."""

    TEXT = "text"
    MAIL = "a mail"
    MAILBOX = "a mailbox"
    ROWS = "rows of JSON"
    PAGE = "a web page"
    TRANSCRIPT = "a transcript"
    TEAMS = "a list of Teams messages"
    WORD = "a Word document"
    PDF = "a PDF"
    OUTLOOK = "an Outlook message"
    SLACK = "a Slack export"


DOCUMENTS = (Kind.WORD, Kind.PDF, Kind.TRANSCRIPT, Kind.PAGE)
BY_ENDING = {
    ".eml": Kind.MAIL, ".mbox": Kind.MAILBOX, ".jsonl": Kind.ROWS, ".json": Kind.TEAMS, ".htm": Kind.PAGE,
    ".html": Kind.PAGE, ".vtt": Kind.TRANSCRIPT, ".srt": Kind.TRANSCRIPT, ".docx": Kind.WORD,
    ".pdf": Kind.PDF, ".msg": Kind.OUTLOOK, ".zip": Kind.SLACK, ".md": Kind.TEXT, ".txt": Kind.TEXT,
}  # fmt: skip
BY_TYPE = {
    "text/plain": Kind.TEXT, "text/markdown": Kind.TEXT, "text/html": Kind.PAGE, "text/vtt": Kind.TRANSCRIPT,
    "application/x-subrip": Kind.TRANSCRIPT, "application/pdf": Kind.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.WORD,
}  # fmt: skip
BINARIES = (Kind.WORD, Kind.PDF, Kind.OUTLOOK, Kind.SLACK)
STORED = "__properties_version1.0".encode("utf-16-le")
"""Every Outlook message has a stream of this name."""
OLE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Document:
    text: str
    notes: tuple[str, ...] = ()
    """What a reviewer should know of the original."""


def document_text(name: str, content_type: str, raw: bytes, bounds: Bounds = STANDARD) -> str | None:
    """The text of a Word document, PDF, transcript, page or plain text; None where it is another kind.

    `name` and `content_type` may be empty. Raises InputError where it is such a kind and cannot be read.
    """
    kind = _by_content(name, raw, bounds) or BY_ENDING.get(_ending(name)) or BY_TYPE.get(_bare(content_type))
    if kind is Kind.TEXT and not raw.startswith(BINARY):
        return visible(decode(raw, name or "the attachment"))
    if kind not in DOCUMENTS:
        return None
    return visible(document(kind, name or "the attachment", raw, bounds).text)


def kind_of(name: str, raw: bytes, bounds: Bounds) -> Kind:
    """By its content first, then by its ending; text where neither says anything.

    Raises UnreadableInput where the ending promises what the content is not, or nothing here reads it.
    """
    told, found = BY_ENDING.get(_ending(name)), _by_content(name, raw, bounds)
    if found in BINARIES and told is not None and told not in BINARIES:
        raise UnreadableInput(f"{name}: its ending says {_ending(name)}, but this is {found}: rename it")
    if found:
        return found
    if raw.startswith(BINARY):
        raise UnreadableInput(f"{name}: {_unread(raw)}")
    if told in BINARIES:
        raise UnreadableInput(f"{name}: this is not {told}: save it anew, or rename it to what it is")
    return told or Kind.TEXT


def document(kind: Kind, name: str, raw: bytes, bounds: Bounds) -> Document:
    """Of the kinds in DOCUMENTS. Raises UnreadableInput, EmptyInput, TooLong."""
    if kind is Kind.WORD:
        return Document(*word_text(raw, name, bounds))
    if kind is Kind.PDF:
        return Document(pdf_text(raw, name, bounds))
    if kind is Kind.TRANSCRIPT:
        return Document(transcript_text(decode(raw, name), name))
    try:
        seen, hidden = html_text(decode(raw, name))
    except ValueError as exc:
        raise UnreadableInput(f"{name}: the page cannot be read: {exc}") from exc
    return Document(seen, (f"hidden in the original: {hidden}",) if hidden else ())


def _by_content(name: str, raw: bytes, bounds: Bounds) -> Kind | None:
    """Of the kinds that begin in a way of their own. Raises UnreadableInput, TooLong of a zip."""
    if raw.startswith(b"%PDF"):
        return Kind.PDF
    if raw.startswith(ZIP):
        names = open_archive(raw, name, bounds).members
        if "word/document.xml" in names:
            return Kind.WORD
        return Kind.SLACK if slack_root(names) is not None else None
    if raw.startswith(OLE):
        return Kind.OUTLOOK if STORED in raw else None
    begins = raw[:100].removeprefix(b"\xef\xbb\xbf")
    return Kind.TRANSCRIPT if begins.startswith(WEBVTT.encode()) and b"-->" in raw else None


def _unread(raw: bytes) -> str:
    if raw.startswith(ZIP):
        return "this is a zip archive, but no Slack export: unpack it, and name the folder"
    if raw.startswith(OLE):
        return (
            "it is encrypted: save it without a password"
            if ENCRYPTED in raw
            else "this is a file of an old Office: save it as .docx or as text"
        )
    return "this is no text file: save it as text, or paste its text"


def _ending(name: str) -> str:
    return Path(name).suffix.lower()


def _bare(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
