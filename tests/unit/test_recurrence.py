"""Recurring work: phrases and the rules they state."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from agent.dates.recurrence import find_recurrence, recurrence

NOW = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("phrase", "rule"),
    [
        ("every Monday", "FREQ=WEEKLY;BYDAY=MO"),
        ("every other day", "FREQ=DAILY;INTERVAL=2"),
        ("each business day", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every weekday at 9am", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9;BYMINUTE=0"),
        ("Tuesdays and Thursdays", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("saturdays through tuesdays", "FREQ=WEEKLY;BYDAY=SA,SU,MO,TU"),
        ("every 3 weeks on Monday", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO"),
        ("biweekly", "FREQ=WEEKLY;INTERVAL=2"),
        ("on the 1st and 15th of each month", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("the first Friday of every month", "FREQ=MONTHLY;BYDAY=1FR"),
        ("every last Friday", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("every second Friday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("first business day of every month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
        ("end of each month", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("quarterly", "FREQ=MONTHLY;INTERVAL=3"),
        ("every year on December 25th", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"),
        ("every Aug 20 and 30", "FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=20,30"),
        ("every Friday in week 12", "FREQ=YEARLY;BYDAY=FR;BYWEEKNO=12"),
        ("every 45 mins", "FREQ=MINUTELY;INTERVAL=45"),
        ("jeden zweiten Dienstag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("alle zwei Wochen", "FREQ=WEEKLY;INTERVAL=2"),
        ("le premier lundi de chaque mois", "FREQ=MONTHLY;BYDAY=1MO"),
        ("tous les jours", "FREQ=DAILY"),
        ("todos los lunes", "FREQ=WEEKLY;BYDAY=MO"),
        ("elke twee weken", "FREQ=WEEKLY;INTERVAL=2"),
        ("toda segunda-feira", "FREQ=WEEKLY;BYDAY=MO"),
        ("bi-weekly", "FREQ=WEEKLY;INTERVAL=2"),
        ("semi-annually", "FREQ=MONTHLY;INTERVAL=6"),
        ("6-monthly", "FREQ=MONTHLY;INTERVAL=6"),
        ("twice yearly", "FREQ=MONTHLY;INTERVAL=6"),
        ("every last working day of the month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("einmal im Jahr", "FREQ=YEARLY"),
        ("jeden Morgen", "FREQ=DAILY"),
        ("une fois par semaine", "FREQ=WEEKLY"),
        ("un jeudi sur deux", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        ("une semaine sur trois", "FREQ=WEEKLY;INTERVAL=3"),
        ("una vez al mes", "FREQ=MONTHLY"),
        ("om de twee weken", "FREQ=WEEKLY;INTERVAL=2"),
        ("één keer per maand", "FREQ=MONTHLY"),
    ],
)
def test_a_phrase_states_a_rule(phrase, rule):
    assert recurrence(phrase, NOW).rrule == rule


def test_a_first_date_is_kept_beside_the_rule():
    found = recurrence("every other Tuesday starting June 9", NOW)
    assert (found.rrule, found.start) == ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", date(2026, 6, 9))


@pytest.mark.parametrize(
    "phrase",
    [
        "by Friday", "once", "every now and then", "", "on Tuesday", "every 0 days", "twice weekly",
        "deux fois par semaine", "einmal im Jahr 2025", "un client sur deux", "om de hoek", "0-weekly",
    ],
)  # fmt: skip
def test_what_does_not_repeat_is_no_recurrence(phrase):
    assert recurrence(phrase, NOW) is None


def test_a_rule_that_no_calendar_takes_is_refused():
    assert recurrence("every 45th of the month", NOW) is None


def test_mentions_point_into_the_text():
    text = "Sam posts the accrual on the first business day of every month, and backs up every Friday."
    found = find_recurrence(text, NOW)
    assert [text[m.start : m.end] for m in found] == ["first business day of every month", "every Friday"]


def test_the_weekly_report_is_the_name_of_a_thing():
    assert find_recurrence("Please fix the weekly report.", NOW) == []
