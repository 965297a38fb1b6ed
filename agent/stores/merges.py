"""What people merged into what: a link from the one that was merged, and the order in which it is taken back.

The decisions about one proposal and the merges into it are a pile, like the confirms of one work item: what
stands below another cannot be taken back. A merge into work changes nothing of that work, so it can be taken
back at any time, but no confirm from under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa

from agent.errors import InvalidChange, StaleRevision
from agent.merging import as_joined
from agent.models import (
    DecisionKind,
    Intake,
    Joined,
    Proposal,
    ProposalState,
    Survivor,
    WorkStatus,
)
from agent.stores.schema import decisions, intakes, proposals, work_items
from agent.stores.workspace import Workspace

STANDING = decisions.c.undone.is_(False) & (decisions.c.kind != DecisionKind.UNDO)


class Stranded(NamedTuple):
    """Who still waits for work that was withdrawn."""

    work_id: str
    asked: Joined
    undo: str
    """The proposal whose newest decision is to be taken back for them: the merge, or the withdrawal."""


@dataclass(frozen=True, slots=True)
class SqlMerges:
    workspace: Workspace

    def ends(self, ids: Sequence[str]) -> dict[str, str]:
        """Where each of these proposals went, by merges and by the confirm of what they were merged into:
        a work item, or a proposal that was neither merged nor confirmed.
        """
        with self.workspace.database.read() as connection:
            return {id_: self.end(connection, id_) for id_ in ids}

    def into(self, proposal_id: str) -> list[str]:
        """What stands merged into a proposal itself, oldest first."""
        with self.workspace.database.read() as connection:
            rows = connection.execute(self._merged(proposals.c.merge_into == proposal_id))
            return [row.proposal_id for row in rows]

    def stranded(self) -> list[Stranded]:
        """Who asked for work that is withdrawn now, in texts that were merged into it."""
        withdrawn = work_items.c.status == WorkStatus.WITHDRAWN
        with self.workspace.database.read() as connection:
            found = self.also_asked(connection, withdrawn)
            query = sa.select(work_items.c.id, work_items.c.proposal_id).where(work_items.c.id.in_(found))
            last = {row.id: row.proposal_id for row in connection.execute(query)}
            own = self._merged(proposals.c.merge_into.in_(found))
            direct = {row.proposal_id for row in connection.execute(own)}
        return [
            Stranded(id_, one, one.proposal_id if one.proposal_id in direct else last[id_])
            for id_, asked in found.items()
            for one in asked
        ]

    def also_asked(
        self, connection: sa.Connection, where: sa.ColumnElement[bool]
    ) -> dict[str, tuple[Joined, ...]]:
        """By work item, what was merged into it, or before its confirm into the proposals that set it."""
        found: dict[str, tuple[Joined, ...]] = {}
        mine = where & (work_items.c.workspace == self.workspace.name)
        confirmed = (
            sa.select(decisions.c.work_id, proposals.c.document)
            .join(work_items, work_items.c.id == decisions.c.work_id)
            .join(proposals, proposals.c.id == decisions.c.proposal_id)
            .where(mine, STANDING, decisions.c.kind == DecisionKind.CONFIRM)
        )
        for row in connection.execute(confirmed.order_by(decisions.c.seq)):
            found[row.work_id] = (*found.get(row.work_id, ()), *Proposal.model_validate(row.document).merged)
        merged = self._merged(mine).join(work_items, work_items.c.id == proposals.c.merge_into)
        for link in connection.execute(merged):
            one = Proposal.model_validate(link.document)
            joined = (as_joined(one, Intake.model_validate(link.source)), *one.merged)
            found[link.merge_into] = (*found.get(link.merge_into, ()), *joined)
        return found

    def words(self, connection: sa.Connection, where: sa.ColumnElement[bool]) -> dict[str, list[str]]:
        """By work item, the words of what was merged into it: whoever uses them again means the same work."""
        found: dict[str, list[str]] = {}
        merged = self._merged(where).join(work_items, work_items.c.id == proposals.c.merge_into)
        for row in connection.execute(merged):
            found.setdefault(row.merge_into, []).append(Proposal.model_validate(row.document).item.words)
        return found

    def check(self, connection: sa.Connection, work_id: str, survivor: Survivor) -> None:
        """Raises StaleRevision where the work item is no longer as it was bound."""
        mine = (work_items.c.id == work_id) & (work_items.c.workspace == self.workspace.name)
        row = connection.execute(sa.select(work_items).where(mine).with_for_update()).one()
        if (row.digest, row.status) != (survivor.digest, survivor.state):
            raise StaleRevision(f"{work_id!r} changed since it was shown: look at it again")

    def check_top(self, connection: sa.Connection, undone: sa.Row[tuple[object, ...]]) -> None:
        """Raises InvalidChange where something stands on top of a decision, a row of the decisions."""
        into = undone.document.get("merge_into") if undone.survivor else None
        about = [id_ for id_ in (undone.proposal_id, undone.work_id, into) if id_]
        later = self._merged(proposals.c.merge_into.in_(about), decisions.c.seq > undone.seq)
        if on_top := connection.execute(later).first():
            raise InvalidChange(
                f"{on_top.proposal_id!r} was merged into {on_top.merge_into!r} since: "
                f"`clarify undo {on_top.proposal_id}` first"
            )
        since = STANDING & (decisions.c.proposal_id == into) & (decisions.c.seq > undone.seq)
        if into and (row := connection.execute(sa.select(decisions.c.kind).where(since)).first()):
            raise InvalidChange(
                f"somebody decided about {into!r} since ({row.kind}): `clarify undo {into}` first"
            )

    def end(self, connection: sa.Connection, proposal_id: str) -> str:
        """`ends` of one, in the caller's transaction."""
        mine = (proposals.c.id == proposal_id) & (proposals.c.workspace == self.workspace.name)
        row = connection.execute(sa.select(proposals).where(mine)).one_or_none()
        if row is None:
            return proposal_id
        if row.state == ProposalState.MERGED:
            return self.end(connection, row.merge_into)
        confirm = STANDING & (decisions.c.proposal_id == proposal_id) & decisions.c.work_id.is_not(None)
        work = connection.execute(sa.select(decisions.c.work_id).where(confirm)).scalar()
        amends = row.document.get("amends") or {}
        return str(work or amends.get("work_id") or proposal_id)

    def _merged(self, *where: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
        """Merges that stand, in the order in which they were decided, each with the text that was merged."""
        return (
            sa.select(
                decisions.c.proposal_id,
                proposals.c.merge_into,
                proposals.c.document,
                intakes.c.document.label("source"),
            )
            .select_from(decisions)
            .join(proposals, proposals.c.id == decisions.c.proposal_id)
            .join(intakes, intakes.c.id == proposals.c.intake_id)
            .where(proposals.c.workspace == self.workspace.name, STANDING, *where)
            .where(decisions.c.kind == DecisionKind.MERGE)
            .order_by(decisions.c.seq)
        )
