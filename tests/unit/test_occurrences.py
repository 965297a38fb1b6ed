"""A rule in words, and the days it falls on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.dates.occurrences import in_words, next_days

TUESDAY = date(2026, 5, 12)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=WEEKLY;BYDAY=MO", "every Monday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every second Tuesday"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH", "every 3 weeks on Tuesday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every working day"),
        ("FREQ=MONTHLY;INTERVAL=3", "every 3 months"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "on the last Friday of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "on the 1st and the 15th of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "on the last day of every month"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "on the first working day of every month"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "on the 1st of March every year"),
        ("FREQ=DAILY;BYHOUR=9;BYMINUTE=5", "every day at 9:05"),
        ("FREQ=YEARLY;BYWEEKNO=12", "FREQ=YEARLY;BYWEEKNO=12"),
    ],
)
def test_a_rule_is_said_in_words(rule, words):
    assert in_words(rule) == words


def test_the_next_days_are_told_from_a_day_on():
    assert next_days("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", TUESDAY) == (
        TUESDAY, date(2026, 5, 26), date(2026, 6, 9),
    )  # fmt: skip
    assert next_days("FREQ=MONTHLY;BYMONTHDAY=31", TUESDAY, 2) == (date(2026, 5, 31), date(2026, 7, 31))


def test_several_times_a_day_are_one_day():
    assert next_days("FREQ=HOURLY", TUESDAY, 2) == (TUESDAY, date(2026, 5, 13))


def test_a_rule_without_a_day_has_none():
    assert next_days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", TUESDAY) == ()


rules = st.builds(
    lambda freq, step, rest: f"FREQ={freq};INTERVAL={step}{rest}",
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 5),
    st.sampled_from(["", ";BYDAY=MO,WE", ";BYMONTHDAY=-1", ";BYMONTH=2", ";BYMONTH=6;BYMONTHDAY=30"]),
)


@given(rules, st.dates(date(1990, 1, 1), date(2090, 1, 1)))
@settings(max_examples=150, deadline=None)
def test_any_rule_has_words_and_its_days_come_in_order(rule, since):
    assert in_words(rule)
    days = next_days(rule, since)
    assert list(days) == sorted(set(days))
    assert all(day >= since for day in days)
