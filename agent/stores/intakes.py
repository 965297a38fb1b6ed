"""Intakes: stored first, so that a failed extraction is a state and nothing is lost."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import sqlalchemy as sa

from agent.models import Arrival, Intake
from agent.protocols import IntakeState, IntakeStatus, JobKind
from agent.stores.schema import blobs, intakes, jobs
from agent.stores.workspace import Page, Workspace


@dataclass(frozen=True, slots=True)
class SqlIntakes:
    workspace: Workspace

    def receive(self, arrival: Arrival) -> tuple[Intake, bool]:
        """The same source id with the same content, or without an id the same channel, sender, time and
        text, is the same intake. The same id with another content is stored and points to the earlier one.
        """
        keys = _keys(arrival)
        with self.workspace.write() as connection:
            rows = connection.execute(
                self._select().where(intakes.c.source_key == keys[0]).order_by(intakes.c.seq)
            ).all()
            same = next((row for row in rows if row.content_key == keys[1]), None)
            if same:
                return Intake.model_validate(same.document), False
            earlier = rows[0].id if rows and arrival.source_id else None
            intake = Intake.of(arrival, self.workspace.new_id("I"), self.workspace.name, earlier)
            self._insert(connection, intake, arrival.raw, keys)
        return intake, True

    def get(self, intake_id: str) -> Intake:
        return self.status(intake_id).intake

    def raw(self, intake: Intake) -> bytes:
        """The bytes exactly as they arrived."""
        mine = (blobs.c.workspace == self.workspace.name) & (blobs.c.sha256 == intake.sha256)
        with self.workspace.database.read() as connection:
            return bytes(connection.execute(sa.select(blobs.c.content).where(mine)).scalar_one())

    def status(self, intake_id: str) -> IntakeStatus:
        with self.workspace.database.read() as connection:
            found = self.workspace.full_id(connection, intakes, intake_id)
            return _status(connection.execute(self._select().where(intakes.c.id == found)).one())

    def find(self, state: IntakeState | None = None) -> list[IntakeStatus]:
        query = self._select().order_by(intakes.c.seq)
        if state:
            query = query.where(intakes.c.state == state)
        with self.workspace.database.read() as connection:
            return [_status(row) for row in connection.execute(query)]

    def page(self, page: Page, state: IntakeState | None = None) -> list[IntakeStatus]:
        """Oldest first. Raises NotFound where the page before is not known."""
        where = intakes.c.state == state if state else sa.true()
        with self.workspace.database.read() as connection:
            query = self.workspace.page(connection, intakes, where, page)
            return [_status(row) for row in connection.execute(query)]

    def retry(self, intake: Intake) -> None:
        """Queue a failed intake for another reading."""
        with self.workspace.write() as connection:
            changed = connection.execute(
                sa.update(intakes)
                .where(intakes.c.id == intake.id, intakes.c.state == IntakeState.FAILED)
                .values(state=IntakeState.RECEIVED, reason="")
            ).rowcount
            if changed:
                self._requeue(connection, intake.id)
                self.workspace.append(connection, "intake.retried", intake.id)

    def _requeue(self, connection: sa.Connection, intake_id: str) -> None:
        """Its dead job lives again; there is a new one where it was cleared away."""
        dead = (jobs.c.kind == JobKind.EXTRACT) & (jobs.c.subject == intake_id) & (jobs.c.state == "dead")
        again = sa.update(jobs).where(jobs.c.workspace == self.workspace.name, dead)
        values = {"state": "ready", "attempts": 0, "run_at": self.workspace.now()}
        if not connection.execute(again.values(**values)).rowcount:
            self.workspace.enqueue(connection, JobKind.EXTRACT, intake_id)

    def _select(self) -> sa.Select[tuple[object, ...]]:
        return sa.select(intakes).where(intakes.c.workspace == self.workspace.name)

    def _insert(self, connection: sa.Connection, intake: Intake, raw: bytes, keys: tuple[str, str]) -> None:
        mine = (blobs.c.workspace == self.workspace.name) & (blobs.c.sha256 == intake.sha256)
        if connection.execute(sa.select(blobs.c.sha256).where(mine)).first() is None:
            connection.execute(
                sa.insert(blobs).values(workspace=self.workspace.name, sha256=intake.sha256, content=raw)
            )
        connection.execute(
            sa.insert(intakes).values(
                id=intake.id,
                workspace=self.workspace.name,
                source_key=keys[0],
                content_key=keys[1],
                state=IntakeState.RECEIVED,
                stored_at=self.workspace.now(),
                document=intake.model_dump(mode="json"),
            )
        )
        self.workspace.enqueue(connection, JobKind.EXTRACT, intake.id)
        self.workspace.append(connection, "intake.received", intake.id, sha256=intake.sha256)


def _keys(arrival: Arrival) -> tuple[str, str]:
    """What makes an intake the same: where it comes from, and what it says."""
    sender = str(arrival.sender or "")
    source = (
        f"id {arrival.source_id}" if arrival.source_id else f"at {sender} {arrival.received_at.isoformat()}"
    )
    return _sha(f"{arrival.channel}\n{source}"), _sha(arrival.text)


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _status(row: sa.Row[tuple[object, ...]]) -> IntakeStatus:
    return IntakeStatus(
        intake=Intake.model_validate(row.document), state=IntakeState(row.state), reason=row.reason
    )
