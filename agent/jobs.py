"""What each kind of job does. Every one can be run twice: the second time finds its work done."""

from __future__ import annotations

from agent.delivery import deliver
from agent.errors import IndexUnavailable
from agent.pipeline import clarify, reread
from agent.protocols import Job, Services
from agent.terms import IntakeState, JobKind

MANY = 1000
"""Entries that are put into the index at a time."""

UNREAD = (IntakeState.RECEIVED, IntakeState.FAILED)


def run(job: Job, services: Services) -> None:
    match job.kind:
        case JobKind.EXTRACT:
            _extract(job.subject, services)
        case JobKind.INDEX:
            _index(job.subject, services)
        case JobKind.DELIVER:
            deliver(job.subject, services)
        case JobKind.REREAD:
            status = services.intakes.status(job.subject)
            reread(status.intake, services, promoted=status.promoted_by is not None)


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


def _extract(intake_id: str, services: Services) -> None:
    """A model is not asked about a text whose reader died after storing what it proposed."""
    status = services.intakes.status(intake_id)
    if status.state in UNREAD:
        clarify(status.intake, services, promoted=status.promoted_by is not None)


def _index(subject: str, services: Services) -> None:
    try:
        _put(subject, services)
    except IndexUnavailable:
        if not heal(services):
            raise
        _put(subject, services)


def _put(subject: str, services: Services) -> None:
    """What stands is found from now on, what does not stand any more is not."""
    ids = services.registry.members(subject)
    for start in range(0, len(ids), MANY):
        some = ids[start : start + MANY]
        entries = services.registry.entries(some)
        gone = sorted(set(some) - {entry.id for entry in entries})
        if entries:
            services.index.put(entries)
        if gone:
            services.index.remove(gone)
