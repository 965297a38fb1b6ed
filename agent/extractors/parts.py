"""A text that is too long for one request: where it is cut, and how what was read in its parts becomes one.

Parts end where the text itself has a border, and each begins a little before the last one ended, so that
what stands across a border is whole in one of them. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from agent.grounding import Source
from agent.models import Finding, OwnerRole
from agent.text.normalise import Span
from agent.text.overlap import content_words, shared_share

LAST_THIRD = 2 / 3
"""A part ends at the best border behind this share of what it may hold."""
OVERLAP = 10
"""A part begins so much before the end of the last one: this part of what it may hold, but not more than"""
MOST_OVERLAP = 2_000
SAME_PLACE, SAME_GOAL = 0.5, 0.3
"""Two are one where they share so much of the shorter key sentence, and so many words of their goals (Dice).
In doubt both are kept: a sentence may ask for two things."""
_BORDERS = (
    re.compile(r"\n[^\S\n]*\n\s*"),
    re.compile(r"\n"),
    re.compile(r"[.!?…][\"”)\]]*\s+"),
    re.compile(r"\s"),
)
"""Paragraph, line, sentence, word; the best first."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in one part of the text."""

    span: Span
    findings: tuple[Finding, ...]


def cut(text: str, most: int, segments: Iterable[int], whole: Sequence[Span]) -> list[Span]:
    """Spans of at most so many characters. They end at segments where they can; nothing in `whole`, which
    is in order, is cut through.
    """
    cuts = _Cuts(text, sorted(segments), [(span.start, span.end) for span in whole])
    overlap = min(most // OVERLAP, MOST_OVERLAP)
    found, start = [], 0
    while len(text) - start > most:
        end = cuts.end(start + int(most * LAST_THIRD), start + most)
        found.append(Span(start, end))
        start = cuts.start(end - overlap, end)
    return [*found, Span(start, len(text))]


@dataclass(frozen=True, slots=True)
class _Cuts:
    text: str
    segments: list[int]
    whole: list[tuple[int, int]]

    def end(self, low: int, high: int) -> int:
        """The last of the best borders between; behind what is whole only where it is longer than a part."""
        place = self._last_border(low, high)
        held = self._held(place)
        return place if held is None else held[0] if held[0] > low else held[1]

    def start(self, low: int, high: int) -> int:
        """The first of the best borders between, and never inside of what is whole."""
        found = (border.search(self.text, low, high) for border in _BORDERS)
        place = next((at.end() for at in found if at and at.end() < high), low)
        held = self._held(place)
        return held[1] if held else place

    def _last_border(self, low: int, high: int) -> int:
        segment = bisect_right(self.segments, high) - 1
        if segment >= 0 and self.segments[segment] > low:
            return self.segments[segment]
        for border in _BORDERS:
            ends = [found.end() for found in border.finditer(self.text, low, high) if found.end() > low]
            if ends:
                return ends[-1]
        return high

    def _held(self, place: int) -> tuple[int, int] | None:
        """What would be cut through."""
        index = bisect_right(self.whole, (place, -1)) - 1
        return self.whole[index] if index >= 0 and place < self.whole[index][1] else None


def merged(parts: Sequence[Read], text: str) -> tuple[Finding, ...]:
    """All that was read, in order. What two neighbours read at the same place of what both hold is one."""
    kept: list[_Placed] = []
    before: list[_Placed] = []
    for part in parts:
        found = [_placed(finding, part.span, text) for finding in part.findings]
        same = _pairs(before, found)
        for index, placed in enumerate(found):
            if index in same:
                at = kept.index(same[index])
                kept[at] = found[index] = _joined(same[index], placed)
            else:
                kept.append(placed)
        before = found
    return tuple(placed.finding for placed in kept)


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    finding: Finding
    key: Span | None
    """Where in the whole text its first quote stands; None where that is not in the part."""


def _placed(finding: Finding, part: Span, text: str) -> _Placed:
    source = Source(text[part.start : part.end])
    places = (source.find(quote) for quote in finding.quotes)
    first = next((place for place in places if place), None)
    if first is None:
        return _Placed(finding.model_copy(update={"near": part.start}), None)
    key = Span(part.start + first[0], part.start + first[1])
    return _Placed(finding.model_copy(update={"near": key.start}), key)


def _pairs(before: Sequence[_Placed], found: Sequence[_Placed]) -> dict[int, _Placed]:
    """Index of the later one → the earlier one: one to one, the most alike first."""
    alike = sorted(
        (
            (_likeness(old, new), -i, -j)
            for i, old in enumerate(before)
            for j, new in enumerate(found)
            if _same_place(old.key, new.key)
        ),
        reverse=True,
    )
    pairs: dict[int, _Placed] = {}
    for likeness, i, j in alike:
        if likeness >= SAME_GOAL and -j not in pairs and before[-i] not in pairs.values():
            pairs[-j] = before[-i]
    return pairs


def _likeness(one: _Placed, other: _Placed) -> float:
    return shared_share(content_words(one.finding.goal), content_words(other.finding.goal))


def _same_place(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > SAME_PLACE * min(one.end - one.start, other.end - other.start)


def _joined(old: _Placed, new: _Placed) -> _Placed:
    """The earlier one, with what only the later part told."""
    first, second = old.finding, new.finding
    update = {name: getattr(first, name) or getattr(second, name) for name in ("due_text", "recurrence_text")}
    if first.owner_role is OwnerRole.NOBODY:
        update |= {"owner_role": second.owner_role, "owner_text": second.owner_text}
    if first.priority is None:
        update |= {"priority": second.priority, "priority_text": second.priority_text}
    update["quotes"] = tuple(dict.fromkeys((*first.quotes, *second.quotes)))
    for name in ("done_criteria", "questions"):
        update[name] = tuple(_by_text((*getattr(first, name), *getattr(second, name))))
    return _Placed(first.model_copy(update=update), old.key)


def _by_text(said: Iterable[object]) -> Iterator[object]:
    known: set[str] = set()
    for one in said:
        text = str(getattr(one, "text", "")).casefold()
        if text not in known:
            known.add(text)
            yield one
