"""From tokens to days: written ones, weekdays, ordinals, today and tomorrow."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from agent.dates.feasts import FEASTS
from agent.dates.grammar import GOES_ON, Match, Table, when
from agent.dates.moments import (
    FRIDAY,
    Amount,
    Calendar,
    Frame,
    Span,
    coming_weekday,
    day_span,
    full_year,
    in_week,
    month_span,
    nth_weekday,
    settle,
    shift,
)
from agent.dates.periods import PERIODS
from agent.dates.tokens import Senses


def _day(m: Match) -> Senses | None:
    weekday = m.maybe("WEEKDAY") if m.has("WEEKDAY") else m.maybe("SHORT_WEEKDAY")
    written = m.calendar
    if m.has("NEXT") and written.month is None:
        weekday = None
    span = settle(written, m.frame, weekday)
    if span and written.loose and weekday is None and not _is_near(written, m.frame):
        span = replace(span, loose=True)
    return when(span)


def _is_near(written: Calendar, frame: Frame) -> bool:
    """1.12.26 may be a version; in 2026 it is a date."""
    return written.year is not None and -1 <= full_year(written.year) - frame.today.year <= 5


def _this_date(m: Match) -> Senses | None:
    """Of this year, 'this 5/12'; of the next, 'next 5/12'."""
    year = m.frame.today.year + m.has("NEXT")
    return when(settle(replace(m.calendar, year=year), m.frame))


def _weekday_and_number(m: Match) -> Senses | None:
    """'Friday 13'; not 'Friday three copies', nor 'Freitag drei Angebote'."""
    if any("DAY" in t.senses and SPELT & t.senses.keys() and "ORD" not in t.senses for t in m.tokens):
        return None
    span = settle(Calendar(m.number("DAY")), m.frame, m.number("WEEKDAY"))
    counts_units = m.after is not None and "UNIT" in m.after.senses
    if counts_units or span is None or span.last is None or span.last.weekday() != m.number("WEEKDAY"):
        return None
    return when(span)


NO_DAY = frozenset({"WORD", "UNIT", "ONES", "WEEKDAY"})
SPELT = frozenset({"ONES", "TEENS", "TENS"})


def _nth_weekday(m: Match) -> Senses | None:
    """'the first Monday in June', 'the last Friday of May'; a week of a month is due on its Friday."""
    month = month_span(m.frame, m.number("MONTH"), m.maybe("YEAR"))
    if month is None or month.first is None or month.last is None:
        return None
    weekday, nth = m.maybe("WEEKDAY") if m.has("WEEKDAY") else FRIDAY, m.maybe("ORD") or 1
    if weekday is None:
        return None
    first = nth_weekday(month.first.year, month.first.month, weekday, nth)
    if m.has("LAST"):
        first = month.last - timedelta(days=(month.last.weekday() - weekday) % 7)
    return when(day_span(first)) if first <= month.last else None


def _last_day(m: Match) -> Senses | None:
    """'the last business day of the month'."""
    unit, *others = m.all("UNIT", str)
    if unit == "week" and m.has("MONTH"):
        return _nth_weekday(m)
    if unit not in {"day", "business"} or m.has("ORD"):
        return None
    whole = m.number("MONTH") if m.has("MONTH") else None
    span = month_span(m.frame, whole) if whole else m.frame.period(others[0], int(m.has("NEXT")))
    if span is None or span.last is None:
        return None
    day = m.frame.add_business_days(span.last + timedelta(days=1), -1) if unit == "business" else span.last
    return when(day_span(day))


def _nth_alone(m: Match) -> Senses | None:
    """'the 14th', but not 'the 14th floor'."""
    if m.has("ORD") and not m.has("DET") and m.after is not None and "PART" in m.after.senses:
        return None  # "on her first morning"
    sense = "NTH" if m.has("NTH") else "ORD"
    others = NO_DAY if sense == "NTH" else NO_DAY | {"HALF", "TIME"}
    if m.after is not None and not others.isdisjoint(m.after.senses):
        return None
    span = settle(Calendar(m.number(sense)), m.frame)
    return when(replace(span, loose=not m.has("DET") or sense == "ORD")) if span else None


def _nth_by_article(m: Match) -> Senses | None:
    """'le 14', 'am 14.', 'el día 5'; but not 'le 14 rue …'."""
    if not m.has("DIA") and m.after is not None and not NO_DAY.isdisjoint(m.after.senses):
        return None
    return when(settle(Calendar(m.number("DAY")), m.frame))


def _nth_before(m: Match) -> Senses | None:
    """'antes del 15'; but not 'antes del 15 del mes que viene'."""
    is_limit = m.before is not None and "BEFORE" in m.before.senses
    goes_on = m.after is not None and "OF" in m.after.senses
    return _nth_by_article(m) if is_limit and not goes_on else None


def _bare_number(m: Match) -> Senses | None:
    """'25.' is a day where nothing else is said."""
    if m.before is not None or m.after is not None or m.tokens[0].end < m.tokens[1].start:
        return None
    return when(settle(Calendar(m.number("DAY")), m.frame))


def _nth_of_month(m: Match) -> Senses | None:
    """'the 3rd of next month', 'the 15th day of next month'."""
    *days, unit = m.all("UNIT", str)
    month = m.frame.period("month", (m.has("NEXT") or m.has("COMING")) - m.has("LAST"))
    if unit != "month" or days not in ([], ["day"]) or month is None or month.first is None:
        return None
    number = m.number("NTH") if m.has("NTH") else m.number("DAY")
    return when(settle(Calendar(number, month.first.month, month.first.year), m.frame))


NAMED_OR_WISHED = frozenset({"TITLE", "WISH"})
SENTENCE_GOES_ON = frozenset({"WORD", "ON", "IN", "AT", "DET"})
"""After "Sat" it is a verb: "Sat on the bench"."""


def _weekday(m: Match) -> Senses | None:
    """Not of "Herr Freitag", "quarta tentativa" or "bon dimanche"."""
    number, senses = m.number("WEEKDAY"), m.tokens[0].senses
    if m.before is not None and not NAMED_OR_WISHED.isdisjoint(m.before.senses):
        return None
    is_other_word = not {"WEAK", "CAPITAL"}.isdisjoint(senses)
    if is_other_word and m.after is not None and "NTH_NOUN" in m.after.senses:
        return None
    followed = m.after is not None and not SENTENCE_GOES_ON.isdisjoint(m.after.senses)
    loose = "WEAK" in senses or ("CAPITAL" in senses and followed)
    day = coming_weekday(m.frame, number)
    return {**m.tokens[0].senses, "WHEN": Span(day, day, loose=loose, weekday=number)}


def _weekday_shifted(m: Match) -> Senses | None:
    """'next Tuesday' is of next week; 'this' and 'coming' the one to come, 'past' the one gone."""
    weekday, today = m.number("WEEKDAY"), m.frame.today
    if m.has("AFTER") and m.after is not None and not GOES_ON.isdisjoint(m.after.senses):
        return None
    if m.has("COMING"):
        return when(day_span(coming_weekday(m.frame, weekday)))
    if m.has("PAST"):
        return when(day_span(shift(today, Amount((today.weekday() - weekday) % 7 or 7, "day"), -1)))
    weeks = 2 * (m.has("AFTER") or m.has("NEXT_BUT_ONE")) or m.has("NEXT") - m.has("LAST")
    day = in_week(today, weekday, weeks)
    if weeks == 0 and day is not None and day < today and not m.has("UNIT"):
        day = coming_weekday(m.frame, weekday)
    return when(day_span(day))


def _weekday_week(m: Match) -> Senses | None:
    return _weekday_shifted(m) if m.get("UNIT", str) == "week" else None


def _friday_week(m: Match) -> Senses | None:
    if m.get("UNIT", str) != "week":
        return None
    return when(day_span(shift(coming_weekday(m.frame, m.number("WEEKDAY")), Amount(7, "day"))))


def _is_a_part_of_days(before: Senses, senses: Senses) -> bool:
    """'Guten Morgen', 'jeden Morgen', 'am Morgen', 'la mañana' are mornings and not tomorrow."""
    a_morning = {"ON", "ARTICLE"} <= before.keys() or ("es" in senses and "DET" in before)
    return a_morning or not {"WISH", "EVERY", "NEXT"}.isdisjoint(before)


def _relative_day(m: Match) -> Senses | None:
    """'après-demain', 'pasado mañana', 'depois de amanhã': a day further on; 'antes de mañana': today."""
    days = m.number("RELATIVE_DAY")
    if m.before is not None and _is_a_part_of_days(m.before.senses, m.tokens[0].senses):
        return None
    if len(m.tokens) > 1:
        days += -1 if m.has("BEFORE") and days else 1 if days == 1 else 0
    day = shift(m.frame.today, Amount(days, "day"))
    return {"WHEN": day_span(day), "RELATIVE_DAY": days}


def _this_morning(m: Match) -> Senses | None:
    """'esta mañana'."""
    return when(day_span(m.frame.today)) if "es" in m.tokens[-1].senses else None


def _tomorrow_week(m: Match) -> Senses | None:
    if m.get("UNIT", str) != "week":
        return None
    return when(day_span(shift(m.frame.today, Amount(m.number("RELATIVE_DAY") + 7, "day"))))


def _in_the_morning(m: Match) -> Senses | None:
    """'mañana por la mañana': the second is a part of the day."""
    return when(day_span(m.frame.shift(m.frame.today, Amount(m.number("RELATIVE_DAY"), "day"))))


def _now(m: Match) -> Senses | None:
    if m.before is not None and "EVERY" in m.before.senses:
        return None
    return {"WHEN": Span(m.frame.today, m.frame.today, unit="now"), "NOW": 0}


DAYS: Table = (
    ("CALENDAR", _day),
    ("THIS|NEXT CALENDAR", _this_date),
    ("DET? THIS|NEXT? WEEKDAY DOT|COMMA|DASH|OPEN? DET? CALENDAR CLOSING?", _day),
    ("WEEKDAY PART CALENDAR", _day),
    ("SHORT_WEEKDAY DOT? COMMA? DET? CALENDAR", _day),
    ("CALENDAR COMMA|OPEN? WEEKDAY CLOSING?", _day),
    ("THIS|NEXT? WEEKDAY COMMA? DET? DAY", _weekday_and_number),
    ("DET? NTH", _nth_alone),
    ("DET? ORD", _nth_alone),
    ("ARTICLE DAY DOT?", _nth_by_article),
    ("DET? DIA DAY", _nth_by_article),
    ("DEL DAY", _nth_before),
    ("ICI DAY", _nth_by_article),
    ("DET? DIA CALENDAR", _day),
    ("DAY DOT", _bare_number),
    ("DET? DIA? DAY OF? DET? THIS|NEXT|LAST UNIT", _nth_of_month),
    ("ARTICLE DAY DOT OF NEXT|LAST UNIT", _nth_of_month),
    ("DET? DIA? DAY OF DET? UNIT QUE? NEXT|LAST|COMING", _nth_of_month),
    ("DET? NTH UNIT OF DET? THIS|NEXT|LAST UNIT", _nth_of_month),
    ("WEEKDAY", _weekday),
    ("DET? THIS|NEXT|LAST|COMING|PAST WEEKDAY", _weekday_shifted),
    ("THIS COMING|PAST|NEXT WEEKDAY", _weekday_shifted),
    ("DET? WEEKDAY AFTER NEXT", _weekday_shifted),
    ("THIS|NEXT|LAST UNIT ON? WEEKDAY", _weekday_week),
    ("WEEKDAY ON|OF|IN? DET? THIS|NEXT|LAST UNIT", _weekday_week),
    ("WEEKDAY UNIT", _friday_week),
    ("RELATIVE_DAY", _relative_day),
    ("PASADO RELATIVE_DAY", _relative_day),
    ("THIS RELATIVE_DAY", _this_morning),
    ("RELATIVE_DAY UNIT", _tomorrow_week),
    ("RELATIVE_DAY FOR DET RELATIVE_DAY", _in_the_morning),
    ("AFTER|BEFORE OF|DASH RELATIVE_DAY", _relative_day),
    ("AT DET? MOMENT", _now),
    ("NOW", _now),
    ("DET? NEXT_BUT_ONE WEEKDAY", _weekday_shifted),
    ("DET? WEEKDAY QUE? NEXT|LAST|COMING", _weekday_shifted),
    ("DET? ORD|LAST WEEKDAY OF|IN MONTH YEAR?", _nth_weekday),
    ("DET? LAST UNIT OF DET? NEXT? UNIT", _last_day),
    ("DET? LAST|ORD UNIT OF|IN MONTH", _last_day),
    *PERIODS,
    *FEASTS,
)
