"""Sums over cases, and intervals from drawing whole cases again."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics import (
    F1,
    AveragePrecision,
    Ratio,
    Total,
    columns,
    difference,
    estimate,
)

PRECISION = Ratio("precision", ("right",), ("right", "wrong"))
F_ONE = F1("f1", "right", ("right", "wrong"), ("right", "missed"))
COUNTS = st.fixed_dictionaries({name: st.integers(0, 5) for name in ("right", "wrong", "missed")})


def test_counts_are_summed_before_they_are_divided():
    counted = columns([{"right": 1}, {"right": 1, "wrong": 8}])
    found = estimate(PRECISION, counted, seed=0)
    assert (found.value, found.hits, found.of) == (0.2, 2, 10)


@given(st.lists(COUNTS, min_size=2, max_size=12))
def test_f1_is_the_harmonic_mean_and_lies_in_its_interval(cases):
    right, wrong, missed = (sum(case[name] for case in cases) for name in ("right", "wrong", "missed"))
    found = estimate(F_ONE, columns(cases), seed=1)
    if not right + wrong + missed:
        assert found.value is None
        return
    assert math.isclose(found.value, 2 * right / (2 * right + wrong + missed), abs_tol=1e-6)
    assert found.low is None or found.low - 1e-9 <= found.high <= 1
    assert (found.hits, found.of) == (2 * right, 2 * right + wrong + missed)


def test_what_has_nothing_to_divide_by_is_null():
    assert estimate(PRECISION, columns([{"missed": 3}]), seed=0).value is None
    assert estimate(PRECISION, columns([]), seed=0).value is None


def test_an_interval_comes_out_again_with_the_same_seed_and_narrows_with_more_cases():
    few = columns([{"right": 1}, {"wrong": 1}] * 10)
    many = columns([{"right": 1}, {"wrong": 1}] * 200)
    one, again, other = (estimate(PRECISION, few, seed) for seed in (3, 3, 4))
    assert (one.low, one.high) == (again.low, again.high) != (other.low, other.high)
    narrow = estimate(PRECISION, many, 3)
    assert narrow.high - narrow.low < (one.high - one.low) / 3


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    """Of 200 samples of 80 texts with two items each, both right or both wrong."""
    chance, covered = np.random.default_rng(5), 0
    for sample in range(200):
        cases = [{"right": 2} if chance.random() < 0.7 else {"wrong": 2} for _ in range(80)]
        found = estimate(PRECISION, columns(cases), sample)
        covered += found.low <= 0.7 <= found.high
    assert covered >= 180


def test_a_total_has_no_interval():
    found = estimate(Total("tokens", "tokens"), columns([{"tokens": 3}, {"tokens": 4}]), seed=0)
    assert (found.value, found.low, found.hits) == (7, None, None)


@pytest.mark.parametrize(
    ("scored", "expected"),
    [
        ([(0.9, 1), (0.8, 0), (0.7, 1), (0.1, 0)], (1 + 2 / 3) / 2),
        ([(1, 1), (1, 0), (0, 1)], (1 / 2 + 2 / 3) / 2),
        ([(0, 1), (0, 0), (0, 0), (0, 0)], 1 / 4),
    ],
)
def test_average_precision_is_that_of_hand_computed_rankings(scored, expected):
    counted = columns([{"score": score, "label": label} for score, label in scored])
    found = estimate(AveragePrecision("average_precision", "score", "label"), counted, seed=0)
    assert math.isclose(found.value, expected, abs_tol=1e-6)


def test_a_difference_is_taken_on_the_same_cases():
    """Each text is a little better, though the texts differ widely: only pairing sees it."""
    chance = np.random.default_rng(2)
    right = chance.integers(0, 10, 60)
    theirs = [{"right": float(r), "wrong": float(10 - r)} for r in right]
    ours = [{"right": float(r + 1), "wrong": float(9 - r)} for r in right]
    found = difference(PRECISION, columns(ours), columns(theirs), seed=0)
    assert math.isclose(found.value, 0.1, abs_tol=1e-6)
    assert 0.099 < found.low <= found.high < 0.101
