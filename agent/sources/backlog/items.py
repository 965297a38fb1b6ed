"""A row of an export as the work that it would become. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from agent import people
from agent.canonical import digest
from agent.dates.customs import Customs
from agent.models import Basis, Imported, Item, Origin, Priority, Route, Sourced
from agent.people import Directory, Resolution
from agent.sources.backlog import values
from agent.sources.backlog.columns import Column

Fields = Mapping[Column, tuple[str, ...]]

RULE = "import"
"""Stands where a rule's name stands else: imported work was routed where it comes from."""
MOST_TOLD = 8
GONE, SEVERAL, UNKNOWN = "who have left", "who may be several", "whom the directory does not know"
NOBODY = frozenset({"unassigned", "nobody", "nicht zugewiesen", "non assigné", "sin asignar"})

NO_OWNER: Sourced[str | None] = Sourced(value=None, basis=Basis.MISSING)
NO_DAY: Sourced[date | None] = Sourced(value=None, basis=Basis.MISSING)
USUAL: Sourced[Priority] = Sourced(value=Priority.NORMAL, basis=Basis.INFERRED)


class Unusable(ValueError):
    """Why a row cannot become work."""


class CalledOff(ValueError):
    """What a row says of work that nobody wants done."""


@dataclass(slots=True)
class Reader:
    """Rows → work, and what a person should know of all of them together."""

    directory: Directory
    source: str = ""
    """Begins every key: two trackers may count from 1."""
    day_first: bool | None = None
    unknown: dict[str, Counter[str]] = field(default_factory=dict)
    """What was told → the words it was told of, and how often."""
    _alike: Counter[str] = field(default_factory=Counter)
    _resolve: Callable[[str], Resolution] = field(init=False)

    def __post_init__(self) -> None:
        directory = self.directory
        self._resolve = cache(lambda words: _resolved(words, directory))

    def work(self, line: int, fields: Fields) -> Imported:
        """Raises Unusable, CalledOff."""
        cell = {column: values.said(" ".join(words)) for column, words in fields.items()}
        goal = " ".join(cell.get(Column.GOAL, "").split())
        if not goal:
            raise Unusable("it says no goal")
        origin, due = self._origin(goal, cell), self._due(cell.get(Column.DUE, ""))
        named = [word for words in fields.get(Column.OWNER, ()) if (word := values.said(words))]
        named = [word for word in named if word.casefold() not in NOBODY]
        owner = self._owner(named, done=origin.done)
        if named and owner.value is None:
            origin = origin.model_copy(update={"owner": ", ".join(named)})
        labels = values.labels(fields.get(Column.LABELS, ()))
        item = Item(
            goal=Sourced(value=goal, basis=Basis.PERSON),
            kind=values.kind(cell.get(Column.KIND, "")),
            owner=owner,
            priority=self._priority(cell.get(Column.PRIORITY, ""), labels),
            due=due,
            recurrence=Sourced(value=None, basis=Basis.MISSING),
        )
        team = self.directory.team_of(owner.value) or None
        return Imported(line=line, item=item, route=Route(rule=RULE, team=team, labels=labels), origin=origin)

    def notes(self) -> tuple[str, ...]:
        return tuple(f"{what}: {_listed(words)}" for what, words in self.unknown.items())

    def _tell(self, what: str, words: str) -> None:
        self.unknown.setdefault(what, Counter())[words] += 1

    def _owner(self, named: list[str], *, done: bool) -> Sourced[str | None]:
        """Somebody of the directory, or nobody; never a guess."""
        if not named:
            return NO_OWNER
        found = [self._resolve(word) for word in named]
        names = {one.name for one in found}
        name = found[0].name if len(names) == 1 else None
        person = self.directory.person(name)
        if name and (done or not (person and person.left)):
            return Sourced(value=name, basis=Basis.PERSON)
        tied = len(names) > 1 or any(one.candidates for one in found)
        why = GONE if name else SEVERAL if tied else UNKNOWN
        self._tell(f"owners {why}, so nobody is assigned", ", ".join(named))
        return NO_OWNER

    def _priority(self, words: str, labels: tuple[str, ...]) -> Sourced[Priority]:
        found = values.priority(words) if words else values.labelled_priority(labels)
        if found is None and words:
            self._tell("priorities that nobody understands, so normal", words)
        return Sourced(value=found, basis=Basis.PERSON) if found else USUAL

    def _due(self, words: str) -> Sourced[date | None]:
        if not words:
            return NO_DAY
        return Sourced(value=self._moment("due", words).date(), basis=Basis.PERSON)

    def _moment(self, what: str, words: str) -> datetime:
        try:
            return values.moment(words, self.day_first, zone_of(self.directory.customs))
        except ValueError as exc:
            raise Unusable(f"{what}: {exc}") from exc

    def _origin(self, goal: str, cell: Mapping[Column, str]) -> Origin:
        times = {c: self._moment(c.value, cell[c]) for c in (Column.CREATED, Column.CLOSED) if cell.get(c)}
        done = self._is_done(cell, closed=Column.CLOSED in times)
        url = cell.get(Column.URL, "")
        return Origin(
            key=self._key(goal, cell),
            url=url if is_address(url) else "",
            text=cell.get(Column.BODY, ""),
            created_at=times.get(Column.CREATED),
            done=done,
            done_at=times.get(Column.CLOSED) if done else None,
        )

    def _is_done(self, cell: Mapping[Column, str], *, closed: bool) -> bool:
        status, outcome = cell.get(Column.STATUS, ""), cell.get(Column.OUTCOME, "")
        ended, how = values.state(status), values.state(outcome)
        if ended.called_off or how.called_off:
            raise CalledOff(f"{(status if ended.called_off else outcome)!r} there")
        if status and not ended.known:
            what = "done" if closed else "open"
            self._tell(f"states that nobody understands, so {what}", status)
            return closed
        return ended.done or (closed and not status)

    def _key(self, goal: str, cell: Mapping[Column, str]) -> str:
        """Its address, else its number there; else its goal, and how many rows before have the same."""
        said = cell.get(Column.URL, "").rstrip("/") or cell.get(Column.KEY, "")
        if not said:
            told = digest([goal.casefold(), cell.get(Column.CREATED, "")])
            self._alike[told] += 1
            said = f"row {told[:32]} {self._alike[told]}"
        return f"{self.source} {said}".strip()


def is_address(words: str) -> bool:
    return words.startswith(("https://", "http://"))


def zone_of(customs: Customs) -> tzinfo:
    return ZoneInfo(customs.zone) if customs.zone else UTC


def _resolved(words: str, directory: Directory) -> Resolution:
    """By name, address or alias; a login is somebody's handle."""
    found = people.resolve(words, directory)
    return found if found.name or " " in words else _or(people.resolve(f"@{words}", directory), found)


def _or(first: Resolution, second: Resolution) -> Resolution:
    return first if first.name else second


def _listed(words: Counter[str]) -> str:
    """The most frequent ones, each with how often."""
    told = [
        f"{word!r}" + (f" ({count})" if count > 1 else "") for word, count in words.most_common(MOST_TOLD)
    ]
    more = len(words) - len(told)
    return ", ".join(told) + (f" and {more} more" if more else "")
