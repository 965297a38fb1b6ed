"""The dense leg: vectors in Chroma, in a folder or, in server.py, on a server.

Only these and minilm.py import chromadb, which takes a second to import.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np

from agent.errors import IndexUnavailable
from agent.index.embedders import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection

OFTEN, SELDOM = 1000, 10_000
"""Vectors after which Chroma writes its graph, always as a whole."""
TRIED = 10
TRY_OUT = (
    "import sys; sys.path.insert(0, sys.argv[1]); from agent.index import dense; "
    "dense.try_out(dense.Path(sys.argv[2]), sys.argv[3])"
)
PACKAGES = str(Path(__file__).resolve().parents[2])
MOST_WAITED = 120.0
"""Seconds, on a machine that is busy with other things."""
_BATCH = 1000
_FOLDER = "chroma"
_WRITING, _LOOKING = "writing", "looking"
"""Marks of a build: somebody writes it, or died over it; somebody finds out whether it is whole."""
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

    def create(self, owner: str, build: str, *, seldom: bool = False) -> Dense:
        del owner
        with unavailable():
            client = _local(self._root / build / _FOLDER)
            collection = client.create_collection(
                self._name, configuration=space(seldom=seldom), embedding_function=None
            )
            return Dense(collection, client.close)

    @contextmanager
    def at(self, owner: str, build: str, revision: int) -> Iterator[Dense]:
        del owner
        with self._lock:
            if self._open is None or self._open[:2] != (build, revision):
                self._let_go()
                self._open = (build, revision, opened(self._root / build / _FOLDER, self._name))
            try:
                yield self._open[2]
            except BaseException:
                self._let_go()
                raise

    def written(self, revision: int) -> None:
        if self._open is not None:
            self._open = (self._open[0], revision, self._open[2])

    @contextmanager
    def writing(self, build: str) -> Iterator[None]:
        mark = self._root / build / _WRITING
        mark.touch()
        try:
            yield
        finally:
            mark.unlink(missing_ok=True)

    def is_marked(self, build: str) -> bool:
        return bool(self._marks(build))

    def is_looked_at(self, build: str) -> bool:
        return (self._root / build / _LOOKING).exists()

    def survives(self, build: str) -> bool:
        marks = self._marks(build)
        if not marks:
            return True
        looking = marks[0].replace(self._root / build / _LOOKING)
        if not survives(self._root / build / _FOLDER, self._name):
            return False
        looking.unlink(missing_ok=True)
        (self._root / build / _WRITING).unlink(missing_ok=True)
        return True

    def let_go(self) -> None:
        with self._lock:
            self._let_go()

    def use(self, owner: str, build: str) -> None:
        """Nothing is left of others."""

    def close(self) -> None:
        self.let_go()

    def _marks(self, build: str) -> list[Path]:
        return [mark for name in (_LOOKING, _WRITING) if (mark := self._root / build / name).exists()]

    def _let_go(self) -> None:
        if self._open is not None:
            vectors, self._open = self._open[2], None
            vectors.close()


def space(*, seldom: bool = False) -> CreateCollectionConfiguration:
    """What a new collection is measured with."""
    return {"hnsw": {"space": "cosine", "sync_threshold": SELDOM if seldom else OFTEN}}


def opened(folder: Path, name: str) -> Dense:
    """The collection in this folder; close it after use."""
    with unavailable():
        if not (folder / _DATABASE).is_file():
            raise FileNotFoundError(folder / _DATABASE)
        client = _local(folder)
        try:
            return Dense(client.get_collection(name, embedding_function=None), client.close)
        except BaseException:
            client.close()
            raise


def try_out(folder: Path, name: str) -> None:
    """Read and write as others will, so much that the graph is written out: where it is torn, that shows."""
    with closing(opened(folder, name)) as vectors:
        some = vectors.some(OFTEN)
        for row in list(some.values())[:1]:
            vectors.nearest(row.reshape(1, -1), TRIED)
        vectors.put(list(some), np.array(list(some.values()), dtype=np.float32))


def survives(folder: Path, name: str) -> bool:
    """Whether a process that opens the collection lives on: tried in one of its own. Takes two seconds."""
    command = [sys.executable, "-P", "-c", TRY_OUT, PACKAGES, str(folder), name]
    try:
        tried = subprocess.run(command, capture_output=True, timeout=MOST_WAITED, check=False)  # noqa: S603 ours
    except subprocess.TimeoutExpired:
        return False
    return tried.returncode == 0


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
