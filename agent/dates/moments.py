"""The values that phrases stand for, and the arithmetic that turns them into days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from agent.dates.calendar import add_business_days
from agent.dates.customs import USUAL, Customs

DAY = timedelta(days=1)
FRIDAY = 4
SMALL_HOURS = 6
"""Before this hour the day has not begun for who writes: its weekday's name still means today."""
RECENT = timedelta(days=28)
"""How far back a date without a year may lie if the weekday beside it fits."""
PIVOT = 40
"""Two-digit years below it are of this century."""


@dataclass(frozen=True, slots=True)
class Amount:
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day as written; `swap` where day and month could be the other way round."""

    day: int
    month: int | None = None
    year: int | None = None
    swap: bool = False
    dotted: bool = False
    """Written with dots, which are hardly ever month first."""
    loose: bool = False
    """Only with something beside it: 3.5 and 3/4 are usually no dates."""


@dataclass(frozen=True, slots=True)
class Span:
    """First to last day, and what it was said in; a deadline in a span is its last day."""

    first: date | None
    last: date | None
    unit: str = "day"
    time: time | None = None
    note: str | None = None
    loose: bool = False
    """Only with a preposition: "May", "1994"."""
    weekday: int | None = None
    """Set where only a weekday was said."""
    written: bool = False
    """Day and month stand in the words; else it was counted from when they were written."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a phrase is relative to."""

    now: datetime
    day_first: bool
    customs: Customs = USUAL

    @property
    def today(self) -> date:
        return self.now.date()

    def period(self, unit: str, steps: int = 0) -> Span | None:
        """The week, month, quarter … now, or so many further on."""
        return period(self.today, unit, steps, self.customs.fiscal_year_start)

    def shift(self, day: date, amount: Amount, sign: int = 1) -> date | None:
        return shift(day, amount, sign, self.customs.holidays)

    def add_business_days(self, day: date, count: int) -> date:
        return add_business_days(day, count, self.customs.holidays)


def day_span(day: date | None, note: str | None = None, *, written: bool = False) -> Span:
    return Span(day, day, note=note, written=written)


def safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, amount: Amount, sign: int = 1, country: str = "") -> date | None:
    """`day` moved by an amount; None where the calendar ends. `country`: whose holidays count."""
    count = sign * amount.count
    try:
        if amount.unit == "business":
            return add_business_days(day, count, country) if abs(count) <= MOST_BUSINESS_DAYS else None
        days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(amount.unit)
        if days:
            return day + timedelta(days=days * count)
        months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "fiscal": 12}.get(amount.unit)
        return day + relativedelta(months=months * count) if months else day
    except (OverflowError, ValueError):
        return None


MOST_BUSINESS_DAYS = 1000


def move(frame: Frame, amount: Amount, sign: int = 1) -> date | None:
    """Now moved by an amount, by the clock where it is in minutes or hours."""
    seconds = {"minute": 60, "hour": 3600}.get(amount.unit)
    if seconds is None:
        return frame.shift(frame.today, amount, sign)
    try:
        later = frame.now.astimezone(UTC) + timedelta(seconds=sign * seconds * amount.count)
        return later.astimezone(frame.now.tzinfo).date()  # a night may have 23 or 25 hours
    except OverflowError:
        return None


@lru_cache(maxsize=1024)
def period(day: date, unit: str, steps: int = 0, fiscal_start: int = 1) -> Span | None:
    """The week (due Friday), weekend (due Sunday), month, quarter or year around `day`, `steps` on."""
    start = shift(_start(day, unit, fiscal_start), Amount(steps, "week" if unit == "weekend" else unit))
    if start is None or unit in {"minute", "hour", "business"}:
        return None
    if unit == "week":
        return Span(start, start + FRIDAY * DAY, unit)
    if unit == "weekend":
        return Span(start + 5 * DAY, start + 6 * DAY, unit)
    after = shift(start, Amount(1, unit))
    return Span(start, after - DAY, unit) if after else None


def _start(day: date, unit: str, fiscal_start: int) -> date:
    """Quarters and halves are of the fiscal year; "year" alone is the calendar's."""
    if unit in {"week", "weekend", "fortnight"}:
        return monday(day)
    months = {"month": 1, "quarter": 3, "half": 6, "fiscal": 12, "year": 12}.get(unit)
    if months is None:
        return day
    since = (day.month - (1 if unit == "year" else fiscal_start)) % months
    back = shift(day.replace(day=1), Amount(since, "month"), -1)
    return back or day.replace(day=1)


def monday(day: date) -> date:
    """Of the week of `day`."""
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))


def coming_weekday(frame: Frame, weekday: int) -> date:
    """The next such day; today's own name means a week later once the day has begun."""
    ahead = (weekday - frame.today.weekday()) % 7
    return frame.today + timedelta(days=ahead or (0 if frame.now.hour < SMALL_HOURS else 7))


def in_week(day: date, weekday: int, weeks: int = 0) -> date | None:
    """That weekday of the week around `day`, some weeks on."""
    return shift(monday(day), Amount(weekday + 7 * weeks, "day"))


@lru_cache(maxsize=1024)
def month_span(frame: Frame, month: int, year: int | None = None) -> Span | None:
    """A whole month; without a year the one now or the next to come."""
    year = year or frame.today.year + (month < frame.today.month)
    first = safe_date(year, month, 1)
    return period(first, "month") if first else None


def fiscal_span(frame: Frame, unit: str, number: int, year: int | None = None) -> Span | None:
    """The quarter, half or whole ("fiscal") of a fiscal year; without a year the first that is not over."""
    months = {"quarter": 3, "half": 6, "fiscal": 12}[unit]
    if not 1 <= number <= 12 // months:
        return None
    start = frame.customs.fiscal_year_start
    begins = frame.today.year - 2 if year is None else full_year(year) - (start > 1)
    for candidate in range(begins, begins + (4 if year is None else 1)):
        first = safe_date(candidate, start, 1)
        first = shift(first, Amount((number - 1) * months, "month")) if first else None
        span = period(first, unit, 0, start) if first else None
        if span and span.last and (year is not None or span.last >= frame.today):
            return span
    return None


def calendar_week(frame: Frame, number: int) -> Span | None:
    """The ISO week of that number that is not over yet."""
    for year in (frame.today.year, frame.today.year + 1):
        try:
            span = period(date.fromisocalendar(year, number, 1), "week")
        except ValueError:
            return None
        if span and span.last and span.last >= frame.today:
            return span
    return None


def full_year(year: int) -> int:
    if year >= 100:
        return year
    return 2000 + year if year < PIVOT else 1900 + year


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


@lru_cache(maxsize=1024)
def settle(written: Calendar, frame: Frame, weekday: int | None = None) -> Span | None:
    """The day that is meant: a weekday beside it, if there is one, decides between readings."""
    readings = _readings(written, frame)
    if not readings:
        return None
    if weekday is not None:
        fitting = [d for d in (_with_weekday(r, frame, weekday) for r in readings) if d]
        if fitting:
            return day_span(min(fitting, key=lambda day: abs(day - frame.today)), written=True)
    best = readings[0]
    day = _next(best, frame)
    if day is None:
        return day_span(None, f"{best.day} {MONTH_NAMES[(best.month or 1) - 1]} does not exist")
    note = _how_read(written, best) if weekday is None and len(readings) > 1 else None
    return day_span(day, note, written=written.month is not None)


MONTH_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def _how_read(written: Calendar, best: Calendar) -> str | None:
    if written.month is None or max(written.day, written.month) > 12:
        return None
    if written.day == written.month:
        return None
    order = "day" if best.day == written.day else "month"
    return f"{written.day:02}/{written.month:02} read {order} first"


def _readings(written: Calendar, frame: Frame) -> list[Calendar]:
    """As written and, if it may be swapped, the other way round; the locale's own order first."""
    found = [written]
    if written.swap and written.month is not None and not (written.dotted and frame.day_first):
        found.append(replace(written, day=written.month, month=written.day))
        if not frame.day_first:
            found.reverse()
    return [c for c in found if 1 <= c.day <= 31 and (c.month is None or 1 <= c.month <= 12)]


def _next(written: Calendar, frame: Frame) -> date | None:
    """Of all such days the one of its year, or else the next that is not over."""
    return next((d for d in _days_from(written, frame.today)), None)


def _with_weekday(written: Calendar, frame: Frame, weekday: int) -> date | None:
    """The nearest such day with that weekday, up to four weeks back or as far on as a year's end."""
    if written.month is None:
        return next((d for d in _days_from(written, frame.today) if d.weekday() == weekday), None)
    back = frame.today - RECENT if frame.today > date(2, 1, 1) else frame.today
    days = list(_days_from(written, back))[:2]
    return next((d for d in days if d.weekday() == weekday), None)


def _days_from(written: Calendar, since: date) -> list[date]:
    if written.year is not None and written.month is not None:
        day = safe_date(full_year(written.year), written.month, written.day)
        return [day] if day else []
    found: list[date] = []
    if written.month is None:
        months = range(14)
        stamps = [divmod(since.month - 1 + i, 12) for i in months]
        tried = [safe_date(since.year + years, month + 1, written.day) for years, month in stamps]
    else:
        ahead = 8 if (written.day, written.month) == (29, 2) else 2
        tried = [safe_date(since.year + i, written.month, written.day) for i in range(ahead + 1)]
    found += [day for day in tried if day and day >= since]
    return found
