from __future__ import annotations

import pytest

from tests.terminal import Terminal


@pytest.fixture
def clarify(monkeypatch, capsys, tmp_path) -> Terminal:
    """The command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Terminal(monkeypatch, capsys)
