"""What an eval measured, as a table in a terminal or as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.table import Table
from rich.text import Text

from agent.cli.cards import console, progress_bar
from agent.cli.inert import plain
from evals.baselines import Change
from evals.history import Point, by_data
from evals.runs import Run
from evals.turns import Turns
from evals.wording import counted, is_idle, number, spread

WORST = 3
"""Cases that a terminal shows; the report has all."""
TURNED = 10
"""Cases that turned, each way; the page has all."""


@contextmanager
def bar(cases: int) -> Iterator[Callable[[], None]]:
    """On a terminal, on standard error."""
    with progress_bar() as progress:
        task = progress.add_task("reading", total=cases)
        yield lambda: progress.advance(task)


def print_json(run: Run) -> None:
    typer.echo(json.dumps(run.headline, ensure_ascii=False))


def print_run(run: Run, kept: Path) -> None:
    told = [f"{run.eval} · {run.engine} {run.trace.model}".rstrip(), f"{run.n} cases"]
    told += [f"{count} {what}" for count, what in ((run.failed, "failed"), (run.pending, "pending")) if count]
    told += [f"judged by {run.trace.judge_model}"] if run.trace.judge_model else []
    typer.echo(" · ".join(told))
    if run.pending:
        typer.echo(
            "Next: put each answer beside its request, as KEY.answer.json, then run the same command again"
        )
    table = Table(box=None, pad_edge=False)
    for name in ("metric", "value", "95 % interval", "counts"):
        table.add_column(name, justify="left" if name == "metric" else "right")
    for name, estimate in run.metrics.items():
        if not is_idle(name, estimate.value):
            table.add_row(name, number(name, estimate.value), spread(name, estimate), counted(estimate))
    console().print(table)
    _print_worst(run)
    typer.echo(f"\nkept as {kept}; --report OUT.html shows every case")


def _print_worst(run: Run) -> None:
    bad = [case for case in run.worst_first if case.failed or case.remarks]
    if bad:
        typer.echo(f"\nworst of {len(bad)} cases with faults")
    for case in bad[:WORST]:
        typer.echo(f"  {plain(case.id)}")
        for says in [case.failed] if case.failed else [f"{r.harm}: {r.says}" for r in case.remarks]:
            typer.echo(f"    {plain(says)[:200]}")


def print_falls(falls: Sequence[Change]) -> None:
    for fall in falls:
        typer.echo(
            f"clarify: {fall.metric} fell from {number(fall.metric, fall.theirs)} to "
            f"{number(fall.metric, fall.ours)}, by more than chance explains "
            f"({number(fall.metric, fall.difference.low)} to {number(fall.metric, fall.difference.high)})",
            err=True,
        )


def print_changes(changes: Sequence[Change]) -> None:
    table = Table(box=None, pad_edge=False)
    for name in ("metric", "A", "B", "B - A", "95 % interval", ""):
        table.add_column(name, justify="left" if name == "metric" else "right")
    for change in changes:
        if is_idle(change.metric, change.ours, change.theirs):
            continue
        told = "worse" if change.is_fall else "better" if change.is_rise else ""
        values = (number(change.metric, v) for v in (change.theirs, change.ours, change.difference.value))
        table.add_row(change.metric, *values, spread(change.metric, change.difference), told)
    console().print(table)


def print_turns(turns: Turns) -> None:
    """Of the cases, by the faults in them before and after."""
    for word, turned in (("worse", turns.worse), ("better", turns.better)):
        typer.echo(f"\n{len(turned)} cases turned {word}")
        for turn in turned[:TURNED]:
            typer.echo(f"  {plain(turn.id)}: {turn.was:g} to {turn.now:g}")
        if len(turned) > TURNED:
            typer.echo(f"  and {len(turned) - TURNED} more")
    typer.echo(f"\n{turns.same} stayed as they were")


def print_history(found: Sequence[Point]) -> None:
    """A table for each eval and data: what stands in it can be compared."""
    for title, points in by_data(found).items():
        typer.echo(f"\n{plain(title)}")
        table = Table(box=None, pad_edge=False)
        for name in ("time", "engine", "n", "value", "95 % interval", "git"):
            table.add_column(name, justify="right" if name in ("n", "value", "95 % interval") else "left")
        for point in points:
            table.add_row(
                f"{point.at:%Y-%m-%d %H:%M}",
                Text(plain(point.reader)),
                str(point.n),
                number(point.metric, point.estimate.value),
                spread(point.metric, point.estimate),
                Text(plain(point.git)),
            )
        console().print(table)
