"""A text cut into sentences, with what the layout says about each of them. Pure."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, zip_longest

from agent.text.boundaries import split
from agent.text.columns import cells, rows_of
from agent.text.talk import LABEL, LIST_TITLE, NAME_WORDS, Company, Talk, bare_name

_BULLET = re.compile(r"[ \t]*(?:[-*•–—▪◦·‣+]|=>|->|→)[ \t]+(?=\S)")
_BOX = re.compile(r"[ \t]*(?:[-*•+][ \t]+)?(?:\[(?P<mark>[ xX✓✔])?\]|(?P<sign>[☐☑☒✅✔]))[ \t]*(?=\S)")
_NUMBER = re.compile(
    r"[ \t]*(?:\(?\d{1,3}[.)]|\d{1,2}[ \t]+[-–](?=[ \t]+[^\W\d])|\(?[a-zA-Z]\)|(?:AI|AP|ACT|Action"
    r"|Task)[ -]?\d{1,3}[.:)]?)[ \t]+(?=\S)"
)
_ACTION = re.compile(r"[ \t]*((?:AI|AP|ACT|Action|Task)[ -]?\d{1,3})")
_HEADING = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|\*\*(?=[^*]+\*\*[ \t:]*$))(?=\S)")
_INLINE_HEADING = re.compile(r"[ \t]*\*\*(?P<label>[^*\n]{2,40}?):?\*\*:?[ \t]*")
_ARROW = re.compile(r" (?:->|=>|→) ")
"""What stands between a topic and its outcome, a line each."""
_RULE = re.compile(r"[ \t]*[-=_*#~|+: \t]{3,}$")
_WRAP_FROM, _WRAP_TO = 50, 110
"""A paragraph line of this many characters was broken by a mail program, not by its author."""
_LOWER_FROM = 35
_BROKEN = 0.65
"""Of the lines of a text those that are full, where a program broke them."""
_TITLE_WORDS, _LABEL_WORDS = 6, 8


class Marker(StrEnum):
    """How the line that a sentence stands in begins."""

    NONE = ""
    BULLET = "bullet"
    NUMBER = "number"
    OPEN = "open"
    """An empty check-box."""
    DONE = "done"
    """A ticked check-box."""
    ROW = "row"
    FIELD = "field"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Sentence:
    """text[start:end] without the marks before it."""

    start: int
    end: int
    marker: Marker = Marker.NONE
    speaker: str | None = None
    """Who says it, in chats and transcripts."""
    heading: str | None = None
    """The section it stands in."""
    label: str | None = None
    """The words before the colon, where the line has the form of a field."""
    line: int = 0
    """Sentences of one line, list item or paragraph share this number."""
    paragraph: int = 0
    """A blank line, or another list item, starts a new one."""


@dataclass(slots=True)
class _Block:
    """Lines that belong together: one list item, one chat message, one paragraph."""

    start: int
    end: int
    marker: Marker = Marker.NONE
    speaker: str | None = None
    label: str | None = None
    last: str = ""
    paragraph: int = 0
    shares: bool = False
    """Does it stand in the line of the block before it?"""


def sentences(text: str, start: int, end: int, company: Company | None = None) -> list[Sentence]:
    """The sentences of text[start:end], in order; spans count in the whole text.

    `company`: who may speak, where it is a chat.
    """
    heading: str | None = None
    found: list[Sentence] = []
    number = -1
    blocks = list(_blocks(text, start, end, company))
    for block, after in zip_longest(blocks, blocks[1:]):
        number += not block.shares
        if after is not None and _heads(text[block.start : block.end], block, after):
            block.marker = Marker.HEADING
        if block.marker is Marker.HEADING:
            heading = text[block.start : block.end].strip("*#:= \t_")
        for first, last in split(text, block.start, block.end):
            found.append(
                Sentence(
                    first, last, block.marker, block.speaker, heading, block.label, number, block.paragraph
                )
            )
    return found


def _heads(words: str, block: _Block, after: _Block) -> bool:
    """For a line "To do" or "Next steps" directly above a list: its heading, without a mark."""
    listed = after.marker in {Marker.BULLET, Marker.NUMBER, Marker.OPEN, Marker.DONE}
    return (
        listed
        and block.marker is Marker.NONE
        and block.speaker is None
        and bool(LIST_TITLE.match(words))
        and len(words.split()) <= _TITLE_WORDS
        and words[-1] not in ".?!,"
    )


def _blocks(text: str, start: int, end: int, company: Company | None) -> Iterator[_Block]:
    talk, room = Talk.of(text[start:end], company), _room(text[start:end])
    rows = rows_of(text[start:end])
    block: _Block | None = None
    at, paragraph, talker = start, 0, None
    for line in text[start:end].splitlines(keepends=True):
        bare = line.rstrip()
        if not bare or _RULE.match(bare):
            paragraph += 1
            if block:
                yield block
            block = None
        elif block and bare not in rows and _continues(block, bare, talk, room):
            block.end, block.last = at + len(bare), bare
        elif (turn := talk.turn(bare)) and turn.at == len(bare):
            if block:
                yield block
            block, talker = None, turn.who
        else:
            if block:
                yield block
            pieces = list(_cells(bare, at) if bare in rows else _open(bare, at, talk))
            talker = pieces[0].speaker or (talker if talk else None)
            for piece in pieces[:-1]:
                piece.paragraph = paragraph
                yield piece
            block = pieces[-1]
            block.speaker, block.paragraph = block.speaker or talker, paragraph
        at += len(line)
    if block:
        yield block


def _open(line: str, at: int, talk: Talk) -> Iterator[_Block]:
    """The block, or the cells, that a line opens."""
    end = at + len(line)
    if _is_row(line):
        yield from _cells(line, at)
    elif turn := talk.turn(line):
        yield _Block(at + turn.at, end, speaker=turn.who, last=line)
    elif found := _BOX.match(line):
        ticked = (found["mark"] or " ") != " " or found["sign"] in {"☑", "☒", "✅", "✔"}
        yield _Block(at + found.end(), end, Marker.DONE if ticked else Marker.OPEN, last=line)
    elif found := _HEADING.match(line):
        yield _Block(at + found.end(), at + len(line.rstrip("*:# \t")), Marker.HEADING, last=line)
    elif (found := _INLINE_HEADING.match(line)) and found.end() < len(line):
        yield _Block(at + found.start("label"), at + found.end("label"), Marker.HEADING, last=line)
        yield _Block(at + found.end(), end, last=line)
    elif found := _BULLET.match(line) or _NUMBER.match(line):
        marker = Marker.BULLET if _BULLET.match(line) else Marker.NUMBER
        called = _ACTION.match(line)
        yield _Block(at + found.end(), end, marker, label=called[1] if called else None, last=line)
    else:
        yield from _labelled(line, at, talk)


def _labelled(line: str, at: int, talk: Talk) -> Iterator[_Block]:
    end, lead = at + len(line), len(line) - len(line.lstrip())
    found = LABEL.match(line)
    said = list(split(line, *found.span("who"))) if found else []
    if found and len(said) > 1 and found.end() < len(line):  # "It leaks. Action Ben: a new seal"
        cut = said[-1][0]
        yield _Block(at + lead, at + said[-2][1], last=line)
        label = line[cut : found.end("who")].strip()
        yield _Block(at + found.end(), end, Marker.FIELD, label=label, last=line, shares=True)
    elif found and bare_name(found["who"]) in talk.speakers:
        yield _Block(at + found.end(), end, speaker=bare_name(found["who"]), last=line)
    elif found and found.end() == len(line) and len(found["who"].split()) <= _TITLE_WORDS:
        yield _Block(at + lead, end, Marker.HEADING, last=line, label=found["who"])
    elif found and len(found["who"].split()) <= _LABEL_WORDS:
        yield _Block(at + found.end(), end, Marker.FIELD, label=found["who"].strip(), last=line)
    elif _shouts(line):
        yield _Block(at + lead, end, Marker.HEADING, last=line)
    else:
        yield _Block(at + lead, end, last=line)


def _is_row(line: str) -> bool:
    inner = line.strip().strip("|")
    return "|" in inner if line.lstrip().startswith("|") else inner.count("|") > 1


def _cells(line: str, at: int) -> Iterator[_Block]:
    shares = False
    for found in re.finditer(r"[^|]+", line) if "|" in line else cells(line):
        cell = found[0].strip()
        if cell:
            start = at + found.start() + found[0].index(cell)
            yield _Block(start, start + len(cell), Marker.ROW, last=line, shares=shares)
            shares = True
    if not line.strip("| \t"):
        yield _Block(at, at, Marker.ROW, last=line)


def _shouts(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return (
        len(letters) > NAME_WORDS and all(c.isupper() for c in letters) and len(line.split()) <= _TITLE_WORDS
    )


def _opens_label(line: str, talk: Talk) -> bool:
    label = LABEL.match(line)
    if label is None or len(label["who"].split()) > NAME_WORDS:
        return False
    return label["who"][:1].isupper() or bare_name(label["who"]) in talk.speakers


def _continues(block: _Block, line: str, talk: Talk, room: int) -> bool:
    """Is this line the rest of the paragraph or list item before it?"""
    paired = _ARROW.search(block.last) and _ARROW.search(line)
    if block.marker in {Marker.ROW, Marker.HEADING} or block.last.endswith(":") or paired:
        return False
    marks = (_BULLET, _BOX, _NUMBER, _HEADING, _INLINE_HEADING)
    if any(mark.match(line) for mark in marks) or _is_row(line) or talk.turn(line):
        return False
    listed = block.marker not in {Marker.NONE, Marker.FIELD}
    if listed and line[0] in " \t":
        return True
    if _opens_label(line, talk) or not _is_full(block.last, line, room):
        return False
    width, lower = len(block.last), line.lstrip()[:1].islower()
    return _WRAP_FROM <= width <= _WRAP_TO or (lower and not listed and _LOWER_FROM <= width <= _WRAP_TO)


def _room(text: str) -> int:
    """How long lines are that a mail program has broken; beyond all, where people broke them."""
    lines = [line.rstrip() for line in text.splitlines()]
    longest = max((len(line) for line in lines), default=0)
    pairs = [(one, other) for one, other in pairwise(lines) if one and other]
    full = sum(_is_full(one, other, longest) for one, other in pairs)
    return longest if full >= _BROKEN * len(pairs) else sys.maxsize


def _is_full(line: str, following: str, room: int) -> bool:
    """Would the first word of the next line not have fitted?"""
    first = following.split(maxsplit=1)[0] if following.strip() else ""
    return len(line) + 1 + len(first) > min(room, _WRAP_TO) if room < sys.maxsize else False
