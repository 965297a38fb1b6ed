"""What cannot be read is kept until it can be, on either database."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from agent.errors import NotFound
from agent.stores.audit import Audit
from agent.stores.backup import save
from agent.stores.database import Database
from agent.stores.intakes import SqlIntakes
from agent.stores.restore import restore
from agent.stores.unreadables import SqlUnreadables
from tests.databases import KINDS, empty_database
from tests.houses import MONDAY, house

RAW_TEXT = "From: x, broken"
RAW = RAW_TEXT.encode()


@pytest.fixture
def home(database_url):
    with house(database_url) as opened:
        yield opened


@pytest.fixture
def unreadables(home):
    return SqlUnreadables(home.workspace)


def test_bytes_are_kept_once_with_the_newest_reason_and_an_event(home, unreadables):
    first = unreadables.keep(RAW, "a.eml: unreadable: no headers")
    again = unreadables.keep(RAW, "b.eml: unreadable: no \ud800 date")
    other = unreadables.keep(b"other", "c.eml: unreadable")
    assert again.id == first.id
    assert [kept.id for kept in unreadables.find()] == [first.id, other.id]
    assert unreadables.find()[0].reason == again.reason
    assert unreadables.raw(first.id.lower()[:10]) == RAW
    with home.workspace.database.read() as connection:
        told = [event for event in home.workspace.events(connection) if event.kind == "text.unreadable"]
    assert [event.subject for event in told] == [first.id, other.id]
    Audit(home.workspace).verify()
    with pytest.raises(NotFound):
        unreadables.raw("U-nothing")


def test_what_could_be_read_after_all_is_no_longer_in_the_list(home, unreadables):
    kept = unreadables.keep(RAW, "a.eml: unreadable")
    unreadables.keep(b"other", "b.eml: unreadable")
    intake = home.services.intakes.get(home.submit(RAW_TEXT))
    assert kept.sha256 == intake.sha256
    assert [one.reason for one in unreadables.find()] == ["b.eml: unreadable"]
    assert SqlIntakes(home.workspace).raw(intake) == RAW


def test_another_workspace_does_not_see_it(home, unreadables):
    kept = unreadables.keep(RAW, "a.eml: unreadable")
    other = SqlUnreadables(replace(home.workspace, name="other"))
    assert other.find() == []
    with pytest.raises(NotFound):
        other.raw(kept.id)


@pytest.mark.parametrize("kind", KINDS)
def test_a_backup_has_it(home, unreadables, kind, tmp_path):
    kept = unreadables.keep(RAW, "a.eml: unreadable")
    save(home.workspace.database, tmp_path / "backup.gz", MONDAY)
    with empty_database(kind, tmp_path / "target") as url, closing(Database(url)) as database:
        there = replace(home.workspace, database=database)
        restore(database, tmp_path / "backup.gz", lambda _: Audit(there))
        restored = SqlUnreadables(there)
        assert (restored.find(), restored.raw(kept.id)) == ([kept], RAW)
