"""From days and amounts to what a whole mention says: "two weeks after Easter", "by EOD Friday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from agent.dates.figures import NOON
from agent.dates.grammar import Match, Table, when
from agent.dates.moments import Amount, Span, day_span, in_week, move, shift
from agent.dates.tokens import Senses
from agent.dates.words import LANGUAGES

LUNCH = 13
HOURS = 24


def _amount(m: Match) -> Senses | None:
    numbers = m.all("NUM", int)
    count = 2 if m.has("COUPLE") else 3 if m.has("FEW") else numbers[-1] if numbers else 1
    unit = m.tokens[-1].senses
    spoken = {code: 0 for code in LANGUAGES if code in unit}
    return {**m.tokens[0].senses, **spoken, "AMOUNT": Amount(count, m.get("UNIT", str))}


def _hours(m: Match) -> Senses | None:
    """'48h'; fewer than a day has are the time of day."""
    count = m.number("NUM")
    return {"AMOUNT": Amount(count, "hour")} if count >= HOURS else None


AMOUNTS: Table = (
    ("NUM H", _hours),
    ("NUM UNIT", _amount),
    ("NUM DASH|TO NUM UNIT", _amount),
    ("A UNIT", _amount),
    ("HALF A UNIT", _amount),
    ("A|NUM? COUPLE OF? UNIT", _amount),
    ("A? FEW UNIT", _amount),
)


def _ahead(m: Match) -> Senses | None:
    return when(day_span(move(m.frame, m.amount)))


def _dutch_ahead(m: Match) -> Senses | None:
    """'over tien dagen', where English 'over ten days' is how long."""
    return _ahead(m) if "nl" in m.tokens[-1].senses else None


def _week_on(m: Match) -> Senses | None:
    """'a week today', 'two weeks on Friday'."""
    amount = m.amount
    if amount.unit not in {"week", "fortnight", "month"}:
        return None
    if m.has("RELATIVE_DAY"):
        base = m.frame.shift(m.frame.today, Amount(m.number("RELATIVE_DAY"), "day"))
    else:
        base = m.span.last if m.span.weekday is not None else None
    return when(day_span(shift(base, amount))) if base else None


COUNTED_WEEKS = {8: 1, 15: 2}
"""'vendredi en huit', 'el viernes en ocho', 'mardi en quinze': both days are counted."""


def _counted_week(m: Match) -> Senses | None:
    weeks = COUNTED_WEEKS.get(m.number("NUM"), 0)
    if not weeks or m.span.last is None or m.span.weekday is None:
        return None
    return when(day_span(shift(m.span.last, Amount(weeks, "week"))))


def _ago(m: Match) -> Senses | None:
    return when(day_span(move(m.frame, m.amount, -1)))


def _offset(m: Match) -> Senses | None:
    amount = m.amount if m.has("AMOUNT") else Amount(1, m.get("UNIT", str))
    anchor = m.span
    base = anchor.first if m.has("BEFORE") else anchor.last
    if base is None or anchor.unit == "now" or (anchor.loose and anchor.unit == "month"):
        return None
    day = m.frame.shift(base, amount, -1 if m.has("BEFORE") else 1)
    return when(day_span(day))


def _weekday_in(m: Match) -> Senses | None:
    """'Monday two weeks from now': that weekday of the week it falls in."""
    said, *others = m.all("WHEN", Span)
    base = others[0].last if others else m.frame.today
    day = m.frame.shift(base, m.amount) if base else None
    if day is None or said.weekday is None:
        return None
    return when(day_span(in_week(day, said.weekday)))


def _end(m: Match) -> Senses | None:
    span = _of(m)
    if span is None or span.last is None:
        return None
    return when(replace(span, first=span.last, unit="day" if span.unit == "day" else "end", loose=False))


def _of(m: Match) -> Span | None:
    """The span that an edge is of: named, or this one of its unit."""
    if m.has("WHEN"):
        return m.span
    unit = next(u for c in ("INITIALS", "STARTS", "MIDDLES", "UNIT") for u in m.all(c, str))
    if unit == "day":
        return day_span(m.frame.today)
    span = m.frame.period(unit)
    if span and span.last and span.last < m.frame.today:
        return m.frame.period(unit, 1)
    return span


def _initials(m: Match) -> Senses | None:
    """'EOD Friday' said on a Friday is that day."""
    span = _of(m)
    if m.has("WHEN") and span is not None and span.weekday == m.frame.today.weekday():
        span = day_span(m.frame.today)
    if span is None or span.last is None:
        return None
    return when(replace(span, first=span.last, loose=False, unit="day"))


def _start(m: Match) -> Senses | None:
    span = _of(m)
    if span is None or span.first is None:
        return None
    return when(day_span(span.first)) if span.unit != "day" else when(span)


def _middle(m: Match) -> Senses | None:
    span = _of(m)
    if span is None or span.first is None or span.last is None or span.unit in {"day", "now"}:
        return None
    if span.unit == "month":
        return when(day_span(span.first + timedelta(days=14)))
    return when(day_span(span.first + (span.last - span.first) // 2))


def _half_month(m: Match) -> Senses | None:
    """'half juni' is its middle."""
    return _middle(m) if m.span.unit == "month" else None


def _early(m: Match) -> Senses | None:
    """'early next week' is its Tuesday, 'early June' its tenth, 'early 2027' its first quarter.

    Of a day it says the hour.
    """
    span = m.span
    days = {"week": 1, "month": 9, "year": 89}.get(span.unit, 0)
    if span.first is None or not days:
        return when(replace(span, loose=False))
    return when(day_span(span.first + timedelta(days=days)))


def _range(m: Match) -> Senses:
    first, last = m.all("WHEN", Span)
    return {"RANGE": Span(first.first, last.last, unit="range")}


RELATIONS: Table = (
    ("IN AMOUNT APOSTROPHE? S? TIME?", _ahead),
    ("IN OF|A|DET AMOUNT", _ahead),
    ("IN|WITHIN ABOUT DOT? AMOUNT", _ahead),
    ("IN|ON|WITHIN A|DET|NUM? TERM OF? AMOUNT", _ahead),
    ("OVER_IN DET? AMOUNT", _dutch_ahead),
    ("ICI AMOUNT", _ahead),
    ("AMOUNT ON? RELATIVE_DAY", _week_on),
    ("AMOUNT ON? WHEN", _week_on),
    ("IN|OVER DET NEXT AMOUNT", _ahead),
    ("WITHIN OF? DET? NEXT? AMOUNT", _ahead),
    ("AMOUNT LATER", _ahead),
    ("AMOUNT FROM NOW", _ahead),
    ("AMOUNT FROM|AFTER|BEFORE WHEN", _offset),
    ("DET? UNIT AFTER|BEFORE WHEN", _offset),
    ("AMOUNT AGO", _ago),
    ("WHEN COMMA? AMOUNT FROM|AFTER WHEN|NOW", _weekday_in),
    ("WHEN IN AMOUNT", _weekday_in),
    ("IN AMOUNT ON WHEN", _weekday_in),
    ("DET? END OF|DASH? DET? APOSTROPHE? WHEN|UNIT", _end),
    ("DET? UNIT DASH? END", _end),
    ("BACK AMOUNT", _ago),
    ("IL Y A AMOUNT", _ago),
    ("WHEN IN NUM", _counted_week),
    ("DET? INITIALS", _initials),
    ("DET? INITIALS COMMA|ON|OF? DET? WHEN", _initials),
    ("DET? START OF? DET? APOSTROPHE? WHEN|UNIT", _start),
    ("DET? STARTS", _start),
    ("DET? MIDDLES", _middle),
    ("DET? MID OF? DASH? DET? WHEN|UNIT", _middle),
    ("HALF WHEN", _half_month),
    ("EARLY IN? DET? WHEN", _early),
    ("LATE IN? DET? WHEN", _end),
    ("BETWEEN DET? WHEN AND DET? WHEN", _range),
    ("FROM DET? WHEN TO DET? WHEN", _range),
    ("WHEN DASH|TO WHEN", _range),
)


def _with_time(m: Match) -> Senses | None:
    span = m.span
    if span.unit in {"now", "month", "quarter", "year"} or span.time is not None:
        return None
    at = m.time or next((t for c in ("HHMM", "DOTTED_CLOCK") for t in m.all(c, time)), None)
    if at is None and m.has("NUM"):
        hour = m.number("NUM")
        at = time(hour) if hour < 24 else None
    if at is None and m.has("PART"):
        at = time(NOON) if m.number("PART") == NOON else None
        return when(replace(span, loose=False, time=at))
    return when(replace(_still_today(span, at, m), time=at, loose=False)) if at else None


def _still_today(span: Span, at: time | None, m: Match) -> Span:
    """'Friday 5pm' said on Friday noon is today."""
    if span.weekday != m.frame.today.weekday() or at is None or at <= m.frame.now.time():
        return span
    return replace(span, first=m.frame.today, last=m.frame.today)


def _two_days(m: Match) -> Senses | None:
    """'tomorrow, 13/04/21': the one that is written out."""
    first, second = m.all("WHEN", Span)
    if first.unit != "day" or second.unit != "day" or (first.loose and second.loose):
        return None
    written = second if first.weekday is not None or not second.loose else first
    return when(replace(written, time=first.time or second.time, loose=False))


def _time_alone(m: Match) -> Senses | None:
    """'by 5pm', 'by noon' is today."""
    if m.has("PART") and m.number("PART") != NOON:
        return None
    today = m.frame.today
    return {"BY_TIME": Span(today, today, time=time(NOON) if m.has("PART") else m.time)}


def _by_time_of(m: Match) -> Senses | None:
    """'until 8pm on Sunday', 'before noon on the 20th'."""
    senses = _with_time(m)
    return {"BY_TIME": senses["WHEN"]} if senses else None


def _this_part(m: Match) -> Senses | None:
    """A part of today or of yesterday: 'this afternoon', 'last night'."""
    if m.number("PART") == LUNCH:
        return None
    days = -1 if m.has("LAST") else 0
    day = shift(m.frame.today, Amount(days, "day"))
    return when(Span(day, day, time=m.time))


TIMES: Table = (
    ("WHEN COMMA? FOR? AT? AT? TIME|HHMM|DOTTED_CLOCK ZONE?", _with_time),
    ("WHEN COMMA? AT NUM", _with_time),
    ("WHEN COMMA? OPEN? EARLY|LATE? PART CLOSING?", _with_time),
    ("WHEN COMMA? IN|AT|BY DET? EARLY|LATE? PART", _with_time),
    ("WHEN COMMA? ON DET? PART", _with_time),
    ("AT? TIME|PART COMMA|OF|ON|IN? DET? WHEN", _with_time),
    ("AT? TIME PART? COMMA? WHEN", _with_time),
    ("WHEN COMMA? OPEN? WHEN CLOSING?", _two_days),
    ("AT? TIME? THIS PART", _this_part),
    ("LAST PART", _this_part),
    ("BY|BEFORE DET? AT? TIME ZONE?", _time_alone),
    ("BY|BEFORE PART", _time_alone),
    ("BY|BEFORE AT? TIME|PART COMMA|ON|OF? DET? WHEN", _by_time_of),
    ("BY|BEFORE AT? TIME ZONE COMMA|ON? DET? WHEN", _by_time_of),
)
