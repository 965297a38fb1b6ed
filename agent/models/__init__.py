"""The nouns of Clarify: frozen values, no I/O, no clock.

Intake → Extraction (untrusted) → Proposal → Decision → WorkItem. What an engine says is in
`Finding`: words only. What our own code made of it is in `Item`: every field is a `Sourced`
value that carries its basis and, where it is stated, the verbatim words it came from.
"""

from agent.models.amendment import Amendment, Amends, Cancellation
from agent.models.backlog import Backlog, Import, Imported, Known, Unread, import_digest
from agent.models.decision import Changes, Decision, Receipt, Recorded, WorkItem
from agent.models.delivery import Delivery, delivery_key
from agent.models.extraction import Asked, Criterion, Extraction, Finding, Trace
from agent.models.intake import YEARS, Arrival, Attachment, Intake, Party
from agent.models.item import Evidence, Gap, Item, Question, Sourced
from agent.models.mail import MailFolder, RefusedMail, Unreadable
from agent.models.noun import Noun
from agent.models.origin import Origin
from agent.models.proposal import Match, Payload, Proposal, Route, Similar
from agent.models.sent import Sent
from agent.terms import (
    BacklogFormat,
    Basis,
    Channel,
    DecisionKind,
    DeliveryState,
    FieldName,
    Kind,
    OwnerRole,
    Priority,
    ProposalState,
    Topic,
    Verdict,
    WorkStatus,
)

__all__ = [
    "YEARS",
    "Amendment",
    "Amends",
    "Arrival",
    "Asked",
    "Attachment",
    "Backlog",
    "BacklogFormat",
    "Basis",
    "Cancellation",
    "Changes",
    "Channel",
    "Criterion",
    "Decision",
    "DecisionKind",
    "Delivery",
    "DeliveryState",
    "Evidence",
    "Extraction",
    "FieldName",
    "Finding",
    "Gap",
    "Import",
    "Imported",
    "Intake",
    "Item",
    "Kind",
    "Known",
    "MailFolder",
    "Match",
    "Noun",
    "Origin",
    "OwnerRole",
    "Party",
    "Payload",
    "Priority",
    "Proposal",
    "ProposalState",
    "Question",
    "Receipt",
    "Recorded",
    "RefusedMail",
    "Route",
    "Sent",
    "Similar",
    "Sourced",
    "Topic",
    "Trace",
    "Unread",
    "Unreadable",
    "Verdict",
    "WorkItem",
    "WorkStatus",
    "delivery_key",
    "import_digest",
]
