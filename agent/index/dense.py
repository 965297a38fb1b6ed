"""The dense leg: vectors in Chroma, in a folder (folder.py) or on a server (server.py).

Only these and minilm.py import chromadb, which takes a second to import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Protocol, cast

from agent.errors import IndexUnavailable
from agent.index.embedders import Vectors

if TYPE_CHECKING:
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection

OFTEN, SELDOM = 1000, 10_000
"""Vectors after which Chroma writes its graph, always as a whole."""
_BATCH = 1000


class Dense:
    """A collection of unit vectors. Ids and vectors only: filters on metadata are slow in Chroma.

    Every method may raise IndexUnavailable.
    """

    def __init__(
        self,
        collection: Collection,
        close: Callable[[], None],
        alone: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """`alone`: held while the graph may be written."""
        self._collection = collection
        self._close = close
        self._alone = alone

    def count(self) -> int:
        with unavailable():
            return self._collection.count()

    def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add or replace; an id stands only once in `ids`."""
        with unavailable(), self._alone():
            for start in range(0, len(ids), _BATCH):
                batch = slice(start, start + _BATCH)
                self._collection.upsert(ids=list(ids[batch]), embeddings=vectors[batch])

    def remove(self, ids: Sequence[str]) -> None:
        """Ids that are not there do not matter."""
        with unavailable(), self._alone():
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def nearest(self, vector: Vectors, limit: int) -> list[str]:
        """Ids, best first; `vector` is a matrix of one row."""
        with unavailable():
            found = self._collection.query(query_embeddings=vector, n_results=limit, include=[])
            return found["ids"][0]

    def some(self, count: int) -> dict[str, Vectors]:
        with unavailable():
            found = self._collection.get(limit=count, include=["embeddings"])
            return dict(zip(found["ids"], cast(Vectors, found["embeddings"]), strict=True))

    def write_often(self) -> None:
        """As usual from the next opening on, which writes what is not written yet."""
        with unavailable():
            self._collection.modify(configuration={"hnsw": {"sync_threshold": OFTEN}})

    def close(self) -> None:
        with unavailable():
            self._close()


class Shelf(Protocol):
    """Where the vectors of each build are kept; threads may share it. All may raise IndexUnavailable."""

    def create(self, owner: str, build: str, *, seldom: bool = False) -> Dense:
        """For a new build; close it after use. `seldom`: so many are to come that the graph should not be
        written again and again, until `write_often`.
        """
        ...

    def at(self, owner: str, build: str, revision: int) -> AbstractContextManager[Dense]:
        """The vectors of a build, at least as new as this revision. They are kept open."""
        ...

    def written(self, revision: int) -> None:
        """What is open has seen this revision, because it made it. Call it inside `at`."""
        ...

    def writing(self, build: str) -> AbstractContextManager[None]:
        """Call it under the lock of the builds. Who dies inside leaves a mark; an error does not."""
        ...

    def is_marked(self, build: str) -> bool:
        """Whether somebody writes it, or died over it."""
        ...

    def is_looked_at(self, build: str) -> bool:
        """Whether somebody finds out what a dead writer left."""
        ...

    def survives(self, build: str) -> bool:
        """Call it under the lock, where a mark is a dead writer's. What he left may be nothing that a process
        survives reading: whether it is whole, and then it has no mark any more.
        """
        ...

    def let_go(self) -> None:
        """Of files, for builds are about to be removed."""
        ...

    def use(self, owner: str, build: str) -> None:
        """Remove what other builds of this owner left."""
        ...

    def close(self) -> None:
        """Let go; the next call opens again."""
        ...


def space(*, seldom: bool = False) -> CreateCollectionConfiguration:
    """What a new collection is measured with."""
    return {"hnsw": {"space": "cosine", "sync_threshold": SELDOM if seldom else OFTEN}}


@contextmanager
def unavailable() -> Iterator[None]:
    """Chroma raises its own errors, ValueErrors, SQLite errors and Rust panics: all mean the same here."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, IndexUnavailable):
        raise
    except BaseException as exc:  # a Rust panic is no Exception
        reason = f"{type(exc).__name__}: {exc}"
        told = f"the vectors cannot be read ({reason}); run `clarify reindex`"
        if type(exc).__module__ == "httpx":  # which only the server's client imports
            told = f"the Chroma server does not answer ({reason}); it is used again as soon as it does"
        raise IndexUnavailable(told) from exc
