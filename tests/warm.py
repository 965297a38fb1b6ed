"""`clarify` without waiting for its imports: one process has them, and forks for each command.

What runs is the real command in a process, a folder and an environment of its own, with the streams of
whoever called. `python -m tests.warm SOCKET` serves until its standard input ends; `shim()` is the script
that asks it. Commands that go on until a signal ends them are run as they are.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES = 1 << 20
ASK = """
import json, os, socket, sys
asked = socket.socket(socket.AF_UNIX)
asked.connect(sys.argv[1])
words = {"argv": sys.argv[2:], "cwd": os.getcwd(), "env": dict(os.environ)}
socket.send_fds(asked, [json.dumps(words).encode()], [0, 1, 2])
asked.shutdown(socket.SHUT_WR)
sys.exit(int(asked.recv(8) or b"70"))
"""


@contextlib.contextmanager
def warm(folder: Path) -> Iterator[Path]:
    """The socket of a process that has everything imported."""
    path = folder / "warm"
    command = [sys.executable, "-m", "tests.warm", str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as server:
        assert server.stdout.readline() == b"ready\n"
        try:
            yield path
        finally:
            server.stdin.close()


def shim(path: Path | None) -> str:
    """A script that is `clarify`."""
    real = f'exec "{sys.executable}" -m agent "$@"'
    if path is None:
        return f"#!/bin/sh\n{real}\n"
    ask = path.with_name("ask.py")
    ask.write_text(ASK, encoding="utf-8")
    lasting = f'case " $* " in *" serve "*|*" worker "*|*" --watch "*) {real};; esac'
    return f'#!/bin/sh\n{lasting}\nexec "{sys.executable}" -I -S "{ask}" "{path}" "$@"\n'


def load() -> None:
    """Import what commands would import; no thread begins."""
    import alembic.command
    import chromadb.api.rust
    import pydantic_evals.evaluators
    import rich.table
    import rule_engine

    import agent.cli.app
    import agent.extractors.local.engine
    import agent.index.hybrid
    import agent.wiring
    import agent.worker

    del alembic, chromadb, pydantic_evals, rich, rule_engine, agent


def _serve(path: str) -> None:
    load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            ready, _, _ = select.select([listening, sys.stdin], [], [])
            if sys.stdin in ready:
                return
            asked, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _run(asked)
            asked.close()


def _run(asked: socket.socket) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    words, streams, _, _ = socket.recv_fds(asked, MOST_BYTES, 3)
    while more := asked.recv(MOST_BYTES):
        words += more
    told = json.loads(words)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(told["cwd"])
    os.environ.clear()
    os.environ.update(told["env"])
    sys.argv = ["clarify", *told["argv"]]
    asked.sendall(str(_code()).encode())
    os._exit(0)


def _code() -> int:
    from agent.cli import main

    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    else:
        code = 0
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    _serve(sys.argv[1])
