"""A run to hold later ones against: counts of every case, and nobody's text.

A metric fell where, on the cases that both runs have, the whole 95 % interval of the difference lies on
the worse side: a fall that resampling the cases explains is noise. So one case that turned bad is not
enough, and several are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from agent.errors import InputError
from agent.models import Noun
from evals import runs
from evals.metrics import Columns, Estimate, Metric, columns, difference, estimate
from evals.runs import Run


class Change(Noun):
    """Of one metric, on the cases that two runs have in common."""

    metric: str
    ours: float | None
    theirs: float | None
    difference: Estimate
    better: int

    @property
    def is_fall(self) -> bool:
        edge = self.difference.high if self.better > 0 else self.difference.low
        return bool(self.better and edge is not None and edge * self.better < 0)

    @property
    def is_rise(self) -> bool:
        edge = self.difference.low if self.better > 0 else self.difference.high
        return bool(self.better and edge is not None and edge * self.better > 0)

    @property
    def verdict(self) -> str:
        """Neutral where more is neither better nor worse."""
        if self.is_fall:
            return "worse"
        if self.is_rise:
            return "better"
        return "noise" if self.better else "neutral"


def save(run: Run, path: Path) -> None:
    """Raises InputError where nothing was scored: later runs would have nothing in common with it."""
    if not run.cases:
        raise InputError(f"{path}: no case was scored, so this run is no baseline")
    path.parent.mkdir(parents=True, exist_ok=True)
    bare = run.bare().model_dump(mode="json", exclude_defaults=True)
    cases = sorted(bare.pop("cases"), key=lambda case: str(case["id"]))
    lines = ",\n".join(json.dumps(case, ensure_ascii=False, sort_keys=True) for case in cases)
    head = json.dumps(bare, ensure_ascii=False, indent=1).removesuffix("\n}")
    path.write_text(f'{head},\n "cases": [\n{lines}\n]}}\n', encoding="utf-8")


def load(path: Path) -> Run:
    """Raises InputError."""
    if not path.exists():
        raise InputError(f"{path}: there is no such baseline: --update-baseline makes it")
    return runs.load(path)


def changes(ours: Run, theirs: Run, metrics: Sequence[Metric]) -> list[Change]:
    """Metric by metric that both measured, on the cases that both have with the same labels.

    Raises InputError where they are runs of different evals, or have no case in common.
    """
    check_same_eval(ours.eval, theirs.eval)
    known = {(case.id, case.sha256): case.counts for case in theirs.cases}
    both = [(c.counts, known[c.id, c.sha256]) for c in ours.cases if (c.id, c.sha256) in known]
    if not both:
        raise InputError("the two runs have no case in common: the labels have changed since, or the data")
    mine, yours = columns([one for one, _ in both]), columns([other for _, other in both])
    names = mine.keys() | yours.keys()
    blank = np.zeros(len(both))
    mine, yours = ({name: side.get(name, blank) for name in names} for side in (mine, yours))
    measured = ours.metrics.keys() & theirs.metrics.keys()
    return [_change(metric, mine, yours, ours.trace.seed) for metric in metrics if metric.name in measured]


def check_same_eval(ours: str, theirs: str) -> None:
    """Raises InputError."""
    if ours != theirs:
        raise InputError(f"these are runs of different evals: {ours!r} and {theirs!r}")


def falls(ours: Run, theirs: Run, metrics: Sequence[Metric]) -> list[Change]:
    return [change for change in changes(ours, theirs, metrics) if change.is_fall]


def _change(metric: Metric, ours: Columns, theirs: Columns, seed: int) -> Change:
    return Change(
        metric=metric.name,
        ours=estimate(metric, ours, seed).value,
        theirs=estimate(metric, theirs, seed).value,
        difference=difference(metric, ours, theirs, seed),
        better=metric.better,
    )
