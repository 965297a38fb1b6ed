"""Evidence: every stated value is a span of the text, checked here and nowhere else. Pure.

An engine gives words. They are looked up exactly first, then tolerantly (case, white space,
typographic quotes and dashes, invisible characters); words that are not in the text support
nothing. Where words occur more than once, a place in what somebody asks counts before one in quoted
history, a signature or a footer, and of these the place nearest to the item's key sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from agent.models import Evidence, FieldName, Intake
from agent.text.normalise import Folded, fold
from agent.text.parts import CALLED, Parts, parts_of

MOST_PLACES = 200
"""Places that are looked at for one quote; a text that repeats it more often is no better evidence."""


@dataclass(frozen=True)
class Source:
    """A canonical text in which words are looked up."""

    text: str
    parts: Parts | None = None
    """Whose words stand where; without them every place counts alike."""

    @classmethod
    def of(cls, intake: Intake) -> Source:
        return cls(intake.text, parts_of(intake.text, intake.channel, intake.own_end))

    @cached_property
    def folded(self) -> Folded:
        return fold(self.text)

    def find(self, words: str, near: int = 0) -> tuple[int, int] | None:
        """Start and end of the words in the text, the place nearest to `near`; None where they are not."""
        exact = self._best(_places(self.text, words.strip()), near)
        if exact:
            return exact
        wanted = fold(words).text.strip()
        return self._best((self._original(place) for place in _places(self.folded.text, wanted)), near)

    def evidence(self, field: FieldName, quotes: Iterable[str | None], near: int = 0) -> tuple[Evidence, ...]:
        """One piece of evidence for each quote that is in the text."""
        spans = [self.find(quote, near) for quote in quotes if quote]
        return tuple(
            Evidence(field=field, quote=self.text[start:end], start=start, end=end)
            for start, end in dict.fromkeys(span for span in spans if span)
        )

    def missing(self, quotes: Iterable[str | None]) -> list[str]:
        """Those of the quotes that say something and are not in the text."""
        return [quote for quote in quotes if quote and quote.strip() and self.find(quote) is None]

    def aside(self, evidence: Evidence) -> str:
        """Where words stand that nobody asks with here: in the signature, say; empty where somebody does."""
        kind = self.parts.kind(evidence.start) if self.parts else None
        return CALLED.get(kind, "") if kind else ""

    def counts(self, place: int) -> bool:
        return self.parts is None or self.parts.counts(place)

    def _best(self, places: Iterable[tuple[int, int]], near: int) -> tuple[int, int] | None:
        return min(places, key=lambda at: (not self.counts(at[0]), abs(at[0] - near)), default=None)

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
