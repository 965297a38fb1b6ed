"""Which part of a text is whose: new words, quoted history, signature, footer. Pure.

Nothing is deleted: the segments follow each other without a gap and cover the whole text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agent.models import Channel
from agent.text import marks
from agent.text.lines import Line, SegmentKind, lines_of, mark_footers

__all__ = ["Segment", "SegmentKind", "segments"]

_SIGNATURE_LINES = 9
_SIGNATURE_WIDTH = 120
_BLOCK_FIELDS = 3
_NAME_WORDS = 4
_SHORT_NAME = 3


@dataclass(frozen=True, slots=True)
class Segment:
    kind: SegmentKind
    start: int
    end: int


def segments(text: str, channel: Channel) -> list[Segment]:
    """The parts of a text in order. Only mails have headers, signatures and footers."""
    lines = list(lines_of(text))
    if channel is not Channel.EMAIL:
        _mark_arrows(lines)
        return _joined(lines, {})
    first = _mark_header(lines)
    subject, author = _subject(lines[:first]), _author(lines[:first])
    body = lines[first:]
    _mark_history(body, forwarding=bool(marks.FORWARD_SUBJECT.match(text[subject[0] : subject[1]])))
    mark_footers(body)
    for run in _runs(body):
        _mark_signature(run, author)
    return _joined(lines, {subject: SegmentKind.SUBJECT} if subject[1] > subject[0] else {})


def _mark_header(lines: list[Line]) -> int:
    """Mark the header block; the index of the line after it, and after the blank line that ends it."""
    count, known = 0, False
    for line in lines:
        if line.blank or not (marks.HEADER_LINE.match(line.text) or (count and line.text[0] in " \t")):
            break
        known = known or line.text.partition(":")[0].casefold() in marks.HEADER_NAMES
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
            return frozenset(_name_tokens(name))
    return frozenset()


def _name_tokens(text: str) -> list[str]:
    return [t for t in text.casefold().replace(".", " ").replace(",", " ").split() if t.strip("/\\-—–\"'")]


def _mark_arrows(lines: list[Line]) -> None:
    for line in lines:
        if line.text.lstrip().startswith(">"):
            line.kind = SegmentKind.QUOTED


def _mark_history(lines: list[Line], *, forwarding: bool) -> None:
    """Quoted and forwarded parts: arrow lines with their attribution, separators, Outlook headers."""
    _mark_arrows(lines)
    for i, line in enumerate(lines):
        if line.kind is SegmentKind.QUOTED:
            continue
        if (kind := _history_starts(lines, i, forwarding=forwarding)) is not None:
            _mark_rest(lines[i:], kind)
            return
        if (end := _attribution(lines, i)) and _mark_attributed(lines, i, end):
            return
    _fill_gaps(lines)


def _history_starts(lines: list[Line], i: int, *, forwarding: bool) -> SegmentKind | None:
    text = lines[i].text
    if marks.FORWARDED.match(text):
        return SegmentKind.FORWARDED
    if marks.ORIGINAL.match(text) or (marks.OUTLOOK_FIRST.match(text) and _outlook_block(lines[i : i + 7])):
        return SegmentKind.FORWARDED if forwarding else SegmentKind.QUOTED
    return None


def _outlook_block(lines: list[Line]) -> bool:
    return sum(1 for line in lines if marks.OUTLOOK_FIELD.match(line.text)) >= _BLOCK_FIELDS


def _mark_rest(lines: list[Line], kind: SegmentKind) -> None:
    for line in lines:
        if line.kind is SegmentKind.BODY:
            line.kind = kind


def _attribution(lines: list[Line], i: int) -> int:
    """The index behind an attribution ("On … wrote:", up to three lines) that starts at line i, else 0."""
    if not marks.ATTRIBUTION_START.match(lines[i].text):
        return 0
    for j in range(i, min(i + 3, len(lines))):
        if lines[j].blank:
            return 0
        if marks.ATTRIBUTION_END.search(lines[j].text[-200:]):
            return j + 1
    return 0


def _mark_attributed(lines: list[Line], start: int, end: int) -> bool:
    """Mark the attribution; where no arrow follows, all the rest is its quotation, and True comes back."""
    for line in lines[start:end]:
        line.kind = SegmentKind.QUOTED
    following = next((line for line in lines[end:] if not line.blank), None)
    if following is None or following.kind is SegmentKind.QUOTED:
        return False
    _mark_rest(lines[end:], SegmentKind.QUOTED)
    _fill_gaps(lines)
    return True


def _fill_gaps(lines: list[Line]) -> None:
    """Blank lines between quoted lines are quoted too."""
    quoted_before = False
    blanks: list[Line] = []
    for line in lines:
        if line.blank and line.kind is SegmentKind.BODY:
            blanks.append(line)
            continue
        if quoted_before and line.kind is SegmentKind.QUOTED:
            for blank in blanks:
                blank.kind = SegmentKind.QUOTED
        quoted_before, blanks = line.kind is SegmentKind.QUOTED, []


def _runs(lines: list[Line]) -> Iterator[list[Line]]:
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


def _mark_signature(run: list[Line], author: frozenset[str]) -> None:
    start = _signature_start(run, author)
    if start is None:
        return
    postscript = False
    for line in run[start:]:
        postscript = bool(marks.POSTSCRIPT.match(line.text)) or (postscript and not line.blank)
        if not postscript:
            line.kind = SegmentKind.SIGNATURE


def _signature_start(run: list[Line], author: frozenset[str]) -> int | None:
    """The first line of the sign-off or signature, where only short lines follow it."""
    best: int | None = None
    seen = 0
    for i in range(len(run) - 1, -1, -1):
        text = run[i].text
        if run[i].blank:
            continue
        if text.rstrip() in {"--", "—", "__"}:
            best, seen = i, 0
            continue
        if marks.SIGN_OFF.match(text) or marks.SENT_FROM.match(text) or _is_author(text, author):
            best = i
        seen += 1
        if seen > _SIGNATURE_LINES or (len(text) > _SIGNATURE_WIDTH and not marks.POSTSCRIPT.match(text)):
            break
    return best


def _is_author(text: str, author: frozenset[str]) -> bool:
    """Is the line no more than the author's name, or its initials?"""
    tokens = _name_tokens(text.strip().lstrip("/-—– ").rstrip("-—–,! "))
    initials = {name[0] for name in author}
    short = (
        0 < len(tokens) <= _NAME_WORDS
        and text.strip().lstrip("-*• ")[:1] != "@"
        and not text.rstrip().endswith(":")
    )
    if len(tokens) == 1 and len(tokens[0]) >= _SHORT_NAME and any(tokens[0] in name for name in author):
        return True  # Seun, of Oluwaseun
    return short and all(t in author or t in initials for t in tokens)


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
