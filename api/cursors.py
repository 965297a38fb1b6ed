"""Pages: a cursor stands after the last thing that was handed out, so that none is seen twice or missed."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, Protocol, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

from agent.errors import InputError, NotFound
from agent.stores.workspace import Page
from api.problems import HttpProblem

MOST = 200
USUAL = 50
LONGEST = 200
"""Characters of a cursor."""

T = TypeVar("T")

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[
    str | None,
    Query(
        max_length=LONGEST,
        pattern="^[A-Za-z0-9_-]*$",
        description="`next` of the page before; the first page without it.",
    ),
]


class Listed(BaseModel, Generic[T]):
    """One page, oldest first. `next` is null at the end."""

    items: Annotated[list[T], Field(max_length=MOST)]
    next: Annotated[str, Field(max_length=LONGEST)] | None


class Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=Named)


def listed(find: Callable[[Page], Sequence[N]], limit: int, cursor: str | None) -> Listed[N]:
    """Asks for one more than is shown: whether there is a next page. Raises HttpProblem 400."""
    try:
        found = find(Page(limit + 1, _opened(cursor) if cursor is not None else None))
    except (NotFound, InputError, ValueError):
        raise HttpProblem(
            400, "invalid-cursor", "The cursor does not count", "Begin again with the first page."
        ) from None
    shown = list(found[:limit])
    more = len(found) > limit
    return Listed(items=shown, next=_sealed(shown[-1].id) if more else None)


def _sealed(last: str) -> str:
    return base64.urlsafe_b64encode(last.encode()).decode().rstrip("=")


def _opened(cursor: str) -> str:
    """Raises ValueError."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
    except binascii.Error as exc:
        raise ValueError("it is no base 64") from exc
