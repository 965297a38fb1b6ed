"""Backups that either database takes back: gzip JSON Lines, streamed, with a digest at the end.

    {"clarify_backup": 1, "revision": …, "store_id": …, "made_at": …, "heads": {workspace: {seq, mac}}}
    {"table": …, "columns": […]}      each table after those that it points to
    […]                               a row; times in UTC, bytes in base64
    {"rows": …, "sha256": …}          of every line before

A backup is one state of the store, whatever is written meanwhile. It does not hold the audit key.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import secrets
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import sqlalchemy as sa
from pydantic import ValidationError

from agent.errors import InputError, UnreadableInput
from agent.models import Noun
from agent.stores.audit import Head
from agent.stores.database import LATEST, Database, store_id
from agent.stores.metadata import metadata
from agent.stores.schema import heads

MANY = 64
"""Rows that are read or written at a time."""

FEW = 4
"""Likewise, where each holds a whole file."""

LONGEST_LINE = 1_000_000_000
"""Of a backup: a longer one is none of ours."""


class Header(Noun):
    clarify_backup: Literal[1] = 1
    revision: str
    """Of the schema."""
    store_id: str
    made_at: datetime
    heads: dict[str, Head]


class Part(Noun):
    table: str
    columns: tuple[str, ...]


class Trailer(Noun):
    rows: int
    sha256: str


class Summary(Noun):
    """What a backup holds."""

    rows: int
    heads: dict[str, Head]


@dataclass(slots=True)
class _Lines:
    """Writes lines and remembers their digest."""

    file: gzip.GzipFile
    rows: int = 0
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def add(self, line: str) -> None:
        data = f"{line}\n".encode()
        self.digest.update(data)
        self.file.write(data)


def save(database: Database, path: Path, made_at: datetime) -> Summary:
    """Write a backup; the file appears when it is whole. Raises InputError where it cannot be written."""
    store = store_id(database)
    with _appearing(path) as file, database.read() as connection:
        ends = {row.workspace: Head(seq=row.seq, mac=row.mac) for row in connection.execute(sa.select(heads))}
        lines = _Lines(file)
        header = Header(revision=LATEST, store_id=store, made_at=made_at, heads=ends)
        lines.add(header.model_dump_json())
        for table in metadata.sorted_tables:
            _save_table(connection, table, lines)
        lines.add(Trailer(rows=lines.rows, sha256=lines.digest.hexdigest()).model_dump_json())
    return Summary(rows=lines.rows, heads=ends)


def _save_table(connection: sa.Connection, table: sa.Table, lines: _Lines) -> None:
    lines.add(Part(table=table.name, columns=tuple(table.columns.keys())).model_dump_json())
    whole_files = any(isinstance(column.type, sa.LargeBinary) for column in table.columns)
    rows = connection.execute(
        sa.select(table).order_by(*table.primary_key.columns),
        execution_options={"yield_per": FEW if whole_files else MANY},
    )
    for row in rows:
        lines.add(json.dumps([_plain(value) for value in row]))
        lines.rows += 1


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


@contextmanager
def _appearing(path: Path) -> Iterator[gzip.GzipFile]:
    """A compressed file that only its owner reads, put in place when it is whole and on the disk."""
    if path.exists():
        raise InputError(f"{str(path)!r} is there already: a backup replaces nothing, name another file")
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as raw:
            with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6) as file:
                yield file
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(path)
    except OSError as exc:
        raise InputError(f"{str(path)!r} cannot be written: {exc.strerror}") from exc
    finally:
        partial.unlink(missing_ok=True)


def content(path: Path) -> Generator[bytes]:
    """Every line but the trailer, which must fit them. Raises UnreadableInput."""
    digest, last = hashlib.sha256(), b""
    for line in _lines(path):
        if last:
            digest.update(last)
            yield last
        last = line
    try:
        trailer = Trailer.model_validate_json(last)
    except ValidationError as exc:
        raise damaged(path, "its end is missing") from exc
    if trailer.sha256 != digest.hexdigest():
        raise damaged(path, "it was changed after it was made")


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path, "rb") as file:
            while line := file.readline(LONGEST_LINE):
                yield line
    except (EOFError, gzip.BadGzipFile, zlib.error) as exc:
        raise damaged(path, "it was cut or changed") from exc
    except OSError as exc:
        raise UnreadableInput(f"{str(path)!r} cannot be read: {exc.strerror}") from exc


def damaged(path: Path, why: str) -> UnreadableInput:
    return UnreadableInput(f"{str(path)!r} is no whole backup: {why}; nothing was restored")
