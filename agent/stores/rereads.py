"""Texts that are read once more, because a person says so."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from agent.errors import InvalidChange
from agent.records import IntakeStatus
from agent.stores.intakes import status_of
from agent.stores.schema import intakes, jobs
from agent.stores.workspace import Workspace
from agent.terms import IntakeState, JobKind, JobState

READ = (IntakeState.EXTRACTED, IntakeState.NOT_WORK)
OPEN = (JobState.READY, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class SqlRereads:
    workspace: Workspace

    def of_fallback(self) -> list[IntakeStatus]:
        """What the embedded engine read because the model was away; oldest first. Not what somebody said
        has no work in it.
        """
        fallback = intakes.c.extraction["trace"]["fallback"].as_boolean()
        query = sa.select(intakes).where(
            intakes.c.workspace == self.workspace.name, intakes.c.state.in_(READ), fallback.is_(True)
        )
        with self.workspace.database.read() as connection:
            rows = connection.execute(query.where(intakes.c.dismissed_by.is_(None)).order_by(intakes.c.seq))
            return list(map(status_of, rows))

    def order(self, intake_id: str, by: str) -> None:
        """Queue another reading, once. Raises InvalidChange where there was none so far, or where somebody
        said that there is no work in the text.
        """
        with self.workspace.write() as connection:
            found = self.workspace.full_id(connection, intakes, intake_id)
            status = status_of(connection.execute(sa.select(intakes).where(intakes.c.id == found)).one())
            if status.state not in READ:
                raise InvalidChange(f"{found!r} was not read so far: `clarify intake --retry` reads it")
            if status.dismissed_by:
                said = f"{status.dismissed_by} said that there is no work in {found!r}"
                raise InvalidChange(f"{said}: `clarify promote` says that there is")
            if not self._is_queued(connection, found):
                self.workspace.enqueue(connection, JobKind.REREAD, found)
                self.workspace.append(connection, "intake.reread_ordered", found, by=by)

    def _is_queued(self, connection: sa.Connection, intake_id: str) -> bool:
        same = (jobs.c.kind == JobKind.REREAD) & (jobs.c.subject == intake_id)
        mine = (jobs.c.workspace == self.workspace.name) & jobs.c.state.in_(OPEN)
        return connection.execute(sa.select(jobs.c.id).where(mine, same)).first() is not None
