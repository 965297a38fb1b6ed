"""From tokens to written dates: a day and a month, in whatever order and with whatever between them."""

from __future__ import annotations

from dataclasses import replace

from agent.dates.grammar import Match, Table
from agent.dates.moments import Calendar
from agent.dates.tokens import Senses


def _written(m: Match) -> Senses | None:
    """A day and a month, perhaps a year; "3 may come" is no date."""
    if _is_other_word(m) or (m.has("UNIT") and m.get("UNIT", str) != "day"):
        return None
    years = [*m.all("YEAR", int), *m.all("SHORT_YEAR", int)]
    return {"CALENDAR": Calendar(m.number("DAY"), m.number("MONTH"), years[0] if years else None)}


def _is_other_word(m: Match) -> bool:
    month = next(t for t, c in zip(m.tokens, m.classes, strict=True) if c == "MONTH")
    ordinal = any("ORD" in t.senses for t in m.tokens)
    followed = m.after is not None and "WORD" in m.after.senses
    verb = "WEAK" in month.senses and "en" in month.senses
    return verb and followed and not ordinal and not m.has("YEAR")


def _numeric(m: Match) -> Senses | None:
    """A day and a month; "at 9.10" is a time."""
    said = m.before.senses if m.before is not None else {}
    if "DOTTED_CLOCK" in m.tokens[0].senses and "AT" in said and "BY" not in said:
        return None
    sense = "DATE" if m.has("DATE") else "DATEPAIR"
    return {**m.tokens[0].senses, "CALENDAR": m.get(sense, Calendar)}


def _numeric_dot(m: Match) -> Senses | None:
    written = m.get("DATEPAIR", Calendar)
    if m.tokens[0].end < m.tokens[1].start or not written.dotted:
        return None
    return {"CALENDAR": replace(written, loose=False, swap=False)}


def _day_year(m: Match) -> Senses:
    return {"CALENDAR": replace(m.get("DAY_YEAR", Calendar), month=m.number("MONTH"))}


def _year_first(m: Match) -> Senses | None:
    month, day = m.all("DAY", int)
    return {"CALENDAR": Calendar(day, month, m.number("YEAR"))} if month <= 12 else None


CALENDARS: Table = (
    ("DATE", _numeric),
    ("DATEPAIR", _numeric),
    ("DATEPAIR DOT", _numeric_dot),
    ("DAY DOT? DASH|SLASH|OF? MONTH", _written),
    ("DAY DOT? DASH|SLASH|OF? MONTH DOT? DASH|SLASH|COMMA? OF? YEAR", _written),
    ("DAY DOT? OF? MONTH OF|APOSTROPHE SHORT_YEAR", _written),
    ("DAY OF? MONTH IN YEAR", _written),
    ("DAY UNIT OF MONTH YEAR?", _written),
    ("MONTH DOT? DASH|SLASH|COMMA? DET? DAY", _written),
    ("MONTH DOT? DASH|SLASH? DET? DAY DASH|SLASH|COMMA? OF? YEAR", _written),
    ("YEAR DASH|SLASH|COMMA? DAY DASH|SLASH? MONTH", _written),
    ("YEAR DASH|SLASH|COMMA? MONTH DASH|SLASH? DAY", _written),
    ("YEAR DAY DAY", _year_first),
    ("MONTH DASH|SLASH DAY_YEAR", _day_year),
    ("DAY_YEAR DASH|SLASH MONTH", _day_year),
)
