"""Which lines of a mail are quoted history and which are forwarded. Pure, linear in the text.

A client sets off what it copies by arrows, by a line that says who wrote it, by a separator or by a
copy of the headers. What was copied by forwarding is content, the rest is context.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.text import marks
from agent.text.lines import Line, SegmentKind, depth, mark, next_words

_BLOCK_LINES = 14
_BLOCK_FIELDS = 3
_ATTRIBUTION_LINES = 4
_ATTRIBUTION_LINE = 300
_WRAPPED_FROM = 60
"""A client that breaks lines breaks long ones."""

_PROMPT = re.compile(r"[ \t]*>>> (?:(?:import|from|for|def|print|class|with)\b|[A-Za-z_][\w.]* ?[=(])")
_BAR = re.compile(r"[ \t]*[|│┃](?:[ \t][^|]*)?$")
_CONTINUES = re.compile(r"[a-zà-öø-ÿ(]")


@dataclass(frozen=True, slots=True)
class _Start:
    """Where copied words begin: behind `end`, with the subject that the copied headers tell."""

    end: int
    forwarded: bool
    """The separator itself says so."""
    subject: str | None = None


def mark_history(lines: list[Line], subject: str | None) -> None:
    """Mark arrows, what is copied below headers and separators, and what says who wrote it.

    `subject` is that of the mail itself; None where nobody knows it.
    """
    mark_arrows(lines)
    _mark_wrapped(lines)
    _mark_copies(lines, subject)
    _fill_gaps(lines)


def mark_arrows(lines: list[Line]) -> None:
    """A fence or a prompt of Python is code that somebody shows, not a quotation."""
    fences = sum(line.text.startswith("```") for line in lines)
    fenced = code = quoted = False
    for line in lines:
        if line.text.startswith("```"):
            fenced, fences = not fenced and fences > 1, fences - 1
        code = line.text.startswith(">>>") and (code or (not quoted and bool(_PROMPT.match(line.text))))
        quoted = depth(line.text) > 0 and not fenced and not code
        if quoted:
            line.kind = SegmentKind.QUOTED


def _mark_wrapped(lines: list[Line]) -> None:
    """The rest of a long quoted line that was broken on its way lost its arrow."""
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        long = depth(before.text) and len(before.text) >= _WRAPPED_FROM and depth(after.text)
        if long and not depth(line.text) and _CONTINUES.match(line.text) and before.text[-1] not in ".!?:":
            line.kind = SegmentKind.QUOTED


def _mark_copies(lines: list[Line], subject: str | None) -> None:
    """Go down the text; `level` is whose words the lines are, None while they are the author's own."""
    level: SegmentKind | None = None
    base, i, said = 0, 0, False
    while i < len(lines):
        line = lines[i]
        start = None if depth(line.text) > base else _start(lines, i, base, said=said)
        if start is not None:
            inner = _level(level, start, subject, said=said)
            mark(lines[_with_separators(lines, i) : start.end], inner)
            if not (level is None and inner is SegmentKind.QUOTED and _arrows_follow(lines, start.end)):
                level = inner  # else the arrows say how far it goes, and answers may stand between them
            subject = start.subject
            i, base = start.end, _base(lines, i, start.end, inner)
        elif end := _attributed(lines, i):
            bars = _bars_end(lines, end)
            mark(lines[i : bars or end], SegmentKind.QUOTED)
            end = bars or end
            if not bars and next_words(lines, end) < len(lines) and not _arrows_follow(lines, end):
                level = SegmentKind.QUOTED
            i = end
        else:
            said = said or not (line.blank or depth(line.text))
            if base and not (line.blank or depth(line.text)):
                level, base = None, 0
            if level is not None and depth(line.text) <= base:
                line.kind = level
            i += 1
        if level is SegmentKind.QUOTED:
            mark(lines[i:], SegmentKind.QUOTED)
            return


def _arrows_follow(lines: list[Line], i: int) -> bool:
    following = next_words(lines, i)
    return following < len(lines) and depth(lines[following].text) > 0


def _bars_end(lines: list[Line], i: int) -> int:
    """The index behind lines that each begin with one bar, as some programs quote; 0 where there are none."""
    i = end = next_words(lines, i)
    while end < len(lines) and _BAR.match(lines[end].text):
        end += 1
    return end if end > i else 0


def _level(level: SegmentKind | None, start: _Start, subject: str | None, *, said: bool) -> SegmentKind:
    """Are the words that start here content? The subject above them says whether they were sent on."""
    if level is None and subject is None and not said:
        return SegmentKind.FORWARDED
    if start.forwarded or (subject is not None and marks.FORWARD_SUBJECT.match(subject)):
        return SegmentKind.FORWARDED
    replied = level is None or (subject is not None and marks.REPLY_SUBJECT.match(subject))
    return SegmentKind.QUOTED if replied else SegmentKind.FORWARDED


def _base(lines: list[Line], i: int, end: int, level: SegmentKind) -> int:
    """How deep the arrows of forwarded words themselves are: some clients forward with arrows.

    `i` is the line of the separator, `end` the one behind the copied headers.
    """
    first = end - 1 if end > i + 1 else next_words(lines, end)
    inside = level is SegmentKind.FORWARDED and first < len(lines)
    return 1 if inside and depth(lines[first].text) == 1 else 0


def _start(lines: list[Line], i: int, base: int, *, said: bool) -> _Start | None:
    text = lines[i].text.lstrip(" \t>") if base else lines[i].text
    forwarded = bool(marks.FORWARDED.match(text))
    ticket = said and bool(marks.REPLY_ABOVE.match(text))
    separated = forwarded or ticket or bool(marks.ORIGINAL.match(text))
    at = _after_separators(lines, i + 1) if separated else i
    block = _block(lines, at, sure=separated)
    if block is not None:
        return _Start(block[0], forwarded, block[1])
    return _Start(i + 1, forwarded) if separated else None


def _after_separators(lines: list[Line], i: int) -> int:
    while i < len(lines) and (not lines[i].text.strip("> \t") or marks.SEPARATOR.match(lines[i].text)):
        i += 1
    return i


def _with_separators(lines: list[Line], i: int) -> int:
    """A rule drawn above the copied headers belongs to them."""
    above = i
    while above and (lines[above - 1].blank or marks.SEPARATOR.match(lines[above - 1].text)):
        above -= 1
        if marks.SEPARATOR.match(lines[above].text):
            i = above
    return i


def _block(lines: list[Line], i: int, *, sure: bool) -> tuple[int, str | None] | None:
    """The index behind copied headers that begin at `i`, and their subject; `sure` below a separator."""
    found: dict[str, str] = {}
    end = i
    for j in range(i, min(i + _BLOCK_LINES, len(lines))):
        text = lines[j].text.lstrip("> ")
        field = marks.FIELD.match(text)
        if field and field.lastgroup:
            found.setdefault(field.lastgroup, text[field.end() :].strip(" *_"))
            end = j + 1
        elif not found or not _belongs(lines, j, end):
            break
        elif text:
            end = j + 1
    if not found or (not sure and not _convinces(lines[i].text.lstrip("> "), found)):
        return None
    return end, found.get("subject")


def _belongs(lines: list[Line], j: int, end: int) -> bool:
    """Does a line that is no field stand between fields: a single gap, or the rest of a long one?"""
    text = lines[j].text.lstrip("> ")
    if not text.strip():
        return j == end and j + 1 < len(lines) and bool(marks.FIELD.match(lines[j + 1].text.lstrip("> ")))
    return lines[j].text[:1] in " \t" or ("@" in text and text.rstrip()[-1] in ">;,") or ";" in text


def _convinces(first: str, found: dict[str, str]) -> bool:
    """Headers name who wrote, when or to whom, and a subject or an address; journeys have no such thing."""
    opening = marks.FIELD.match(first)
    if opening is None or opening.lastgroup not in ("sender", "date", "subject"):
        return False
    return (
        found.get("sender", "") != ""
        and len(found.keys() - {"other"}) >= _BLOCK_FIELDS
        and ("subject" in found or "@" in found["sender"])
    )


def _attributed(lines: list[Line], i: int) -> int:
    """The index behind the lines from `i` that say who wrote what follows ("On … wrote:"), else 0."""
    first = lines[i].text
    if len(first) > _ATTRIBUTION_LINE or depth(first):
        return 0
    dated = bool(marks.ATTRIBUTION_DATE.match(first))
    if not dated and not marks.ATTRIBUTION_NAME.match(first):
        return 0
    said = ""
    for j in range(i, min(i + _ATTRIBUTION_LINES, len(lines))):
        text = lines[j].text
        if lines[j].blank or len(text) > _ATTRIBUTION_LINE or depth(text):
            return 0
        said = f"{said} {text.strip()}".strip()
        if marks.ATTRIBUTION_END.search(said[-_ATTRIBUTION_LINE:]) or (
            dated and marks.ADDRESS_END.search(said[-_ATTRIBUTION_LINE:])
        ):
            return j + 1 if _quotes(lines, j + 1, said) else 0
    return 0


def _quotes(lines: list[Line], end: int, said: str) -> bool:
    """Do quoted words follow? Arrows prove it; without them a client tells when, and no story is told."""
    told = bool(marks.TOLD.search(said))
    if _arrows_follow(lines, end) or _bars_end(lines, end):
        return not told
    return bool(marks.DATED.search(said)) and not told


def _fill_gaps(lines: list[Line]) -> None:
    """Blank lines between quoted lines are quoted too."""
    quoted_before = False
    blanks: list[Line] = []
    for line in lines:
        if line.blank and line.kind is SegmentKind.BODY:
            blanks.append(line)
            continue
        if quoted_before and line.kind is SegmentKind.QUOTED:
            mark(blanks, SegmentKind.QUOTED)
        quoted_before, blanks = line.kind is SegmentKind.QUOTED, []
