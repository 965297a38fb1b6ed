"""About whom it is worth to ask once more."""

from __future__ import annotations

from agent.duplicates import Grey, in_doubt, judge
from agent.models import Verdict
from tests.unit.test_duplicates import NOW, an_item, existing, found


def test_asking_pays_where_it_costs_less_than_the_mistake_it_may_prevent():
    assert Grey.of_costs(wrong=5, missed=1, asked=0.2) == Grey(low=0.2, high=0.96)
    dear = Grey.of_costs(wrong=1, missed=1, asked=0.6)
    assert not any(dear.holds(chance / 10) for chance in range(11))


def test_only_what_is_near_and_not_told_apart_is_in_doubt():
    item = an_item("Chase flat 6 for the rent")
    others = {"w1": item, "w2": an_item("Chase flat 12 for the rent"), "w3": item, "w4": item}
    scores = {"w1": 0.5, "w2": 0.5, "w3": 0.98, "w4": 0.05}
    pairs = [(found(id_, score=scores[id_]), existing(others[id_], id_=id_)) for id_ in scores]
    assert [known.id for _, known in in_doubt(item, "", NOW, pairs)] == ["w1"]


def test_what_somebody_was_asked_counts_but_undoes_no_reason():
    item = an_item("Chase flat 6 for the rent")
    pairs = [
        (found("w1"), existing(item)),
        (found("w2"), existing(an_item("Chase flat 12 for the rent"), id_="w2")),
    ]
    told = {match.id: match for match in judge(item, "", NOW, pairs, asked={"w1": 0.97, "w2": 0.97})}
    assert (told["w1"].verdict, told["w1"].score) == (Verdict.DUPLICATE, 0.97)
    assert told["w2"].verdict is Verdict.RELATED
    told = {match.id: match for match in judge(item, "", NOW, pairs, asked={"w1": 0.2})}
    assert told["w1"].verdict is Verdict.RELATED


def test_who_is_asked_may_say_that_two_things_are_one():
    item, lot = an_item("Recall the pale ale from the lot"), an_item("Recall the pale ale from the batch")
    pairs = [(found("w1"), existing(lot))]
    (match,) = judge(item, "", NOW, pairs)
    assert match.verdict is Verdict.RELATED
    assert [known.id for _, known in in_doubt(item, "", NOW, pairs)] == ["w1"]
    (match,) = judge(item, "", NOW, pairs, asked={"w1": 0.97})
    assert match.verdict is Verdict.DUPLICATE
