"""Empty databases to test on: SQLite always, PostgreSQL where CLARIFY_TEST_POSTGRES_URL names a server."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

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
