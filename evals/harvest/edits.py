"""Changes of a text that remember where everything went. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Edit:
    """`new` instead of text[start:end]."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Edited:
    """A text with what was put into it."""

    before: str
    edits: tuple[Edit, ...]
    """In order; none overlaps another."""

    @cached_property
    def text(self) -> str:
        parts, at = [], 0
        for edit in self.edits:
            parts += [self.before[at : edit.start], edit.new]
            at = edit.end
        return "".join([*parts, self.before[at:]])

    def cut(self, start: int, end: int) -> str:
        """What became of before[start:end]; a change at its edge is in it as a whole."""
        return self.text[self._moved(start, at_end=False) : self._moved(end, at_end=True)]

    def _moved(self, place: int, *, at_end: bool) -> int:
        number = bisect_right(self._starts, place) - 1
        if number < 0:
            return place
        edit, start = self.edits[number], self._places[number]
        if place >= edit.end:
            return start + len(edit.new) + place - edit.end
        return start + (len(edit.new) if at_end and place > edit.start else 0)

    @cached_property
    def _starts(self) -> list[int]:
        return [edit.start for edit in self.edits]

    @cached_property
    def _places(self) -> list[int]:
        """Where each edit starts in the new text."""
        grown = accumulate((len(e.new) - (e.end - e.start) for e in self.edits), initial=0)
        return [edit.start + more for edit, more in zip(self.edits, grown, strict=False)]


def edited(text: str, wishes: Iterable[Edit]) -> Edited:
    """With those that overlap none before them."""
    taken = bytearray(len(text))
    kept = []
    for wish in wishes:
        if wish.start < wish.end and not any(taken[wish.start : wish.end]):
            taken[wish.start : wish.end] = b"\1" * (wish.end - wish.start)
            kept.append(wish)
    return Edited(text, tuple(sorted(kept, key=lambda edit: edit.start)))
