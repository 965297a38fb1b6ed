"""Requests that came with a key, on every database: made once, told alike, forgotten in time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest

from agent.ids import new_id
from agent.stores.api_keys import Scope, SqlApiKeys
from agent.stores.database import Database
from agent.stores.people import SqlPeople, User
from agent.stores.requests import ABANDONED, Answered, Asked, Earlier, SqlRequests
from agent.stores.workspace import Workspace
from tests.houses import ANA, Clock

DAY = timedelta(days=1)
DONE = Answered(status=201, headers={"etag": '"1-a"'}, body='{"goal": "Zürich ✓"}')


class Room:
    def __init__(self, database: Database, name: str = "default") -> None:
        self.clock = Clock()
        self.workspace = Workspace(database, name, b"key", self.clock, new_id)
        SqlPeople(self.workspace).add(User(name=ANA))
        self.requests = SqlRequests(self.workspace, DAY)

    def token(self) -> str:
        token = SqlApiKeys(self.workspace).create(new_id("N"), [Scope.CONFIRM], ANA)
        return token.removeprefix("clf_").split(".")[0]

    def asked(self, api_key_id: str, run: str = "one", fingerprint: str = "this") -> Asked:
        return Asked(api_key_id=api_key_id, key_sha256="a" * 64, fingerprint=fingerprint, run=run)


@pytest.fixture
def database(database_url):
    with closing(Database(database_url, 20)) as opened:
        opened.open()
        yield opened


@pytest.fixture
def room(database):
    return Room(database)


def test_what_was_answered_is_told_to_whoever_asks_again(room):
    first = room.asked(room.token())
    again = first.model_copy(update={"run": "two"})
    assert room.requests.begin(first) is None
    assert room.requests.begin(again) == Earlier(fingerprint="this", answered=None)
    room.requests.end(first, DONE)
    assert room.requests.begin(again) == Earlier(fingerprint="this", answered=DONE)


def test_of_many_at_once_one_begins(room):
    token = room.token()
    with ThreadPoolExecutor(12) as pool:
        began = list(pool.map(lambda n: room.requests.begin(room.asked(token, run=str(n))), range(12)))
    assert began.count(None) == 1
    assert set(began) == {None, Earlier(fingerprint="this", answered=None)}


def test_tokens_and_workspaces_do_not_meet(database, room):
    mine, other, theirs = room.token(), room.token(), Room(database, "theirs")
    room.requests.begin(room.asked(mine))
    room.requests.end(room.asked(mine), DONE)
    assert room.requests.begin(room.asked(other)) is None
    assert theirs.requests.begin(theirs.asked(theirs.token())) is None


def test_a_key_is_forgotten_when_it_is_old(room):
    token = room.token()
    room.requests.begin(room.asked(token))
    room.requests.end(room.asked(token), DONE)
    room.clock.at += DAY - timedelta(minutes=1)
    assert room.requests.begin(room.asked(token)) == Earlier(fingerprint="this", answered=DONE)
    room.clock.at += timedelta(minutes=2)
    assert room.requests.begin(room.asked(token, fingerprint="another")) is None


def test_a_request_whose_process_died_may_be_made_again_but_no_other_in_its_place(room):
    token = room.token()
    died, heir = room.asked(token), room.asked(token, run="two")
    room.requests.begin(died)
    room.clock.at += ABANDONED
    assert room.requests.begin(room.asked(token, run="three", fingerprint="another")) is not None
    assert room.requests.begin(heir) is None
    room.requests.end(died, DONE.model_copy(update={"status": 409}))
    room.requests.end(heir, DONE)
    assert room.requests.begin(died) == Earlier(fingerprint="this", answered=DONE)


def test_what_was_answered_is_never_taken_for_abandoned(room):
    token = room.token()
    room.requests.begin(room.asked(token))
    room.requests.end(room.asked(token), DONE)
    room.clock.at += 10 * ABANDONED
    assert room.requests.begin(room.asked(token, run="two")) is not None


def test_what_failed_is_forgotten_by_the_one_that_made_it(room):
    token = room.token()
    room.requests.begin(room.asked(token))
    room.requests.forget(room.asked(token, run="two"))
    assert room.requests.begin(room.asked(token, run="two")) is not None
    room.requests.forget(room.asked(token))
    assert room.requests.begin(room.asked(token, run="two")) is None
