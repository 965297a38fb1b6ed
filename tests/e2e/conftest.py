from __future__ import annotations

import pytest

from tests.databases import make_store
from tests.terminal import Terminal


@pytest.fixture
def clarify(monkeypatch, capsys, tmp_path) -> Terminal:
    """The command line in an empty folder, with a store that was opened once."""
    monkeypatch.chdir(tmp_path)
    make_store(f"sqlite:///{tmp_path}/home/clarify.db")
    return Terminal(monkeypatch, capsys)
