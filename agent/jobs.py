"""What each kind of job does. Every one can be run twice: the second time finds its work done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

from agent.advice import compared
from agent.delivery import deliver
from agent.errors import EmbedderUnavailable, IndexRebuilding, IndexUnavailable, StaleRevision
from agent.models import Proposal
from agent.pipeline import clarify, reread
from agent.protocols import Services
from agent.records import Job
from agent.terms import WAITING, IntakeState, JobKind

MANY = 1000
"""Entries that are put into the index at a time."""

UNREAD = (IntakeState.RECEIVED, IntakeState.FAILED)
WHOLE = "index"
"""Of a rebuild: there is one index a workspace."""


def run(job: Job, services: Services) -> None:
    match job.kind:
        case JobKind.EXTRACT:
            _extract(job.subject, services)
        case JobKind.INDEX:
            _index(job.subject, services)
        case JobKind.REBUILD:
            _rebuild(services)
        case JobKind.COMPARE:
            _compare(job.subject, services)
        case JobKind.DELIVER:
            deliver(job.subject, services)
        case JobKind.NOTIFY:
            services.webhooks.tell(job.subject)
        case JobKind.REREAD:
            status = services.intakes.status(job.subject)
            reread(status.intake, services, promoted=status.promoted_by is not None)


def heal(services: Services) -> bool:
    """See to it that a missing or broken index is made again, by a job of its own; where there is nothing to
    put into it, at once. True where it can be used now.
    """
    try:
        services.index.check()
    except IndexRebuilding:
        return False
    except IndexUnavailable:
        if services.registry.size():
            services.jobs.order(JobKind.REBUILD, WHOLE)
            return False
        with suppress(IndexUnavailable):
            services.index.rebuild(())
            return True
        return False
    return True


def rebuild(services: Services, progress: Callable[[int], None] | None = None) -> None:
    """Make the index again from the registry. What was proposed without it is compared anew by jobs."""
    services.index.rebuild(services.registry.entries(), progress, services.registry.size())
    compare_again(services.proposals.uncompared(), services)


def compare_again(proposals: Iterable[str], services: Services) -> None:
    for proposal_id in proposals:
        services.jobs.order(JobKind.COMPARE, proposal_id)


def _rebuild(services: Services) -> None:
    """Not where another process did it in the meantime."""
    try:
        services.index.check()
    except (IndexRebuilding, EmbedderUnavailable):
        raise
    except IndexUnavailable:
        rebuild(services)
    else:
        compare_again(services.proposals.uncompared(), services)


def _extract(intake_id: str, services: Services) -> None:
    """A model is not asked about a text whose reader died after storing what it proposed."""
    status = services.intakes.status(intake_id)
    if status.state in UNREAD:
        made = clarify(status.intake, services, promoted=status.promoted_by is not None)
        _see_to(made, services)


def _see_to(made: Iterable[Proposal], services: Services) -> None:
    """What could not be compared is, as soon as that is possible: perhaps it is by now."""
    away = [proposal.id for proposal in made if proposal.similar.unavailable]
    if away and heal(services):
        compare_again(away, services)


def _compare(proposal_id: str, services: Services) -> None:
    seen = services.proposals.get(proposal_id)
    if seen.state not in WAITING or not seen.similar.unavailable:
        return
    now = compared(seen, services)
    if now.similar.unavailable:
        _see_to([now], services)
        return
    with suppress(StaleRevision):  # somebody decided or changed it in this moment, which compares it as well
        services.proposals.compare(now, seen.revision)


def _index(subject: str, services: Services) -> None:
    """Where there is no index to put it into, a rebuild that begins after this reads it from the registry;
    where only its vector cannot be had, this comes again.
    """
    try:
        _put(subject, services)
    except (IndexRebuilding, EmbedderUnavailable):
        raise
    except IndexUnavailable:
        if heal(services):
            _put(subject, services)


def _put(subject: str, services: Services) -> None:
    """What stands is found from now on, what does not stand any more is not."""
    ids = services.registry.members(subject)
    for start in range(0, len(ids), MANY):
        some = ids[start : start + MANY]
        entries = list(services.registry.entries(some))
        gone = sorted(set(some) - {entry.id for entry in entries})
        if entries:
            services.index.put(entries)
        if gone:
            services.index.remove(gone)
