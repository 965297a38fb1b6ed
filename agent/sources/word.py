"""Word documents to text: paragraphs, list items, tables as rows, comments."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from agent.errors import InputError, TooLong, UnreadableInput
from agent.sources.archives import open_archive
from agent.sources.bounds import Bounds, within

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = {f"{W}del", f"{W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
"""What a change took away, and the second form of a drawing, for old programs."""

MARKS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
HEADING = "Heading "
MOST_XML = 30_000_000
"""Bytes that unpacking may add; a book has three million, and pictures add none. Each takes some fifteen of
memory to be taken apart."""


def word_text(raw: bytes, source: str, bounds: Bounds) -> tuple[str, tuple[str, ...]]:
    """The text and what a reviewer should know of it. Raises UnreadableInput, TooLong."""
    import docx

    archive = open_archive(raw, source, bounds)
    if "word/document.xml" not in archive.members:
        raise UnreadableInput(f"{source}: this is no Word document: there is no text part in it")
    if archive.unpacked_bytes > len(raw) + MOST_XML:
        raise TooLong(f"{source}: there is more than {MOST_XML:,} bytes of XML in it: save it as text")
    lines: list[str] = []
    count = 0
    try:
        document = docx.Document(io.BytesIO(raw))
        for line in _lines(document):
            lines.append(line)
            count += len(line) + 1
            within(count, bounds.characters, source, "its characters", "text_characters")
        notes = _hidden(document)
    except InputError:
        raise
    except Exception as exc:
        raise UnreadableInput(f"{source}: the Word document cannot be read ({type(exc).__name__})") from exc
    return "\n".join(lines).strip(), notes


def _lines(document: Document) -> Iterator[str]:
    styles = {style.style_id: style.name or "" for style in document.styles}
    yield from _blocks(document.element.body, styles)
    comments = list(document.comments)
    if comments:
        yield "\n# Comments"
    for comment in comments:
        yield f"{comment.author}: {' '.join(comment.text.split())}"


def _blocks(parent: Element, styles: dict[str, str]) -> Iterator[str]:
    """A line a paragraph and a row; content controls and insertions are looked into."""
    for child in parent:
        if child.tag == f"{W}p":
            yield _paragraph(child, styles)
            for box in _boxes(child):
                yield from _blocks(box, styles)
        elif child.tag == f"{W}tbl":
            yield ""
            yield from _rows(child, styles)
            yield ""
        elif child.tag not in GONE and isinstance(child.tag, str):
            yield from _blocks(child, styles)


def _rows(table: Element, styles: dict[str, str]) -> Iterator[str]:
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is table:
            cells = [" ".join(" ".join(_blocks(cell, styles)).split()) for cell in _cells(row)]
            yield f"| {' | '.join(cells)} |"


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _paragraph(paragraph: Element, styles: dict[str, str]) -> str:
    """With the mark of its style before it: `#` of a heading, `- ` of a list item."""
    said = "".join(_words(paragraph)).strip()
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = styles.get(style.get(f"{W}val", ""), "") if style is not None else ""
    if not said:
        return ""
    if name == "Title" or name.startswith(HEADING):
        level = name.removeprefix(HEADING)
        return f"\n{'#' * min(int(level), 6) if level.isdecimal() else '#'} {said}"
    listed = name.startswith("List") or paragraph.find(f"{W}pPr/{W}numPr") is not None
    return f"- {said}" if listed and not said.startswith(("- ", "[")) else said


def _words(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in MARKS:
            yield MARKS[child.tag]
        elif child.tag == f"{W}t":
            yield child.text or ""
        elif not (child.tag in GONE or child.tag == f"{W}txbxContent" or _vanishes(child)):
            yield from _words(child)


def _boxes(paragraph: Element) -> list[Element]:
    return [
        box for box in paragraph.iter(f"{W}txbxContent")
        if not any(above.tag in GONE for above in box.iterancestors())
        and next(box.iterancestors(f"{W}p")) is paragraph
    ]  # fmt: skip


def _vanishes(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "true") not in ("0", "false", "off")


def _hidden(document: Document) -> tuple[str, ...]:
    """Words that Word does not show."""
    words = [
        "".join(text.text or "" for text in run.iter(f"{W}t"))
        for run in document.element.body.iter(f"{W}r")
        if _vanishes(run)
    ]
    said = " ".join(" ".join(words).split())
    return (f"hidden in the original: {said}",) if said else ()
