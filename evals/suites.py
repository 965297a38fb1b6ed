"""An eval as cases, a task and evaluators, and how it is run: pydantic-evals does the running."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from pydantic_evals import Case, Dataset
from pydantic_evals.evaluators import Evaluator
from pydantic_evals.reporting import ReportCase

from agent import __version__
from agent.errors import ExtractionError, ReplayMiss
from agent.models import Noun
from evals import tables
from evals.metrics import Estimate, Metric, columns, estimate
from evals.runs import CaseResult, Remark, Run, RunTrace
from evals.tables import Labelled

Row = TypeVar("Row", bound=BaseModel)
Out = TypeVar("Out")


class Failed(Noun):
    """Instead of an answer: the case could not be read. Everything in it counts as missed."""

    reason: str


class Pending(Noun):
    """Instead of an answer: the request waits for somebody to answer it. It is not scored."""


class Facts(Noun):
    """About the run, for its trace."""

    engine: str
    model: str = ""
    prompt: str = ""
    prompt_sha256: str = ""
    judge_model: str = ""
    judge_prompt: str = ""
    judge_prompt_sha256: str = ""


@dataclass(frozen=True)
class Suite(Generic[Row, Out]):
    """One eval over some rows."""

    name: str
    rows: Sequence[Labelled[Row]]
    task: Callable[[Row], Out]
    """Raises ExtractionError where it cannot read a row."""
    evaluators: Sequence[Evaluator[Row, Any, Any]]
    """Each hands out counts by name; those with a reason are told as remarks."""
    metrics: Sequence[Metric]
    shown: Callable[[Out], Any]
    """The prediction as it is written out."""
    facts: Facts
    data: Sequence[Path] = ()
    text: Callable[[Row], str] = lambda row: str(getattr(row, "text", ""))
    gold: Callable[[Row], Any] = lambda row: row.model_dump(mode="json")
    groups: Callable[[Row], Sequence[str]] = lambda _row: ()
    harms: Sequence[str] = ()
    """Counts that make a case a bad one."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """How a run is made."""

    seed: int = 0
    concurrency: int = 1
    limit: int | None = None
    tick: Callable[[], None] = lambda: None
    """Told of each case that is read."""


def run(suite: Suite[Row, Out], conduct: Conduct) -> Run:
    """Every case read once, evaluated, summed up. Raises nothing for a case that cannot be read."""
    started, at = time.perf_counter(), datetime.now(UTC)
    rows = suite.rows[: conduct.limit]
    dataset = Dataset[Row, Any, Any](
        name=suite.name,
        cases=[Case(name=labelled.id, inputs=labelled.row) for labelled in rows],
        evaluators=suite.evaluators,
    )
    report = dataset.evaluate_sync(
        _forgiving(suite.task, conduct.tick), progress=False, max_concurrency=conduct.concurrency
    )
    if report.failures:
        raise RuntimeError(report.failures[0].error_stacktrace)
    by_id = {case.name: case for case in report.cases}
    read = [(labelled, by_id[labelled.id]) for labelled in rows]
    scored = [(labelled, case) for labelled, case in read if not isinstance(case.output, Pending)]
    cases = [_result(suite, labelled, case) for labelled, case in scored]
    return Run(
        eval=suite.name,
        engine=suite.facts.engine,
        n=len(cases),
        failed=sum(bool(case.failed) for case in cases),
        pending=len(read) - len(scored),
        metrics=measured(suite.metrics, cases, conduct.seed),
        **_by_group(suite.metrics, cases, conduct.seed),
        cases=tuple(cases),
        trace=_trace(suite, conduct, at, time.perf_counter() - started),
    )


def measured(metrics: Sequence[Metric], cases: Sequence[CaseResult], seed: int) -> dict[str, Estimate]:
    counted = columns([case.counts for case in cases])
    return {metric.name: estimate(metric, counted, seed) for metric in metrics}


def _by_group(metrics: Sequence[Metric], cases: Sequence[CaseResult], seed: int) -> dict[str, Any]:
    groups: dict[str, list[CaseResult]] = {}
    for case in cases:
        for group in case.groups:
            groups.setdefault(group, []).append(case)
    shared = {group: found for group, found in sorted(groups.items()) if len(found) > 1}
    return {
        "groups": {group: measured(metrics, found, seed) for group, found in shared.items()},
        "group_sizes": {group: len(found) for group, found in shared.items()},
    }


def _forgiving(task: Callable[[Row], Out], tick: Callable[[], None]) -> Callable[[Row], object]:
    def answer(row: Row) -> Out | Failed | Pending:
        try:
            return task(row)
        except ReplayMiss:
            return Pending()
        except ExtractionError as exc:
            return Failed(reason=str(exc))
        finally:
            tick()

    return answer


def _result(suite: Suite[Row, Out], labelled: Labelled[Row], case: ReportCase[Any, Any, Any]) -> CaseResult:
    if case.evaluator_failures:
        raise RuntimeError(case.evaluator_failures[0].error_stacktrace)
    failed = case.output.reason if isinstance(case.output, Failed) else ""
    scores = case.scores
    counts = {name: float(score.value) for name, score in scores.items() if score.value}
    return CaseResult(
        id=labelled.id,
        number=labelled.number,
        sha256=labelled.sha256,
        groups=tuple(dict.fromkeys(suite.groups(labelled.row))),
        counts=counts,
        harm=sum(counts.get(name, 0.0) for name in suite.harms),
        remarks=tuple(Remark(harm=name, says=s.reason) for name, s in scores.items() if s.reason),
        failed=failed,
        text=suite.text(labelled.row),
        gold=suite.gold(labelled.row),
        prediction=None if failed else suite.shown(case.output),
    )


def _trace(suite: Suite[Row, Out], conduct: Conduct, at: datetime, seconds: float) -> RunTrace:
    return RunTrace(
        at=at,
        seconds=round(seconds, 3),
        **suite.facts.model_dump(),
        data=tuple(path.name for path in suite.data),
        data_sha256=tables.digest(suite.data),
        git=_commit(),
        version=__version__,
        seed=conduct.seed,
        concurrency=conduct.concurrency,
    )


def _commit() -> str:
    """Of the checkout that the code runs from."""
    here = Path(__file__).parent
    try:
        told = subprocess.run(
            ["git", "describe", "--always", "--dirty=+", "--abbrev=12", "--exclude=*"],  # noqa: S607 git is where the user has it
            cwd=here, capture_output=True, text=True, check=False, timeout=10,
        )  # fmt: skip
    except OSError:
        return ""
    return told.stdout.strip()
