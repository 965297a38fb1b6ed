"""The dense leg: vectors in Chroma, in a folder or, in server.py, on a server.

Only these two import chromadb, which takes a second to import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol, cast

from agent.errors import IndexUnavailable
from agent.index.embedders import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection

SPACE: CreateCollectionConfiguration = {"hnsw": {"space": "cosine"}}
_BATCH = 1000
_FOLDER = "chroma"
_DATABASE = "chroma.sqlite3"
"""Without it Chroma would silently start an empty store in the same folder."""


class Dense:
    """A collection of unit vectors. Ids and vectors only: filters on metadata are slow in Chroma.

    Every method may raise IndexUnavailable.
    """

    def __init__(self, collection: Collection, close: Callable[[], None]) -> None:
        self._collection = collection
        self._close = close

    def count(self) -> int:
        with unavailable():
            return self._collection.count()

    def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add or replace; an id stands only once in `ids`."""
        with unavailable():
            for start in range(0, len(ids), _BATCH):
                batch = slice(start, start + _BATCH)
                self._collection.upsert(ids=list(ids[batch]), embeddings=vectors[batch])

    def remove(self, ids: Sequence[str]) -> None:
        """Ids that are not there do not matter."""
        with unavailable():
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def nearest(self, vector: Vectors, limit: int) -> list[str]:
        """Ids, best first; `vector` is a matrix of one row."""
        with unavailable():
            found = self._collection.query(query_embeddings=vector, n_results=limit, include=[])
            return found["ids"][0]

    def close(self) -> None:
        with unavailable():
            self._close()


class Shelf(Protocol):
    """Where the vectors of each build are kept; threads may share it. All may raise IndexUnavailable."""

    def create(self, owner: str, build: str) -> Dense:
        """For a new build; close it after use."""
        ...

    def at(self, owner: str, build: str, revision: int) -> AbstractContextManager[Dense]:
        """The vectors of a build, at least as new as this revision. They are kept open."""
        ...

    def written(self, revision: int) -> None:
        """What is open has seen this revision, because it made it. Call it inside `at`."""
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


class FolderShelf:
    """Implements `Shelf`: in the folder of the build, and gone with it.

    What is open does not see what other processes write, so it is opened again after them. Open a folder
    once per process: of two in one process, one may miss what other processes wrote since.
    """

    def __init__(self, root: Path, embedder: str) -> None:
        """`embedder`: a digest of its name."""
        self._root = root
        self._name = f"{root.name}-{embedder}"
        self._open: tuple[str, int, Dense] | None = None
        """The vectors as they were at a revision of a build."""
        self._lock = Lock()

    def create(self, owner: str, build: str) -> Dense:
        del owner
        with unavailable():
            client = _local(self._root / build / _FOLDER)
            collection = client.create_collection(self._name, configuration=SPACE, embedding_function=None)
            return Dense(collection, client.close)

    @contextmanager
    def at(self, owner: str, build: str, revision: int) -> Iterator[Dense]:
        del owner
        with self._lock:
            if self._open is None or self._open[:2] != (build, revision):
                self._let_go()
                self._open = (build, revision, self._opened(build))
            try:
                yield self._open[2]
            except BaseException:
                self._let_go()
                raise

    def written(self, revision: int) -> None:
        if self._open is not None:
            self._open = (self._open[0], revision, self._open[2])

    def let_go(self) -> None:
        with self._lock:
            self._let_go()

    def use(self, owner: str, build: str) -> None:
        """Nothing is left of others."""

    def close(self) -> None:
        self.let_go()

    def _opened(self, build: str) -> Dense:
        folder = self._root / build / _FOLDER
        with unavailable():
            if not (folder / _DATABASE).is_file():
                raise FileNotFoundError(folder / _DATABASE)
            client = _local(folder)
            try:
                return Dense(client.get_collection(self._name, embedding_function=None), client.close)
            except BaseException:
                client.close()
                raise

    def _let_go(self) -> None:
        if self._open is not None:
            vectors, self._open = self._open[2], None
            vectors.close()


def _local(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    return cast("Client", chromadb.PersistentClient(str(folder), settings=settings))


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
