"""The fixed words, on their own so that a command can offer them without loading the nouns."""

from __future__ import annotations

from enum import StrEnum


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


class Content(StrEnum):
    """What of a text a model outside may be sent."""

    FULL = "full"
    REDACTED = "redacted"
    """Details that point at a person, an account or a door are replaced before it is sent."""
    LOCAL_ONLY = "local_only"
    """Nothing; the embedded engine reads."""


class EmbedderKind(StrEnum):
    """What compares meanings in the duplicate index."""

    STATIC = "static"
    """Shipped; a text is the sum of its words."""
    MINILM = "minilm"
    """all-MiniLM-L6-v2 on this machine."""
    ENDPOINT = "endpoint"
    """A server that texts are sent to."""


class Priority(StrEnum):
    """Most pressing first; `list(Priority).index` compares two."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


PRESSING = (Priority.URGENT, Priority.HIGH)


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


WAITING = (ProposalState.PENDING, ProposalState.SNOOZED)
"""The states in which a proposal can still be decided."""


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


class Engine(StrEnum):
    """Who reads; `auto` is the model where one is configured, and the embedded engine while it is away."""

    AUTO = "auto"
    LOCAL = "local"
    LLM = "llm"
    REPLAY = "replay"


class DeliveryState(StrEnum):
    PENDING = "pending"
    """It was not taken so far, and a job will try."""
    DELIVERED = "delivered"
    FAILED = "failed"
    """It was not taken, and nobody tries until a person asks."""
    UNKNOWN = "unknown"
    """An attempt began and its end was not seen: the destination may hold the work or not."""
    WITHDRAWN = "withdrawn"
    """The confirm was undone before anything was delivered."""


class BacklogFormat(StrEnum):
    """How existing work is written in a file."""

    CSV = "csv"
    JSONL = "jsonl"
    GITHUB = "github"
    JIRA = "jira"


class JobState(StrEnum):
    READY = "ready"
    """It waits for a worker, or for its time."""
    RUNNING = "running"
    DEAD = "dead"
    """It was given up; `reason` says why."""
    DONE = "done"


class IntakeState(StrEnum):
    RECEIVED = "received"
    EXTRACTED = "extracted"
    NOT_WORK = "not_work"
    FAILED = "failed"
    ANSWER = "answer"
    """It answers a question and holds nothing else: no engine reads it for work."""
    IMPORTED = "imported"
    """A file of work that stood elsewhere: a person decided about all of it at once."""


class JobKind(StrEnum):
    """Index before extract, so that the second of two equal texts finds the first; a broken index first."""

    REBUILD = "rebuild"
    """The duplicate index, from the registry."""
    INDEX = "index"
    DELIVER = "deliver"
    NOTIFY = "notify"
    COMPARE = "compare"
    """A proposal that could not be compared while the index was away."""
    EXTRACT = "extract"
    REREAD = "reread"


class WebhookEvent(StrEnum):
    """What programs elsewhere can be told of."""

    INTAKE_READY = "intake.ready"
    """It was read: what it proposes waits, or there is no work in it."""
    INTAKE_FAILED = "intake.failed"
    PROPOSAL_CONFIRMED = "proposal.confirmed"
    WORK_DONE = "work.done"
