"""JSON Lines and JSON arrays: each object with its line, or why it is none. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from agent.errors import UnreadableInput
from agent.models import Unread

SPACE = re.compile(r"[ \t\n\r]*")
BROKEN = (ValueError, RecursionError)
"""What the decoder raises: also for numbers of thousands of digits, and nesting without end."""


@dataclass(frozen=True, slots=True)
class Thing:
    line: int
    value: dict[str, object]


def lines(text: str) -> Iterator[Thing | Unread]:
    """One object a line; empty lines are none."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                value = DECODER.decode(line)
            except BROKEN as exc:
                yield Unread(line=number, reason=f"no JSON: {_why(exc)}")
            else:
                yield _thing(number, value)


def array(text: str, name: str) -> Iterator[Thing | Unread]:
    """The members of one array. Raises UnreadableInput where it breaks off: who knows what else was in it?"""
    at, line, counted = _after(text, text.index("[") + 1), 1, 0
    while text[at : at + 1] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, end = DECODER.raw_decode(text, at)
        except BROKEN as exc:
            raise UnreadableInput(f"{name}: line {line}: no JSON: {_why(exc)}; nothing was read") from exc
        yield _thing(line, value)
        at = _after(text, end)
        if text[at : at + 1] == ",":
            at = _after(text, at + 1)
        elif text[at : at + 1] != "]":
            raise UnreadableInput(f"{name}: line {line}: the list breaks off behind it; nothing was read")
    if text[at + 1 :].strip():
        raise UnreadableInput(f"{name}: there is more behind the list; nothing was read")


def _after(text: str, at: int) -> int:
    found = SPACE.match(text, at)
    return found.end() if found else at


def _thing(line: int, value: object) -> Thing | Unread:
    if isinstance(value, dict):
        return Thing(line, value)
    return Unread(line=line, reason=f"no object with names and values, but {type(value).__name__}")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} stands in it twice")
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)


def _why(exc: ValueError | RecursionError) -> str:
    if isinstance(exc, json.JSONDecodeError):
        return f"{exc.msg} at character {exc.colno}"
    return "nested too deep" if isinstance(exc, RecursionError) else str(exc)
