"""From tokens to the clauses of a recurrence: how often, on which days, at what time."""

from __future__ import annotations

from datetime import time

from agent.dates.grammar import Match, Table
from agent.dates.tokens import Senses

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = (0, 1, 2, 3, 4)
FREQUENCIES = {
    "minute": ("MINUTELY", 1),
    "hour": ("HOURLY", 1),
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "half": ("MONTHLY", 6),
    "year": ("YEARLY", 1),
}
CYCLES = {"FORTNIGHTLY": ("WEEKLY", 2), "QUARTERLY": ("MONTHLY", 3), "HALFYEARLY": ("MONTHLY", 6)}


def _weekday(m: Match) -> Senses | None:
    token = m.tokens[0]
    if m.has("WEEKDAYS"):
        return {**token.senses, "NAMED": (m.number("WEEKDAYS"),), "PLURAL": 0}
    return {**token.senses, "NAMED": (m.number("WEEKDAY"),)}


def _nth(m: Match) -> Senses:
    if m.has("TO"):
        return {"NTHS": (-m.number("ORD"),)}
    return {**m.tokens[0].senses, "NTHS": (-1 if m.has("LAST") else m.number("ORD"),)}


def _month(m: Match) -> Senses | None:
    weak = "WEAK" in m.tokens[0].senses
    return None if weak and not m.near("DAY") else {**m.tokens[0].senses, "MONTHS": (m.number("MONTH"),)}


WORDS: Table = (
    ("WEEKDAY|WEEKDAYS", _weekday),
    ("ORD", _nth),
    ("LAST", _nth),
    ("ORD TO DET? LAST", _nth),
    ("MONTH", _month),
)


def _span(m: Match) -> Senses | None:
    """Tuesday to Saturday; a week goes on after Sunday."""
    first, last = m.all("NAMED", tuple)
    if len(first) != 1 or len(last) != 1:
        return None
    days = tuple((first[0] + i) % 7 for i in range((last[0] - first[0]) % 7 + 1))
    return _named(m, days)


def _named(m: Match, days: tuple[int, ...]) -> Senses:
    plural = any("PLURAL" in token.senses for token in m.tokens)
    return {"NAMED": days, "PLURAL": 0} if plural else {"NAMED": days}


def _joined(m: Match) -> Senses:
    sense = next(c for c in m.classes if c in {"NAMED", "NTHS", "NTH_NAMED", "MONTHS"})
    values = tuple(v for listed in m.all(sense, tuple) for v in listed)
    return _named(m, values) if sense == "NAMED" else {sense: values}


def _number_of_month(m: Match) -> Senses:
    """'Aug 20 and 30', 'the 1st and 15'."""
    token = m.tokens[0] if m.has("NTHS") else m.tokens[m.classes.index("MONTHS")]
    listed = m.get("NTHS", tuple) if m.has("NTHS") else ()
    return {**token.senses, "NTHS": (*listed, m.number("DAY"))}


def _day_number(m: Match) -> Senses | None:
    """'on day 20'."""
    if m.get("UNIT", str) != "day":
        return None
    spoken: Senses = {"DIA": 0} if "DIA" in m.tokens[0].senses else {}
    return {"NTHS": (m.number("DAY"),), **spoken}


RANGES: Table = (("NAMED DASH|TO NAMED", _span),)
NUMBERED: Table = (
    ("UNIT DAY", _day_number),
    ("MONTHS DAY", _number_of_month),
    ("DAY DOT? OF? MONTHS", _number_of_month),
)
LISTS: Table = (
    *((f"{sense} COMMA|SLASH? AND? {sense}", _joined) for sense in ("NAMED", "NTHS", "NTH_NAMED", "MONTHS")),
    ("NTHS AND DAY", _number_of_month),
)


def _nth_named(m: Match) -> Senses:
    codes = [CODES[d] for d in m.get("NAMED", tuple)]
    return {"NTH_NAMED": tuple(f"{n}{code}" for code in codes for n in m.get("NTHS", tuple))}


def _nth_business(m: Match) -> Senses | None:
    if m.get("UNIT", str) != "business":
        return None
    return {"NTH_BUSINESS": m.get("NTHS", tuple)}


def _nth_instance(m: Match) -> Senses:
    return {"NAMED": m.get("NAMED", tuple), "PLACES": m.get("NTHS", tuple)}


def _nth_day(m: Match) -> Senses | None:
    is_step = m.before is not None and "EVERY" in m.before.senses and m.get("NTHS", tuple) != (-1,)
    if is_step:
        return None
    unit = m.get("UNIT", str)
    if unit == "business":
        return {"NTH_BUSINESS": m.get("NTHS", tuple)}
    return {"NTHS": m.get("NTHS", tuple)} if unit == "day" else None


NTH_DAYS: Table = (
    ("NTHS NAMED", _nth_named),
    ("NTHS UNIT", _nth_day),
    ("NTHS INSTANCE OF NAMED", _nth_instance),
)


def _cycle(m: Match) -> Senses | None:
    """'every 3rd month', 'every other day', 'monthly', 'once a year': CYCLE_OF with what repeats."""
    if m.has("CYCLE"):
        name = m.get("CYCLE", str)
        frequency, interval = CYCLES.get(name, (name, 1))
        return {"REPEATS": (frequency, str(interval))}
    step = 2 if m.has("OTHER") else next(iter([*m.all("NUM", int), *m.all("ORD", int)]), 1)
    if m.has("SECONDS"):
        return {"REPEATS": ("SECONDLY", str(step))}
    unit = m.get("UNIT", str)
    if unit in {"business", "weekend"}:
        days = WORKDAYS if unit == "business" else (5, 6)
        return {"REPEATS": ("WEEKLY", str(step)), "ALSO": days}
    frequency, interval = FREQUENCIES[unit]
    return {"REPEATS": (frequency, str(interval * step))} if 0 < step < MOST_STEPS else None


MOST_STEPS = 1000


def _every_named(m: Match) -> Senses | None:
    step = 2 if m.has("OTHER") or m.has("ORD") else next(iter(m.all("NUM", int)), 1)
    if m.has("ORD") and m.number("ORD") != 2:
        return None
    return {"REPEATS": ("WEEKLY", str(step)), "ALSO": m.get("NAMED", tuple)}


def _every_nth_named(m: Match) -> Senses | None:
    """'every second Friday' is every other one, 'every first Friday' one of the month."""
    named = m.get("NTH_NAMED", tuple)
    if all(str(n)[0] == "2" for n in named):
        return {"REPEATS": ("WEEKLY", "2"), "ALSO": tuple(CODES.index(str(n)[1:]) for n in named)}
    return {"REPEATS": ("MONTHLY", "1"), "NTH_NAMED": named}


def _plural(m: Match) -> Senses:
    return {"REPEATS": ("WEEKLY", "1"), "ALSO": m.get("NAMED", tuple)}


def _plural_only(m: Match) -> Senses:
    token = m.tokens[0]
    return {**token.senses, **_plural(m)} if "PLURAL" in token.senses else token.senses


def _workdays(_: Match) -> Senses:
    return {"REPEATS": ("WEEKLY", "1"), "ALSO": WORKDAYS}


def _every_month_name(m: Match) -> Senses:
    rest = {s: v for s, v in m.tokens[-1].senses.items() if s == "NTHS"}
    return {"REPEATS": ("YEARLY", "1"), "MONTHS_TOO": m.get("MONTHS", tuple), **rest}


def _every_nth_of(m: Match) -> Senses | None:
    """'every 4th of the month', 'the first Friday of the month': the month is what repeats."""
    if m.get("UNIT", str) not in {"month", "quarter", "year"}:
        return None
    frequency, interval = FREQUENCIES[m.get("UNIT", str)]
    return {"REPEATS": (frequency, str(interval)), **_places(m)}


def _places(m: Match) -> dict[str, tuple[int, ...] | tuple[str, ...]]:
    return {s: m.get(s, tuple) for s in ("NTHS", "NTH_NAMED", "NTH_BUSINESS") if m.has(s)}


def _every_part(_: Match) -> Senses:
    return {"REPEATS": ("DAILY", "1")}


def _every_nth_by_name(m: Match) -> Senses | None:
    """'on the first Monday of the month' repeats as the month does; not by or before it, and once only."""
    if m.before is not None and not ONCE_ONLY.isdisjoint(m.before.senses):
        return None
    return _every_nth_of(m) if m.get("UNIT", str) == "month" else None


ONCE_ONLY = frozenset({"BY", "BEFORE", "NEXT", "THIS", "UNIT"})


def _twice(m: Match) -> Senses | None:
    """'twice a year' is every six months; twice a week says no days."""
    return {"REPEATS": ("MONTHLY", "6")} if m.get("UNIT", str) == "year" else None


def _every_other(m: Match) -> Senses | None:
    """'om de week' is every second one."""
    unit = m.get("UNIT", str)
    if unit not in FREQUENCIES:
        return None
    frequency, interval = FREQUENCIES[unit]
    return {"REPEATS": (frequency, str(2 * interval))}


def _on_business_days(m: Match) -> Senses | None:
    return _workdays(m) if m.get("UNIT", str) == "business" else None


def _every_day_number(m: Match) -> Senses | None:
    """'todo dia 10'."""
    spoken_as_day = any("DIA" in token.senses for token in m.tokens)
    return {"REPEATS": ("MONTHLY", "1"), "NTHS": m.get("NTHS", tuple)} if spoken_as_day else None


def _every_day_of_month(m: Match) -> Senses | None:
    """'el día 5 de cada mes', 'am 15. jedes Monats'."""
    days = m.get("NTHS", tuple) if m.has("NTHS") else (m.number("DAY"),)
    return {"REPEATS": ("MONTHLY", "1"), "NTHS": days} if m.get("UNIT", str) == "month" else None


def _except(m: Match) -> Senses:
    return {"WITHOUT": m.get("NAMED", tuple)}


def _weekends(_: Match) -> Senses:
    return {"REPEATS": ("WEEKLY", "1"), "ALSO": (5, 6)}


def _at(m: Match) -> Senses | None:
    at = m.time
    if at is None and m.has("NUM"):
        at = time(m.number("NUM")) if m.number("NUM") < 24 else None
    return {"HOUR": at} if at is not None else None


def _edge(m: Match) -> Senses:
    return {"EDGE": -1 if m.has("END") else 1}


def _week_number(m: Match) -> Senses | None:
    return {"WEEK": m.number("NUM")} if 1 <= m.number("NUM") <= 53 else None


REPEATS: Table = (
    ("EVERY DET? OTHER|NUM|ORD? UNIT|SECONDS", _cycle),
    ("EVERY SECONDS", _cycle),
    ("CYCLE", _cycle),
    ("ONCE A|EVERY OTHER|NUM? UNIT", _cycle),
    ("EVERY DET? OTHER|NUM|ORD? NAMED", _every_named),
    ("EVERY DET? BUSINESS UNIT", _cycle),
    ("EVERY BUSINESSDAYS|WORKDAY", _workdays),
    ("EVERY DET? NTH_NAMED", _every_nth_named),
    ("EVERY PART", _every_part),
    ("EVERY MONTHS", _every_month_name),
    ("EVERY NTHS|NTH_NAMED|NTH_BUSINESS OF DET UNIT", _every_nth_of),
    ("EVERY NTHS|NTH_NAMED|NTH_BUSINESS IN DET UNIT", _every_nth_of),
    ("NTH_NAMED|NTH_BUSINESS OF|IN DET UNIT", _every_nth_by_name),
    ("TWICE A|EVERY UNIT", _twice),
    ("OM DET UNIT", _every_other),
    ("OM DET NUM UNIT", _cycle),
    ("ON DET? UNIT", _on_business_days),
    ("EVERY DET? NTHS", _every_day_number),
    ("DET? NTHS DOT? OF? EVERY UNIT", _every_day_of_month),
    ("DET? DAY DOT? OF? EVERY UNIT", _every_day_of_month),
    ("EXCEPT ON? DET? NAMED", _except),
    ("WEEKENDS", _weekends),
    ("NAMED", _plural_only),
    ("BUSINESSDAYS", _workdays),
    ("AT? TIME", _at),
    ("AT NUM", _at),
    ("START|END", _edge),
    ("WEEKNUMBER NUM", _week_number),
)
