"""The duplicate index: words and vectors side by side, fused to one score.

A rebuild makes a new build beside the old one and switches when it is whole, so a process that is
killed half-way leaves the old one in use. In a build the lexical leg is the truth: a vector without
an entry is passed over, and doing the same put or remove again makes the legs equal.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import islice
from pathlib import Path

import numpy as np

from agent.duplicates import Candidate
from agent.errors import IndexUnavailable
from agent.index.builds import FolderBuilds
from agent.index.dense import Dense, Shelf
from agent.index.embedders import Embedder, Vectors
from agent.index.folder import FolderShelf
from agent.index.legs import (
    CALLED,
    Build,
    Builds,
    Indexed,
    Lexical,
    Meta,
    ask,
    called_up,
    rarest,
    unpacked,
)
from agent.index.likeness import Likeness
from agent.index.signals import Signals
from agent.records import Entry

DEPTH = 60
"""How many each leg proposes at least before all of them are scored."""
_BATCH = 500
_MANY = 20_000
"""Entries of a build from which on writing the graph again and again is felt."""


class HybridIndex:
    """Implements `Index`. Threads may share one; processes may share builds and vectors.

    Open it once per process: of two in one process, one may miss in its dense leg what other
    processes wrote since.
    """

    def __init__(
        self,
        folder: Path,
        workspace: str,
        store_id: str,
        embedder: Embedder,
        likeness: Likeness,
        builds: Builds | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        """In `folder`, where it is not said to be elsewhere."""
        own = FolderBuilds(folder, slug(workspace))
        self._builds: Builds = builds or own
        self._shelf: Shelf = shelf or FolderShelf(own.root, digest(embedder.name))
        self._meta = Meta(store_id=store_id, workspace=workspace, embedder=embedder.name)
        self._embedder = embedder
        self._likeness = likeness

    def search(self, title: str, body: str, limit: int, without: Collection[str] = ()) -> list[Candidate]:
        return self._likeness.ranked(self.compared(title, body, max(limit, DEPTH), without))[:limit]

    def reread(self, new: Entry, found: Sequence[tuple[Candidate, Entry]]) -> list[Candidate]:
        return self._likeness.reread(new, found)

    def compared(
        self, title: str, body: str, depth: int = DEPTH, without: Collection[str] = ()
    ) -> dict[str, Signals]:
        """What each leg's nearest entries have in common with a text, by id."""
        with self._available():
            build = self._builds.current()
            self._look(build)
            try:
                return self._compared(build, title, body, depth, without)
            except IndexUnavailable:
                now = self._builds.current()
                if now.name == build.name:
                    raise
                return self._compared(now, title, body, depth, without)  # it was replaced meanwhile

    def put(self, entries: Sequence[Entry]) -> None:
        unique = _unique(entries)
        rows = self._vectors(unique)
        with self._legs(writes=True) as (words, vectors):
            vectors.put([entry.id for entry in unique], rows)
            self._shelf.written(words.put(unique, rows))

    def remove(self, ids: Sequence[str]) -> None:
        with self._legs(writes=True) as (words, vectors):
            revision = words.remove(ids)
            vectors.remove(ids)
            self._shelf.written(revision)

    def rebuild(
        self, entries: Iterable[Entry], progress: Callable[[int], None] | None = None, total: int = 0
    ) -> None:
        self.check_idle()
        self._embedder.prepare()
        with _unavailable(), self._builds.locked():
            build = self._builds.new()
            try:
                self._fill(build, entries, progress, total)
            except IndexUnavailable:
                self._builds.drop(build.name)
                raise
            self._shelf.let_go()
            self._builds.use(build.name)
            self._shelf.use(build.owner, build.name)

    def check(self) -> None:
        probe = self._vectors([Entry(id="", title="check", body="")])
        with self._legs() as (words, vectors):
            entries, rows = words.count(), vectors.count()
            if entries != rows:
                torn = f"the index is torn ({entries} entries, {rows} vectors)"
                raise IndexUnavailable(f"{torn}; run `clarify reindex`")
            vectors.nearest(probe, 1)

    def check_idle(self) -> None:
        """Raise IndexRebuilding while a new build is made; nothing is opened for it."""
        with _unavailable():
            self._builds.check_idle()

    def close(self) -> None:
        """Let go of files and connections; the next call opens them again."""
        with _unavailable():
            self._shelf.close()

    def _compared(
        self, build: Build, title: str, body: str, depth: int, without: Collection[str]
    ) -> dict[str, Signals]:
        depth += len(without)
        vector = self._vectors([Entry(id="", title=title, body=body)])
        with build.words() as words:
            meta = self._ours(words)
            asked = ask(words, meta, title, body)
            numbers = called_up(words, rarest(asked), asked, CALLED * depth)
            with self._shelf.at(build.owner, build.name, meta.revision) as vectors:
                near = vectors.nearest(vector, depth)
            found = [entry for entry in words.indexed(numbers, near) if entry.id not in without]
        return {
            entry.id: asked.compared(entry.title, entry.body)._replace(title_meaning=title, text_meaning=text)
            for entry, (title, text) in zip(found, _meanings(vector[0], found), strict=True)
        }

    def _fill(
        self, build: Build, entries: Iterable[Entry], progress: Callable[[int], None] | None, total: int
    ) -> None:
        seldom = total > _MANY
        vectors = self._shelf.create(build.owner, build.name, seldom=seldom)
        try:
            build.create(self._meta)
            with build.words() as words:
                done, left = 0, iter(entries)
                self._builds.tell(build.name, done, total)
                while some := list(islice(left, _BATCH)):
                    batch = _unique(some)
                    rows = self._vectors(batch)
                    vectors.put([entry.id for entry in batch], rows)
                    words.add(batch, rows)
                    done += len(some)
                    self._builds.tell(build.name, done, max(done, total))
                    if progress:
                        progress(done)
                words.finish()
            if seldom:
                vectors.write_often()
        finally:
            vectors.close()
        if seldom:
            with self._shelf.at(build.owner, build.name, 0) as written:
                written.nearest(self._vectors([Entry(id="", title="write", body="")]), 1)

    def _vectors(self, entries: Sequence[Entry]) -> Vectors:
        """Title, and title with body, side by side: the cosine of two rows is the mean of both cosines."""
        titles = [entry.title for entry in entries]
        whole = [f"{entry.title}\n{entry.body}" for entry in entries]
        rows = self._embedder.embed([*titles, *whole])
        return np.hstack([rows[: len(titles)], rows[len(titles) :]]) / np.float32(np.sqrt(2.0))

    def _ours(self, words: Lexical) -> Meta:
        """Of the open build; raises where it is not ours."""
        meta = words.meta()
        if not meta.fits(self._meta):
            raise IndexUnavailable(
                f"the index was built for store {meta.store_id!r}, workspace {meta.workspace!r} and embedder "
                f"{meta.embedder!r}, now they are {self._meta.store_id!r}, {self._meta.workspace!r} and "
                f"{self._meta.embedder!r}; run `clarify reindex`"
            )
        return meta

    @contextmanager
    def _available(self) -> Iterator[None]:
        """What goes wrong while a new build is made says so."""
        try:
            with _unavailable():
                yield
        except IndexUnavailable:
            self.check_idle()
            raise

    @contextmanager
    def _legs(self, *, writes: bool = False) -> Iterator[tuple[Lexical, Dense]]:
        """Both legs as they are now, with no other writer; nobody waits for a new build to be whole."""
        self.check_idle()
        with self._available():
            self._builds.current()  # where there is nothing, leave nothing behind, not even a lock
            with self._builds.locked():
                build = self._builds.current()
                self._mend(build)
                marked = self._shelf.writing(build.name) if writes else nullcontext()
                with marked, build.words() as words:
                    meta = self._ours(words)
                    with self._shelf.at(build.owner, build.name, meta.revision) as vectors:
                        yield words, vectors

    def _look(self, build: Build) -> None:
        """Where a writer died on a build, whether it is whole. Raises IndexUnavailable also while another
        process looks.
        """
        if not self._shelf.is_marked(build.name):
            return
        with self._builds.free() as free:
            if free:
                self._mend(build)
            elif self._shelf.is_looked_at(build.name):
                told = "a process died while it wrote the index; another looks whether it is whole"
                raise IndexUnavailable(told)

    def _mend(self, build: Build) -> None:
        """Call it under the lock: a mark is a dead writer's then."""
        if not self._shelf.survives(build.name):
            self._builds.give_up(build.name)
            raise IndexUnavailable("a process died while it wrote the index; run `clarify reindex`")


def _meanings(asked: Vectors, entries: Sequence[Indexed]) -> list[tuple[float, float]]:
    """Cosines of the halves, of titles and of texts; each half of a row has the length of half a square."""
    products = unpacked([entry.row for entry in entries], len(asked)) * asked
    cosines = 2 * np.clip(products.reshape(len(entries), 2, len(asked) // 2).sum(axis=2), 0.0, 0.5)
    pairs: list[tuple[float, float]] = cosines.tolist()
    return pairs


def _unique(entries: Sequence[Entry]) -> list[Entry]:
    """The last one of each id."""
    return list({entry.id: entry for entry in entries}.values())


def slug(name: str) -> str:
    """A name that every file system and Chroma take; a made-up one cannot meet a plain one: it has a dash."""
    return name if re.fullmatch(r"[a-z0-9]{3,40}", name) else f"ws-{digest(name)}"


def digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16]


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise IndexUnavailable(f"the index cannot be read or written ({exc}); run `clarify reindex`") from exc
