"""The seams: where something leaves the process, or where two real implementations exist.

`Services` is all that the straight line needs, put together in one place (agent/wiring.py).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
    Item,
    Notice,
    Noun,
    Proposal,
    ProposalState,
    Receipt,
    Recorded,
    WorkItem,
    WorkStatus,
)
from agent.opinions import Opinion
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

    def reread(self, new: Entry, found: Sequence[tuple[Candidate, Entry]]) -> list[Candidate]:
        """The few that were found, with the chance that both whole texts tell; best first."""
        ...

    def put(self, entries: Sequence[Entry]) -> None:
        """Add, or replace those with the same id."""
        ...

    def remove(self, ids: Sequence[str]) -> None: ...

    def rebuild(
        self, entries: Iterable[Entry], progress: Callable[[int], None] | None = None, total: int = 0
    ) -> None:
        """Forget everything and start from `entries`; works also on a broken index. No entry is looked at
        before all other writers are kept out, so what changes meanwhile is put afterwards. `total`: about how
        many there are, for whoever asks how far it is. Raises IndexRebuilding while another does the same.
        """
        ...

    def check(self) -> None:
        """Raise IndexUnavailable: missing, torn, of another embedder; IndexRebuilding: being made again."""
        ...


class SecondLook(Protocol):
    """Somebody who is asked about existing work that may be the same: advice on advice."""

    def look(
        self, item: Item, body: str, intake: Intake, doubtful: Sequence[Existing]
    ) -> Mapping[str, Opinion]:
        """By the id of the existing work. `intake` is the text of the item. Raises ExtractionError."""
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


class Teller(Protocol):
    """Tells programs elsewhere of what happened."""

    def tell(self, subject: str) -> None:
        """What a job is about. Raises WebhookRefused, WebhookUnavailable."""
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


@dataclass(frozen=True, slots=True)
class Services:
    """All seams, and what the rules of this organisation are."""

    extractor: Extractor
    index: Index
    destinations: Mapping[str, Destination]
    intakes: Intakes
    proposals: Proposals
    merges: Merges
    registry: Registry
    deliveries: Deliveries
    jobs: Jobs
    webhooks: Teller
    rules: Rules
    directory: Directory
    new_id: Callable[[str], str]
    """A new id that starts with the given letter."""
    now: Callable[[], datetime]
    thresholds: Thresholds = DEFAULTS
    """From which chance on existing work is called a duplicate."""
    requires: Requirements = field(default_factory=dict)
    """What must be clear before a destination gets it."""
    second_look: SecondLook | None = None
    """Where somebody is asked what the duplicate check is in doubt about."""
