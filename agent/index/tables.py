"""The lexical leg in PostgreSQL: entries, their stems under a GIN index, and how frequent each stem is.

They are made and dropped by the index itself, a set for each build, and are no part of the store's schema, of
its migrations or of its backups.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR

from agent.errors import IndexUnavailable
from agent.index.embedders import Vectors
from agent.index.legs import KEPT_BODY, Indexed, Meta, Numbers, packed
from agent.index.stems import plain, stems
from agent.records import Entry

registry = sa.Table(
    "clarify_index",
    sa.MetaData(),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("workspace", sa.Text, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("in_use", sa.Boolean, nullable=False),
    sa.Column("store_id", sa.Text),
    sa.Column("embedder", sa.Text),
    sa.Column("revision", sa.BigInteger),
    sa.Column("format", sa.Integer),
    sa.Column("entries", sa.BigInteger),
    sa.Column("done", sa.BigInteger),
    sa.Column("total", sa.BigInteger),
)
"""The builds of all workspaces; what each was made for is there once its tables are."""


_HOLDING = """
SELECT place, string_agg(int8send(number), '')
FROM unnest(CAST(:queries AS text[])) WITH ORDINALITY AS asked (query, place),
LATERAL (
    SELECT number FROM {stems} WHERE terms @@ CAST(query AS tsquery) ORDER BY number + 0 DESC LIMIT :most
) AS newest
GROUP BY place
"""
"""Sorted by a sum, for an index on numbers would be gone through from its end until there are enough."""


class Tables(NamedTuple):
    """Of one build."""

    entries: sa.Table
    stems: sa.Table
    """Apart from the entries, so that what is looked through is small."""
    frequencies: sa.Table
    gin: sa.Index


@lru_cache(maxsize=100)
def tables(name: str) -> Tables:
    """The same each time, so that SQLAlchemy compiles what is asked once."""
    known = sa.MetaData()
    entries = sa.Table(
        f"{name}_entries",
        known,
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text(collation="C"), nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    terms = sa.Table(
        f"{name}_stems",
        known,
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("terms", TSVECTOR, nullable=False),
    )
    frequencies = sa.Table(
        f"{name}_frequencies",
        known,
        sa.Column("term", sa.Text(collation="C"), primary_key=True),
        sa.Column("entries", sa.BigInteger, nullable=False),
    )
    gin = sa.Index(
        f"{name}_gin", terms.c.terms, postgresql_using="gin", postgresql_with={"fastupdate": "off"}
    )
    return Tables(entries, terms, frequencies, gin)


class LexicalTables:
    """Implements `Lexical` over one connection that commits by itself."""

    def __init__(self, connection: sa.Connection, name: str) -> None:
        self._db = connection
        self._name = name
        self._tables = tables(name)

    def create(self, meta: Meta) -> None:
        """The tables; the GIN index is made by `finish`, which is quicker than keeping it."""
        names = ("store_id", "embedder", "revision", "format", "entries")
        facts = {name: getattr(meta, name) for name in names}
        with self._writing():
            for table in self._tables[:3]:
                self._db.execute(sa.schema.CreateTable(table))
            self._db.execute(sa.update(registry).where(registry.c.name == self._name).values(**facts))

    def meta(self) -> Meta:
        c = registry.c
        asked = sa.select(c.store_id, c.workspace, c.embedder, c.revision, c.format, c.entries)
        row = self._db.execute(asked.where(c.name == self._name)).first()
        if row is None or row.format is None:
            raise IndexUnavailable("the index says nothing about itself; run `clarify reindex`")
        return Meta(*row)

    def count(self) -> int:
        entries, found = self._tables.entries, self._tables.stems
        asked = sa.select(sa.func.count()).select_from(
            entries.join(found, entries.c.number == found.c.number)
        )
        count = self._db.execute(asked).scalar_one()
        if count != self.meta().entries:
            raise IndexUnavailable("the index has lost entries; run `clarify reindex`")
        return int(count)

    def add(self, entries: Sequence[Entry], rows: Vectors) -> None:
        with self._writing():
            gone = self._drop([entry.id for entry in entries])
            self._insert(entries, rows)
            self._counted(len(entries) - gone)

    def finish(self) -> None:
        with self._writing():
            self._index(0)
            self._db.execute(sa.schema.CreateIndex(self._tables.gin))
            for table in self._tables[:3]:
                self._db.execute(sa.text(f"ANALYZE {table.name}"))

    def put(self, entries: Sequence[Entry], rows: Vectors) -> int:
        with self._writing():
            gone = self._drop([entry.id for entry in entries])
            last = self._insert(entries, rows)
            self._index(last)
            return self._counted(len(entries) - gone, revisions=1)

    def remove(self, ids: Sequence[str]) -> int:
        with self._writing():
            return self._counted(-self._drop(ids), revisions=1)

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        known = self._tables.frequencies
        asked = sa.select(known.c.term, known.c.entries).where(known.c.term == _any(terms, sa.Text()))
        return {term: int(entries) for term, entries in self._db.execute(asked)}

    def holding(self, terms: Sequence[str], most: int) -> list[Numbers]:
        query = sa.text(_HOLDING.format(stems=self._tables.stems.name))
        asked = {"queries": [_lexeme(term) for term in terms], "most": most}
        rows = self._db.execute(query, asked)
        numbers = {place: np.frombuffer(bytes(held), dtype=">i8").astype(np.int64) for place, held in rows}
        return [numbers.get(at, np.zeros(0, np.int64)) for at in range(1, len(terms) + 1)]

    def indexed(self, numbers: Sequence[int], ids: Sequence[str]) -> list[Indexed]:
        c = self._tables.entries.c
        known = [plain(id_) for id_ in ids]
        asked = sa.select(c.id, c.title, c.body, c.vector).where(
            sa.or_(c.number == _any(numbers, sa.BigInteger()), c.id == _any(known, sa.Text()))
        )
        rows = self._db.execute(asked)
        return [Indexed(id_, title.split(), body.split(), bytes(row)) for id_, title, body, row in rows]

    def _insert(self, entries: Sequence[Entry], rows: Vectors) -> int:
        """The number of the last entry before these."""
        numbers = self._tables.entries.c.number
        last = self._db.execute(sa.select(sa.func.coalesce(sa.func.max(numbers), 0))).scalar_one()
        titles = stems().of([entry.title for entry in entries])
        bodies = stems().of([entry.body[:KEPT_BODY] for entry in entries])
        kept = [
            {
                "number": number,
                "id": plain(entry.id),
                "title": " ".join(title),
                "body": " ".join(body),
                "vector": row,
            }
            for number, (entry, title, body, row) in enumerate(
                zip(entries, titles, bodies, packed(rows), strict=True), start=last + 1
            )
        ]
        if kept:
            self._db.execute(sa.insert(self._tables.entries), kept)
        return int(last)

    def _index(self, after: int) -> None:
        """The stems of the entries with greater numbers."""
        entries, found, _known, _gin = self._tables
        words = sa.func.string_to_array(entries.c.title + " " + entries.c.body, " ")
        terms = sa.func.array_to_tsvector(sa.func.array_remove(words, ""))
        new = sa.select(entries.c.number, terms).where(entries.c.number > after)
        self._db.execute(sa.insert(found).from_select(["number", "terms"], new))
        self._count(found.c.number > after, more=1)

    def _drop(self, ids: Sequence[str]) -> int:
        """How many are gone."""
        entries, found = self._tables.entries, self._tables.stems
        asked = sa.select(entries.c.number).where(entries.c.id == _any([plain(i) for i in ids], sa.Text()))
        numbers = list(self._db.execute(asked).scalars())
        if numbers:
            self._count(found.c.number == _any(numbers, sa.BigInteger()), more=-1)
            for table in (found, entries):
                self._db.execute(sa.delete(table).where(table.c.number == _any(numbers, sa.BigInteger())))
        return len(numbers)

    def _count(self, which: sa.ColumnElement[bool], more: int) -> None:
        """Each of the terms of these entries stands in one entry more, or less."""
        _entries, found, known, _gin = self._tables
        term = sa.func.unnest(sa.func.tsvector_to_array(found.c.terms)).label("term")
        held = sa.select(term).where(which).subquery()
        each = sa.select(held.c.term, sa.func.count() * more).group_by(held.c.term)
        new = postgresql.insert(known).from_select(["term", "entries"], each)
        self._db.execute(
            new.on_conflict_do_update(
                index_elements=["term"], set_={"entries": known.c.entries + new.excluded.entries}
            )
        )

    def _counted(self, more: int, revisions: int = 0) -> int:
        c = registry.c
        changed = sa.update(registry).where(c.name == self._name)
        changed = changed.values(entries=c.entries + more, revision=c.revision + revisions)
        return int(self._db.execute(changed.returning(c.revision)).scalar_one())

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Nobody waits for the disk: the commit that settles the job comes later, and waits for both."""
        self._db.execute(sa.text("BEGIN; SET LOCAL synchronous_commit = off"))
        try:
            yield
            self._db.execute(sa.text("COMMIT"))
        except BaseException:
            self._db.execute(sa.text("ROLLBACK"))
            raise


def _any(
    values: Sequence[str] | Sequence[int], kind: sa.Text | sa.BigInteger
) -> sa.sql.elements.CollectionAggregate[bool]:
    """As one parameter, for there may be more of them than a statement can have."""
    return sa.any_(sa.literal(list(values), ARRAY(kind)))


def _lexeme(term: str) -> str:
    """A query for one stem, whatever characters are in it."""
    escaped = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
