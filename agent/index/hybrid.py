"""The duplicate index: FTS5 and Chroma side by side, fused to one score.

A rebuild makes a new build beside the old one and switches when it is whole, so a process that is
killed half-way leaves the old one in use. In a build the lexical leg is the truth: a vector without
an entry is passed over, and doing the same put or remove again makes the legs equal.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import numpy as np

from agent.duplicates import Candidate
from agent.errors import IndexUnavailable
from agent.index import dense, lexical
from agent.index.builds import Builds
from agent.index.embedders import Embedder, Vectors
from agent.index.lexical import Lexical, Meta
from agent.index.likeness import Likeness
from agent.index.signals import Signals
from agent.protocols import Entry

_EMBEDDED_BODY = 1000
DEPTH = 60
"""How many each leg proposes before both score all of them."""
_BATCH = 500
_WORDS, _VECTORS = "lexical.db", "chroma"


class HybridIndex:
    """Implements `Index` in a folder of its own. Threads may share one; processes may share the folder.

    Open it once per process: of two in one process, one may miss in its dense leg what other
    processes wrote since.
    """

    def __init__(
        self, folder: Path, workspace: str, store_id: str, embedder: Embedder, likeness: Likeness
    ) -> None:
        name = _slug(workspace)
        self._builds = Builds(folder, name)
        self._collection = f"{name}-{_digest(embedder.name)}"
        self._meta = Meta(store_id=store_id, workspace=workspace, embedder=embedder.name)
        self._embedder = embedder
        self._likeness = likeness
        self._open: tuple[Path, int, dense.Dense] | None = None
        """The vectors as they were at a revision of a build."""
        self._open_lock = Lock()

    def search(self, title: str, body: str, limit: int, without: Collection[str] = ()) -> list[Candidate]:
        return self._likeness.ranked(self.compared(title, body, max(limit, DEPTH), without))[:limit]

    def reread(self, new: Entry, found: Sequence[tuple[Candidate, Entry]]) -> list[Candidate]:
        return self._likeness.reread(self._embedder, new, found)

    def compared(
        self, title: str, body: str, depth: int = DEPTH, without: Collection[str] = ()
    ) -> dict[str, Signals]:
        """What each leg's nearest entries have in common with a text, by id."""
        depth += len(without)
        with _unavailable():
            build = self._builds.current()
            vector = self._vectors([Entry(id="", title=title, body=body)])
            with lexical.opened(build / _WORDS) as words:
                revision = self._revision(words)
                asked = words.ask(title, body)
                ids = words.best(asked, depth)
                with self._dense(build, revision) as vectors:
                    ids = [
                        id_
                        for id_ in dict.fromkeys(ids + vectors.nearest(vector, depth))
                        if id_ not in without
                    ]
                    rows = vectors.rows(ids)
                found = words.compared(asked, ids)
        return {id_: _with_meanings(signals, vector[0], rows.get(id_)) for id_, signals in found.items()}

    def put(self, entries: Sequence[Entry]) -> None:
        unique = _unique(entries)
        rows = self._vectors(unique)
        with self._legs() as (words, vectors):
            vectors.put([entry.id for entry in unique], rows)
            self._written(words.put(unique))

    def remove(self, ids: Sequence[str]) -> None:
        with self._legs() as (words, vectors):
            revision = words.remove(ids)
            vectors.remove(ids)
            self._written(revision)

    def rebuild(self, entries: Sequence[Entry], progress: Callable[[int], None] | None = None) -> None:
        with _unavailable(), self._builds.locked():
            build = self._builds.new()
            self._fill(build, _unique(entries), progress)
            with self._open_lock:
                self._close()
            self._builds.use(build)

    def check(self) -> None:
        probe = self._vectors([Entry(id="", title="check", body="")])
        with self._legs() as (words, vectors):
            entries, rows = words.count(), vectors.count()
            if entries != rows:
                torn = f"the index is torn ({entries} entries, {rows} vectors)"
                raise IndexUnavailable(f"{torn}; run `clarify reindex`")
            vectors.nearest(probe, 1)

    def close(self) -> None:
        """Let go of the files; the next call opens them again."""
        with _unavailable(), self._open_lock:
            self._close()

    def _fill(self, build: Path, entries: Sequence[Entry], progress: Callable[[int], None] | None) -> None:
        lexical.create(build / _WORDS, self._meta)
        vectors = dense.create(build / _VECTORS, self._collection)
        try:
            with lexical.opened(build / _WORDS) as words:
                for start in range(0, len(entries), _BATCH):
                    batch = entries[start : start + _BATCH]
                    vectors.put([entry.id for entry in batch], self._vectors(batch))
                    words.put(batch)
                    if progress:
                        progress(start + len(batch))
                words.optimise()
        finally:
            vectors.close()

    def _vectors(self, entries: Sequence[Entry]) -> Vectors:
        """Title, and title with body, side by side: the cosine of two rows is the mean of both cosines."""
        titles = self._embedder.embed([entry.title for entry in entries])
        whole = self._embedder.embed([f"{entry.title}\n{entry.body[:_EMBEDDED_BODY]}" for entry in entries])
        return np.hstack([titles, whole]) / np.float32(np.sqrt(2.0))

    def _revision(self, words: Lexical) -> int:
        """Of the open build; raises where it is not ours."""
        meta = words.meta()
        if not meta.fits(self._meta):
            raise IndexUnavailable(
                f"the index was built for store {meta.store_id!r}, workspace {meta.workspace!r} and embedder "
                f"{meta.embedder!r}, now they are {self._meta.store_id!r}, {self._meta.workspace!r} and "
                f"{self._meta.embedder!r}; run `clarify reindex`"
            )
        return meta.revision

    @contextmanager
    def _legs(self) -> Iterator[tuple[Lexical, dense.Dense]]:
        """Both legs as they are now, with no other writer."""
        with _unavailable():
            self._builds.current()  # where there is nothing, leave nothing behind, not even a lock
            with self._builds.locked():
                build = self._builds.current()
                with lexical.opened(build / _WORDS) as words:
                    revision = self._revision(words)
                    with self._dense(build, revision) as vectors:
                        yield words, vectors

    @contextmanager
    def _dense(self, build: Path, revision: int) -> Iterator[dense.Dense]:
        """The vectors at least as new as `revision`: kept open, and opened again after other writers."""
        with self._open_lock:
            if self._open is None or self._open[:2] != (build, revision):
                self._close()
                self._open = (build, revision, dense.opened(build / _VECTORS, self._collection))
            try:
                yield self._open[2]
            except BaseException:
                self._close()
                raise

    def _written(self, revision: int) -> None:
        """What is open has seen this revision, because it made it. Call it inside `_legs`."""
        if self._open is not None:
            self._open = (self._open[0], revision, self._open[2])

    def _close(self) -> None:
        if self._open is not None:
            vectors, self._open = self._open[2], None
            vectors.close()


def _with_meanings(signals: Signals, asked: Vectors, row: Vectors | None) -> Signals:
    """Cosines of the halves; each half of a row has the length of half a square."""
    if row is None:
        return signals
    title, text = (2 * np.clip(np.add.reduce((asked * row).reshape(2, -1), axis=1), 0.0, 0.5)).tolist()
    return signals._replace(title_meaning=title, text_meaning=text)


def _unique(entries: Sequence[Entry]) -> list[Entry]:
    """The last one of each id."""
    return list({entry.id: entry for entry in entries}.values())


def _slug(name: str) -> str:
    """A name that every file system and Chroma take; a made-up one cannot meet a plain one: it has a dash."""
    return name if re.fullmatch(r"[a-z0-9]{3,40}", name) else f"ws-{_digest(name)}"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16]


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise IndexUnavailable(f"the index cannot be read or written ({exc}); run `clarify reindex`") from exc
