"""The registry of confirmed work, and what the duplicate check may know of existing work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from agent.duplicates import Existing
from agent.errors import InvalidChange
from agent.models import DeliveryState, Proposal, Receipt, WorkItem, WorkStatus
from agent.records import Entry
from agent.stores.commits import LOADED
from agent.stores.merges import SqlMerges
from agent.stores.schema import decisions, deliveries, intakes, proposals, work_items
from agent.stores.workspace import Page, Workspace
from agent.terms import WAITING

AT_A_TIME = 1000
"""Documents that are read in one transaction."""


def put_status(workspace: Workspace, connection: sa.Connection, changed: WorkItem, by: str) -> None:
    """Work that was finished or reopened, in the caller's transaction."""
    connection.execute(
        sa.update(work_items)
        .where(work_items.c.id == changed.id)
        .values(status=changed.status, document=changed.model_dump(mode="json", exclude=LOADED))
    )
    kind = "work.done" if changed.status is WorkStatus.DONE else "work.reopened"
    workspace.append(connection, kind, changed.id, by=by)


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
            return self.load(connection, ids)

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

    def entries(self, ids: Sequence[str] | None = None) -> Iterator[Entry]:
        for table, standing, noun in self._indexed():
            where = table.c.id.in_(ids) & standing if ids is not None else standing
            for document in self._documents(table, where):
                found = noun.model_validate(document)
                if not (isinstance(found, Proposal) and found.amends):  # the work that it changes is there
                    yield Entry(id=found.id, title=found.item.goal.value, body=found.words)

    def size(self) -> int:
        with self.workspace.database.read() as connection:
            counts = (
                sa.select(sa.func.count()).where(table.c.workspace == self.workspace.name, standing)
                for table, standing, _ in self._indexed()
            )
            return sum(connection.execute(count).scalar_one() for count in counts)

    @staticmethod
    def _indexed() -> tuple[tuple[sa.Table, sa.ColumnElement[bool], type[WorkItem | Proposal]], ...]:
        """Where existing work stands, and which of it counts."""
        return (
            (work_items, work_items.c.status != WorkStatus.WITHDRAWN, WorkItem),
            (proposals, proposals.c.state.in_(WAITING), Proposal),
        )

    def _documents(self, table: sa.Table, where: sa.ColumnElement[bool]) -> Iterator[dict[str, object]]:
        """In order, some at a time: whoever reads all of them keeps nobody from writing."""
        mine, last = table.c.workspace == self.workspace.name, 0
        query = sa.select(table.c.seq, table.c.document).where(mine, where).order_by(table.c.seq)
        while True:
            with self.workspace.database.read() as connection:
                rows = connection.execute(query.where(table.c.seq > last).limit(AT_A_TIME)).all()
            yield from (row.document for row in rows)
            if len(rows) < AT_A_TIME:
                return
            last = rows[-1].seq

    def set_status(self, work_id: str, status: WorkStatus, by: str) -> WorkItem:
        """Finish or reopen. Raises NotFound, InvalidChange where it is withdrawn or so already."""
        with self.workspace.write() as connection:
            found = self.workspace.full_id(connection, work_items, work_id)
            work = self._load(connection, work_items.c.id == found)[0]
            if WorkStatus.WITHDRAWN in (work.status, status) or work.status is status:
                raise InvalidChange(f"{found!r} is {work.status} already")
            done_at = self.workspace.now() if status is WorkStatus.DONE else None
            changed = work.model_copy(update={"status": status, "done_at": done_at})
            put_status(self.workspace, connection, changed, by)
        return changed

    def members(self, subject: str) -> list[str]:
        confirms = sa.select(decisions.c.work_id).where(
            decisions.c.import_id == subject, decisions.c.workspace == self.workspace.name
        )
        with self.workspace.database.read() as connection:
            return list(connection.execute(confirms.order_by(decisions.c.seq)).scalars()) or [subject]

    def _spellings(self, connection: sa.Connection, owner: str) -> list[str]:
        """How this owner's name is written; each database has other ideas of lower case."""
        query = sa.select(work_items.c.owner).where(work_items.c.workspace == self.workspace.name).distinct()
        names = connection.execute(query).scalars()
        return [name for name in names if name and name.casefold() == owner.casefold()]

    def load(self, connection: sa.Connection, ids: Sequence[str]) -> list[WorkItem]:
        """Oldest first, in the caller's transaction."""
        return self._load(connection, work_items.c.id.in_(ids))

    def _load(self, connection: sa.Connection, where: sa.ColumnElement[bool]) -> list[WorkItem]:
        query = sa.select(work_items.c.document).where(where, work_items.c.workspace == self.workspace.name)
        loaded = [
            WorkItem.model_validate(document)
            for document in connection.execute(query.order_by(work_items.c.seq)).scalars()
        ]
        receipts = self._receipts(connection, where)
        also = SqlMerges(self.workspace).also_asked(connection, where)
        return [
            work.model_copy(
                update={"receipts": receipts.get(work.id, ()), "also_asked": also.get(work.id, ())}
            )
            for work in loaded
        ]

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
        also = SqlMerges(self.workspace).words(connection, where)
        for row in connection.execute(query):
            work = WorkItem.model_validate(row.document)
            yield Existing(
                id=work.id,
                intake_id=work.intake_id,
                item=work.item,
                body="\n".join((work.words, *also.get(work.id, ()))),
                received_at=(work.origin and work.origin.created_at) or row.intake["received_at"],
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
                body=proposal.words,
                received_at=row.intake["received_at"],
                pending=True,
            )
