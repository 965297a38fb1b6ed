"""Mail is read in a process of its own: what hostile mail can exhaust or crash is not ours."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import weakref
from datetime import datetime
from pathlib import Path
from typing import Any

from agent import errors
from agent.errors import UnreadableInput
from agent.models import Arrival

MOST_WAITED = 30.0
"""Seconds on the clock for one mail, on a machine that is busy with other things."""
START = "import sys; sys.path.insert(0, sys.argv[1]); from agent.sources.child import serve; serve()"
PACKAGES = str(Path(__file__).resolve().parents[2])


class Confined:
    """Reads one mail at a time, in a process that starts with the first and stays for the others.

    A process that ends is replaced, and the mail tried once more in the new one: it may have been full, or
    killed for reasons of its own. A mail that took all its time is not tried again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: _Process | None = None

    def arrival(self, raw: bytes, source: str, *, most: int, received_at: datetime | None = None) -> Arrival:
        """Like `agent.sources.mail.mail_arrival`; UnreadableInput also where reading had to be ended."""
        ask = {
            "source": source,
            "most": most,
            "received_at": received_at.isoformat() if received_at else None,
            "size": len(raw),
        }
        with self._lock:
            answer = self._answer(ask, raw)
        if "error" in answer:
            raise getattr(errors, answer["error"])(answer["message"])
        return Arrival.model_validate({**answer["arrival"], "raw": raw})

    def _answer(self, ask: dict[str, Any], raw: bytes) -> dict[str, Any]:
        used = self._process is not None
        try:
            return self._started().answer(ask, raw)
        except (EOFError, TimeoutError) as exc:
            self._process = None
            if used and isinstance(exc, EOFError):
                return self._answer(ask, raw)
            raise UnreadableInput(f"{ask['source']}: unreadable: {exc}") from exc

    def _started(self) -> _Process:
        if self._process is None:
            self._process = _Process()
        return self._process


class _Process:
    def __init__(self) -> None:
        """Raises EOFError where it does not start."""
        self._popen = subprocess.Popen(  # noqa: S603 our own interpreter and our own code
            [sys.executable, "-P", "-c", START, PACKAGES], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.end = weakref.finalize(self, _end, self._popen)
        self._line()

    def answer(self, ask: dict[str, Any], raw: bytes) -> dict[str, Any]:
        """Raises TimeoutError or EOFError with the reason where the process ended over it."""
        watch = threading.Timer(MOST_WAITED, self._popen.kill)
        watch.daemon = True
        watch.start()
        try:
            self._ask(json.dumps(ask).encode() + b"\n" + raw)
            return self._line()
        finally:
            watch.cancel()

    def _ask(self, message: bytes) -> None:
        if self._popen.stdin is not None:
            try:
                self._popen.stdin.write(message)
                self._popen.stdin.flush()
            except BrokenPipeError:
                return  # the line that does not come says why

    def _line(self) -> dict[str, Any]:
        line = self._popen.stdout.readline() if self._popen.stdout is not None else b""
        if not line.endswith(b"\n"):
            self.end()
            raise _reason(self._popen.wait())
        answer: dict[str, Any] = json.loads(line)
        return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    """It ends by itself when its input does."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # what it was not told it need not hear
    process.wait()


def _reason(code: int) -> EOFError | TimeoutError:
    from agent.sources.child import MOST_BYTES, MOST_SECONDS, OUT_OF_MEMORY

    if code == -signal.SIGXCPU:
        return TimeoutError(f"reading it takes more than {MOST_SECONDS} seconds of computing")
    if code == OUT_OF_MEMORY:
        return EOFError(f"reading it takes more than {MOST_BYTES // 1_000_000} MB of memory")
    if code == -signal.SIGKILL:
        return EOFError(f"reading it took more than {MOST_WAITED:.0f} seconds, or the system ended it")
    return EOFError(f"the process that reads mail ended with code {code}")
