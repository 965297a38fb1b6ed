"""The worker inside the server: one thread that runs the jobs which requests leave behind."""

from __future__ import annotations

from threading import Event, Thread

import structlog

from agent.errors import ClarifyError
from agent.logs import OURS, told
from agent.protocols import Services
from agent.worker import drain

PAUSE_SECONDS = 0.5
"""Between two looks at an empty queue."""


class Background:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._ending = Event()
        self._thread = Thread(target=self._run, name="worker", daemon=True)

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def start(self) -> None:
        self._thread.start()

    def stop(self, patience: float = 10) -> None:
        """A job that takes longer is left to its lease: another worker takes it over."""
        self._ending.set()
        self._thread.join(patience)

    def _run(self) -> None:
        log = structlog.get_logger(OURS)
        while not self._ending.is_set():
            try:
                outcome = drain(self._services)
            except ClarifyError as exc:
                log.error("the worker failed", error=told(exc))  # noqa: TRY400 a traceback may quote a text
            else:
                if outcome.done or outcome.failed or outcome.waiting:
                    done, failed, waiting = outcome.done, len(outcome.failed), len(outcome.waiting)
                    log.info("jobs", done=done, failed=failed, waiting=waiting)
            self._ending.wait(PAUSE_SECONDS)
