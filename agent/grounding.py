"""Evidence: every stated value is a span of the text, checked here and nowhere else. Pure.

An engine gives words. They are looked up exactly first, then tolerantly (case, white space,
typographic quotes and dashes, invisible characters); words that are not in the text support
nothing. Where words occur more than once, the place nearest to the item's key sentence counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from agent.models import Evidence, FieldName
from agent.text.normalise import Folded, fold

MOST_PLACES = 200
"""Places that are looked at for one quote; a text that repeats it more often is no better evidence."""


@dataclass(frozen=True)
class Source:
    """A canonical text in which words are looked up."""

    text: str

    @cached_property
    def folded(self) -> Folded:
        return fold(self.text)

    def find(self, words: str, near: int = 0) -> tuple[int, int] | None:
        """Start and end of the words in the text, the place nearest to `near`; None where they are not."""
        exact = _nearest(_places(self.text, words.strip()), near)
        if exact:
            return exact
        wanted = fold(words).text.strip()
        return _nearest((self._original(place) for place in _places(self.folded.text, wanted)), near)

    def evidence(self, field: FieldName, quotes: Iterable[str | None], near: int = 0) -> tuple[Evidence, ...]:
        """One piece of evidence for each quote that is in the text."""
        spans = [self.find(quote, near) for quote in quotes if quote]
        return tuple(
            Evidence(field=field, quote=self.text[start:end], start=start, end=end)
            for start, end in dict.fromkeys(span for span in spans if span)
        )

    def _original(self, place: tuple[int, int]) -> tuple[int, int]:
        span = self.folded.original(*place)
        return span.start, span.end


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words stand whole: 'Ana' is not in 'Banana'."""
    if not words:
        return
    start = text.find(words)
    for _ in range(MOST_PLACES):
        if start < 0:
            return
        end = start + len(words)
        if not (_splits(text, start) or _splits(text, end)):
            yield start, end
        start = text.find(words, start + 1)


def _splits(text: str, place: int) -> bool:
    """Would a cut here go through a word?"""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _nearest(places: Iterable[tuple[int, int]], near: int) -> tuple[int, int] | None:
    return min(places, key=lambda place: abs(place[0] - near), default=None)
