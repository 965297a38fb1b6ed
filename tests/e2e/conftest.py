from __future__ import annotations

from pathlib import Path

import pytest

from tests.databases import make_store
from tests.terminal import Terminal
from tests.warm import shim, warm


@pytest.fixture
def clarify(monkeypatch, capsys, tmp_path) -> Terminal:
    """The command line in an empty folder, with a store that was opened once."""
    monkeypatch.chdir(tmp_path)
    make_store(f"sqlite:///{tmp_path}/home/clarify.db")
    return Terminal(monkeypatch, capsys)


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory) -> Path:
    """The command, in processes of their own that do not wait for imports."""
    folder = tmp_path_factory.mktemp("warm")
    with warm(folder) as socket:
        script = folder / "clarify"
        script.write_text(shim(socket), encoding="utf-8")
        script.chmod(0o700)
        yield script
