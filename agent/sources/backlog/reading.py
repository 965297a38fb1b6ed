"""A file of existing work: its format told, its rows read within bounds, nothing left out without a word."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from agent.errors import TooLong, UnreadableInput
from agent.models import Backlog, BacklogFormat, Imported, Unread
from agent.people import Directory
from agent.sources.backlog import issues, objects, table, values
from agent.sources.backlog.columns import Column, Header, fields, header
from agent.sources.backlog.items import CalledOff, Fields, Reader, Unusable
from agent.sources.text import decode

MOST_REFUSED = 1000
"""Rows that cannot be read; above it the file is another than it was taken for."""
DAYS = (Column.DUE, Column.CREATED, Column.CLOSED)
SUFFIXES = {".csv": BacklogFormat.CSV, ".tsv": BacklogFormat.CSV, ".jsonl": BacklogFormat.JSONL,
            ".ndjson": BacklogFormat.JSONL}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused with a clear error; the defaults are those of the settings in `limits:`."""

    bytes: int = 50_000_000
    rows: int = 100_000
    cell: int = 100_000
    """Characters."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands in a file, before anybody asks what it means."""

    found: list[tuple[int, Fields] | Unread]
    used: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]


def read(
    raw: bytes,
    name: str,
    directory: Directory,
    *,
    limits: Limits,
    form: BacklogFormat | None = None,
    source: str = "",
) -> Backlog:
    """`source` begins every key. Raises InputError where the file as a whole cannot be used."""
    if len(raw) > limits.bytes:
        raise TooLong(
            f"{name}: it is longer than the {limits.bytes:,} bytes allowed: "
            "split it, or raise `limits: import_bytes:`"
        )
    text = decode(raw, name)
    form = form or told_format(text, name)
    rows = (
        _table(text, name) if form in (BacklogFormat.CSV, BacklogFormat.JIRA) else _objects(text, name, form)
    )
    if len(rows.found) > limits.rows:
        raise TooLong(
            f"{name}: {len(rows.found):,} rows are more than the {limits.rows:,} allowed: "
            "split it, or raise `limits: import_rows:`"
        )
    if not rows.found:
        raise UnreadableInput(f"{name}: there is no row in it")
    return _backlog(rows, Backlog(name=PurePath(name).name, form=form, sha256=_sha(raw), raw=raw),
                    Reader(directory, source), limits)  # fmt: skip


def told_format(text: str, name: str) -> BacklogFormat:
    """By its name, and by what it begins with."""
    told = SUFFIXES.get(PurePath(name).suffix.casefold())
    start = text.lstrip()[:1]
    if told is None and start == "[":
        return BacklogFormat.GITHUB
    if told is BacklogFormat.JSONL or (told is None and start == "{"):
        return BacklogFormat.JSONL
    first = next(table.records(text.partition("\n")[0]), None)
    names = {cell.strip().casefold() for cell in first.cells} if isinstance(first, table.Record) else set()
    return BacklogFormat.JIRA if {"summary", "issue key"} <= names else BacklogFormat.CSV


def _table(text: str, name: str) -> Rows:
    found = table.records(text)
    first = next(found, None)
    if not isinstance(first, table.Record):
        raise UnreadableInput(f"{name}: line 1: {first.reason if first else 'there is no row in it'}")
    head = header(first.cells)
    if Column.GOAL not in head.places:
        raise UnreadableInput(
            f"{name}: no column has the goals: its first line names {_names(first.cells)}; "
            "call one of them goal, title or summary"
        )
    return Rows([_cells(record, head) for record in found], head.used, head.ignored)


def _cells(record: table.Record | Unread, head: Header) -> tuple[int, Fields] | Unread:
    if isinstance(record, Unread):
        return record
    cells = [_without_apostrophe(cell) for cell in record.cells]
    if len(cells) < head.width or any(cell.strip() for cell in cells[head.width :]):
        told = f"{len(cells)} cells under {head.width} column names: is there a quote missing?"
        return Unread(line=record.line, reason=told)
    return record.line, fields(head, cells)


def _without_apostrophe(cell: str) -> str:
    """Our own export writes one before what a spreadsheet would run."""
    return (
        cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r") and cell[1:] else cell
    )


def _objects(text: str, name: str, form: BacklogFormat) -> Rows:
    """JSON Lines, or one array; what is an issue of GitHub is read as one."""
    by_line = SUFFIXES.get(PurePath(name).suffix.casefold()) is BacklogFormat.JSONL
    array = text.lstrip()[:1] == "[" and not by_line
    things = objects.array(text, name) if array else objects.lines(text)
    heads: dict[tuple[str, ...], Header] = {}
    used: dict[str, str] = {}
    ignored: dict[str, None] = {}
    found: list[tuple[int, Fields] | Unread] = []
    for thing in things:
        if isinstance(thing, Unread):
            found.append(thing)
        elif form is BacklogFormat.GITHUB and issues.is_issue(thing.value):
            ignored |= dict.fromkeys(thing.value.keys() - issues.TOLD)
            found.append(
                Unread(line=thing.line, reason=PULL) if issues.is_pull_request(thing.value)
                else (thing.line, issues.fields(thing.value))
            )  # fmt: skip
        else:
            names = tuple(thing.value)
            head = heads.get(names) or heads.setdefault(names, header(names))
            used |= dict(head.used)
            ignored |= dict.fromkeys(head.ignored)
            found.append((thing.line, fields(head, [_said(value) for value in thing.value.values()])))
    return Rows(found, tuple(used.items()), tuple(sorted(ignored)))


PULL = "a pull request"
LEFT_OUT = (PULL,)


def _said(value: object) -> str:
    """A value of JSON as a cell of a table would say it, of an object its name."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_said, value)))
    if isinstance(value, dict):
        return next((str(value[key]) for key in ("name", "login") if isinstance(value.get(key), str)), "")
    return "" if value is None or isinstance(value, bool) else str(value)


def _backlog(rows: Rows, empty: Backlog, reader: Reader, limits: Limits) -> Backlog:
    reader.day_first = _day_first(rows.found, reader.directory)
    items: list[Imported] = []
    refused: list[Unread] = []
    left_out: list[Unread] = []
    lines: dict[str, int] = {}
    for row in rows.found:
        if isinstance(row, Unread):
            (left_out if row.reason in LEFT_OUT else refused).append(row)
            continue
        line, said = row
        try:
            _check(said, limits)
            one = reader.work(line, said)
            _check_once(one, lines)
            items.append(one)
        except CalledOff as exc:
            left_out.append(Unread(line=line, reason=str(exc)))
        except Unusable as exc:
            refused.append(Unread(line=line, reason=str(exc)))
    _check_refused(refused, empty.name)
    return empty.model_copy(
        update={
            "items": tuple(items),
            "refused": tuple(refused),
            "left_out": tuple(left_out),
            "columns": rows.used,
            "ignored": rows.ignored,
            "notes": reader.notes(),
        }
    )


def _check_once(one: Imported, lines: dict[str, int]) -> None:
    """Raises Unusable where the key is another row's; `lines` has those that were read."""
    key, line = one.origin.key, one.line
    if lines.setdefault(key, line) != line:
        raise Unusable(f"{key!r} stands on line {lines[key]} already")


def _check(said: Fields, limits: Limits) -> None:
    """Raises Unusable."""
    for column, words in said.items():
        for word in words:
            if len(word) > limits.cell:
                told = f"{len(word):,} characters are more than the {limits.cell:,} allowed"
                raise Unusable(f"{column}: {told}: shorten it, or raise `limits: import_cell_characters:`")
            if not _is_storable(word):
                raise Unusable(f"{column}: it holds NUL or half a character, which cannot be stored")


def _is_storable(word: str) -> bool:
    try:
        return "\0" not in word and bool(word.isascii() or word.encode())
    except UnicodeEncodeError:
        return False


def _check_refused(refused: list[Unread], name: str) -> None:
    if len(refused) > MOST_REFUSED:
        first = refused[0]
        raise UnreadableInput(
            f"{name}: {len(refused):,} rows cannot be read, the first on line {first.line}: {first.reason}; "
            "is it another format? name it with --format"
        )


def _day_first(rows: Iterable[tuple[int, Fields] | Unread], directory: Directory) -> bool | None:
    """As the file's own dates tell, else as the settings say."""
    told = values.day_first(_days(rows))
    return directory.customs.day_first if told is None else told


def _days(rows: Iterable[tuple[int, Fields] | Unread]) -> Iterator[str]:
    for row in rows:
        said: Mapping[Column, tuple[str, ...]] = {} if isinstance(row, Unread) else row[1]
        for column in DAYS:
            yield from said.get(column, ())


def _names(cells: Iterable[str], most: int = 12) -> str:
    told = [repr(cell.strip()[:40]) for cell in cells]
    return ", ".join(told[:most]) + (" and others" if len(told) > most else "")


def _sha(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
