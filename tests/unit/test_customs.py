"""What an organisation is used to: zones, holidays, fiscal years, the order of day and month."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from agent.dates.customs import Customs, country_of
from agent.dates.due import DueBasis, find, resolve
from agent.errors import SettingsInvalid
from agent.models import Arrival, Channel, Intake, Party
from agent.roster import Directory, Person
from agent.settings import load_settings

TUESDAY = datetime(2026, 5, 12, 10, 0, tzinfo=timezone(timedelta(hours=2)))


def due(words, at=TUESDAY, **customs):
    found = resolve(words, at, customs=Customs(**customs))
    return found.date.isoformat() if found and found.date else None


def test_a_holiday_is_no_business_day():
    """Thursday the 14th is Ascension Day in Germany, and no holiday in Great Britain."""
    assert due("within three business days", country="DE") == "2026-05-18"
    assert due("within three business days", country="GB") == "2026-05-15"
    assert due("within three business days") == "2026-05-15"


def test_a_region_has_holidays_of_its_own():
    at = datetime(2026, 6, 3, 9, tzinfo=UTC)
    assert due("in one business day", at, country="DE-BY") == "2026-06-05"
    assert due("in one business day", at, country="DE-BE") == "2026-06-04"


def test_the_country_is_that_of_the_zone_where_none_is_named():
    assert due("within three business days", zone="Europe/Berlin") == "2026-05-18"
    assert [country_of(zone) for zone in ("Europe/Lisbon", "America/New_York", "UTC")] == ["PT", "US", ""]


def test_a_country_without_a_calendar_has_no_holidays():
    assert due("within three business days", country="XX") == "2026-05-15"


@pytest.mark.parametrize(
    ("words", "start", "expected"),
    [
        ("by Q1", 4, "2026-06-30"),
        ("by Q4", 4, "2027-03-31"),
        ("end of Q1 2027", 4, "2026-06-30"),
        ("by the end of the fiscal year", 4, "2027-03-31"),
        ("by the end of FY27", 7, "2027-06-30"),
        ("by EOQ", 2, "2026-07-31"),
        ("by the end of next quarter", 2, "2026-10-31"),
        ("by the end of the year", 4, "2026-12-31"),
        ("by Q1", 1, "2027-03-31"),
        ("by the end of the fiscal year", 1, "2026-12-31"),
    ],
)
def test_quarters_are_those_of_the_fiscal_year(words, start, expected):
    assert due(words, fiscal_year_start=start) == expected


def test_the_order_of_day_and_month_may_be_set():
    assert due("by 03/07", day_first=True) == "2026-07-03"
    assert due("by 06/07", day_first=False) == "2026-06-07"


def test_the_order_goes_by_language_and_offset_where_it_is_not_set():
    new_york = datetime(2026, 5, 12, 10, tzinfo=timezone(timedelta(hours=-4)))
    assert resolve("by 06/07", new_york, language="en").date == date(2026, 6, 7)
    assert resolve("by 06/07", new_york, language="es").date == date(2026, 7, 6)
    assert resolve("by 06/07", TUESDAY, language="en").date == date(2026, 7, 6)


def test_what_was_read_one_way_and_could_be_read_the_other_says_so():
    assert resolve("by 06/07", TUESDAY).note == "06/07 read day first"
    assert resolve("bis 06.07.", TUESDAY).note is None


def test_days_count_by_the_clock_of_the_zone():
    late = datetime(2026, 5, 12, 22, 30, tzinfo=UTC)
    assert find("tomorrow", late, zone="Asia/Tokyo")[0].date == date(2026, 5, 14)
    assert find("tomorrow", late)[0].date == date(2026, 5, 13)


@pytest.mark.parametrize(
    ("received", "hours", "expected"),
    [
        ((2026, 3, 28, 23, 30), 24, date(2026, 3, 30)),  # the night has 23 hours
        ((2026, 10, 24, 23, 30), 24, date(2026, 10, 25)),  # and here 25
    ],
)
def test_hours_are_counted_across_a_change_of_the_clock(received, hours, expected):
    at = datetime(*received, tzinfo=ZoneInfo("Europe/Berlin"))
    assert resolve(f"within {hours} hours", at).date == expected


def test_a_day_that_is_written_is_told_from_one_that_is_counted():
    for words, basis in (
        ("by 20 May", DueBasis.WRITTEN), ("2026-05-20", DueBasis.WRITTEN),
        ("by Friday", DueBasis.COUNTED), ("tomorrow", DueBasis.COUNTED), ("by the 20th", DueBasis.COUNTED),
    ):  # fmt: skip
        assert resolve(words, TUESDAY).basis is basis, words


def intake(at, sender=None, text="by tomorrow"):
    arrival = Arrival(channel=Channel.NOTE, received_at=at, sender=sender, text=text, raw=text.encode())
    return Intake.of(arrival, intake_id="i")


def test_a_text_counts_by_its_writers_clock_where_its_own_time_is_utc():
    late = datetime(2026, 5, 12, 22, 30, tzinfo=UTC)
    yuki = Person(name="Yuki Sato", zone="Asia/Tokyo")
    house = Directory(people=(yuki,), customs=Customs(zone="Europe/Berlin"))
    assert house.written_at(intake(late, Party(name="Yuki Sato"))).date() == date(2026, 5, 13)
    assert house.written_at(intake(late, Party(name="Somebody"))).utcoffset() == timedelta(hours=2)
    own = late.astimezone(timezone(timedelta(hours=-7)))
    assert house.written_at(intake(own, Party(name="Yuki Sato"))).utcoffset() == timedelta(hours=-7)
    assert Directory().written_at(intake(late)).utcoffset() == timedelta()


@pytest.mark.parametrize(
    ("name", "value"),
    [("ZONE", "Mars/Olympus"), ("COUNTRY", "Germany"), ("FISCAL_YEAR_START", "13"), ("DAY_FIRST", "maybe")],
)
def test_a_setting_that_cannot_be_is_refused(monkeypatch, name, value):
    monkeypatch.setenv(f"CLARIFY_DATES__{name}", value)
    with pytest.raises(SettingsInvalid, match=f"dates.{name.lower()}"):
        load_settings()
