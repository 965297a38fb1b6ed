"""What a confirm does to the registry, and what taking it back does, in the transaction of the decision.

A row of the registry points to the confirm that last set it. The confirms of one work item are a pile: only
the one on top can be taken back, and then the work is again what the one below approved.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from agent.errors import InvalidChange, StaleRevision
from agent.models import (
    Amends,
    Decision,
    DecisionKind,
    DeliveryState,
    Payload,
    WorkItem,
    WorkStatus,
    delivery_key,
)
from agent.stores.schema import decisions, deliveries, work_items
from agent.stores.workspace import Workspace
from agent.terms import JobKind


@dataclass(frozen=True, slots=True)
class Commits:
    workspace: Workspace

    def make(self, connection: sa.Connection, work: WorkItem, decision: Decision) -> None:
        self._check_is_new(connection, work)
        connection.execute(
            sa.insert(work_items).values(
                id=work.id, workspace=self.workspace.name, **_columns(work, decision.revision)
            )
        )
        connection.execute(
            sa.insert(deliveries).values(
                work_id=work.id,
                destination=work.route.destination,
                workspace=self.workspace.name,
                key=delivery_key(work.id, work.route.destination),
                state=DeliveryState.PENDING,
                created_at=self.workspace.now(),
                updated_at=self.workspace.now(),
            )
        )
        self.workspace.enqueue(connection, JobKind.INDEX, work.id)
        self.workspace.enqueue(connection, JobKind.DELIVER, work.id)

    def _check_is_new(self, connection: sa.Connection, work: WorkItem) -> None:
        """Imported work that was taken back and then imported again is not confirmed a second time."""
        if work.origin is None:
            return
        same = (work_items.c.workspace == self.workspace.name) & (work_items.c.source_key == work.origin.key)
        standing = sa.select(work_items.c.id).where(same, work_items.c.status != WorkStatus.WITHDRAWN)
        if other := connection.execute(standing.limit(1)).scalar():
            raise InvalidChange(
                f"{work.origin.key!r} was imported again since, as {other!r}: reject this one"
            )

    def change(self, connection: sa.Connection, work: WorkItem, decision: Decision, amends: Amends) -> None:
        """Raises StaleRevision where the work is not what the proposal amends; then nothing was written."""
        self.check(connection, amends)
        self._put(connection, work, decision.revision)
        if work.status is WorkStatus.WITHDRAWN:
            self._call_off(connection, work.id)

    def check(self, connection: sa.Connection, amends: Amends) -> None:
        """Raises StaleRevision where the work is not as the proposal took it to be."""
        row = self._row(connection, amends.work_id)
        if row.digest != amends.digest or row.status != WorkStatus.OPEN:
            raise StaleRevision(
                f"the work item {amends.work_id!r} changed since this was proposed: look at it again"
            )

    def take_back(self, connection: sa.Connection, undone: sa.Row[tuple[object, ...]]) -> None:
        """The confirm `undone`, a row of the decisions. Raises InvalidChange where it is not on top, or the
        work is done.
        """
        row = self._row(connection, str(undone.work_id))
        if (row.proposal_id, row.revision) != (undone.proposal_id, undone.revision):
            raise InvalidChange(
                f"{row.id!r} was changed since by {row.proposal_id!r}: `clarify undo {row.proposal_id}` first"
            )
        if row.status == WorkStatus.DONE:
            raise InvalidChange(f"{row.id!r} is done: `clarify reopen {row.id}` before undoing its confirm")
        now = WorkItem.model_validate(row.document)
        below = self._below(connection, row.id)
        if below is None:
            self._put(connection, now.model_copy(update={"status": WorkStatus.WITHDRAWN}), row.revision)
            self._call_off(connection, row.id)
            return
        self._put(connection, _as_confirmed(now, below), below.revision)
        self._send_again(connection, row.id)

    def _row(self, connection: sa.Connection, work_id: str) -> sa.Row[tuple[object, ...]]:
        mine = (work_items.c.id == work_id) & (work_items.c.workspace == self.workspace.name)
        return connection.execute(sa.select(work_items).where(mine).with_for_update()).one()

    def _below(self, connection: sa.Connection, work_id: str) -> sa.Row[tuple[object, ...]] | None:
        """The newest confirm of it that nobody took back."""
        standing = (decisions.c.work_id == work_id) & decisions.c.undone.is_(False)
        mine = standing & (decisions.c.workspace == self.workspace.name)
        query = sa.select(decisions).where(mine, decisions.c.kind == DecisionKind.CONFIRM)
        return connection.execute(query.order_by(decisions.c.seq.desc()).limit(1)).one_or_none()

    def _put(self, connection: sa.Connection, work: WorkItem, revision: int) -> None:
        row = sa.update(work_items).where(work_items.c.id == work.id)
        connection.execute(row.values(**_columns(work, revision)))
        self.workspace.enqueue(connection, JobKind.INDEX, work.id)

    def _call_off(self, connection: sa.Connection, work_id: str) -> None:
        """What no destination was asked to take will not be delivered."""
        self._turn(
            connection, work_id, (DeliveryState.PENDING, DeliveryState.FAILED), DeliveryState.WITHDRAWN
        )

    def _send_again(self, connection: sa.Connection, work_id: str) -> None:
        if self._turn(connection, work_id, (DeliveryState.WITHDRAWN,), DeliveryState.PENDING):
            self.workspace.enqueue(connection, JobKind.DELIVER, work_id)

    def _turn(
        self, connection: sa.Connection, work_id: str, those: tuple[DeliveryState, ...], into: DeliveryState
    ) -> int:
        which = (deliveries.c.work_id == work_id) & deliveries.c.state.in_(those)
        turn = sa.update(deliveries).where(which).values(state=into, updated_at=self.workspace.now())
        return connection.execute(turn).rowcount


def _columns(work: WorkItem, revision: int) -> dict[str, object]:
    """Of a row; `revision` is that of the proposal as it was confirmed."""
    return {
        "proposal_id": work.proposal_id,
        "revision": revision,
        "status": work.status,
        "owner": work.owner.value,
        "due": work.item.due.value,
        "digest": work.digest,
        "source_key": work.origin.key if work.origin else None,
        "document": work.model_dump(mode="json", exclude={"receipts"}),
    }


def _as_confirmed(work: WorkItem, confirm: sa.Row[tuple[object, ...]]) -> WorkItem:
    """As a confirm, a row of the decisions, once set it."""
    payload = Payload.model_validate_json(str(confirm.payload))
    decision = Decision.model_validate(confirm.document)
    return work.model_copy(
        update={
            "proposal_id": decision.proposal_id,
            "digest": decision.digest,
            "status": WorkStatus.OPEN,
            "item": payload.item,
            "route": payload.route,
            "confirmed_by": decision.by,
            "confirmed_at": decision.at,
            "override": decision.override,
            "done_at": None,
        }
    )
