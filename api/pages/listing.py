"""The queue as a page shows it: lines, counts, and where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from api.cursors import listed
from api.pages.views.filters import AGES, Choices, Filters, choices, filters
from api.pages.views.rows import Row, row
from api.served import Served

AT_ONCE = 50


def _chosen(
    state: str = "", ready: str = "", team: str = "", age: str = "", q: Annotated[str, Query()] = ""
) -> Filters:
    return filters(state, ready, team, age, q)


Chosen = Annotated[Filters, Depends(_chosen)]
"""What the address narrows the list to."""


@dataclass(frozen=True, slots=True)
class Listing:
    rows: tuple[Row, ...]
    choices: Choices
    chosen: Filters
    here: str
    """The address of this part of the list."""
    more: str
    """Of the next part; empty at the end."""
    is_first_run: bool
    """Nothing was ever proposed."""


def listing(here: Served, chosen: Filters, cursor: str | None = None) -> Listing:
    """Raises HttpProblem 400 where the cursor does not count."""
    now, queue = here.services.now(), here.store.queue
    found = listed(partial(queue.find, chosen.wanted(now)), AT_ONCE, cursor)
    groups = queue.groups()
    older = {name: queue.older(now - age) for name, age in AGES.items()}
    return Listing(
        rows=tuple(row(waiting, now) for waiting in found.items),
        choices=choices(chosen, groups, older),
        chosen=chosen,
        here=_at(chosen, cursor),
        more=_at(chosen, found.next) if found.next else "",
        is_first_run=not groups,
    )


def _at(chosen: Filters, cursor: str | None) -> str:
    joined = "&" if chosen.query else "?"
    return f"{chosen.query}{joined}{urlencode({'cursor': cursor})}" if cursor else chosen.query
