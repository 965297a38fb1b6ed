"""Pages: a cursor stands after the last thing that was handed out, so that none is seen twice or missed."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Generic, Protocol, TypeVar

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, Field

from agent.errors import InputError, NotFound
from agent.stores.lists import Part
from agent.stores.workspace import Page
from api.problems import HttpProblem

MOST = 200
USUAL = 50
LONGEST = 200
"""Characters of a cursor."""

S = TypeVar("S")
T = TypeVar("T")

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[
    str | None,
    Query(
        max_length=LONGEST,
        description="`next` of the page before; the first page without it.",
    ),
]

Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*$")]
Owner = Annotated[Name | None, Query(description="Only what this one is to do: the name as it is shown.")]
Team = Annotated[Name | None, Query(description="Only what goes to this team, or else to this destination.")]


def _is_day(words: object) -> object:
    """A bare number could be seconds or a year."""
    if isinstance(words, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", words, re.ASCII):
        raise ValueError("give a day such as 2026-12-01")
    return words


DueBefore = Annotated[
    Annotated[date, BeforeValidator(_is_day)] | None,
    Query(description="Only what is due before this day.", examples=["2026-12-01"]),
]


class Listed(BaseModel, Generic[T]):
    """One page, oldest first."""

    items: Annotated[list[T], Field(max_length=MOST)]
    """Fewer than `limit`, or none, does not mean the end."""
    next: Annotated[str, Field(max_length=LONGEST)] | None
    """The `cursor` of the next page; null at the end."""


class Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=Named)


def listed(find: Callable[[Page], Sequence[N]], limit: int, cursor: str | None) -> Listed[N]:
    """Asks for one more than is shown: whether there is a next page. Raises HttpProblem 400."""

    def part(page: Page) -> Part[N]:
        found = list(find(Page(page.limit + 1, page.after)))
        return Part(found[: page.limit], found[page.limit - 1].id if len(found) > page.limit else None)

    return parted(part, lambda one: one, limit, cursor)


def parted(
    find: Callable[[Page], Part[S]], show: Callable[[S], T], limit: int, cursor: str | None
) -> Listed[T]:
    """Raises HttpProblem 400."""
    try:
        part = find(Page(limit, _opened(cursor) if cursor is not None else None))
    except (NotFound, InputError, ValueError):
        raise HttpProblem(
            400, "invalid-cursor", "The cursor does not count", "Begin again with the first page."
        ) from None
    after = _sealed(part.after) if part.after is not None else None
    return Listed(items=[show(one) for one in part.found], next=after)


def _sealed(last: str) -> str:
    return base64.urlsafe_b64encode(last.encode()).decode().rstrip("=")


def _opened(cursor: str) -> str:
    """Raises ValueError."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
    except binascii.Error as exc:
        raise ValueError("it is no base 64") from exc
