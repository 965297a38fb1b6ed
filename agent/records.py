"""The seams of the store: what lasts, noun by noun. Each is implemented on a database by `agent/stores`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Protocol

from agent.duplicates import Existing
from agent.models import (
    Arrival,
    Decision,
    Delivery,
    Extraction,
    Intake,
    Notice,
    Noun,
    Proposal,
    ProposalState,
    Receipt,
    Recorded,
    WorkItem,
    WorkStatus,
)
from agent.rereads import Settled
from agent.terms import IntakeState, JobKind
from agent.threads import Thread


class Entry(Noun):
    """One thing that can be found again as a possible duplicate."""

    id: str
    title: str
    body: str


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
        self,
        decided: Proposal,
        decision: Decision,
        work: WorkItem | None,
        said: Intake | None = None,
        survivor: Proposal | None = None,
    ) -> None:
        """One transaction: the proposal where its revision is still the one seen, decision, event, for a
        confirm the work item, new or changed, and its jobs, for an answer the text `said` that it is,
        which no engine reads, and for a merge or its undo the proposal that survives, one revision on.
        Raises StaleRevision, also where what is merged into changed; InvalidChange where what is taken back
        stands below something else. Then nothing was written.
        """
        ...

    def uncompared(self) -> list[str]:
        """The ids of those that wait and could not be compared with existing work."""
        ...

    def compare(self, compared: Proposal, seen: int) -> None:
        """One that is compared now, where its revision is still the one `seen`. Raises StaleRevision."""
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


class Merges(Protocol):
    def ends(self, ids: Sequence[str]) -> dict[str, str]:
        """Where each of these proposals went: the work item or the proposal that stands for it now."""
        ...

    def into(self, proposal_id: str) -> list[str]:
        """What stands merged into a proposal, oldest first."""
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

    def entries(self, ids: Sequence[str] | None = None) -> Iterator[Entry]:
        """What belongs into the duplicate index, of these ids or all; read as it is asked for."""
        ...

    def size(self) -> int: ...

    def set_status(self, work_id: str, status: WorkStatus, by: str) -> WorkItem: ...

    def members(self, subject: str) -> list[str]:
        """The ids that an index job is about: those of an import, or the one that was given."""
        ...


class Imports(Protocol):
    def known(self, keys: Collection[str]) -> dict[str, WorkItem]:
        """Of these keys those whose work stands here: imported with that key before, or of that id."""
        ...


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


class Notices(Protocol):
    def notice(self, subject: str) -> Notice:
        """What a job of this subject tells."""
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

    def claim(self, worker: str, lease: timedelta, without: Collection[JobKind] = ()) -> Job | None:
        """The next job that is ready, or whose worker let its lease run out; none of the kinds `without`."""
        ...

    def order(self, kind: JobKind, subject: str) -> None:
        """Queue it, where the same does not wait or run already."""
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
