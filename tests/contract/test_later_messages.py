"""Messages of a thread and decisions, in any order: what was said stays, and nobody is asked in vain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agent.models import (
    Basis,
    Changes,
    Channel,
    DecisionKind,
    FieldName,
    Finding,
    OwnerRole,
    Party,
    ProposalState,
    Topic,
)
from agent.people import load
from agent.review import revise, undo
from agent.worker import drain
from tests.fakes import Says
from tests.houses import MONDAY, house

HEAD = "From: Carla Meyer\nSubject: Chairs\n\n"
ASKED = f"{HEAD}We need 40 chairs for room 3 by Friday."
CHAIRS = Finding(
    goal="Order 40 chairs for room 3", quotes=("We need 40 chairs for room 3",), due_text="by Friday"
)


@pytest.fixture
def home(database_url):
    with house(database_url) as opened:
        opened.services = replace(opened.services, extractor=Says())
        yield opened


def send(home, text, name, *, findings=(), answers=("first",), hours=1):
    home.services.extractor.found[text] = findings
    made = home.submit(
        text, name, references=answers, channel=Channel.EMAIL, sender=Party(name="Carla Meyer"),
        received_at=MONDAY + timedelta(hours=hours),
    )  # fmt: skip
    drain(home.services)
    return made


def asked(home):
    send(home, ASKED, "first", findings=(CHAIRS,), answers=())
    return only(home)


def only(home):
    (proposal,) = home.services.proposals.find([ProposalState.PENDING])
    return proposal


def move(home, hours=12):
    words = "The chairs are needed by 12 November instead."
    finding = CHAIRS.model_copy(update={"quotes": (words,), "due_text": "by 12 November"})
    return send(home, HEAD + words, "moved", findings=(finding,), hours=hours)


def take_back(home):
    return send(home, f"{HEAD}Please forget about the chairs.", "off", hours=40)


def edit(home, seen, **changes):
    return revise(home.decision(DecisionKind.EDIT, seen, changes=Changes(**changes)), home.services)


def answer(home, seen, topic, words):
    decision = home.decision(DecisionKind.ANSWER, seen, topic=topic, answer=words)
    return revise(decision, home.services)


def undone(home):
    return undo(home.decision(DecisionKind.UNDO, only(home)), home.services)


def test_undoing_an_edit_keeps_the_day_that_a_reply_gave_since(home):
    seen = asked(home)
    edit(home, seen, goal="Order chairs")
    reply = move(home)
    back = undone(home)
    assert back.item.goal == seen.item.goal
    assert (back.item.due.value, back.item.due.evidence[0].source) == (date(2026, 11, 12), reply)
    assert [told.intake_id for told in back.amendments] == [reply]
    assert home.services.proposals.get(back.id) == back


def test_undoing_an_answer_keeps_the_reply_that_came_after_it_and_asks_again(home):
    seen = asked(home)
    answer(home, seen, Topic.OWNER, "Ben")
    reply = move(home)
    back = undone(home)
    assert (back.item.owner, back.questions, back.closed) == (seen.item.owner, seen.questions, ())
    assert [told.intake_id for told in back.amendments] == [reply]


def test_an_answer_by_mail_outlives_the_edit_before_it(home):
    edit(home, asked(home), goal="Order chairs")
    reply = send(home, f"{HEAD}1. Ben", "answer", hours=5)
    back = undone(home)
    assert (back.item.owner.value, back.item.owner.evidence[0].source) == ("Ben", reply)
    assert (back.closed, back.questions) == ((Topic.OWNER,), ())


def test_an_edit_after_an_answer_undone_twice_is_the_first_reading_with_what_the_thread_said(home):
    seen = asked(home)
    answer(home, seen, Topic.OWNER, "Ben")
    move(home)
    edit(home, only(home), due="2026-12-01")
    off = take_back(home)
    once, twice = undone(home), undone(home)
    assert (once.item.owner.value, once.item.due.value) == ("Ben", date(2026, 11, 12))
    assert (twice.item.owner, twice.item.due.value) == (seen.item.owner, date(2026, 11, 12))
    assert twice.cancelled
    assert twice.cancelled.evidence.source == off
    home.audit.verify()


def test_what_a_reply_says_against_a_persons_choice_is_told_and_changes_nothing(home):
    edited = edit(home, asked(home), due="2026-11-05")
    move(home)
    now = only(home)
    assert (now.item, now.revision) == (edited.item, edited.revision + 1)
    assert [told.changes for told in now.amendments] == [
        ("due: 2026-11-05 → 2026-11-12, but a person has settled it",)
    ]


def test_nobody_is_asked_about_what_is_no_longer_wanted(home):
    assert [question.topic for question in asked(home).questions] == [Topic.OWNER]
    take_back(home)
    now = only(home)
    assert (now.questions, now.closed) == ((), ())
    move(home, hours=45)
    again = only(home)
    assert (again.cancelled, [question.topic for question in again.questions]) == (None, [Topic.OWNER])


def test_somebody_who_is_away_may_be_chosen_and_whoever_looks_is_told(home):
    away = load("people: [{name: Ben Ortiz, away: {until: 2026-12-01, note: on leave}}]")
    home.services = replace(home.services, directory=away)
    edited = edit(home, asked(home), owner="Ben Ortiz")
    assert [gap.reason for gap in edited.gaps if gap.topic is Topic.OWNER] == [
        "Ben Ortiz is away until 2026-12-01 (on leave)"
    ]
    assert edited.questions == ()


def test_an_older_message_that_arrives_later_takes_nothing_back(home):
    asked(home)
    newer = move(home, hours=30)
    words = "The chairs are needed by 20 November instead."
    finding = CHAIRS.model_copy(update={"quotes": (words,), "due_text": "by 20 November"})
    older = send(home, HEAD + words, "delayed", findings=(finding,), hours=20)
    now = only(home)
    assert (now.item.due.value, now.item.due.evidence[0].source) == (date(2026, 11, 12), newer)
    assert (now.amendments[-1].intake_id, now.amendments[-1].changes) == (
        older, ("due: 2026-11-12 → 2026-11-20, but a later message has settled it",),
    )  # fmt: skip


def test_a_short_reply_answers_the_one_question_that_it_may_answer(home):
    other = Finding(goal="Make the booking page faster", quotes=("Make the booking page faster.",))
    found = (CHAIRS, other.model_copy(update={"owner_role": OwnerRole.SENDER}))
    send(home, f"{ASKED} Make the booking page faster.", "first", findings=found, answers=())
    put = [question.topic for proposal in home.services.proposals.find() for question in proposal.questions]
    assert put == [Topic.OWNER, Topic.DONE_CRITERIA]
    home.services = replace(home.services, directory=load("people: [{name: Ben Ortiz}]"))
    it = Finding(goal="Do it", quotes=("Ben will do it.",), owner_text="Ben", owner_role=OwnerRole.NAMED)
    reply = send(home, f"{HEAD}Ben will do it.", "answer", findings=(it,))
    chairs, page = home.services.proposals.find()
    assert (chairs.item.owner.value, chairs.item.owner.evidence[0].source) == ("Ben Ortiz", reply)
    assert page.amendments == ()


def test_what_a_reply_or_an_answer_leaves_open_quotes_its_own_text(home):
    asked(home)
    words = "The chairs are needed by 12 November or 13 November."
    finding = CHAIRS.model_copy(update={"quotes": (words,), "due_text": "by 12 November"})
    reply = send(home, HEAD + words, "either", findings=(finding,))
    assert quotes(home) == {("by 12 November or 13 November", reply)}
    answered = answer(home, only(home), Topic.DUE, "I think by Monday or Tuesday")
    assert quotes(home) == {("by Monday or Tuesday", answered.amendments[-1].intake_id)}


def quotes(home):
    """Of what is open about the day; each stands in its text."""
    found = {piece for gap in only(home).gaps if gap.topic is Topic.DUE for piece in gap.evidence}
    for piece in found:
        assert home.services.intakes.get(piece.source).text[piece.start : piece.end] == piece.quote
    return {(piece.quote, piece.source) for piece in found}


def test_a_reply_answers_in_one_sentence_and_takes_other_work_back_in_the_next(home):
    badges = Finding(goal="Print the badges", quotes=("Ben, print the badges.",), owner_text="Ben")
    found = (CHAIRS, badges.model_copy(update={"owner_role": OwnerRole.NAMED}))
    send(home, f"{ASKED} Ben, print the badges.", "first", findings=found, answers=())
    home.services = replace(home.services, directory=load("people: [{name: Ben Ortiz}, {name: Zoe Marsh}]"))
    it = Finding(goal="Do it", quotes=("Zoe will do it.",), owner_text="Zoe", owner_role=OwnerRole.NAMED)
    words = f"{HEAD}Zoe will do it. Please forget about the badges."
    reply = send(home, words, "both", findings=(it,))
    chairs, printed = home.services.proposals.find()
    assert (chairs.item.owner.value, chairs.cancelled) == ("Zoe Marsh", None)
    assert printed.cancelled
    assert printed.cancelled.evidence.source == reply
    assert printed.item.owner.value == "Ben"


def test_an_override_ends_with_a_change_that_needs_none_and_is_back_when_that_is_undone(home):
    home.services = replace(home.services, requires={"registry": {FieldName.OWNER: Basis.STATED}})
    work = home.confirm(asked(home), override="the fair cannot wait")
    move(home)
    change = answer(home, edit(home, only(home), goal="Order chairs"), Topic.OWNER, "Ben")
    changed = home.confirm(change)
    assert (changed.id, changed.override) == (work.id, "")
    back = undo(home.decision(DecisionKind.UNDO, home.services.proposals.get(change.id)), home.services)
    assert home.services.registry.get(work.id).override == "the fair cannot wait"
    withdrawn = home.confirm(only_after(home, take_back))
    assert (withdrawn.id, withdrawn.override, back.id) == (work.id, "the fair cannot wait", change.id)


def only_after(home, message):
    message(home)
    return only(home)
