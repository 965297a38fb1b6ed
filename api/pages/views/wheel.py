"""The wheel as the dashboard tells it: numbers in words, each beside the one of the period before. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from agent.wheel import Stock, TeamTurn, Turn, Wheel
from api.pages.plots import TITLES, Plot

HOURS_TOLD = 48
"""Beyond, it is told in days."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One number."""

    name: str
    value: str
    note: str = ""
    was: str = ""
    """Of the period before; empty where there is none to compare with."""
    tone: str = ""
    """`better`, `worse` or nothing, where more or less is no matter of taste."""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing, and the same as a table."""

    plot: Plot
    title: str
    told: str
    """For whoever does not see it."""
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    tiles: tuple[Tile, ...]
    drawn: Drawn


@dataclass(frozen=True, slots=True)
class Team:
    name: str
    cells: tuple[str, ...]


TEAM_HEADS = (
    "Proposed", "Clear at first", "Waiting", "Time to clear", "Confirmed",
    "Open", "Overdue", "Done", "On time",
)  # fmt: skip


def columns(wheel: Wheel) -> tuple[Column, ...]:
    now, before, stock = wheel.now, wheel.before, wheel.stock
    return (
        Column("Coming in", _coming_in(now, before, stock), _a_day(wheel)),
        Column("Deciding", _deciding(now, before, stock), _bars(wheel, Plot.TIME_TO_CLEAR)),
        Column("Finishing", _finishing(now, before, stock), _bars(wheel, Plot.OPEN_BY_AGE)),
    )


def teams(wheel: Wheel) -> tuple[Team, ...]:
    return tuple(Team(one.team, _cells(one)) for one in wheel.teams)


def _coming_in(now: Turn, before: Turn, stock: Stock) -> tuple[Tile, ...]:
    clear = _percent(now.clear, now.proposed), _percent(before.clear, before.proposed)
    return (
        Tile("Arrived", count(now.arrived), "texts", count(before.arrived)),
        Tile(
            "Clear at first read", share(now.clear, now.proposed), _of(now.clear, now.proposed, "proposals"),
            share(before.clear, before.proposed), _tone(*clear),
        ),
        Tile("Questions open", count(stock.questions), "now", href="/"),
        Tile("Answers", count(now.answered), "that came", count(before.answered)),
    )  # fmt: skip


def _deciding(now: Turn, before: Turn, stock: Stock) -> tuple[Tile, ...]:
    took = now.hours_to_clear, before.hours_to_clear
    return (
        Tile("Time to clear", hours(took[0]), "median", hours(took[1]), _tone(*took, less=True)),
        Tile("Confirmed", count(now.confirmed), f"of {count(now.decided)} decided", count(before.confirmed)),
        Tile("Duplicates merged", count(now.merged), f"{count(now.duplicates)} found", count(before.merged)),
        Tile("Waiting", count(stock.waiting), "now", href="/"),
    )


def _finishing(now: Turn, before: Turn, stock: Stock) -> tuple[Tile, ...]:
    late = "worse" if stock.overdue else ""
    on_time = (
        _percent(now.done_on_time, now.done_with_due),
        _percent(before.done_on_time, before.done_with_due),
    )
    return (
        Tile("Done", count(now.done), "work items", count(before.done), href="/work?show=done"),
        Tile(
            "Done on time", share(now.done_on_time, now.done_with_due),
            _of(now.done_on_time, now.done_with_due, "with a due day"),
            share(before.done_on_time, before.done_with_due), _tone(*on_time),
        ),
        Tile("Overdue", count(stock.overdue), "now", tone=late, href="/work?show=overdue"),
        Tile("Open work", count(stock.open), "now", href="/work"),
    )  # fmt: skip


def _a_day(wheel: Wheel) -> Drawn:
    told = (
        f"{count(wheel.now.arrived)} arrivals and {count(wheel.now.decided)} decisions in {wheel.days} days"
    )
    rows = tuple((f"{one.day:%a %-d %b}", count(one.arrived), count(one.decided)) for one in wheel.a_day)
    return Drawn(Plot.A_DAY, TITLES[Plot.A_DAY], told, ("Day", "Arrivals", "Decisions"), rows)


def _bars(wheel: Wheel, plot: Plot) -> Drawn:
    first, second, bars = {
        Plot.TIME_TO_CLEAR: ("Took", "Decisions", wheel.time_to_clear),
        Plot.OPEN_BY_AGE: ("Proposed", "Open", wheel.open_by_age),
    }[plot]
    rows = tuple((bar.name, count(bar.count)) for bar in bars)
    return Drawn(plot, TITLES[plot], ", ".join(map(": ".join, rows)), (first, second), rows)


def _cells(one: TeamTurn) -> tuple[str, ...]:
    turn, stock = one.turn, one.stock
    return (
        count(turn.proposed), share(turn.clear, turn.proposed), count(stock.waiting),
        hours(turn.hours_to_clear), count(turn.confirmed), count(stock.open), count(stock.overdue),
        count(turn.done), share(turn.done_on_time, turn.done_with_due),
    )  # fmt: skip


def count(number: int) -> str:
    return f"{number:,}"


def share(part: int, whole: int) -> str:
    """In whole percent; a dash where there is nothing to have a share of."""
    return f"{_percent(part, whole)} %" if whole else "–"


def hours(told: float | None) -> str:
    """'35 min', '5.2 h', '3.1 days'; a dash where nothing was decided."""
    if told is None:
        return "–"
    if told < 1:
        return f"{round(told * 60)} min"
    return f"{told:.1f} h" if told < HOURS_TOLD else f"{told / 24:.1f} days"


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def _of(part: int, whole: int, what: str) -> str:
    return f"{count(part)} of {count(whole)} {what}" if whole else ""


def _tone(now: float | None, before: float | None, *, less: bool = False) -> str:
    if now is None or before is None or now == before:
        return ""
    return "better" if (now < before) is less else "worse"
