"""How long a job waits before it is tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.backoff import FIRST, MOST, MOST_ASKED, pause

CHANCES = st.floats(0, 1)


def seconds(attempts, chance=1.0, asked=None):
    return pause(attempts, chance, asked).total_seconds()


def test_the_wait_doubles_until_it_is_long_enough():
    waits = [seconds(attempts) for attempts in range(1, 10)]
    assert waits == [10, 20, 40, 80, 160, 320, 640, 900, 900]


def test_what_failed_together_does_not_come_back_together():
    assert (seconds(2, 0.0), seconds(2, 0.5), seconds(2, 1.0)) == (10, 15, 20)


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        (7, 7, 7.7),
        (120.5, 120.5, 132.55),
        (3600, 3600, 3660),
        (1_000_000, 86_400, 86_460),
        (float("inf"), 86_400, 86_460),
        (0, 5, 10),
        (-3, 5, 10),
        (float("nan"), 5, 10),
        (None, 5, 10),
    ],
)
def test_a_server_is_not_asked_before_the_time_it_named(asked, least, most):
    assert seconds(1, 0.0, asked) == least
    assert seconds(1, 1.0, asked) == pytest.approx(most)


@given(st.integers(0, 10_000), CHANCES, st.none() | st.floats())
def test_every_wait_is_positive_and_bounded(attempts, chance, asked):
    assert FIRST / 2 <= pause(attempts, chance, None) <= MOST
    assert timedelta(0) <= pause(attempts, chance, asked) <= MOST_ASKED * 1.1
