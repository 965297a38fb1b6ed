"""From tokens to weeks, weekends, months, quarters, halves and years."""

from __future__ import annotations

from dataclasses import replace

from agent.dates.grammar import GOES_ON, Match, Table, when
from agent.dates.moments import calendar_week, fiscal_span, month_span, period
from agent.dates.tokens import Senses


def _nth_period(m: Match) -> Senses | None:
    """'the third quarter', '3. Quartal', 'H2'."""
    unit = m.get("UNIT", str) if m.has("UNIT") else "half"
    number = next(v for c in ("ORD", "NTH", "DAY", "NUM") for v in m.all(c, int))
    if unit not in {"quarter", "half"} or (m.has("H") and m.tokens[0].end < m.tokens[1].start):
        return None
    span = fiscal_span(m.frame, unit, number, m.maybe("YEAR"))
    return when(replace(span, loose=m.has("H") and not m.has("YEAR"))) if span else None


def _calendar_week(m: Match) -> Senses | None:
    """'KW 12': of the ISO calendar, this year's or the next to come."""
    return when(calendar_week(m.frame, m.number("NUM")))


def _week_of_that_number(m: Match) -> Senses | None:
    """'end of week 22'; never 'week 3 of the course'."""
    if m.after is not None and "OF" in m.after.senses:
        return None
    span = calendar_week(m.frame, m.number("NUM"))
    return when(replace(span, loose=True)) if span else None


def _period(m: Match) -> Senses | None:
    """'next week', 'this month'; a week is due on its Friday, a weekend on its Sunday."""
    unit = m.get("UNIT", str)
    steps = (m.has("NEXT") or (m.has("COMING") and unit not in {"day", "weekend"})) - m.has("LAST")
    if m.has("AFTER") and m.after is not None and not GOES_ON.isdisjoint(m.after.senses):
        return None
    steps = 2 if m.has("AFTER") or m.has("NEXT_BUT_ONE") else steps
    if unit == "day" and steps < 1:
        return None
    span = m.frame.period(unit, steps)
    if span and not steps and span.last and span.last < m.frame.today and not m.has("PAST"):
        span = m.frame.period(unit, 1)
    return when(span)


def _within(m: Match) -> Senses | None:
    """'within the week' is within this one."""
    unit = m.get("UNIT", str)
    return when(m.frame.period(unit)) if unit in {"week", "month", "quarter", "year"} else None


def _weekend(m: Match) -> Senses | None:
    """'over the weekend'; never 'have a nice weekend'."""
    if m.get("UNIT", str) != "weekend" or (m.before is not None and "WISH" in m.before.senses):
        return None
    span = m.frame.period("weekend")
    return {**m.tokens[-1].senses, "WHEN": replace(span, loose=True)} if span else None


def _quarter(m: Match) -> Senses | None:
    return when(fiscal_span(m.frame, "quarter", m.number("QUARTER"), m.maybe("YEAR")))


def _half_of_month(m: Match) -> Senses | None:
    """'the first half of June' is over with its fifteenth."""
    span, half = month_span(m.frame, m.number("MONTH"), m.maybe("YEAR")), m.number("ORD")
    if span is None or span.first is None or half > len(("first", "second")):
        return None
    return when(replace(span, last=span.first.replace(day=15)) if half == 1 else span)


EDGES = frozenset({"END", "START", "MID", "EARLY", "LATE", "OF"})
"""After these "may" and "mars" are months."""


def _month(m: Match) -> Senses | None:
    edge = m.before is not None and not EDGES.isdisjoint(m.before.senses)
    if "WEAK" in m.tokens[-1].senses and not edge:
        return None
    shifted = m.has("NEXT") or m.has("LAST") or m.has("THIS")
    year = m.frame.today.year + m.has("NEXT") - m.has("LAST") if shifted else m.maybe("YEAR")
    span = month_span(m.frame, m.number("MONTH"), year)
    return {**m.tokens[0].senses, "WHEN": replace(span, loose=year is None)} if span else None


def _fiscal_year(m: Match) -> Senses | None:
    """'FY27', 'fiscal 2027', 'the fiscal year'."""
    years = [*m.all("YEAR", int), *m.all("SHORT_YEAR", int)]
    return when(fiscal_span(m.frame, "fiscal", 1, years[0] if years else None))


def _year(m: Match) -> Senses | None:
    span = month_span(m.frame, 1, m.number("YEAR"))
    whole = period(span.first, "year") if span and span.first else None
    return {**m.tokens[0].senses, "WHEN": replace(whole, loose=not m.has("UNIT"))} if whole else None


PERIODS: Table = (
    ("DET? ORD|NTH UNIT OF? DET? YEAR?", _nth_period),
    ("DET? DAY DOT|SUFFIX UNIT YEAR?", _nth_period),
    ("H NUM OF? YEAR?", _nth_period),
    ("KW NUM", _calendar_week),
    ("WEEKNUMBER NUM", _week_of_that_number),
    ("DET? THIS|NEXT|LAST|COMING UNIT", _period),
    ("DET? UNIT QUE? NEXT|LAST|COMING", _period),
    ("DET? NEXT_BUT_ONE UNIT", _period),
    ("DET? UNIT AFTER NEXT", _period),
    ("WITHIN DET UNIT", _within),
    ("DET? UNIT", _weekend),
    ("QUARTER OF? YEAR?", _quarter),
    ("DET? ORD HALF OF MONTH YEAR?", _half_of_month),
    ("MONTH", _month),
    ("MONTH COMMA? OF? YEAR", _month),
    ("THIS|NEXT|LAST MONTH", _month),
    ("FISCAL UNIT? YEAR|SHORT_YEAR", _fiscal_year),
    ("DET? FISCAL UNIT", _fiscal_year),
    ("YEAR", _year),
    ("UNIT YEAR", _year),
)
