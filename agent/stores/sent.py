"""What was sent to a model: an event for each request, noted before it leaves, so none goes untold.

What is known of a text beside it changes, so that is kept with the event, once for each digest.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

import sqlalchemy as sa
from pydantic import ValidationError

from agent.canonical import canonical
from agent.models import NO_BACKGROUND, Background, Extraction, Sent
from agent.stores.schema import blobs, events, intakes
from agent.stores.workspace import Workspace

KIND = "intake.sent"
KEPT = ("background", "compared")
"""What of a request changes: the event holds its digest."""


@dataclass(frozen=True, slots=True)
class SqlSent:
    workspace: Workspace

    def note(self, sent: Sent) -> None:
        facts = sent.model_dump(mode="json", exclude={"intake_id", "at", *KEPT})
        background = canonical(sent.background.shown()) if sent.background != NO_BACKGROUND else ""
        with self.workspace.write() as connection:
            for name, words in (("background", background), ("compared", sent.compared)):
                if words:
                    facts[name] = hashlib.sha256(words.encode()).hexdigest()
                    self.workspace.keep(connection, facts[name], words.encode())
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
            rows = connection.execute(query).all()
            return [self._sent(connection, intake_id, row.at, json.loads(row.body)) for row in rows]

    def _sent(self, connection: sa.Connection, intake_id: str, at: object, facts: dict[str, object]) -> Sent:
        kept = {name: self._kept(connection, facts.pop(name, "")) for name in KEPT}
        told = {"background": _background(kept["background"]), "compared": kept["compared"]}
        return Sent.model_validate({"intake_id": intake_id, "at": at} | facts | told)

    def _kept(self, connection: sa.Connection, sha256: object) -> str:
        """Empty where nothing was, and where it was deleted."""
        mine = (blobs.c.workspace == self.workspace.name) & (blobs.c.sha256 == sha256)
        kept = connection.execute(sa.select(blobs.c.content).where(mine)).scalar() if sha256 else None
        return bytes(kept).decode() if kept else ""

    def answer(self, intake_id: str) -> Extraction | None:
        """What was read out of it, if it was read."""
        query = sa.select(intakes.c.extraction).where(
            intakes.c.workspace == self.workspace.name, intakes.c.id == intake_id
        )
        with self.workspace.database.read() as connection:
            document = connection.execute(query).scalar()
        return Extraction.model_validate(document) if document else None


def _background(kept: str) -> Background:
    """None also where this program knows its form no more."""
    try:
        return Background.model_validate_json(kept) if kept else NO_BACKGROUND
    except ValidationError:
        return NO_BACKGROUND
