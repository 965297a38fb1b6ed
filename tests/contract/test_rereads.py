"""Texts that the embedded engine read while the model was away, read again because a person says so."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from agent.errors import DigestMismatch, InvalidChange, NotFound, StaleRevision
from agent.models import Changes, Channel, DecisionKind, Extraction
from agent.rereads import UNNAMED
from agent.review import revise
from agent.stores.rereads import SqlRereads
from agent.terms import IntakeState, JobKind, JobState
from agent.worker import drain
from tests.fakes import LineEngine
from tests.houses import ANA, house


@dataclass
class Told:
    """An engine that reads another text than the one it is given."""

    lines: str
    engine: str = "llm"
    fallback: bool = False

    def extract(self, intake) -> Extraction:
        read = LineEngine().extract(intake.model_copy(update={"text": self.lines}))
        trace = read.trace.model_copy(update={"engine": self.engine, "fallback": self.fallback})
        return read.model_copy(update={"trace": trace})


@dataclass
class Desk:
    home: object
    rereads: SqlRereads

    def fallback(self, text, read=None):
        """Store a text that the embedded engine reads."""
        intake_id = self.home.submit(text)
        drain(replace(self.home.services, extractor=Told(read or text, "local", fallback=True)))
        return intake_id

    def reread(self, intake_id, lines, engine="llm", *, fallback=False):
        self.rereads.order(intake_id, ANA)
        return drain(replace(self.home.services, extractor=Told(lines, engine, fallback)))

    def proposals(self, intake_id):
        return self.home.services.proposals.find(intake_id=intake_id)

    def job(self):
        return next(job for job in self.home.services.jobs.find() if job.kind is JobKind.REREAD)

    def kinds(self):
        with self.home.workspace.database.read() as connection:
            return [event.kind for event in self.home.workspace.events(connection)]


@pytest.fixture
def desk(database_url):
    with house(database_url) as home:
        yield Desk(home, SqlRereads(home.workspace))


def goals(found):
    return {proposal.item.goal.value: proposal.revision for proposal in found}


def test_they_are_listed_until_the_model_read_them(desk):
    read = desk.home.submit("do nothing of note")
    drain(desk.home.services)
    intake_id = desk.fallback("do the dishes")
    assert [status.intake.id for status in desk.rereads.of_fallback()] == [intake_id]
    assert desk.home.services.intakes.status(intake_id).fallback
    assert not desk.home.services.intakes.status(read).fallback
    desk.reread(intake_id, "do the dishes")
    assert desk.rereads.of_fallback() == []


def test_what_nobody_touched_is_as_the_model_reads_it_one_revision_on(desk):
    intake_id = desk.fallback("do the dishes of the kitchen")
    [before] = desk.proposals(intake_id)
    desk.reread(intake_id, "Deb: do all the dishes of the kitchen")
    [after] = desk.proposals(intake_id)
    assert (after.id, after.revision) == (before.id, before.revision + 1)
    assert after.item.goal.value == "all the dishes of the kitchen"
    assert (after.trace.engine, after.trace.fallback) == ("llm", False)
    assert [k for k in desk.kinds() if "reread" in k] == [
        "intake.reread_ordered",
        "intake.reread",
        "proposal.reread",
    ]
    assert desk.home.audit.verify().seq


def test_who_saw_the_old_version_cannot_confirm_the_new_one(desk):
    intake_id = desk.fallback("do the dishes of the kitchen")
    [seen] = desk.proposals(intake_id)
    desk.reread(intake_id, "do all the dishes of the kitchen")
    with pytest.raises((StaleRevision, DigestMismatch)):
        desk.home.confirm(seen)


@pytest.mark.parametrize("kind", ["confirm", "reject", "snooze", "edit"])
def test_what_a_person_decided_or_changed_stays_as_it_is(desk, kind):
    intake_id = desk.fallback("do the dishes of the kitchen")
    [seen] = desk.proposals(intake_id)
    if kind == "confirm":
        desk.home.confirm(seen)
    else:
        facts = {"changes": Changes(owner="Deb")} if kind == "edit" else {}
        facts |= {"until": desk.home.clock()} if kind == "snooze" else {}
        revise(desk.home.decision(DecisionKind(kind), seen, **facts), desk.home.services)
    before = desk.proposals(intake_id)
    desk.reread(intake_id, "Bob: do all the dishes of the kitchen")
    assert desk.proposals(intake_id) == before
    assert desk.rereads.of_fallback() == []


def test_what_a_later_message_changed_stays_as_it_is(desk):
    mail = {"channel": Channel.EMAIL}
    first = desk.home.submit("do the dishes of the kitchen", source_id="m1", **mail)
    drain(replace(desk.home.services, extractor=Told("do the dishes of the kitchen", "local", fallback=True)))
    desk.home.submit("Deb: do the dishes of the kitchen", source_id="m2", references=("m1",), **mail)
    drain(desk.home.services)
    before = desk.proposals(first)
    assert before[0].amendments
    desk.reread(first, "do all the dishes of the kitchen")
    assert desk.proposals(first) == before


def test_what_was_undone_was_touched(desk):
    from agent.review import undo

    intake_id = desk.fallback("do the dishes of the kitchen")
    [seen] = desk.proposals(intake_id)
    rejected = revise(desk.home.decision(DecisionKind.REJECT, seen), desk.home.services)
    undo(desk.home.decision(DecisionKind.UNDO, rejected), desk.home.services)
    before = desk.proposals(intake_id)
    desk.reread(intake_id, "do all the dishes of the kitchen")
    assert desk.proposals(intake_id) == before


def test_what_the_model_finds_is_added_and_what_it_does_not_name_says_so(desk):
    intake_id = desk.fallback("do the dishes\ndo the garden fence")
    outcome = desk.reread(intake_id, "do the dishes\ndo the tax return")
    found = desk.proposals(intake_id)
    assert goals(found) == {"the dishes": 2, "the garden fence": 2, "the tax return": 1}
    assert [UNNAMED in proposal.gaps for proposal in found] == [False, True, False]
    assert outcome.failed == {}


def test_the_same_reading_twice_changes_nothing_more(desk):
    intake_id = desk.fallback("do the dishes\ndo the garden fence")
    desk.reread(intake_id, "do the dishes\ndo the tax return")
    before = desk.proposals(intake_id)
    desk.reread(intake_id, "do the dishes\ndo the tax return")
    assert desk.proposals(intake_id) == before


def test_work_in_a_text_that_had_none_is_proposed(desk):
    intake_id = desk.fallback("the dishes", read="nothing")
    assert desk.home.services.intakes.status(intake_id).state is IntakeState.NOT_WORK
    desk.reread(intake_id, "nothing")
    assert desk.home.services.intakes.status(intake_id).state is IntakeState.NOT_WORK
    desk.reread(intake_id, "do the dishes")
    assert desk.home.services.intakes.status(intake_id).state is IntakeState.EXTRACTED
    assert goals(desk.proposals(intake_id)) == {"the dishes": 1}


def test_a_model_that_is_still_away_changes_nothing_and_is_asked_later(desk):
    intake_id = desk.fallback("do the dishes")
    before = desk.proposals(intake_id)
    outcome = desk.reread(intake_id, "do other things", "local", fallback=True)
    assert "still away" in outcome.waiting[intake_id]
    assert desk.job().state is JobState.READY
    assert desk.proposals(intake_id) == before
    assert len(desk.rereads.of_fallback()) == 1


def test_the_embedded_engine_reads_nothing_again(desk):
    intake_id = desk.fallback("do the dishes")
    outcome = desk.reread(intake_id, "do other things", "local")
    assert "only a model" in outcome.failed[intake_id]
    assert len(desk.rereads.of_fallback()) == 1


def test_a_decision_in_the_same_moment_is_kept(desk):
    intake_id = desk.fallback("do the dishes of the kitchen")
    [seen] = desk.proposals(intake_id)

    class Hurried:
        """Proposals of which one is rejected just before it would be revised."""

        def __getattr__(self, name):
            return getattr(desk.home.services.proposals, name)

        def reread(self, *given):
            if desk.proposals(intake_id) == [seen]:
                revise(desk.home.decision(DecisionKind.REJECT, seen), desk.home.services)
            desk.home.services.proposals.reread(*given)

    desk.rereads.order(intake_id, ANA)
    told = Told("do all the dishes of the kitchen")
    drain(replace(desk.home.services, extractor=told, proposals=Hurried()))
    [after] = desk.proposals(intake_id)
    assert (after.state, after.item) == ("rejected", seen.item)


def test_it_is_ordered_once_and_only_for_what_was_read_and_not_dismissed(desk):
    from agent.stores.notwork import SqlNotWork

    unread = desk.home.submit("do it")
    with pytest.raises(InvalidChange, match="was not read"):
        desk.rereads.order(unread, ANA)
    drain(desk.home.services)
    dismissed = desk.fallback("the dishes", read="nothing")
    SqlNotWork(desk.home.workspace).dismiss(dismissed, ANA)
    assert desk.rereads.of_fallback() == []
    with pytest.raises(InvalidChange, match=f"{ANA} said"):
        desk.rereads.order(dismissed, ANA)
    intake_id = desk.fallback("do the dishes")
    for _ in range(2):
        desk.rereads.order(intake_id, ANA)
    assert len([job for job in desk.home.services.jobs.find() if job.kind is JobKind.REREAD]) == 1


def test_another_workspace_neither_sees_nor_orders_them(desk):
    intake_id = desk.fallback("do the dishes")
    with house(desk.home.url, workspace="other") as other:
        theirs = SqlRereads(other.workspace)
        assert theirs.of_fallback() == []
        with pytest.raises(NotFound):
            theirs.order(intake_id, ANA)
