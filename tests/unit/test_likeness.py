"""From signals to an order and a chance, and how the weights are fitted."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from pydantic import ValidationError

from agent.duplicates import Candidate
from agent.errors import InputError
from agent.index.closely import Traits
from agent.index.likeness import Likeness, shipped
from agent.index.signals import Asked, Signals
from evals.likeness import Compared, fit, folded

NOTHING, SAME = Signals(0, 0, 0, 0), Signals(1, 1, 1, 1)
NEAR, LESS = Signals(0.5, 0.7, 0.7, 0.6), Signals(0.3, 0.5, 0.5, 0.4)


def asked(title, body=""):
    """In an index of ten entries, each of these words in one of them."""
    words = (title + " " + body).split()
    return Asked(title.split(), body.split(), dict.fromkeys(words, 1), 10)


def test_the_very_same_text_is_all_alike_and_another_not_at_all():
    text = asked("order toner", "printer empty")
    assert text.compared(["order", "toner"], ["printer", "empty"])[:1] == (1.0,)
    assert text.compared(["order", "toner"], [])[-1] == 1.0
    assert text.compared(["sign", "lease"], ["warehouse"]) == NOTHING


def test_more_in_common_is_never_less_alike():
    rng = random.Random(5)
    for _ in range(200):
        low = [rng.random() for _ in Signals._fields]
        high = [value + rng.random() * (1 - value) for value in low]
        assert shipped().of(Signals(*high)) >= shipped().of(Signals(*low))


def test_the_same_text_is_likely_the_same_work_also_when_it_is_there_twice():
    once = shipped().ranked({"a": SAME, "b": LESS})
    assert once[0].id == "a"
    assert once[0].score > 0.95
    assert [candidate.score > 0.9 for candidate in shipped().ranked({"a": SAME, "b": SAME})] == [True, True]


def test_what_stands_alone_is_likelier_than_what_others_come_near():
    alone, crowded = shipped().ranked({"a": NEAR, "b": NOTHING}), shipped().ranked({"a": NEAR, "b": NEAR})
    assert alone[0].score > crowded[0].score


def test_scores_fall_with_the_order():
    found = {f"w{n}": Signals(n / 9, n / 9, n / 9, n / 9) for n in range(10)}
    scores = [candidate.score for candidate in shipped().ranked(found)]
    assert scores == sorted(scores, reverse=True)
    assert shipped().ranked({}) == []


@pytest.mark.parametrize("weights", [{"words": 1.0}, dict.fromkeys(Signals._fields, -1.0)])
def test_weights_that_are_missing_or_below_zero_are_refused(weights):
    with pytest.raises(ValidationError, match="a weight of 0 or more"):
        Likeness(weights=weights, slope=1, lead=1, offset=0)


def labelled(count=60):
    """Texts whose duplicate shares meaning, while a template shares words."""
    rng = random.Random(1)
    for n in range(count):
        meant = 0.6 + 0.3 * rng.random()
        found = {
            f"same{n}": Signals(0.3, meant, meant, 0.3),
            f"template{n}": Signals(0.6, 0.3 * rng.random(), 0.3, 0.6),
            f"other{n}": Signals(0.1, 0.2, 0.2, 0.1),
        }
        yield Compared(f"q{n}", found, frozenset({f"same{n}"}), frozenset())


def test_a_fit_learns_what_tells_duplicates():
    fitted = fit(list(labelled()), "made up")
    for text in labelled(5):
        best = fitted.ranked(text.found)[0]
        assert best.id in text.same
        assert best.score > 0.5
    assert fitted.about == "made up"


def test_a_fit_weighs_what_tells_apart_below_zero_and_what_is_in_common_above():
    alike, apart = Traits(retold=0.8, facts=0.6, alone=0.1), Traits(retold=0.0, facts=0.0, alone=0.9)
    texts = [
        replace(text, read={id_: alike if id_ in text.same else apart for id_ in text.found})
        for text in labelled()
    ]
    closely = fit(texts).closely
    assert closely is not None
    assert closely.weights["retold"] > 0 > closely.weights["alone"]
    assert closely.chance(even("a"), alike) > 0.9
    assert closely.chance(even("a"), apart) < 0.1


def test_where_a_trait_would_get_the_wrong_sign_it_is_left_out():
    odd = Traits(retold=0.0, facts=0.0, alone=0.9), Traits(retold=0.8, facts=0.6, alone=0.1)
    texts = [
        replace(text, read={id_: odd[id_ not in text.same] for id_ in text.found}) for text in labelled()
    ]
    closely = fit(texts).closely
    assert closely is not None
    assert set(closely.weights.values()) == {0.0}


def even(id_):
    return Candidate(id=id_, lexical=0.5, dense=0.5, score=0.5)


def test_each_text_is_judged_by_weights_that_never_saw_it():
    texts = list(labelled())
    weights = folded(texts, 5)
    assert weights.keys() == {text.id for text in texts}
    assert len({id(likeness) for likeness in weights.values()}) == 5
    twin = Compared("q0-again", texts[0].found, frozenset({"q0"}), frozenset())
    both = folded([*texts, twin, Compared("q0", texts[0].found, frozenset({"q0-again"}), frozenset())], 5)
    assert both["q0-again"] is both["q0"]


def test_without_a_duplicate_that_was_found_there_is_nothing_to_fit():
    with pytest.raises(InputError, match="nothing to fit"):
        fit([Compared("q", {"w": LESS}, frozenset({"elsewhere"}), frozenset())])
