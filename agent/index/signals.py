"""What two texts have in common, as a few shares between 0 and 1. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

TITLE_WEIGHT = 5
_TITLE_BONUS = 1.5
"""A term in the title of what is asked tells more: as if it were four times as rare."""
_K1, _B, _USUAL_LENGTH = 1.2, 0.75, 60.0
"""Of Okapi BM25; a fixed usual length keeps the strength of a hit independent of other entries."""


class Signals(NamedTuple):
    """Of what is asked and one entry. Words count by how rare they are."""

    words: float
    """BM25 as a share of what the text itself would reach."""
    title_meaning: float
    """Cosine of both titles."""
    text_meaning: float
    """Cosine of both titles with their bodies."""
    entry_in_asked: float
    """Words of the entry's title that stand anywhere in what is asked."""


class Asked:
    """The terms of a text that is looked for, prepared for comparing it with many."""

    def __init__(
        self,
        title: Sequence[str],
        body: Sequence[str],
        found: Mapping[str, int],
        entries: int,
        light: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        self.found = found
        """In how many entries each term stands."""
        self._light = light
        """Terms that tell less than their rarity, as a share of it: in a small index every word is rare."""
        self._rarity = {
            term: light.get(term, 1.0) * math.log1p((entries - n + 0.5) / (n + 0.5))
            for term, n in found.items()
        }
        self._usual = math.fsum(self._rarity.values()) / max(len(self._rarity), 1)
        in_title = frozenset(title)
        self.weights = {
            term: rarity + _TITLE_BONUS * light.get(term, 1.0) * (term in in_title)
            for term, rarity in self._rarity.items()
        }
        """How much each term tells."""
        self._most = self._reached(title, body)

    def compared(self, title: Sequence[str], body: Sequence[str]) -> Signals:
        """With the terms of an entry; without the meanings, which are not in its words."""
        bm25 = self._reached(title, body)
        theirs = frozenset(title)
        rare = self._rare(theirs)
        return Signals(
            words=min(bm25 / self._most, 1.0) if self._most else 0.0,
            title_meaning=0.0,
            text_meaning=0.0,
            entry_in_asked=min(self._rare(theirs & self._rarity.keys()) / rare, 1.0) if rare else 0.0,
        )

    def _rare(self, terms: Iterable[str]) -> float:
        """A term that is not in what is asked counts as the usual one that is."""
        usual = self._usual
        return math.fsum(self._rarity.get(term, usual * self._light.get(term, 1.0)) for term in terms)

    def _reached(self, title: Sequence[str], body: Sequence[str]) -> float:
        """BM25, a term of the title counted several times."""
        weights = self.weights
        counts = Counter(term for term in body if term in weights)
        for term in title:
            if term in weights:
                counts[term] += TITLE_WEIGHT
        fullness = _K1 * (1 - _B + _B * (len(title) + len(body)) / _USUAL_LENGTH)
        return math.fsum(weights[term] * n / (n + fullness) for term, n in counts.items())
