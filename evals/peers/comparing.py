"""Ours and others on the same rows in the same run: metrics with intervals, and paired differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Generic

from agent.errors import ClarifyError, ExtractionError
from agent.models import Noun
from evals.baselines import changes
from evals.metrics import Estimate, Metric
from evals.runs import Run
from evals.suites import Conduct, Facts, Out, Row, Suite, run


class Standing(Noun):
    """How one of them did."""

    name: str
    failed: int
    """Rows on which it raised an error; they count as not answered."""
    metrics: dict[str, Estimate]
    ours_minus_theirs: dict[str, Estimate]
    """Of the same rows, resampled together; empty for ours."""
    times_ours: dict[str, float]
    """Of what is no merit in itself, such as milliseconds; empty for ours."""


class Comparison(Noun):
    eval: str
    n: int
    data: tuple[str, ...]
    standings: tuple[Standing, ...]
    """Ours first."""


def peer(ours: Suite[Row, Out], name: str, task: Callable[[Row], Out]) -> Suite[Row, Out]:
    """Our suite with somebody else's answers."""
    return replace(ours, task=task, facts=Facts(engine=name))


def compare(suites: Sequence[Suite[Any, Any]], seed: int) -> Comparison:
    """The first one is ours; all have the same rows."""
    runs = [run(suite, Conduct(seed=seed)) for suite in in_turn(suites)]
    ours = runs[0]
    others = zip(suites[1:], runs[1:], strict=True)
    return Comparison(
        eval=ours.eval,
        n=ours.n,
        data=ours.trace.data,
        standings=(
            _standing(ours, {}, {}),
            *(_against(ours, theirs, suite.metrics) for suite, theirs in others),
        ),
    )


def in_turn(suites: Sequence[Suite[Row, Out]]) -> list[Suite[Row, Out]]:
    """The same suites, with every row asked already.

    Each row is asked of all before the next one, and of another one first each time, so that what
    slows the machine slows all alike. The first row is asked twice and counts the second time: what is
    loaded once is loaded by then.
    """
    rows = [labelled.row for labelled in suites[0].rows]
    asked = [Asked(suite) for suite in suites]
    for number, row in enumerate([*rows[:1], *rows]):
        first = number % len(asked)
        for one in (*asked[first:], *asked[:first]):
            one.ask(row)
    return [replace(one.suite, task=one.tell) for one in asked]


class Asked(Generic[Row, Out]):
    """A suite that is asked ahead of its run."""

    def __init__(self, suite: Suite[Row, Out]) -> None:
        self.suite = suite
        self._answers: dict[Row, Out] = {}
        self._failures: dict[Row, ExtractionError] = {}

    def ask(self, row: Row) -> None:
        try:
            self._answers[row] = self._asked(row)
        except ExtractionError as exc:
            self._failures[row] = exc

    def tell(self, row: Row) -> Out:
        """Raises ExtractionError where it failed."""
        if row in self._failures:
            raise self._failures[row]
        return self._answers[row]

    def _asked(self, row: Row) -> Out:
        """Raises ExtractionError for whatever a package raises, so that the rows after it are asked too."""
        try:
            return self.suite.task(row)
        except ClarifyError:
            raise
        except Exception as exc:
            raise ExtractionError(f"{self.suite.facts.engine} fails: {exc!r}") from exc


def _standing(run: Run, differences: dict[str, Estimate], times: dict[str, float]) -> Standing:
    return Standing(
        name=run.engine,
        failed=run.failed,
        metrics=run.metrics,
        ours_minus_theirs=differences,
        times_ours=times,
    )


def _against(ours: Run, theirs: Run, metrics: Sequence[Metric]) -> Standing:
    found = changes(ours, theirs, metrics)
    differences = {change.metric: change.difference for change in found if change.better}
    times = {
        change.metric: round(change.theirs / change.ours, 3)
        for change in found
        if not change.better and change.ours and change.theirs is not None
    }
    return _standing(theirs, differences, times)


def table(comparison: Comparison) -> list[str]:
    """Lines: metric by metric, all of them below each other."""
    head = f"{comparison.eval} · {', '.join(comparison.data)} · {comparison.n} cases"
    failed = [f"{one.name} failed on {one.failed}" for one in comparison.standings if one.failed]
    rows = [("metric", "who", "value", "95 % interval", "ours - theirs")]
    for metric in comparison.standings[0].metrics:
        told = [(one, one.metrics[metric]) for one in comparison.standings if metric in one.metrics]
        rows += [
            (
                metric if not number else "",
                one.name,
                _number(found.value),
                _spread(found),
                _beside(one, metric),
            )
            for number, (one, found) in enumerate(told)
            if found.value is not None
        ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return [" · ".join([head, *failed]), *(line.rstrip() for line in lines)]


def _beside(one: Standing, metric: str) -> str:
    if metric in one.times_ours:
        return f"{one.times_ours[metric]:.2g} times ours"
    found = one.ours_minus_theirs.get(metric)
    return f"{found.value:+.3f} ({_spread(found)})" if found and found.value is not None else ""


def _spread(found: Estimate) -> str:
    return f"{_number(found.low)} to {_number(found.high)}" if found.low is not None else ""


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
