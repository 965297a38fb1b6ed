"""The seams: where something leaves the process, or where two real implementations exist.

`Services` is all that the straight line needs, put together in one place (agent/wiring.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from agent.duplicates import Candidate, Existing
from agent.models import (
    Arrival,
    Decision,
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
from agent.routing import Rules


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

    def search(self, title: str, body: str, limit: int) -> list[Candidate]:
        """Best first."""
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

    def deliver(self, work: WorkItem) -> Receipt:
        """Delivering the same work item twice makes one object. Raises DeliveryFailed."""
        ...


class IntakeState(StrEnum):
    RECEIVED = "received"
    EXTRACTED = "extracted"
    NOT_WORK = "not_work"
    FAILED = "failed"


class IntakeStatus(Noun):
    """What became of an intake."""

    intake: Intake
    state: IntakeState
    reason: str = ""


class Intakes(Protocol):
    def receive(self, arrival: Arrival) -> tuple[Intake, bool]:
        """Store it with its extraction job, once; the flag says whether it is new."""
        ...

    def get(self, intake_id: str) -> Intake: ...

    def status(self, intake_id: str) -> IntakeStatus: ...

    def find(self, state: IntakeState | None = None) -> list[IntakeStatus]: ...

    def fail(self, intake: Intake, reason: str) -> None:
        """The engine could not read it; the state says so until it is tried again."""
        ...


class Proposals(Protocol):
    def propose(self, intake: Intake, extraction: Extraction, proposals: Sequence[Proposal]) -> bool:
        """One transaction: proposals, event, index jobs. False, and nothing written, where the intake was
        read before.
        """
        ...

    def get(self, proposal_id: str) -> Proposal:
        """The id may be shortened to any prefix that fits one proposal. Raises NotFound, AmbiguousId."""
        ...

    def find(self, states: Sequence[ProposalState] = (), intake_id: str | None = None) -> list[Proposal]: ...

    def record(self, decided: Proposal, decision: Decision, work: WorkItem | None) -> None:
        """One transaction: the proposal where its revision is still the one seen, decision, event, and
        for a confirm the work item and its jobs. Raises StaleRevision; then nothing was written.
        """
        ...

    def history(self, proposal_id: str) -> list[Recorded]:
        """Every decision about it, oldest first."""
        ...


class Registry(Protocol):
    def get(self, work_id: str) -> WorkItem: ...

    def find(self, status: WorkStatus | None = None, owner: str | None = None) -> list[WorkItem]: ...

    def existing(self, ids: Sequence[str]) -> list[Existing]:
        """Work items and pending proposals by id, those that still count as existing work."""
        ...

    def entries(self, ids: Sequence[str] | None = None) -> list[Entry]:
        """What belongs into the duplicate index, of these ids or of all."""
        ...

    def set_status(self, work_id: str, status: WorkStatus, by: str) -> WorkItem: ...

    def delivered(self, work_id: str, receipt: Receipt) -> None: ...


class JobKind(StrEnum):
    """Index before extract, so that the second of two equal texts finds the first."""

    INDEX = "index"
    DELIVER = "deliver"
    EXTRACT = "extract"


class Job(Noun):
    id: int
    kind: JobKind
    subject: str
    """The id of what it is about."""
    attempts: int


class Jobs(Protocol):
    """The database is the queue: jobs commit together with the rows that they are about."""

    def claim(self, worker: str, lease: timedelta) -> Job | None: ...

    def done(self, job: Job, worker: str) -> bool:
        """False where the lease was lost to another worker."""
        ...

    def retry(self, job: Job, worker: str, reason: str, delay: timedelta) -> bool: ...

    def bury(self, job: Job, worker: str, reason: str) -> bool:
        """It will not be tried again until somebody asks."""
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
    jobs: Jobs
    rules: Rules
    directory: Directory
    new_id: Callable[[str], str]
    """A new id that starts with the given letter."""
    now: Callable[[], datetime]
