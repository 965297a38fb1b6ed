"""The dense leg: vectors in Chroma. The only importer of chromadb, which takes a second to import."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from agent.errors import IndexUnavailable
from agent.index.embedders import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

TRY_OUT = (
    "import sys; sys.path.insert(0, sys.argv[1]); from agent.index import dense; "
    "dense.try_out(dense.Path(sys.argv[2]), sys.argv[3])"
)
PACKAGES = str(Path(__file__).resolve().parents[2])
MOST_WAITED = 120.0
"""Seconds, on a machine that is busy with other things."""
TRIED = 10
OFTEN, SELDOM = 1000, 10_000
"""Vectors after which Chroma writes its graph."""
_BATCH = 1000
_DATABASE = "chroma.sqlite3"
"""Without it Chroma would silently start an empty store in the same folder."""


class Dense:
    """A collection of unit vectors. Ids and vectors only: filters on metadata are slow in Chroma.

    It does not see what another process writes after it was opened: close it and open it again.
    Every method may raise IndexUnavailable.
    """

    def __init__(self, client: Client, collection: Collection) -> None:
        """Use `opened` or `create`; another kind of client, such as an HttpClient, fits as well."""
        self._client = client
        self._collection = collection

    def count(self) -> int:
        with _unavailable():
            return self._collection.count()

    def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add or replace; an id stands only once in `ids`."""
        with _unavailable():
            for start in range(0, len(ids), _BATCH):
                batch = slice(start, start + _BATCH)
                self._collection.upsert(ids=list(ids[batch]), embeddings=vectors[batch])

    def remove(self, ids: Sequence[str]) -> None:
        """Ids that are not there do not matter."""
        with _unavailable():
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def nearest(self, vector: Vectors, limit: int) -> list[str]:
        """Ids, best first; `vector` is a matrix of one row."""
        with _unavailable():
            found = self._collection.query(query_embeddings=vector, n_results=limit, include=[])
            return found["ids"][0]

    def rows(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of these ids; ids that are not there are left out."""
        if not ids:  # which Chroma takes for all of them
            return {}
        with _unavailable():
            found = self._collection.get(ids=list(ids), include=["embeddings"])
            return dict(zip(found["ids"], cast(Vectors, found["embeddings"]), strict=True))

    def write_often(self) -> None:
        """As usual from the next opening on, which writes what is not written yet."""
        with _unavailable():
            self._collection.modify(configuration={"hnsw": {"sync_threshold": OFTEN}})

    def some(self, count: int) -> dict[str, Vectors]:
        with _unavailable():
            return self.rows(self._collection.get(limit=count, include=[])["ids"])

    def close(self) -> None:
        with _unavailable():
            self._client.close()


def opened(folder: Path, name: str) -> Dense:
    """The collection in this folder; close it after use."""
    with _unavailable():
        if not (folder / _DATABASE).is_file():
            raise FileNotFoundError(folder / _DATABASE)
        client = _client(folder)
        try:
            return Dense(client, client.get_collection(name, embedding_function=None))
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


def create(folder: Path, name: str, *, seldom: bool = False) -> Dense:
    """A new collection in a new folder. `seldom`: its graph, which is always written as a whole, is written
    after every ten thousand vectors rather than every thousand, until `write_often`.
    """
    with _unavailable():
        client = _client(folder)
        collection = client.create_collection(
            name,
            configuration={"hnsw": {"space": "cosine", "sync_threshold": SELDOM if seldom else OFTEN}},
            embedding_function=None,
        )
        return Dense(client, collection)


def _client(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    return cast("Client", chromadb.PersistentClient(str(folder), settings=settings))


@contextmanager
def _unavailable() -> Iterator[None]:
    """Chroma raises its own errors, ValueErrors, SQLite errors and Rust panics: all mean the same here."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, IndexUnavailable):
        raise
    except BaseException as exc:  # a Rust panic is no Exception
        reason = f"{type(exc).__name__}: {exc}"
        raise IndexUnavailable(f"the vectors cannot be read ({reason}); run `clarify reindex`") from exc
