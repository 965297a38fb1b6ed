"""Keys of the HTTP API, on every database: what one may do, whose it is, and that it can be taken back."""

from __future__ import annotations

import pytest

from agent.errors import InvalidChange
from agent.stores.access import requests
from agent.stores.api_keys import Scope, SqlApiKeys
from tests.houses import ANA, house


@pytest.fixture
def home(database_url):
    with house(database_url) as opened:
        yield opened


@pytest.fixture
def keys(home):
    return SqlApiKeys(home.workspace)


def test_a_key_is_nobodys_unless_it_may_confirm(keys):
    made = keys.check(keys.create("website", [Scope.INTAKE]).encode())
    assert (made.name, made.user, made.scopes) == ("website", None, (Scope.INTAKE,))
    with pytest.raises(InvalidChange, match="--for"):
        keys.create("bot", [Scope.CONFIRM])
    assert keys.check(keys.create("phone", [Scope.CONFIRM], ANA).encode()).user == ANA


def test_a_name_is_free_again_once_its_key_was_taken_back(keys):
    first = keys.create("website", [Scope.READ])
    with pytest.raises(InvalidChange, match="already"):
        keys.create("website", [Scope.READ])
    keys.revoke("website")
    second = keys.create("website", [Scope.READ])
    assert (keys.check(first.encode()), keys.check(second.encode()).name) == (None, "website")


def test_keys_from_before_they_had_names_still_count(home, keys):
    from alembic import command

    from agent.stores.database import alembic_config
    from agent.stores.requests import SqlRequests
    from tests.contract.test_requests import DAY, Asked

    old, nobodys = keys.create("phone", [Scope.CONFIRM], ANA), keys.create("site", [Scope.INTAKE])
    key_id = old.removeprefix("clf_").split(".")[0]
    asked = Asked(api_key_id=key_id, key_sha256="a" * 64, fingerprint="this", run="one")
    SqlRequests(home.workspace, DAY).begin(asked)
    with home.workspace.database.write() as connection:
        command.downgrade(alembic_config(connection), "0010")
        command.upgrade(alembic_config(connection), "head")
        kept = connection.execute(requests.select()).one()
    assert (keys.check(old.encode()).user, keys.check(nobodys.encode())) == (ANA, None)
    assert (kept.api_key_id, keys.check(old.encode()).name) == (key_id, key_id)
    home.audit.verify()
