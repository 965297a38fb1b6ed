"""Cases as YAML that a person edits: texts as blocks, short lists in a line, no field that is its default."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from pathlib import Path

import yaml

from agent.errors import InputError
from evals.gold import GoldItem, GoldRow

HEADER = """\
# Candidate cases made of what reviewers decided: look through them, edit them, then
#   clarify eval extraction --data THIS_FILE
# Nobody has looked for work that the engine missed: add it. A value beside its must_ask is what a person
# answered: where the text does not say it, take the value out and leave the must_ask.
"""
TIME = "tag:yaml.org,2002:timestamp"
FLOWING = frozenset({"sender", "recipients", "people", "traps", "must_ask"})
NOT_AS_IT_IS = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML cannot print, and what it takes for the end of a line beside the line feed."""


class _Flow(list[object]):
    """A list in one line."""


class _FlowMap(dict[str, object]):
    """A mapping in one line."""


class _Text(str):
    """A text in a block, also where it is one line."""

    __slots__ = ()


class _Sheet(yaml.SafeDumper):
    """Indents lists, repeats instead of pointing, and puts more into blocks than its parent dares."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 lists are indented always
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 whatever it is
        return True

    def analyze_scalar(self, scalar: str) -> yaml.emitter.ScalarAnalysis:
        """A space at the end of a line is no reason against a block; other ends of lines are escaped."""
        found = super().analyze_scalar(scalar)
        odd = bool(NOT_AS_IT_IS.search(scalar))
        found.allow_block = bool(scalar) and not odd
        if odd:
            found.allow_flow_plain = found.allow_block_plain = found.allow_single_quoted = False
        return found


def _text(sheet: yaml.SafeDumper, words: str) -> yaml.ScalarNode:
    block = "\n" in words or isinstance(words, _Text)
    return sheet.represent_scalar("tag:yaml.org,2002:str", words, style="|" if block else None)


def _time(sheet: yaml.SafeDumper, at: date) -> yaml.ScalarNode:
    return sheet.represent_scalar(TIME, at.isoformat())


_Sheet.add_representer(str, _text)
_Sheet.add_representer(_Text, _text)
_Sheet.add_representer(date, _time)
_Sheet.add_representer(datetime, _time)
_Sheet.add_representer(
    _Flow, lambda sheet, said: sheet.represent_sequence("tag:yaml.org,2002:seq", said, flow_style=True)
)
_Sheet.add_representer(
    _FlowMap, lambda sheet, said: sheet.represent_mapping("tag:yaml.org,2002:map", said, flow_style=True)
)


def sheet(rows: Iterable[GoldRow]) -> str:
    """The whole file; `evals.tables.read` reads the same rows out of it."""
    return "\n".join([HEADER, *map(entry, rows)])


def entry(row: GoldRow) -> str:
    """One case of the file."""
    said = row.model_dump(exclude_defaults=True, exclude={"id", "items", "note", "text"})
    note = {"note": row.note} if row.note else {}
    items = [_item(item) for item in row.items]
    whole = {"id": row.id, **_plain(said), **note, "text": _Text(row.text), "items": items or _Flow()}
    return yaml.dump(
        [whole],
        Dumper=_Sheet,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=sys.maxsize,
    )


def _item(item: GoldItem) -> dict[str, object]:
    """Whether a priority is stated is a default that depends on the priority."""
    said = _plain(item.model_dump(exclude_defaults=True, exclude={"priority_stated"}))
    again = GoldItem.model_validate(said)
    if again.priority_stated != item.priority_stated:
        said["priority_stated"] = item.priority_stated
    return said


def _plain(said: dict[str, object]) -> dict[str, object]:
    return {name: _value(value, flowing=name in FLOWING) for name, value in said.items()}


def _value(value: object, *, flowing: bool) -> object:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, dict):
        below = {str(name): _value(part, flowing=flowing) for name, part in value.items()}
        return _FlowMap(below) if flowing else below
    if isinstance(value, tuple):
        parts = [_value(part, flowing=flowing) for part in value]
        return _Flow(parts) if flowing else parts
    return value


def write(path: Path, content: str) -> None:
    """A new file that only its owner reads. Raises InputError where it is there or cannot be written."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise InputError(f"{str(path)!r} is there already, perhaps edited: name another file") from None
    except OSError as exc:
        raise InputError(f"{str(path)!r} cannot be written: {exc.strerror}") from exc
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except OSError as exc:
        path.unlink(missing_ok=True)
        raise InputError(f"{str(path)!r} cannot be written: {exc.strerror}") from exc
