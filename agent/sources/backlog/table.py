"""CSV as spreadsheets and trackers write it: each record with its line, whatever the others hold. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.models import Unread

SEPARATORS = ",;\t|"
NAMED_SEPARATOR = re.compile(r"sep=(.)\n")
"""The line that tells Excel how the others are cut."""
QUOTE = '"'
MOST_LINES = 5000
"""Of one record. A quote that is never closed would swallow the rest of the file, and nobody would know."""


@dataclass(frozen=True, slots=True)
class Record:
    line: int
    cells: list[str]


def separator(text: str) -> str:
    """The one that cuts the first line most often."""
    first = text.partition("\n")[0]
    return max(SEPARATORS, key=first.count)


def records(text: str) -> Iterator[Record | Unread]:
    """In order, without empty lines. A record that cannot be read costs its first line and no other."""
    named = NAMED_SEPARATOR.match(text)
    cut = named[1] if named else separator(text)
    lines = io.StringIO(text, newline="\n").readlines()
    at = 1 if named else 0
    while at < len(lines):
        record = _plain(lines[at], cut) or _quoted(lines, at, cut)
        if isinstance(record, str):
            yield Unread(line=at + 1, reason=record)
            at += 1
            continue
        cells, taken = record
        if any(cell.strip() for cell in cells):
            yield Record(at + 1, cells)
        at += taken


def _plain(line: str, cut: str) -> tuple[list[str], int] | None:
    """Most lines hold no quote; then there is nothing to think about."""
    return (line.rstrip("\n").split(cut), 1) if QUOTE not in line else None


def _quoted(lines: list[str], at: int, cut: str) -> tuple[list[str], int] | str:
    """Cells and how many lines they take, or why they cannot be told."""
    feed = _Feed(lines, at)
    try:
        return next(csv.reader(feed, delimiter=cut, strict=True)), feed.taken
    except _TooLong:
        return f"a cell goes on for more than {MOST_LINES:,} lines: is its quote closed?"
    except csv.Error as exc:
        if "field limit" in str(exc):
            return f"a quoted cell is longer than {csv.field_size_limit():,} characters"
        if feed.taken > 1:
            return "a quote opens in it and is not closed as it should be"
        return "its quotes do not fit: a quote inside a quoted cell is written twice"


class _TooLong(Exception):
    pass


class _Feed:
    """Lines one by one, counted."""

    def __init__(self, lines: list[str], at: int) -> None:
        self._lines = lines
        self._at = at
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._at + self.taken >= len(self._lines):
            raise StopIteration
        if self.taken == MOST_LINES:
            raise _TooLong
        self.taken += 1
        return self._lines[self._at + self.taken - 1]
