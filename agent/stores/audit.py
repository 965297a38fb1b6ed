"""Does the store still say what people decided? Checks the chain of events and what hangs on it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError

from agent.errors import AuditBroken
from agent.models import DecisionKind, DeliveryState, Import, Noun, Payload, WorkItem, import_digest
from agent.stores.schema import decisions, deliveries, imports, work_items
from agent.stores.standings import Confirm, Members, standings
from agent.stores.workspace import GENESIS, Event, Workspace

_Row = sa.Row[Any]


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
        members = self._check_imports(connection, events)
        self._check_work(connection, events, members)
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
            if row.import_id is not None:
                continue  # the event of its import tells of it
            what = (row.proposal_id, row.revision, f"proposal.{row.kind}", row.digest, row.work_id)
            if decided.pop(what, 0) != 1:
                raise AuditBroken(f"the {row.kind} of {row.proposal_id!r} has no event of its own")
            _check_payload(row)
        if decided:
            raise AuditBroken(f"the decision about {next(iter(decided))[0]!r} is missing")

    def _check_imports(self, connection: sa.Connection, events: list[Event]) -> Members:
        """Every import has its event, and its items are those whose digest was approved; hands them out."""
        mine = (decisions.c.workspace == self.workspace.name) & decisions.c.import_id.is_not(None)
        confirms: dict[str, list[_Row]] = {}
        for row in connection.execute(sa.select(decisions).where(mine).order_by(decisions.c.seq)):
            _check_payload(row)
            confirms.setdefault(str(row.import_id), []).append(row)
        made = {event.subject: event for event in events if event.kind == "import.made"}
        undone = {event.subject: event.by for event in events if event.kind == "import.undone"}
        query = sa.select(imports).where(imports.c.workspace == self.workspace.name)
        kept = {row.id: row for row in connection.execute(query)}
        if kept.keys() != made.keys() or confirms.keys() - kept.keys():
            [first, *_] = (kept.keys() ^ made.keys()) or (confirms.keys() - kept.keys())
            raise AuditBroken(f"the import {first!r} has no event of its own, or is missing")
        for name, row in kept.items():
            if not _is_import(row, confirms.get(name, []), made[name], undone.get(name)):
                raise AuditBroken(f"the import {name!r} is not what a person approved")
        return {
            name: [((row.proposal_id, row.revision), row.work_id) for row in rows]
            for name, rows in confirms.items()
        }

    def _check_work(self, connection: sa.Connection, events: list[Event], members: Members) -> None:
        """Every work item is what exactly one confirm approved, the one that the events say set it last."""
        mine = (decisions.c.workspace == self.workspace.name) & (decisions.c.kind == DecisionKind.CONFIRM)
        confirms = {
            (row.proposal_id, row.revision): row
            for row in connection.execute(sa.select(decisions).where(mine))
        }
        payloads = {confirm: row.payload for confirm, row in confirms.items()}
        expected = standings(events, payloads, members)
        query = sa.select(work_items).where(work_items.c.workspace == self.workspace.name)
        for row in connection.execute(query):
            confirm = (row.proposal_id, row.revision)
            told = expected.pop(row.id, None)
            if told is None or told[:2] != (row.status, confirm) or not _is_approved(row, confirms, told[2]):
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


def _is_import(row: _Row, confirms: list[_Row], event: Event, undone_by: str | None) -> bool:
    """Do the row, its document, the confirms that it is made of and its event say the same?"""
    try:
        said = Import.model_validate(row.document)
    except ValidationError:
        return False
    approved = import_digest(said.sha256, [str(confirm.digest) for confirm in confirms], said.finished)
    told = json.loads(event.body)
    return (
        {approved, said.digest, row.digest} == {told["approved"]}
        and {said.by, row.by, *(confirm.by for confirm in confirms)} == {event.by}
        and (said.id, said.items, said.intake_id) == (row.id, len(confirms), row.intake_id)
        and all(confirm.kind == DecisionKind.CONFIRM for confirm in confirms)
        and (said.undone_by, row.undone) == (undone_by, undone_by is not None)
    )


def _is_approved(row: _Row, confirms: Mapping[Confirm, _Row], first: Confirm) -> bool:
    """Do the row, its document and the approved payload say the same, and the first one where it is from?"""
    confirm = confirms[row.proposal_id, row.revision]
    try:
        work = WorkItem.model_validate(row.document)
        approved = Payload.model_validate_json(str(confirm.payload))
        origin = Payload.model_validate_json(str(confirms[first].payload)).origin
    except ValidationError:
        return False
    return (
        {row.digest, work.digest} == {approved.digest}
        and (approved.item, approved.route, origin) == (work.item, work.route, work.origin)
        and (row.id, row.status, row.proposal_id) == (work.id, work.status, work.proposal_id)
        and (confirm.work_id, confirm.by) == (work.id, work.confirmed_by)
        and (row.owner, row.due) == (work.owner.value, work.item.due.value)
        and row.source_key == (origin.key if origin else None)
    )


def _check_payload(row: _Row) -> None:
    if hashlib.sha256(row.payload.encode()).hexdigest() != row.digest:
        raise AuditBroken(f"the payload of the {row.kind} of {row.proposal_id!r} was changed")
