"""What the store can be measured by: counts, ages and sums, never a text or an id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.models import Noun
from agent.stores.schema import intakes, jobs, proposals, work_items
from agent.stores.wheel import SqlWheel
from agent.stores.workspace import Workspace
from agent.wheel import Wheel


class Reading(Noun):
    """What an engine spent so far."""

    engine: str
    texts: int
    seconds: float
    tokens_in: int
    tokens_out: int
    cost: float
    """Of those whose price is known."""


class Figures(Noun):
    intakes: dict[str, int]
    """By state."""
    proposals: dict[str, int]
    work_items: dict[str, int]
    jobs: dict[str, int]
    oldest_job_seconds: float
    """How long the job that is most overdue has been ready; 0 where none waits."""
    oldest_intake_seconds: float
    """How long the oldest text that nobody has read has been stored; 0 where none waits."""
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class SqlFigures:
    workspace: Workspace

    def queue_age(self) -> float:
        """Seconds that the most overdue job has been ready for."""
        with self.workspace.database.read() as connection:
            return self._queue_age(connection)

    def wheel(self, days: int) -> Wheel:
        """What happened in so many days up to now, and in as many before."""
        return SqlWheel(self.workspace).read(days)

    def read(self) -> Figures:
        with self.workspace.database.read() as connection:
            return Figures(
                intakes=self._counts(connection, intakes.c.state),
                proposals=self._counts(connection, proposals.c.state),
                work_items=self._counts(connection, work_items.c.status),
                jobs=self._counts(connection, jobs.c.state),
                oldest_job_seconds=self._queue_age(connection),
                oldest_intake_seconds=self._age(
                    connection, intakes.c.stored_at, intakes.c.state == "received"
                ),
                readings=self._readings(connection),
            )

    def _counts(self, connection: sa.Connection, column: sa.Column[str]) -> dict[str, int]:
        query = sa.select(column, sa.func.count()).where(column.table.c.workspace == self.workspace.name)
        return {row[0]: row[1] for row in connection.execute(query.group_by(column))}

    def _queue_age(self, connection: sa.Connection) -> float:
        return self._age(connection, jobs.c.run_at, jobs.c.state == "ready")

    def _age(
        self, connection: sa.Connection, column: sa.Column[datetime], where: sa.ColumnElement[bool]
    ) -> float:
        mine = column.table.c.workspace == self.workspace.name
        oldest = connection.execute(sa.select(sa.func.min(column)).where(mine, where)).scalar()
        return max(0.0, (self.workspace.now() - oldest).total_seconds()) if oldest else 0.0

    def _readings(self, connection: sa.Connection) -> tuple[Reading, ...]:
        trace = intakes.c.extraction["trace"]
        engine = trace["engine"].as_string().label("engine")
        query = (
            sa.select(
                engine,
                sa.func.count().label("texts"),
                sa.func.sum(trace["seconds"].as_float()).label("seconds"),
                sa.func.sum(trace["tokens_in"].as_integer()).label("tokens_in"),
                sa.func.sum(trace["tokens_out"].as_integer()).label("tokens_out"),
                sa.func.sum(trace["cost"].as_float()).label("cost"),
            )
            .where(intakes.c.workspace == self.workspace.name, engine.is_not(None))
            .group_by(engine)
        )
        return tuple(
            Reading(
                engine=row.engine,
                texts=row.texts,
                seconds=row.seconds,
                tokens_in=row.tokens_in,
                tokens_out=row.tokens_out,
                cost=row.cost or 0.0,
            )
            for row in connection.execute(query)
        )
