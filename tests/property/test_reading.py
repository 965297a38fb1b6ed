"""Whatever an engine returns, also a hostile one: nothing is believed without words, nothing vanishes."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.models import (
    Asked,
    Basis,
    Channel,
    Criterion,
    Finding,
    Intake,
    Kind,
    OwnerRole,
    Party,
    Priority,
    Topic,
)
from agent.people import load
from agent.reading import read
from agent.text.urgency import sayings, urgency_of

MAIL = """From: Noor Haddad <noor@dock.example>
To: Ben Ortiz <ben@dock.example>
Date: Wed, 04 Nov 2026 10:00:00 +0100
Subject: Re: the banner

Ben, please order the banner by Friday. It is not urgent. Anna needs to approve it every Monday.
Due date: 12 Nov
Priority: low

Thanks,
Noor Haddad
+49 30 1234567

On Mon, 2 Nov 2026 at 09:00, Anna Novak wrote:
> Mo, could you order the banner by 20 November? It is urgent.
"""
DIRECTORY = load(
    "people: [{name: Anna Novak, aliases: [Annie]}, {name: Ben Ortiz}, {name: Mo Ali}, {name: Mo Berg},"
    " {name: Carl Osei, left: true}, {name: Jo Lane, away: {until: 2026-12-01, deputy: Mo Ali}}]"
)
LATER = datetime.fromisoformat("2026-11-04T10:00:00+01:00")
words = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [*MAIL.split(), *MAIL.splitlines(), "by Friday", "12 Nov", "every Monday", "urgent", "Carl"]
    ),
    st.sampled_from(
        ["I", "you", "one of you", "Mo", "Jo", "Annie", "Anna Novak", "\x00", "“”", "(" * 30, "9" * 30]
    ),
    st.tuples(st.integers(0, len(MAIL)), st.integers(1, 60)).map(lambda at: MAIL[at[0] : at[0] + at[1]]),
)
given_words = st.one_of(st.none(), words)
findings = st.builds(
    Finding,
    goal=words,
    quotes=st.lists(words, max_size=4).map(tuple),
    kind=st.sampled_from(Kind),
    owner_role=st.sampled_from(OwnerRole),
    owner_text=given_words,
    due_text=given_words,
    recurrence_text=given_words,
    priority=st.one_of(st.none(), st.sampled_from(Priority)),
    priority_text=given_words,
    done_criteria=st.lists(st.builds(Criterion, text=words, quote=words), max_size=3).map(tuple),
    questions=st.lists(st.builds(Asked, topic=st.sampled_from(Topic), text=words), max_size=3).map(tuple),
)
channels = st.sampled_from(Channel)


def intake(channel, text=MAIL):
    return Intake(
        id="I-1",
        channel=channel,
        sender=Party(name="Noor Haddad", email="noor@dock.example"),
        recipients=(Party(name="Ben Ortiz", email="ben@dock.example"),),
        received_at=LATER,
        text=text,
        sha256="0" * 64,
    )


def fields(item):
    return (item.goal, item.owner, item.due, item.recurrence, item.priority, *item.done_criteria)


@given(findings, channels)
@settings(max_examples=300, deadline=None)  # the first reading loads the tables of dates
def test_a_field_is_stated_only_with_evidence_and_each_quote_is_verbatim(finding, channel):
    made = read(finding, intake(channel), DIRECTORY)
    assert all((sourced.basis is Basis.STATED) == bool(sourced.evidence) for sourced in fields(made.item))
    for piece in (*made.item.evidence, *(piece for gap in made.gaps for piece in gap.evidence)):
        assert MAIL[piece.start : piece.end] == piece.quote


@given(findings, channels)
@settings(max_examples=300, deadline=None)  # likewise
def test_what_was_given_is_stated_or_a_gap_says_why_not(finding, channel):
    made = read(finding, intake(channel), DIRECTORY)
    open_topics = [gap.topic for gap in made.gaps]
    item = made.item
    settled = (
        (Topic.OWNER, finding.owner_text, item.owner),
        (Topic.DUE, finding.due_text, item.due),
        (Topic.RECURRENCE, finding.recurrence_text, item.recurrence),
        (Topic.PRIORITY, finding.priority_text, item.priority),
    )
    for topic, told, sourced in settled:
        if told and told.strip():
            assert sourced.basis is Basis.STATED or topic in open_topics
    assert len(item.done_criteria) == len(finding.done_criteria)
    inferred = [made for made in item.done_criteria if made.basis is Basis.INFERRED]
    assert open_topics.count(Topic.DONE_CRITERIA) >= len(inferred)
    found = {piece.quote.casefold() for piece in item.goal.evidence}
    lost = [quote for quote in finding.quotes if quote.strip() and quote.strip() not in MAIL]
    assert not lost or found or Topic.GOAL in open_topics


@given(findings, channels)
@settings(max_examples=300, deadline=None)  # likewise
def test_nobody_is_made_up_and_nobody_who_left_owns_anything(finding, channel):
    owner = read(finding, intake(channel), DIRECTORY).item.owner.value
    known = {*DIRECTORY.names, "Noor Haddad", "Ben Ortiz", "sender", "recipient", None}
    assert owner in known or owner in MAIL
    assert owner != "Carl Osei"


@given(findings, st.text(max_size=200), channels)
@settings(max_examples=200, deadline=None)  # likewise
def test_any_text_can_be_read(finding, text, channel):
    made = read(finding, intake(channel, text), DIRECTORY)
    assert all(text[e.start : e.end] == e.quote for e in made.item.evidence)


@given(st.text(alphabet="not urgent,.\nASAP lane", max_size=80), st.data())
def test_words_for_urgency_are_found_in_order_and_in_bounds(text, data):
    found = list(sayings(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    start = data.draw(st.integers(0, len(text)))
    urgency_of(text, start, len(text))


@pytest.mark.parametrize(
    "piece",
    [
        "Mo, please call Anna by Friday or by Monday. ",
        "Due date: 12 Nov\n",
        "> by 20 November urgent Ben\n",
        "not " * 9,
    ],
)
def test_a_long_text_with_many_findings_is_read_in_bounded_time(piece):
    text = MAIL + piece * (200_000 // len(piece))
    finding = Finding(
        goal="Call Anna",
        quotes=(piece.strip(), "Ben, please order the banner by Friday."),
        owner_role=OwnerRole.NAMED,
        owner_text="Anna",
        due_text="by Friday",
        priority=Priority.URGENT,
        priority_text="not",
    )
    started = time.process_time()
    for _ in range(10):
        read(finding, intake(Channel.EMAIL, text), DIRECTORY)
    assert time.process_time() - started < 20
