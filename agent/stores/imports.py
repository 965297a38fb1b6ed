"""Imports: one decision of a person makes many work items, all in one transaction, or none.

Each item has a proposal and a confirm of its own, as if it had been confirmed by itself, so that all that
can happen to work can happen to it. What the confirms have in common is their import: its row, one event, and
a digest over all of them, which is what the person approved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from agent.errors import DigestMismatch, InvalidChange
from agent.importing import Plan
from agent.models import Channel, Import, Intake, Payload, WorkItem, WorkStatus
from agent.stores.imported import Document, ImportedRows, Row, taken_back
from agent.stores.intakes import keep_file
from agent.stores.registry import put_status
from agent.stores.schema import decisions, imports, proposals, work_items
from agent.stores.workspace import Workspace
from agent.terms import JobKind

BATCH = 1000
"""Rows that are written at a time."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What taking an import back came to."""

    of: Import
    withdrawn: int
    left: tuple[str, ...]
    """Work that somebody changed since: it stays."""


@dataclass(frozen=True, slots=True)
class SqlImports:
    workspace: Workspace

    def known(self, keys: Collection[str]) -> dict[str, WorkItem]:
        with self.workspace.database.read() as connection:
            return self._known(connection, set(keys))

    def record(self, plan: Plan, by: str) -> Import:
        """All of it, bound to what is here just now. Raises DigestMismatch where that changed since the plan
        was made; then nothing was written.
        """
        made, rows = self._prepared(plan, by)
        expected = {one.key: one.work_id for one in plan.known}
        with self.workspace.write() as connection:
            there = self._known(connection, {one.origin.key for one in plan.backlog.items})
            ends = {one.work_id for one in plan.finished}
            still_open = {work.id for work in there.values() if work.status is WorkStatus.OPEN}
            if {key: work.id for key, work in there.items()} != expected or not ends <= still_open:
                raise DigestMismatch(f"the registry changed since {made.name!r} was shown: look at it again")
            keep_file(self.workspace, connection, _intake(made, self.workspace.name), plan.backlog.raw)
            connection.execute(sa.insert(imports).values(**self._row(made)))
            for table, values in rows.items():
                for some in _batches(values):
                    connection.execute(sa.insert(table), list(some))
            self.workspace.append(
                connection, "import.made", made.id, by=by, approved=made.digest, sha256=made.sha256,
                items=made.items, finished=len(made.finished),
            )  # fmt: skip
            for one in plan.finished:
                end = {"status": WorkStatus.DONE, "done_at": one.done_at or made.at}
                put_status(self.workspace, connection, there[one.key].model_copy(update=end), by)
            self.workspace.enqueue(connection, JobKind.INDEX, made.id)
        return made

    def withdraw(self, import_id: str, by: str, digest: str = "") -> Withdrawn:
        """Take back what stands as it was imported. Raises NotFound, DigestMismatch, InvalidChange."""
        with self.workspace.write() as connection:
            found = self.workspace.full_id(connection, imports, import_id)
            made = self._get(connection, found)
            if digest and digest != made.digest:
                raise DigestMismatch(
                    f"{found!r} is not the import with that digest: `clarify import` lists them"
                )
            if made.undone_by:
                raise InvalidChange(f"{found!r} was taken back already, by {made.undone_by}")
            undone = made.model_copy(update={"undone_by": by, "undone_at": self.workspace.now()})
            mine = imports.c.id == found
            connection.execute(sa.update(imports).where(mine).values(**self._row(undone), undone=True))
            withdrawn, left = self._take_back(connection, found)
            self._reopen(connection, undone)
            self.workspace.append(connection, "import.undone", found, by=by, withdrawn=withdrawn)
            self.workspace.enqueue(connection, JobKind.INDEX, found)
        return Withdrawn(undone, withdrawn, tuple(left))

    def find(self) -> list[Import]:
        """The newest first."""
        query = sa.select(imports.c.document).where(imports.c.workspace == self.workspace.name)
        with self.workspace.database.read() as connection:
            found = connection.execute(query.order_by(imports.c.seq.desc())).scalars()
            return [Import.model_validate(document) for document in found]

    def _get(self, connection: sa.Connection, import_id: str) -> Import:
        query = sa.select(imports.c.document).where(imports.c.id == import_id)
        return Import.model_validate(connection.execute(query).scalar_one())

    def _known(self, connection: sa.Connection, keys: set[str]) -> dict[str, WorkItem]:
        """By key, else by id: what we exported ourselves is not imported beside itself."""
        mine = (work_items.c.workspace == self.workspace.name) & (work_items.c.status != WorkStatus.WITHDRAWN)
        named = sa.select(work_items.c.id, work_items.c.source_key).where(mine)
        there: dict[str, str] = {}
        for row in connection.execute(named.order_by(work_items.c.seq)):
            there |= {key: row.id for key in (row.id, row.source_key) if key in keys}
        found: dict[str, WorkItem] = {}
        for ids in _batches(sorted(set(there.values()))):
            query = sa.select(work_items.c.document).where(mine, work_items.c.id.in_(ids))
            for document in connection.execute(query).scalars():
                work = WorkItem.model_validate(document)
                found[work.id] = work
        return {key: found[work_id] for key, work_id in there.items()}

    def _prepared(self, plan: Plan, by: str) -> tuple[Import, dict[sa.Table, list[Row]]]:
        """Every row, before anybody has to wait for the lock."""
        new_id, backlog = self.workspace.new_id, plan.backlog
        made = Import(
            id=new_id("B"), name=backlog.name, form=backlog.form, by=by, at=self.workspace.now(),
            digest=plan.digest, sha256=backlog.sha256, intake_id=new_id("I"), items=len(plan.new),
            finished=plan.ends,
        )  # fmt: skip
        rows: dict[sa.Table, list[Row]] = {proposals: [], decisions: [], work_items: []}
        if plan.payloads:
            some = Payload.model_validate_json(plan.payloads[0])
            maker = ImportedRows.of(some, made, self.workspace.name, new_id)
            for payload, digest in zip(plan.payloads, plan.digests, strict=True):
                for table, row in zip(rows, maker.rows(payload, digest), strict=True):
                    rows[table].append(row)
        return made, rows

    def _take_back(self, connection: sa.Connection, import_id: str) -> tuple[int, list[str]]:
        """How much was withdrawn, and the ids of what somebody changed since."""
        standing = connection.execute(self._standing(import_id)).all()
        gone = [row for row in standing if row.is_set_by_it and row.status == _as_imported(row.document)]
        for some in _batches(gone):
            now = self.workspace.now()
            for table, values in _withdrawals(some, now).items():
                which = table.c.seq == sa.bindparam("of")
                changed: Row = {name: sa.bindparam(f"new_{name}") for name in values[0] if name != "of"}
                update = sa.update(table).where(which).values(changed)
                connection.execute(update, [_bound(value) for value in values])
        ids = {row.id for row in gone}
        return len(gone), [row.id for row in standing if row.id not in ids]

    def _standing(self, import_id: str) -> sa.Select[tuple[object, ...]]:
        """What came of an import and is not withdrawn, with the rows that hang on it."""
        by_it = (work_items.c.proposal_id == decisions.c.proposal_id) & (
            work_items.c.revision == decisions.c.revision
        )
        return (
            sa.select(
                work_items.c.id, work_items.c.seq, work_items.c.status, work_items.c.document,
                decisions.c.seq.label("decision_seq"), proposals.c.seq.label("proposal_seq"),
                proposals.c.document.label("proposal"), by_it.label("is_set_by_it"),
            )
            .join(decisions, decisions.c.work_id == work_items.c.id)
            .join(proposals, proposals.c.id == decisions.c.proposal_id)
            .where(decisions.c.import_id == import_id, work_items.c.status != WorkStatus.WITHDRAWN)
            .order_by(work_items.c.seq)
        )  # fmt: skip

    def _reopen(self, connection: sa.Connection, undone: Import) -> None:
        """What it marked as done, where it still is."""
        there = self._known(connection, {work_id for work_id, _ in undone.finished})
        for work in there.values():
            if work.status is WorkStatus.DONE:
                open_again = work.model_copy(update={"status": WorkStatus.OPEN, "done_at": None})
                put_status(self.workspace, connection, open_again, undone.undone_by or "")

    def _row(self, made: Import) -> Row:
        return {
            "id": made.id, "workspace": self.workspace.name, "intake_id": made.intake_id, "by": made.by,
            "digest": made.digest, "document": made.model_dump(mode="json"),
        }  # fmt: skip


def _intake(made: Import, workspace: str) -> Intake:
    """Under which the file is kept; its text only says what it is."""
    return Intake(
        id=made.intake_id,
        workspace=workspace,
        channel=Channel.NOTE,
        received_at=made.at,
        text=f"Existing work out of {made.name}",
        sha256=made.sha256,
    )


def _as_imported(document: Document) -> WorkStatus:
    return WorkStatus.DONE if document["origin"]["done"] else WorkStatus.OPEN


def _withdrawals(rows: Sequence[sa.Row[Any]], now: datetime) -> dict[sa.Table, list[Row]]:
    """What changes in each table; `of` says in which row."""
    work: list[Row] = []
    made: list[Row] = []
    for row in rows:
        gone = {**row.document, "status": WorkStatus.WITHDRAWN.value}
        work.append({"of": row.seq, "status": WorkStatus.WITHDRAWN, "document": gone})
        document, revision = taken_back(row.proposal)
        made.append(
            {"of": row.proposal_seq, "revision": revision, "state": document["state"],
             "document": document, "updated_at": now}
        )  # fmt: skip
    return {
        work_items: work,
        proposals: made,
        decisions: [{"of": row.decision_seq, "undone": True} for row in rows],
    }


def _bound(values: Row) -> Row:
    return {name if name == "of" else f"new_{name}": value for name, value in values.items()}


T = TypeVar("T")


def _batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]
