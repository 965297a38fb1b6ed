"""The lines of a text, and whose each of them is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class SegmentKind(StrEnum):
    HEADER = "header"
    SUBJECT = "subject"
    BODY = "body"
    """The author's new words."""
    FORWARDED = "forwarded"
    """Somebody else's words that are sent on for a reason: content."""
    QUOTED = "quoted"
    SIGNATURE = "signature"
    ATTACHED = "attached"
    """The words of what came along with it."""
    FOOTER = "footer"
    """Disclaimers, subscriptions, warnings of mail systems, "please consider the environment"."""


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


def mark(lines: Iterable[Line], kind: SegmentKind) -> None:
    for line in lines:
        line.kind = kind


def depth(text: str) -> int:
    """How many arrows a line begins with; what is indented by four places or more is code."""
    rest = text.lstrip(" \t>")
    lead = text[: len(text) - len(rest)]
    indent = len(lead) - len(lead.lstrip(" \t"))
    return lead.count(">") if indent < CODE_INDENT else 0


CODE_INDENT = 4


def next_words(lines: list[Line], i: int) -> int:
    """The index of the first line at or after `i` that is not blank, else the number of lines."""
    while i < len(lines) and lines[i].blank:
        i += 1
    return i


def runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Stretches of new words."""
    run: list[Line] = []
    for line in lines:
        if line.kind is SegmentKind.BODY:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run
