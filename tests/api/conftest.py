from __future__ import annotations

import pytest

from tests.served import Client, serve


@pytest.fixture
def client(tmp_path, database_url):
    """The API on each kind of database, in this process, with a token for each scope."""
    with serve(tmp_path / "home", database=database_url) as served:
        yield served


@pytest.fixture(scope="module")
def shared_client(tmp_path_factory) -> Client:
    """The same for a whole file, where tests only ask."""
    with serve(tmp_path_factory.mktemp("shared") / "home") as served:
        yield served
