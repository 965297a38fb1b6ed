"""Results of the index at several sizes, kept as JSON, and drawn."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from agent.drawing import canvas, colour, standalone
from evals.scale import Growth

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROWS = TypeAdapter(list[Growth])
_SIZE = 720, 230
SMALL = 8


def measure(sizes: list[int]) -> list[Growth]:
    """Each size in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "evals.bench", "similar", "--json", "--entries"]
    runs = [
        subprocess.run([*command, str(size)], check=True, stdout=subprocess.PIPE)  # noqa: S603 our own command
        for size in sizes
    ]
    return [Growth.model_validate_json(run.stdout) for run in runs]


def read(path: Path) -> list[Growth]:
    return _ROWS.validate_json(path.read_bytes()) if path.exists() else []


def keep(rows: list[Growth], path: Path) -> list[Growth]:
    """With what is there of other sizes."""
    known = {row.entries: row for row in [*read(path), *rows]}
    kept = [known[size] for size in sorted(known)]
    path.write_bytes(_ROWS.dump_json(kept, indent=1) + b"\n")
    return kept


def draw(rows: list[Growth], path: Path) -> None:
    with canvas(*_SIZE) as figure:
        times, found, room = figure.subplots(1, 3)
        figure.set_layout_engine("constrained")
        _lines(times, rows, {"p50": "p50", "p99": "p99", "plain_p50": "plain FTS5, p50"})
        _lines(found, rows, {"twins_among_ten": "retold", "kept_of_ten": "kept by rare words"})
        _lines(room, rows, {"megabytes": "disk", "peak_megabytes": "memory"})
        found.set_ylim(0, 1.05)
        for axes, title in ((times, "milliseconds of a search"), (found, "share found"), (room, "MB")):
            axes.set_title(title, fontsize=SMALL)
            _scale(axes, log=axes is not found)
        path.write_text(standalone(figure, "The duplicate index by its entries"), encoding="utf-8")


def _scale(axes: Axes, *, log: bool) -> None:
    from matplotlib.ticker import EngFormatter

    if log:
        axes.set_yscale("log")
        axes.yaxis.set_major_formatter(EngFormatter(sep=""))
    axes.xaxis.set_major_formatter(EngFormatter(sep=""))
    axes.minorticks_off()


def _lines(axes: Axes, rows: list[Growth], names: dict[str, str]) -> None:
    sizes = [row.entries for row in rows]
    for at, (name, label) in enumerate(names.items()):
        values = [getattr(row, name) for row in rows]
        axes.plot(sizes, values, "o-", color=colour(f"series-{at}"), label=label, markersize=4)
    axes.set_xscale("log")
    axes.tick_params(labelsize=SMALL)
    axes.legend(fontsize=SMALL, frameon=False)
    axes.grid(visible=True)
