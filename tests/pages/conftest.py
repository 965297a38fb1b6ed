from __future__ import annotations

import pytest

from tests.browsing import ANA, Browser, browse


@pytest.fixture
def browser(tmp_path) -> Browser:
    """A browser without scripts, logged in as Ana."""
    with browse(tmp_path / "home") as opened:
        opened.log_in(ANA)
        yield opened


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Browser:
    """The same for a whole file, where each test makes what it decides about."""
    with browse(tmp_path_factory.mktemp("shared") / "home") as opened:
        opened.log_in(ANA)
        yield opened


@pytest.fixture
def stranger(tmp_path) -> Browser:
    """The same, not logged in."""
    with browse(tmp_path / "home") as opened:
        yield opened
