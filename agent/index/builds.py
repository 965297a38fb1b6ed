"""Builds in a folder: numbered, a pointer to the one in use, and a lock between processes.

`<folder>/<workspace>.lock`: one writer at a time.
`<folder>/<workspace>/current`: the name of the build in use, replaced in one step.
`<folder>/<workspace>/progress`: how far the build that is being made is; nobody's, where the lock is free.
`<folder>/<workspace>/owner`: what vectors on a server are called by, where they are on one.
`<folder>/<workspace>/build-<n>/`: made as a whole and thrown away as a whole.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from agent.errors import IndexUnavailable
from agent.index import lexical
from agent.index.legs import Meta, rebuilding

_LOCK_SECONDS = 30.0
_POINTER, _PROGRESS, _OWNER, _WORDS = "current", "progress", "owner", "lexical.db"
_NAME = re.compile(r"build-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class FolderBuild:
    """Implements `Build`."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def owner(self) -> str:
        file = self.folder.parent / _OWNER
        return file.read_text(encoding="ascii") if file.is_file() else ""

    def create(self, meta: Meta) -> None:
        lexical.create(self.folder / _WORDS, meta)

    def words(self) -> AbstractContextManager[lexical.LexicalFile]:
        return lexical.opened(self.folder / _WORDS)


class FolderBuilds:
    """Implements `Builds`. Besides IndexUnavailable the methods may raise OSError."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._root = folder / name
        self._lock = folder / f"{name}.lock"

    @property
    def root(self) -> Path:
        """The folder of the builds."""
        return self._root

    def current(self) -> FolderBuild:
        pointer = self._root / _POINTER
        if not pointer.exists():
            raise IndexUnavailable("there is no duplicate index yet; run `clarify reindex`")
        name = pointer.read_bytes()[:100].decode("ascii", "replace").strip()
        build = self._root / name
        if not _NAME.fullmatch(name) or not build.is_dir():
            raise IndexUnavailable(f"the index points at {name!r}, which is no build; run `clarify reindex`")
        return FolderBuild(build)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Makes the folder where needed."""
        from filelock import FileLock, Timeout

        _make_folder(self._folder)
        try:
            with FileLock(self._lock, timeout=_LOCK_SECONDS):
                yield
        except Timeout as exc:
            raise IndexUnavailable("another process is writing the index; try again") from exc

    @contextmanager
    def free(self) -> Iterator[bool]:
        from filelock import FileLock, Timeout

        lock = FileLock(self._lock, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def check_idle(self) -> None:
        told = self._told()
        if told is None:
            return
        with self.free() as free:
            if free:
                (self._root / _PROGRESS).unlink(missing_ok=True)  # whoever wrote it is gone
                return
        raise rebuilding(*told)

    def tell(self, name: str, done: int, total: int) -> None:
        del name
        written = self._root / f"{_PROGRESS}.new"
        written.write_text(json.dumps([done, total]), encoding="ascii")
        written.replace(self._root / _PROGRESS)

    def _told(self) -> tuple[int, int] | None:
        try:
            done, total = json.loads((self._root / _PROGRESS).read_bytes()[:100])
            return int(done), int(total)
        except (OSError, ValueError, TypeError):
            return None

    def new(self) -> FolderBuild:
        _make_folder(self._root)
        if not (self._root / _OWNER).is_file():
            (self._root / _OWNER).write_text(secrets.token_hex(8), encoding="ascii")
        numbers = [int(found[1]) for path in self._root.iterdir() if (found := _NAME.fullmatch(path.name))]
        build = self._root / f"build-{max(numbers, default=0) + 1}"
        build.mkdir()
        return FolderBuild(build)

    def use(self, name: str) -> None:
        pointer = self._root / _POINTER
        if pointer.is_dir():
            shutil.rmtree(pointer)
        written = self._root / f"{_POINTER}.new"
        with written.open("w", encoding="ascii") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        written.replace(pointer)
        for path in self._root.iterdir():
            if path not in (pointer, self._root / _OWNER, self._root / name):
                _remove(path)

    def drop(self, name: str) -> None:
        _remove(self._root / name)

    def give_up(self, name: str) -> None:
        del name
        (self._root / _POINTER).unlink(missing_ok=True)


def _make_folder(path: Path) -> None:
    if path.exists() and not path.is_dir():
        path.unlink()
    path.mkdir(parents=True, exist_ok=True)


def _remove(path: Path) -> None:
    """What cannot be removed now is removed by the next rebuild; it is not in use."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
