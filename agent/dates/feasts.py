"""Feasts by their names, and when they are."""

from __future__ import annotations

from datetime import date

from dateutil.easter import easter

from agent.dates.grammar import Match, Table, when
from agent.dates.moments import DAY, Frame, day_span, nth_weekday, safe_date
from agent.dates.tokens import Senses

FIXED_FEASTS = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "new year": (1, 1),
    "new year eve": (12, 31),
    "halloween": (10, 31),
    "valentine": (2, 14),
    "labour": (5, 1),
    "independence": (7, 4),
    "earth": (4, 22),
    "patrick": (3, 17),
}


def feast(frame: Frame, name: str, year: int | None = None) -> date | None:
    """A feast of that year, or the next one to come."""
    if year is not None:
        return _feast_in(name, year)
    here = _feast_in(name, frame.today.year)
    return here if here and here >= frame.today else _feast_in(name, frame.today.year + 1)


def _feast_in(name: str, year: int) -> date | None:
    if not 1900 <= year <= 2200:
        return None
    if name in FIXED_FEASTS:
        return safe_date(year, *FIXED_FEASTS[name])
    if name.startswith("easter"):
        return easter(year) + DAY * (name == "easter monday")
    if name == "good friday":
        return easter(year) - 2 * DAY
    thanksgiving = nth_weekday(year, 11, 3, 4)
    return thanksgiving + DAY if name == "black friday" else thanksgiving


def _feast(m: Match) -> Senses | None:
    name = m.get("FEAST", str) + (" eve" if m.has("PART") else "")
    year = m.maybe("YEAR")
    if m.has("NEXT") and m.has("UNIT"):
        year = m.frame.today.year + 1
    if m.has("LAST"):
        coming = feast(m.frame, name)
        year = coming.year - 1 if coming else None
    return when(day_span(feast(m.frame, name, year)))


def _two_word_feast(m: Match) -> Senses | None:
    first = m.get("FEAST_WORD", str)
    unit = m.get("UNIT", str) if m.has("UNIT") else ""
    weekday = m.maybe("WEEKDAY")
    names = {("new", "year"): "new year", ("earth", "day"): "earth", ("independence", "day"): "independence"}
    name = names.get((first, unit)) or ({"black": "black friday", "good": "good friday"}.get(first, ""))
    if not name or (weekday is not None) != name.endswith("friday") or weekday not in {None, 4}:
        return None
    return when(day_span(feast(m.frame, name, m.maybe("YEAR"))))


FEASTS: Table = (
    ("DET? NEXT|LAST? FEAST UNIT? COMMA? YEAR?", _feast),
    ("FEAST PART YEAR?", _feast),
    ("FEAST_WORD UNIT|WEEKDAY YEAR?", _two_word_feast),
)
