"""Does the store still say what people decided? Checks the chain of events and what hangs on it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from pydantic import ValidationError

from agent.errors import AuditBroken
from agent.models import DecisionKind, DeliveryState, Noun, Payload, WorkItem, WorkStatus
from agent.stores.merge_audit import check_merges
from agent.stores.schema import decisions, deliveries, work_items
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
            return self.check(connection, known)

    def check(self, connection: sa.Connection, known: Head | None = None) -> Head:
        """`verify()` in the caller's transaction, before it commits."""
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
        check_merges(connection, self.workspace.name, events)
        self._check_deliveries(connection, events)
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
                json.loads(event.body)["work"],
            )
            for event in events
            if "decided_digest" in event.body
        )
        for row in connection.execute(query):
            what = (row.proposal_id, row.revision, f"proposal.{row.kind}", row.digest, row.work_id)
            if decided.pop(what, 0) != 1:
                raise AuditBroken(f"the {row.kind} of {row.proposal_id!r} has no event of its own")
            if hashlib.sha256(row.payload.encode()).hexdigest() != row.digest:
                raise AuditBroken(f"the payload of the {row.kind} of {row.proposal_id!r} was changed")
        if decided:
            raise AuditBroken(f"the decision about {next(iter(decided))[0]!r} is missing")

    def _check_work(self, connection: sa.Connection, events: list[Event]) -> None:
        """Every work item is what exactly one confirm approved, the one that the events say set it last."""
        mine = (decisions.c.workspace == self.workspace.name) & (decisions.c.kind == DecisionKind.CONFIRM)
        confirms = {
            (row.proposal_id, row.revision): row
            for row in connection.execute(sa.select(decisions).where(mine))
        }
        expected = _standings(events, {confirm: row.payload for confirm, row in confirms.items()})
        query = sa.select(work_items).where(work_items.c.workspace == self.workspace.name)
        for row in connection.execute(query):
            confirm = (row.proposal_id, row.revision)
            told = expected.pop(row.id, None)
            if told != (row.status, confirm) or not _is_approved(row, confirms[confirm]):
                raise AuditBroken(f"the work item {row.id!r} is not what a person confirmed")
        if expected:
            raise AuditBroken(f"the work item {next(iter(expected))!r} is missing")

    def _check_deliveries(self, connection: sa.Connection, events: list[Event]) -> None:
        """What is said to have arrived did, and all that arrived is there."""
        told = {
            (event.subject, body["destination"], body["reference"])
            for event in events
            if event.kind == "work.delivered" and (body := json.loads(event.body))
        }
        query = sa.select(deliveries).where(deliveries.c.workspace == self.workspace.name)
        arrived = {
            (row.work_id, row.destination, (row.receipt or {}).get("reference"))
            for row in connection.execute(query.where(deliveries.c.state == DeliveryState.DELIVERED))
        }
        if told != arrived:
            [first, *_] = told ^ arrived
            raise AuditBroken(f"the delivery of {first[0]!r} to {first[1]!r} is not what its event says")


Confirm = tuple[str, int]
"""A proposal, and its revision as it was confirmed."""


def _standings(events: list[Event], payloads: Mapping[Confirm, str]) -> dict[str, tuple[WorkStatus, Confirm]]:
    """The status of each work item and the confirm that set it last, as the events tell it.

    Raises AuditBroken where a confirm changed other work than its payload says.
    """
    status: dict[str, WorkStatus] = {}
    piles: dict[str, list[Confirm]] = {}
    standing: dict[str, str] = {}
    for event in events:
        if event.kind == "proposal.confirm":
            body = json.loads(event.body)
            work, confirm = body["work"], (event.subject, body["seen"])
            pile = piles.setdefault(work, [])
            status[work] = _after(payloads, confirm, work, pile, status.get(work))
            pile.append(confirm)
            standing[event.subject] = work
        elif event.kind == "proposal.undo" and event.subject in standing:
            work = standing.pop(event.subject)
            if piles[work][-1][0] != event.subject:
                raise AuditBroken(f"a confirm of {work!r} was taken back from under another")
            status[work] = WorkStatus.OPEN if piles[work][1:] else WorkStatus.WITHDRAWN
            piles[work][1:] = piles[work][1:-1]
        elif event.kind == "work.done":
            status[event.subject] = WorkStatus.DONE
        elif event.kind == "work.reopened":
            status[event.subject] = WorkStatus.OPEN
    return {work: (status[work], pile[-1]) for work, pile in piles.items()}


def _after(
    payloads: Mapping[Confirm, str],
    confirm: Confirm,
    work: str,
    pile: list[Confirm],
    before: WorkStatus | None,
) -> WorkStatus:
    """The status after a confirm: it makes a work item, or amends the one that it names, as that was."""
    try:
        amends = Payload.model_validate_json(payloads[confirm]).amends
    except (KeyError, ValidationError) as exc:
        raise AuditBroken(f"what was confirmed of {confirm[0]!r} cannot be read") from exc
    if amends is None and not pile:
        return WorkStatus.OPEN
    if amends is None or not pile or before is not WorkStatus.OPEN:
        raise AuditBroken(f"the confirm of {confirm[0]!r} changed work that it could not change")
    below = hashlib.sha256(payloads[pile[-1]].encode()).hexdigest()
    if (amends.work_id, amends.digest) != (work, below):
        raise AuditBroken(f"the confirm of {confirm[0]!r} changed other work than it says")
    return WorkStatus.WITHDRAWN if amends.cancels else WorkStatus.OPEN


def _is_approved(row: sa.Row[tuple[object, ...]], confirm: sa.Row[tuple[object, ...]]) -> bool:
    """Do the row, its document and the approved payload say the same?"""
    try:
        work = WorkItem.model_validate(row.document)
        approved = Payload.model_validate_json(str(confirm.payload))
    except ValidationError:
        return False
    return (
        {row.digest, work.digest} == {approved.digest}
        and (approved.item, approved.route) == (work.item, work.route)
        and (row.id, row.status, row.proposal_id) == (work.id, work.status, work.proposal_id)
        and (confirm.work_id, confirm.by) == (work.id, work.confirmed_by)
        and (row.owner, row.due) == (work.owner.value, work.item.due.value)
    )
