"""A metric over time, a line for each reader and data, as a drawing or on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from agent.drawing import LIGHT, TEXT, canvas, colour, inline, standalone, writable
from agent.errors import InputError
from evals import wording
from evals.history import Point, by_eval, data_name, lines
from evals.report.rendering import render, write_private

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT, ENTRY = 760, 280, 18
SERIES = [name for name in LIGHT if name.startswith("series")]
AROUND = np.timedelta64(30, "s")
"""Of one run by itself, which spans no time."""
MARKERS, DASHES = "osD^vPX", ("-", "--", "-.", ":")


def write(found: Sequence[Point], path: Path) -> None:
    """An .svg of one metric, or an .html page of any. Raises InputError."""
    panels = by_eval(found)
    if path.suffix.lower() != ".svg":
        write_private(_page(panels), path)
        return
    if len(panels) > 1:
        raise InputError("a drawing has room for one eval: name it with --eval, or write an .html page")
    ((title, points),) = panels.items()
    with _drawn(points) as figure:
        write_private(standalone(figure, title), path)


def _page(panels: dict[str, list[Point]]) -> str:
    told = []
    for number, (title, points) in enumerate(panels.items()):
        with _drawn(points) as figure:
            told.append((title, inline(figure, f"line-{number}", title), [_row(p) for p in reversed(points)]))
    return render("history.html", panels=told)


def _row(point: Point) -> dict[str, str | int]:
    return {
        "at": f"{point.at:%Y-%m-%d %H:%M}",
        "reader": point.reader,
        "data": data_name(point),
        "sha": point.data_sha256[:8],
        "n": point.n,
        "value": wording.number(point.metric, point.estimate.value),
        "spread": wording.spread(point.metric, point.estimate),
        "git": point.git,
    }


@contextmanager
def _drawn(points: Sequence[Point]) -> Iterator[Figure]:
    series = lines(point for point in points if point.estimate.value is not None)
    height = HEIGHT + ENTRY * len(series)
    with canvas(WIDTH, height) as figure:
        axes = figure.add_axes((0.07, (height - HEIGHT + 34) / height, 0.9, (HEIGHT - 48) / height))
        for number, (name, made) in enumerate(series.items()):
            _draw_line(axes, number, writable(name, WIDTH // 7), made)
        _label_times(axes, points)
        if series:
            axes.legend(
                loc="upper left", bbox_to_anchor=(0, -0.12), frameon=False, handlelength=3, borderpad=0
            )
        yield figure


def _draw_line(axes: Axes, number: int, name: str, made: Sequence[Point]) -> None:
    """Told apart by marker and dashes too, not by colour alone."""
    ink = colour(SERIES[number % len(SERIES)])
    axes.plot(
        _times(made),
        [point.estimate.value or 0.0 for point in made],
        color=ink, marker=MARKERS[number % len(MARKERS)], markersize=5.5, linewidth=1.6,
        linestyle=DASHES[number % len(DASHES)], label=name,
    )  # fmt: skip
    for point in made:
        if point.estimate.low is not None and point.estimate.high is not None:
            axes.plot(
                _times([point, point]), [point.estimate.low, point.estimate.high], "-_",
                color=ink, linewidth=1.1, markersize=7, alpha=0.75,
            )  # fmt: skip


def _times(made: Sequence[Point]) -> NDArray[np.datetime64]:
    return np.array([point.at.astimezone(UTC).replace(tzinfo=None) for point in made], dtype="datetime64[ms]")


def _label_times(axes: Axes, points: Sequence[Point]) -> None:
    axes.margins(x=0.04, y=0.12)
    times = _times(points)
    if times.max() - times.min() < AROUND:
        axes.set_xlim(times.min() - AROUND, times.max() + AROUND)
    axes.xaxis.get_offset_text().set_fontsize(TEXT - 1.5)
    axes.tick_params(labelsize=TEXT - 1.5, length=0, pad=6)
    axes.grid(axis="y")
    axes.spines["left"].set_visible(False)
