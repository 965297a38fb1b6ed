"""How often, by counting: "6-monthly", "once a week" in other words, one Thursday in two."""

from __future__ import annotations

from agent.dates.cycles import CYCLES, FREQUENCIES
from agent.dates.grammar import Match, Table
from agent.dates.tokens import Senses


def _every(unit: str, step: int) -> Senses | None:
    if unit not in FREQUENCIES or step < 1:
        return None
    frequency, interval = FREQUENCIES[unit]
    return {"REPEATS": (frequency, str(step * interval))}


def _so_many(m: Match) -> Senses | None:
    """'bi-weekly' is every two weeks, 'bi-annual' and 'semi-annual' twice a year, '3-monthly' as it says."""
    name = m.get("CYCLE", str)
    if name == "YEARLY" and not m.has("NUM"):
        return _every("half", 1)
    if m.has("SEMI"):
        return None
    frequency, interval = CYCLES.get(name, (name, 1))
    step = m.number("NUM") if m.has("NUM") else 2
    return {"REPEATS": (frequency, str(step * interval))} if step else {"WORD": 0}


def _twice(m: Match) -> Senses:
    """'twice yearly' is every six months; 'twice weekly' says no days, so it is no rule."""
    half_yearly = _every("half", 1) if m.get("CYCLE", str) == "YEARLY" else None
    return half_yearly or {"WORD": 0}


def _once(m: Match) -> Senses | None:
    """'une fois par semaine', 'una vez al mes', 'één keer per maand'."""
    return _every(m.get("UNIT", str), 1) if m.number("NUM") == 1 else None


def _once_in(m: Match) -> Senses | None:
    """'einmal im Monat'; but not 'einmal im Jahr 2025'."""
    is_named = m.after is not None and not {"YEAR", "MONTHS"}.isdisjoint(m.after.senses)
    return None if is_named or "de" not in m.tokens[0].senses else _every(m.get("UNIT", str), 1)


def _one_in(m: Match) -> Senses | None:
    """'un jeudi sur deux', 'une semaine sur trois'."""
    one, of = m.all("NUM", int)
    repeats = _every(m.get("UNIT", str) if m.has("UNIT") else "week", of)
    if one != 1 or of == 1 or repeats is None:
        return None
    return {**repeats, "ALSO": m.get("NAMED", tuple)} if m.has("NAMED") else repeats


def _every_morning(m: Match) -> Senses | None:
    """'jeden Morgen', 'elke morgen', 'cada mañana': the word for tomorrow."""
    return _every("day", 1) if m.number("RELATIVE_DAY") == 1 else None


TURNS: Table = (
    ("BI|SEMI|NUM DASH CYCLE", _so_many),
    ("TWICE DASH? CYCLE", _twice),
    ("NUM TURN EVERY|PER|A UNIT", _once),
    ("ONCE IN UNIT", _once_in),
    ("NUM UNIT|NAMED SUR NUM", _one_in),
    ("EVERY RELATIVE_DAY", _every_morning),
)
