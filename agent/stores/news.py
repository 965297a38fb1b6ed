"""What changed since one looked: read from the chain of events."""

from __future__ import annotations

import json
from dataclasses import dataclass

import sqlalchemy as sa

from agent.stores.schema import events
from agent.stores.workspace import Workspace

MOST = 200


@dataclass(frozen=True, slots=True)
class SqlNews:
    workspace: Workspace

    def newest(self) -> int:
        """The number of the newest event; 0 where there is none."""
        with self.workspace.database.read() as connection:
            return self.workspace.head(connection)[0]

    def proposals(self, since: int) -> dict[str, int]:
        """Those that changed after that event, each with its newest revision; so many at most."""
        query = (
            sa.select(events.c.subject, events.c.body)
            .where(events.c.workspace == self.workspace.name, events.c.seq > since)
            .where(events.c.subject.startswith("P-", autoescape=True))
            .order_by(events.c.seq.desc())
            .limit(MOST)
        )
        with self.workspace.database.read() as connection:
            rows = connection.execute(query).all()
        return {row.subject: json.loads(row.body)["revision"] for row in reversed(rows)}
