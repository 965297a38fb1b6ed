"""Proposals and the decisions about them: each change is one transaction, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from agent.errors import InvalidChange, StaleRevision
from agent.models import (
    Decision,
    DecisionKind,
    DeliveryState,
    Extraction,
    Intake,
    Proposal,
    ProposalState,
    Recorded,
    WorkItem,
    WorkStatus,
    delivery_key,
)
from agent.rereads import Settled
from agent.stores.schema import decisions, deliveries, intakes, proposals, work_items
from agent.stores.workspace import Page, Workspace
from agent.terms import WAITING, IntakeState, JobKind


@dataclass(frozen=True, slots=True)
class SqlProposals:
    workspace: Workspace

    def propose(
        self,
        intake: Intake,
        extraction: Extraction,
        made: Sequence[Proposal],
        amended: Sequence[Proposal] = (),
    ) -> bool:
        """False, and nothing written, where another worker read the intake before."""
        state = IntakeState.EXTRACTED if extraction.findings else IntakeState.NOT_WORK
        with self.workspace.write() as connection:
            first = connection.execute(
                sa.update(intakes)
                .where(intakes.c.id == intake.id, intakes.c.workspace == self.workspace.name)
                .where(intakes.c.state.in_([IntakeState.RECEIVED, IntakeState.FAILED]))
                .values(
                    state=state,
                    reason=extraction.not_work_reason or "",
                    extraction=extraction.model_dump(mode="json"),
                )
            ).rowcount
            if not first:
                return False
            self.workspace.append(connection, f"intake.{state}", intake.id, engine=extraction.trace.engine)
            self._insert(connection, made)
            for proposal in amended:
                self._swap(connection, proposal, proposal.revision - 1)
                self._announce(connection, "proposal.amended", proposal, intake=intake.id)
        return True

    def reread(self, intake: Intake, extraction: Extraction, made: Settled, seen: Sequence[Proposal]) -> None:
        state = IntakeState.EXTRACTED if extraction.findings or seen else IntakeState.NOT_WORK
        reason = "" if state is IntakeState.EXTRACTED else extraction.not_work_reason or ""
        mine = (intakes.c.id == intake.id) & (intakes.c.workspace == self.workspace.name)
        with self.workspace.write() as connection:
            self._check_unchanged(connection, intake, seen)
            values = {"state": state, "reason": reason, "extraction": extraction.model_dump(mode="json")}
            connection.execute(sa.update(intakes).where(mine).values(**values))
            self.workspace.append(
                connection, "intake.reread", intake.id,
                engine=extraction.trace.engine, new=len(made.new), revised=len(made.revised),
            )  # fmt: skip
            self._insert(connection, made.new)
            for proposal in made.revised:
                self._swap(connection, proposal, proposal.revision - 1)
                self._announce(connection, "proposal.reread", proposal, intake=intake.id)

    def _check_unchanged(self, connection: sa.Connection, intake: Intake, seen: Sequence[Proposal]) -> None:
        query = sa.select(proposals.c.id, proposals.c.revision).where(proposals.c.intake_id == intake.id)
        now = {(row.id, row.revision) for row in connection.execute(query)}
        if now != {(proposal.id, proposal.revision) for proposal in seen}:
            raise StaleRevision(f"what was read out of {intake.id!r} changed meanwhile: look at it again")

    def _insert(self, connection: sa.Connection, made: Sequence[Proposal]) -> None:
        for proposal in made:
            connection.execute(sa.insert(proposals).values(**self._row(proposal)))
            self._announce(connection, "proposal.made", proposal)

    def waiting_in_thread(self, intake: Intake) -> list[Proposal]:
        query = (
            sa.select(proposals.c.document)
            .join(intakes, intakes.c.id == proposals.c.intake_id)
            .where(proposals.c.workspace == self.workspace.name, proposals.c.state.in_(WAITING))
            .where(intakes.c.thread == (intake.thread or intake.id), intakes.c.id != intake.id)
        )
        with self.workspace.database.read() as connection:
            found = connection.execute(query.order_by(proposals.c.seq)).scalars()
            return [Proposal.model_validate(document) for document in found]

    def get(self, proposal_id: str) -> Proposal:
        with self.workspace.database.read() as connection:
            found = self.workspace.full_id(connection, proposals, proposal_id)
            query = sa.select(proposals.c.document).where(proposals.c.id == found)
            return Proposal.model_validate(connection.execute(query).scalar_one())

    def find(self, states: Sequence[ProposalState] = (), intake_id: str | None = None) -> list[Proposal]:
        query = sa.select(proposals.c.document).where(proposals.c.workspace == self.workspace.name)
        if states:
            query = query.where(proposals.c.state.in_(states))
        if intake_id:
            query = query.where(proposals.c.intake_id == intake_id)
        with self.workspace.database.read() as connection:
            found = connection.execute(query.order_by(proposals.c.seq)).scalars()
            return [Proposal.model_validate(document) for document in found]

    def page(self, page: Page, state: ProposalState | None = None) -> list[Proposal]:
        """Oldest first. Raises NotFound where the page before is not known."""
        where = proposals.c.state == state if state else sa.true()
        with self.workspace.database.read() as connection:
            query = self.workspace.page(connection, proposals, where, page)
            return [Proposal.model_validate(row.document) for row in connection.execute(query)]

    def record(self, decided: Proposal, decision: Decision, work: WorkItem | None) -> None:
        with self.workspace.write() as connection:
            before = self._swap(connection, decided, decision.revision)
            self._decide(connection, decided, decision, before)
            if decision.kind is DecisionKind.UNDO:
                self._withdraw(connection, decided.id)
            if work:
                self._commit(connection, work, decision)
            self._announce(
                connection, f"proposal.{decision.kind}", decided,
                by=decision.by, decided_digest=decision.digest, seen=decision.revision,
                work=work.id if work else None,
            )  # fmt: skip

    def history(self, proposal_id: str) -> list[Recorded]:
        query = sa.select(decisions.c.document, decisions.c.before, decisions.c.undone).where(
            decisions.c.proposal_id == proposal_id, decisions.c.workspace == self.workspace.name
        )
        with self.workspace.database.read() as connection:
            return [
                Recorded(decision=row.document, before=row.before, undone=row.undone)
                for row in connection.execute(query.order_by(decisions.c.seq))
            ]

    def _swap(self, connection: sa.Connection, decided: Proposal, seen_revision: int) -> Proposal:
        """Put the changed proposal where the revision is still the one seen; hand out the one before."""
        mine = (proposals.c.id == decided.id) & (proposals.c.workspace == self.workspace.name)
        seen = mine & (proposals.c.revision == seen_revision)
        before = connection.execute(
            sa.select(proposals.c.document).where(seen).with_for_update()
        ).scalar_one_or_none()
        if before is None:
            raise StaleRevision(f"{decided.id!r} changed since it was shown: look at it again")
        connection.execute(sa.update(proposals).where(seen).values(**self._row(decided)))
        return Proposal.model_validate(before)

    def _decide(
        self, connection: sa.Connection, decided: Proposal, decision: Decision, before: Proposal
    ) -> None:
        if decision.kind is DecisionKind.UNDO:
            standing = (decisions.c.proposal_id == decided.id) & decisions.c.undone.is_(False)
            newest = sa.select(sa.func.max(decisions.c.seq)).where(
                standing, decisions.c.kind != DecisionKind.UNDO
            )
            connection.execute(
                sa.update(decisions).where(decisions.c.seq == newest.scalar_subquery()).values(undone=True)
            )
        connection.execute(
            sa.insert(decisions).values(
                workspace=self.workspace.name,
                proposal_id=decided.id,
                revision=decision.revision,
                kind=decision.kind,
                by=decision.by,
                digest=decision.digest,
                payload=(decided if decision.kind is DecisionKind.MERGE else before).payload.canonical(),
                document=decision.model_dump(mode="json"),
                before=before.model_dump(mode="json"),
            )
        )

    def _commit(self, connection: sa.Connection, work: WorkItem, decision: Decision) -> None:
        connection.execute(
            sa.insert(work_items).values(
                id=work.id,
                workspace=self.workspace.name,
                proposal_id=work.proposal_id,
                revision=decision.revision,
                status=work.status,
                owner=work.owner.value,
                due=work.item.due.value,
                digest=work.digest,
                document=work.model_dump(mode="json", exclude={"receipts"}),
            )
        )
        connection.execute(
            sa.insert(deliveries).values(
                work_id=work.id,
                destination=work.route.destination,
                workspace=self.workspace.name,
                key=delivery_key(work.id, work.route.destination),
                state=DeliveryState.PENDING,
                created_at=self.workspace.now(),
                updated_at=self.workspace.now(),
            )
        )
        self.workspace.enqueue(connection, JobKind.INDEX, work.id)
        self.workspace.enqueue(connection, JobKind.DELIVER, work.id)

    def _withdraw(self, connection: sa.Connection, proposal_id: str) -> None:
        standing = (work_items.c.proposal_id == proposal_id) & (work_items.c.status != WorkStatus.WITHDRAWN)
        row = connection.execute(sa.select(work_items).where(standing)).one_or_none()
        if row is None:
            return
        if row.status == WorkStatus.DONE:
            raise InvalidChange(f"{row.id!r} is done: `clarify reopen {row.id}` before undoing its confirm")
        withdrawn = WorkItem.model_validate(row.document).model_copy(update={"status": WorkStatus.WITHDRAWN})
        connection.execute(
            sa.update(work_items)
            .where(work_items.c.id == row.id)
            .values(
                status=WorkStatus.WITHDRAWN, document=withdrawn.model_dump(mode="json", exclude={"receipts"})
            )
        )
        not_begun = deliveries.c.state.in_([DeliveryState.PENDING, DeliveryState.FAILED])
        connection.execute(
            sa.update(deliveries)
            .where(deliveries.c.work_id == row.id, not_begun)
            .values(state=DeliveryState.WITHDRAWN, updated_at=self.workspace.now())
        )
        self.workspace.enqueue(connection, JobKind.INDEX, row.id)

    def _announce(
        self,
        connection: sa.Connection,
        kind: str,
        proposal: Proposal,
        by: str = "",
        **facts: str | int | None,
    ) -> None:
        self.workspace.enqueue(connection, JobKind.INDEX, proposal.id)
        self.workspace.append(
            connection, kind, proposal.id, by=by, revision=proposal.revision, digest=proposal.digest, **facts
        )

    def _row(self, proposal: Proposal) -> dict[str, object]:
        return {
            "id": proposal.id,
            "workspace": self.workspace.name,
            "intake_id": proposal.intake_id,
            "revision": proposal.revision,
            "state": proposal.state,
            "document": proposal.model_dump(mode="json"),
            "updated_at": self.workspace.now(),
        }
