"""Two texts read side by side."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from agent.duplicates import Candidate
from agent.index.closely import Closeness, Traits, compared
from agent.index.likeness import shipped
from agent.records import Entry

LIFT = Entry(
    id="a", title="Repair the lift at Alder House", body="Stuck on 4, Mrs Okafor can't manage the stairs."
)
RETOLD = Entry(
    id="b", title="Mrs Okafor is stuck upstairs", body="The lift at Alder House stands on 4 again."
)
OTHER = Entry(id="c", title="Repair the roof at Alder House", body="Water comes in above flat 9.")


def traits(new, old) -> Traits:
    (told,) = compared(new, [old])
    return told


def chance(new, old, before=0.3):
    found = Candidate(id=old.id, lexical=before, dense=0.6, score=before)
    (read,) = shipped().reread(new, [(found, old)])
    return read.score


def test_the_very_same_text_leaves_nothing_alone():
    assert traits(LIFT, LIFT).alone == 0.0


def test_what_is_told_in_other_words_is_met_in_the_text():
    assert traits(LIFT, RETOLD).retold > traits(LIFT, OTHER).retold
    assert chance(LIFT, RETOLD) > chance(LIFT, OTHER)


def test_traits_are_the_same_from_either_side():
    assert traits(LIFT, RETOLD) == pytest.approx(traits(RETOLD, LIFT))


def test_a_number_is_near_to_no_other_number():
    one, two = (Entry(id=n, title=f"Trace consignment {n}", body="") for n in ("88213", "88214"))
    assert traits(one, two).alone == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["", "?!", "的", "a" * 5000])
def test_odd_texts_have_traits_too(text):
    odd = Entry(id="o", title=text, body=text)
    assert all(0 <= value <= 1 for value in traits(odd, LIFT))


def test_those_that_are_read_come_back_best_first():
    found = [(Candidate(id=entry.id, lexical=0.3, dense=0.5, score=0.3), entry) for entry in (OTHER, RETOLD)]
    read = shipped().reread(LIFT, found)
    assert [candidate.id for candidate in read] == ["b", "c"]


@pytest.mark.parametrize(
    "weights",
    [
        {},
        {"retold": 1, "facts": 1},
        {"retold": -1, "facts": 1, "alone": -1},
        {"retold": 1, "facts": 1, "alone": 1},
    ],
)
def test_a_weight_that_is_missing_or_of_the_wrong_sign_is_refused(weights):
    with pytest.raises(ValidationError, match="none of the wrong sign"):
        Closeness(found=1, meaning=1, weights=weights, offset=0)
