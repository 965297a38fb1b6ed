"""Which part of a text is whose: new words, quoted history, signature, footer. Pure.

Nothing is deleted: the segments follow each other without a gap and cover the whole text.
"""

from __future__ import annotations

from dataclasses import dataclass

from agent.models import Channel
from agent.text import marks
from agent.text.footers import mark_footers
from agent.text.history import mark_arrows, mark_history
from agent.text.lines import Line, SegmentKind, lines_of, runs
from agent.text.signatures import mark_signature, name_parts

__all__ = ["Segment", "SegmentKind", "segments"]


@dataclass(frozen=True, slots=True)
class Segment:
    kind: SegmentKind
    start: int
    end: int


def segments(text: str, channel: Channel, own_end: int | None = None) -> list[Segment]:
    """The parts of a text in order. Only mails have headers, signatures and footers. From `own_end` on the
    text is that of attachments.
    """
    if own_end is not None and own_end < len(text):
        return [*segments(text[:own_end], channel), Segment(SegmentKind.ATTACHED, own_end, len(text))]
    lines = list(lines_of(text))
    if channel is not Channel.EMAIL:
        mark_arrows(lines)
        return _joined(lines, {})
    first = _mark_header(lines)
    subject, author = _subject(lines[:first]), _author(lines[:first])
    body = lines[first:]
    mark_history(body, text[subject[0] : subject[1]] if first else None)
    mark_footers(body)
    for run in runs(body):
        mark_signature(run, author)
    return _joined(lines, {subject: SegmentKind.SUBJECT} if subject[1] > subject[0] else {})


def _mark_header(lines: list[Line]) -> int:
    """Mark the header block; the index of the line after it, and after the blank line that ends it."""
    count, known = 0, False
    for line in lines:
        if line.blank or not (marks.HEADER_LINE.match(line.text) or (count and line.text[0] in " \t")):
            break
        name = line.text.partition(":")[0].casefold()
        known = known or name in marks.TELLING_NAMES or (name in marks.HEADER_NAMES and "@" in line.text)
        count += 1
    if not known or (count < len(lines) and not lines[count].blank):
        return 0
    end = min(count + 1, len(lines))
    for line in lines[:end]:
        line.kind = SegmentKind.HEADER
    return end


def _subject(header: list[Line]) -> tuple[int, int]:
    for i, line in enumerate(header):
        if found := marks.SUBJECT_LINE.match(line.text):
            last = line
            for more in header[i + 1 :]:
                if more.blank or more.text[0] not in " \t":
                    break
                last = more
            return line.start + found.end(), last.start + len(last.text)
    return 0, 0


def _author(header: list[Line]) -> frozenset[str]:
    for line in header:
        if found := marks.FROM_LINE.match(line.text):
            name = line.text[found.end() :].partition("<")[0]
            return frozenset(name_parts(name))
    return frozenset()


def _joined(lines: list[Line], cut_out: dict[tuple[int, int], SegmentKind]) -> list[Segment]:
    parts: list[Segment] = []
    for line in lines:
        if parts and parts[-1].kind is line.kind:
            parts[-1] = Segment(line.kind, parts[-1].start, line.end)
        else:
            parts.append(Segment(line.kind, line.start, line.end))
    for (start, end), kind in cut_out.items():
        parts = [piece for part in parts for piece in _cut(part, Segment(kind, start, end))]
    return parts


def _cut(part: Segment, inner: Segment) -> list[Segment]:
    if not part.start <= inner.start < inner.end <= part.end:
        return [part]
    pieces = [Segment(part.kind, part.start, inner.start), inner, Segment(part.kind, inner.end, part.end)]
    return [p for p in pieces if p.end > p.start]
