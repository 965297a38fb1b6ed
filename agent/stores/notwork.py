"""Texts in which no work was found: kept with their reason, and looked at, so that misses are counted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.errors import InvalidChange
from agent.models import Noun
from agent.records import IntakeStatus
from agent.stores.intakes import status_of
from agent.stores.schema import intakes
from agent.stores.workspace import Workspace
from agent.terms import IntakeState, JobKind


class MissRate(Noun):
    """Of the samples that people looked at."""

    judged: int
    missed: int
    """In which there was work after all."""


@dataclass(frozen=True, slots=True)
class SqlNotWork:
    workspace: Workspace

    def promote(self, intake_id: str, by: str) -> None:
        """There is work in it: read it again, and propose something whatever is found.

        Raises InvalidChange where it is not among the texts without work.
        """
        with self.workspace.write() as connection:
            found = self._look_at(connection, intake_id, promoted_by=by, state=IntakeState.RECEIVED)
            self.workspace.enqueue(connection, JobKind.EXTRACT, found)
            self.workspace.append(connection, "intake.promoted", found, by=by)

    def dismiss(self, intake_id: str, by: str) -> None:
        """There is none, as was found. Raises InvalidChange likewise."""
        with self.workspace.write() as connection:
            found = self._look_at(connection, intake_id, dismissed_by=by)
            self.workspace.append(connection, "intake.dismissed", found, by=by)

    def sample(self, count: int, now: datetime) -> list[IntakeStatus]:
        """So many of the texts without work that nobody looked at, drawn by chance once a week: the same
        ones for everybody who asks in that week, those of the week that are open first.
        """
        week = "{}-W{:02}".format(*now.isocalendar())
        open_ = self._mine & (intakes.c.state == IntakeState.NOT_WORK) & intakes.c.dismissed_by.is_(None)
        with self.workspace.write() as connection:
            drawn = sa.select(sa.func.count()).where(self._mine, intakes.c.sampled_in == week)
            left = count - connection.execute(drawn).scalar_one()
            unseen = connection.execute(
                sa.select(intakes.c.id).where(open_, intakes.c.sampled_in.is_(None))
            ).scalars()
            for chosen in sorted(unseen, key=lambda id_: _lot(week, id_))[: max(0, left)]:
                connection.execute(sa.update(intakes).where(intakes.c.id == chosen).values(sampled_in=week))
            rows = connection.execute(sa.select(intakes).where(open_, intakes.c.sampled_in == week))
            return sorted(map(status_of, rows), key=lambda status: _lot(week, status.intake.id))

    def miss_rate(self) -> MissRate:
        sampled = self._mine & intakes.c.sampled_in.is_not(None)
        missed = sampled & intakes.c.promoted_by.is_not(None)
        judged = missed | (sampled & intakes.c.dismissed_by.is_not(None))
        with self.workspace.database.read() as connection:
            counts = [
                connection.execute(sa.select(sa.func.count()).where(which)).scalar_one()
                for which in (judged, missed)
            ]
        return MissRate(judged=counts[0], missed=counts[1])

    def _look_at(self, connection: sa.Connection, intake_id: str, **values: str) -> str:
        found = self.workspace.full_id(connection, intakes, intake_id)
        without_work = (intakes.c.id == found) & (intakes.c.state == IntakeState.NOT_WORK)
        if not connection.execute(
            sa.update(intakes).where(self._mine, without_work).values(**values)
        ).rowcount:
            raise InvalidChange(f"{found!r} is not among the texts without work: `clarify queue --not-work`")
        return found

    @property
    def _mine(self) -> sa.ColumnElement[bool]:
        return intakes.c.workspace == self.workspace.name


def _lot(week: str, intake_id: str) -> str:
    """Nobody can foresee or choose it, and it comes out the same for all."""
    return hashlib.sha256(f"{week} {intake_id}".encode()).hexdigest()
