"""The sums of the wheel: which day counts in which period, shares, medians and buckets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agent.models import ProposalState
from agent.wheel import Decided, Finished, Made, Seen, Stock, Unfinished, Waits, first_day, wheel
from api.pages.views.wheel import columns, hours, share

TODAY = date(2026, 11, 26)
CONFIRMED, REJECTED, MERGED = ProposalState.CONFIRMED, ProposalState.REJECTED, ProposalState.MERGED


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def decided(days: int, hours: float = 1, state: ProposalState = CONFIRMED, team: str = "Finance") -> Decided:
    return Decided(ago(days), team, state, hours)


@pytest.mark.parametrize(
    ("days", "now", "before"),
    [(0, 1, 0), (6, 1, 0), (7, 0, 1), (13, 0, 1), (14, 0, 0), (-1, 0, 0)],
)
def test_a_day_counts_in_the_period_that_ends_today_in_the_one_before_or_in_neither(days, now, before):
    day = ago(days)
    seen = Seen(
        arrived={day: 1}, answered={day: 1}, made=[Made(day, "IT", 1, 1, 1)], decided=[decided(days)],
        finished=[Finished(day, "IT", 1, 1, 1)],
    )  # fmt: skip
    turned = wheel(seen, 7, TODAY)
    for turn, count in ((turned.now, now), (turned.before, before)):
        counts = turn.model_dump(exclude={"first", "last", "hours_to_clear", "merged"})
        assert set(counts.values()) == {count}
    assert (turned.before.first, turned.now.first, turned.now.last) == (first_day(7, TODAY), ago(6), TODAY)
    assert [one.day for one in turned.a_day] == [ago(number) for number in range(6, -1, -1)]
    assert sum(one.arrived for one in turned.a_day) == sum(one.decided for one in turned.a_day) == now


@pytest.mark.parametrize(
    ("took", "told"), [([], None), ([3], 3), ([1, 2, 90], 2), ([1, 2], 1.5), ([0.1234], 0.12)]
)
def test_time_to_clear_is_the_median_so_that_one_old_text_does_not_hide_the_others(took, told):
    assert wheel(Seen(decided=[decided(0, one) for one in took]), 7, TODAY).now.hours_to_clear == told


def test_what_was_decided_is_told_by_what_came_of_it():
    now = wheel(
        Seen(decided=[decided(0), decided(1, state=REJECTED), decided(2, state=MERGED)]), 7, TODAY
    ).now
    assert (now.decided, now.confirmed, now.merged) == (3, 1, 1)


@pytest.mark.parametrize(
    ("took", "bucket"),
    [(0, 0), (0.99, 0), (1, 1), (4, 2), (23.9, 2), (24, 3), (72, 4), (167, 4), (168, 5), (9000, 5)],
)
def test_a_decision_stands_in_one_bucket(took, bucket):
    bars = wheel(Seen(decided=[decided(0, took), decided(8, took)]), 7, TODAY).time_to_clear
    assert [bar.count for bar in bars] == [int(number == bucket) for number in range(6)]


@pytest.mark.parametrize(("days", "bucket"), [(0, 0), (6, 0), (7, 1), (14, 2), (28, 3), (90, 3), (91, 4)])
def test_open_work_is_counted_by_its_age_whatever_the_period_is(days, bucket):
    bars = wheel(Seen(unfinished=[Unfinished("IT", ago(days), 3, 0)]), 7, TODAY).open_by_age
    assert [bar.count for bar in bars] == [3 * (number == bucket) for number in range(5)]


def test_a_team_has_its_own_numbers_and_those_with_most_to_do_come_first():
    seen = Seen(
        arrived={TODAY: 9}, decided=[decided(0, 2, team="IT"), decided(8, team="Gone")],
        waits=[Waits("IT", 1, 2), Waits("Finance", 3, 0)], unfinished=[Unfinished("IT", ago(9), 1, 1)],
    )  # fmt: skip
    turned = wheel(seen, 7, TODAY)
    assert [one.team for one in turned.teams] == ["Finance", "IT"]
    assert turned.teams[1].turn.hours_to_clear == 2 and turned.teams[1].turn.arrived == 0
    assert turned.teams[1].stock == Stock(waiting=1, questions=2, open=1, overdue=1)
    assert turned.stock == Stock(waiting=4, questions=2, open=1, overdue=1)


def test_nothing_at_all_is_empty_and_old_work_is_not():
    assert wheel(Seen(), 30, TODAY).is_empty
    assert not wheel(Seen(unfinished=[Unfinished("IT", ago(400), 1, 0)]), 30, TODAY).is_empty


@pytest.mark.parametrize(
    ("told", "words"), [(None, "–"), (0.58, "35 min"), (5.24, "5.2 h"), (48, "2.0 days"), (75, "3.1 days")]
)
def test_hours_are_told_in_the_unit_that_says_something(told, words):
    assert hours(told) == words


def test_a_share_of_nothing_is_a_dash_and_better_or_worse_needs_both_periods():
    assert (share(1, 3), share(0, 0)) == ("33 %", "–")
    slower = columns(wheel(Seen(decided=[decided(0, 9), decided(8, 2)]), 7, TODAY))
    first = columns(wheel(Seen(decided=[decided(0, 9)]), 7, TODAY))
    assert [column[1].tiles[0].tone for column in (slower, first)] == ["worse", ""]
