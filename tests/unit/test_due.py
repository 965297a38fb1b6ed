"""Due dates: the conventions of the labelling guide, one row each, and what is no date at all."""

from __future__ import annotations

import time as clock
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from agent.dates.calendar import add_business_days, first_business_day, is_business_day, last_business_day
from agent.dates.due import DueKind, find, order_of, resolve

TUESDAY = datetime(2026, 5, 12, 10, 0, tzinfo=timezone(timedelta(hours=2)))
FRIDAY = datetime(2026, 5, 15, 9, 30, tzinfo=UTC)
SATURDAY = datetime(2026, 5, 16, 9, 30, tzinfo=UTC)


def due(phrase, received_at=TUESDAY, *, european=True):
    mention = resolve(phrase, received_at, day_first=european)
    return mention.date.isoformat() if mention and mention.date else None


def test_eod_friday_said_on_a_friday_is_that_day():
    assert due("by EOD Friday", FRIDAY) == "2026-05-15"


def test_a_bare_friday_said_on_a_friday_is_a_week_later():
    assert due("by Friday", FRIDAY) == "2026-05-22"


def test_friday_at_an_hour_still_to_come_said_on_a_friday_is_that_day():
    assert due("Friday 5pm", FRIDAY) == "2026-05-15"


def test_before_dawn_a_weekday_still_names_the_day_that_begins():
    assert due("by Friday", FRIDAY.replace(hour=0, minute=38)) == "2026-05-15"


def test_next_tuesday_is_the_tuesday_of_next_week():
    assert due("by next Tuesday", datetime(2026, 5, 11, 9, 0, tzinfo=UTC)) == "2026-05-19"


def test_by_the_14th_is_the_14th():
    assert due("by the 14th") == "2026-05-14"


def test_before_the_14th_is_the_13th():
    assert due("before the 14th") == "2026-05-13"


def test_before_an_event_on_a_date_is_that_date():
    assert due("before the board meeting on 20 May") == "2026-05-20"


def test_end_of_month_is_its_last_calendar_day():
    assert due("by the end of the month") == "2026-05-31"


def test_a_quarter_is_its_last_day():
    assert due("by Q3") == "2026-09-30"


def test_next_week_is_its_friday():
    assert due("next week") == "2026-05-22"


def test_this_week_and_end_of_week_are_friday():
    assert [due("this week"), due("by end of week"), due("EOW")] == ["2026-05-15"] * 3


def test_end_of_week_said_on_a_saturday_is_the_coming_friday():
    assert due("by the end of the week", SATURDAY) == "2026-05-22"


def test_this_weekend_and_over_the_weekend_are_sunday():
    assert [due("this weekend"), due("over the weekend")] == ["2026-05-17"] * 2


def test_asap_has_no_date():
    assert resolve("asap", TUESDAY, day_first=True) is None


def test_day_comes_first_where_the_locale_is_european_and_the_note_says_so():
    mention = resolve("by 03/07", TUESDAY, day_first=True)
    assert (mention.date, mention.note) == (date(2026, 7, 3), "03/07 read day first")
    assert due("by 06/07", european=False) == "2026-06-07"


def test_a_weekday_beside_an_ambiguous_date_decides_how_it_is_read():
    assert [due("Monday 7/6"), due("Sunday 7/6", european=False)] == ["2026-07-06", "2026-06-07"]


def test_time_of_day_is_kept_apart():
    mention = resolve("by Thursday 3pm PT", TUESDAY, day_first=True)
    assert (mention.date, mention.time, mention.phrase) == (date(2026, 5, 14), time(15), "by Thursday 3pm PT")


def test_today_is_today_in_the_senders_own_offset():
    late = datetime(2026, 5, 12, 23, 30, tzinfo=timezone(timedelta(hours=-7)))
    assert due("by end of day", late) == "2026-05-12"


def test_a_day_that_does_not_exist_has_no_date_and_a_note():
    mention = resolve("by 31 Feb", TUESDAY, day_first=True)
    assert (mention.date, mention.note) == (None, "31 Feb does not exist")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("in two weeks", "2026-05-26"),
        ("within 3 business days", "2026-05-15"),
        ("the day after tomorrow", "2026-05-14"),
        ("the Monday after next", "2026-05-25"),
        ("a week from Friday", "2026-05-22"),
        ("Friday week", "2026-05-22"),
        ("early next week", "2026-05-19"),
        ("mid-June", "2026-06-15"),
        ("the first Monday in June", "2026-06-01"),
        ("by the last business day of the month", "2026-05-29"),
        ("by the 1st of next month", "2026-06-01"),
        ("two days before Christmas", "2026-12-23"),
        ("by 5pm", "2026-05-12"),
        ("by wedsnesday", "2026-05-13"),
        ("tmrw", "2026-05-13"),
        ("no later than 20/05", "2026-05-20"),
        ("2026-06-01", "2026-06-01"),
        ("June 3rd, 2027", "2027-06-03"),
        ("twenty-first of June", "2026-06-21"),
        ("bis 14.11.", "2026-11-14"),
        ("bis zum 20. Mai", "2026-05-20"),
        ("heute noch", "2026-05-12"),
        ("nächsten Dienstag", "2026-05-19"),
        ("bis Ende des Monats", "2026-05-31"),
        ("übernächste Woche", "2026-05-29"),
        ("voor het einde van de maand", "2026-05-31"),
        ("d'ici vendredi", "2026-05-15"),
        ("avant le 20 mai", "2026-05-19"),
        ("la semaine prochaine", "2026-05-22"),
        ("hasta el lunes", "2026-05-18"),
        ("para el 3 de junio", "2026-06-03"),
        ("uiterlijk vrijdag", "2026-05-15"),
        ("até sexta-feira", "2026-05-15"),
        ("amanhã", "2026-05-13"),
    ],
)
def test_a_phrase_resolves_to_its_day(phrase, expected):
    assert due(phrase) == expected


@pytest.mark.parametrize(
    "text",
    [
        "You may want to march on.",
        "Version 3.12 is out and 2.10.14 is not.",
        "It costs 3.50 EUR or $12.",
        "Call 030-1234-567 or +49 170 1234567.",
        "Ticket ABC-12345-A1B2C3, build v2.1.",
        "Have a nice weekend and a good day!",
        "The second option, the first draft, the 14th floor.",
        "One second, please: too much sun, so I sat down.",
        "We are open 24/7 in room 4.12.",
        "10 out of 20 people stayed in person.",
    ],
)
def test_words_that_only_look_like_dates_give_nothing(text):
    assert find(text, TUESDAY, day_first=True) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Please send it by Friday.", DueKind.DEADLINE),
        ("Send me the file tomorrow", DueKind.DEADLINE),
        ("I'll call him tomorrow.", DueKind.DEADLINE),
        ("Before our call on Friday", DueKind.EVENT),
        ("Can you swap it out tomorrow?", DueKind.DEADLINE),
        ("I'm out tomorrow.", DueKind.EVENT),
        ("We meet on the 22nd.", DueKind.EVENT),
        ("The report must be in by the meeting, before 20 May.", DueKind.DEADLINE),
        ("Available from 1 June", DueKind.EVENT),
        ("It broke last Friday.", DueKind.PAST),
        ("Founded in 1994.", DueKind.PAST),
        ("She is away for two weeks.", DueKind.DURATION),
        ("Closed between 1 June and 5 June.", DueKind.DURATION),
    ],
)
def test_a_mention_says_what_the_date_is_to_the_text(text, kind):
    assert [m.kind for m in find(text, TUESDAY, day_first=True)] == [kind]


def test_a_mention_starts_at_its_preposition_and_keeps_the_order_of_the_text():
    text = "Send the draft by EOD Friday, and the final no later than 20 May."
    phrases = [m.phrase for m in find(text, TUESDAY, day_first=True)]
    assert phrases == ["by EOD Friday", "no later than 20 May"]


@pytest.mark.parametrize(
    ("hours", "text", "expected"),
    [
        (-5, "Please send this to the team by 03/07.", False),
        (-5, "Merci de l'envoyer avant le 03/07 pour la réunion.", True),
        (-5, "Please send it by 03/07, not by 25/06.", True),
        (1, "Please send this to the team by 03/07.", True),
        (1, "Please send it by 03/07, not by 06/25.", False),
    ],
)
def test_day_order_follows_the_texts_own_dates_then_language_and_offset(hours, text, expected):
    assert order_of(TUESDAY.astimezone(timezone(timedelta(hours=hours))), text) is expected


def test_business_days_skip_weekends_and_a_countrys_holidays():
    assert add_business_days(date(2026, 5, 15), 1) == date(2026, 5, 18)
    assert add_business_days(date(2026, 5, 18), -1) == date(2026, 5, 15)
    assert not is_business_day(date(2026, 12, 25), "DE")
    assert is_business_day(date(2026, 12, 25), "nowhere")
    assert (first_business_day(2026, 8), last_business_day(2026, 5)) == (date(2026, 8, 3), date(2026, 5, 29))


@pytest.mark.parametrize(
    "piece", ["1 ", "may ", "1 may ", "1a", "monday,", "by by ", "in two weeks ", "- ", "1.1.1."]
)
def test_a_hundred_thousand_characters_take_no_longer_whatever_they_are(piece):
    text = (piece * 100_000)[:100_000]
    started = clock.process_time()
    find(text, TUESDAY, day_first=True)
    assert clock.process_time() - started < 2.5, "several times what it takes, for a busy machine"
