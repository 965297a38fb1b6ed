"""The folder of an index: numbered builds, a pointer to the one in use, and a lock between processes.

`<folder>/<workspace>.lock`: one writer at a time.
`<folder>/<workspace>/current`: the name of the build in use, replaced in one step.
`<folder>/<workspace>/progress`: how far the build that is being made is; nobody's, where the lock is free.
`<folder>/<workspace>/build-<n>/writing`: somebody writes it, or died over it, where the lock is free.
`<folder>/<workspace>/build-<n>/looking`: somebody finds out whether a dead one left it whole.
`<folder>/<workspace>/build-<n>/`: made as a whole and thrown away as a whole.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from agent.errors import IndexRebuilding, IndexUnavailable

_LOCK_SECONDS = 30.0
_POINTER, _PROGRESS = "current", "progress"
_WRITING, _LOOKING = "writing", "looking"
_NAME = re.compile(r"build-([0-9]{1,9})")


class Builds:
    """Besides IndexUnavailable the methods may raise OSError."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._root = folder / name
        self._lock = folder / f"{name}.lock"

    def current(self) -> Path:
        """The build in use; raises where there is none."""
        pointer = self._root / _POINTER
        if not pointer.exists():
            raise IndexUnavailable("there is no duplicate index yet; run `clarify reindex`")
        name = pointer.read_bytes()[:100].decode("ascii", "replace").strip()
        build = self._root / name
        if not _NAME.fullmatch(name) or not build.is_dir():
            raise IndexUnavailable(f"the index points at {name!r}, which is no build; run `clarify reindex`")
        return build

    @contextmanager
    def writing(self, build: Path) -> Iterator[None]:
        """Call it under the lock. A process that dies inside leaves its mark; an error does not."""
        mark = build / _WRITING
        mark.touch()
        try:
            yield
        finally:
            mark.unlink(missing_ok=True)

    def check_abandoned(self, build: Path, survives: Callable[[], bool]) -> None:
        """`mend` where a writer died on the build and nobody looked at it since. Raises IndexUnavailable also
        while somebody looks.
        """
        from filelock import FileLock, Timeout

        if not self._marks(build):
            return
        try:
            with FileLock(self._lock, timeout=0):
                self.mend(build, survives)
        except Timeout:
            if (build / _LOOKING).exists():
                told = "a process died while it wrote the index; another looks whether it is whole"
                raise IndexUnavailable(told) from None

    def mend(self, build: Path, survives: Callable[[], bool]) -> None:
        """Call it under the lock, where a mark is a dead writer's. What Chroma's graph is then may be nothing
        that a process survives reading: `survives` finds out elsewhere. Raises IndexUnavailable.
        """
        marks = self._marks(build)
        if not marks:
            return
        looking = marks[0].replace(build / _LOOKING)
        if not survives():
            (self._root / _POINTER).unlink(missing_ok=True)
            raise IndexUnavailable("a process died while it wrote the index; run `clarify reindex`")
        looking.unlink(missing_ok=True)
        (build / _WRITING).unlink(missing_ok=True)

    def _marks(self, build: Path) -> list[Path]:
        return [mark for name in (_LOOKING, _WRITING) if (mark := build / name).exists()]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps other writers out, in this process and in others; makes the folder where needed."""
        from filelock import FileLock, Timeout

        _make_folder(self._folder)
        try:
            with FileLock(self._lock, timeout=_LOCK_SECONDS):
                yield
        except Timeout as exc:
            raise IndexUnavailable("another process is writing the index; try again") from exc

    def check_idle(self) -> None:
        """Raises IndexRebuilding, with how far it is, while anybody makes a new build."""
        from filelock import FileLock, Timeout

        told = self._told()
        if told is None:
            return
        with suppress(Timeout), FileLock(self._lock, timeout=0):
            (self._root / _PROGRESS).unlink(missing_ok=True)  # whoever wrote it is gone
            return
        done, total = told
        far = f"{done:,} of {total:,}"
        raise IndexRebuilding(f"the duplicate index is being made again: {far}", done=done, total=total)

    def tell(self, done: int, total: int) -> None:
        """How far the new build is. Call it under the lock."""
        written = self._root / f"{_PROGRESS}.new"
        written.write_text(json.dumps([done, total]), encoding="ascii")
        written.replace(self._root / _PROGRESS)

    def _told(self) -> tuple[int, int] | None:
        try:
            done, total = json.loads((self._root / _PROGRESS).read_bytes()[:100])
            return int(done), int(total)
        except (OSError, ValueError, TypeError):
            return None

    def new(self) -> Path:
        """An empty build that is not in use yet. Call it under the lock."""
        _make_folder(self._root)
        numbers = [int(found[1]) for path in self._root.iterdir() if (found := _NAME.fullmatch(path.name))]
        build = self._root / f"build-{max(numbers, default=0) + 1}"
        build.mkdir()
        return build

    def use(self, build: Path) -> None:
        """Switch to `build`, then remove everything else. Call it under the lock."""
        pointer = self._root / _POINTER
        if pointer.is_dir():
            shutil.rmtree(pointer)
        written = self._root / f"{_POINTER}.new"
        with written.open("w", encoding="ascii") as file:
            file.write(build.name)
            file.flush()
            os.fsync(file.fileno())
        written.replace(pointer)
        for path in self._root.iterdir():
            if path not in (pointer, build):
                _remove(path)


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
