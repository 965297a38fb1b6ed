"""What the OpenAPI document says of every value: how long, how many, how large at most. Pure.

Where a model has a bound of its own, that counts. What has none is cut from a text or a file that came in, so
it is no longer than these may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MANY = 100_000
"""Of anything that a text or a file holds several of."""
LARGEST = 2**53 - 1
"""The largest integer that every reader of JSON keeps exactly."""
LARGEST_INT32 = 2**31 - 1
TIMES = {"date": 10, "date-time": 40, "time": 20}
"""Format → characters."""
NO_NUL = r"^[^\u0000]*$"
"""Neither taken in nor stored: half characters are refused as well, which no pattern can say."""
VALUES = ("default", "example", "examples", "enum", "const")
"""Keys of a schema under which no schema stands."""


def bound(document: dict[str, Any], longest: int) -> None:
    """Complete each schema in place. `longest`: characters of a text."""
    for schema in _schemas(document):
        kind = schema.get("type")
        if kind == "string" and not {"enum", "const"} & schema.keys():
            _bound_string(schema, longest)
        elif kind == "array":
            schema.setdefault("maxItems", MANY)
        elif kind == "integer":
            schema.setdefault("minimum", 0)
            schema.setdefault("maximum", LARGEST)
            schema["format"] = "int32" if schema["maximum"] <= LARGEST_INT32 else "int64"


def _bound_string(schema: dict[str, Any], longest: int) -> None:
    schema.setdefault("maxLength", TIMES.get(schema.get("format", ""), longest))
    if "format" not in schema:
        schema.setdefault("pattern", NO_NUL)


def _schemas(node: object) -> Iterator[dict[str, Any]]:
    """Every object of the document that may be one."""
    if isinstance(node, list):
        for one in node:
            yield from _schemas(one)
    if isinstance(node, dict):
        if isinstance(node.get("type"), str):
            yield node
        for name, one in node.items():
            if name not in VALUES or (isinstance(one, dict) and "type" in one):
                yield from _schemas(one)
