"""Runs the jobs that commits leave behind: extraction, index, delivery."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from agent.errors import ClarifyError, ExtractionError, IndexUnavailable, ModelUnavailable
from agent.models import WorkStatus
from agent.pipeline import clarify
from agent.protocols import Job, JobKind, Services

LEASE = timedelta(minutes=15)
"""Longer than the slowest extraction with all its tries; after it another worker takes over."""

MOST_ATTEMPTS = 5

FIRST_DELAY = timedelta(seconds=30)
"""Before a job is tried again; doubled each time."""


@dataclass(slots=True)
class Outcome:
    """What a run of the queue came to."""

    done: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    """Subject → reason, of jobs that will not be tried again by themselves."""
    waiting: dict[str, str] = field(default_factory=dict)
    """Subject → reason, of jobs that will."""


def worker_name() -> str:
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"


def drain(services: Services, tick: Callable[[Job], None] | None = None) -> Outcome:
    """Run every job that is ready now; `tick` is told of each one that ended."""
    worker, outcome = worker_name(), Outcome()
    heal(services)
    while job := services.jobs.claim(worker, LEASE):
        try:
            run(job, services)
        except ClarifyError as exc:
            _failed(job, worker, exc, services, outcome)
        else:
            outcome.done += services.jobs.done(job, worker)
        if tick:
            tick(job)
    return outcome


def run(job: Job, services: Services) -> None:
    """Every kind can be run twice: the second time finds its work done."""
    match job.kind:
        case JobKind.EXTRACT:
            clarify(services.intakes.get(job.subject), services)
        case JobKind.INDEX:
            _index(job.subject, services)
        case JobKind.DELIVER:
            _deliver(job.subject, services)


def heal(services: Services) -> bool:
    """Rebuild an index that is missing or broken; False where that cannot be done now."""
    try:
        services.index.check()
    except IndexUnavailable:
        try:
            services.index.rebuild(services.registry.entries())
        except IndexUnavailable:
            return False
    return True


def _index(subject: str, services: Services) -> None:
    entries = services.registry.entries([subject])
    if entries:
        services.index.put(entries)
    else:
        services.index.remove([subject])


def _deliver(work_id: str, services: Services) -> None:
    work = services.registry.get(work_id)
    if work.status is not WorkStatus.WITHDRAWN:
        receipt = services.destinations[work.route.destination].deliver(work)
        services.registry.delivered(work.id, receipt)


def _failed(job: Job, worker: str, exc: ClarifyError, services: Services, outcome: Outcome) -> None:
    """Later, where waiting may help; else the intake says why it could not be read."""
    if exc.retryable and job.attempts < MOST_ATTEMPTS:
        services.jobs.retry(job, worker, str(exc), _delay(job, exc))
        outcome.waiting[job.subject] = str(exc)
        return
    services.jobs.bury(job, worker, str(exc))
    outcome.failed[job.subject] = str(exc)
    if job.kind is JobKind.EXTRACT and isinstance(exc, ExtractionError):
        services.intakes.fail(services.intakes.get(job.subject), str(exc))


def _delay(job: Job, exc: ClarifyError) -> timedelta:
    asked = exc.retry_after if isinstance(exc, ModelUnavailable) else None
    return timedelta(seconds=asked) if asked else FIRST_DELAY * 2 ** (job.attempts - 1)
