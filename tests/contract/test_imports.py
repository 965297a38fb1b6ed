"""Existing work by one decision: what it makes, what it leaves alone, and how it is taken back."""

from __future__ import annotations

import json
import os
import signal
from datetime import UTC, datetime

import pytest

from agent import people
from agent.errors import AuditBroken, DigestMismatch, InvalidChange, NotFound
from agent.importing import plan
from agent.models import DecisionKind, ProposalState, Verdict, WorkItem, WorkStatus
from agent.review import undo
from agent.sources.backlog.reading import Limits, read
from agent.stores.people import User
from agent.stores.workspace import Workspace
from agent.terms import IntakeState
from agent.worker import drain
from tests.databases import execute
from tests.houses import ANA, house

FILE = """\
key,goal,due,status,closed,description,created
A-1,Grease the crane,2026-12-01,open,,It squeaks.,2026-10-01
A-2,Order new belts,,done,2026-01-15,For conveyor 7.,2025-12-01
A-3,Paint the gate,,open,,,
"""


@pytest.fixture
def home(database_url):
    with house(database_url) as opened:
        drain(opened.services)
        yield opened


def shown(home, text=FILE):
    return plan(read(text.encode(), "work.csv", people.EMPTY, limits=Limits()), home.imports)


def imported(home, text=FILE):
    made = home.imports.record(shown(home, text), ANA)
    drain(home.services)
    return made


def standing(home):
    found = home.services.registry.find()
    return {work.item.goal.value: work for work in found if work.status is not WorkStatus.WITHDRAWN}


def test_an_import_makes_work_each_with_a_confirm_of_its_own(home):
    made = imported(home)
    work = standing(home)
    assert {goal: one.status.value for goal, one in work.items()} == {
        "Grease the crane": "open", "Order new belts": "done", "Paint the gate": "open",
    }  # fmt: skip
    assert work["Order new belts"].done_at == datetime(2026, 1, 15, tzinfo=UTC)
    for one in work.values():
        proposal = home.services.proposals.get(one.proposal_id)
        [recorded] = home.services.proposals.history(proposal.id)
        assert proposal.state is ProposalState.CONFIRMED
        assert (recorded.decision.by, recorded.decision.digest) == (ANA, proposal.digest)
        made_by_hand = WorkItem.of(recorded.before, recorded.decision, one.id)
        assert one == made_by_hand.model_copy(update={"done_at": one.done_at})
    assert home.imports.find() == [made]
    assert home.services.intakes.status(made.intake_id).state is IntakeState.IMPORTED
    assert home.services.intakes.raw(home.services.intakes.get(made.intake_id)) == FILE.encode()
    home.audit.verify()


def test_what_was_imported_is_found_as_a_duplicate_also_what_was_done_long_ago(home):
    imported(home)
    work = standing(home)
    [open_again] = home.propose("do Grease the crane")
    assert [match.id for match in open_again.similar.matches][:1] == [work["Grease the crane"].id]
    [done_before] = home.propose("do Order new belts")
    [match] = [m for m in done_before.similar.matches if m.id == work["Order new belts"].id]
    assert match.verdict is Verdict.RELATED
    assert any(reason.startswith("done on 2026-01-15") for reason in match.reasons)


def test_the_same_file_again_and_a_newer_one_add_nothing_twice(home):
    imported(home)
    again = shown(home)
    assert (again.new, len(again.known), again.finished) == ((), 3, [])
    newer = FILE.replace("2026-12-01,open,", "2026-12-24,Done,2026-11-01") + "A-4,Mend the roof,,open,,,\n"
    seen = shown(home, newer)
    assert [one.item.goal.value for one in seen.new] == ["Mend the roof"]
    assert [one.differs for one in seen.known if one.differs] == [("due: 2026-12-01 → 2026-12-24",)]
    made = home.imports.record(seen, ANA)
    work = standing(home)
    assert len(work) == 4
    crane = work["Grease the crane"]
    assert (crane.status, crane.done_at) == (WorkStatus.DONE, datetime(2026, 11, 1, tzinfo=UTC))
    assert crane.item.due.value.isoformat() == "2026-12-01"
    home.audit.verify()
    taken = home.imports.withdraw(made.id, ANA)
    assert (taken.withdrawn, taken.left) == (1, ())
    assert standing(home)["Grease the crane"].status is WorkStatus.OPEN
    home.audit.verify()


def test_an_undone_import_is_withdrawn_and_can_be_made_again(home):
    made = imported(home)
    crane = standing(home)["Grease the crane"]
    taken = home.imports.withdraw(made.id[:6], ANA, made.digest)
    drain(home.services)
    assert (taken.withdrawn, taken.left, taken.of.undone_by) == (3, (), ANA)
    assert standing(home) == {}
    assert home.services.proposals.get(crane.proposal_id).state is ProposalState.REJECTED
    assert home.services.proposals.find([ProposalState.PENDING]) == []
    assert home.services.index.search("Grease the crane", "", 5) == []
    home.audit.verify()
    with pytest.raises(InvalidChange, match="taken back already"):
        home.imports.withdraw(made.id, ANA)
    imported(home)
    assert len(standing(home)) == 3
    home.audit.verify()


def test_what_somebody_changed_since_is_left_when_an_import_is_undone(home):
    made = imported(home)
    work = standing(home)
    home.services.registry.set_status(work["Grease the crane"].id, WorkStatus.DONE, ANA)
    alone = home.services.proposals.get(work["Paint the gate"].proposal_id)
    pending = undo(home.decision(DecisionKind.UNDO, alone), home.services)
    assert pending.state is ProposalState.PENDING
    taken = home.imports.withdraw(made.id, ANA)
    assert (taken.withdrawn, taken.left) == (1, (work["Grease the crane"].id,))
    home.audit.verify()
    with pytest.raises(InvalidChange, match="nothing to undo"):
        undo(home.decision(DecisionKind.UNDO, home.services.proposals.get(
            work["Order new belts"].proposal_id)), home.services)  # fmt: skip


def test_work_that_was_taken_out_of_an_import_is_not_confirmed_beside_its_next_import(home):
    imported(home)
    alone = home.services.proposals.get(standing(home)["Paint the gate"].proposal_id)
    pending = undo(home.decision(DecisionKind.UNDO, alone), home.services)
    assert [one.item.goal.value for one in shown(home).new] == ["Paint the gate"]
    imported(home)
    with pytest.raises(InvalidChange, match="imported again since"):
        home.confirm(home.services.proposals.get(pending.id))
    home.audit.verify()


def test_what_was_exported_from_here_is_known_by_its_id(home):
    [seen] = home.propose("do call Eve")
    work = home.confirm(seen)
    text = f"id,goal,status\n{work.id},call Eve,open\n"
    assert [one.work_id for one in shown(home, text).known] == [work.id]


def test_nothing_is_imported_where_the_registry_changed_since_it_was_shown(home):
    seen = shown(home)
    imported(home, FILE.replace("A-1", "B-1").replace("A-3", "B-3"))
    with pytest.raises(DigestMismatch, match="changed since"):
        home.imports.record(seen, ANA)
    with pytest.raises(DigestMismatch, match="not what you saw"):
        seen.check("0" * 64)
    assert len(home.imports.find()) == 1
    home.audit.verify()


def test_another_workspace_neither_sees_nor_undoes_an_import(home):
    made = imported(home)
    with house(home.url, workspace="other") as other:
        assert other.imports.find() == []
        assert len(shown(other).new) == 3
        with pytest.raises(NotFound):
            other.imports.withdraw(made.id, ANA)


def die_at_its_event(home, monkeypatch):
    real = Workspace.append

    def dying(self, connection, kind, subject, **facts):
        real(self, connection, kind, subject, **facts)
        if kind == "import.made":
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(Workspace, "append", dying)
    home.imports.record(shown(home), ANA)


def test_a_process_that_is_killed_while_it_imports_leaves_nothing_or_all(home, monkeypatch):
    home.workspace.database.close()
    pid = os.fork()
    if pid == 0:
        try:
            die_at_its_event(home, monkeypatch)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    home.audit.verify()
    assert (home.imports.find(), standing(home)) == ([], {})
    imported(home)
    assert len(standing(home)) == 3


TAMPERING = (
    "UPDATE imports SET \"by\" = 'Eve'",
    "DELETE FROM work_items WHERE source_key = 'A-1'",
    "UPDATE work_items SET source_key = 'A-9' WHERE source_key = 'A-1'",
    "UPDATE decisions SET import_id = NULL WHERE seq = (SELECT max(seq) FROM decisions)",
    "DELETE FROM events WHERE kind = 'import.made'",
)


@pytest.mark.parametrize("statement", TAMPERING)
def test_an_import_that_was_changed_behind_our_back_is_found(home, statement):
    home.people.add(User(name="Eve"))
    imported(home)
    home.audit.verify()
    execute(home.url, statement)
    with pytest.raises(AuditBroken):
        home.audit.verify()


def test_where_work_came_from_cannot_be_rewritten(home):
    imported(home)
    [(row, document)] = execute(home.url, "SELECT id, document FROM work_items WHERE source_key = 'A-2'")
    known = json.loads(document) if isinstance(document, str) else document
    for name in ("key", "url", "text", "done_at"):
        changed = {**known, "origin": {**known["origin"], name: "2020-01-01T00:00:00Z"}}
        said = json.dumps(changed).replace("'", "''")
        execute(home.url, f"UPDATE work_items SET document = '{said}' WHERE id = '{row}'")
        with pytest.raises(AuditBroken, match=row):
            home.audit.verify()
