"""The dense leg in a folder, which the processes of one machine share.

Chroma itself lets them at its files all at once, and what is half written ends whoever reads it; so they take
turns here, and what a killed process left half written is not opened.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, cast

import numpy as np

from agent.errors import IndexUnavailable
from agent.index.dense import OFTEN, Dense, space, unavailable

if TYPE_CHECKING:
    from chromadb.api.client import Client

TRIED = 10
TRY_OUT = (
    "import sys; sys.path.insert(0, sys.argv[1]); from agent.index import folder; "
    "folder.try_out(folder.Path(sys.argv[2]), sys.argv[3])"
)
PACKAGES = str(Path(__file__).resolve().parents[2])
MOST_WAITED = 120.0
"""Seconds, on a machine that is busy with other things."""
_POLLED = 0.01
_FOLDER = "chroma"
_WRITING, _LOOKING = "writing", "looking"
"""Marks of a build: somebody writes it, or died over it; somebody finds out whether it is whole."""
_DATABASE = "chroma.sqlite3"
"""Without it Chroma would silently start an empty store in the same folder."""
_POINTS, _NAMES = "*.bin", "*/index_metadata.pickle"
"""The files of a graph: one after the other is written, and last of all the names of its points."""


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


def opened(folder: Path, name: str) -> Dense:
    """The collection in this folder, where no writer died over its graph; close it after use."""
    with unavailable():
        if not (folder / _DATABASE).is_file():
            raise FileNotFoundError(folder / _DATABASE)
        with _alone(folder):
            if not _is_whole(folder):
                raise IndexUnavailable("a process died while it wrote the index; run `clarify reindex`")
            client = _local(folder)
            try:
                collection = client.get_collection(name, embedding_function=None)
                collection.count()  # which reads the graph, and writes it where so many are not in it yet
            except BaseException:
                client.close()
                raise
        return Dense(collection, client.close, partial(_alone, folder))


def _is_whole(folder: Path) -> bool:
    """Whether every graph was written to its end. Call it where nobody writes one now."""
    for names in folder.glob(_NAMES):  # before the first time there are none, and nothing else is read
        written = names.stat().st_mtime_ns
        if any(points.stat().st_mtime_ns > written for points in names.parent.glob(_POINTS)):
            return False
    return True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While no other process writes or opens the graph: Chroma lets both at it at once, and who reads half of
    it dies of that, or writes what it took for a graph over it.
    """
    from filelock import FileLock, Timeout

    try:
        with FileLock(folder.with_suffix(".lock"), timeout=MOST_WAITED, poll_interval=_POLLED):
            yield
    except Timeout as exc:
        raise IndexUnavailable("another process is writing the index; try again") from exc


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
