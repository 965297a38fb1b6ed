"""Intakes: stored first, so that a failed extraction is a state and nothing is lost."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import sqlalchemy as sa

from agent.models import Arrival, Channel, Intake
from agent.records import IntakeStatus
from agent.stores.schema import blobs, intakes, jobs, unreadables
from agent.stores.workspace import Page, Workspace
from agent.terms import IntakeState, JobKind

MOST_EARLIER = 50
"""Messages of a thread that are looked at, the last to arrive here."""


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
            thread = self._thread(connection, arrival)
            intake = Intake.of(arrival, self.workspace.new_id("I"), self.workspace.name, earlier, thread)
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
            return status_of(connection.execute(self._select().where(intakes.c.id == found)).one())

    def find(self, state: IntakeState | None = None) -> list[IntakeStatus]:
        query = self._select().order_by(intakes.c.seq)
        if state:
            query = query.where(intakes.c.state == state)
        with self.workspace.database.read() as connection:
            return [status_of(row) for row in connection.execute(query)]

    def page(self, page: Page, state: IntakeState | None = None) -> list[IntakeStatus]:
        """Oldest first. Raises NotFound where the page before is not known."""
        where = intakes.c.state == state if state else sa.true()
        with self.workspace.database.read() as connection:
            query = self.workspace.page(connection, intakes, where, page)
            return [status_of(row) for row in connection.execute(query)]

    def earlier(self, intake: Intake) -> list[Intake]:
        """Messages of its thread that arrived before it, the newest first; not all of a long thread."""
        mine = intakes.c.thread == (intake.thread or intake.id), intakes.c.id != intake.id
        query = self._select().where(*mine).order_by(intakes.c.seq.desc()).limit(MOST_EARLIER)
        with self.workspace.database.read() as connection:
            others = [Intake.model_validate(row.document) for row in connection.execute(query)]
        before = [other for other in others if other.received_at <= intake.received_at]
        return sorted(before, key=lambda other: other.received_at, reverse=True)

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

    def _thread(self, connection: sa.Connection, arrival: Arrival) -> str:
        """The first intake of the thread that it continues: by the messages that it refers to, the nearest
        first; else by the same words of the same sender, sent again. Empty where there is none.
        """
        keys = [_source_key(arrival.channel, f"id {reference}") for reference in arrival.references]
        known = {
            row.source_key: row.thread or row.id
            for row in connection.execute(self._select().where(intakes.c.source_key.in_(keys)))
        }
        found = next((known[key] for key in keys if key in known), "")
        if found or arrival.channel is not Channel.EMAIL:
            return found
        again = self._select().where(intakes.c.words_key == _words_key(arrival)).order_by(intakes.c.seq)
        row = connection.execute(again.limit(1)).first()
        return (row.thread or row.id) if row else ""

    def _select(self) -> sa.Select[tuple[object, ...]]:
        return sa.select(intakes).where(intakes.c.workspace == self.workspace.name)

    def _insert(self, connection: sa.Connection, intake: Intake, raw: bytes, keys: tuple[str, str]) -> None:
        self.workspace.keep(connection, intake.sha256, raw)
        connection.execute(
            sa.delete(unreadables).where(
                unreadables.c.workspace == self.workspace.name, unreadables.c.sha256 == intake.sha256
            )
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
                thread=intake.thread or intake.id,
                words_key=_words_key(intake),
            )
        )
        self.workspace.enqueue(connection, JobKind.EXTRACT, intake.id)
        self.workspace.append(connection, "intake.received", intake.id, sha256=intake.sha256)


def keep_file(workspace: Workspace, connection: sa.Connection, file: Intake, raw: bytes) -> None:
    """Store a file of existing work in the caller's transaction: no engine reads it, so no job."""
    _keep(workspace, connection, file, raw, IntakeState.IMPORTED)


def keep_answer(workspace: Workspace, connection: sa.Connection, said: Intake, by: str) -> None:
    """Store the text of an answer in the caller's transaction: there is nothing to read in it, so no job."""
    _keep(workspace, connection, said, said.text.encode(), IntakeState.ANSWER)
    workspace.append(connection, "intake.answer", said.id, by=by, sha256=said.sha256)


def _keep(
    workspace: Workspace, connection: sa.Connection, kept: Intake, raw: bytes, state: IntakeState
) -> None:
    """Its key is its own id: no text that comes in is ever taken for it."""
    workspace.keep(connection, kept.sha256, raw)
    connection.execute(
        sa.insert(intakes).values(
            id=kept.id,
            workspace=workspace.name,
            source_key=_source_key(kept.channel, f"{state} {kept.id}"),
            content_key=_sha(kept.text),
            state=state,
            stored_at=workspace.now(),
            document=kept.model_dump(mode="json"),
            thread=kept.thread or kept.id,
        )
    )


def _keys(arrival: Arrival) -> tuple[str, str]:
    """What makes an intake the same: where it comes from, and what it says."""
    sender = str(arrival.sender or "")
    source = (
        f"id {arrival.source_id}" if arrival.source_id else f"at {sender} {arrival.received_at.isoformat()}"
    )
    return _source_key(arrival.channel, source), _sha(arrival.text)


def _source_key(channel: Channel, source: str) -> str:
    return _sha(f"{channel}\n{source}")


def _words_key(said: Arrival | Intake) -> str:
    """Who says what: a message that is sent again has another date, and often another id."""
    words = said.text.partition("\n\n")[2] or said.text
    return _sha(f"{said.channel}\n{said.sender or ''}\n{' '.join(words.split())}")


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def status_of(row: sa.Row[tuple[object, ...]]) -> IntakeStatus:
    return IntakeStatus(
        intake=Intake.model_validate(row.document),
        state=IntakeState(row.state),
        reason=row.reason,
        promoted_by=row.promoted_by,
        dismissed_by=row.dismissed_by,
        fallback=bool(row.extraction and row.extraction["trace"].get("fallback")),
    )
