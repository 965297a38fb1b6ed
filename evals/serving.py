"""A real server in a process of its own, for measurements."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from agent.settings import Settings
from agent.stores.api_keys import Scope
from agent.stores.people import User
from agent.terms import Engine
from agent.wiring import open_store

WORKSPACE = "bench"
PATIENCE_SECONDS = 60
UNHINDERED = 1_000_000
"""Requests a minute."""


class Server(NamedTuple):
    port: int
    pid: int


def bench_settings(home: Path, database: str = "") -> Settings:
    """The defaults with the embedded engine, in a workspace of their own."""
    return Settings.model_construct(home=home, database=database, workspace=WORKSPACE, engine=Engine.LOCAL)


def intake_token(settings: Settings) -> str:
    with open_store(settings) as store:
        if not store.people.users():
            store.people.add(User(name="Bench"))
        return store.api_keys.create("bench", [Scope.INTAKE])


@contextmanager
def server_process(settings: Settings, *, work_inside: bool) -> Iterator[Server]:
    """It answers already: `clarify serve` says so when it listens."""
    given = {"HOME": settings.home, "WORKSPACE": WORKSPACE, "ENGINE": "local", "LOG__LEVEL": "error"}
    given["SERVE__REQUESTS_PER_MINUTE"] = str(UNHINDERED)
    command = [
        "env", *(f"CLARIFY_{name}={value}" for name, value in given.items()),
        sys.executable, "-m", "agent", "serve", "--port", "0", *([] if work_inside else ["--no-worker"]),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 our own command
        try:
            said = process.stdout.readline() if process.stdout else ""
            found = re.search(r":(\d+) ", said)
            if found is None:
                raise OSError(f"the server did not start: {said!r}")
            yield Server(int(found[1]), process.pid)
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)
