"""Lists for programs: whatever is sought, a page looks at a bounded number of rows.

What an index answers is found at once. The rest is asked of each row: a page that has looked at so many ends
there, with fewer than were wanted or none, and says where the next one begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import sqlalchemy as sa

from agent.models import Proposal, ProposalState, WorkItem, WorkStatus
from agent.stores.registry import SqlRegistry
from agent.stores.schema import proposals, queue, work_items
from agent.stores.workspace import Page, Workspace

MOST_LOOKED_AT = 5000
"""Rows of one page: some 10 ms where each is asked for a value of its line."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A part of a list, oldest first."""

    found: list[T]
    after: str | None
    """The next part comes after the one with this id; None at the end."""


@dataclass(frozen=True, slots=True)
class SoughtProposals:
    """None: whatever it is."""

    state: ProposalState | None = None
    intake_id: str | None = None
    team: str | None = None
    owner: str | None = None
    ready: int | None = None
    """At least so many fields are not missing."""
    due_before: date | None = None


@dataclass(frozen=True, slots=True)
class SoughtWork:
    """None: whatever it is."""

    status: WorkStatus | None = None
    owner: str | None = None
    due_before: date | None = None


@dataclass(frozen=True, slots=True)
class SqlLists:
    workspace: Workspace
    most: int = MOST_LOOKED_AT

    def proposals(self, sought: SoughtProposals, page: Page) -> Part[Proposal]:
        """Raises NotFound where the page before is not known."""
        indexed, asked = _of_proposals(sought)
        with self.workspace.database.read() as connection:
            part = self._part(connection, queue, indexed, asked, page)
            query = sa.select(proposals.c.document).where(proposals.c.id.in_(part.found))
            documents = connection.execute(query.order_by(proposals.c.seq)).scalars()
            return Part([Proposal.model_validate(document) for document in documents], part.after)

    def work(self, sought: SoughtWork, page: Page) -> Part[WorkItem]:
        """Raises NotFound where the page before is not known."""
        indexed = [work_items.c.status == sought.status] if sought.status else []
        asked: list[sa.ColumnElement[bool]] = []
        if sought.owner is not None:
            asked.append(work_items.c.owner == sought.owner)
        if sought.due_before is not None:
            asked.append(work_items.c.due < sought.due_before)
        with self.workspace.database.read() as connection:
            part = self._part(connection, work_items, indexed, asked, page)
            return Part(SqlRegistry(self.workspace).load(connection, part.found), part.after)

    def _part(
        self,
        connection: sa.Connection,
        table: sa.Table,
        indexed: list[sa.ColumnElement[bool]],
        asked: list[sa.ColumnElement[bool]],
        page: Page,
    ) -> Part[str]:
        """Ids. One more is sought than is shown: whether there is another part."""
        most = self.most if asked else page.limit + 1
        query = self.workspace.page(connection, table, sa.and_(sa.true(), *indexed), Page(most, page.after))
        looked = query.with_only_columns(table.c.seq, table.c.id).cte("looked")
        fitting = (
            sa.select(table.c.id)
            .join(looked, looked.c.seq == table.c.seq)
            .where(*asked)
            .order_by(looked.c.seq)
            .limit(page.limit + 1)
        )
        found = list(connection.execute(fitting).scalars())
        if len(found) > page.limit:
            return Part(found[:-1], found[-2])
        last = sa.select(looked.c.id).order_by(looked.c.seq).offset(most - 1).limit(1)
        return Part(found, connection.execute(last).scalar() if asked else None)


def _of_proposals(
    sought: SoughtProposals,
) -> tuple[list[sa.ColumnElement[bool]], list[sa.ColumnElement[bool]]]:
    """What an index answers, and what is asked of each row."""
    indexed: list[sa.ColumnElement[bool]] = []
    asked: list[sa.ColumnElement[bool]] = []
    if sought.state is not None:
        indexed.append(queue.c.state == sought.state)
    if sought.intake_id is not None:
        made = sa.select(proposals.c.seq).where(proposals.c.intake_id == sought.intake_id)
        indexed.append(queue.c.seq.in_(made))
    if sought.team is not None:
        (asked if sought.state is None else indexed).append(queue.c.team == sought.team)
    if sought.ready is not None:
        asked.append(queue.c.ready >= sought.ready)
    if sought.owner is not None:
        asked.append(queue.c.line["owner"].as_string() == sought.owner)
    if sought.due_before is not None:
        asked.append(queue.c.line["due"].as_string() < sought.due_before.isoformat())
    return indexed, asked
