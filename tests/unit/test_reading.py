"""From an engine's words to an item: what counts as stated, inferred, missing."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.models import (
    Asked,
    Basis,
    Channel,
    Criterion,
    FieldName,
    Finding,
    Intake,
    Kind,
    OwnerRole,
    Party,
    Priority,
    Topic,
)
from agent.people import EMPTY, load
from agent.reading import read

TEXT = """Hi Ben,

Could you send me the Q3 numbers by Friday? It is urgent. They must include Leeds.
Mo will book the room every Monday.

Ana
"""
DIRECTORY = load("people: [{name: Ben Ortiz}, {name: Mo Ali}, {name: Mo Berg}]")


def intake(text: str = TEXT, **changes: object) -> Intake:
    given = {
        "id": "I-1",
        "channel": Channel.EMAIL,
        "sender": Party(name="Ana Novak", email="ana@x.example"),
        "recipients": (Party(name="Ben Ortiz", email="ben@x.example"),),
        "received_at": datetime.fromisoformat("2026-11-04T10:00:00+01:00"),
        "text": text,
        "sha256": "0" * 64,
    }
    return Intake(**(given | changes))


def item(**finding: object):
    given = {"goal": "Send Ana the Q3 numbers", "quotes": ("Could you send me the Q3 numbers by Friday?",)}
    return read(Finding(**(given | finding)), intake(), DIRECTORY)


def test_a_goal_with_its_words_is_stated():
    assert item().item.goal.basis is Basis.STATED


def test_a_goal_whose_words_are_not_in_the_text_is_inferred_and_says_so():
    made = item(quotes=("Send him everything",))
    assert made.item.goal.basis is Basis.INFERRED
    assert [gap.topic for gap in made.gaps if gap.topic is Topic.GOAL] == [Topic.GOAL]


def test_a_named_owner_is_stated():
    made = item(owner_role=OwnerRole.NAMED, owner_text="Ben").item.owner
    assert (made.value, made.basis, made.evidence[0].quote) == ("Ben Ortiz", Basis.STATED, "Ben")


def test_the_only_recipient_is_inferred():
    made = item(owner_role=OwnerRole.RECIPIENT).item.owner
    assert (made.value, made.basis) == ("Ben Ortiz", Basis.INFERRED)


def test_a_tie_is_nobody_with_the_candidates_to_choose_from():
    made = item(owner_role=OwnerRole.NAMED, owner_text="Mo")
    assert made.item.owner.value is None
    [gap] = made.gaps
    assert (gap.topic, gap.candidates, gap.evidence[0].quote) == (Topic.OWNER, ("Mo Ali", "Mo Berg"), "Mo")


def test_a_due_phrase_becomes_a_day():
    made = item(due_text="by Friday").item
    assert (made.due.value, made.due.basis, made.due_phrase) == (date(2026, 11, 6), Basis.STATED, "by Friday")


def test_a_due_phrase_that_is_not_in_the_text_is_inferred_and_says_so():
    made = item(due_text="by Monday")
    assert (made.item.due.value, made.item.due.basis) == (date(2026, 11, 9), Basis.INFERRED)
    assert any(gap.topic is Topic.DUE for gap in made.gaps)


def test_words_that_name_no_day_leave_a_gap_and_no_guess():
    made = item(due_text="before the first frost")
    assert made.item.due.value is None
    assert any(gap.topic is Topic.DUE for gap in made.gaps)


def test_days_count_in_the_senders_zone():
    text = "From: Ana <a@x.example>\nDate: Wed, 04 Nov 2026 21:00:00 -0800\n\nPlease send it tomorrow."
    arrived = intake(text, received_at=datetime.fromisoformat("2026-11-05T05:00:00+00:00"))
    made = read(
        Finding(goal="Send it", quotes=("Please send it tomorrow.",), due_text="tomorrow"), arrived, EMPTY
    )
    assert made.item.due.value == date(2026, 11, 5)


def test_a_recurrence_becomes_a_rule():
    made = item(recurrence_text="every Monday", kind=Kind.RECURRING).item.recurrence
    assert (made.value, made.basis) == ("FREQ=WEEKLY;BYDAY=MO", Basis.STATED)


def test_priority_comes_from_words_only():
    stated = item(priority=Priority.URGENT, priority_text="urgent").item.priority
    claimed = item(priority=Priority.URGENT, priority_text="critical")
    assert (stated.value, stated.basis) == (Priority.URGENT, Basis.STATED)
    assert (claimed.item.priority.value, claimed.item.priority.basis) == (Priority.NORMAL, Basis.INFERRED)
    assert any(gap.topic is Topic.PRIORITY for gap in claimed.gaps)


def test_criteria_keep_their_own_basis():
    made = item(
        done_criteria=(
            Criterion(text="They include Leeds", quote="They must include Leeds"),
            Criterion(text="They are right", quote="double-checked"),
        )
    ).item
    assert [criterion.basis for criterion in made.done_criteria] == [Basis.STATED, Basis.INFERRED]
    assert made.readiness[FieldName.DONE_CRITERIA] is Basis.INFERRED


def test_what_an_engine_would_ask_is_a_gap_unless_the_text_answers_it():
    asked = (Asked(topic=Topic.DUE, text="When?"), Asked(topic=Topic.SCOPE, text="Which numbers?"))
    made = item(due_text="by Friday", owner_role=OwnerRole.RECIPIENT, questions=asked)
    assert [(gap.topic, gap.asks) for gap in made.gaps] == [(Topic.SCOPE, "Which numbers?")]


SHORT = st.text(max_size=20)
WORDS = st.one_of(st.none(), SHORT, st.sampled_from(["Ben", "by Friday", "urgent", "every Monday", "Mo"]))
QUOTES = st.lists(st.one_of(SHORT, st.sampled_from(TEXT.split("\n"))), max_size=3)
FINDINGS = st.builds(
    Finding,
    goal=st.text(min_size=1, max_size=30),
    quotes=QUOTES.map(tuple),
    kind=st.sampled_from(Kind),
    owner_role=st.sampled_from(OwnerRole),
    owner_text=WORDS,
    due_text=WORDS,
    recurrence_text=WORDS,
    priority=st.one_of(st.none(), st.sampled_from(Priority)),
    priority_text=WORDS,
    done_criteria=st.lists(st.builds(Criterion, text=SHORT, quote=SHORT), max_size=2).map(tuple),
    questions=st.lists(st.builds(Asked, topic=st.sampled_from(Topic), text=SHORT), max_size=5).map(tuple),
)


@given(FINDINGS)
def test_whatever_an_engine_says_nothing_is_stated_without_verbatim_words(finding):
    made = read(finding, intake(), DIRECTORY)
    for piece in made.item.evidence:
        assert TEXT[piece.start : piece.end] == piece.quote
    for sourced in (made.item.owner, made.item.due, made.item.priority, made.item.goal, made.item.recurrence):
        assert (sourced.basis is Basis.STATED) == bool(sourced.evidence)


@pytest.mark.parametrize("words", ["sender", "recipient"])
def test_a_party_that_nobody_knows_is_named_by_its_role(words):
    unknown = intake("do it", sender=None, recipients=(), channel=Channel.NOTE)
    made = read(Finding(goal="It", quotes=("do it",), owner_role=OwnerRole(words)), unknown, EMPTY)
    assert made.item.owner.value == words
