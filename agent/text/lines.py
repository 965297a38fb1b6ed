"""The lines of a text, whose each of them is, and the footers among them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from agent.text import marks

_FOOTER_LINES = 2
"""A longer paragraph of new words ends the search for footers."""


class SegmentKind(StrEnum):
    HEADER = "header"
    SUBJECT = "subject"
    BODY = "body"
    """The author's new words."""
    FORWARDED = "forwarded"
    """Somebody else's words that are sent on for a reason: content."""
    QUOTED = "quoted"
    SIGNATURE = "signature"
    FOOTER = "footer"
    """Disclaimers, subscriptions, "please consider the environment"."""


@dataclass(slots=True)
class Line:
    start: int
    end: int
    text: str
    kind: SegmentKind = SegmentKind.BODY

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def lines_of(text: str) -> Iterator[Line]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield Line(at, at + len(line), line.rstrip("\r\n"))
        at += len(line)


def mark_footers(lines: list[Line]) -> None:
    """From the end backwards: paragraphs with the words of a footer. History may stand between them.

    The first paragraph of new words is no footer as a whole, only from the line that sounds like one.
    """
    paragraphs = list(_paragraphs(lines))
    first = next((p for p in paragraphs if p[0].kind is SegmentKind.BODY and not p[0].blank), None)
    for paragraph in reversed(paragraphs):
        if marks.FOOTER.search("\n".join(line.text for line in paragraph)):
            for line in _from_footer(paragraph) if paragraph is first else paragraph:
                line.kind = SegmentKind.FOOTER
        elif paragraph[0].kind is SegmentKind.BODY and len(paragraph) > _FOOTER_LINES:
            return


def _from_footer(paragraph: list[Line]) -> list[Line]:
    at = next((i for i, line in enumerate(paragraph) if marks.FOOTER.search(line.text)), len(paragraph))
    return paragraph[at:]


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        changes = paragraph and paragraph[-1].text.lstrip().startswith(">") != line.text.lstrip().startswith(
            ">"
        )
        if paragraph and (line.blank or changes):
            yield paragraph
            paragraph = []
        if not line.blank:
            paragraph.append(line)
    if paragraph:
        yield paragraph
