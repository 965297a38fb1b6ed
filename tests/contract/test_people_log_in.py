"""Sessions, passwords and removed people, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agent.errors import InvalidChange, UnknownPerson
from agent.stores.api_keys import Scope, SqlApiKeys
from agent.stores.passwords import SqlPasswords
from agent.stores.people import User
from agent.stores.sessions import LINK_MINUTES, SqlSessions
from tests.houses import ANA, house

PASSWORD = "a long enough password"


@pytest.fixture
def at(database_url):
    with house(database_url) as opened:
        yield opened


@pytest.fixture
def logins(at):
    return SqlSessions(at.workspace, timedelta(hours=1))


def test_a_session_lasts_as_long_as_it_is_said_and_is_ended_by_its_id(at, logins):
    first, second = logins.begin(ANA), logins.begin(ANA)
    logins.end(first)
    assert (logins.user(first), logins.user(second), logins.user(""), logins.user("\ud800")) == (
        None,
        ANA,
        None,
        None,
    )
    at.clock.at += timedelta(hours=1)
    assert logins.user(second) is None
    at.clock.at += timedelta(days=30)
    assert logins.user(logins.begin(ANA)) == ANA
    at.audit.verify()


def test_a_link_logs_in_once_and_not_for_long(at, logins):
    used, late = logins.link(ANA), logins.link(ANA)
    assert (logins.linked(used), logins.use(used), logins.use(used), logins.linked(used)) == (
        ANA,
        ANA,
        None,
        None,
    )
    at.clock.at += timedelta(minutes=LINK_MINUTES)
    assert (logins.linked(late), logins.use(late)) == (None, None)


def test_a_password_has_a_length_and_is_the_same_however_it_is_typed(at):
    passwords = SqlPasswords(at.workspace)
    for unfit in ("short", "x" * 201):
        with pytest.raises(InvalidChange, match="10 to 200 characters"):
            passwords.set(ANA, unfit)
    passwords.set(ANA, "Caf\u00e9 au lait")
    assert passwords.check(ANA.lower(), "Cafe\u0301 au lait") == ANA
    assert passwords.check(ANA, "cafe au lait") is None
    passwords.set(ANA, None)
    assert passwords.check(ANA, "Caf\u00e9 au lait") is None


def test_whoever_is_removed_gets_in_nowhere_and_keeps_what_they_decided(at, logins):
    work = at.confirm(at.propose("do the report")[0])
    keys, passwords = SqlApiKeys(at.workspace), SqlPasswords(at.workspace)
    passwords.set(ANA, PASSWORD)
    key, session, link = keys.create("one", [Scope.READ], ANA), logins.begin(ANA), logins.link(ANA)
    at.people.remove(ANA)
    assert (keys.check(key.encode()), logins.user(session), logins.use(link)) == (None, None, None)
    assert passwords.check(ANA, PASSWORD) is None and at.people.users() == []
    with pytest.raises(UnknownPerson):
        at.people.user(ANA)
    assert at.services.registry.get(work.id).confirmed_by == ANA
    at.people.add(User(name=ANA.upper()))
    assert at.people.user(ANA).name == ANA and passwords.check(ANA, PASSWORD) is None
    at.audit.verify()
