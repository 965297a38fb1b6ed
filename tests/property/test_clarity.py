"""Whatever is open in whatever items: few questions, none needless, and the same ones each time."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from agent.clarity import MOST_QUESTIONS, NOBODY, Asking, Unsettled, most_valuable, questions
from agent.models import (
    Basis,
    Channel,
    Evidence,
    FieldName,
    Gap,
    Intake,
    Item,
    Kind,
    OwnerRole,
    Party,
    Priority,
    Route,
    Sourced,
    Topic,
)
from agent.people import load
from agent.text.language import language_of

TEXT = "Mo orders toner before the stocktaking. The hall has to be better. Ben calls the lift company."
INTAKE = Intake(
    id="I-1",
    channel=Channel.EMAIL,
    sender=Party(name="Ana Novak", email="ana@x.example"),
    received_at=datetime.fromisoformat("2026-11-04T10:00:00+01:00"),
    text=TEXT,
    sha256="0" * 64,
)
DIRECTORY = load("{people: [{name: Ana Novak}, {name: Ben Ortiz}], teams: [{name: IT, lead: Ben Ortiz}]}")
ROUTES = st.sampled_from(
    [None, Route(rule="a"), Route(rule="b", team="IT"), Route(rule="c", team="IT", owner="Ben Ortiz")]
)
GOALS = st.sampled_from(["Buy toner", "Mend the lift", "Clean up"])
STARTS = st.integers(0, len(TEXT) - 5)


def inferred(value):
    return Sourced(value=value, basis=Basis.MISSING if value is None else Basis.INFERRED)


@st.composite
def items(draw):
    start = draw(STARTS)
    shown = Evidence(field=FieldName.GOAL, quote=TEXT[start : start + 5], start=start, end=start + 5)
    return Item(
        goal=Sourced(value=draw(GOALS), basis=Basis.STATED, evidence=(shown,)),
        kind=draw(st.sampled_from(Kind)),
        owner=inferred(draw(st.sampled_from([None, "Ben Ortiz", OwnerRole.SENDER.value]))),
        priority=inferred(draw(st.sampled_from(Priority))),
        due=inferred(draw(st.sampled_from([None, date(2026, 11, 9), date(2026, 12, 1)]))),
        recurrence=inferred(draw(st.sampled_from([None, "FREQ=DAILY"]))),
    )  # fmt: skip


GAPS = st.lists(
    st.builds(
        Gap,
        topic=st.sampled_from(Topic),
        reason=st.just("it is open"),
        candidates=st.lists(st.sampled_from(["Mo Ali", "Mo Berg", "IT"]), max_size=3, unique=True).map(tuple),
        asks=st.sampled_from(["", "Which one?"]),
    ),
    max_size=6,
).map(tuple)
OPEN = st.lists(st.tuples(items(), GAPS), max_size=6)
CLOSED = st.sets(st.sampled_from(Topic)).map(tuple)


def put(opened, route=None, closed=()):
    asking = Asking(INTAKE, DIRECTORY, route, closed)
    return most_valuable([Unsettled(item, questions(item, gaps, asking)) for item, gaps in opened])


@given(OPEN, ROUTES, CLOSED)
def test_an_intake_asks_three_things_at_most_and_none_twice(opened, route, closed):
    asked = [(q.topic, q.text) for few in put(opened, route, closed) for q in few]
    assert len(asked) <= MOST_QUESTIONS
    assert len(set(asked)) == len(asked)


@given(OPEN, ROUTES, CLOSED)
def test_what_was_answered_or_is_known_is_not_asked(opened, route, closed):
    for (item, gaps), few in zip(opened, put(opened, route, closed), strict=True):
        disputed = {gap.topic for gap in gaps if len(gap.candidates) > 1}
        owner = (route.owner_of(item) if route else item.owner).value
        for question in few:
            assert question.topic not in closed
            assert question.topic in {gap.topic for gap in gaps}
            if question.topic is Topic.OWNER:
                assert owner in NOBODY or Topic.OWNER in disputed
            if question.topic is Topic.DUE:
                assert (item.due.value or item.recurrence.value) is None or Topic.DUE in disputed


@given(
    st.lists(st.tuples(items(), GAPS), max_size=6, unique_by=lambda entry: entry[0].goal.evidence), st.data()
)
def test_the_order_in_which_items_were_read_changes_nothing(opened, data):
    turned = data.draw(st.permutations(opened))
    first = {q for few in put(opened) for q in few}
    assert {q for few in put(turned) for q in few} == first


@given(OPEN, st.integers(-2, 5))
def test_what_is_asked_already_takes_up_room(opened, room):
    asking = Asking(INTAKE, DIRECTORY)
    unsettled = [Unsettled(item, questions(item, gaps, asking)) for item, gaps in opened]
    already = [q for few in most_valuable(unsettled) for q in few]
    again = [q for few in most_valuable(unsettled, already, room) for q in few]
    assert len(again) <= max(0, room)
    assert not {(q.topic, q.text) for q in again} & {(q.topic, q.text) for q in already}


@given(OPEN, ROUTES)
def test_questions_to_the_same_person_stand_together(opened, route):
    for few in put(opened, route):
        whom = [question.addressee for question in few]
        assert whom == sorted(whom, key=whom.index)


@given(st.text())
def test_any_text_has_one_language_or_none(text):
    assert len(language_of(text)) in (0, 2)
