"""What waits for people, a short line a proposal: so that lists, counts and searches read no documents.

A line is written in the transaction of its proposal, so the two never differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from pydantic import AwareDatetime

from agent import readiness
from agent.models import Basis, FieldName, Intake, Noun, Priority, Proposal, ProposalState, Verdict
from agent.stores.database import insert_new
from agent.stores.schema import intakes, proposals, queue, queue_counts
from agent.stores.workspace import Page, Workspace
from agent.text.address import title

LONGEST_WORDS = 400
"""They stand in an index, and PostgreSQL takes 2,700 bytes."""
MOST_SOUGHT = 5
"""Words of one search."""


class Line(Noun):
    """A proposal at a glance."""

    goal: str
    owner: str | None
    due: date | None
    recurrence: str | None
    priority: Priority
    bases: dict[FieldName, Basis]
    questions: int
    verdict: Verdict | None
    """Of the likeliest existing work."""
    unchecked: bool = False
    """The duplicate check could not be made."""
    amends: str | None = None
    called_off: bool = False
    title: str
    sender: str


class Waiting(Noun):
    """A line with its place in the queue."""

    id: str
    state: ProposalState
    team: str
    ready: int
    made_at: AwareDatetime
    snoozed_until: AwareDatetime | None
    line: Line


class Group(Noun):
    """How many are alike."""

    state: ProposalState
    team: str
    ready: int
    count: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines: of one state, and what is said of the others."""

    state: ProposalState = ProposalState.PENDING
    """Pending means all that wait now, snoozed ones whose time has come as well."""
    team: str | None = None
    ready: tuple[int, ...] | None = None
    before: datetime | None = None
    """Made before then."""
    words: Sequence[str] = field(default_factory=tuple)


def line_up(
    workspace: Workspace, connection: sa.Connection, seq: int, proposal: Proposal, intake: Intake
) -> None:
    """In the caller's transaction, which inserted the proposal as this row."""
    values = line_of(proposal, heading_of(intake), str(intake.sender or ""))
    row = {"seq": seq, "id": proposal.id, "workspace": workspace.name, "made_at": workspace.now()}
    connection.execute(sa.insert(queue).values(**row, **values))
    _count(workspace, connection, values, 1)


def change_line(workspace: Workspace, connection: sa.Connection, changed: Proposal) -> None:
    """In the caller's transaction, which changed the proposal."""
    mine = queue.c.id == changed.id
    before = connection.execute(sa.select(queue).where(mine)).mappings().one_or_none()
    if before is None:  # it was imported, and so never waited until now
        _line_up_late(workspace, connection, changed)
        return
    values = line_of(changed, before["line"]["title"], before["line"]["sender"])
    connection.execute(sa.update(queue).where(mine).values(**values))
    _count(workspace, connection, dict(before), -1)
    _count(workspace, connection, values, 1)


def _line_up_late(workspace: Workspace, connection: sa.Connection, changed: Proposal) -> None:
    where = (proposals.c.id == changed.id) & (intakes.c.id == proposals.c.intake_id)
    row = connection.execute(sa.select(proposals.c.seq, intakes.c.document).where(where)).one()
    line_up(workspace, connection, row.seq, changed, Intake.model_validate(row.document))


def _count(workspace: Workspace, connection: sa.Connection, values: Mapping[str, object], more: int) -> None:
    """Kept beside the lines: to count a hundred thousand at each look would take too long."""
    alike = {name: values[name] for name in ("state", "team", "ready")}
    added = insert_new(connection, queue_counts).values(workspace=workspace.name, count=more, **alike)
    connection.execute(
        added.on_conflict_do_update(
            index_elements=list(queue_counts.primary_key), set_={"count": queue_counts.c.count + more}
        )
    )


def line_of(proposal: Proposal, heading: str, sender: str) -> dict[str, object]:
    """The values of its row. `heading` and `sender` are those of its text."""
    bases = readiness.bases(proposal)
    item, similar = proposal.item, proposal.similar
    line = Line(
        goal=item.goal.value,
        owner=proposal.owner.value,
        due=item.due.value,
        recurrence=item.recurrence.value,
        priority=proposal.priority.value,
        bases=bases,
        questions=len(proposal.questions),
        verdict=similar.matches[0].verdict if similar.matches else None,
        unchecked=similar.unavailable is not None,
        amends=proposal.amends.work_id if proposal.amends else None,
        called_off=proposal.cancelled is not None,
        title=heading,
        sender=sender,
    )
    team = proposal.route.team or proposal.route.destination
    said = [proposal.id, line.goal, line.owner or "", team, heading, sender]
    return {
        "state": proposal.state,
        "team": team,
        "ready": sum(basis is not Basis.MISSING for basis in bases.values()),
        "snoozed_until": proposal.snoozed_until,
        "line": line.model_dump(mode="json"),
        "words": folded(" ".join(said))[:LONGEST_WORDS],
    }


def folded(words: str) -> str:
    return " ".join(words.casefold().split())


def heading_of(intake: Intake) -> str:
    return " ".join(title(intake.text).split())[:200]


@dataclass(frozen=True, slots=True)
class SqlQueue:
    workspace: Workspace

    def find(self, wanted: Wanted, page: Page) -> list[Waiting]:
        """Oldest first. Raises NotFound where the page before is not known."""
        with self.workspace.database.read() as connection:
            rows = [
                row
                for where in self._states(wanted)
                for row in connection.execute(
                    self.workspace.page(connection, queue, where & self._also(wanted), page)
                )
            ]
        rows.sort(key=lambda row: row.seq)
        return [_waiting(row) for row in rows[: page.limit]]

    def next_after(self, proposal_id: str, wanted: Wanted) -> str | None:
        """The next of the list, from its beginning again after its end; None where there is no other.

        Raises NotFound where there is no such proposal.
        """
        found = (*self.find(wanted, Page(2, proposal_id)), *self.find(wanted, Page(2)))
        return next((one.id for one in found if one.id != proposal_id), None)

    def groups(self) -> list[Group]:
        """All there is, counted by what lists are filtered by; snoozed ones whose time has come wait."""
        alike = queue.c.state, queue.c.team, queue.c.ready
        come = sa.select(*alike, sa.func.count().label("many")).where(self._mine, self._come).group_by(*alike)
        all_of_them = sa.select(queue_counts).where(queue_counts.c.workspace == self.workspace.name)
        with self.workspace.database.read() as connection:
            found = connection.execute(all_of_them).mappings().all()
            due = connection.execute(come).all()
        groups = {(row["state"], row["team"], row["ready"]): row["count"] for row in found}
        for row in due:
            groups[row.state, row.team, row.ready] -= row.many
            pending = (str(ProposalState.PENDING), row.team, row.ready)
            groups[pending] = groups.get(pending, 0) + row.many
        return [
            Group(state=ProposalState(state), team=team, ready=ready, count=count)
            for (state, team, ready), count in groups.items()
            if count
        ]

    def older(self, than: datetime, most: int) -> int:
        """How many of those that wait now were made before then; nobody counts beyond so many."""
        counted = (
            sa.select(queue.c.seq).where(self._mine, where, queue.c.made_at < than).limit(most)
            for where in self._states(Wanted())
        )
        with self.workspace.database.read() as connection:
            found = (sa.select(sa.func.count()).select_from(query.subquery()) for query in counted)
            return min(most, sum(connection.execute(query).scalar_one() for query in found))

    def is_empty(self) -> bool:
        """Nothing was ever proposed."""
        with self.workspace.database.read() as connection:
            return connection.execute(sa.select(queue.c.seq).where(self._mine).limit(1)).first() is None

    def _states(self, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
        """Each is one range of an index; an OR of them would be none."""
        if wanted.state is ProposalState.PENDING:
            return [queue.c.state == ProposalState.PENDING, self._come]
        if wanted.state is ProposalState.SNOOZED:
            return [(queue.c.state == wanted.state) & (queue.c.snoozed_until > self.workspace.now())]
        return [queue.c.state == wanted.state]

    def _also(self, wanted: Wanted) -> sa.ColumnElement[bool]:
        conditions: list[sa.ColumnElement[bool]] = [sa.true()]
        if wanted.team is not None:
            conditions.append(queue.c.team == wanted.team)
        if wanted.ready is not None:
            conditions.append(queue.c.ready.in_(wanted.ready))
        if wanted.before is not None:
            conditions.append(queue.c.made_at < wanted.before)
        conditions += [self._holds(word) for word in wanted.words[:MOST_SOUGHT]]
        return sa.and_(*conditions)

    def _holds(self, word: str) -> sa.ColumnElement[bool]:
        place = sa.func.strpos if self.workspace.database.is_postgresql else sa.func.instr
        return place(queue.c.words, folded(word)) > 0

    @property
    def _mine(self) -> sa.ColumnElement[bool]:
        return queue.c.workspace == self.workspace.name

    @property
    def _come(self) -> sa.ColumnElement[bool]:
        come: sa.ColumnElement[bool] = queue.c.snoozed_until <= self.workspace.now()
        return (queue.c.state == ProposalState.SNOOZED) & come


def _waiting(row: sa.Row[tuple[object, ...]]) -> Waiting:
    return Waiting(
        id=row.id,
        state=row.state,
        team=row.team,
        ready=row.ready,
        made_at=row.made_at,
        snoozed_until=row.snoozed_until,
        line=row.line,
    )
