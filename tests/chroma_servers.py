"""A Chroma server of our own on loopback, the one that the chromadb package brings."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.index.server import ServerShelf
from agent.indexing import IndexSettings

PATIENCE = 60
"""Seconds until it has to answer."""


@contextmanager
def chroma_server(folder: Path, port: int = 0) -> Iterator[str]:
    """Its address, until the end of the block."""
    port = port or free_port()
    command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(folder)]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            _wait_for(port, running)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def shelf(url: str, **more: object) -> ServerShelf:
    return ServerShelf(IndexSettings(chroma_url=url, **more), "test")


def _wait_for(port: int, running: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and running.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise AssertionError("the Chroma server did not start")
