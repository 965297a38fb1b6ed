"""The worker beside the server: a process of its own, so that reading texts never slows an answer."""

from __future__ import annotations

import subprocess
import sys

PATIENCE_SECONDS = 40
"""A worker that was asked to stop finishes or hands back within `worker.stop_seconds`, 30 by default."""


class Background:
    """Reads the same settings as the server: same folder, same environment."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        command = [sys.executable, "-m", "agent", "worker", "--beside-parent"]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 our own program

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
