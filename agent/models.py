"""The nouns of Clarify: frozen values, no I/O, no clock.

Intake → Extraction (untrusted) → Proposal → Decision → WorkItem. What an engine says is in
`Finding`: words only. What our own code made of it is in `Item`: every field is a `Sourced`
value that carries its basis and, where it is stated, the verbatim words it came from.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, Self, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

T = TypeVar("T")


class Noun(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Channel(StrEnum):
    EMAIL = "email"
    NOTE = "note"
    MEETING = "meeting"
    CHAT = "chat"
    FORM = "form"


class Kind(StrEnum):
    REQUEST = "request"
    COMMITMENT = "commitment"
    PROBLEM = "problem"
    QUESTION = "question"
    RECURRING = "recurring"


class Priority(StrEnum):
    """Most pressing first; `list(Priority).index` compares two."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Basis(StrEnum):
    """Where a value comes from."""

    STATED = "stated"
    INFERRED = "inferred"
    RULE = "rule"
    PERSON = "person"
    MISSING = "missing"


class FieldName(StrEnum):
    """The fields of an item that evidence can support."""

    GOAL = "goal"
    OWNER = "owner"
    DUE = "due"
    RECURRENCE = "recurrence"
    PRIORITY = "priority"
    DONE_CRITERIA = "done_criteria"


class Topic(StrEnum):
    """What a gap or a question is about; gaps may be about any, questions about the first five."""

    OWNER = "owner"
    DUE = "due"
    DONE_CRITERIA = "done_criteria"
    SCOPE = "scope"
    APPROVAL = "approval"
    GOAL = "goal"
    PRIORITY = "priority"
    RECURRENCE = "recurrence"


class OwnerRole(StrEnum):
    """How a text says who is to do the work."""

    NAMED = "named"
    SENDER = "sender"
    RECIPIENT = "recipient"
    NOBODY = "nobody"


class Verdict(StrEnum):
    """What a match is to a proposal; advice to a person."""

    DUPLICATE = "duplicate"
    AMENDMENT = "amendment"
    OCCURRENCE = "occurrence"
    RELATED = "related"


class ProposalState(StrEnum):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    MERGED = "merged"
    SNOOZED = "snoozed"


class WorkStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class DecisionKind(StrEnum):
    CONFIRM = "confirm"
    EDIT = "edit"
    REJECT = "reject"
    MERGE = "merge"
    SNOOZE = "snooze"
    ANSWER = "answer"
    UNDO = "undo"


class Party(Noun):
    """Somebody on the envelope of a text."""

    name: str = ""
    email: str = ""

    def __str__(self) -> str:
        return self.name or self.email


class Arrival(Noun):
    """A text as a source read it, before it is stored."""

    source_id: str | None = None
    """The id its source gave it: a Message-ID, the id of a row."""
    channel: Channel
    sender: Party | None = None
    recipients: tuple[Party, ...] = ()
    people: tuple[str, ...] = ()
    """Names of people and teams that came along with the text."""
    received_at: AwareDatetime
    text: str
    """The canonical text: what is shown, what engines read, what offsets count in."""
    notes: tuple[str, ...] = ()
    """What a reviewer should know of the original: hidden parts, attachments that were not read."""
    derived: bool = True
    """The canonical text was made from the bytes; False where it was given as a text of its own."""
    raw: bytes = Field(repr=False)
    """The bytes exactly as they arrived."""


class Intake(Noun):
    """One text exactly as it arrived; never changed."""

    id: str
    workspace: str = "default"
    source_id: str | None = None
    channel: Channel
    sender: Party | None = None
    recipients: tuple[Party, ...] = ()
    people: tuple[str, ...] = ()
    received_at: AwareDatetime
    text: str
    notes: tuple[str, ...] = ()
    sha256: str
    """Of the raw bytes."""
    conflicts_with: str | None = None
    """An earlier intake that has the same source id but another content."""

    @classmethod
    def of(
        cls, arrival: Arrival, intake_id: str, workspace: str = "default", conflicts_with: str | None = None
    ) -> Self:
        """The intake that an arrival becomes."""
        return cls(
            id=intake_id,
            workspace=workspace,
            sha256=hashlib.sha256(arrival.raw).hexdigest(),
            conflicts_with=conflicts_with,
            **{name: getattr(arrival, name) for name in Arrival.model_fields if name in cls.model_fields},
        )


class Asked(Noun):
    """A question as an engine would put it."""

    topic: Topic
    text: str


class Criterion(Noun):
    """One done-criterion as an engine read it."""

    text: str
    quote: str


class Finding(Noun):
    """One work item as an engine read it: words, none of them believed yet."""

    goal: str
    quotes: tuple[str, ...]
    """Verbatim words that ask for or promise the work, the key sentence first."""
    kind: Kind = Kind.REQUEST
    owner_role: OwnerRole = OwnerRole.NOBODY
    owner_text: str | None = None
    """The verbatim words that name the owner: a name, a team, "I", "you"."""
    due_text: str | None = None
    recurrence_text: str | None = None
    priority: Priority | None = None
    priority_text: str | None = None
    done_criteria: tuple[Criterion, ...] = ()
    questions: tuple[Asked, ...] = ()


class Trace(Noun):
    """Who read it, with what, at what cost."""

    engine: str
    model: str = ""
    prompt: str = ""
    prompt_sha256: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    attempts: int = 1
    seconds: float = 0.0
    note: str = ""
    """What a reviewer should know, such as a fall-back to another engine."""


class Extraction(Noun):
    """What an engine read out of an intake: untrusted."""

    findings: tuple[Finding, ...] = ()
    not_work_reason: str | None = None
    """Why there is no work in the text; only where there are no findings."""
    trace: Trace


class Evidence(Noun):
    """A verbatim span of the intake's text that supports a field: text[start:end] == quote."""

    field: FieldName
    quote: str
    start: int
    end: int


class Sourced(Noun, Generic[T]):
    """A value together with where it comes from; a stated one always has evidence."""

    value: T
    basis: Basis
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _stated_means_evidence(self) -> Self:
        if (self.basis is Basis.STATED) != bool(self.evidence):
            raise ValueError("a value is stated if and only if it has evidence")
        return self


class Item(Noun):
    """Work as our own code understands it: what a person is asked to confirm."""

    goal: Sourced[str]
    kind: Kind
    owner: Sourced[str | None]
    priority: Sourced[Priority]
    due: Sourced[date | None]
    due_phrase: str | None = None
    recurrence: Sourced[str | None]
    """An RFC 5545 RRULE value."""
    done_criteria: tuple[Sourced[str], ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All of it, the goal's key sentence first."""
        singles = (self.goal, self.owner, self.due, self.recurrence, self.priority)
        return tuple(e for sourced in (*singles, *self.done_criteria) for e in sourced.evidence)

    @property
    def words(self) -> str:
        """The verbatim words behind the item, each quote once: what it is compared by, besides its goal."""
        return "\n".join(dict.fromkeys(evidence.quote for evidence in self.evidence))

    @property
    def readiness(self) -> dict[FieldName, Basis]:
        """The basis of each field that makes work clear; counted, never guessed."""
        criteria = {c.basis for c in self.done_criteria}
        weakest = (Basis.INFERRED, Basis.RULE, Basis.STATED, Basis.PERSON)
        return {
            FieldName.GOAL: self.goal.basis,
            FieldName.OWNER: self.owner.basis,
            FieldName.PRIORITY: self.priority.basis,
            FieldName.DUE: self.recurrence.basis if self.recurrence.value else self.due.basis,
            FieldName.DONE_CRITERIA: next((b for b in weakest if b in criteria), Basis.MISSING),
        }


class Gap(Noun):
    """Something a person must settle."""

    topic: Topic
    reason: str
    candidates: tuple[str, ...] = ()


class Question(Noun):
    """How we ask for what is missing."""

    topic: Topic
    text: str
    choices: tuple[str, ...] = ()


class Match(Noun):
    """Existing work that a proposal may duplicate, with reasons that a person can check."""

    id: str
    """Of a work item, or of another pending proposal."""
    goal: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


class Similar(Noun):
    """The answer of the duplicate check; `unavailable` is not the same as no matches."""

    matches: tuple[Match, ...] = ()
    unavailable: str | None = None
    """Why the check could not be made."""


class Route(Noun):
    """Where a rule sends an item; the rule's name goes with it."""

    rule: str
    team: str | None = None
    owner: str | None = None
    labels: tuple[str, ...] = ()
    priority_floor: Priority | None = None
    destination: str = "registry"

    def owner_of(self, item: Item) -> Sourced[str | None]:
        """The item's own owner; the rule's where it has none."""
        if item.owner.value is None and self.owner:
            return Sourced(value=self.owner, basis=Basis.RULE)
        return item.owner

    def priority_of(self, item: Item) -> Sourced[Priority]:
        """The item's own priority, raised to the rule's floor."""
        order = list(Priority)
        floor = self.priority_floor
        if floor and order.index(floor) < order.index(item.priority.value):
            return Sourced(value=floor, basis=Basis.RULE)
        return item.priority


class Payload(Noun):
    """Exactly what a person confirms; its digest binds the decision to it."""

    item: Item
    route: Route
    destination: str
    merge_into: str | None
    intake_sha256: str

    def canonical(self) -> str:
        """Canonical JSON: sorted keys, no spaces, characters as they are."""
        return json.dumps(
            self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )

    @property
    def digest(self) -> str:
        """sha256 of the canonical JSON in UTF-8, 64 hexadecimal digits."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


class Proposal(Noun):
    """An item waiting for a person, with all they need to decide."""

    id: str
    workspace: str = "default"
    intake_id: str
    intake_sha256: str
    revision: int = 1
    state: ProposalState = ProposalState.PENDING
    item: Item
    gaps: tuple[Gap, ...] = ()
    questions: tuple[Question, ...] = ()
    similar: Similar
    route: Route
    merge_into: str | None = None
    snoozed_until: AwareDatetime | None = None
    trace: Trace

    @property
    def payload(self) -> Payload:
        return Payload(
            item=self.item,
            route=self.route,
            destination=self.route.destination,
            merge_into=self.merge_into,
            intake_sha256=self.intake_sha256,
        )

    @property
    def digest(self) -> str:
        return self.payload.digest


class Changes(Noun):
    """What a person changes in an item; only the fields that are given."""

    goal: str | None = None
    owner: str | None = None
    due: date | None = None
    recurrence: str | None = None
    priority: Priority | None = None
    done_criteria: tuple[str, ...] | None = None
    clear: frozenset[FieldName] = frozenset()
    """Fields to empty."""

    @property
    def fields(self) -> frozenset[FieldName]:
        """The fields that change."""
        given = {name for name in FieldName if getattr(self, name) is not None}
        return self.clear | given


class Decision(Noun):
    """What a person decided, bound to the revision and the digest that they saw."""

    kind: DecisionKind
    proposal_id: str
    revision: int
    digest: str
    by: str
    at: AwareDatetime
    reason: str = ""
    changes: Changes | None = None
    merge_into: str | None = None
    until: AwareDatetime | None = None
    topic: Topic | None = None
    answer: str | None = None


class Recorded(Noun):
    """A decision as it stands in the ledger."""

    decision: Decision
    before: Proposal
    """What the person had before them."""
    undone: bool = False


class Receipt(Noun):
    """What a destination answered."""

    destination: str
    reference: str
    at: AwareDatetime
    url: str | None = None


class WorkItem(Noun):
    """A confirmed proposal in the registry."""

    id: str
    workspace: str = "default"
    proposal_id: str
    intake_id: str
    digest: str
    status: WorkStatus = WorkStatus.OPEN
    item: Item
    route: Route
    confirmed_by: str
    confirmed_at: AwareDatetime
    done_at: AwareDatetime | None = None
    receipts: tuple[Receipt, ...] = ()

    def overdue(self, now: datetime) -> bool:
        """Open, and its due day is over where `now` is."""
        due = self.item.due.value
        return self.status is WorkStatus.OPEN and due is not None and due < now.date()
