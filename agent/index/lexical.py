"""The lexical leg: an SQLite file of its own with FTS5, and the record of what it was built for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from urllib.parse import quote

from agent.errors import IndexUnavailable
from agent.index.signals import TITLE_WEIGHT, Asked, Signals
from agent.protocols import Entry
from agent.text.overlap import FUNCTION_WORDS, WORK_VERBS

FORMAT = 1
"""Raise it whenever what is written changes; an older index is then rebuilt."""
_KEPT_BODY = 2000
_ASKED_BODY = 600
"""Characters of a body that are indexed and asked with; for finding only, nothing is cut for people."""
_ASKED_TERMS = 32
_LEAST_TERMS = 6
_ASKED_HITS = 6000
"""The rarest terms, as far as they together stand in so many entries, find nearly the same candidates as
all of them, several times faster; all terms count when the candidates are scored."""
_FUNCTION_WORD, _WORK_VERB = 0.1, 0.4
"""What they tell, as a share of what their rarity in the index would say."""
_BUSY_SECONDS = 10.0

_SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE meta (format INTEGER, store_id TEXT, workspace TEXT, embedder TEXT, revision INTEGER);
CREATE TABLE entries (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE docs USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(docs, row);
"""
_TOKENIZER = """
PRAGMA synchronous = NORMAL;
PRAGMA temp_store = MEMORY;
CREATE VIRTUAL TABLE temp.reading USING fts5(text, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE temp.occurrences USING fts5vocab(temp, reading, instance);
"""


@dataclass(frozen=True, slots=True)
class Meta:
    """What an index was built for, and how often it was written since."""

    store_id: str
    workspace: str
    embedder: str
    revision: int = 0
    format: int = FORMAT

    def fits(self, other: Meta) -> bool:
        return (self.format, self.store_id, self.workspace, self.embedder) == (
            other.format,
            other.store_id,
            other.workspace,
            other.embedder,
        )


class Lexical:
    """An open lexical.db. `docs` holds stemmed terms, so that a query never is FTS syntax."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.executescript(_TOKENIZER)
        self._db = connection

    def meta(self) -> Meta:
        row = self._db.execute("SELECT store_id, workspace, embedder, revision, format FROM meta").fetchone()
        if row is None:
            raise IndexUnavailable("the index says nothing about itself; run `clarify reindex`")
        return Meta(*row)

    def count(self) -> int:
        """Entries that can be found; raises where the file's pages do not hold together."""
        (verdict,) = self._db.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise IndexUnavailable(f"the index is damaged ({verdict}); run `clarify reindex`")
        (count,) = self._db.execute(
            "SELECT count(*) FROM entries JOIN docs ON docs.rowid = number"
        ).fetchone()
        return int(count)

    def put(self, entries: Sequence[Entry]) -> int:
        """Add or replace in one transaction; returns the new revision."""
        titles = self.terms([entry.title for entry in entries])
        bodies = self.terms([entry.body[:_KEPT_BODY] for entry in entries])
        with self._writing():
            for entry, title, body in zip(entries, titles, bodies, strict=True):
                self._drop(entry.id)
                number = self._db.execute(
                    "INSERT INTO entries (id) VALUES (?)", (_plain(entry.id),)
                ).lastrowid
                row = (number, " ".join(title), " ".join(body))
                self._db.execute("INSERT INTO docs (rowid, title, body) VALUES (?, ?, ?)", row)
            return self._next_revision()

    def remove(self, ids: Sequence[str]) -> int:
        """In one transaction; ids that are not there do not matter. Returns the new revision."""
        with self._writing():
            for id_ in ids:
                self._drop(id_)
            return self._next_revision()

    def optimise(self) -> None:
        """Merge what many small writes left, after a build."""
        self._db.execute("INSERT INTO docs (docs) VALUES ('optimize')")

    def ask(self, title: str, body: str) -> Asked:
        """The terms of a text, with how much each tells."""
        in_title, in_body = self.terms([title, body[:_ASKED_BODY]])
        entries = self._number("SELECT count(*) FROM entries")
        found = {term: self._frequency(term) for term in dict.fromkeys(in_title + in_body)}
        return Asked(in_title, in_body, found, entries, _light())

    def best(self, asked: Asked, limit: int) -> list[str]:
        """The ids of the entries with the best bm25 for the rarest terms."""
        rarest = _rarest(asked)
        if not rarest:
            return []
        query = " OR ".join(f'"{term}"' for term in rarest)
        rows = self._db.execute(
            "SELECT id FROM docs JOIN entries ON number = docs.rowid "
            "WHERE docs MATCH ? AND rank MATCH ? ORDER BY rank LIMIT ?",
            (query, f"bm25({TITLE_WEIGHT}, 1.0)", limit),
        )
        return [id_ for (id_,) in rows]

    def compared(self, asked: Asked, ids: Sequence[str]) -> dict[str, Signals]:
        """What each entry has in common with the text; ids that are not in the index are left out."""
        rows = self._db.execute(
            "SELECT id, title, body FROM entries JOIN docs ON docs.rowid = number "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        return {id_: asked.compared(title.split(), body.split()) for id_, title, body in rows}

    def _frequency(self, term: str) -> int:
        row = self._db.execute("SELECT doc FROM vocabulary WHERE term = ?", (term,)).fetchone()
        return int(row[0]) if row else 0

    def terms(self, texts: Sequence[str]) -> list[list[str]]:
        """The stems of each text in order, as FTS5's own tokenizer makes them."""
        self._db.execute("DELETE FROM reading")
        rows = ((number, _plain(text)) for number, text in enumerate(texts))
        self._db.executemany("INSERT INTO reading (rowid, text) VALUES (?, ?)", rows)
        terms: list[list[str]] = [[] for _ in texts]
        for number, term in self._db.execute("SELECT doc, term FROM occurrences ORDER BY doc, offset"):
            terms[number].append(term)
        return terms

    def _drop(self, id_: str) -> None:
        row = self._db.execute("SELECT number FROM entries WHERE id = ?", (_plain(id_),)).fetchone()
        if row:
            self._db.execute("DELETE FROM docs WHERE rowid = ?", row)
            self._db.execute("DELETE FROM entries WHERE number = ?", row)

    def _next_revision(self) -> int:
        return self._number("UPDATE meta SET revision = revision + 1 RETURNING revision")

    def _number(self, statement: str) -> int:
        return int(self._db.execute(statement).fetchone()[0])

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
def opened(path: Path) -> Iterator[Lexical]:
    """Opens what is there, never makes a new file. Use it in one thread, for one operation."""
    with _unavailable(), closing(_connect(path, "rw")) as connection:
        yield Lexical(connection)


def create(path: Path, meta: Meta) -> None:
    """A new file without entries."""
    with _unavailable(), closing(_connect(path, "rwc")) as connection:
        connection.executescript(_SCHEMA)
        row = (meta.format, meta.store_id, meta.workspace, meta.embedder, meta.revision)
        connection.execute("INSERT INTO meta VALUES (?, ?, ?, ?, ?)", row)


@cache
def _light() -> dict[str, float]:
    """The stems of words that say little whatever the index holds."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        function, work = Lexical(connection).terms([" ".join(FUNCTION_WORDS), " ".join(WORK_VERBS)])
    return dict.fromkeys(work, _WORK_VERB) | dict.fromkeys(function, _FUNCTION_WORD)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as exc:
        raise IndexUnavailable(f"the index cannot be read ({exc}); run `clarify reindex`") from exc


def _rarest(asked: Asked) -> list[str]:
    """The terms that tell most, without those that would make the query slow."""
    known = [term for term in sorted(asked.weights, key=lambda t: -asked.weights[t]) if asked.found[term]]
    hits = accumulate(asked.found[term] for term in known)
    quick = sum(1 for total in hits if total <= _ASKED_HITS)
    return known[: min(max(quick, _LEAST_TERMS), _ASKED_TERMS)]


def _plain(text: str) -> str:
    """Without what SQLite cannot store: lone surrogates, and NUL, which ends a text."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")
