"""From tokens to numbers, times of day and fixed turns: "twenty-first", "9h15", "no later than"."""

from __future__ import annotations

from datetime import time

from agent.dates.grammar import Match, Table
from agent.dates.tokens import Senses, Value

NOON, AFTERNOON = 12, 15


def _card(m: Match) -> Senses:
    number = sum(v for v in (m.maybe("TENS"), m.maybe("TEENS"), m.maybe("ONES"), m.maybe("ORD")) if v)
    senses: dict[str, Value] = dict(m.tokens[0].senses) if len(m.tokens) == 1 else {}
    senses |= {"DAY": number} if number <= 31 else {}
    return senses | ({"ORD": number} if m.has("ORD") else {"NUM": number})


def _nth(m: Match) -> Senses | None:
    glued = m.tokens[0].end == m.tokens[1].start
    number = m.number("DAY")
    return {"ORD": number, "DAY": number, "NTH": number} if glued or not m.near("WORD") else None


def _spoken_year(m: Match) -> Senses | None:
    century, *rest = [*m.all("TEENS", int), *m.all("TENS", int), *m.all("ONES", int)]
    year = 100 * century + sum(rest)
    return {"YEAR": year} if 1500 <= year <= 2099 else None


def _spoken_millennium(m: Match) -> Senses | None:
    thousand, *rest = m.all("ONES", int)
    year = 1000 * thousand + sum(rest) + sum(m.all("TENS", int)) + sum(m.all("TEENS", int))
    return {"YEAR": year} if 1500 <= year <= 2099 else None


NUMBERS: Table = (
    ("TENS DASH? ONES", _card),
    ("TENS DASH? ORD", _card),
    ("TENS", _card),
    ("TEENS", _card),
    ("ONES", _card),
    ("ORD", _card),
    ("DAY SUFFIX", _nth),
    ("TEENS TENS DASH? ONES?", _spoken_year),
    ("TENS TEENS", _spoken_year),
    ("TENS TENS DASH? ONES?", _spoken_year),
    ("TEENS HUNDRED AND? TENS DASH? ONES?", _spoken_year),
    ("ONES THOUSAND AND? TENS DASH? ONES?", _spoken_millennium),
    ("ONES THOUSAND AND? TEENS", _spoken_millennium),
)


def _half_of_day(m: Match) -> Senses | None:
    mark = m.tokens[1]
    if mark.end - mark.start == 1 and m.tokens[0].end < mark.start and not m.has("M"):
        return None
    at = next((t for c in ("CLOCK", "DOTTED_CLOCK", "HHMM") for t in m.all(c, time)), None)
    hour = at.hour if at else m.number("NUM")
    if hour > 23:
        return None
    twelve = hour % 12 + 12 * m.has("PM") if hour <= 12 else hour
    return {"TIME": time(twelve, at.minute if at else 0)}


def _afternoon(m: Match) -> Senses | None:
    """'après-midi'."""
    french = "fr" in m.tokens[-1].senses and m.tokens[0].end == m.tokens[1].start
    return {"PART": AFTERNOON} if french and m.number("PART") == NOON else None


def _time(m: Match) -> Senses | None:
    for sense in ("CLOCK", "DOTTED_CLOCK", "HHMM"):
        for at in m.all(sense, time):
            return {"TIME": at}
    hour, *minutes = m.all("NUM", int)
    minute = minutes[0] if minutes else 0
    return {"TIME": time(hour, minute)} if hour < 24 and minute < 60 else None


def _time_with_h(m: Match) -> Senses | None:
    return (
        _time(m) if m.tokens[0].end == m.tokens[1].start or m.has("CLOCK") or m.has("DOTTED_CLOCK") else None
    )


def _business_unit(m: Match) -> Senses | None:
    return {"UNIT": "business"} if m.get("UNIT", str) == "day" else None


def _civil_unit(m: Match) -> Senses:
    """'calendar days' are all of them."""
    return m.tokens[1].senses


def _usable(m: Match) -> Senses | None:
    """'jours ouvrés', 'días hábiles', 'dias úteis'."""
    return {**m.tokens[0].senses, "UNIT": "business"} if m.get("UNIT", str) == "day" else None


def _by(_: Match) -> Senses:
    return {"BY": 0}


def _by_on(m: Match) -> Senses | None:
    """'bis am Freitag'; of 'para el 30' the article belongs to the number."""
    of_number = "ARTICLE" in m.tokens[-1].senses and m.after is not None and "DAY" in m.after.senses
    return None if of_number else _by(m)


def _from(_: Match) -> Senses:
    """Not before a day is from then on."""
    return {"FROM": 0}


def _ici(_: Match) -> Senses:
    """'d'ici vendredi', 'de aquí al viernes' are by Friday, 'd'ici dix jours' is within ten days."""
    return {"BY": 0, "ICI": 0}


def _weekend(m: Match) -> Senses | None:
    """'fin de semana', 'week-end'; but 'fim da semana' is the end of the week."""
    glued = m.tokens[0].end == m.tokens[1].start and m.tokens[1].end == m.tokens[2].start
    if m.has("DASH") and not (glued and m.get("UNIT", str) == "week"):
        return None
    return {"UNIT": "weekend"}


def _initials(m: Match) -> Senses:
    return {"INITIALS": m.get("UNIT", str) if m.has("UNIT") else "day"}


def _q(m: Match) -> Senses | None:
    return {"QUARTER": m.number("NUM")} if m.tokens[0].end == m.tokens[1].start else None


def _feira(m: Match) -> Senses:
    return {"WEEKDAY": m.number("WEEKDAY")}


CLOCKS: Table = (
    ("AFTER DASH PART", _afternoon),
    ("NUM|CLOCK|DOTTED_CLOCK|HHMM AM|PM", _half_of_day),
    ("NUM|CLOCK|DOTTED_CLOCK|HHMM AM|PM DOT? M", _half_of_day),
    ("NUM|CLOCK|DOTTED_CLOCK|HHMM AM|PM DOT M DOT", _half_of_day),
    ("CLOCK", _time),
    ("NUM O APOSTROPHE CLOCKWORD", _time),
    ("NUM|CLOCK|DOTTED_CLOCK CLOCKWORD NUM?", _time),
    ("NUM|CLOCK|DOTTED_CLOCK|HHMM H", _time_with_h),
    ("NUM H NUM", _time_with_h),
    ("BUSINESS UNIT", _business_unit),
    ("CIVIL UNIT", _civil_unit),
    ("UNIT USABLE", _usable),
    ("END DE SEMANA", _weekend),
    ("UNIT DASH END", _weekend),
    ("CLOSE OF? DET? BUSINESS", _initials),
    ("END OF DET? BUSINESS", _initials),
    ("END OF DET? BUSINESS UNIT", _initials),
    ("NO LATER THAN BY|ON|AT?", _by),
    ("BY BY|ON", _by_on),
    ("ON AND BEFORE", _by),
    ("NO BEFORE OF?", _from),
    ("NO SOONER THAN", _from),
    ("OF APOSTROPHE BY", _ici),
    ("OF HERE TO", _ici),
    ("TO|DET? PLUS LATEST", _by),
    ("WEEKDAY DASH FEIRA", _feira),
    ("Q NUM", _q),
)
