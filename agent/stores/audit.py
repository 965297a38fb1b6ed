"""Does the store still say what people decided? Checks the chain of events and what hangs on it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa

from agent.errors import AuditBroken
from agent.models import DecisionKind, Noun, Payload, WorkItem
from agent.stores.schema import decisions, work_items
from agent.stores.workspace import GENESIS, Event, Workspace


class Head(Noun):
    """The end of a chain; kept elsewhere, it shows a tail that was cut off."""

    seq: int
    mac: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.mac}"


@dataclass(frozen=True, slots=True)
class Audit:
    workspace: Workspace

    def verify(self, known: Head | None = None) -> Head:
        """The head of a chain that holds. Raises AuditBroken, which names the first fault.

        `known` is a head that was kept elsewhere: the chain must still contain it.
        """
        with self.workspace.database.read() as connection:
            events = list(self.workspace.events(connection))
            head = Head(seq=len(events), mac=self._walk(events))
            seq, mac = self.workspace.head(connection)
            if (seq, mac) != (head.seq, head.mac):
                raise AuditBroken(
                    f"the chain ends at event {head.seq}, but its head says {seq}: events are missing"
                )
            if known and (known.seq > head.seq or (known.seq and events[known.seq - 1].mac != known.mac)):
                raise AuditBroken(f"event {known.seq} of the head that you gave is gone or was changed")
            self._check_decisions(connection, events)
            self._check_work(connection, events)
        return head

    def _walk(self, events: list[Event]) -> str:
        previous = GENESIS
        for place, event in enumerate(events, start=1):
            if event.seq != place:
                raise AuditBroken(f"event {place} is missing")
            mac = self.workspace.mac(previous, event)
            if not hmac.compare_digest(mac.encode(), event.mac.encode()):
                raise AuditBroken(
                    f"event {place} ({event.kind} {event.subject}) was changed, or the key is another"
                )
            previous = event.mac
        return previous

    def _check_decisions(self, connection: sa.Connection, events: list[Event]) -> None:
        """Every decision has its event, and its payload is the one whose digest was approved."""
        query = sa.select(decisions).where(decisions.c.workspace == self.workspace.name)
        decided = Counter(
            (
                event.subject,
                json.loads(event.body)["seen"],
                event.kind,
                json.loads(event.body)["decided_digest"],
            )
            for event in events
            if "decided_digest" in event.body
        )
        for row in connection.execute(query):
            what = (row.proposal_id, row.revision, f"proposal.{row.kind}", row.digest)
            if decided.pop(what, 0) != 1:
                raise AuditBroken(f"the {row.kind} of {row.proposal_id!r} has no event of its own")
            if hashlib.sha256(row.payload.encode()).hexdigest() != row.digest:
                raise AuditBroken(f"the payload of the {row.kind} of {row.proposal_id!r} was changed")
        if decided:
            raise AuditBroken(f"the decision about {next(iter(decided))[0]!r} is missing")

    def _check_work(self, connection: sa.Connection, events: list[Event]) -> None:
        """Every work item is what exactly one confirm approved."""
        confirmed = {
            json.loads(event.body)["work"]: event for event in events if event.kind == "proposal.confirm"
        }
        query = (
            sa.select(work_items, decisions.c.kind, decisions.c.payload)
            .join(
                decisions,
                (decisions.c.proposal_id == work_items.c.proposal_id)
                & (decisions.c.revision == work_items.c.revision),
            )
            .where(work_items.c.workspace == self.workspace.name)
        )
        for row in connection.execute(query):
            event = confirmed.pop(row.id, None)
            work = WorkItem.model_validate(row.document)
            approved = Payload.model_validate_json(row.payload)
            same = approved.item == work.item and approved.route == work.route
            digests = {row.digest, work.digest, approved.digest}
            if event is None or row.kind != DecisionKind.CONFIRM or not same or len(digests) != 1:
                raise AuditBroken(f"the work item {row.id!r} is not what a person confirmed")
        if confirmed:
            raise AuditBroken(f"the work item {next(iter(confirmed))!r} is missing")
