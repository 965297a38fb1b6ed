"""No test reaches the network or the environment of whoever runs it."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from pathlib import Path

import pytest

from tests.chroma_servers import chroma_server
from tests.databases import KINDS, empty_database

MEMORY = Path("/dev/shm")  # noqa: S108 a disk in memory, where each run has a folder of its own
MEMORY_BYTES = 4_000_000_000
"""Free for the files of a run; where there is less, they go to the disk."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Stores wait for the disk at each commit; what a killed process wrote is as safe in memory."""
    if config.option.basetemp or hasattr(config, "workerinput") or not os.access(MEMORY, os.W_OK):
        return
    if shutil.disk_usage(MEMORY).free >= MEMORY_BYTES:
        folder = tempfile.mkdtemp(dir=MEMORY, prefix="clarify-tests-")
        config.option.basetemp = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    connect = socket.socket.connect

    def guarded(self, address):
        host = address[0] if isinstance(address, tuple) else None
        if host is not None and host not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {host}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch, tmp_path):
    """Neither variables nor a clarify.yaml of the machine count."""
    for name in list(os.environ):
        if name.startswith(("CLARIFY_", "OPENAI_")) and not name.startswith("CLARIFY_TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CLARIFY_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture(scope="session")
def chroma(tmp_path_factory):
    """The address of a Chroma server, one for the whole run."""
    with chroma_server(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture(scope="session")
def shared() -> Path:
    """Public data beside the project; where it is absent, its tests are skipped."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the public data is not beside the project")
    return folder


@pytest.fixture(params=KINDS)
def database_url(request, tmp_path):
    """An empty database of each kind."""
    with empty_database(request.param, tmp_path) as url:
        yield url
