"""How SQLite is told to keep what was acknowledged, and how a writer waits for its turn."""

from __future__ import annotations

import sqlite3
import time

import sqlalchemy as sa

LOCK_SECONDS = 30
"""How long a writer waits for its turn on SQLite."""
ASK_MILLISECONDS = 8
"""SQLite asks for a lock ever more rarely, at last every tenth of a second, in which others take it. So it
asks for no longer than this, and then begins anew.
"""


def set_up(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, so that a writer takes its lock first
    for pragma in (f"busy_timeout={LOCK_SECONDS * 1000}", "journal_mode=WAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    durable = options.get("clarify_durable", True)
    connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
    if options.get("clarify_write", True):
        _begin_write(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _begin_write(connection: sa.Connection) -> None:
    """Ask for the lock often: another process holds it for a few milliseconds at a time."""
    until = time.monotonic() + LOCK_SECONDS
    connection.exec_driver_sql(f"PRAGMA busy_timeout={ASK_MILLISECONDS}")
    try:
        while not _begun(connection, until):
            pass
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={LOCK_SECONDS * 1000}")


def _begun(connection: sa.Connection, until: float) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except sa.exc.OperationalError as exc:
        if "locked" not in str(exc.orig) or time.monotonic() > until:
            raise
        return False
    return True
