"""Gold and prediction side by side, whatever they are: field by field, in words. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum

from agent.models import Noun

MOST = 12
"""Entries of a listing that are shown; how many more there are is said."""


class State(StrEnum):
    FOUND = "found"
    MISSED = "missed"
    INVENTED = "invented"
    OPTIONAL = "optional"
    PLAIN = "plain"
    """There are no items: one value stands beside another."""


class Value(Noun):
    text: str
    note: str = ""


Values = tuple[Value, ...]


class Line(Noun):
    """One field; its name is empty where the value has none."""

    name: str
    gold: Values
    said: Values
    is_wrong: bool = False


class Pair(Noun):
    state: State
    gold: str = ""
    said: str = ""
    gold_mark: str = ""
    said_mark: str = ""
    lines: tuple[Line, ...] = ()


def plain_pair(gold: object, said: object, *, is_faulty: bool) -> Pair:
    """Objects field by field; an answer with a score stands beside a bare label."""
    if isinstance(said, Mapping) and "prediction" in said and not isinstance(gold, Mapping):
        gold = {"prediction": gold}
    if not (isinstance(gold, Mapping) and isinstance(said, Mapping)):
        line = Line(name="", gold=words(gold), said=words(said), is_wrong=is_faulty and gold != said)
        return Pair(state=State.PLAIN, lines=(line,))
    names = [name for name in dict.fromkeys((*gold, *said)) if not _is_blank(gold, said, name)]
    return Pair(state=State.PLAIN, lines=tuple(_line(name, gold, said, is_faulty) for name in names))


def words(value: object) -> Values:
    """A listing as several values, an object as names and values, nested ones as JSON."""
    if value is None:
        return (Value(text="nothing"),)
    if isinstance(value, Mapping):
        return _cut([Value(text=_short(entry), note=str(name)) for name, entry in value.items()])
    if isinstance(value, list | tuple):
        return _cut([Value(text=_short(entry)) for entry in value]) or (Value(text="none"),)
    return (Value(text=_short(value)),)


def _line(name: str, gold: Mapping[str, object], said: Mapping[str, object], is_faulty: bool) -> Line:
    """What the labels do not name may be anything."""
    ours, theirs = gold.get(name), said.get(name)
    return Line(
        name=name.replace("_", " "),
        gold=words(ours) if name in gold else (),
        said=words(theirs) if name in said else (),
        is_wrong=is_faulty and name in gold and _ordered(ours) != _ordered(theirs),
    )


def _is_blank(gold: Mapping[str, object], said: Mapping[str, object], name: str) -> bool:
    return all(side.get(name) in (None, "", [], {}) for side in (gold, said))


def _ordered(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, list | tuple) else value


def _cut(values: list[Value]) -> Values:
    if len(values) <= MOST:
        return tuple(values)
    return (*values[:MOST], Value(text=f"and {len(values) - MOST} more"))


def _short(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
