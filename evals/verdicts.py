"""What the eval `duplicates` counts: places of labelled duplicates, verdicts, how true a chance is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import Field
from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from agent.models import Noun, Verdict
from evals.gold import PairRow, Relation
from evals.metrics import Metric, Ratio

CUTS = (1, 5, 10)
CHANCES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Where the bands of chance begin in which so many should be the same work."""
RANKING: tuple[Metric, ...] = (
    Ratio("mrr", ("reciprocal",), ("pairs",)),
    *(Ratio(f"recall@{cut}", (f"found@{cut}",), ("pairs",)) for cut in CUTS),
)
VERDICTS: tuple[Metric, ...] = (
    Ratio("verdict_precision", ("called_right",), ("called_right", "called_wrong")),
    Ratio("verdict_recall", ("pairs_called",), ("pairs",)),
    Ratio("template_hits", ("called_different",), ("different",), better=-1),
    Ratio("amendment_recall", ("amendments_called",), ("amendments",)),
    Ratio("occurrence_recall", ("occurrences_called",), ("occurrences",)),
    Ratio("related_agreed", ("related_agreed",), ("related_told",)),
    *(Ratio(f"right@{low}", (f"right@{low}",), (f"told@{low}",), better=0) for low in CHANCES),
)
SPEED: Metric = Ratio("ms_per_query", ("milliseconds",), ("queries",), better=0)
METRICS = (*RANKING, *VERDICTS, SPEED)


class QueryRow(Noun):
    """One item, and what a person says of it and others."""

    id: str
    title: str
    body: str
    pairs: tuple[PairRow, ...]
    same: frozenset[str]
    """All that is the same work, also over a third item."""


class Answer(Noun):
    ranked: tuple[str, ...]
    """Ids, nearest first, without the query."""
    called: dict[str, Verdict]
    chances: dict[str, float] = Field(default_factory=dict)
    """Of being the same work, of those that no reason tells apart."""
    milliseconds: float


@dataclass
class Found(Evaluator[QueryRow, Any, Any]):
    """Where the labelled duplicates stand."""

    def evaluate(self, ctx: EvaluatorContext[QueryRow, Any, Any]) -> dict[str, float | EvaluationReason]:
        said = ctx.output if isinstance(ctx.output, Answer) else None
        wanted = [pair.dup for pair in ctx.inputs.pairs if pair.label is Relation.DUPLICATE]
        place = {id_: rank for rank, id_ in enumerate(said.ranked if said else (), start=1)}
        ranks = [place.get(id_) for id_ in wanted]
        low = [f"{id_}: {rank or 'not found'}" for id_, rank in zip(wanted, ranks, strict=True) if rank != 1]
        return {
            "pairs": len(wanted),
            "queries": float(said is not None),
            "reciprocal": sum(1 / rank for rank in ranks if rank),
            **{f"found@{cut}": sum(bool(rank and rank <= cut) for rank in ranks) for cut in CUTS},
            "not_first": EvaluationReason(len(low), "; ".join(low) or None),
            "milliseconds": said.milliseconds if said else 0.0,
        }


@dataclass
class Called(Evaluator[QueryRow, Answer, Any]):
    """What is called a duplicate and is none buries work; the other way it is asked for twice."""

    def evaluate(self, ctx: EvaluatorContext[QueryRow, Answer, Any]) -> dict[str, float | EvaluationReason]:
        row, answer = ctx.inputs, ctx.output
        called = {id_ for id_, verdict in answer.called.items() if verdict is Verdict.DUPLICATE}
        labels = {pair.dup: pair.label for pair in row.pairs}
        wrong = [f"{id_} ({labels.get(id_, 'not labelled')})" for id_ in called - row.same]
        missed = [
            pair.dup
            for pair in row.pairs
            if pair.label is Relation.DUPLICATE and answer.called.get(pair.dup) is not Verdict.DUPLICATE
        ]
        wanted = sum(label is Relation.DUPLICATE for label in labels.values())
        return {
            "called_right": len(called & row.same),
            "called_wrong": EvaluationReason(len(wrong), "; ".join(sorted(wrong)) or None),
            "pairs_called": wanted - len(missed),
            "not_called": EvaluationReason(len(missed), "; ".join(missed) or None),
            "different": sum(label is Relation.DIFFERENT for label in labels.values()),
            "called_different": sum(labels.get(id_) is Relation.DIFFERENT for id_ in called),
            **others(labels, answer.called),
            **reliability(answer.chances, row.same),
        }


def others(labels: Mapping[str, Relation], called: Mapping[str, Verdict]) -> dict[str, float]:
    """Of the verdicts besides duplicate: what people call an amendment, an occurrence, or near in any way."""
    counts: dict[str, float] = {}
    for label, name in ((Relation.AMENDMENT, "amendments"), (Relation.OCCURRENCE, "occurrences")):
        ids = [id_ for id_, told in labels.items() if told is label]
        counts |= {name: len(ids), f"{name}_called": sum(called.get(id_) == label.value for id_ in ids)}
    related = [labels[id_] for id_, verdict in called.items() if verdict is Verdict.RELATED and id_ in labels]
    agreed = sum(label is not Relation.DIFFERENT for label in related)
    return {**counts, "related_told": len(related), "related_agreed": agreed}


def reliability(chances: Mapping[str, float], same: frozenset[str]) -> dict[str, float]:
    """How many are told in each band of chance, and how many of them are right."""
    bands = {
        id_: max((low for low in CHANCES if low <= chance), default=None) for id_, chance in chances.items()
    }
    told = {f"told@{low}": float(sum(band == low for band in bands.values())) for low in CHANCES}
    right = {f"right@{low}": float(sum(bands[id_] == low for id_ in bands.keys() & same)) for low in CHANCES}
    return told | right
