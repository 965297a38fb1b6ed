"""Empty databases to test on: SQLite always, PostgreSQL where CLARIFY_TEST_POSTGRES_URL names a server."""

from __future__ import annotations

import os
import secrets
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa

from agent.stores.database import Database, store_id

KINDS = ("sqlite", "postgresql")
SERVER = "CLARIFY_TEST_POSTGRES_URL"


@contextmanager
def empty_database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of one that is gone afterwards; skips where there is no server."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'clarify.db'}"
        return
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(f"{SERVER} names no PostgreSQL: `.ci/postgres make test` starts one")
    name = f"clarify_{secrets.token_hex(6)}"
    _run(server, f"CREATE SCHEMA {name}")
    try:
        yield _inside(server, name)
    finally:
        _run(server, f"DROP SCHEMA {name} CASCADE")


def make_store(url: str) -> None:
    """What opening makes of an empty database, without the migrations, which run once a process for it."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() != "sqlite":
        _repeat(url)
    elif not (file := Path(parsed.database)).exists():
        made, known = _file()
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_bytes(made.replace(known, _new_id().encode()))


@cache
def _file() -> tuple[bytes, bytes]:
    """Of a store, and the id in it."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/clarify.db")
        database.open()
        known = store_id(database)
        database.close()
        return Path(folder, "clarify.db").read_bytes(), known.encode()


_STATEMENTS: list[tuple[str, object]] = []
"""That made the first store in PostgreSQL, and make the others."""


def _repeat(url: str) -> None:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        if connection.exec_driver_sql("SELECT to_regclass('clarify_meta')").scalar():
            return
        for statement, parameters in _STATEMENTS:
            connection.exec_driver_sql(statement, parameters)
        if _STATEMENTS:
            connection.exec_driver_sql("UPDATE clarify_meta SET value = %s", (_new_id(),))
            return
    database = Database(url)
    sa.event.listen(database.engine, "before_cursor_execute", _record)
    database.open()
    database.close()


def _record(_connection, _cursor, statement, parameters, _context, _many):
    if statement.lstrip().startswith(("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE")):
        _STATEMENTS.append((statement, parameters))


def _new_id() -> str:
    return uuid.uuid4().hex


def execute(url: str, *statements: str) -> list[tuple]:
    """Run them behind the store's back, all or none; the rows of the last one."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        for statement in statements:
            result = connection.exec_driver_sql(statement)
        return [tuple(row) for row in result] if result.returns_rows else []


def tables(url: str) -> list[str]:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return sorted(sa.inspect(connection).get_table_names())


def _inside(server: str, schema: str) -> str:
    """A URL whose tables live in a schema of their own."""
    url = sa.make_url(server).update_query_dict({"options": f"-csearch_path={schema}"})
    return url.render_as_string(hide_password=False)


def _run(url: str, statement: str) -> None:
    engine = sa.create_engine(url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
