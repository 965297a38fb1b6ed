"""Made-up work of any amount, to measure how long a search takes: words as often as in our own cases."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from statistics import quantiles

from agent.advice import MOST_CANDIDATES
from agent.index import likeness, static
from agent.index.hybrid import HybridIndex
from agent.models import Noun
from agent.protocols import Entry
from evals import tables
from evals.cases import own
from evals.gold import DocumentRow

_TITLE, _BODY = 8, 40
"""Words."""
_NEW_WORDS = 0.05
"""Names, numbers and slips: words that hardly anything else has."""
_SEARCHES, _WARM = 300, 20


class SearchTime(Noun):
    """Of the duplicate index, in milliseconds."""

    entries: int
    built_seconds: float
    megabytes: float
    searches: int
    p50: float
    p99: float


def search_time(entries: int) -> SearchTime:
    """Build an index of so many entries in a folder that is gone afterwards, then search for new texts."""
    made = list(made_up(entries + _SEARCHES + _WARM))
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(HybridIndex(Path(folder), "bench", "bench", static.shipped(), likeness.shipped())) as index,
    ):
        begun = time.perf_counter()
        index.rebuild(made[:entries], total=entries)
        built = time.perf_counter() - begun
        taken = [_milliseconds(index, asked) for asked in made[entries:]][_WARM:]
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
    cuts = quantiles(taken, n=100, method="inclusive")
    return SearchTime(
        entries=entries,
        built_seconds=round(built, 1),
        megabytes=round(size / 1e6, 1),
        searches=_SEARCHES,
        p50=round(cuts[49], 1),
        p99=round(cuts[98], 1),
    )


def made_up(count: int) -> Iterator[Entry]:
    items, _pairs = own("duplicates")
    rows = [labelled.row for labelled in tables.read([items], DocumentRow)]
    words = list(chain.from_iterable(f"{row.title} {row.body}".split() for row in rows))
    rng = random.Random(7)  # noqa: S311 no secret hangs on it, and a seed makes the same entries again
    for number in range(count):
        drawn = rng.choices(words, k=_TITLE + _BODY)
        told = [f"{word}{rng.randrange(count)}" if rng.random() < _NEW_WORDS else word for word in drawn]
        yield Entry(id=f"w{number}", title=" ".join(told[:_TITLE]), body=" ".join(told[_TITLE:]))


def _milliseconds(index: HybridIndex, asked: Entry) -> float:
    begun = time.perf_counter()
    index.search(asked.title, asked.body, MOST_CANDIDATES)
    return 1000 * (time.perf_counter() - begun)
