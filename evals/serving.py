"""A real server in a process of its own, for measurements."""

from __future__ import annotations

import http.client
import multiprocessing
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.settings import Engine, Settings
from agent.stores.people import User
from agent.stores.tokens import Scope
from agent.wiring import open_store

PATIENCE_SECONDS = 60


def bench_settings(home: Path, database: str = "") -> Settings:
    """The defaults with the embedded engine, in a workspace of their own."""
    return Settings.model_construct(home=home, database=database, workspace="bench", engine=Engine.LOCAL)


def intake_token(settings: Settings) -> str:
    with open_store(settings) as store:
        if not store.people.users():
            store.people.add(User(name="Bench"))
        return store.tokens.issue("Bench", [Scope.INTAKE])


@contextmanager
def server_process(settings: Settings, *, work_inside: bool) -> Iterator[int]:
    """Its port; it is ready when this begins."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(settings, port, work_inside))
    process.start()
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.join(PATIENCE_SECONDS)


def _serve(settings: Settings, port: int, work_inside: bool) -> None:
    import uvicorn

    from agent import logs
    from api.app import create_app

    logs.configure("json", "error")
    uvicorn.run(create_app(settings, work_inside=work_inside), port=port, log_config=None, access_log=False)


def _wait(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/health/live")
            connection.getresponse().read()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
