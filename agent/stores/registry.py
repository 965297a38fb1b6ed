"""The registry of confirmed work, and what the duplicate check may know of existing work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from agent.duplicates import Existing
from agent.errors import InvalidChange
from agent.models import DeliveryState, Proposal, Receipt, WorkItem, WorkStatus
from agent.protocols import Entry
from agent.stores.schema import deliveries, intakes, proposals, work_items
from agent.stores.workspace import Page, Workspace
from agent.terms import WAITING


@dataclass(frozen=True, slots=True)
class SqlRegistry:
    workspace: Workspace

    def get(self, work_id: str) -> WorkItem:
        with self.workspace.database.read() as connection:
            found = self.workspace.full_id(connection, work_items, work_id)
            return self._load(connection, work_items.c.id == found)[0]

    def find(self, status: WorkStatus | None = None, owner: str | None = None) -> list[WorkItem]:
        where = work_items.c.status == status if status else sa.true()
        with self.workspace.database.read() as connection:
            if owner:
                where &= work_items.c.owner.in_(self._spellings(connection, owner))
            return self._load(connection, where)

    def page(
        self,
        page: Page,
        status: WorkStatus | None = None,
        owner: str | None = None,
        due_before: date | None = None,
    ) -> list[WorkItem]:
        """Oldest first. Raises NotFound where the page before is not known."""
        where = work_items.c.status == status if status else sa.true()
        if owner:
            where &= work_items.c.owner == owner
        if due_before:
            where &= work_items.c.due < due_before
        with self.workspace.database.read() as connection:
            query = self.workspace.page(connection, work_items, where, page)
            ids = [row.id for row in connection.execute(query)]
            return self._load(connection, work_items.c.id.in_(ids))

    def owners(self) -> list[str]:
        """Everybody who has open work."""
        mine = (work_items.c.workspace == self.workspace.name) & (work_items.c.status == WorkStatus.OPEN)
        query = sa.select(work_items.c.owner).where(mine, work_items.c.owner.is_not(None)).distinct()
        with self.workspace.database.read() as connection:
            return sorted(connection.execute(query).scalars(), key=str.casefold)

    def of(self, proposal_id: str) -> WorkItem | None:
        """The standing work item of a proposal."""
        standing = (work_items.c.proposal_id == proposal_id) & (work_items.c.status != WorkStatus.WITHDRAWN)
        with self.workspace.database.read() as connection:
            return next(iter(self._load(connection, standing)), None)

    def of_intake(self, intake_id: str) -> list[WorkItem]:
        """All that was asked for in a text, oldest first; also what was withdrawn."""
        asked = sa.select(proposals.c.id).where(proposals.c.intake_id == intake_id)
        with self.workspace.database.read() as connection:
            return self._load(connection, work_items.c.proposal_id.in_(asked))

    def existing(self, ids: Sequence[str]) -> list[Existing]:
        with self.workspace.database.read() as connection:
            return [
                *self._existing_work(connection, work_items.c.id.in_(ids)),
                *self._existing_proposals(connection, proposals.c.id.in_(ids)),
            ]

    def entries(self, ids: Sequence[str] | None = None) -> list[Entry]:
        """What belongs into the duplicate index, of these ids or of all."""
        work = work_items.c.id.in_(ids) if ids is not None else sa.true()
        pending = proposals.c.id.in_(ids) if ids is not None else sa.true()
        with self.workspace.database.read() as connection:
            both = [*self._existing_work(connection, work), *self._existing_proposals(connection, pending)]
        return [Entry(id=found.id, title=found.item.goal.value, body=found.body) for found in both]

    def set_status(self, work_id: str, status: WorkStatus, by: str) -> WorkItem:
        """Finish or reopen. Raises NotFound, InvalidChange where it is withdrawn or so already."""
        with self.workspace.write() as connection:
            found = self.workspace.full_id(connection, work_items, work_id)
            work = self._load(connection, work_items.c.id == found)[0]
            if WorkStatus.WITHDRAWN in (work.status, status) or work.status is status:
                raise InvalidChange(f"{found!r} is {work.status} already")
            done_at = self.workspace.now() if status is WorkStatus.DONE else None
            changed = work.model_copy(update={"status": status, "done_at": done_at})
            connection.execute(
                sa.update(work_items)
                .where(work_items.c.id == found)
                .values(status=status, document=changed.model_dump(mode="json", exclude={"receipts"}))
            )
            kind = "work.done" if status is WorkStatus.DONE else "work.reopened"
            self.workspace.append(connection, kind, found, by=by)
        return changed

    def _spellings(self, connection: sa.Connection, owner: str) -> list[str]:
        """How this owner's name is written; each database has other ideas of lower case."""
        query = sa.select(work_items.c.owner).where(work_items.c.workspace == self.workspace.name).distinct()
        names = connection.execute(query).scalars()
        return [name for name in names if name and name.casefold() == owner.casefold()]

    def _load(self, connection: sa.Connection, where: sa.ColumnElement[bool]) -> list[WorkItem]:
        query = sa.select(work_items.c.document).where(where, work_items.c.workspace == self.workspace.name)
        loaded = [
            WorkItem.model_validate(document)
            for document in connection.execute(query.order_by(work_items.c.seq)).scalars()
        ]
        answers = self._receipts(connection, where)
        return [work.model_copy(update={"receipts": answers.get(work.id, ())}) for work in loaded]

    def _receipts(
        self, connection: sa.Connection, where: sa.ColumnElement[bool]
    ) -> dict[str, tuple[Receipt, ...]]:
        found: dict[str, tuple[Receipt, ...]] = {}
        query = (
            sa.select(deliveries.c.work_id, deliveries.c.receipt)
            .join(work_items, work_items.c.id == deliveries.c.work_id)
            .where(where, work_items.c.workspace == self.workspace.name)
            .where(deliveries.c.state == DeliveryState.DELIVERED)
        )
        for row in connection.execute(query.order_by(deliveries.c.destination)):
            found[row.work_id] = (*found.get(row.work_id, ()), Receipt.model_validate(row.receipt))
        return found

    def _existing_work(self, connection: sa.Connection, where: sa.ColumnElement[bool]) -> Iterator[Existing]:
        query = (
            sa.select(work_items.c.document, intakes.c.document.label("intake"))
            .join(proposals, proposals.c.id == work_items.c.proposal_id)
            .join(intakes, intakes.c.id == proposals.c.intake_id)
            .where(where, work_items.c.workspace == self.workspace.name)
            .where(work_items.c.status != WorkStatus.WITHDRAWN)
            .order_by(work_items.c.seq)
        )
        for row in connection.execute(query):
            work = WorkItem.model_validate(row.document)
            yield Existing(
                id=work.id,
                intake_id=work.intake_id,
                item=work.item,
                body=work.item.words,
                received_at=row.intake["received_at"],
                pending=False,
                done_at=work.done_at,
            )

    def _existing_proposals(
        self, connection: sa.Connection, where: sa.ColumnElement[bool]
    ) -> Iterator[Existing]:
        query = (
            sa.select(proposals.c.document, intakes.c.document.label("intake"))
            .join(intakes, intakes.c.id == proposals.c.intake_id)
            .where(where, proposals.c.workspace == self.workspace.name)
            .where(proposals.c.state.in_(WAITING))
            .order_by(proposals.c.seq)
        )
        for row in connection.execute(query):
            proposal = Proposal.model_validate(row.document)
            if proposal.amends:
                continue  # the work that it changes is there already
            yield Existing(
                id=proposal.id,
                intake_id=proposal.intake_id,
                item=proposal.item,
                body=proposal.item.words,
                received_at=row.intake["received_at"],
                pending=True,
            )
