"""The report of a run: what was measured, against what, and every case that went wrong."""

from __future__ import annotations

from pathlib import Path

from agent.models import Noun
from evals.catalogue import main_metric
from evals.report import called, summary
from evals.report.comparison import compare
from evals.report.explorer import explore
from evals.report.rendering import render, write_private
from evals.runs import Run, RunTrace


class Fact(Noun):
    """How a run was made, one thing of it; `theirs` is the other run's."""

    name: str
    ours: str
    theirs: str = ""


def write(run: Run, path: Path, other: Run | None) -> None:
    """One page that needs nothing beside it. Raises InputError where `other` cannot be compared."""
    write_private(page(run, other), path)


def page(run: Run, other: Run | None) -> str:
    told = summary.figures(run)
    comparison = compare(run, other) if other else None
    explorer = explore(run, other, comparison.turns if comparison else None)
    return render(
        "page.html",
        run=run,
        other=other,
        main=main_metric(run),
        figures=told,
        headline=summary.headline(run, told),
        plot=summary.plot_figures(run, told),
        groups=[(table, summary.plot_groups(run, table.kind)) for table in summary.group_tables(run)],
        called=called.table(run),
        verdicts=called.VERDICTS,
        chances=called.plot_chances(run),
        comparison=comparison,
        explorer=explorer,
        numbers={case.id: case.number for case in explorer.cases},
        facts=facts(run, other),
    )


def facts(run: Run, other: Run | None) -> list[Fact]:
    """What somebody needs to make the run again."""
    theirs = _traced(other.trace) if other else {}
    return [
        Fact(name=name, ours=told, theirs=theirs.get(name, ""))
        for name, told in _traced(run.trace).items()
        if told or theirs.get(name)
    ]


def _traced(trace: RunTrace) -> dict[str, str]:
    return {
        "engine": trace.engine,
        "model": trace.model,
        "prompt": trace.prompt,
        "prompt sha256": trace.prompt_sha256,
        "judge": trace.judge_model,
        "prompt of the judge": trace.judge_prompt,
        "its sha256": trace.judge_prompt_sha256,
        "data": ", ".join(trace.data),
        "data sha256": trace.data_sha256,
        "commit": trace.git,
        "version": trace.version,
        "seed": str(trace.seed),
        "cases at a time": str(trace.concurrency),
        "begun": f"{trace.at:%Y-%m-%d %H:%M:%S %Z}",
        "took": f"{trace.seconds:g} s",
    }
