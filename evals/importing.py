"""How long an import takes, from the bytes of a file to work that the duplicate check finds."""

from __future__ import annotations

import csv
import io
import time
from itertools import pairwise
from pathlib import Path

from agent.importing import plan
from agent.models import Noun
from agent.people import EMPTY
from agent.sources.backlog.reading import Limits, read
from agent.stores.people import User
from agent.wiring import open_services, open_store
from agent.worker import drain
from evals.invented import entries
from evals.serving import bench_settings

COLUMNS = ("Key", "Title", "Assignee", "Due", "Priority", "Status", "Labels", "Description", "Created")
STATES = ("open", "open", "done")
PERSON = "Bench"


class ImportRate(Noun):
    store: str
    items: int
    bytes: int
    read_seconds: float
    """The file, held against the registry."""
    commit_seconds: float
    """One transaction."""
    index_seconds: float
    """Both legs of the duplicate index."""
    items_per_second: float
    """All three together, as a clock on the wall tells."""
    items_per_second_of_computing: float
    """The same by the time that the process computed, which other work on the machine hardly changes."""


def import_rate(folder: Path, database: str, items: int) -> ImportRate:
    settings, raw = bench_settings(folder, database), made_up_file(items)
    with open_store(settings) as store, open_services(settings, store) as services:
        drain(services)  # an empty index is made, and what it needs is loaded
        services.index.search("warm up", "", 1)
        if not store.people.users():
            store.people.add(User(name=PERSON))
        at, begun = [time.perf_counter()], time.process_time()
        seen = plan(read(raw, "bench.csv", EMPTY, limits=Limits(rows=items, bytes=len(raw))), store.imports)
        at.append(time.perf_counter())
        store.imports.record(seen, PERSON)
        at.append(time.perf_counter())
        drain(services)
        at.append(time.perf_counter())
        computed = time.process_time() - begun
    reading, commit, index = (later - earlier for earlier, later in pairwise(at))
    return ImportRate(
        store=database.partition(":")[0] or "sqlite",
        items=len(seen.new),
        bytes=len(raw),
        read_seconds=round(reading, 2),
        commit_seconds=round(commit, 2),
        index_seconds=round(index, 2),
        items_per_second=round(len(seen.new) / (at[-1] - at[0])),
        items_per_second_of_computing=round(len(seen.new) / computed),
    )


def made_up_file(items: int) -> bytes:
    """CSV as a tracker writes it, with words as often as in our own cases."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ("Key", "Title", "Assignee", "Due", "Priority", "Status", "Labels", "Description", "Created")
    )
    for number, entry in enumerate(entries(items)):
        owner, state = f"Person {number % 50}", STATES[number % len(STATES)]
        said = (entry.title, owner, "2026-11-30", "high", state, "a, b", entry.body, "2026-01-05T09:00:00Z")
        writer.writerow((f"K-{number}", *said))
    return out.getvalue().encode()
