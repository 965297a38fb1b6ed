"""Proposals and the decisions about them: each change is one transaction, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from agent.errors import StaleRevision
from agent.models import (
    Decision,
    DecisionKind,
    Extraction,
    Intake,
    Proposal,
    ProposalState,
    Recorded,
    WorkItem,
)
from agent.rereads import Settled
from agent.stores.commits import Commits
from agent.stores.intakes import keep_answer
from agent.stores.merges import SqlMerges
from agent.stores.queue import change_line, line_up
from agent.stores.schema import decisions, intakes, proposals
from agent.stores.threads import thread_of
from agent.stores.workspace import Workspace
from agent.terms import WAITING, IntakeState, JobKind
from agent.threads import Thread


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
        state = _state(extraction, made, amended)
        with self.workspace.write() as connection:
            first = connection.execute(
                sa.update(intakes)
                .where(intakes.c.id == intake.id, intakes.c.workspace == self.workspace.name)
                .where(intakes.c.state.in_([IntakeState.RECEIVED, IntakeState.FAILED]))
                .values(
                    state=state,
                    reason=(state is not IntakeState.EXTRACTED and extraction.not_work_reason) or "",
                    extraction=extraction.model_dump(mode="json"),
                )
            ).rowcount
            if not first:
                return False
            self.workspace.append(connection, f"intake.{state}", intake.id, engine=extraction.trace.engine)
            self._insert(connection, intake, made)
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
            self._insert(connection, intake, made.new)
            for proposal in made.revised:
                self._swap(connection, proposal, proposal.revision - 1)
                self._announce(connection, "proposal.reread", proposal, intake=intake.id)

    def _check_unchanged(self, connection: sa.Connection, intake: Intake, seen: Sequence[Proposal]) -> None:
        query = sa.select(proposals.c.id, proposals.c.revision).where(proposals.c.intake_id == intake.id)
        now = {(row.id, row.revision) for row in connection.execute(query)}
        if now != {(proposal.id, proposal.revision) for proposal in seen}:
            raise StaleRevision(f"what was read out of {intake.id!r} changed meanwhile: look at it again")

    def _insert(self, connection: sa.Connection, intake: Intake, made: Sequence[Proposal]) -> None:
        for proposal in made:
            if proposal.amends:
                self._commits.check(connection, proposal.amends)
            stored = sa.insert(proposals).values(**self._row(proposal)).returning(proposals.c.seq)
            line_up(self.workspace, connection, connection.execute(stored).scalar_one(), proposal, intake)
            self._announce(connection, "proposal.made", proposal)

    def refresh(self, refreshed: Proposal) -> None:
        with self.workspace.write() as connection:
            self._swap(connection, refreshed, refreshed.revision - 1)
            self._announce(connection, "proposal.refreshed", refreshed)

    def uncompared(self) -> list[str]:
        away = proposals.c.document["similar"]["unavailable"].as_string().is_not(None)
        waits = (proposals.c.workspace == self.workspace.name) & proposals.c.state.in_(WAITING)
        with self.workspace.database.read() as connection:
            query = sa.select(proposals.c.id).where(waits, away).order_by(proposals.c.seq)
            return list(connection.execute(query).scalars())

    def compare(self, compared: Proposal, seen: int) -> None:
        with self.workspace.write() as connection:
            self._swap(connection, compared, seen)
            self.workspace.append(
                connection, "proposal.compared", compared.id,
                revision=compared.revision, digest=compared.digest, matches=len(compared.similar.matches),
            )  # fmt: skip

    def thread(self, intake: Intake) -> Thread:
        with self.workspace.database.read() as connection:
            return thread_of(self.workspace, connection, intake)

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

    def record(
        self,
        decided: Proposal,
        decision: Decision,
        work: WorkItem | None,
        said: Intake | None = None,
        survivor: Proposal | None = None,
    ) -> None:
        with self.workspace.write() as connection:
            if said:
                keep_answer(self.workspace, connection, said, decision.by)
            before = self._swap(connection, decided, decision.revision)
            if decision.kind is DecisionKind.UNDO:
                self._undo(connection, decided)
            if decided.survivor and survivor is None:
                self._merges.check(connection, str(decided.merge_into), decided.survivor)
                self.workspace.enqueue(connection, JobKind.INDEX, str(decided.merge_into))
            beside = self._swap(connection, survivor, survivor.revision - 1) if survivor else None
            self._decide(connection, decided, decision, before, work, beside)
            if work:
                self._commit(connection, work, decision, decided)
            self._announce(
                connection, f"proposal.{decision.kind}", decided,
                by=decision.by, decided_digest=decision.digest, seen=decision.revision,
                work=work.id if work else None, **_also(decision, said),
            )  # fmt: skip
            if survivor:
                kind = "parted" if decision.kind is DecisionKind.UNDO else "joined"
                self._announce(connection, f"proposal.{kind}", survivor, by=decision.by, merged=decided.id)

    def hear(self, heard: Proposal, said: Intake) -> None:
        with self.workspace.write() as connection:
            keep_answer(self.workspace, connection, said, "")
            self._swap(connection, heard, heard.revision - 1)
            self._announce(connection, "proposal.amended", heard, intake=said.id)

    def history(self, proposal_id: str) -> list[Recorded]:
        query = sa.select(decisions).where(
            decisions.c.proposal_id == proposal_id, decisions.c.workspace == self.workspace.name
        )
        with self.workspace.database.read() as connection:
            return [
                Recorded(decision=row.document, before=row.before, undone=row.undone, survivor=row.survivor)
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
        change_line(self.workspace, connection, decided)
        return Proposal.model_validate(before)

    def _undo(self, connection: sa.Connection, restored: Proposal) -> None:
        """Take the newest decision that stands back, and what it did to the registry."""
        standing = (decisions.c.proposal_id == restored.id) & decisions.c.undone.is_(False)
        others = sa.select(decisions).where(standing, decisions.c.kind != DecisionKind.UNDO)
        undone = connection.execute(others.order_by(decisions.c.seq.desc()).limit(1)).one()
        self._merges.check_top(connection, undone)
        connection.execute(sa.update(decisions).where(decisions.c.seq == undone.seq).values(undone=True))
        if undone.kind == DecisionKind.MERGE:
            self.workspace.enqueue(connection, JobKind.INDEX, undone.document["merge_into"])
        if undone.work_id:
            self._commits.take_back(connection, undone)

    def _decide(
        self,
        connection: sa.Connection,
        decided: Proposal,
        decision: Decision,
        before: Proposal,
        work: WorkItem | None,
        survivor: Proposal | None,
    ) -> None:
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
                work_id=work.id if work else None,
                survivor=survivor.model_dump(mode="json") if survivor else None,
            )
        )

    def _commit(
        self, connection: sa.Connection, work: WorkItem, decision: Decision, decided: Proposal
    ) -> None:
        if decided.amends:
            self._commits.change(connection, work, decision, decided.amends)
        else:
            self._commits.make(connection, work, decision)

    @property
    def _commits(self) -> Commits:
        return Commits(self.workspace)

    @property
    def _merges(self) -> SqlMerges:
        return SqlMerges(self.workspace)

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
            "merge_into": proposal.merge_into,
        }


def _state(extraction: Extraction, made: Sequence[Proposal], amended: Sequence[Proposal]) -> IntakeState:
    """Of a text that was read: work in it or about it, answers and nothing else, or neither."""
    answers = [bool(proposal.amendments and proposal.amendments[-1].topic) for proposal in amended]
    if extraction.findings or made or not all(answers):
        return IntakeState.EXTRACTED
    return IntakeState.ANSWER if answers else IntakeState.NOT_WORK


def _also(decision: Decision, said: Intake | None) -> dict[str, str]:
    """What most events say nothing of: an override, the text of an answer."""
    told = {"override": decision.override, "answer": said.id if said else ""}
    return {name: words for name, words in told.items() if words}
