"""Folders: which files in them are read, and in which order."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from agent.errors import UnreadableInput
from agent.sources.archives import Archive
from agent.sources.bounds import Bounds, within
from agent.sources.documents import BY_ENDING
from agent.sources.slack import slack_root

SEEN, NEW, ARRIVING = "cur", "new", "tmp"
"""The folders of a Maildir; mail in the last is still being written."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What is in a folder."""

    paths: tuple[str, ...]
    """Files that can be read, and folders that are a Slack export; sorted."""
    passed_over: str
    """What is not read, in words; empty where everything is."""


def files_below(folder: str, bounds: Bounds) -> Listing:
    """Links are not followed, and nothing hidden is read. Raises UnreadableInput, TooLong."""
    found: list[str] = []
    passed: Counter[str] = Counter()
    waiting, seen = [Path(folder)], 0
    while waiting:
        here = waiting.pop()
        entries = _entries(here, bounds)
        seen += len(entries)
        within(seen, bounds.folder_files, folder, "files and folders in it", "folder_files")
        if slack_root([entry.name for entry in entries]) == "":
            found.append(str(here))
            continue
        for entry in entries:
            if reason := _reason(entry, here):
                passed[reason] += 1
            elif entry.is_dir():
                waiting.append(Path(entry.path))
            else:
                found.append(entry.path)
    if not found:
        raise UnreadableInput(f"{folder}: no file in it can be read{_told(passed, ': ')}")
    return Listing(tuple(sorted(found)), _told(passed))


def is_slack_export(folder: Path, bounds: Bounds) -> bool:
    return slack_root([entry.name for entry in _entries(folder, bounds)]) == ""


def is_maildir_message(path: Path) -> bool:
    """Its name has no ending that says so; the folders it stands in do."""
    beside = path.absolute().parent.parent
    return path.absolute().parent.name in (SEEN, NEW) and _is_maildir(beside)


def unpacked(folder: str, bounds: Bounds) -> Archive:
    """A folder as the archive that it was unpacked from. Raises UnreadableInput, TooLong."""
    files: dict[str, Path] = {}
    total = 0
    for at, _, names in os.walk(folder):
        for path in (Path(at) / name for name in names):
            if path.is_file() and not path.is_symlink():
                files[path.relative_to(folder).as_posix()] = path
                total += path.stat().st_size
        within(len(files), bounds.zip_members, folder, "files in it", "zip_members")
        within(total, bounds.unpacked_bytes, folder, f"{total:,} bytes in it", "unpacked_bytes")
    return Archive(folder, {name: partial(_content, path) for name, path in files.items()}, total)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise UnreadableInput(f"{path}: it cannot be read: {exc.strerror}") from exc


def _entries(folder: Path, bounds: Bounds) -> list[os.DirEntry[str]]:
    """Sorted; one more than is allowed at most."""
    try:
        with os.scandir(folder) as entries:
            return sorted(islice(entries, bounds.folder_files + 1), key=lambda entry: entry.name)
    except OSError as exc:
        raise UnreadableInput(f"{folder}: the folder cannot be read: {exc.strerror}") from exc


def _reason(entry: os.DirEntry[str], folder: Path) -> str:
    """Why it is passed over; empty where it is not."""
    ending = Path(entry.name).suffix.lower()
    if entry.name.startswith("."):
        return "hidden"
    if entry.is_symlink():
        return "linked"
    if entry.is_dir():
        return "mail that is still arriving" if entry.name == ARRIVING and _is_maildir(folder) else ""
    if not entry.is_file():
        return "special"
    known = ending in BY_ENDING or is_maildir_message(Path(entry.path))
    return "" if known else (ending[:12] or "without an ending")


def _is_maildir(folder: Path) -> bool:
    return all((folder / name).is_dir() for name in (SEEN, NEW, ARRIVING))


def _told(passed: Counter[str], before: str = "") -> str:
    words = ", ".join(f"{count} {reason}" for reason, count in sorted(passed.items())[:8])
    return f"{before}passed over: {words}" if words else ""
