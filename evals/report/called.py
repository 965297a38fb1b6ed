"""What was said of the labelled pairs: a table of verdicts, and how true the chances are."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from markupsafe import Markup

from agent.models import Noun, Verdict
from evals.gold import Relation
from evals.report.neighbours import ranking_of
from evals.report.plots import Bar, curve
from evals.runs import Run
from evals.verdicts import CHANCES

NOTHING = "nothing"
VERDICTS = (*(verdict.value for verdict in Verdict), NOTHING)


class Row(Noun):
    """Of one label: how many pairs were called what, in the order of VERDICTS."""

    label: str
    counts: tuple[int, ...]


def table(run: Run) -> list[Row]:
    """A row for each label that there is; empty for what is no search for duplicates."""
    counts: Counter[tuple[str, str]] = Counter()
    for case in run.cases:
        if ranking := ranking_of(case):
            counts.update((pair.label, ranking.called.get(pair.dup, NOTHING)) for pair in ranking.labels)
    rows = [Row(label=label, counts=tuple(counts[label, v] for v in VERDICTS)) for label in Relation]
    return [row for row in rows if any(row.counts)]


def plot_chances(run: Run) -> Markup:
    """The share that is the same work in each band of chance, at the middle of the band."""
    points = []
    for low, high in pairwise((*CHANCES, 1.0)):
        estimate = run.metrics.get(f"right@{low}")
        if estimate and estimate.value is not None:
            middle = (low + high) / 2
            told, counts = f"{middle:g}", f"{estimate.hits or 0:g} of {estimate.of or 0:g}"
            low_end, high_end = estimate.low, estimate.high
            points.append(
                Bar(label=told, value=estimate.value, low=low_end, high=high_end, told=told, counts=counts)
            )
    return curve(points, "chances", "How true a chance is") if points else Markup()
