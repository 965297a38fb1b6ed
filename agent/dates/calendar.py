"""Business days: weekends and, where a country is named, its public holidays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5


def is_business_day(day: date, country: str = "") -> bool:
    """`country` is an ISO 3166 code with an optional region: "DE", "DE-BY". Unknown ones have no holidays."""
    return day.weekday() < SATURDAY and not _is_holiday(day, country)


def add_business_days(day: date, count: int, country: str = "") -> date:
    """The business day `count` after `day` (before it where negative); zero: the day itself or the next."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left or not is_business_day(day, country):
        day += step
        left -= bool(left) and is_business_day(day, country)
    return day


def first_business_day(year: int, month: int, country: str = "") -> date:
    return add_business_days(date(year, month, 1), 0, country)


def last_business_day(year: int, month: int, country: str = "") -> date:
    after = date(year + month // 12, month % 12 + 1, 1)
    return add_business_days(after, -1, country)


def _is_holiday(day: date, country: str) -> bool:
    return bool(country) and day in _holidays(country, day.year)


@lru_cache(maxsize=256)
def _holidays(country: str, year: int) -> frozenset[date]:
    import holidays

    code, _, region = country.partition("-")
    try:
        return frozenset(holidays.country_holidays(code, subdiv=region or None, years=year))
    except NotImplementedError:
        return frozenset()
