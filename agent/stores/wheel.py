"""The wheel's numbers out of the store: the chain of events says what happened, short lines whose it is.

No document is read. The events of a period are one range of their key, as time goes on with their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from agent.models import ProposalState, Verdict, WorkStatus
from agent.stores.schema import events, intakes, proposals, queue, work_items
from agent.stores.workspace import Workspace
from agent.terms import WAITING
from agent.wheel import Decided, Finished, Made, Seen, Unfinished, Waits, Wheel, first_day, wheel

DECIDED = {
    "proposal.confirm": ProposalState.CONFIRMED,
    "proposal.reject": ProposalState.REJECTED,
    "proposal.merge": ProposalState.MERGED,
}
HELPED = ("proposal.answer", "proposal.edit", "proposal.amended")
"""What makes a proposal clearer than it was at first."""

DAY = sa.func.substr(events.c.at, 1, 10).label("day")
QUESTIONS = queue.c.line["questions"].as_integer()
DUE = sa.cast(work_items.c.due, sa.String)


@dataclass(frozen=True, slots=True)
class SqlWheel:
    workspace: Workspace

    def read(self, days: int) -> Wheel:
        now = self.workspace.now()
        with self.workspace.database.read() as connection:
            since = self._number(connection, first_day(days, now.date()))
            told = (events.c.workspace == self.workspace.name) & (events.c.seq >= since)
            seen = Seen(
                arrived=self._a_day(connection, told & (events.c.kind == "intake.received")),
                answered=self._a_day(connection, told & (events.c.kind == "intake.answer")),
                made=tuple(self._made(connection, told)),
                decided=tuple(self._decided(connection, told)),
                finished=tuple(self._finished(connection, told)),
                waits=tuple(self._waits(connection)),
                unfinished=tuple(self._unfinished(connection, now.astimezone().date())),
            )
        return wheel(seen, days, now.date())

    def _number(self, connection: sa.Connection, day: date) -> int:
        """Of the first event of that day or later: halved until it is found, as no index knows the times."""
        low, high = 1, self.workspace.head(connection)[0] + 1
        at = sa.select(DAY).where(events.c.workspace == self.workspace.name)
        while low < high:
            middle = (low + high) // 2
            found = connection.execute(at.where(events.c.seq == middle)).scalar_one()
            low, high = (middle + 1, high) if found < day.isoformat() else (low, middle)
        return low

    def _a_day(self, connection: sa.Connection, where: sa.ColumnElement[bool]) -> dict[date, int]:
        query = sa.select(DAY, sa.func.count().label("many")).where(where).group_by(DAY)
        return {date.fromisoformat(row.day): row.many for row in connection.execute(query)}

    def _made(self, connection: sa.Connection, told: sa.ColumnElement[bool]) -> Iterator[Made]:
        helped = sa.select(events.c.subject).where(told, events.c.kind.in_(HELPED))
        clear = (QUESTIONS == 0) & queue.c.id.not_in(helped)
        is_duplicate = queue.c.line["verdict"].as_string() == Verdict.DUPLICATE
        query = (
            sa.select(DAY, queue.c.team, sa.func.count(), _many(clear), _many(is_duplicate))
            .select_from(events.join(queue, queue.c.id == events.c.subject))
            .where(told, events.c.kind == "proposal.made")
            .group_by(DAY, queue.c.team)
        )
        for day, team, count, ready, duplicates in connection.execute(query):
            yield Made(date.fromisoformat(day), team, count, ready, duplicates)

    def _decided(self, connection: sa.Connection, told: sa.ColumnElement[bool]) -> Iterator[Decided]:
        """Where the proposal is still what the decision made of it, the newest such decision stands."""
        last = _last(told & events.c.kind.in_(DECIDED))
        stands = sa.or_(
            *(sa.and_(last.c.kind == kind, queue.c.state == state) for kind, state in DECIDED.items())
        )
        query = (
            sa.select(last.c.at, queue.c.team, queue.c.state, intakes.c.stored_at)
            .select_from(last.join(queue, queue.c.id == last.c.subject))
            .join(proposals, proposals.c.seq == queue.c.seq)
            .join(intakes, intakes.c.id == proposals.c.intake_id)
            .where(stands)
        )
        for at, team, state, arrived in connection.execute(query):
            decided = datetime.fromisoformat(at)
            hours = max(0.0, (decided - arrived).total_seconds() / 3600)
            yield Decided(decided.date(), team, ProposalState(state), hours)

    def _finished(self, connection: sa.Connection, told: sa.ColumnElement[bool]) -> Iterator[Finished]:
        last = _last(told & (events.c.kind == "work.done"))
        day = sa.func.substr(last.c.at, 1, 10)
        query = (
            sa.select(day, queue.c.team, sa.func.count(), sa.func.count(work_items.c.due), _many(day <= DUE))
            .select_from(last.join(work_items, work_items.c.id == last.c.subject))
            .join(queue, queue.c.id == work_items.c.proposal_id)
            .where(work_items.c.status == WorkStatus.DONE)
            .group_by(day, queue.c.team)
        )
        for at, team, count, due, on_time in connection.execute(query):
            yield Finished(date.fromisoformat(at), team, count, due, on_time)

    def _waits(self, connection: sa.Connection) -> Iterator[Waits]:
        query = sa.select(queue.c.team, sa.func.count(), sa.func.sum(QUESTIONS)).where(
            queue.c.workspace == self.workspace.name, queue.c.state.in_(WAITING)
        )
        for team, count, questions in connection.execute(query.group_by(queue.c.team)):
            yield Waits(team, count, questions)

    def _unfinished(self, connection: sa.Connection, today: date) -> Iterator[Unfinished]:
        made = sa.cast(sa.func.date(queue.c.made_at), sa.String)
        query = (
            sa.select(queue.c.team, made, sa.func.count(), _many(work_items.c.due < today))
            .select_from(work_items.join(queue, queue.c.id == work_items.c.proposal_id))
            .where(work_items.c.workspace == self.workspace.name, work_items.c.status == WorkStatus.OPEN)
            .group_by(queue.c.team, made)
        )
        for team, day, count, overdue in connection.execute(query):
            yield Unfinished(team, date.fromisoformat(day), count, overdue)


def _many(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    """How many of a group."""
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _last(where: sa.ColumnElement[bool]) -> sa.Subquery:
    """The newest event of each kind and subject."""
    newest = sa.select(events.c.kind, events.c.subject, sa.func.max(events.c.at).label("at")).where(where)
    return newest.group_by(events.c.kind, events.c.subject).subquery()
