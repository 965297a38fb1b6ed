"""Which column is which field: by name, whatever its case, spaces and language. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Column(StrEnum):
    GOAL = "goal"
    OWNER = "owner"
    DUE = "due"
    PRIORITY = "priority"
    STATUS = "status"
    OUTCOME = "outcome"
    """How it ended, where the status only says that it did."""
    LABELS = "labels"
    URL = "url"
    KEY = "key"
    BODY = "body"
    CREATED = "created"
    CLOSED = "closed"
    KIND = "kind"


NAMES: Mapping[Column, str] = MappingProxyType(
    {
        Column.GOAL: "goal title summary subject task name issue aufgabe titel titre título",
        Column.OWNER: "owner assignee assignees assigned assignedto responsible zuständig verantwortlich",
        Column.DUE: "due duedate dueon deadline targetdate fällig fälligam fälligkeitsdatum",
        Column.PRIORITY: "priority prio priorität priorité prioridad",
        Column.STATUS: "status state statuscategory stage",
        Column.OUTCOME: "resolution statereason",
        Column.LABELS: "labels label tags tag",
        Column.URL: "url htmlurl link permalink issueurl",
        Column.KEY: "key issuekey id issueid number ticket identifier nr",
        Column.BODY: "body description details notes beschreibung",
        Column.CREATED: "created createdat createddate createdon opened openedat",
        Column.CLOSED: "closed closedat doneat done completed completedat resolved resolutiondate finished",
        Column.KIND: "kind type issuetype",
    }
)
"""The first name counts most: what has both a title and a name is called by its title."""

ORDER = {name: (column, place) for column, names in NAMES.items() for place, name in enumerate(names.split())}
SEVERAL = frozenset({Column.LABELS})
"""All columns of that name count; of others the first that says something."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where each field stands in a record."""

    places: Mapping[Column, tuple[int, ...]]
    used: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    width: int


def column_of(name: str) -> tuple[Column, int] | None:
    """`Due Date`, `due_date` and `dueDate` are one name."""
    return ORDER.get(re.sub(r"[\W_]+", "", name.casefold()))


def header(names: Iterable[str]) -> Header:
    listed = [name.strip() for name in names]
    found: dict[Column, list[tuple[int, int]]] = {}
    for place, name in enumerate(listed):
        if meant := column_of(name):
            found.setdefault(meant[0], []).append((meant[1], place))
    places = {column: tuple(place for _, place in sorted(those)) for column, those in found.items()}
    used = {place for those in places.values() for place in those}
    told = ((column.value, listed[those[0]]) for column, those in places.items())
    ignored = dict.fromkeys(name for place, name in enumerate(listed) if place not in used and name)
    return Header(places, tuple(sorted(told)), tuple(ignored), len(listed))


def fields(head: Header, cells: list[str]) -> dict[Column, tuple[str, ...]]:
    """What a record says; cells that say nothing are left out."""
    found = {}
    for column, places in head.places.items():
        said = tuple(cells[place].strip() for place in places if place < len(cells) and cells[place].strip())
        if said:
            found[column] = said if column in SEVERAL else said[:1]
    return found
