"""What a recurrence rule means to the person who confirms it: in words, and as the days it falls on. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import takewhile

from dateutil.rrule import rrulestr

from agent.dates.cycles import CODES

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
UNITS = {
    "SECONDLY": "second", "MINUTELY": "minute", "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week",
    "MONTHLY": "month", "YEARLY": "year",
}  # fmt: skip
PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"}
WORKING, WEEKEND = ["MO", "TU", "WE", "TH", "FR"], ["SA", "SU"]
KNOWN = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYHOUR", "BYMINUTE"})
FURTHEST = timedelta(days=366 * 20)
"""A rule that falls on no day within twenty years falls on none that matters."""


def next_days(rule: str, since: date, count: int = 3) -> tuple[date, ...]:
    """The first days of the rule from `since` on; where it says every second one, counted from there."""
    start = datetime.combine(since, time())
    found: dict[date, None] = {}
    for at in takewhile(lambda at: at - start < FURTHEST, rrulestr(rule, dtstart=start)):
        found[at.date()] = None
        if len(found) == count:
            break
    return tuple(found)


def in_words(rule: str) -> str:
    """'every second Tuesday', 'on the last day of every month'; the rule itself where words are lacking."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    freq = parts.get("FREQ", "")
    if freq not in UNITS or parts.keys() - KNOWN:
        return rule
    days = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    if freq == "WEEKLY" and days:
        said = _every(parts, _listed(days))
    elif freq in {"MONTHLY", "YEARLY"}:
        said = _on(parts, days, _of(parts, freq))
    else:
        said = _every(parts, UNITS[freq])
    return f"{said} at {parts['BYHOUR']}:{parts.get('BYMINUTE', '0'):0>2}" if "BYHOUR" in parts else said


def _every(parts: dict[str, str], what: str) -> str:
    """'every day', 'every second day', 'every 3 days'."""
    step = int(parts.get("INTERVAL", "1"))
    if step == 1:
        return f"every {what}"
    many = {"WEEKLY": f" weeks on {what}" if what != "week" else " weeks"}.get(parts["FREQ"], f" {what}s")
    return f"every second {what}" if step == 2 else f"every {step}{many}"


def _of(parts: dict[str, str], freq: str) -> str:
    """'every month', 'every 3 months', 'March every year'."""
    months = [MONTHS[int(month) - 1] for month in parts.get("BYMONTH", "").split(",") if month]
    return f"{_and(months)} every year" if months else _every(parts, UNITS[freq])


def _on(parts: dict[str, str], days: list[str], whole: str) -> str:
    """The days of a month or year: 'on the 1st and 15th of every month'."""
    numbers = [int(n) for n in parts.get("BYMONTHDAY", "").split(",") if n]
    places = [int(n) for n in parts.get("BYSETPOS", "").split(",") if n]
    if numbers:
        return f"on {_and([_ordinal(n) for n in numbers])} of {whole}"
    if places:
        return f"on the {_and([PLACES.get(n, str(n)) for n in places])} {_listed(days)} of {whole}"
    if days:
        return f"on {_and([_placed(day) for day in days])} of {whole}"
    return whole


def _placed(day: str) -> str:
    """'1MO' → 'the first Monday'."""
    place, code = day[:-2], day[-2:]
    name = DAYS[CODES.index(code)]
    return f"the {PLACES.get(int(place), place)} {name}" if place else f"every {name}"


def _ordinal(number: int) -> str:
    if number < 0:
        return f"the {PLACES.get(number, str(number))} day"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number not in {11, 12, 13} else "th"
    return f"the {number}{ending}"


def _listed(codes: list[str]) -> str:
    if codes == WORKING:
        return "working day"
    if codes == WEEKEND:
        return "weekend day"
    return _and([DAYS[CODES.index(code)] for code in codes if code in CODES])


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
