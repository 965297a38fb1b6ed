"""Claims jobs, runs them in threads, renews their leases, settles them.

One thread looks after the queue and one runs each job, so that a job which hangs keeps its lease and
stops nobody else. A job that fails waits longer each time, and is dead after `MOST_ATTEMPTS`; so is one
whose workers keep dying on it.
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from structlog.typing import FilteringBoundLogger

from agent import logs
from agent.backoff import pause
from agent.errors import (
    ClarifyError,
    EmbedderAway,
    IndexRebuilding,
    ModelNotAsked,
    ModelUnavailable,
    StoreError,
    WebhookUnavailable,
)
from agent.jobs import compare_again, heal, run
from agent.protocols import Services
from agent.records import Job
from agent.sections import WorkerSettings
from agent.terms import JobKind

MOST_ATTEMPTS = 5

MOST_NOTICES = 100
"""Attempts to tell a program elsewhere: about a day, for they are a quarter of an hour apart by then."""

RENEWALS = 3
"""In the time of one lease, so that one which fails costs nothing."""

TIMED = (ModelUnavailable, ModelNotAsked, WebhookUnavailable, EmbedderAway)
"""Errors that may name the time of the next try."""

PURGE_EVERY = 3600.0
"""Seconds."""

NOT_TRIED = (ModelNotAsked, IndexRebuilding, EmbedderAway)
"""It was no attempt; the job waits for its time."""

QUICKLY_REBUILT = 5000
"""Entries of the duplicate index that a terminal makes again in passing; more are left to a worker."""


@dataclass(slots=True)
class Outcome:
    """What a run of the queue came to."""

    done: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    """Subject → reason, of jobs that will not be tried again by themselves."""
    waiting: dict[str, str] = field(default_factory=dict)
    """Subject → reason, of jobs that will."""
    handed_back: int = 0
    """Jobs that did not end in time; their threads may still run."""


def worker_name() -> str:
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"


def most_attempts(job: Job) -> int:
    return MOST_NOTICES if job.kind is JobKind.NOTIFY else MOST_ATTEMPTS


def drain(services: Services, tick: Callable[[Job], None] | None = None) -> Outcome:
    """Run every job that is ready now; `tick` is told of each one that ended. Raises StoreError."""
    config = WorkerSettings(concurrency=1, stop_seconds=0)
    without = (JobKind.REBUILD,) if services.registry.size() > QUICKLY_REBUILT else ()
    return Worker(services, config, logs.quiet(), tick, without).run_until_idle()


class Worker:
    """Runs jobs until it is stopped: in this thread with `run`, in one of its own with `start`."""

    def __init__(
        self,
        services: Services,
        config: WorkerSettings,
        log: FilteringBoundLogger,
        tick: Callable[[Job], None] | None = None,
        without: Collection[JobKind] = (),
    ) -> None:
        """`without` are kinds of jobs that are left to other workers."""
        self.name = worker_name()
        self.outcome = Outcome()
        self._services = services
        self._jobs = services.jobs
        self._config = config
        self._lease = timedelta(seconds=config.lease_seconds)
        self._log = log
        self._tick = tick
        self._without = without
        self._running: dict[Future[None], Job] = {}
        self._stopping = False
        self._renewed = 0.0
        self._purged: float | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self.run, name="clarify-worker", daemon=True)
        self._thread.start()

    def stop(self) -> Outcome:
        """Claim nothing more; finish within `stop_seconds`, or hand back."""
        self.ask_to_stop()
        if self._thread:
            self._thread.join()
        return self.outcome

    def ask_to_stop(self) -> None:
        """A plain flag: a signal handler may set it wherever the process is just then."""
        self._stopping = True

    def run(self) -> Outcome:
        """Until somebody asks to stop. A store that cannot be used for a while is waited for."""
        self._log.info("worker started", concurrency=self._config.concurrency)
        with self._pool() as pool:
            while not self._stopping:
                with self._told():
                    while self._round(pool) and not self._stopping:
                        pass
                self._rest()
        told = {"done": self.outcome.done, "handed_back": self.outcome.handed_back}
        self._log.info("worker stopped", **told)
        return self.outcome

    def run_until_idle(self) -> Outcome:
        """Until nothing is ready and nothing runs. Raises StoreError."""
        with self._pool() as pool:
            while (self._round(pool) or self._running) and not self._stopping:
                if self._running:
                    self._rest()
        return self.outcome

    @contextmanager
    def _pool(self) -> Iterator[ThreadPoolExecutor]:
        with self._told():
            if heal(self._services):
                compare_again(self._services.proposals.uncompared(), self._services)
        pool = ThreadPoolExecutor(self._config.concurrency, thread_name_prefix="clarify-job")
        try:
            yield pool
        finally:
            self._finish()
            pool.shutdown(wait=False, cancel_futures=True)

    def _round(self, pool: ThreadPoolExecutor) -> bool:
        """False where there is nothing to do but wait."""
        ended = self._settle_ended()
        self._renew()
        self._purge()
        return self._claim(pool) or ended

    def _claim(self, pool: ThreadPoolExecutor) -> bool:
        """As many as there are free threads."""
        claimed = False
        while len(self._running) < self._config.concurrency and not self._stopping:
            job = self._jobs.claim(self.name, self._lease, self._without)
            if job is None:
                break
            claimed = True
            if job.attempts > most_attempts(job):
                self._bury(job, f"its worker died at each of {most_attempts(job)} attempts")
            else:
                self._running[pool.submit(run, job, self._services)] = job
        return claimed

    def _settle_ended(self) -> bool:
        ended = [future for future in self._running if future.done()]
        for future in ended:
            self._settle(self._running.pop(future), future.exception())
        return bool(ended)

    def _settle(self, job: Job, error: BaseException | None) -> None:
        if error is None:
            kept = self._jobs.done(job, self.name)
            self.outcome.done += kept
            self._log.info("job done" if kept else "lease lost", kind=job.kind, subject=job.subject)
        else:
            self._failed(job, error)
        if self._tick:
            self._tick(job)

    def _failed(self, job: Job, error: BaseException) -> None:
        """Later, where waiting may help; else it is dead, and what it is about says why."""
        reason, again = str(error), isinstance(error, StoreError)
        if isinstance(error, ClarifyError):
            again |= error.retryable
        else:
            reason, again = f"unexpected {type(error).__name__}: the worker's log says where", True
            self._log.error("job crashed", kind=job.kind, subject=job.subject, error=logs.told(error))
        last = job.attempts >= most_attempts(job) and not isinstance(error, NOT_TRIED)
        if not again or last:
            self._bury(job, reason)
            return
        self._later(job, reason, error)

    def _later(self, job: Job, reason: str, error: BaseException) -> None:
        """At the time that was named, if one was; where nobody asked the model it was no attempt."""
        asked = error.retry_after if isinstance(error, TIMED) else None
        delay = pause(job.attempts, secrets.SystemRandom().random(), asked)
        tried = not isinstance(error, NOT_TRIED)
        if self._jobs.retry(job, self.name, reason, delay, tried=tried):
            if not isinstance(error, IndexRebuilding):  # which delays nothing that anybody waits for
                self.outcome.waiting[job.subject] = reason
            facts = {"kind": job.kind, "subject": job.subject, "attempt": job.attempts}
            facts["error"] = type(error).__name__
            self._log.warning("job waits", **facts, seconds=round(delay.total_seconds(), 1))

    def _bury(self, job: Job, reason: str) -> None:
        if self._jobs.bury(job, self.name, reason):
            self.outcome.failed[job.subject] = reason
            self._log.warning("job dead", kind=job.kind, subject=job.subject, attempts=job.attempts)

    def _renew(self) -> None:
        """Before a third of the lease is over."""
        if time.monotonic() - self._renewed < self._config.lease_seconds / RENEWALS:
            return
        self._renewed = time.monotonic()
        for job in self._running.values():
            if not self._jobs.renew(job, self.name, self._lease):
                self._log.warning("lease lost", kind=job.kind, subject=job.subject)

    def _purge(self) -> None:
        if self._purged is None or time.monotonic() - self._purged > PURGE_EVERY:
            self._purged = time.monotonic()
            self._jobs.purge(timedelta(days=self._config.keep_done_days))

    def _finish(self) -> None:
        """What ends in time is settled; the rest goes back, so that another worker can go on at once."""
        deadline = time.monotonic() + self._config.stop_seconds
        with self._told():
            self._settle_ended()
            while self._running and time.monotonic() < deadline:
                self._rest()
                self._renew()
                self._settle_ended()
        for job in self._running.values():
            with self._told():
                self.outcome.handed_back += self._jobs.release(job, self.name)

    def _rest(self) -> None:
        """Until a job ends, or for a moment; a lease is never forgotten meanwhile."""
        seconds = min(self._config.poll_seconds, self._config.lease_seconds / RENEWALS)
        if self._running:
            wait(self._running, timeout=seconds, return_when=FIRST_COMPLETED)
        else:
            time.sleep(seconds)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A store that cannot be used now ends no worker."""
        try:
            yield
        except StoreError as exc:
            self._log.warning("store unusable", error=logs.told(exc))
