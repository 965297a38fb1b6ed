"""What was measured, drawn: bars and differences with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from agent.drawing import TEXT, canvas, colour, inline, writable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 480
LEFT, RIGHT, ABOVE, BELOW = 160, 140, 6, 24
ROW = 22
CURVE = 240
CAP = 0.16
"""Half the height of a whisker's end, in rows."""
SMALL = TEXT - 1.5


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    low: float | None
    high: float | None
    told: str
    """The value in figures."""
    counts: str
    colour: str = "bar"
    marker: str = ""
    """Drawn as a point instead of a bar."""


def bars(rows: Sequence[Bar], name: str, title: str) -> Markup:
    """From 0 to 1; the value and its counts stand beside each."""
    with canvas(WIDTH, _height(rows)) as figure:
        axes = _axes(figure, rows)
        ends = [end for row in rows for end in (row.value, row.low, row.high) if end is not None]
        axes.set_xlim(min([0, *ends]), max([1, *ends]))
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", ".25", ".5", ".75", "1"], fontsize=SMALL)
        for y, row in enumerate(rows):
            axes.barh(y, row.value, height=0.6, color=colour(row.colour))
            _whisker(axes, y, row, colour("ink"))
        return inline(figure, name, title)


def differences(rows: Sequence[Bar], name: str, title: str) -> Markup:
    """Points around zero, which is where nothing changed."""
    with canvas(WIDTH, _height(rows)) as figure:
        axes = _axes(figure, rows)
        ends = [abs(end) for row in rows for end in (row.value, row.low, row.high) if end is not None]
        most = max([0.05, *ends]) * 1.05
        axes.set_xlim(-most, most)
        axes.tick_params(labelsize=SMALL, axis="x")
        axes.locator_params(axis="x", nbins=5)
        axes.axvline(0, color=colour("ink"), linewidth=1)
        for y, row in enumerate(rows):
            _whisker(axes, y, row, colour(row.colour))
            axes.plot(row.value, y, row.marker, color=colour(row.colour), markersize=6, clip_on=False)
        return inline(figure, name, title)


def curve(points: Sequence[Bar], name: str, title: str) -> Markup:
    """Shares over the chances that their labels are; on the line they are what they say."""
    with canvas(WIDTH, CURVE) as figure:
        box = (0.12, BELOW / CURVE, 0.82, (CURVE - ROW - BELOW) / CURVE)
        axes = figure.add_axes(box)
        axes.plot([0, 1], [0, 1], color=colour("faint"), linewidth=1)
        places = [float(point.label) for point in points]
        axes.plot(places, [point.value for point in points], "o-", color=colour("bar"), clip_on=False)
        for x, point in zip(places, points, strict=True):
            if point.low is not None and point.high is not None:
                axes.plot([x, x], [point.low, point.high], color=colour("ink"), linewidth=1.3)
            axes.text(x, 1.02, point.counts, ha="center", color=colour("faint"), fontsize=SMALL)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.tick_params(labelsize=SMALL)
        axes.grid()
        return inline(figure, name, title)


def _height(rows: Sequence[Bar]) -> float:
    return ABOVE + BELOW + ROW * len(rows)


def _axes(figure: Figure, rows: Sequence[Bar]) -> Axes:
    """Labels at the left, figures at the right, the first row on top."""
    height = _height(rows)
    box = (LEFT / WIDTH, BELOW / height, (WIDTH - LEFT - RIGHT) / WIDTH, (height - ABOVE - BELOW) / height)
    axes = figure.add_axes(box)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks(range(len(rows)), [writable(row.label) for row in rows])
    axes.tick_params(length=0, pad=6)
    axes.grid(axis="x")
    axes.spines[["left", "bottom"]].set_visible(False)
    beside = axes.get_yaxis_transform()
    for y, row in enumerate(rows):
        axes.text(1.06, y, row.told, transform=beside, va="center")
        axes.text(1.36, y, row.counts, transform=beside, va="center", color=colour("faint"), fontsize=SMALL)
    return axes


def _whisker(axes: Axes, y: int, row: Bar, ink: str) -> None:
    if row.low is None or row.high is None:
        return
    axes.plot([row.low, row.high], [y, y], color=ink, linewidth=1.3, clip_on=False)
    for end in (row.low, row.high):
        axes.plot([end, end], [y - CAP, y + CAP], color=ink, linewidth=1.3, clip_on=False)
