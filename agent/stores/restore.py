"""A backup put back: into an empty database, in one transaction, after every check."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.engine.interfaces import ReflectedColumn

from agent.errors import AuditBroken, StoreUnusable
from agent.stores.audit import Audit
from agent.stores.backup import MANY, Header, Part, Summary, content, damaged
from agent.stores.database import KNOWN, LATEST, Database, alembic_config
from agent.stores.metadata import metadata

BATCH_BYTES = 4_000_000
"""A batch of rows is written when its lines come to this."""


def restore(database: Database, path: Path, audit: Callable[[str], Audit]) -> Summary:
    """`audit` is asked for the chain of each workspace.

    Raises UnreadableInput where the file is not whole, StoreUnusable where the database is not empty or
    the backup is of a newer program, AuditBroken where the chain does not hold. Then nothing was written.
    """
    header, rows = _look_through(path)
    try:
        with database.write() as connection, closing(content(path)) as lines:
            _make_empty(database, connection, header.revision)
            next(lines)
            _fill(connection, lines)
            database.migrate(connection)
            _check(connection, header, audit)
    except AuditBroken as exc:
        raise AuditBroken(f"nothing was restored: {exc}") from exc
    except (ValueError, LookupError, TypeError, sa.exc.IntegrityError, sa.exc.DataError) as exc:
        raise damaged(path, "its rows do not fit the tables") from exc
    return Summary(rows=rows, heads=header.heads)


def _look_through(path: Path) -> tuple[Header, int]:
    """Read it to the end before anything is written. Raises UnreadableInput, StoreUnusable."""
    header, rows = None, 0
    for line in content(path):
        header = header or _header(path, line)
        rows += line.startswith(b"[")
    if header is None:
        raise damaged(path, "it is empty")
    return header, rows


def _header(path: Path, line: bytes) -> Header:
    try:
        header = Header.model_validate_json(line)
    except ValidationError as exc:
        raise damaged(path, "it does not begin like one") from exc
    if header.revision not in KNOWN:
        raise StoreUnusable(
            f"the backup {str(path)!r} was made by a newer Clarify (schema {header.revision!r}, this program "
            f"knows up to {LATEST!r}): install the newer version"
        )
    return header


def _make_empty(database: Database, connection: sa.Connection, revision: str) -> None:
    """The tables as they were when the backup was made, without a row."""
    from alembic import command

    if database.version(connection):
        _refuse_rows(database, connection)
        command.downgrade(alembic_config(connection), "base")
    database.migrate(connection, revision)
    for table in reversed(_tables(connection).sorted_tables):
        connection.execute(sa.delete(table))


def _refuse_rows(database: Database, connection: sa.Connection) -> None:
    tables = _tables(connection).sorted_tables
    if database.is_postgresql:
        names = ", ".join(connection.dialect.identifier_preparer.format_table(table) for table in tables)
        connection.execute(sa.text(f"LOCK TABLE {names}"))
    for table in tables:
        if table.name != "clarify_meta" and connection.execute(sa.select(table).limit(1)).first():
            raise StoreUnusable(
                "there is something in the database already: a backup is restored into an empty one, "
                "name another with CLARIFY_DATABASE or CLARIFY_HOME"
            )


def _tables(connection: sa.Connection) -> sa.MetaData:
    """As they are now: a backup may be older than this program."""
    found = sa.MetaData()
    sa.event.listen(found, "column_reflect", _keep_null)
    found.reflect(connection, only=lambda name, _: name != "alembic_version")
    return found


def _keep_null(_inspector: object, _table: sa.Table, column: ReflectedColumn) -> None:
    """A document that is missing stays NULL instead of becoming the document `null`."""
    if isinstance(column["type"], sa.JSON):
        column["type"] = sa.JSON(none_as_null=True)


def _fill(connection: sa.Connection, lines: Iterator[bytes]) -> None:
    tables = _tables(connection).tables
    for part, rows in _batches(lines):
        table = tables[part.table]
        columns = [table.columns[name] for name in part.columns]
        values = [
            {column.name: _stored(column, value) for column, value in zip(columns, row, strict=True)}
            for row in rows
        ]
        connection.execute(sa.insert(table), values)
    if connection.dialect.name == "postgresql":
        for table in tables.values():
            _count_on(connection, table)


def _batches(lines: Iterator[bytes]) -> Iterator[tuple[Part, list[list[object]]]]:
    part, rows, size = Part(table="", columns=()), [], 0
    for line in lines:
        if line.startswith(b"["):
            rows.append(json.loads(line))
            size += len(line)
        if rows and (not line.startswith(b"[") or size > BATCH_BYTES or len(rows) == MANY):
            yield part, rows
            rows, size = [], 0
        if not line.startswith(b"["):
            part = Part.model_validate_json(line)
    if rows:
        yield part, rows


def _stored(column: sa.Column[object], value: object) -> object:
    """A value of the file as the column takes it."""
    if value is None or isinstance(column.type, sa.JSON):
        return value
    if isinstance(column.type, sa.LargeBinary):
        return base64.b64decode(str(value), validate=True)
    if isinstance(column.type, sa.DateTime):
        return datetime.fromisoformat(str(value)).astimezone(UTC).replace(tzinfo=None)
    return date.fromisoformat(str(value)) if isinstance(column.type, sa.Date) else value


def _count_on(connection: sa.Connection, table: sa.Table) -> None:
    """New rows get the numbers after those that were restored."""
    for column in table.primary_key.columns:
        if isinstance(column.type, sa.Integer):
            sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
            newest = sa.select(sa.func.max(column)).scalar_subquery()
            connection.execute(sa.select(sa.func.setval(sequence, newest)))


def _check(connection: sa.Connection, header: Header, audit: Callable[[str], Audit]) -> None:
    """Every workspace that has a row has its chain, and it reaches the head of the header."""
    found = {
        name
        for table in metadata.sorted_tables
        if "workspace" in table.columns
        for name in connection.execute(sa.select(table.columns["workspace"]).distinct()).scalars()
    }
    if found != set(header.heads):
        raise AuditBroken("the backup holds other workspaces than it says")
    for name, head in header.heads.items():
        audit(name).check(connection, head)
