"""An answer and its decision are one transaction; its text is kept, read by no engine, and never lost."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from agent.errors import InvalidChange, StaleRevision
from agent.models import (
    Asked,
    Basis,
    Channel,
    DecisionKind,
    Extraction,
    Finding,
    ProposalState,
    Topic,
    Trace,
)
from agent.review import revise, undo
from agent.stores.backup import save
from agent.stores.database import Database
from agent.stores.notwork import SqlNotWork
from agent.stores.schema import blobs, intakes
from agent.stores.workspace import Workspace
from agent.terms import IntakeState
from agent.worker import drain
from tests.houses import ANA, MONDAY, house

TEXT = "From: Carla Meyer <carla@x.example>\nSubject: Chairs\n\nWe need 40 chairs for room 3, quickly."
CHAIRS = Finding(
    goal="Order 40 chairs for room 3", quotes=("We need 40 chairs for room 3, quickly.",),
    questions=(Asked(topic=Topic.DUE, text="By when?"),),
)  # fmt: skip
BY_OWNER = """
version: 1
rules:
  - {name: bens, when: 'owner == "Ben"', route: {team: Ben}}
  - {name: unclear, when: '"owner" in unclear', route: {team: Triage}}
  - {name: rest, when: always, route: {team: Operations}}
"""
HEAD = "From: Carla Meyer <carla@x.example>\nSubject: Re: Chairs\n\n"


class Says:
    """An engine that finds the chairs, and what it was given for other texts."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[Finding, ...]] = {TEXT: (CHAIRS,)}

    def extract(self, intake):
        assert intake.channel is Channel.EMAIL, "no engine reads an answer"
        findings = self.found.get(intake.text, ())
        reason = None if findings else "nothing is asked"
        return Extraction(findings=findings, not_work_reason=reason, trace=Trace(engine="says"))


@pytest.fixture
def home(database_url):
    from dataclasses import replace

    with house(database_url) as opened:
        engine = Says()
        opened.services, opened.engine = replace(opened.services, extractor=engine), engine
        yield opened


def send(home, text, name="first", *, refers_to=(), findings=(), **given):
    home.engine.found.setdefault(text, findings)
    envelope = {"channel": Channel.EMAIL, "received_at": MONDAY, "references": refers_to, **given}
    made = home.submit(text, name, **envelope)
    drain(home.services)
    return made


def asked(home):
    send(home, TEXT)
    return only(home)


def only(home):
    (proposal,) = home.services.proposals.find([ProposalState.PENDING])
    return proposal


def asked_of(home, intake_id):
    (proposal,) = home.services.proposals.find(intake_id=intake_id)
    return proposal


def answer(home, seen, topic, words, **facts):
    decision = home.decision(DecisionKind.ANSWER, seen, topic=topic, answer=words, **facts)
    return revise(decision, home.services)


def rows(home, table=intakes):
    with home.workspace.database.read() as connection:
        return list(connection.execute(sa.select(table)))


def test_an_answer_is_kept_as_a_text_of_the_thread_with_who_said_it_and_when(home):
    seen = asked(home)
    made = answer(home, seen, Topic.OWNER, "  Ben, please \n", said_by="Carla Meyer")
    status = home.services.intakes.status(made.amendments[0].intake_id)
    assert status.state is IntakeState.ANSWER
    assert status.intake.text == "  Ben, please \n"
    assert (str(status.intake.sender), status.intake.thread) == ("Carla Meyer", seen.intake_id)
    decision = home.services.proposals.history(seen.id)[-1].decision
    assert (decision.by, status.intake.received_at) == (ANA, decision.at)
    assert [bytes(row.content) for row in rows(home, blobs)].count(b"  Ben, please \n") == 1


def test_a_stated_value_quotes_the_text_of_its_answer(home):
    made = answer(home, asked(home), Topic.DUE, "I think by Friday")
    (evidence,) = made.item.due.evidence
    text = home.services.intakes.get(evidence.source).text
    assert (made.item.due.basis, text[evidence.start : evidence.end]) == (Basis.STATED, "by Friday")
    assert home.services.proposals.get(made.id) == made


def test_an_answer_raises_the_revision_and_what_was_seen_before_cannot_be_confirmed(home):
    seen = asked(home)
    made = answer(home, seen, Topic.OWNER, "Ben")
    assert made.revision == seen.revision + 1
    with pytest.raises(StaleRevision):
        home.confirm(seen)
    assert home.confirm(made).owner.value == "Ben"
    home.audit.verify()


def test_an_answer_is_routed_and_compared_anew(home):
    from dataclasses import replace

    from agent import routing

    home.services = replace(home.services, rules=routing.load(BY_OWNER))
    send(home, "again", "other", findings=(CHAIRS.model_copy(update={"quotes": ("again",)}),))
    seen = asked_of(home, send(home, TEXT))
    made = answer(home, seen, Topic.OWNER, "Ben")
    assert (seen.route.rule, made.route.rule) == ("unclear", "bens")
    assert [match.goal for match in made.similar.matches] == ["Order 40 chairs for room 3"]
    assert home.services.proposals.get(seen.id).route == made.route


def test_a_question_that_a_reply_answers_by_the_way_is_asked_no_more(home):
    seen = asked(home)
    finding = CHAIRS.model_copy(update={"quotes": ("chairs for room 3",), "due_text": "by Friday"})
    finding = finding.model_copy(update={"questions": (Asked(topic=Topic.SCOPE, text="Which?"),)})
    text = f"{HEAD}The chairs for room 3 have to be there by Friday, as I said in the meeting on the budget."
    send(home, text, "reply", refers_to=("first",), findings=(finding,))
    now = only(home)
    assert (now.id, now.closed) == (seen.id, (Topic.DUE,))
    assert [question.topic for question in now.questions] == [Topic.OWNER]


def test_the_text_of_an_answer_is_in_no_list_of_work_and_makes_no_job_of_reading(home):
    answer(home, asked(home), Topic.OWNER, "Ben")
    drain(home.services)
    for state in (IntakeState.RECEIVED, IntakeState.NOT_WORK, IntakeState.FAILED):
        assert home.services.intakes.find(state) == []
    assert SqlNotWork(home.workspace).sample(10, MONDAY) == []
    assert len(home.services.proposals.find()) == 1


def test_the_text_of_an_answer_can_be_neither_promoted_nor_dismissed(home):
    made = answer(home, asked(home), Topic.OWNER, "Ben")
    texts = SqlNotWork(home.workspace)
    for change in (texts.promote, texts.dismiss):
        with pytest.raises(InvalidChange):
            change(made.amendments[0].intake_id, ANA)


def test_an_answer_that_cannot_be_understood_writes_nothing(home):
    seen = asked(home)
    before = rows(home)
    with pytest.raises(InvalidChange):
        answer(home, seen, Topic.DUE, "some time")
    assert (home.services.proposals.get(seen.id), rows(home)) == (seen, before)
    assert home.services.proposals.history(seen.id) == []


def test_an_answer_to_a_proposal_that_changed_meanwhile_writes_nothing(home):
    seen = asked(home)
    made = answer(home, seen, Topic.OWNER, "Ben")
    before = rows(home)
    with pytest.raises(StaleRevision):
        answer(home, seen, Topic.DUE, "Friday")
    assert (home.services.proposals.get(seen.id), rows(home)) == (made, before)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_process_that_dies_in_the_middle_leaves_no_half_of_an_answer(home, monkeypatch, at):
    """Before the first event, between the two, and behind both."""
    seen, appended = asked(home), []
    before, append = rows(home), Workspace.append

    def dying(self, *args, **facts):
        if len(appended) == at:
            raise KeyboardInterrupt
        append(self, *args, **facts)
        appended.append(args)
        if at == len(appended) == 2:  # both events are written, the transaction is not
            raise KeyboardInterrupt

    monkeypatch.setattr(Workspace, "append", dying)
    with pytest.raises(KeyboardInterrupt):
        answer(home, seen, Topic.OWNER, "Ben")
    monkeypatch.undo()
    assert (home.services.proposals.get(seen.id), rows(home)) == (seen, before)
    home.audit.verify()


def test_undo_puts_back_what_was_before_and_the_question_with_it(home):
    seen = asked(home)
    made = answer(home, seen, Topic.OWNER, "Ben")
    back = undo(home.decision(DecisionKind.UNDO, made), home.services)
    assert back == seen.model_copy(update={"revision": 3})
    assert home.services.intakes.get(made.amendments[0].intake_id).text == "Ben"
    again = answer(home, back, Topic.OWNER, "Zoe")
    assert again.item.owner.value == "Zoe"
    home.audit.verify()


def test_what_was_answered_is_asked_no_more_after_an_edit_or_a_reply(home):
    from agent.changes import read_changes

    made = answer(home, asked(home), Topic.DUE, "don't know")
    intake = home.services.intakes.get(made.intake_id)
    wanted = read_changes({"goal": "Order 40 red chairs for room 3"}, intake, home.services.directory)
    edited = revise(home.decision(DecisionKind.EDIT, made, changes=wanted), home.services)
    finding = Finding(
        goal="Order 40 chairs for room 3", quotes=("Order 40 chairs",), priority="urgent",
        priority_text="urgent", questions=(Asked(topic=Topic.DUE, text="By when?"),),
    )  # fmt: skip
    send(home, f"{HEAD}Order 40 chairs, it is urgent.", "later", refers_to=("first",), findings=(finding,))
    now = only(home)
    assert (now.revision, now.item.priority.value) == (edited.revision + 1, "urgent")
    assert (now.closed, [question.topic for question in now.questions]) == ((Topic.DUE,), [Topic.OWNER])


def test_an_edit_of_what_was_asked_answers_it(home):
    from agent.models import Changes

    seen = asked(home)
    made = revise(home.decision(DecisionKind.EDIT, seen, changes=Changes(owner="Ben")), home.services)
    assert (made.closed, [question.topic for question in made.questions]) == ((Topic.OWNER,), [Topic.DUE])


def test_a_backup_brings_answers_back_with_their_texts(home, tmp_path):
    from agent.stores.audit import Audit
    from agent.stores.restore import restore

    made = answer(home, asked(home), Topic.OWNER, "Ben")
    save(home.workspace.database, tmp_path / "b.gz", MONDAY)
    url = f"sqlite:///{tmp_path / 'other.db'}"
    with closing(Database(url)) as other:
        restore(
            other,
            tmp_path / "b.gz",
            lambda name: Audit(Workspace(other, name, b"a key for tests", None, None)),
        )
    with house(url) as back:
        assert back.services.proposals.get(made.id) == made
        assert back.services.intakes.status(made.amendments[0].intake_id).state is IntakeState.ANSWER
        back.audit.verify()


def test_a_mail_that_says_the_same_as_an_answer_is_a_mail_of_its_own(home):
    made = answer(home, asked(home), Topic.OWNER, "Ben")
    kept = home.services.intakes.get(made.amendments[0].intake_id)
    for name in (f"answer {kept.id}", kept.id):
        other = home.submit(
            "Ben", name, channel=Channel.NOTE, received_at=kept.received_at, sender=kept.sender
        )
        assert (other != kept.id, home.services.intakes.get(other).conflicts_with) == (True, None)


def test_a_short_reply_answers_and_is_no_text_without_work(home):
    seen = answer(home, asked(home), Topic.OWNER, "Ben")
    made = send(home, f"{HEAD}By Friday.\n", "reply", refers_to=("first",))
    now = only(home)
    assert (now.item.due.value, now.revision) == (date(2026, 11, 6), seen.revision + 1)
    assert now.item.due.evidence[0].source == made
    assert (now.questions, now.closed) == ((), (Topic.OWNER, Topic.DUE))
    assert home.services.intakes.status(made).state is IntakeState.ANSWER
    home.audit.verify()


def test_answers_by_number_are_filled_in_beside_new_work(home):
    asked(home)
    other = Finding(goal="Repaint the hallway", quotes=("repaint the hallway",))
    text = f"{HEAD}1. Ben\n2. by Friday\n\nAlso, repaint the hallway.\n"
    made = send(home, text, "reply", refers_to=("first",), findings=(other,))
    chairs, hallway = home.services.proposals.find([ProposalState.PENDING])
    assert (chairs.item.owner.value, chairs.item.due.value) == ("Ben", date(2026, 11, 6))
    assert (chairs.revision, hallway.item.goal.value) == (2, "Repaint the hallway")
    assert home.services.intakes.status(made).state is IntakeState.EXTRACTED


def test_an_answer_that_is_also_read_as_work_is_stored_once(home):
    asked(home)
    again = Finding(
        goal="Order 40 chairs for room 3", quotes=("Ben orders the 40 chairs",), owner_role="named",
        owner_text="Ben", due_text="by Friday", questions=(Asked(topic=Topic.SCOPE, text="Which?"),),
    )  # fmt: skip
    text = f"{HEAD}1. Ben orders the 40 chairs\n2. by Friday\n"
    made = send(home, text, "reply", refers_to=("first",), findings=(again,))
    now = only(home)
    assert (now.item.owner.value, now.item.due.value, now.revision) == ("Ben", date(2026, 11, 6), 2)
    assert [told.topic for told in now.amendments] == [Topic.OWNER, Topic.DUE]
    assert {told.intake_id for told in now.amendments} == {made}
    assert now.questions == ()


def test_an_automatic_reply_answers_nothing(home):
    seen = answer(home, asked(home), Topic.OWNER, "Ben")
    made = send(home, f"{HEAD}By Friday.\n", "away", refers_to=("first",), automatic="automatic reply")
    assert only(home) == seen
    assert home.services.intakes.status(made).state is IntakeState.NOT_WORK


def test_a_reply_to_what_a_person_answered_in_this_moment_looks_again(home):
    """A person answers between the reading of the reply and its storing."""
    from dataclasses import replace

    from agent.pipeline import clarify

    answer(home, asked(home), Topic.OWNER, "Ben")
    real, raced = home.services.proposals.propose, []

    class Racing:
        def __getattr__(self, name):
            return getattr(home.services.proposals, name)

        def propose(self, *given):
            if not raced:
                raced.append(answer(home, only(home), Topic.DUE, "2026-12-24"))
            return real(*given)

    made = home.submit(
        f"{HEAD}By Friday.\n", "reply", references=("first",), channel=Channel.EMAIL,
        received_at=MONDAY + timedelta(hours=1),
    )  # fmt: skip
    clarify(home.services.intakes.get(made), replace(home.services, proposals=Racing()))
    assert only(home) == raced[0]
    assert home.services.intakes.status(made).state is IntakeState.NOT_WORK
