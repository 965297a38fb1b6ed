"""Entries and short cuts that the tests of indexes share."""

from __future__ import annotations

import sqlalchemy as sa

from agent.index import likeness, static
from agent.index.hybrid import HybridIndex
from agent.index.shared_builds import SharedBuilds
from agent.records import Entry
from tests.chroma_servers import shelf

PRINTER = Entry(id="w1", title="Order toner for the printer", body="The printer on the 3rd floor is empty.")
LEASE = Entry(id="w2", title="Sign the lease", body="Contoso waits for the signed lease of the warehouse.")
BACKUP = Entry(id="w3", title="Restore the payroll backup", body="The nightly job failed twice.")
ENTRIES = (PRINTER, LEASE, BACKUP)


def on_disk(folder, *, workspace="default", store="store-1", embedder=None):
    known = embedder or static.shipped()
    return HybridIndex(folder / "index", workspace, store, known, likeness.shipped())


def on_server(folder, chroma, *, workspace="default", store="store-1"):
    """Words in a file, vectors on a Chroma server."""
    given = (folder / "index", workspace, store, static.shipped(), likeness.shipped())
    return HybridIndex(*given, shelf=shelf(chroma))


def in_tables(folder, chroma, database, *, workspace="default", store="store-1"):
    """Words in PostgreSQL, vectors on a Chroma server: the same on each machine, whatever the folder."""
    given = (folder / "index", workspace, store, static.shipped(), likeness.shipped())
    builds = SharedBuilds(sa.create_engine(database, poolclass=sa.NullPool), workspace)
    return HybridIndex(*given, builds=builds, shelf=shelf(chroma))


def ids(found):
    return [candidate.id for candidate in found]


def best(index, title, body=""):
    return index.search(title, body, 5)[0].id
