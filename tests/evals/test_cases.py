"""Our own cases are as many and as different as their datasheet says."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from agent.models import Channel
from evals import tables
from evals.cases import own
from evals.gold import (
    DateRow,
    DocumentRow,
    GoldRow,
    OwnerBasis,
    PairRow,
    RecurrenceRow,
    Relation,
    RoutingRow,
)
from evals.similar import queries

LONGEST_GOAL = 15
"""Words."""
LONG = 7
"""Words; shorter phrases are alike by nature."""


@pytest.fixture(scope="module")
def texts():
    return [labelled.row for labelled in tables.read(own("extraction"), GoldRow)]


@pytest.fixture(scope="module")
def every_text(texts):
    return [*texts, *(labelled.row for labelled in tables.read(own("fresh"), GoldRow))]


@pytest.fixture(scope="module")
def pairs():
    corpus, pairs = own("duplicates")
    documents = {read.row.id: read.row for read in tables.read([corpus], DocumentRow)}
    return documents, [read.row for read in tables.read([pairs], PairRow)]


def grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + 5]) for start in range(len(words) - 4)}


def alike(texts: dict[str, str]) -> list[tuple[str, str]]:
    """Pairs that share more than a third of the 5-grams of the shorter one."""
    held = {name: found for name, text in texts.items() if (found := grams(text))}
    return [
        (one, other)
        for one, other in combinations(held, 2)
        if len(held[one] & held[other]) > min(len(held[one]), len(held[other])) / 3
    ]


def test_there_are_enough_texts_of_every_kind(texts):
    assert len(texts) >= 120
    assert sum(row.is_idle for row in texts) >= 30
    assert min(Counter(row.channel for row in texts)[channel] for channel in Channel) >= 20
    tags = Counter(tag for row in texts for tag in row.traps)
    assert min(tags[language] for language in ("de", "fr", "es", "nl", "pt")) >= 5
    assert sum(any("inject" in tag for tag in row.traps) for row in texts) >= 10
    assert sum(any(item.recurrence for item in row.items) for row in texts) >= 10


def test_no_text_is_another_one_filled_in_anew(every_text):
    assert alike({row.id: row.text for row in every_text}) == []


def test_both_halves_of_the_fresh_texts_are_of_one_make():
    for path in own("fresh"):
        rows = [labelled.row for labelled in tables.read([path], GoldRow)]
        assert len(rows) >= 20, path.name
        assert sum(row.is_idle for row in rows) >= 7, path.name


def test_labels_keep_to_the_guide(every_text):
    for row in every_text:
        known = {*row.people, *(party.name for party in (row.sender, *row.recipients) if party)}
        for item in row.items:
            told = f"{row.id}: {item.goal}"
            assert len(item.goal.split()) <= LONGEST_GOAL, told
            assert (item.owner is None) == (item.owner_basis is OwnerBasis.UNKNOWN), told
            assert item.owner is None or item.owner in known or item.owner in row.text, told
            assert (item.recurrence is not None) == (item.kind == "recurring"), told
            assert item.due is None or item.due_phrase, told
            assert item.due_phrase is None or item.due_phrase in row.text, told


def test_an_owner_nobody_can_tell_is_asked_for(texts):
    unknown = [item for row in texts for item in row.items if item.owner is None]
    assert unknown
    assert all("owner" in item.must_ask for item in unknown)


def test_there_are_enough_phrases_in_six_languages():
    days = [read.row for read in tables.read(own("dates"), DateRow)]
    rules = [read.row for read in tables.read(own("recurrence"), RecurrenceRow)]
    assert len(days) >= 150 and len(rules) >= 60
    assert sum(row.due is None for row in days) >= 30
    for rows in (days, rules):
        assert set(Counter(row.language for row in rows)) == {"en", "de", "fr", "es", "nl", "pt"}
        assert (
            alike({str(number): row.text for number, row in enumerate(rows) if len(row.text.split()) > 7})
            == []
        )


def test_every_rule_is_expected_by_some_route():
    from agent import routing
    from agent.configuration import default_text

    rows = [read.row for read in tables.read(own("routing"), RoutingRow)]
    assert len(rows) >= 40
    hits = Counter(row.expected.rule for row in rows)
    assert all(hits[name] >= 2 for name in routing.load(default_text("rules.yaml")).names)


def test_there_are_enough_pairs_and_hard_ones_among_them(pairs):
    documents, told = pairs
    labels = Counter(pair.label for pair in told)
    assert len(documents) >= 300
    assert labels[Relation.DUPLICATE] >= 80
    assert labels[Relation.DIFFERENT] >= 60
    assert all(pair.why for pair in told if pair.label is not Relation.DUPLICATE)
    assert len({frozenset((pair.query, pair.dup)) for pair in told}) == len(told)
    assert queries(documents, told, "ours")


def test_what_is_called_different_is_never_the_same_by_way_of_a_third(pairs):
    documents, told = pairs
    same = {read.id: read.row.same for read in queries(documents, told, "ours")}
    assert [
        pair for pair in told if pair.label is not Relation.DUPLICATE and pair.dup in same.get(pair.query, ())
    ] == []
