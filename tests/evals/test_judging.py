"""What a judge's verdicts are counted as, and how far it is held to agree with people."""

from __future__ import annotations

import pytest

from agent.errors import InvalidRow
from agent.models import Kind, Priority
from agent.rows import ItemRow
from evals import tables
from evals.cases import own
from evals.gold import GoldRow
from evals.judging import GOAL, Verdict, agreement, opinions, paired, read_labels
from evals.metrics import Kappa, Ratio, columns, estimate

KAPPA = Kappa("kappa", GOAL)


def item(goal: str, *criteria: str) -> ItemRow:
    return ItemRow(
        goal=goal, kind=Kind.REQUEST, owner=None, due=None, due_phrase=None, recurrence=None,
        priority=Priority.NORMAL, done_criteria=criteria, evidence=(), questions=(), basis={},
    )  # fmt: skip


def verdict(number: int = 1, *criteria: bool, faithful: bool = True, quote: str | None = None) -> Verdict:
    return Verdict(
        item=number, why="so it is", quote=quote, goal_faithful=faithful, criteria_checkable=list(criteria)
    )


@pytest.mark.parametrize(
    ("cells", "kappa"),
    [
        # 35 of 50 agree; chance: (25 x 30 + 25 x 20) / 2500 = 0.5
        ((20, 5, 10, 15), 0.4),
        # 60 of 100 agree; chance: (60 x 70 + 40 x 30) / 10000 = 0.54
        ((45, 15, 25, 15), 0.06 / 0.46),
        # 2 of 4 agree, as chance would: (2 x 2 + 2 x 2) / 16 = 0.5
        ((1, 1, 1, 1), 0.0),
        ((3, 0, 0, 4), 1.0),
        ((0, 5, 5, 0), -1.0),
        # Nothing beyond chance can be seen where both always say the same, or nobody says anything.
        ((7, 0, 0, 0), None),
        ((0, 0, 0, 0), None),
    ],
)
def test_kappa_is_what_one_computes_by_hand(cells, kappa):
    counted = columns([dict(zip(GOAL, cells, strict=True))])
    got = estimate(KAPPA, counted, 0)
    assert got.value == (None if kappa is None else pytest.approx(kappa, abs=1e-6))
    assert (got.hits, got.of) == (cells[0] + cells[3], sum(cells))


def test_kappa_is_that_of_all_cases_together_and_has_an_interval():
    cases = [dict.fromkeys(GOAL[:1], 1.0)] * 20 + [dict.fromkeys(GOAL[1:2], 1.0)] * 5
    cases += [dict.fromkeys(GOAL[2:3], 1.0)] * 10 + [dict.fromkeys(GOAL[3:], 1.0)] * 15
    got = estimate(KAPPA, columns(cases), 0)
    assert got.value == pytest.approx(0.4)
    assert got.low < 0.4 < got.high


def test_verdicts_are_counted_and_their_reasons_told():
    pairs = [
        (item("Order the chairs", "All 8 stand in room 2", "It looks nice"), verdict(1, True, False)),
        (item("Ring them"), verdict(2, faithful=False, quote="ring the\nbakery")),
        (item("Sell the lift"), verdict(3, faithful=False, quote="sell the lift")),
    ]
    counts = opinions(pairs, "Order the chairs and ring the bakery.")
    assert (counts["judged"], counts["faithful"], counts["unfaithful"].value) == (3, 1, 2)
    assert (counts["criteria_judged"], counts["criteria_checkable"]) == (2, 1)
    told = counts["unfaithful"].reason
    assert told.startswith("“Ring them”: so it is (“ring the bakery”)")
    assert told.endswith("“Sell the lift”: so it is (it shows no words of the text)")
    assert counts["uncheckable"].reason == "“It looks nice” of “Order the chairs”"


@pytest.mark.parametrize(
    "verdicts",
    [
        [],
        [verdict(1, True)],
        [verdict(1, True), verdict(1)],
        [verdict(1, True), verdict(3)],
        [verdict(0, True), verdict(1)],
        [verdict(1), verdict(2)],
        [verdict(1, True, True), verdict(2)],
        [verdict(1, True), verdict(2), verdict(3)],
    ],
)
def test_verdicts_that_do_not_fit_the_items_are_none_at_all(verdicts):
    assert paired([item("Order chairs", "All 8 stand there"), item("Ring Ada")], verdicts) is None


def test_verdicts_may_come_in_any_order():
    pairs = paired([item("Order chairs"), item("Ring Ada")], [verdict(2, faithful=False), verdict(1)])
    assert [(i.goal, v.goal_faithful) for i, v in pairs] == [("Order chairs", True), ("Ring Ada", False)]


@pytest.fixture
def labels(tmp_path):
    path = tmp_path / "labels.jsonl"
    path.write_text(
        '{"id": "a", "goal": "Order chairs", "goal_faithful": true, "criteria": {"8 stand there": true}}\n'
        '{"id": "a", "goal": "Ring them", "goal_faithful": false}\n'
        '{"id": "b", "goal": "Order chairs", "goal_faithful": false}\n'
    )
    return read_labels([path])


def test_agreement_counts_only_items_that_are_labelled_in_this_very_text(labels):
    pairs = [
        (item("Order chairs", "8 stand there", "They are nice"), verdict(1, False, False)),
        (item("Ring them"), verdict(2)),
        (item("Order chairs."), verdict(3)),
    ]
    counts = dict(agreement(pairs, "a", labels))
    assert counts.pop("judge_differs").reason == "“Ring them”: labelled unfaithful"
    assert counts == {
        "goal_labelled_yes_judged_yes": 1,
        "goal_labelled_no_judged_yes": 1,
        "criterion_labelled_yes_judged_no": 1,
    }
    assert agreement(pairs, "c", labels)["judge_differs"].value == 0
    assert len(agreement(pairs, "c", labels)) == 1


def test_the_share_that_agrees_has_its_counts(labels):
    pairs = [(item("Order chairs"), verdict(1)), (item("Ring them"), verdict(2))]
    counts = agreement(pairs, "a", labels)
    counted = columns([{name: float(counts[name]) for name in GOAL if name in counts}])
    got = estimate(Ratio("judge_agreement", (GOAL[0], GOAL[3]), GOAL), counted, 0)
    assert (got.value, got.hits, got.of) == (0.5, 1, 2)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('{"id": "a", "goal": "x", "goal_faithful": "yes"}', "goal_faithful"),
        ('{"id": "a", "goal": "x"}', "goal_faithful"),
        ('{"id": "a", "goal": "x", "goal_faithful": true, "criteria": {"y": 1}}', "criteria.y"),
        ('{"id": "a", "goal": "x", "goal_faithful": true}\n' * 2, "'a: x' stands in"),
    ],
)
def test_labels_that_say_nothing_clear_are_refused_with_their_line(rows, says, tmp_path):
    path = tmp_path / "labels.jsonl"
    path.write_text(rows)
    with pytest.raises(InvalidRow, match=r"labels\.jsonl:") as raised:
        read_labels([path])
    assert says in str(raised.value)


def test_our_own_labels_are_of_our_own_cases_and_say_both():
    labels = read_labels(own("judge_labels"))
    texts = {labelled.id for labelled in tables.read(own("extraction"), GoldRow)}
    faithful = sum(label.goal_faithful for label in labels.values())
    assert len(labels) >= 50
    assert {case for case, _goal in labels} <= texts
    assert 0.4 <= faithful / len(labels) <= 0.6
