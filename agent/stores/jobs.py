"""The database is the queue: jobs are leased, so that any worker takes over a dead one's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from agent.protocols import Job, JobKind
from agent.stores.schema import jobs
from agent.stores.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SqlJobs:
    workspace: Workspace

    def claim(self, worker: str, lease: timedelta) -> Job | None:
        """The next job that is ready, or whose worker let its lease run out."""
        now = self.workspace.now()
        ready = (jobs.c.state == "ready") & (jobs.c.run_at <= now)
        abandoned = (jobs.c.state == "running") & (jobs.c.lease_until < now)
        first = (
            sa.select(jobs.c.id)
            .where(jobs.c.workspace == self.workspace.name, ready | abandoned)
            .order_by(jobs.c.rank, jobs.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        leased = (
            sa.update(jobs)
            .where(jobs.c.id == first.scalar_subquery())  # looked up once; IN may be looked up again
            .values(
                state="running",
                lease_owner=worker,
                lease_until=now + lease,
                attempts=jobs.c.attempts + 1,
            )
            .returning(jobs.c.id, jobs.c.kind, jobs.c.subject, jobs.c.attempts)
        )
        with self.workspace.database.write() as connection:
            row = connection.execute(leased).one_or_none()
        return (
            Job(id=row.id, kind=JobKind(row.kind), subject=row.subject, attempts=row.attempts)
            if row
            else None
        )

    def done(self, job: Job, worker: str) -> bool:
        return self._settle(job, worker, state="done")

    def retry(self, job: Job, worker: str, reason: str, delay: timedelta) -> bool:
        return self._settle(job, worker, state="ready", reason=reason, run_at=self.workspace.now() + delay)

    def bury(self, job: Job, worker: str, reason: str) -> bool:
        return self._settle(job, worker, state="dead", reason=reason)

    def hasten(self) -> None:
        """Let what waits for another try run now."""
        waiting = (jobs.c.workspace == self.workspace.name) & (jobs.c.state == "ready")
        with self.workspace.database.write() as connection:
            connection.execute(sa.update(jobs).where(waiting).values(run_at=self.workspace.now()))

    def counts(self) -> dict[str, int]:
        """How many jobs are in each state."""
        query = sa.select(jobs.c.state, sa.func.count()).where(jobs.c.workspace == self.workspace.name)
        with self.workspace.database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query.group_by(jobs.c.state))}

    def _settle(self, job: Job, worker: str, **values: object) -> bool:
        mine = (jobs.c.id == job.id) & (jobs.c.lease_owner == worker) & (jobs.c.state == "running")
        with self.workspace.database.write() as connection:
            settled = connection.execute(
                sa.update(jobs).where(mine).values(lease_owner=None, lease_until=None, **values)
            )
        return settled.rowcount == 1
