"""What people say to a question becomes a value with their own words behind it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from agent.answers import answered
from agent.errors import InvalidChange
from agent.models import Basis, Channel, FieldName, Gap, Party, Topic
from agent.people import load
from tests.asked import ASKED_ABOUT, said
from tests.unit.test_reading import DIRECTORY

KNOWN = load(
    "people: [{name: Ben Ortiz}, {name: Mo Ali}, {name: Mo Berg}, {name: Ines Roth, email: ines@x.example}]\n"
    "teams: [{name: Facilities, aliases: [building team]}]"
)
OWNERS = [
    ("Ben", "Ben Ortiz", "Ben"),
    ("ben", "Ben Ortiz", "ben"),
    ("ben will do it", "Ben Ortiz", "ben"),
    ("Please ask Ben Ortiz.", "Ben Ortiz", "Ben Ortiz"),
    ("It's Ben's job", "Ben Ortiz", "Ben's"),
    ("the building team", "Facilities", "the building team"),
    ("ines@x.example", "Ines Roth", "ines@x.example"),
    ("I'll do it", "Carla Meyer", "I'll"),
    ("Ich mache das.", "Carla Meyer", "Ich"),
    ("Zoë Kramer", "Zoë Kramer", "Zoë Kramer"),
    ("Ben Kramer", "Ben Kramer", "Ben Kramer"),
]
NOBODY = ["nobody", "you", "He will", "By Monday, please", "someone from the team", "2026-11-30"]
DAYS = [
    ("By Monday", "2026-11-30", "By Monday"),
    ("Friday works, thanks", "2026-11-27", "Friday"),
    ("Ben by Friday", "2026-11-27", "by Friday"),
    ("bis Freitag", "2026-11-27", "bis Freitag"),
    ("2026-12-24", "2026-12-24", "2026-12-24"),
]
UNKNOWN = [
    "don't know", "I don’t know.", "Sorry, no idea", "?", "n/a", "weiß nicht", "Das weiß ich leider nicht.",
    "Keine Ahnung!", "je ne sais pas", "Aucune idée.", "No lo sé", "ni idea", "Geen idee", "weet ik niet",
    "Não sei", "WEISS NICHT",
]  # fmt: skip


def answer(words, topic=Topic.OWNER, proposal=ASKED_ABOUT, **given):
    return answered(proposal, topic, said(words, **given), KNOWN)


@pytest.mark.parametrize(("words", "name", "quote"), OWNERS)
def test_who_does_it_is_found_in_the_words_of_the_answer(words, name, quote):
    owner = answer(words).item.owner
    assert (owner.value, owner.basis) == (name, Basis.STATED)
    assert [evidence.quote for evidence in owner.evidence] == [quote]


@pytest.mark.parametrize("words", NOBODY)
def test_words_that_name_nobody_are_refused(words):
    with pytest.raises(InvalidChange, match="names nobody: give a name"):
        answer(words)


@pytest.mark.parametrize("words", ["Mo", "Mo will do it", "Ben or Ines"])
def test_between_two_people_nobody_is_guessed_and_both_are_named(words):
    with pytest.raises(InvalidChange, match=r"may be '.*', '.*': name one of them"):
        answer(words)


@pytest.mark.parametrize(("words", "day", "quote"), DAYS)
def test_a_day_counts_from_the_moment_of_the_answer(words, day, quote):
    made = answer(words, Topic.DUE)
    assert made.item.due.value == date.fromisoformat(day)
    assert (made.item.due.basis, made.item.due_phrase) == (Basis.STATED, quote)
    assert made.item.due.evidence[0].quote == quote


def test_a_day_counts_in_the_zone_of_who_answers():
    known = load("people: [{name: Kim Tan, zone: Asia/Singapore}]")
    late = datetime.fromisoformat("2026-11-23T20:00:00+00:00")
    made = answered(ASKED_ABOUT, Topic.DUE, said("tomorrow", "Kim Tan", received_at=late), known)
    assert made.item.due.value == date(2026, 11, 25)


def test_how_often_is_an_answer_to_when():
    item = answer("every Monday from 1 December", Topic.DUE).item
    assert (item.recurrence.value, item.due.value) == ("FREQ=WEEKLY;BYDAY=MO", date(2026, 12, 1))
    assert item.readiness[FieldName.DUE] is Basis.STATED


@pytest.mark.parametrize("words", ["asap", "soon", "when it suits you", "2026-02-31"])
def test_words_that_name_no_day_are_refused_with_one_that_would_do(words):
    with pytest.raises(InvalidChange, match="names no day: give one such as 2026-11-30"):
        answer(words, Topic.DUE)


def test_only_what_was_asked_about_changes():
    made = answer("Ben by Friday", Topic.DUE)
    assert made.item.owner == ASKED_ABOUT.item.owner
    assert made.item.model_copy(update={"due": ASKED_ABOUT.item.due, "due_phrase": None}) == ASKED_ABOUT.item


def test_an_answer_closes_its_question_and_its_gap_and_says_what_changed():
    made = answer("Ben")
    assert (made.questions, made.closed) == (ASKED_ABOUT.questions[1:], (Topic.OWNER,))
    assert Topic.OWNER not in {gap.topic for gap in made.gaps}
    (told,) = made.amendments
    assert (told.topic, told.changes, told.quote) == (Topic.OWNER, ("owner: none → Ben Ortiz",), "Ben")
    assert (told.intake_id, told.at) == ("I-2", said("Ben").received_at)


@pytest.mark.parametrize("words", UNKNOWN)
def test_not_knowing_closes_the_question_and_keeps_the_gap(words):
    made = answer(words)
    assert (made.item, made.gaps) == (ASKED_ABOUT.item, ASKED_ABOUT.gaps)
    assert (made.questions, made.closed) == (ASKED_ABOUT.questions[1:], (Topic.OWNER,))
    assert made.amendments[0].changes == ("owner: nobody knows",)


def test_the_same_answer_again_is_told_once():
    made = answer("Ben", proposal=answer("Ben"), intake_id="I-3")
    assert [told.intake_id for told in made.amendments] == ["I-2"]


def test_who_is_away_is_told_again():
    known = load("people: [{name: Ben Ortiz, away: {until: 2026-12-20}}]")
    made = answered(ASKED_ABOUT, Topic.OWNER, said("Ben"), known)
    assert Gap(topic=Topic.OWNER, reason="Ben Ortiz is away until 2026-12-20", candidates=("Ben Ortiz",)) in (
        made.gaps
    )
    assert Topic.OWNER not in {question.topic for question in made.questions}


def test_an_answer_lists_criteria_one_a_line_each_once():
    words = "- Leeds is in\n- signed by both;  it is printed\n- leeds is in"
    made = answer(words, Topic.DONE_CRITERIA).item.done_criteria
    assert [criterion.value for criterion in made] == ["Leeds is in", "signed by both", "it is printed"]
    assert {words[e.start : e.end] == e.quote for criterion in made for e in criterion.evidence} == {True}


def test_whose_approval_it_needs_is_a_criterion_with_the_name_of_the_directory():
    (criterion,) = answer("ben", Topic.APPROVAL).item.done_criteria
    assert (criterion.value, criterion.evidence[0].quote) == ("Approved by Ben Ortiz", "ben")


@pytest.mark.parametrize("words", ["Nobody.", "not needed", "niemand", "Personne", "nadie"])
def test_work_that_needs_nobodys_approval_has_no_criterion_for_it(words):
    made = answer(words, Topic.APPROVAL)
    assert (made.item, made.closed) == (ASKED_ABOUT.item, (Topic.APPROVAL,))
    assert made.amendments[0].changes == ("approval: as it was",)


def test_a_new_answer_takes_the_place_of_the_one_before():
    first = answer("it is printed", Topic.DONE_CRITERIA)
    first = answer("only Leeds", Topic.SCOPE, first, intake_id="I-3")
    made = answer("it is bound", Topic.DONE_CRITERIA, first, intake_id="I-4")
    assert [criterion.value for criterion in made.item.done_criteria] == ["it is bound", "only Leeds"]
    weekly = answer("every Monday", Topic.DUE)
    once = answer("by Friday", Topic.DUE, weekly, intake_id="I-3").item
    assert (once.recurrence.value, once.due.value) == (None, date(2026, 11, 27))
    assert (
        answer("every Monday", Topic.DUE, answer("by Friday", Topic.DUE), intake_id="I-3").item.due.value
        is None
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [("Monday", "2026-11-09"), ("Friday, please", "2026-11-06"), ("tomorrow", "2026-11-27"),
     ("Tuesday", "2026-12-01"), ("16 November", "2027-11-16"), ("next Monday", None)],
)  # fmt: skip
def test_of_two_days_that_were_offered_a_weekday_is_one_whenever_it_is_said(words, day):
    either = Gap(topic=Topic.DUE, reason="two days", candidates=("2026-11-06", "2026-11-09"))
    given = ASKED_ABOUT.model_copy(update={"gaps": (either,)})
    at = datetime.fromisoformat("2026-11-26T10:00:00+01:00")
    due = answer(words, Topic.DUE, given, received_at=at).item.due
    assert day is None or due.value == date.fromisoformat(day)
    assert due.evidence[0].quote in words


@pytest.mark.parametrize(
    ("words", "topic"),
    [("", Topic.OWNER), (" \n", Topic.DUE), ("x" * 6000, Topic.SCOPE), ("a\0b", Topic.SCOPE),
     ("\ud800", Topic.SCOPE), ("urgent", Topic.PRIORITY), ("Send it all", Topic.GOAL)],
)  # fmt: skip
def test_what_is_no_answer_is_refused(words, topic):
    with pytest.raises(InvalidChange):
        answer(words, topic)


def test_the_name_on_the_envelope_of_the_question_counts():
    known = DIRECTORY.with_intake(
        said("x", "Yara Lopes", channel=Channel.EMAIL, recipients=(Party(name="Al Fox"),))
    )
    assert answered(ASKED_ABOUT, Topic.OWNER, said("al"), known).item.owner.value == "Al Fox"


@pytest.mark.parametrize("words", ["Otto", "Otto will do it"])
def test_who_has_left_is_no_answer_and_the_refusal_says_so(words):
    there = load(
        "people: [{name: Otto Frey, team: IT, left: true}, {name: Rita Sand, team: IT}]\nteams: [{name: IT}]"
    )
    with pytest.raises(
        InvalidChange, match="Otto Frey has left: name somebody who is there, such as 'Rita Sand'"
    ):
        answered(ASKED_ABOUT, Topic.OWNER, said(words), there)


@pytest.mark.parametrize("words", ["Zoë\x1b[31m Marsh", "Zoë\x07", "Ben\x85"])
def test_an_answer_that_would_move_a_cursor_is_refused(words):
    with pytest.raises(InvalidChange, match="no text"):
        answer(words)


@pytest.mark.parametrize("words", ["Zoë\u202e Marsh", "\u202eneB"])
def test_a_name_is_what_it_looks_like(words):
    with pytest.raises(InvalidChange, match="names nobody"):
        answer(words)
