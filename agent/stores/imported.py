"""The rows of imported work: what a proposal, its confirm and its work item would be, many at a time. Pure.

An import holds thousands of items that are alike but for a few values. So the nouns are made of one of them,
and of each other only those values are put in their place: a tenth of the time that it takes to make each.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from agent.models import (
    Decision,
    DecisionKind,
    Import,
    Payload,
    Proposal,
    ProposalState,
    Similar,
    Trace,
    WorkItem,
    WorkStatus,
)

NOT_COMPARED = Similar(unavailable="imported work is not compared")

Document = dict[str, Any]
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class ImportedRows:
    """Makes the rows of one import."""

    made: Import
    workspace: str
    new_id: Callable[[str], str]
    proposal: Document
    """As it waits for the decision."""
    decision: Document
    work: Document

    @classmethod
    def of(cls, payload: Payload, made: Import, workspace: str, new_id: Callable[[str], str]) -> ImportedRows:
        """With the payload of any of its items."""
        waiting = Proposal(
            id="",
            workspace=workspace,
            intake_id=made.intake_id,
            intake_sha256=made.sha256,
            item=payload.item,
            similar=NOT_COMPARED,
            route=payload.route,
            trace=Trace(engine="import"),
            origin=payload.origin,
        )
        confirm = Decision(
            kind=DecisionKind.CONFIRM,
            proposal_id="",
            revision=waiting.revision,
            digest=payload.digest,
            by=made.by,
            at=made.at,
            reason=f"imported with {made.id}",
        )
        work = WorkItem.of(waiting, confirm, "")
        documents = (
            waiting.model_dump(mode="json"),
            confirm.model_dump(mode="json"),
            work.model_dump(mode="json", exclude={"receipts"}),
        )
        return cls(made, workspace, new_id, *documents)

    def rows(self, payload: str, digest: str) -> tuple[Row, Row, Row]:
        """A row of `proposals`, of `decisions`, of `work_items`."""
        said = json.loads(payload)
        proposal_id, work_id = self.new_id("P"), self.new_id("W")
        own = {name: said[name] for name in ("item", "route", "origin")}
        before = {**self.proposal, **own, "id": proposal_id}
        after = {**before, "revision": before["revision"] + 1, "state": ProposalState.CONFIRMED.value}
        decision = {**self.decision, "proposal_id": proposal_id, "digest": digest}
        proposal_row: Row = {
            "id": proposal_id,
            "workspace": self.workspace,
            "intake_id": self.made.intake_id,
            "revision": after["revision"],
            "state": after["state"],
            "document": after,
            "updated_at": self.made.at,
        }
        decision_row: Row = {
            "workspace": self.workspace,
            "proposal_id": proposal_id,
            "revision": before["revision"],
            "kind": DecisionKind.CONFIRM,
            "by": self.made.by,
            "digest": digest,
            "payload": payload,
            "document": decision,
            "before": before,
            "work_id": work_id,
            "import_id": self.made.id,
        }
        return proposal_row, decision_row, self._work_row(own, proposal_id, work_id, digest)

    def _work_row(self, own: Document, proposal_id: str, work_id: str, digest: str) -> Row:
        origin, due = own["origin"], own["item"]["due"]["value"]
        status = WorkStatus.DONE if origin["done"] else WorkStatus.OPEN
        document = {
            **self.work,
            **own,
            "id": work_id,
            "proposal_id": proposal_id,
            "digest": digest,
            "status": status.value,
            "done_at": (origin["done_at"] or self.work["confirmed_at"]) if origin["done"] else None,
        }
        return {
            "id": work_id,
            "workspace": self.workspace,
            "proposal_id": proposal_id,
            "revision": self.proposal["revision"],
            "status": status,
            "owner": own["item"]["owner"]["value"],
            "due": date.fromisoformat(due) if due else None,
            "digest": digest,
            "document": document,
            "source_key": origin["key"],
        }


def taken_back(document: Document) -> tuple[Document, int]:
    """A proposal whose import is undone: nobody wants it, and nobody is asked; with its new revision."""
    revision = document["revision"] + 1
    return {**document, "revision": revision, "state": ProposalState.REJECTED.value}, revision
