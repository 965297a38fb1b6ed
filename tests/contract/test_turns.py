"""Writers of SQLite take turns: none is passed over for good, and none waits without an end."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing

import pytest
import sqlalchemy as sa

from agent.errors import StoreBusy
from agent.stores import database, sqlite
from agent.stores.database import Database
from agent.stores.schema import meta


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("turns")
    with closing(Database(f"sqlite:///{folder / 'turns.db'}")) as one:
        one.open()
        yield one


def put(opened, key: str) -> None:
    with opened.write() as connection:
        connection.execute(sa.insert(meta).values(key=key, value=""))


def keys(opened) -> set[str]:
    with opened.read() as connection:
        return set(connection.execute(sa.select(meta.c.key)).scalars())


def test_many_threads_write_in_turn_and_none_is_lost(opened):
    threads = [threading.Thread(target=put, args=(opened, f"t{number}")) for number in range(40)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert keys(opened) >= {f"t{number}" for number in range(40)}


def test_a_writer_comes_soon_after_another_program_lets_go(opened):
    with closing(sqlite3.connect(opened.engine.url.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = threading.Thread(target=put, args=(opened, "mine"))
        waiting.start()
        time.sleep(0.4)
        assert waiting.is_alive() and "mine" not in keys(opened)
        other.execute("COMMIT")
        waiting.join(20)
    assert "mine" in keys(opened)


def test_who_waits_too_long_for_another_program_is_told(opened, monkeypatch):
    monkeypatch.setattr(sqlite, "LOCK_SECONDS", 0.1)
    with closing(sqlite3.connect(opened.engine.url.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="try again"):
            put(opened, "too late")
        other.execute("COMMIT")
    put(opened, "later")


def test_who_waits_too_long_for_another_thread_is_told(opened, monkeypatch):
    monkeypatch.setattr(database, "LOCK_SECONDS", 0.1)
    told = []

    def wait() -> None:
        try:
            put(opened, "never")
        except StoreBusy as busy:
            told.append(str(busy))

    with opened.write():
        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join(20)
    assert len(told) == 1 and "try again" in told[0]


def test_what_fails_leaves_the_turn_to_the_next(opened):
    with pytest.raises(ZeroDivisionError), opened.write():
        raise ZeroDivisionError
    put(opened, "next")
