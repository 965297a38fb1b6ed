"""The seams: where something leaves the process, or where two real implementations exist.

`Services` is all that the straight line needs, put together in one place (agent/wiring.py).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from agent.duplicates import DEFAULTS, Candidate, Existing, Thresholds
from agent.models import (
    Arrival,
    Decision,
    Delivery,
    Extraction,
    Intake,
    Noun,
    Proposal,
    ProposalState,
    Receipt,
    Recorded,
    WorkItem,
    WorkStatus,
)
from agent.people import Directory
from agent.readiness import Requirements
from agent.rereads import Settled
from agent.routing import Rules
from agent.terms import IntakeState, JobKind
from agent.threads import Thread


class Extractor(Protocol):
    """An engine. Raises ExtractionError; an answer without findings means 'no work in it'."""

    def extract(self, intake: Intake) -> Extraction: ...


class Entry(Noun):
    """One thing that can be found again as a possible duplicate."""

    id: str
    title: str
    body: str


class Index(Protocol):
    """Advice only, and disposable: rebuilt from the registry. Every method may raise IndexUnavailable."""

    def search(self, title: str, body: str, limit: int, without: Collection[str] = ()) -> list[Candidate]:
        """Best first; `without` are ids that are the text itself, and so compete with nothing."""
        ...

    def put(self, entries: Sequence[Entry]) -> None:
        """Add, or replace those with the same id."""
        ...

    def remove(self, ids: Sequence[str]) -> None: ...

    def rebuild(self, entries: Sequence[Entry], progress: Callable[[int], None] | None = None) -> None:
        """Forget everything and start from `entries`; works also on a broken index."""
        ...

    def check(self) -> None:
        """Raise IndexUnavailable where the index is missing, torn, or of another embedder."""
        ...


class Destination(Protocol):
    """Where confirmed work is committed to."""

    def deliver(self, work: WorkItem, key: str) -> Receipt:
        """Hand it over; `key` is the same at every attempt, for destinations that take one.

        Raises DeliveryFailed where it was surely not taken, DeliveryUnavailable where another try may
        help. After anything else, DeliveryUnknown too, nobody tries again before it is known what is there.
        """
        ...


@runtime_checkable
class Traceable(Destination, Protocol):
    """A destination that can tell what it holds, also after a process died between asking and hearing."""

    def find(self, work: WorkItem, key: str) -> Receipt | None:
        """What an earlier attempt with this key made there, None where it surely made nothing.

        Raises DeliveryFailed where that cannot be found out now.
        """
        ...


class IntakeStatus(Noun):
    """What became of an intake."""

    intake: Intake
    state: IntakeState
    reason: str = ""
    promoted_by: str | None = None
    """Who says that there is work in it, where none was found."""
    dismissed_by: str | None = None
    """Who looked, and found none either."""
    fallback: bool = False
    """Read by the embedded engine because the model was away."""


class Intakes(Protocol):
    def receive(self, arrival: Arrival) -> tuple[Intake, bool]:
        """Store it with its extraction job, once; the flag says whether it is new."""
        ...

    def get(self, intake_id: str) -> Intake: ...

    def status(self, intake_id: str) -> IntakeStatus: ...

    def find(self, state: IntakeState | None = None) -> list[IntakeStatus]: ...


class Proposals(Protocol):
    def propose(
        self,
        intake: Intake,
        extraction: Extraction,
        proposals: Sequence[Proposal],
        amended: Sequence[Proposal] = (),
    ) -> bool:
        """One transaction: new proposals, those of the thread that it changed, events, index jobs. False, and
        nothing written, where the intake was read before. Raises StaleRevision where one of those that it
        changes, or confirmed work that one amends, was changed since; then nothing was written either.
        """
        ...

    def refresh(self, refreshed: Proposal) -> None:
        """A proposal held anew against the work that it amends, one revision on. Raises StaleRevision."""
        ...

    def thread(self, intake: Intake) -> Thread: ...

    def get(self, proposal_id: str) -> Proposal:
        """The id may be shortened to any prefix that fits one proposal. Raises NotFound, AmbiguousId."""
        ...

    def find(self, states: Sequence[ProposalState] = (), intake_id: str | None = None) -> list[Proposal]: ...

    def record(
        self, decided: Proposal, decision: Decision, work: WorkItem | None, said: Intake | None = None
    ) -> None:
        """One transaction: the proposal where its revision is still the one seen, decision, event, for a
        confirm the work item, new or changed, and its jobs, and for an answer the text `said` that it is,
        which no engine reads. Raises StaleRevision; then nothing was written.
        """
        ...

    def hear(self, heard: Proposal, said: Intake) -> None:
        """One transaction: a proposal, one revision on, with what the text `said` answers, which no engine
        reads. Nobody decided. Raises StaleRevision; then nothing was written.
        """
        ...

    def history(self, proposal_id: str) -> list[Recorded]:
        """Every decision about it, oldest first."""
        ...

    def reread(self, intake: Intake, extraction: Extraction, made: Settled, seen: Sequence[Proposal]) -> None:
        """One transaction. Raises StaleRevision where the intake's proposals are not those that were seen."""
        ...


class Registry(Protocol):
    def get(self, work_id: str) -> WorkItem: ...

    def find(self, status: WorkStatus | None = None, owner: str | None = None) -> list[WorkItem]: ...

    def of_intake(self, intake_id: str) -> list[WorkItem]:
        """All work that was asked for in a text, also what was withdrawn."""
        ...

    def existing(self, ids: Sequence[str]) -> list[Existing]:
        """Work items and pending proposals by id, those that still count as existing work."""
        ...

    def entries(self, ids: Sequence[str] | None = None) -> list[Entry]:
        """What belongs into the duplicate index, of these ids or of all."""
        ...

    def set_status(self, work_id: str, status: WorkStatus, by: str) -> WorkItem: ...


class Deliveries(Protocol):
    """The outbox: its rows commit together with the work items that they are about."""

    def of(self, work_id: str) -> list[Delivery]: ...

    def begin(self, seen: Delivery) -> Delivery | None:
        """Committed before the destination is asked: until its end is told, the outcome is unknown.

        None where the delivery is no longer as it was seen: delivered, withdrawn, or another's attempt.
        """
        ...

    def delivered(self, delivery: Delivery, receipt: Receipt) -> None:
        """A second receipt changes nothing."""
        ...

    def not_taken(self, begun: Delivery, reason: str) -> None:
        """The destination surely holds nothing of this attempt."""
        ...

    def doubt(self, delivery: Delivery, reason: str) -> None:
        """Why its outcome is still unknown."""
        ...

    def withdraw(self, seen: Delivery) -> None:
        """Its confirm was undone, and the destination surely holds nothing of it."""
        ...


class Job(Noun):
    id: int
    kind: JobKind
    subject: str
    """The id of what it is about."""
    attempts: int


class Jobs(Protocol):
    """The database is the queue: jobs commit together with the rows that they are about.

    What a worker says of a job it claimed is False, and changes nothing, where its lease was lost.
    """

    def claim(self, worker: str, lease: timedelta) -> Job | None:
        """The next job that is ready, or whose worker let its lease run out."""
        ...

    def renew(self, job: Job, worker: str, lease: timedelta) -> bool: ...

    def release(self, job: Job, worker: str) -> bool:
        """Hand it back as if it had never been claimed."""
        ...

    def done(self, job: Job, worker: str) -> bool: ...

    def retry(self, job: Job, worker: str, reason: str, delay: timedelta, *, tried: bool = True) -> bool: ...

    def bury(self, job: Job, worker: str, reason: str) -> bool:
        """It will not be tried again until somebody asks; in the same transaction its intake or delivery
        says why.
        """
        ...

    def purge(self, age: timedelta) -> int:
        """Forget jobs that were done so long ago; how many."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """All seams, and what the rules of this organisation are."""

    extractor: Extractor
    index: Index
    destinations: Mapping[str, Destination]
    intakes: Intakes
    proposals: Proposals
    registry: Registry
    deliveries: Deliveries
    jobs: Jobs
    rules: Rules
    directory: Directory
    new_id: Callable[[str], str]
    """A new id that starts with the given letter."""
    now: Callable[[], datetime]
    thresholds: Thresholds = DEFAULTS
    """From which chance on existing work is called a duplicate."""
    requires: Requirements = field(default_factory=dict)
    """What must be clear before a destination gets it."""
