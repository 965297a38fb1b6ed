"""Labelled rows of JSON Lines or YAML files: all fit, or the first fault is told with file, line, field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from agent.errors import InputError, InvalidRow, UnreadableInput
from agent.rows import strict_json
from agent.text.lined import BOOL, NULL, LinedYaml, line_of, suggest

if TYPE_CHECKING:
    from yaml import Node

Row = TypeVar("Row", bound=BaseModel)
Loc = tuple[int | str, ...]
INTEGER, NUMBER = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"


def _own_id(row: BaseModel) -> int | str | None:
    return getattr(row, "id", None)


@dataclass(frozen=True, slots=True)
class Labelled(Generic[Row]):
    """A row with what it is told by."""

    id: str
    """Its key, or its number among all rows, from 0."""
    row: Row
    sha256: str
    """Of the row as canonical JSON: the same id with another digest is another case."""
    number: int | None = None
    """Its id where that is a number, or the one that it goes by for want of an id."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A row before it is checked."""

    value: object
    place: Callable[[Loc], str]
    """`file:line` of a field of it."""
    strict: bool
    """Written by hand, so that an unknown key is a mistake and not somebody's own note."""


def read(
    paths: Sequence[Path], model: type[Row], key: Callable[[Row], int | str | None] = _own_id
) -> list[Labelled[Row]]:
    """All rows of all files; none may have the `key` of another. Raises InvalidRow, UnreadableInput."""
    rows: list[Labelled[Row]] = []
    seen: dict[str, str] = {}
    for raw in (raw for path in paths for raw in _raw_rows(path)):
        row, place = _checked(raw, model), raw.place(())
        own = key(row)
        told = len(rows) if own in (None, "") else own
        name = str(told)
        if name in seen:
            raise InvalidRow(f"{place}: the id {name!r} stands in {seen[name]} already")
        seen[name] = place
        rows.append(Labelled(name, row, sha256(raw.value), told if isinstance(told, int) else None))
    if not rows:
        raise InputError(f"{', '.join(map(str, paths)) or 'no file'}: there are no rows")
    return rows


def digest(paths: Sequence[Path]) -> str:
    """sha256 over the content of the files, in their order."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def _raw_rows(path: Path) -> list[Raw]:
    try:
        content = path.read_bytes()
    except OSError as exc:
        raise UnreadableInput(f"{path}: it cannot be read: {exc.strerror}") from exc
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableInput(f"{path}: it is no UTF-8: save the file as UTF-8") from None
    if path.suffix.lower() in (".yaml", ".yml"):
        return _yaml_rows(text, str(path))
    lines = enumerate(text.split("\n"), start=1)
    return [_json_row(line, f"{path}:{number}") for number, line in lines if line.strip()]


def _json_row(line: str, place: str) -> Raw:
    try:
        value = strict_json(line.encode())
    except (ValueError, RecursionError) as exc:
        raise InvalidRow(f"{place}: it is no JSON: {str(exc) or 'nested too deeply'}") from None
    return Raw(value, lambda _loc: place, strict=False)


def _yaml_rows(text: str, source: str) -> list[Raw]:
    sheet = LinedYaml(text, source)
    nodes = sheet.listing(sheet.root, "the file")
    if sheet.mistakes:
        raise InvalidRow(sheet.mistakes[0])
    rows = []
    for node in nodes:
        value, lines = _plain(node, source)
        rows.append(Raw(value, _placed(source, lines), strict=True))
    return rows


def _placed(source: str, lines: dict[Loc, int]) -> Callable[[Loc], str]:
    """The line of a field, or of the nearest thing around it that has one."""

    def place(loc: Loc) -> str:
        while loc not in lines:
            loc = loc[:-1]
        return f"{source}:{lines[loc]}"

    return place


def _plain(node: object, source: str, loc: Loc = ()) -> tuple[object, dict[Loc, int]]:
    """What a YAML node says, with the line of each part; times and dates stay as they are written.

    Raises InvalidRow where a key stands twice, for only one of the values would be read.
    """
    from yaml import MappingNode, ScalarNode, SequenceNode

    if isinstance(node, ScalarNode):
        return _scalar(node.tag, node.value), {loc: line_of(node)}
    pairs: list[tuple[int | str, Node]] = []
    if isinstance(node, MappingNode):
        pairs = [(str(key.value), value) for key, value in node.value]
    elif isinstance(node, SequenceNode):
        pairs = list(enumerate(node.value))
    lines = {loc: line_of(node)}  # type: ignore[arg-type] # both kinds are nodes
    values: dict[int | str, object] = {}
    for key, child in pairs:
        if key in values:
            raise InvalidRow(f"{source}:{line_of(child)}: the key {key!r} stands twice: keep one")
        values[key], below = _plain(child, source, (*loc, key))
        lines |= below
    return (values if isinstance(node, MappingNode) else list(values.values())), lines


def _scalar(tag: str, words: str) -> object:
    if tag == NULL:
        return None
    if tag == BOOL:
        return words.lower() in ("true", "yes", "on", "y")
    if tag in (INTEGER, NUMBER):
        try:
            return int(words) if tag == INTEGER else float(words)
        except ValueError:
            return words
    return words


def sha256(value: object) -> str:
    """Of a row, however it is written."""
    return hashlib.sha256(canonical(value)).hexdigest()


def canonical(value: object) -> bytes:
    """JSON with sorted keys, in UTF-8, without spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _checked(raw: Raw, model: type[Row]) -> Row:
    if not isinstance(raw.value, dict):
        raise InvalidRow(f"{raw.place(())}: a row must be a mapping with the fields of the format")
    if raw.strict:
        _check_keys(raw, raw.value, model)
    try:
        return model.model_validate(raw.value)
    except ValidationError as exc:
        fault = exc.errors()[0]
        loc = tuple(fault["loc"])
        said = fault["msg"].removeprefix("Value error, ")
        field = f"field {'.'.join(map(str, loc))!r}: " if loc else ""
        raise InvalidRow(f"{raw.place(loc)}: {field}{said[:1].lower()}{said[1:]}") from None


def _check_keys(raw: Raw, value: dict[str, object], model: type[BaseModel]) -> None:
    """Of the row, and of the items in it."""
    items = value.get("items")
    below = model.model_fields.get("items")
    parts: list[tuple[Loc, object, type[BaseModel]]] = [((), value, model)]
    if below is not None and isinstance(items, list):
        (kind,) = [a for a in getattr(below.annotation, "__args__", ()) if a is not ...]
        parts += [(("items", number), item, kind) for number, item in enumerate(items)]
    for loc, part, kind in parts:
        for key in part if isinstance(part, dict) else ():
            if key not in kind.model_fields:
                raise InvalidRow(
                    f"{raw.place((*loc, key))}: there is no field {key!r}{suggest(key, kind.model_fields)}"
                )
