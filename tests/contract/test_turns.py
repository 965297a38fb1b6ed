"""Writers of SQLite take turns: none is passed over for good, and none waits without an end."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing

import pytest
import sqlalchemy as sa

from agent.errors import StoreBusy, StoreUnusable
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


@pytest.fixture
def synced(monkeypatch) -> list[float]:
    """When the log was brought to the disk; each time takes a while, as with a slow one."""
    times: list[float] = []
    bring = sqlite._sync

    def slowly(log) -> None:
        time.sleep(0.05)
        bring(log)
        times.append(time.monotonic())

    monkeypatch.setattr(sqlite, "_sync", slowly)
    return times


def test_what_was_written_is_on_the_disk_before_the_writer_goes_on(opened, synced):
    for number in range(3):
        put(opened, f"on the disk {number}")
        assert len(synced) == number + 1
    with opened.write(durable=False) as connection:
        connection.execute(sa.insert(meta).values(key="not asked for", value=""))
    keys(opened)
    assert len(synced) == 3


def test_writers_who_wait_for_the_disk_at_once_ask_it_together_and_each_after_its_own_commit(opened, synced):
    late = []

    def write(number) -> None:
        with opened.write() as connection:
            connection.execute(sa.insert(meta).values(key=f"group {number}", value=""))
            committed = time.monotonic()
        late.append(not any(at - 0.05 >= committed for at in synced))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(30)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert late == [False] * 30, "one went on before the disk was asked for it"
    assert 1 <= len(synced) < 30


def test_a_disk_that_fails_is_told_and_the_next_is_asked_anew(opened, monkeypatch):
    def broken(_log) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "_sync", broken)
        with pytest.raises(StoreUnusable, match="brought to the disk"):
            put(opened, "on a broken disk")
    put(opened, "on a good one")
