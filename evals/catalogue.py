"""Every eval by its name: what it is measured by, and what is told first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.errors import InputError
from evals import days, judging, routes, sentences, verdicts
from evals.extraction import suite as extraction
from evals.metrics import Metric
from evals.runs import Run


@dataclass(frozen=True, slots=True)
class Listed:
    metrics: Sequence[Metric]
    """Those of a judge too, which not every run asks."""
    first: Sequence[str]
    """Metrics that a page begins with; the first of them stands for the eval."""

    @property
    def main(self) -> str:
        return self.first[0]


EVALS = {
    "extraction": Listed(
        (*extraction.METRICS, *judging.METRICS),
        ("f1", "precision", "recall", "false_work_rate", "owner", "due_when_stated"),
    ),
    "requests": Listed(sentences.METRICS, ("f1", "precision", "recall", "average_precision")),
    "dates": Listed(days.DATE_METRICS, ("exact", "false_positive_rate")),
    "recurrence": Listed(days.RECURRENCE_METRICS, ("exact",)),
    "duplicates": Listed(verdicts.METRICS, ("mrr", "recall@5", "verdict_precision", "verdict_recall")),
    "routing": Listed(routes.METRICS, ("exact",)),
}


def main_metric(run: Run) -> str:
    """What stands for the eval; of one that is not listed, whatever it tells first."""
    return EVALS[run.eval].main if run.eval in EVALS else next(iter(run.metrics), "")


def listed(name: str) -> Listed:
    """Raises InputError."""
    if name not in EVALS:
        raise InputError(f"there is no eval {name!r}: there are {', '.join(EVALS)}")
    return EVALS[name]
