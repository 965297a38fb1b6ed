"""`eval compare` and `eval history`: runs that were kept, held against each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.evaluating import need_extra
from agent.cli.options import Json, print_json, print_object

if TYPE_CHECKING:
    from evals.baselines import Change
    from evals.runs import Run
    from evals.turns import Turns


def compare(
    first: Annotated[Path, typer.Argument(metavar="A.json", help="A run that was kept, or a baseline.")],
    second: Annotated[Path, typer.Argument(metavar="B.json", help="The run that is held against it.")],
    report: Annotated[Path | None, typer.Option(metavar="OUT.html", help="Write a page of both.")] = None,
    json: Json = False,
) -> None:
    """What got better or worse from run A to run B, by more than chance explains?"""
    need_extra()
    from agent.cli import figures
    from evals import baselines, runs
    from evals.catalogue import listed
    from evals.turns import turns

    theirs, ours = runs.load(first), runs.load(second)
    told = listed(ours.eval)
    changes, turned = baselines.changes(ours, theirs, told.metrics), turns(ours, theirs)
    if report:
        from evals.report.page import write

        write(ours, report, theirs)
    if json:
        _print_comparison(ours, changes, turned)
        return
    figures.print_changes(changes)
    figures.print_turns(turned)


def history(
    name: Annotated[str, typer.Option("--eval", metavar="NAME", help="Only of this eval.")] = "",
    metric: Annotated[str, typer.Option(metavar="NAME", help="Else what each eval is known by.")] = "",
    runs: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where runs are kept; else `evals` in the store.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Draw it: an .html page, or an .svg of one eval.")
    ] = None,
    json: Json = False,
) -> None:
    """A metric over the runs that were kept."""
    need_extra()
    from agent.cli import figures
    from agent.errors import InputError
    from agent.settings import load_settings
    from evals.history import points
    from evals.runs import kept

    folder = runs or load_settings().home / "evals"
    found = kept(folder, name)
    if not found:
        raise InputError(
            f"{folder}: no run{f' of {name!r}' if name else ''} is kept here: `clarify eval` does"
        )
    told = points(found, metric)
    if report:
        from evals.report.timeline import write

        write(told, report)
    print_json(told) if json else figures.print_history(told)


def _print_comparison(ours: Run, changes: list[Change], turned: Turns) -> None:
    print_object(
        eval=ours.eval,
        cases=turned.cases,
        metrics={
            change.metric: {
                "a": change.theirs,
                "b": change.ours,
                "difference": change.difference.value,
                "low": change.difference.low,
                "high": change.difference.high,
                "verdict": change.verdict,
            }
            for change in changes
        },
        worse=[turn.id for turn in turned.worse],
        better=[turn.id for turn in turned.better],
    )
