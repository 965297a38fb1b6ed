"""How SQLite is told to keep what was acknowledged, and how a writer waits for its turn."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from pathlib import Path

import sqlalchemy as sa

from agent.errors import StoreUnusable

LOCK_SECONDS = 30
"""How long a writer waits for its turn on SQLite."""
ASK_MILLISECONDS = 8
"""SQLite asks for a lock ever more rarely, at last every tenth of a second, in which others take it. So it
asks for no longer than this, and then begins anew.
"""


class Disk:
    """Brings what was committed to the disk: one request of it for all who wait, and not while they write.

    SQLite would ask inside each transaction (synchronous=FULL), one by one, with the write lock held. So its
    commits hand their frames of the log to the system only (NORMAL), and whoever wants to rely on one waits
    here: the log is brought to the disk as far as it stands then, with all commits before it.
    """

    def __init__(self) -> None:
        self._log: Path | None = None
        """None where the database has none: then SQLite asks for the disk itself."""
        self._change = threading.Condition()
        self._asked = 0
        self._settled = 0
        self._failed = 0
        """The last who asked, of those who were told; and of those who were told that it failed."""
        self._under_way = False

    def set_up(self, connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, so that a writer takes its lock first
        for pragma in (f"busy_timeout={LOCK_SECONDS * 1000}", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        [mode] = connection.execute("PRAGMA journal_mode=WAL").fetchone()
        [_, _, file] = connection.execute("PRAGMA database_list").fetchone()
        is_logged = mode == "wal" and bool(file)
        connection.execute(f"PRAGMA synchronous={'NORMAL' if is_logged else 'FULL'}")
        self._log = Path(f"{file}-wal") if is_logged else None

    def settle(self) -> None:
        """Returns when all that was committed before is on the disk. Raises StoreUnusable."""
        if self._log is None:
            return
        with self._change:
            self._asked += 1
            mine = self._asked
            while self._under_way and self._settled < mine:
                self._change.wait()
            first = self._settled < mine
            if first:
                self._under_way, covered = True, self._asked
        if first:
            self._bring(self._log, covered)
        if mine <= self._failed:
            raise StoreUnusable(f"{str(self._log)!r} cannot be brought to the disk: is it full, or broken?")

    def _bring(self, log: Path, covered: int) -> None:
        """Whoever asked up to now is covered; who asks meanwhile waits for the next time."""
        try:
            _sync(log)
        except OSError:
            self._failed = covered
        with self._change:
            self._settled, self._under_way = covered, False
            self._change.notify_all()


def _sync(log: Path) -> None:
    """Where there is no log, its last connection brought all of it into the database."""
    try:
        file = os.open(log, os.O_RDWR)
    except FileNotFoundError:
        return
    try:
        os.fsync(file)
    finally:
        os.close(file)


def begin(connection: sa.Connection) -> None:
    if connection.get_execution_options().get("clarify_write", True):
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
