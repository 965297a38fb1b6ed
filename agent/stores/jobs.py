"""The database is the queue: jobs are leased, so that any worker takes over a dead one's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from pydantic import AwareDatetime

from agent.errors import NotFound
from agent.models import DeliveryState, Noun
from agent.records import Job
from agent.stores.schema import deliveries, intakes, jobs
from agent.stores.workspace import Workspace
from agent.terms import IntakeState, JobKind, JobState


class JobStatus(Noun):
    """A job as it stands in the queue."""

    id: int
    kind: JobKind
    subject: str
    state: JobState
    attempts: int
    reason: str
    run_at: AwareDatetime
    """When it was queued, may run again, or was settled."""
    lease_until: AwareDatetime | None


@dataclass(frozen=True, slots=True)
class SqlJobs:
    workspace: Workspace

    def claim(self, worker: str, lease: timedelta, without: Collection[JobKind] = ()) -> Job | None:
        """The next job that is ready, or whose worker let its lease run out."""
        now = self.workspace.now()
        ready = (jobs.c.state == JobState.READY) & (jobs.c.run_at <= now)
        abandoned = (jobs.c.state == JobState.RUNNING) & (jobs.c.lease_until < now)
        first = (
            sa.select(jobs.c.id)
            .where(self._mine, ready | abandoned, jobs.c.kind.not_in(without))
            .order_by(jobs.c.rank, jobs.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        leased = (
            sa.update(jobs)
            .where(jobs.c.id == first.scalar_subquery())  # looked up once; IN may be looked up again
            .values(
                state=JobState.RUNNING,
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

    def order(self, kind: JobKind, subject: str) -> None:
        same = self._mine & (jobs.c.kind == kind) & (jobs.c.subject == subject)
        there = sa.select(jobs.c.id).where(same, jobs.c.state.in_([JobState.READY, JobState.RUNNING]))
        with self.workspace.write() as connection:
            if connection.execute(there.limit(1)).first() is None:
                self.workspace.enqueue(connection, kind, subject)

    def renew(self, job: Job, worker: str, lease: timedelta) -> bool:
        with self.workspace.database.write() as connection:
            return self._change(connection, job, worker, lease_until=self.workspace.now() + lease)

    def release(self, job: Job, worker: str) -> bool:
        return self._settle(job, worker, state=JobState.READY, attempts=job.attempts - 1)

    def done(self, job: Job, worker: str) -> bool:
        return self._settle(job, worker, state=JobState.DONE, run_at=self.workspace.now())

    def retry(self, job: Job, worker: str, reason: str, delay: timedelta, *, tried: bool = True) -> bool:
        later = self.workspace.now() + delay
        attempts = job.attempts if tried else job.attempts - 1
        return self._settle(job, worker, state=JobState.READY, reason=reason, run_at=later, attempts=attempts)

    def postponed(self) -> list[JobStatus]:
        """What waits for a time that is still to come, the soonest first."""
        later = (jobs.c.state == JobState.READY) & (jobs.c.run_at > self.workspace.now())
        query = sa.select(jobs).where(self._mine, later).order_by(jobs.c.run_at)
        with self.workspace.database.read() as connection:
            return list(map(_status, connection.execute(query)))

    def bury(self, job: Job, worker: str, reason: str) -> bool:
        dead = {"state": JobState.DEAD, "reason": reason, "run_at": self.workspace.now()}
        with self.workspace.write() as connection:
            buried = self._change(connection, job, worker, lease_owner=None, lease_until=None, **dead)
            if buried and job.kind is JobKind.EXTRACT:
                self._give_up_intake(connection, job.subject, reason)
            if buried and job.kind is JobKind.DELIVER:
                self._give_up_delivery(connection, job.subject, reason)
        return buried

    def purge(self, age: timedelta) -> int:
        old = (jobs.c.state == JobState.DONE) & (jobs.c.run_at < self.workspace.now() - age)
        with self.workspace.database.write() as connection:
            return connection.execute(sa.delete(jobs).where(self._mine, old)).rowcount

    def requeue(self, job_id: int) -> int:
        """Try a dead job again, with all its attempts. Raises NotFound."""
        if not self._requeue(jobs.c.id == job_id):
            raise NotFound(f"there is no dead job {job_id}: `clarify jobs --state dead` lists them")
        return 1

    def requeue_dead(self) -> int:
        """Try every dead job again; how many."""
        return self._requeue(sa.true())

    def hasten(self) -> None:
        """Let what waits for another try run now."""
        with self.workspace.database.write() as connection:
            waiting = self._mine & (jobs.c.state == JobState.READY)
            connection.execute(sa.update(jobs).where(waiting).values(run_at=self.workspace.now()))

    def counts(self) -> dict[str, int]:
        """How many jobs are in each state."""
        query = sa.select(jobs.c.state, sa.func.count()).where(self._mine)
        with self.workspace.database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query.group_by(jobs.c.state))}

    def find(self, states: Sequence[JobState] = (), limit: int | None = None) -> list[JobStatus]:
        """The newest first."""
        query = sa.select(jobs).where(self._mine).order_by(jobs.c.id.desc()).limit(limit)
        if states:
            query = query.where(jobs.c.state.in_(states))
        with self.workspace.database.read() as connection:
            rows = connection.execute(query).all()
        return list(map(_status, rows))

    @property
    def _mine(self) -> sa.ColumnElement[bool]:
        return jobs.c.workspace == self.workspace.name

    def _settle(self, job: Job, worker: str, **values: object) -> bool:
        with self.workspace.database.write() as connection:
            return self._change(connection, job, worker, lease_owner=None, lease_until=None, **values)

    def _change(self, connection: sa.Connection, job: Job, worker: str, **values: object) -> bool:
        """Where the lease still holds; the count of attempts tells one claim from the next."""
        held = (jobs.c.lease_owner == worker) & (jobs.c.attempts == job.attempts)
        same = self._mine & (jobs.c.id == job.id) & (jobs.c.state == JobState.RUNNING)
        return connection.execute(sa.update(jobs).where(same, held).values(**values)).rowcount == 1

    def _requeue(self, where: sa.ColumnElement[bool]) -> int:
        again = {"state": JobState.READY, "attempts": 0, "run_at": self.workspace.now()}
        dead = sa.update(jobs).where(self._mine, jobs.c.state == JobState.DEAD, where).values(**again)
        with self.workspace.write() as connection:
            rows = connection.execute(dead.returning(jobs.c.kind, jobs.c.subject)).all()
            self._expect_intakes(connection, [row.subject for row in rows if row.kind == JobKind.EXTRACT])
            self._expect_deliveries(connection, [row.subject for row in rows if row.kind == JobKind.DELIVER])
        return len(rows)

    def _expect_intakes(self, connection: sa.Connection, ids: Sequence[str]) -> None:
        waits = {"state": IntakeState.RECEIVED, "reason": ""}
        failed = intakes.c.id.in_(ids) & (intakes.c.state == IntakeState.FAILED)
        changed = sa.update(intakes).where(failed).values(**waits).returning(intakes.c.id)
        for intake_id in connection.execute(changed).scalars().all():
            self.workspace.append(connection, "intake.retried", intake_id)

    def _expect_deliveries(self, connection: sa.Connection, ids: Sequence[str]) -> None:
        """Only those that surely failed; an unknown one is found out about first."""
        failed = deliveries.c.work_id.in_(ids) & (deliveries.c.state == DeliveryState.FAILED)
        waits = {"state": DeliveryState.PENDING, "updated_at": self.workspace.now()}
        changed = sa.update(deliveries).where(failed).values(**waits).returning(deliveries.c.work_id)
        for work_id in connection.execute(changed).scalars().all():
            self.workspace.append(connection, "work.delivery_requeued", work_id)

    def _give_up_intake(self, connection: sa.Connection, intake_id: str, reason: str) -> None:
        """Unless it was read in the meantime."""
        unread = (intakes.c.id == intake_id) & (intakes.c.state == IntakeState.RECEIVED)
        failed = sa.update(intakes).where(unread).values(state=IntakeState.FAILED, reason=reason)
        if connection.execute(failed).rowcount:
            self.workspace.append(connection, "intake.failed", intake_id, reason=reason)

    def _give_up_delivery(self, connection: sa.Connection, work_id: str, reason: str) -> None:
        """An unknown outcome stays unknown."""
        waiting = (deliveries.c.work_id == work_id) & (deliveries.c.state == DeliveryState.PENDING)
        failed = {"state": DeliveryState.FAILED, "error": reason, "updated_at": self.workspace.now()}
        if connection.execute(sa.update(deliveries).where(waiting).values(**failed)).rowcount:
            self.workspace.append(connection, "work.delivery_failed", work_id, reason=reason)


def _status(row: sa.Row[tuple[object, ...]]) -> JobStatus:
    return JobStatus(**{name: getattr(row, name) for name in JobStatus.model_fields})
