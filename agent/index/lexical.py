"""The lexical leg in a SQLite file of its own, with FTS5."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from urllib.parse import quote

import numpy as np

from agent.errors import IndexUnavailable
from agent.index.embedders import Vectors
from agent.index.legs import KEPT_BODY, Indexed, Meta, Numbers, packed
from agent.index.stems import plain, stems
from agent.records import Entry

_BUSY_SECONDS = 10.0
_SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE meta (
    store_id TEXT, workspace TEXT, embedder TEXT, revision INTEGER, format INTEGER, entries INTEGER);
CREATE TABLE entries (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT, body TEXT, vector BLOB);
CREATE TABLE frequencies (term TEXT PRIMARY KEY, entries INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE docs USING fts5(terms, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(docs, row);
"""
_FOUND = "SELECT number, title, body FROM entries WHERE id IN (SELECT value FROM json_each(?))"
_COUNT = """
INSERT INTO frequencies (term, entries) VALUES (?, ?)
ON CONFLICT (term) DO UPDATE SET entries = entries + excluded.entries
"""
_UNCOUNT = "UPDATE frequencies SET entries = entries - 1 WHERE term IN (SELECT value FROM json_each(?))"
_INDEXED = """
SELECT id, title, body, vector FROM entries WHERE number IN (
    SELECT value FROM json_each(?) UNION
    SELECT number FROM json_each(?) AS asked JOIN entries ON entries.id = asked.value)
"""


class LexicalFile:
    """An open lexical.db. `docs` holds stems, so that a query never is FTS syntax."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def meta(self) -> Meta:
        row = self._db.execute(
            "SELECT store_id, workspace, embedder, revision, format, entries FROM meta"
        ).fetchone()
        if row is None:
            raise IndexUnavailable("the index says nothing about itself; run `clarify reindex`")
        return Meta(*row)

    def count(self) -> int:
        (verdict,) = self._db.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise IndexUnavailable(f"the index is damaged ({verdict}); run `clarify reindex`")
        (count,) = self._db.execute("SELECT count(*) FROM entries").fetchone()
        return int(count)

    def add(self, entries: Sequence[Entry], rows: Vectors) -> None:
        with self._writing():
            gone = self._drop([entry.id for entry in entries])
            self._insert(entries, rows)
            self._db.execute("UPDATE meta SET entries = entries + ?", (len(entries) - gone,))

    def finish(self) -> None:
        with self._writing():
            self._db.execute("INSERT INTO frequencies SELECT term, doc FROM vocabulary")
        self._db.execute("INSERT INTO docs (docs) VALUES ('optimize')")

    def put(self, entries: Sequence[Entry], rows: Vectors) -> int:
        with self._writing():
            gone = self._drop([entry.id for entry in entries])
            held = Counter(chain.from_iterable(self._insert(entries, rows)))
            self._db.executemany(_COUNT, sorted(held.items()))
            return self._next_revision(len(entries) - gone)

    def remove(self, ids: Sequence[str]) -> int:
        with self._writing():
            return self._next_revision(-self._drop(ids))

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        asked = "SELECT term, entries FROM frequencies WHERE term IN (SELECT value FROM json_each(?))"
        return dict(self._db.execute(asked, (json.dumps(terms),)))

    def holding(self, terms: Sequence[str], most: int) -> list[Numbers]:
        asked = "SELECT rowid FROM docs WHERE docs MATCH ? ORDER BY rowid DESC LIMIT ?"
        found = (self._db.execute(asked, (f'"{term}"', most)).fetchall() for term in terms)
        return [np.array(rows, dtype=np.int64).reshape(-1) for rows in found]

    def indexed(self, numbers: Sequence[int], ids: Sequence[str]) -> list[Indexed]:
        rows = self._db.execute(_INDEXED, (json.dumps(numbers), json.dumps([plain(id_) for id_ in ids])))
        return [Indexed(id_, title.split(), body.split(), row) for id_, title, body, row in rows]

    def _insert(self, entries: Sequence[Entry], rows: Vectors) -> list[list[str]]:
        """The terms of each."""
        titles = stems().of([entry.title for entry in entries])
        bodies = stems().of([entry.body[:KEPT_BODY] for entry in entries])
        terms = [_terms(title, body) for title, body in zip(titles, bodies, strict=True)]
        (last,) = self._db.execute("SELECT coalesce(max(number), 0) FROM entries").fetchone()
        numbers = range(last + 1, last + 1 + len(entries))
        self._db.executemany(
            "INSERT INTO entries (number, id, title, body, vector) VALUES (?, ?, ?, ?, ?)",
            (
                (number, plain(entry.id), " ".join(title), " ".join(body), row)
                for number, entry, title, body, row in zip(
                    numbers, entries, titles, bodies, packed(rows), strict=True
                )
            ),
        )
        words = zip(numbers, map(" ".join, terms), strict=True)
        self._db.executemany("INSERT INTO docs (rowid, terms) VALUES (?, ?)", words)
        return terms

    def _drop(self, ids: Sequence[str]) -> int:
        """How many are gone."""
        found = self._db.execute(_FOUND, (json.dumps([plain(id_) for id_ in ids]),)).fetchall()
        for number, title, body in found:
            terms = _terms(title.split(), body.split())
            self._db.execute(_UNCOUNT, (json.dumps(terms),))
            words = (number, " ".join(terms))
            self._db.execute("INSERT INTO docs (docs, rowid, terms) VALUES ('delete', ?, ?)", words)
            self._db.execute("DELETE FROM entries WHERE number = ?", (number,))
        return len(found)

    def _next_revision(self, more: int) -> int:
        (revision,) = self._db.execute(
            "UPDATE meta SET revision = revision + 1, entries = entries + ? RETURNING revision", (more,)
        ).fetchone()
        return int(revision)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise


@contextmanager
def opened(path: Path) -> Iterator[LexicalFile]:
    """Opens what is there, never makes a new file. Use it in one thread, for one operation."""
    with _unavailable(), closing(_connect(path, "rw")) as connection:
        connection.execute("PRAGMA synchronous = NORMAL")
        yield LexicalFile(connection)


def create(path: Path, meta: Meta) -> None:
    """A new file without entries."""
    with _unavailable(), closing(_connect(path, "rwc")) as connection:
        connection.executescript(_SCHEMA)
        row = (meta.store_id, meta.workspace, meta.embedder, meta.revision, meta.format, meta.entries)
        connection.execute("INSERT INTO meta VALUES (?, ?, ?, ?, ?, ?)", row)


def _terms(title: Sequence[str], body: Sequence[str]) -> list[str]:
    """Each once."""
    return list(dict.fromkeys([*title, *body]))


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as exc:
        raise IndexUnavailable(f"the index cannot be read ({exc}); run `clarify reindex`") from exc
