"""What goes wrong with a database is told in our words: what it is, what to do, and never a password."""

from __future__ import annotations

import os
import socket
import threading
from contextlib import ExitStack, closing

import psycopg.errors
import pytest
import sqlalchemy as sa

from agent.errors import InputError, NotFound, StoreBusy, StoreError, StoreFull, StoreUnusable
from agent.stores.database import Database
from agent.stores.failures import ours
from agent.stores.schema import heads, users
from tests.databases import SERVER, empty_database, execute
from tests.houses import MONDAY, house

SECRET = "s3cr3t-pass"


@pytest.fixture
def postgresql(tmp_path):
    with empty_database("postgresql", tmp_path) as url:
        yield url


@pytest.mark.parametrize(
    ("state", "expected", "words"),
    [
        ("40001", StoreBusy, "try again"),
        ("40P01", StoreBusy, "try again"),
        ("55P03", StoreBusy, "try again"),
        ("53300", StoreBusy, "try again"),
        ("57P01", StoreBusy, "try again"),
        ("53100", StoreFull, "no space"),
        ("28P01", StoreUnusable, "password"),
        ("3D000", StoreUnusable, "createdb"),
        ("42501", StoreUnusable, "GRANT"),
        ("25006", StoreUnusable, "read-only"),
        ("42P01", StoreError, "answered"),
    ],
)
def test_each_state_of_postgresql_has_its_error(state, expected, words):
    cause = psycopg.errors.lookup(state)(f"it happened with {SECRET}")
    url = sa.make_url(f"postgresql://clarify:{SECRET}@db.example/work")
    found = ours(sa.exc.OperationalError("SELECT 1", {}, cause), url)
    assert type(found) is expected
    assert words in str(found) and "'work' on db.example" in str(found)
    assert SECRET not in str(found)
    assert found.retryable is (expected is StoreBusy)


def test_a_broken_constraint_stays_what_it_is():
    broken = sa.exc.IntegrityError("INSERT", {}, psycopg.errors.UniqueViolation("twice"))
    assert ours(broken, sa.make_url("postgresql://db.example/work")) is broken


def test_a_server_that_is_not_there_is_named():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"postgresql://clarify:{SECRET}@127.0.0.1:{free.getsockname()[1]}/work"
        with (
            closing(Database(url)) as database,
            pytest.raises(StoreUnusable, match="CLARIFY_DATABASE") as told,
        ):
            database.open()
    assert SECRET not in str(told.value)


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://clarify:{SECRET}@db.example:port/work",
        f"postgresql://clarify:@{SECRET}@db.example/work",
        f"postgresql://clarify:x@{SECRET}/y@db.example/work",
        f"postgresql+nothing://clarify:{SECRET}@db.example/work",
        f"clarify:{SECRET}@db.example",
    ],
)
def test_a_url_that_cannot_be_used_is_not_quoted_with_its_password(url):
    with pytest.raises(StoreUnusable) as told:
        Database(url)
    assert SECRET not in str(told.value)


def test_a_wrong_password_and_a_missing_database_are_told(postgresql):
    server = sa.make_url(os.environ[SERVER])
    for url, words in (
        (server.set(password=SECRET), "password"),
        (server.set(database="nowhere"), "createdb"),
    ):
        with closing(Database(url)) as database, pytest.raises(StoreUnusable, match=words) as told:
            database.open()
        assert SECRET not in str(told.value)


def test_a_pool_that_is_used_up_is_busy(postgresql):
    with closing(Database(postgresql, pool_size=1)) as database, ExitStack() as held:
        database.open()
        database.engine.pool._timeout = 0.1
        for _ in range(3):
            held.enter_context(database.read())
        with pytest.raises(StoreBusy, match="database_pool"):
            held.enter_context(database.read())


def test_a_connection_that_was_lost_between_two_commands_is_replaced(postgresql):
    with house(postgresql) as home:
        with home.workspace.database.engine.connect() as connection:
            number = connection.connection.dbapi_connection.info.backend_pid
        execute(postgresql, f"SELECT pg_terminate_backend({number}, 5000)")
        assert home.services.intakes.find() == []


def test_a_connection_that_is_lost_at_work_is_worth_another_try(postgresql):
    with house(postgresql) as home:
        lost = home.workspace.write()
        connection = lost.__enter__()
        number = connection.connection.dbapi_connection.info.backend_pid
        execute(postgresql, f"SELECT pg_terminate_backend({number}, 5000)")
        with pytest.raises(StoreBusy, match="lost"):
            lost.__exit__(None, None, None)
        assert home.submit("do it")


def test_a_deadlock_is_worth_another_try(postgresql):
    with house(postgresql) as home, house(postgresql, workspace="other"):
        database, both = home.workspace.database, threading.Barrier(2)
        told = []

        def cross(first, second):
            try:
                with database.write() as connection:
                    connection.execute(sa.update(heads).where(heads.c.workspace == first).values(seq=1))
                    both.wait(10)
                    connection.execute(sa.update(heads).where(heads.c.workspace == second).values(seq=1))
            except StoreError as exc:
                told.append(exc)

        one = threading.Thread(target=cross, args=("default", "other"))
        two = threading.Thread(target=cross, args=("other", "default"))
        one.start(), two.start()
        one.join(), two.join()
    assert [type(exc) for exc in told] == [StoreBusy]


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_what_no_database_can_hold_never_reaches_it(database_url, text):
    with house(database_url) as home:
        row = {"workspace": "default", "name": text, "email": "", "added_at": MONDAY}
        with pytest.raises(InputError, match="cannot be stored"), home.workspace.write() as connection:
            connection.execute(sa.insert(users), [row | {"name": "Bo"}, row])
        with pytest.raises(NotFound):
            home.services.proposals.get(f"P-{text}")
        assert [user.name for user in home.people.users()] == ["Ana Novak"]


def test_a_person_and_an_id_are_found_in_any_case(database_url):
    with house(database_url) as home:
        [seen] = home.propose("Ömer: do pay invoice 7")
        work = home.confirm(seen)
        assert home.services.registry.find(owner="ÖMER") == [work]
        assert home.services.proposals.get(seen.id[:9].lower()).id == seen.id


def test_users_are_sorted_alike_everywhere(database_url):
    with house(database_url, users=("b", "A", "ä", "Z")) as home:
        assert [user.name for user in home.people.users()] == ["A", "Z", "b", "ä"]
