"""What both lexical legs share: the seam, what an index says about itself, and which entries a text calls up.

Words that are rare in the index call up entries; how alike these are is then counted with all words.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from agent.errors import IndexRebuilding
from agent.index.embedders import Vectors
from agent.index.signals import Asked
from agent.index.stems import stems
from agent.records import Entry

FORMAT = 2
"""Raise it whenever what is written changes; an older index is then rebuilt."""
KEPT_BODY = 2000
_ASKED_BODY = 600
"""Characters of a body that are indexed and asked with; for finding only, nothing is cut for people."""
ASKED_TERMS = 32
_LEAST_TERMS = 6
ASKED_HITS = 6000
"""The rarest terms, as far as they together stand in so many entries, find nearly the same candidates as
all of them, many times faster; docs/performance.md has what that costs."""
MOST_HITS = 20_000
"""Of one term: where even the rarest is common, the newest entries with it count."""
CALLED = 2
"""So many times as many as are wanted are compared, for what calls them up does not weigh all words."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Meta:
    """What an index was built for, and how often it was written since."""

    store_id: str
    workspace: str
    embedder: str
    revision: int = 0
    format: int = FORMAT
    entries: int = 0

    def fits(self, other: Meta) -> bool:
        return (self.format, self.store_id, self.workspace, self.embedder) == (
            other.format,
            other.store_id,
            other.workspace,
            other.embedder,
        )


class Indexed(NamedTuple):
    """An entry as the lexical leg keeps it."""

    id: str
    title: list[str]
    """Stems, as those of the body."""
    body: list[str]
    row: bytes
    """Its vector, as `packed` made it."""


class Lexical(Protocol):
    """An open lexical leg, the truth about which entries there are. All may raise IndexUnavailable."""

    def meta(self) -> Meta: ...

    def count(self) -> int:
        """Entries that can be found; raises where what is stored does not hold together."""
        ...

    def add(self, entries: Sequence[Entry], rows: Vectors) -> None:
        """Add or replace in a new build; they can be found after `finish`. An id stands once in `entries`."""
        ...

    def finish(self) -> None:
        """After the last `add`."""
        ...

    def put(self, entries: Sequence[Entry], rows: Vectors) -> int:
        """Add or replace in one transaction; returns the new revision."""
        ...

    def remove(self, ids: Sequence[str]) -> int:
        """In one transaction; ids that are not there do not matter. Returns the new revision."""
        ...

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many entries each term stands; what stands in none may be left out."""
        ...

    def holding(self, terms: Sequence[str], most: int) -> list[Numbers]:
        """For each term the numbers of the newest `most` entries that hold it."""
        ...

    def indexed(self, numbers: Sequence[int], ids: Sequence[str]) -> list[Indexed]:
        """The entries of these numbers and of these ids, each once; what is not there is left out."""
        ...


class Build(Protocol):
    """Both legs of an index as they were made together."""

    @property
    def name(self) -> str: ...

    @property
    def owner(self) -> str:
        """What tells all builds that are kept together from others; vectors elsewhere are called by it."""
        ...

    def create(self, meta: Meta) -> None:
        """The lexical leg, without entries."""
        ...

    def words(self) -> AbstractContextManager[Lexical]:
        """The lexical leg, for one operation in one thread."""
        ...


class Builds(Protocol):
    """Where builds are kept, one of them in use. Every method may raise IndexUnavailable, or OSError."""

    def current(self) -> Build:
        """The build in use; raises where there is none."""
        ...

    def locked(self) -> AbstractContextManager[None]:
        """Keeps other writers out, in this process and in all others."""
        ...

    def free(self) -> AbstractContextManager[bool]:
        """Whether nobody writes; then others are kept out inside."""
        ...

    def check_idle(self) -> None:
        """Raises IndexRebuilding, with how far it is, while anybody makes a new build."""
        ...

    def tell(self, name: str, done: int, total: int) -> None:
        """How far the new build of this name is. Call it under the lock."""
        ...

    def new(self) -> Build:
        """An empty build that is not in use yet. Call it under the lock, as what follows."""
        ...

    def use(self, name: str) -> None:
        """Switch to this build, then remove all others."""
        ...

    def drop(self, name: str) -> None:
        """Remove one that is not in use."""
        ...

    def give_up(self, name: str) -> None:
        """It is in use and not to be used any more; then there is none."""
        ...


def rebuilding(done: int, total: int) -> IndexRebuilding:
    far = f"{done:,} of {total:,}"
    return IndexRebuilding(f"the duplicate index is being made again: {far}", done=done, total=total)


def ask(words: Lexical, meta: Meta, title: str, body: str) -> Asked:
    """The terms of a text, with how much each tells."""
    in_title, in_body = stems().of([title, body[:_ASKED_BODY]])
    terms = list(dict.fromkeys(in_title + in_body))
    found = words.frequencies(terms)
    frequencies = {term: found.get(term, 0) for term in terms}
    return Asked(in_title, in_body, frequencies, meta.entries, stems().light)


def called_up(words: Lexical, terms: Sequence[str], asked: Asked, amount: int) -> list[int]:
    """The numbers of the entries whose terms in common with the text, among these, weigh most."""
    if not terms:
        return []
    holding = words.holding(terms, MOST_HITS)
    weights = np.repeat([asked.weights[term] for term in terms], [len(numbers) for numbers in holding])
    numbers, at = np.unique(np.concatenate(holding), return_inverse=True)
    sums = np.bincount(at, weights=weights, minlength=len(numbers))
    best = np.lexsort((-numbers, -sums))[:amount]
    called: list[int] = numbers[best].tolist()
    return called


def rarest(asked: Asked) -> list[str]:
    """The terms that tell most, without those that would make the query slow."""
    known = [term for term in sorted(asked.weights, key=lambda t: -asked.weights[t]) if asked.found[term]]
    hits = accumulate(min(asked.found[term], MOST_HITS) for term in known)
    quick = sum(1 for total in hits if total <= ASKED_HITS)
    return known[: min(max(quick, _LEAST_TERMS), ASKED_TERMS)]


def packed(rows: Vectors) -> list[bytes]:
    """A row each, in half the bytes; a cosine differs by less than 0.001."""
    return [row.tobytes() for row in rows.astype("<f2")]


def unpacked(rows: Sequence[bytes], width: int) -> Vectors:
    return np.frombuffer(b"".join(rows), dtype="<f2").reshape(-1, width).astype(np.float32)
