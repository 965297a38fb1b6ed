"""How the duplicate index grows: how long a search takes, what it finds, and what it costs in time and room.

Beside it, in the same run and on the same entries, stands a plain FTS5 table that is asked with all words:
what it takes tells how fast the machine is just then.
"""

from __future__ import annotations

import re
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from statistics import fmean, quantiles

from agent.advice import MOST_CANDIDATES
from agent.index import likeness, static
from agent.index.builds import FolderBuilds
from agent.index.hybrid import DEPTH, HybridIndex
from agent.index.legs import CALLED, Lexical, ask, called_up, rarest
from agent.models import Noun
from agent.records import Entry
from evals.invented import entries, told_again

_SEARCHES, _WARM, _TWINS, _PLAIN = 300, 20, 100, 60
_FIRST = 10
_ALL = 1000
"""Entries of which the ten best are looked for without pruning."""
_UNSEEN = 2_000_000
"""Numbers of entries that are in no index."""
_NAME = "bench"
_BATCH = 5000
_TABLE = (
    "CREATE VIRTUAL TABLE docs USING fts5(title, body, content = '', "
    "tokenize = 'porter unicode61 remove_diacritics 2')"
)


class Growth(Noun):
    """Of an index of so many entries. Times of a search are in milliseconds."""

    entries: int
    added_per_second: float | None
    """None where the index had been made before."""
    megabytes: float
    """On the disk."""
    peak_megabytes: float
    """Of memory, of the process that made and searched it, with the entries."""
    p50: float
    p99: float
    computing_p50: float
    """Of all threads: what a busy machine does not change much."""
    plain_p50: float
    """Of the plain table."""
    plain_p99: float
    twins_first: float
    """Share of entries that are found as the first when they are told again in half of their words."""
    twins_among_ten: float
    plain_twins_among_ten: float
    kept_of_ten: float
    """Share of the ten entries with most in common, by BM25 of all words, that are among those which the
    rarest words call up: what is lost where nothing else is asked for being quick.
    """
    note: str = ""
    """What else there is to know of this run."""


def growth(amount: int, kept: Path | None = None) -> Growth:
    """Search an index of so many entries, which is made unless it is there; in `kept` it stays."""
    with tempfile.TemporaryDirectory() as folder:
        root = kept or Path(folder)
        index = HybridIndex(root, _NAME, _NAME, static.shipped(), likeness.shipped())
        with closing(index), _plain(root / "plain.db", amount) as plain:
            seconds = None if (root / _NAME).exists() else _built(index, amount)
            return _measured(index, plain, root, amount, seconds)


def _measured(
    index: HybridIndex, plain: sqlite3.Connection, root: Path, amount: int, seconds: float | None
) -> Growth:
    asked = list(entries(_SEARCHES + _WARM, _UNSEEN))
    times = [_milliseconds(index, entry) for entry in asked][_WARM:]
    cuts = _cuts([wall for wall, _ in times])
    twins = _every(amount, _TWINS)
    found = [_place(index, twin, number) for number, twin in enumerate(twins)]
    beside = [_plainly(plain, told_again(twin, number)) for number, twin in enumerate(twins[:_PLAIN])]
    plain_cuts = _cuts([milliseconds for milliseconds, _ in beside])
    with FolderBuilds(root, _NAME).current().words() as words:
        kept = fmean(_kept(words, entry) for entry in asked[:_PLAIN])
    return Growth(
        entries=amount,
        added_per_second=round(amount / seconds, 1) if seconds else None,
        megabytes=round(_bytes(root / _NAME) / 1e6, 1),
        peak_megabytes=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        p50=round(cuts[49], 1),
        p99=round(cuts[98], 1),
        computing_p50=round(_cuts([computing for _, computing in times])[49], 1),
        plain_p50=round(plain_cuts[49], 1),
        plain_p99=round(plain_cuts[98], 1),
        twins_first=round(fmean(place == 0 for place in found), 3),
        twins_among_ten=round(fmean(0 <= place < _FIRST for place in found), 3),
        plain_twins_among_ten=round(
            fmean(twin.id in best for twin, (_, best) in zip(twins, beside, strict=False)), 3
        ),
        kept_of_ten=round(kept, 3),
    )


def _built(index: HybridIndex, amount: int) -> float:
    made = list(entries(amount))
    begun = time.perf_counter()
    index.rebuild(made, total=len(made))
    return time.perf_counter() - begun


def _every(amount: int, some: int) -> list[Entry]:
    """Some of the entries, evenly."""
    step = max(amount // some, 1)
    return [next(iter(entries(1, number))) for number in range(0, amount, step)][:some]


def _place(index: HybridIndex, twin: Entry, seed: int) -> int:
    """At which place of what is found for its retelling; -1 where it is not there."""
    again = told_again(twin, seed)
    found = [candidate.id for candidate in index.search(again.title, again.body, MOST_CANDIDATES)]
    return found.index(twin.id) if twin.id in found else -1


def _kept(words: Lexical, entry: Entry) -> float:
    asked = ask(words, words.meta(), entry.title, entry.body)
    every = [term for term, count in asked.found.items() if count]
    near = words.indexed(called_up(words, every, asked, _ALL), [])
    best = sorted(near, key=lambda one: -asked.compared(one.title, one.body).words)[:_FIRST]
    called = words.indexed(called_up(words, rarest(asked), asked, CALLED * DEPTH), [])
    return len({one.id for one in best} & {one.id for one in called}) / max(len(best), 1)


@contextmanager
def _plain(path: Path, amount: int) -> Iterator[sqlite3.Connection]:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.exists()
    with closing(sqlite3.connect(path)) as table:
        if not made:
            table.execute(_TABLE)
            rest = enumerate(entries(amount))
            while batch := list(islice(rest, _BATCH)):
                rows = [(number, entry.title, entry.body) for number, entry in batch]
                table.executemany("INSERT INTO docs (rowid, title, body) VALUES (?, ?, ?)", rows)
            table.execute("INSERT INTO docs (docs) VALUES ('optimize')")
            table.commit()
        yield table


def _plainly(table: sqlite3.Connection, asked: Entry) -> tuple[float, list[str]]:
    """Milliseconds, and the ten best by BM25 of all words, those of a title counted five times."""
    words = dict.fromkeys(re.findall(r"\w+", f"{asked.title} {asked.body}".lower()))
    query = " OR ".join(f'"{word}"' for word in words)
    begun = time.perf_counter()
    rows = table.execute(
        "SELECT rowid FROM docs WHERE docs MATCH ? AND rank MATCH 'bm25(5.0, 1.0)' ORDER BY rank LIMIT ?",
        (query, _FIRST),
    ).fetchall()
    return 1000 * (time.perf_counter() - begun), [f"w{number}" for (number,) in rows]


def _milliseconds(index: HybridIndex, asked: Entry) -> tuple[float, float]:
    """By the clock, and of computing."""
    begun, computed = time.perf_counter(), time.process_time()
    index.search(asked.title, asked.body, MOST_CANDIDATES)
    return 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - computed)


def _cuts(values: Sequence[float]) -> list[float]:
    return quantiles(values, n=100, method="inclusive")


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
