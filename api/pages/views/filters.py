"""What a list of the queue is narrowed to, and how many there are of each. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from agent.models import ProposalState
from agent.stores.queue import Group, Wanted
from api.pages.views.words import STATES

ALL_CLEAR = 5
"""The fields that make work clear."""
READINESS = {"clear": (ALL_CLEAR,), "nearly": (ALL_CLEAR - 1,), "unclear": tuple(range(ALL_CLEAR - 1))}
AGES = {"day": timedelta(days=1), "week": timedelta(days=7)}
LONGEST_SEARCH = 200

NAMES = {
    "clear": "All clear",
    "nearly": "One open",
    "unclear": "More open",
    "day": "Over a day old",
    "week": "Over a week old",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """As they stand in the address; an empty one narrows nothing."""

    state: ProposalState = ProposalState.PENDING
    ready: str = ""
    team: str = ""
    age: str = ""
    words: str = ""

    @property
    def query(self) -> str:
        """For an address, with its question mark; empty where nothing is narrowed."""
        given = {
            "state": self.state.value if self.state is not ProposalState.PENDING else "",
            "ready": self.ready,
            "team": self.team,
            "age": self.age,
            "q": self.words,
        }
        said = urlencode({name: value for name, value in given.items() if value})
        return f"?{said}" if said else ""

    def wanted(self, now: datetime) -> Wanted:
        return Wanted(
            state=self.state,
            team=self.team or None,
            ready=READINESS.get(self.ready),
            before=now - AGES[self.age] if self.age in AGES else None,
            words=self.words.split(),
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to narrow the list, and where it leads; once chosen, it leads back."""

    name: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    states: tuple[Choice, ...]
    ready: tuple[Choice, ...]
    teams: tuple[Choice, ...]
    ages: tuple[Choice, ...]


def filters(state: str, ready: str, team: str, age: str, words: str) -> Filters:
    """What is not known narrows nothing: an address is typed by people too."""
    return Filters(
        state=ProposalState(state) if state in set(ProposalState) else ProposalState.PENDING,
        ready=ready if ready in READINESS else "",
        team=team[:LONGEST_SEARCH],
        age=age if age in AGES else "",
        words=" ".join(words[:LONGEST_SEARCH].split()),
    )


def choices(chosen: Filters, groups: Sequence[Group], older: dict[str, int]) -> Choices:
    """`older`: how many waiting ones are over each age. Counts are of the chosen state, whole."""
    states = Counter(dict.fromkeys(STATES, 0))
    teams: Counter[str] = Counter()
    ready: Counter[str] = Counter()
    for group in groups:
        states[group.state] += group.count
        if group.state is chosen.state:
            teams[group.team] += group.count
            ready[_readiness(group.ready)] += group.count
    return Choices(
        states=tuple(
            Choice(name, states[state], f"/{Filters(state=state).query}", state is chosen.state)
            for state, name in STATES.items()
        ),
        ready=tuple(_choice(chosen, "ready", name, ready[name]) for name in READINESS),
        teams=tuple(_choice(chosen, "team", team, count) for team, count in sorted(teams.items())),
        ages=tuple(_choice(chosen, "age", name, older.get(name, 0)) for name in AGES)
        if chosen.state is ProposalState.PENDING
        else (),
    )


def _choice(chosen: Filters, field: str, value: str, count: int) -> Choice:
    is_chosen = getattr(chosen, field) == value
    narrowed: dict[str, Any] = {field: "" if is_chosen else value}
    leads_to = replace(chosen, **narrowed)
    return Choice(NAMES.get(value, value), count, f"/{leads_to.query}", is_chosen)


def _readiness(ready: int) -> str:
    return next(name for name, counts in READINESS.items() if ready in counts)
