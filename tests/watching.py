"""A `clarify` command that goes on until it is stopped, and what it prints meanwhile."""

from __future__ import annotations

import json
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 40


class Watching:
    def __init__(self, home: Path, *words: object, **settings: str) -> None:
        environment = {
            "CLARIFY_HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8",
            "CLARIFY_ENGINE": "local", **settings,
        }  # fmt: skip
        self.running = subprocess.Popen(
            [sys.executable, "-m", "agent", *map(str, words)],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.out: queue.Queue[str] = queue.Queue()
        self.err: queue.Queue[str] = queue.Queue()
        self._threads = [
            threading.Thread(target=self._listen, args=(stream, heard), daemon=True)
            for stream, heard in ((self.running.stdout, self.out), (self.running.stderr, self.err))
        ]
        for thread in self._threads:
            thread.start()

    def _listen(self, stream, heard) -> None:
        for line in stream:
            heard.put(line.rstrip("\n"))

    def row(self) -> dict:
        """The next object that it prints."""
        return json.loads(self._next(self.out))

    def told(self, words: str) -> str:
        """The next line on stderr that holds the words."""
        while words not in (line := self._next(self.err)):
            pass
        return line

    def _next(self, heard) -> str:
        try:
            return heard.get(timeout=PATIENCE)
        except queue.Empty:
            said = list(self.err.queue), self.running.poll()
            raise AssertionError(f"it printed nothing: {said}") from None

    def quiet_for(self, seconds: float) -> bool:
        time.sleep(seconds)
        return self.out.empty() and self.err.empty()

    def end(self, number: int = signal.SIGTERM) -> int:
        """Its exit code."""
        self.running.send_signal(number)
        try:
            return self.running.wait(PATIENCE)
        finally:
            self.close()

    def close(self) -> None:
        self.running.kill()
        self.running.wait()
        for thread in self._threads:
            thread.join(5)
        self.running.stdout.close()
        self.running.stderr.close()
