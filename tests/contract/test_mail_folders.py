"""How far a mail folder was read, on either database."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from agent.models import MailFolder
from agent.stores.audit import Audit
from agent.stores.backup import save
from agent.stores.database import Database, alembic_config
from agent.stores.mail_folders import SqlMailFolders
from agent.stores.restore import restore
from tests.databases import KINDS, empty_database
from tests.houses import MONDAY, house

INBOX = MailFolder(account="ana@mail.example:993", name="INBOX", validity=4_294_967_295)
ANEW = INBOX.model_copy(update={"validity": 3})


@pytest.fixture
def home(database_url):
    with house(database_url) as opened:
        yield opened


@pytest.fixture
def folders(home):
    return SqlMailFolders(home.workspace)


def test_a_folder_begins_at_its_beginning_and_goes_on_where_it_was(folders):
    assert folders.begin(INBOX) == 0
    folders.passed(INBOX, 4_294_967_294)
    assert folders.begin(INBOX) == 4_294_967_294
    assert folders.begin(INBOX.model_copy(update={"name": "Other"})) == 0
    assert folders.begin(INBOX.model_copy(update={"account": "bo@mail.example:993"})) == 0


def test_the_position_never_goes_back(folders):
    folders.begin(INBOX)
    folders.passed(INBOX, 9)
    folders.passed(INBOX, 5)
    folders.refuse(INBOX, 7, "too large")
    assert folders.begin(INBOX) == 9


def test_what_is_refused_is_kept_until_it_is_stored(folders):
    folders.begin(INBOX)
    folders.refuse(INBOX, 5, "too large")
    folders.refuse(INBOX, 6, "no\x00mail")
    folders.refuse(INBOX, 5, "still too large")
    assert [(mail.uid, mail.reason) for mail in folders.refused(INBOX)] == [
        (5, "still too large"),
        (6, "'no\\x00mail'"),
    ]
    folders.passed(INBOX, 5)
    assert [mail.uid for mail in folders.refused(INBOX)] == [6]
    assert folders.find() == [(INBOX, 6)]


def test_other_uids_start_anew_and_forget_what_the_old_ones_meant(folders):
    folders.begin(INBOX)
    folders.refuse(INBOX, 5, "too large")
    assert folders.begin(ANEW) == 0
    assert folders.refused(ANEW) == []
    folders.passed(INBOX, 9)
    folders.refuse(INBOX, 8, "of the old ones")
    assert folders.begin(ANEW) == 0
    assert folders.refused(ANEW) == []


def test_a_workspace_does_not_see_the_folders_of_another(folders, home):
    folders.begin(INBOX)
    folders.refuse(INBOX, 5, "too large")
    with house(home.url, workspace="other") as other:
        theirs = SqlMailFolders(other.workspace)
        assert (theirs.find(), theirs.refused(INBOX), theirs.begin(INBOX)) == ([], [], 0)


def test_a_store_of_the_version_before_is_upgraded(home):
    from alembic import command

    with home.workspace.database.write() as connection:
        command.downgrade(alembic_config(connection), "0003")
    with house(home.url) as again:
        assert SqlMailFolders(again.workspace).begin(INBOX) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_backup_carries_it_to_either_database(folders, home, kind, tmp_path):
    folders.begin(INBOX)
    folders.refuse(INBOX, 5, "too large")
    save(home.workspace.database, tmp_path / "b.gz", MONDAY)
    (tmp_path / "target").mkdir()
    with empty_database(kind, tmp_path / "target") as url:
        with closing(Database(url)) as database:
            restore(database, tmp_path / "b.gz", lambda _: Audit(replace(home.workspace, database=database)))
        with house(url) as back:
            assert SqlMailFolders(back.workspace).find() == [(INBOX, 5)]
            assert SqlMailFolders(back.workspace).refused(INBOX) == folders.refused(INBOX)
