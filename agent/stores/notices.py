"""Notices stand on the chain of events: an event that somebody listens to brings its jobs along.

The job's subject is the receiver's name and the number of the event, so a notice has no row of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from agent.models import Notice
from agent.stores.schema import events
from agent.stores.workspace import Workspace
from agent.terms import WebhookEvent

TOLD = {
    "intake.extracted": WebhookEvent.INTAKE_READY,
    "intake.not_work": WebhookEvent.INTAKE_READY,
    "intake.failed": WebhookEvent.INTAKE_FAILED,
    "proposal.confirm": WebhookEvent.PROPOSAL_CONFIRMED,
    "work.done": WebhookEvent.WORK_DONE,
}
"""Kinds of events → what they are to somebody outside."""

KEPT = ("work", "revision", "digest")
"""What of an event goes along."""


def listeners(webhooks: Mapping[str, Iterable[WebhookEvent]]) -> dict[str, tuple[str, ...]]:
    """Kind of event → the receivers that are told."""
    return {
        kind: tuple(name for name, events in webhooks.items() if event in events)
        for kind, event in TOLD.items()
    }


@dataclass(frozen=True, slots=True)
class SqlNotices:
    workspace: Workspace

    def notice(self, subject: str) -> Notice:
        """Of a job."""
        webhook, _, seq = subject.rpartition("/")
        mine = (events.c.workspace == self.workspace.name) & (events.c.seq == int(seq))
        with self.workspace.database.read() as connection:
            row = connection.execute(sa.select(events).where(mine)).one()
        told = hashlib.sha256(f"{row.mac}/{webhook}".encode()).hexdigest()
        said = json.loads(row.body)
        facts = {name: str(said[name]) for name in KEPT if said.get(name) is not None}
        noun, _, state = row.kind.partition(".")
        if noun == "intake":
            facts["state"] = state
        if row.by:
            facts["by"] = row.by
        return Notice(
            id=f"msg_{told[:32]}", webhook=webhook, event=TOLD[row.kind], at=row.at,
            subject=row.subject, facts=facts,
        )  # fmt: skip
