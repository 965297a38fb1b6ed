"""The eval `requests`: does a sentence ask for or offer an action?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from agent.errors import InputError
from agent.models import Noun
from agent.protocols import Extractor
from evals import tables
from evals.counting import told
from evals.gold import SentenceRow
from evals.items import intake
from evals.metrics import F1, AveragePrecision, Metric, Ratio
from evals.suites import Facts, Suite
from evals.tables import Labelled

MOST_PARTS = 4
"""So many parts each fold is cut into again, to choose the threshold."""

METRICS: tuple[Metric, ...] = (
    Ratio("precision", ("right",), ("right", "false_alarm")),
    Ratio("recall", ("right",), ("label",)),
    F1("f1", "right", ("right", "false_alarm"), ("label",)),
    AveragePrecision("average_precision", "score", "label"),
)


class Judged(Noun):
    prediction: int
    score: float
    """Higher where work is more likely; an engine without degrees says 0 or 1."""


@dataclass
class Counted(Evaluator[SentenceRow, Any, Any]):
    def evaluate(self, ctx: EvaluatorContext[SentenceRow, Any, Any]) -> dict[str, float | EvaluationReason]:
        label, said = ctx.inputs.label, ctx.output
        found = isinstance(said, Judged) and said.prediction == 1
        return {
            "label": label,
            "right": float(found and label == 1),
            "false_alarm": told(found and label == 0, "no work in it"),
            "missed": told(not found and label == 1, "work in it"),
            "score": said.score if isinstance(said, Judged) else 0.0,
        }


def suite(paths: Sequence[Path], extractor: Extractor, facts: Facts) -> Suite[SentenceRow, Judged]:
    """Each sentence is read as a note of its own."""

    def task(row: SentenceRow) -> Judged:
        found = bool(extractor.extract(intake(row.text)).findings)
        return Judged(prediction=int(found), score=float(found))

    return _suite(paths, tables.read(paths, SentenceRow), task, facts)


def folded(paths: Sequence[Path], folds: int, facts: Facts) -> Suite[SentenceRow, Judged]:
    """Each sentence is judged by a model of the embedded engine's kind that was trained on the other parts.

    Raises InputError where a label has too few sentences for the folds.
    """
    from evals.train.folds import guesses

    rows = tables.read(paths, SentenceRow)
    labels = [one.row.label for one in rows]
    if min(labels.count(0), labels.count(1)) < MOST_PARTS * folds:
        raise InputError(f"{folds} folds need at least {MOST_PARTS * folds} sentences of each label")
    found = guesses([one.row.text for one in rows], labels, folds)
    said = {id(one.row): guess for one, guess in zip(rows, found, strict=True)}

    def task(row: SentenceRow) -> Judged:
        return Judged(prediction=int(said[id(row)].asks), score=said[id(row)].score)

    return _suite(paths, rows, task, facts)


def _suite(
    paths: Sequence[Path],
    rows: Sequence[Labelled[SentenceRow]],
    task: Callable[[SentenceRow], Judged],
    facts: Facts,
) -> Suite[SentenceRow, Judged]:
    return Suite(
        name="requests",
        rows=rows,
        task=task,
        evaluators=[Counted()],
        metrics=METRICS,
        shown=lambda judged: judged.model_dump(),
        facts=facts,
        data=paths,
        gold=lambda row: row.label,
        harms=("false_alarm", "missed"),
    )
