"""What was sent to a model: an event for each request, noted before it leaves, so none goes untold."""

from __future__ import annotations

import json
from dataclasses import dataclass

import sqlalchemy as sa

from agent.models import Extraction, Sent
from agent.stores.schema import events, intakes
from agent.stores.workspace import Workspace

KIND = "intake.sent"


@dataclass(frozen=True, slots=True)
class SqlSent:
    workspace: Workspace

    def note(self, sent: Sent) -> None:
        facts = sent.model_dump(mode="json", exclude={"intake_id", "at"})
        with self.workspace.database.write() as connection:
            self.workspace.append(connection, KIND, sent.intake_id, **facts)

    def of(self, intake_id: str) -> list[Sent]:
        """Oldest first. The id is a whole one."""
        query = (
            sa.select(events.c.at, events.c.body)
            .where(events.c.workspace == self.workspace.name)
            .where(events.c.kind == KIND, events.c.subject == intake_id)
            .order_by(events.c.seq)
        )
        with self.workspace.database.read() as connection:
            return [
                Sent(intake_id=intake_id, at=row.at, **json.loads(row.body))
                for row in connection.execute(query)
            ]

    def answer(self, intake_id: str) -> Extraction | None:
        """What was read out of it, if it was read."""
        query = sa.select(intakes.c.extraction).where(
            intakes.c.workspace == self.workspace.name, intakes.c.id == intake_id
        )
        with self.workspace.database.read() as connection:
            document = connection.execute(query).scalar()
        return Extraction.model_validate(document) if document else None
