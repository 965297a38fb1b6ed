"""The wheel in numbers: what arrived, was cleared, was done, in a period and in the one before. Pure.

Days are those of UTC, and a period ends with today.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import TypeVar

from agent.models import Noun
from agent.terms import ProposalState

CLEARED = {"under 1 h": 1, "1–4 h": 4, "4–24 h": 24, "1–3 days": 72, "3–7 days": 168}
"""Words → fewer hours than."""
AGED = {"under a week": 7, "1–2 weeks": 14, "2–4 weeks": 28, "1–3 months": 91}
"""Words → fewer days than."""


@dataclass(frozen=True, slots=True)
class Made:
    """Proposals of one day and team."""

    day: date
    team: str
    count: int
    clear: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision that stands."""

    day: date
    team: str
    state: ProposalState
    """What it made of the proposal."""
    hours: float
    """Since its text arrived."""


@dataclass(frozen=True, slots=True)
class Finished:
    """Work of one team that was done on one day."""

    day: date
    team: str
    count: int
    due: int
    """Of these, how many had a day they were due."""
    on_time: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Of one team, just now."""

    team: str
    count: int
    questions: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Open work of one team that was proposed on one day."""

    team: str
    day: date
    count: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What the store holds of both periods."""

    arrived: Mapping[date, int] = field(default_factory=dict)
    answered: Mapping[date, int] = field(default_factory=dict)
    made: Sequence[Made] = ()
    decided: Sequence[Decided] = ()
    finished: Sequence[Finished] = ()
    waits: Sequence[Waits] = ()
    unfinished: Sequence[Unfinished] = ()


T = TypeVar("T", Made, Decided, Finished)


class Turn(Noun):
    """What happened in one period."""

    first: date
    last: date
    arrived: int
    """Texts that came in."""
    proposed: int
    clear: int
    """Proposals that had no question, and that nobody edited, answered or amended since."""
    answered: int
    """Answers that came, from people here and from requesters."""
    decided: int
    """Confirmed, rejected or merged; what was taken back does not count."""
    confirmed: int
    merged: int
    duplicates: int
    """Proposals whose likeliest match is a duplicate, whatever became of them."""
    hours_to_clear: float | None
    """Median, from the arrival of a text to the decision; null where nothing was decided."""
    done: int
    done_with_due: int
    done_on_time: int


class Stock(Noun):
    """What there is just now."""

    waiting: int
    """Proposals, snoozed ones as well."""
    questions: int
    """Open ones, of those."""
    open: int
    """Work."""
    overdue: int


class TeamTurn(Noun):
    team: str
    turn: Turn
    """`arrived` and `answered` are 0: a text has no team before it was read."""
    stock: Stock


class DayTurn(Noun):
    day: date
    arrived: int
    decided: int


class Bar(Noun):
    name: str
    count: int


class Wheel(Noun):
    days: int
    now: Turn
    before: Turn
    """The period of the same length before."""
    stock: Stock
    teams: tuple[TeamTurn, ...]
    a_day: tuple[DayTurn, ...]
    time_to_clear: tuple[Bar, ...]
    """Decisions of the period, by how long they took."""
    open_by_age: tuple[Bar, ...]
    """Open work, by how long ago it was proposed."""

    @property
    def is_empty(self) -> bool:
        """Nothing happened in either period, and nothing is left from earlier."""
        counts = (self.now.arrived, self.now.proposed, self.before.arrived, self.before.proposed)
        return not any((*counts, self.stock.waiting, self.stock.open, self.now.done, self.before.done))


def first_day(days: int, today: date) -> date:
    """Of the period before."""
    return today - timedelta(days=2 * days - 1)


def wheel(seen: Seen, days: int, today: date) -> Wheel:
    begins = today - timedelta(days=days - 1)
    period = Period(begins, today)
    return Wheel(
        days=days,
        now=_turn(seen, period),
        before=_turn(seen, Period(first_day(days, today), begins - timedelta(days=1))),
        stock=_stock(seen),
        teams=tuple(_teams(seen, period)),
        a_day=tuple(_a_day(seen, period)),
        time_to_clear=_bars(((one.hours, 1) for one in period.of(seen.decided)), CLEARED, "over a week"),
        open_by_age=_bars(
            (((today - one.day).days, one.count) for one in seen.unfinished), AGED, "over 3 months"
        ),
    )


@dataclass(frozen=True, slots=True)
class Period:
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def of(self, rows: Iterable[T]) -> list[T]:
        return [row for row in rows if row.day in self]

    def total(self, counts: Mapping[date, int]) -> int:
        return sum(count for day, count in counts.items() if day in self)


def _turn(seen: Seen, period: Period) -> Turn:
    made, decided, finished = period.of(seen.made), period.of(seen.decided), period.of(seen.finished)
    states = Counter(one.state for one in decided)
    return Turn(
        first=period.first,
        last=period.last,
        arrived=period.total(seen.arrived),
        proposed=sum(one.count for one in made),
        clear=sum(one.clear for one in made),
        answered=period.total(seen.answered),
        decided=len(decided),
        confirmed=states[ProposalState.CONFIRMED],
        merged=states[ProposalState.MERGED],
        duplicates=sum(one.duplicates for one in made),
        hours_to_clear=round(median(one.hours for one in decided), 2) if decided else None,
        done=sum(one.count for one in finished),
        done_with_due=sum(one.due for one in finished),
        done_on_time=sum(one.on_time for one in finished),
    )


def _stock(seen: Seen) -> Stock:
    return Stock(
        waiting=sum(one.count for one in seen.waits),
        questions=sum(one.questions for one in seen.waits),
        open=sum(one.count for one in seen.unfinished),
        overdue=sum(one.overdue for one in seen.unfinished),
    )


def _teams(seen: Seen, period: Period) -> Iterable[TeamTurn]:
    """Those with the most to do first."""
    recent = (period.of(seen.made), period.of(seen.decided), period.of(seen.finished))
    names = {one.team for rows in (*recent, seen.waits, seen.unfinished) for one in rows}
    teams = [
        TeamTurn(team=name, turn=_turn(own := _own(seen, name), period), stock=_stock(own)) for name in names
    ]
    return sorted(teams, key=lambda one: (-one.stock.open - one.stock.waiting, -one.turn.proposed, one.team))


def _own(seen: Seen, team: str) -> Seen:
    return Seen(
        made=[one for one in seen.made if one.team == team],
        decided=[one for one in seen.decided if one.team == team],
        finished=[one for one in seen.finished if one.team == team],
        waits=[one for one in seen.waits if one.team == team],
        unfinished=[one for one in seen.unfinished if one.team == team],
    )


def _a_day(seen: Seen, period: Period) -> Iterable[DayTurn]:
    decided = Counter(one.day for one in seen.decided)
    for number in range((period.last - period.first).days + 1):
        day = period.first + timedelta(days=number)
        yield DayTurn(day=day, arrived=seen.arrived.get(day, 0), decided=decided[day])


def _bars(values: Iterable[tuple[float, int]], below: Mapping[str, float], beyond: str) -> tuple[Bar, ...]:
    counts = dict.fromkeys((*below, beyond), 0)
    for value, count in values:
        counts[next((name for name, most in below.items() if value < most), beyond)] += count
    return tuple(Bar(name=name, count=count) for name, count in counts.items())
