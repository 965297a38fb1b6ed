"""What an eval measured, as a table in a terminal or as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.table import Table

from agent.cli.cards import console, progress_bar
from agent.cli.inert import plain
from evals.baselines import Change
from evals.metrics import Estimate
from evals.runs import Run

WORST = 3
"""Cases that a terminal shows; the report has all."""
PLAIN = (
    "money", "calls", "tokens_in", "tokens_out",
    "judge_calls", "judge_tokens_in", "judge_tokens_out", "judge_failed", "stated_without_evidence",
)  # fmt: skip


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
    table = Table(box=None, pad_edge=False)
    for name in ("metric", "value", "95 % interval", "counts"):
        table.add_column(name, justify="left" if name == "metric" else "right")
    for name, estimate in run.metrics.items():
        if estimate.value is not None and not (name in PLAIN[:-1] and estimate.value == 0):
            table.add_row(name, *cells(name, estimate))
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
        if change.ours is None and change.theirs is None:
            continue
        low, high = (number(change.metric, end) for end in (change.difference.low, change.difference.high))
        told = "worse" if change.is_fall else "better" if change.is_rise else ""
        values = (number(change.metric, v) for v in (change.theirs, change.ours, change.difference.value))
        table.add_row(change.metric, *values, f"{low} to {high}", told)
    console().print(table)


def cells(name: str, estimate: Estimate) -> tuple[str, str, str]:
    spread = (
        f"{number(name, estimate.low)} to {number(name, estimate.high)}" if estimate.low is not None else ""
    )
    counted = "" if estimate.hits is None else f"{_count(estimate.hits)} of {_count(estimate.of)}"
    return number(name, estimate.value), spread, counted


def number(name: str, value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:g}" if name in PLAIN else f"{value:.3f}"


def _count(value: float | None) -> str:
    """Sums of shares are no whole numbers."""
    return "-" if value is None else f"{value:.0f}" if value == int(value) else f"{value:.1f}"
