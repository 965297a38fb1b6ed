"""A run held against another one, as a page tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from agent.models import Noun
from evals import baselines, wording
from evals.baselines import Change
from evals.catalogue import listed
from evals.report.plots import Bar, differences
from evals.runs import Run
from evals.turns import Turns, turns

VERDICTS = {"better": "better", "worse": "worse", "noise": "within noise", "neutral": ""}
MARKERS = {"better": "^", "worse": "v", "noise": "o", "neutral": "o"}


class Row(Noun):
    metric: str
    theirs: str
    ours: str
    difference: str
    spread: str
    verdict: str
    says: str


@dataclass(frozen=True)
class Comparison:
    """Of two runs, on the cases that both have with the same labels."""

    rows: tuple[Row, ...]
    cases: int
    turns: Turns
    plot: Markup


def compare(ours: Run, theirs: Run) -> Comparison:
    """Raises InputError where they cannot be compared."""
    told = listed(ours.eval)
    changes = [
        change
        for change in baselines.changes(ours, theirs, told.metrics)
        if not wording.is_idle(change.metric, change.ours, change.theirs)
    ]
    turned = turns(ours, theirs)
    return Comparison(
        rows=tuple(_row(change) for change in changes),
        cases=turned.cases,
        turns=turned,
        plot=_plot(changes),
    )


def _row(change: Change) -> Row:
    name = change.metric
    return Row(
        metric=wording.label(name),
        theirs=wording.number(name, change.theirs),
        ours=wording.number(name, change.ours),
        difference=wording.signed(name, change.difference.value),
        spread=wording.spread(name, change.difference),
        verdict=change.verdict,
        says=VERDICTS[change.verdict],
    )


def _plot(changes: Sequence[Change]) -> Markup:
    rows = [
        Bar(
            label=wording.label(change.metric) + (" ↓" if change.better < 0 else ""),
            value=change.difference.value,
            low=change.difference.low,
            high=change.difference.high,
            told=wording.signed(change.metric, change.difference.value),
            counts=VERDICTS[change.verdict],
            colour=change.verdict,
            marker=MARKERS[change.verdict],
        )
        for change in changes
        if wording.is_share(change.metric) and change.difference.value is not None
    ]
    return differences(rows, "differences", "Differences with 95 % intervals") if rows else Markup()
