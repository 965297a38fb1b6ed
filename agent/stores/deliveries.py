"""The outbox: what is on its way to a destination, and what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from agent.errors import InvalidChange
from agent.models import Delivery, DeliveryState, Receipt, WorkStatus
from agent.stores.schema import deliveries, jobs, work_items
from agent.stores.workspace import Workspace
from agent.terms import JobKind

TO_TRY = (DeliveryState.PENDING, DeliveryState.UNKNOWN)
TO_ASK = (DeliveryState.FAILED, DeliveryState.UNKNOWN)
"""Where a person may order another attempt."""


@dataclass(frozen=True, slots=True)
class SqlDeliveries:
    workspace: Workspace

    def of(self, work_id: str) -> list[Delivery]:
        return self._load(deliveries.c.work_id == work_id)

    def find(self, states: Sequence[DeliveryState] = ()) -> list[Delivery]:
        return self._load(deliveries.c.state.in_(states) if states else sa.true())

    def begin(self, seen: Delivery) -> Delivery | None:
        """The count of attempts is the revision: of two who saw the same, one begins."""
        begun = {"state": DeliveryState.UNKNOWN, "attempts": seen.attempts + 1, "error": ""}
        with self.workspace.write() as connection:
            if self._is_withdrawn(connection, seen) or not self._change(connection, seen, TO_TRY, **begun):
                return None
            self._tell(connection, "work.delivering", seen, attempt=seen.attempts + 1)
        return seen.model_copy(update=begun)

    def delivered(self, delivery: Delivery, receipt: Receipt) -> None:
        """Also the receipt of an attempt that others took for lost: what it made is there."""
        held = receipt.model_dump(mode="json")
        pending = [state for state in DeliveryState if state is not DeliveryState.DELIVERED]
        with self.workspace.write() as connection:
            query = _is(delivery) & deliveries.c.state.in_(pending)
            values = {"state": DeliveryState.DELIVERED, "error": "", "receipt": held}
            if self._set(connection, query, **values):
                self._tell(connection, "work.delivered", delivery, reference=receipt.reference)

    def not_taken(self, begun: Delivery, reason: str) -> None:
        with self.workspace.write() as connection:
            values = {"state": DeliveryState.PENDING, "error": reason}
            if self._change(connection, begun, (DeliveryState.UNKNOWN,), **values):
                self._tell(connection, "work.not_taken", begun)

    def doubt(self, delivery: Delivery, reason: str) -> None:
        with self.workspace.write() as connection:
            self._change(connection, delivery, (DeliveryState.UNKNOWN,), error=reason)

    def withdraw(self, seen: Delivery) -> None:
        with self.workspace.write() as connection:
            if self._change(connection, seen, TO_TRY, state=DeliveryState.WITHDRAWN, error=""):
                self._tell(connection, "work.not_delivered", seen)

    def retry(self, work_id: str, by: str) -> list[Delivery]:
        """A person orders another attempt, and answers for it where the outcome was unknown: should the
        destination hold the work already, it then holds it twice. Raises NotFound, InvalidChange.
        """
        with self.workspace.write() as connection:
            found = self.workspace.full_id(connection, work_items, work_id)
            self._check_idle(connection, found)
            changed = self._set(
                connection,
                (deliveries.c.work_id == found) & deliveries.c.state.in_(TO_ASK),
                state=DeliveryState.PENDING,
            )
            if not changed:
                raise InvalidChange(f"nothing of {found!r} failed or is unknown: there is nothing to retry")
            self.workspace.enqueue(connection, JobKind.DELIVER, found)
            self.workspace.append(connection, "work.delivery_ordered", found, by=by)
        return self.of(found)

    def _is_withdrawn(self, connection: sa.Connection, delivery: Delivery) -> bool:
        query = sa.select(work_items.c.status).where(work_items.c.id == delivery.work_id)
        return bool(connection.execute(query.with_for_update()).scalar_one() == WorkStatus.WITHDRAWN)

    def _check_idle(self, connection: sa.Connection, work_id: str) -> None:
        underway = sa.select(jobs.c.id).where(
            jobs.c.workspace == self.workspace.name, jobs.c.kind == JobKind.DELIVER,
            jobs.c.subject == work_id, jobs.c.state.in_(["ready", "running"]),
        )  # fmt: skip
        if connection.execute(underway).first():
            raise InvalidChange(f"{work_id!r} is being delivered: `clarify jobs` shows how far it is")

    def _change(
        self, connection: sa.Connection, seen: Delivery, states: Sequence[DeliveryState], **values: object
    ) -> int:
        as_seen = _is(seen) & (deliveries.c.attempts == seen.attempts) & deliveries.c.state.in_(states)
        return self._set(connection, as_seen, **values)

    def _set(self, connection: sa.Connection, where: sa.ColumnElement[bool], **values: object) -> int:
        mine = where & (deliveries.c.workspace == self.workspace.name)
        change = sa.update(deliveries).where(mine).values(updated_at=self.workspace.now(), **values)
        return connection.execute(change).rowcount

    def _tell(self, connection: sa.Connection, kind: str, delivery: Delivery, **facts: str | int) -> None:
        self.workspace.append(
            connection, kind, delivery.work_id, by="", destination=delivery.destination, **facts
        )

    def _load(self, where: sa.ColumnElement[bool]) -> list[Delivery]:
        query = (
            sa.select(deliveries, work_items.c.digest, work_items.c.status)
            .join(work_items, work_items.c.id == deliveries.c.work_id)
            .where(where, deliveries.c.workspace == self.workspace.name)
        )
        with self.workspace.database.read() as connection:
            rows = connection.execute(query.order_by(deliveries.c.created_at, deliveries.c.work_id)).all()
        stored = [name for name in Delivery.model_fields if name != "behind"]
        return [
            Delivery(behind=_is_behind(row), **{name: getattr(row, name) for name in stored}) for row in rows
        ]


def _is_behind(row: sa.Row[tuple[object, ...]]) -> bool:
    held = (row.receipt or {}).get("digest")
    return bool(held) and (row.status == WorkStatus.WITHDRAWN or held != row.digest)


def _is(delivery: Delivery) -> sa.ColumnElement[bool]:
    return (deliveries.c.work_id == delivery.work_id) & (deliveries.c.destination == delivery.destination)
