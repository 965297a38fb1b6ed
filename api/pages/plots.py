"""The wheel drawn, each drawing small enough for a phone. matplotlib is loaded with the first one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from agent.drawing import TEXT, canvas, colour, standalone
from agent.wheel import Bar, Wheel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 360, 200
SMALL = TEXT - 0.5
GROUND = ("#ffffff", "#1a1f27")
"""Of the panel that it stands in, light and dark."""
MOST_DAYS_NAMED = 5


class Plot(StrEnum):
    A_DAY = "a-day"
    TIME_TO_CLEAR = "time-to-clear"
    OPEN_BY_AGE = "open-by-age"


TITLES = {
    Plot.A_DAY: "Arrivals and decisions a day",
    Plot.TIME_TO_CLEAR: "Time from arrival to decision",
    Plot.OPEN_BY_AGE: "Open work by age",
}


def draw(plot: Plot, wheel: Wheel) -> str:
    """An SVG that follows light and dark."""
    with canvas(WIDTH, HEIGHT) as figure:
        if plot is Plot.A_DAY:
            _a_day(figure, wheel)
        else:
            _bars(figure, wheel.time_to_clear if plot is Plot.TIME_TO_CLEAR else wheel.open_by_age)
        return standalone(figure, TITLES[plot], GROUND)


def _a_day(figure: Figure, wheel: Wheel) -> None:
    axes = figure.add_axes((0.08, 0.12, 0.87, 0.75))
    at = range(len(wheel.a_day))
    axes.bar(at, [one.arrived for one in wheel.a_day], width=0.8, color=colour("bar"), label="arrivals")
    decided = [one.decided for one in wheel.a_day]
    axes.plot(at, decided, label="decisions", color=colour("series-1"), linewidth=1.8)
    axes.set_xlim(-0.6, len(wheel.a_day) - 0.4)
    axes.set_ylim(0, max(4, *decided, *(one.arrived for one in wheel.a_day)) * 1.08)
    step = -(-len(wheel.a_day) // MOST_DAYS_NAMED)
    named = [*at][::-step]
    days = [wheel.a_day[number].day for number in named]
    axes.set_xticks(named, [f"{day.day} {day:%b}" for day in days], fontsize=SMALL)
    axes.locator_params(axis="y", nbins=4, integer=True)
    axes.tick_params(length=0, labelsize=SMALL, labelcolor=colour("faint"))
    axes.grid(axis="y")
    axes.spines["left"].set_visible(False)
    axes.legend(
        loc="lower right",
        bbox_to_anchor=(1.02, 0.98),
        ncols=2,
        frameon=False,
        handlelength=1.1,
        fontsize=SMALL,
    )


def _bars(figure: Figure, bars: Sequence[Bar]) -> None:
    axes = figure.add_axes((0.29, 0.02, 0.57, 0.96))
    axes.barh(range(len(bars)), [bar.count for bar in bars], height=0.62, color=colour("bar"))
    axes.set_ylim(len(bars) - 0.5, -0.5)
    axes.set_xlim(0, max(1, *(bar.count for bar in bars)))
    axes.set_yticks(range(len(bars)), [bar.name for bar in bars])
    axes.set_xticks([])
    axes.tick_params(length=0, pad=6)
    axes.spines["bottom"].set_visible(False)
    for number, bar in enumerate(bars):
        shade = colour("ink" if bar.count else "faint")
        axes.annotate(
            f"{bar.count:,}",
            (bar.count, number),
            (5, 0),
            textcoords="offset points",
            va="center",
            color=shade,
        )
