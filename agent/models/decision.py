"""What a person decided, and the work that came of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from pydantic import AwareDatetime

from agent.models.item import Item, Sourced
from agent.models.noun import Noun
from agent.models.origin import Origin
from agent.models.proposal import Proposal, Route, words_of
from agent.terms import DecisionKind, FieldName, Priority, Topic, WorkStatus


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
    override: str = ""
    """Why a person confirms what is less clear than its destination requires."""
    changes: Changes | None = None
    merge_into: str | None = None
    until: AwareDatetime | None = None
    topic: Topic | None = None
    answer: str | None = None
    """The words as they were given; they are kept as a text of their own."""
    said_by: str = ""
    """Who gave that answer, where it is not the person who decides."""


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
    digest: str = ""
    """Of the work as it was handed over; empty where the destination keeps no copy of its own."""


class WorkItem(Noun):
    """A confirmed proposal in the registry."""

    id: str
    workspace: str = "default"
    proposal_id: str
    """The one whose confirm last set it: another than the first where it was amended."""
    intake_id: str
    """The text that asked for it; evidence without a source of its own stands there."""
    digest: str
    """Of the payload that was confirmed last."""
    status: WorkStatus = WorkStatus.OPEN
    item: Item
    route: Route
    confirmed_by: str
    confirmed_at: AwareDatetime
    override: str = ""
    """Why it was confirmed although it was less clear than its destination requires."""
    done_at: AwareDatetime | None = None
    receipts: tuple[Receipt, ...] = ()
    origin: Origin | None = None
    """Where it stood before, if it was imported."""

    @property
    def owner(self) -> Sourced[str | None]:
        """The item's own, or the one that the rule gives."""
        return self.route.owner_of(self.item)

    @property
    def priority(self) -> Sourced[Priority]:
        """The item's own, or the rule's floor where that is higher."""
        return self.route.priority_of(self.item)

    @classmethod
    def of(cls, decided: Proposal, decision: Decision, work_id: str) -> Self:
        """That a confirm makes; what was imported as done is done."""
        origin = decided.origin
        done = origin is not None and origin.done
        return cls(
            id=work_id,
            workspace=decided.workspace,
            proposal_id=decided.id,
            intake_id=decided.intake_id,
            digest=decision.digest,
            status=WorkStatus.DONE if done else WorkStatus.OPEN,
            item=decided.item,
            route=decided.route,
            confirmed_by=decision.by,
            confirmed_at=decision.at,
            override=decision.override,
            done_at=((origin and origin.done_at) or decision.at) if done else None,
            origin=origin,
        )

    @property
    def words(self) -> str:
        """What it is compared by, besides its goal."""
        return words_of(self.item, self.origin)

    def overdue(self, now: datetime) -> bool:
        """Open, and its due day is over where `now` is."""
        due = self.item.due.value
        return self.status is WorkStatus.OPEN and due is not None and due < now.date()
