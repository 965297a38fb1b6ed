"""A metric over the runs that were kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import AwareDatetime

from agent.errors import InputError
from agent.models import Noun
from evals.catalogue import main_metric
from evals.metrics import Estimate
from evals.runs import Run


class Point(Noun):
    """What one run measured."""

    at: AwareDatetime
    eval: str
    metric: str
    estimate: Estimate
    n: int
    engine: str
    model: str
    data: tuple[str, ...]
    data_sha256: str
    git: str

    @property
    def reader(self) -> str:
        return " ".join(filter(None, (self.engine, self.model)))

    @property
    def line(self) -> tuple[str, str]:
        """Runs that can be compared: by the same reader, on the same data."""
        return self.reader, self.data_sha256


def points(runs: Sequence[Run], metric: str) -> list[Point]:
    """Oldest first; of each eval its main metric where none is named. Runs without it are left out.

    Raises InputError where no run has it, naming those that they have.
    """
    found = [_point(run, name) for run in runs if (name := metric or main_metric(run)) in run.metrics]
    if not found:
        known = ", ".join(sorted({name for run in runs for name in run.metrics}))
        raise InputError(f"no run has the metric {metric!r}: they have {known}")
    return sorted(found, key=lambda point: point.at)


def by_eval(found: Iterable[Point]) -> dict[str, list[Point]]:
    """By the eval and the metric, in words."""
    evals: dict[str, list[Point]] = {}
    for point in found:
        evals.setdefault(f"{point.eval} · {point.metric}", []).append(point)
    return evals


def by_data(found: Iterable[Point]) -> dict[str, list[Point]]:
    """By the data too, in words."""
    shared: dict[str, list[Point]] = {}
    for point in found:
        name = f"{point.eval} · {point.metric} · {data_name(point)} {point.data_sha256[:8]}"
        shared.setdefault(name, []).append(point)
    return shared


def lines(found: Iterable[Point]) -> dict[str, list[Point]]:
    """By who read what: data are told by their names, and by their digest where names are not enough."""
    joined: dict[tuple[str, str], list[Point]] = {}
    for point in found:
        joined.setdefault(point.line, []).append(point)
    names = [_named(made[0]) for made in joined.values()]
    return {
        name if names.count(name) == 1 else f"{name} {made[0].data_sha256[:8]}": made
        for name, made in zip(names, joined.values(), strict=True)
    }


def data_name(point: Point) -> str:
    first, *others = point.data or ("",)
    return f"{first} +{len(others)}" if others else first


def _named(point: Point) -> str:
    return f"{point.reader} · {data_name(point)}"


def _point(run: Run, metric: str) -> Point:
    trace = run.trace
    return Point(
        at=trace.at,
        eval=run.eval,
        metric=metric,
        estimate=run.metrics[metric],
        n=run.n,
        engine=run.engine,
        model=trace.model,
        data=trace.data,
        data_sha256=trace.data_sha256,
        git=trace.git,
    )
