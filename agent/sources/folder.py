"""A folder of files: which there are, and which are complete."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from agent.errors import InputError, UnreadableInput
from agent.models import Arrival, Intake
from agent.receiving import Receive, Tell
from agent.sources.files import Reader
from agent.sources.text import Envelope

Stamp = tuple[int, int, int]
"""File number, size, time of the last change: where all are the same, nobody wrote."""


def files_below(folder: Path, tell: Tell) -> Iterator[tuple[Path, Stamp]]:
    """Plain files, sorted folder by folder. Hidden ones are left out; so are links, which may lead anywhere.

    `tell` hears of folders inside that cannot be read. Raises UnreadableInput for the folder itself.
    """
    if not folder.is_dir():
        raise UnreadableInput(f"{folder}: there is no such folder")
    for here, folders, names in os.walk(folder, onerror=lambda exc: tell(_unread(exc))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            stamp = None if name.startswith(".") else _stamp(Path(here, name))
            if stamp:
                yield Path(here, name), stamp


def _unread(exc: OSError) -> UnreadableInput:
    return UnreadableInput(f"{exc.filename}: the folder cannot be read: {exc.strerror}")


def _stamp(path: Path) -> Stamp | None:
    """None where it is no plain file, or gone."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return (status.st_ino, status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def _no_stdin(_most: int) -> bytes:
    raise UnreadableInput("a watched folder has no standard input")


@dataclass(slots=True)
class FolderSource:
    """Looks at a folder again and again, and takes a file in when two looks saw it the same."""

    folder: Path
    seconds: float
    reader: Reader
    told: Envelope
    """Of texts that do not say."""
    _seen: dict[Path, Stamp] = field(default_factory=dict)
    _done: dict[Path, tuple[Stamp, str]] = field(default_factory=dict)
    """With the digest of what was read."""
    _unreadable: set[str] = field(default_factory=set)
    """Folders that were told already."""

    def __str__(self) -> str:
        return str(self.folder)

    def look(self, receive: Receive, tell: Tell) -> Generator[tuple[Intake, bool]]:
        """The texts of files that are new or changed, and complete. A file that cannot be read is told once,
        and again when it changes. Raises UnreadableInput where the folder is gone, StoreError.
        """
        before = self._seen
        self._seen = dict(files_below(self.folder.absolute(), self._once(tell)))
        self._done = {path: done for path, done in self._done.items() if path in self._seen}
        for path, stamp in self._seen.items():
            known, digest = self._done.get(path, (None, ""))
            if before.get(path) == stamp != known:
                arrivals = self._read(path, tell)
                if _stamp(path) != stamp:
                    continue  # somebody went on writing: it was read half
                read = _digest(arrivals)
                if read != digest:
                    yield from _received(arrivals, receive, tell)
                self._done[path] = stamp, read

    def _once(self, tell: Tell) -> Tell:
        def told(fault: InputError) -> None:
            if str(fault) not in self._unreadable:
                self._unreadable.add(str(fault))
                tell(fault)

        return told

    def _read(self, path: Path, tell: Tell) -> list[Arrival]:
        try:
            return self.reader.read(str(path), _no_stdin, self.told, tell)
        except InputError as exc:
            tell(exc)
            return []


def _received(arrivals: list[Arrival], receive: Receive, tell: Tell) -> Generator[tuple[Intake, bool]]:
    for arrival in arrivals:
        try:
            yield receive(arrival)
        except InputError as exc:
            tell(exc)


def _digest(arrivals: list[Arrival]) -> str:
    """A file that was only touched says the same as before."""
    return hashlib.sha256(
        "\0".join(arrival.text for arrival in arrivals).encode(errors="replace")
    ).hexdigest()
