"""The eval `duplicates`: is the other one found, and is it called a duplicate?

Leave one out: each query is an item of the corpus and is compared with all the others. Ranks are of the
pair's other item among them; what is not among the first `DEPTH` counts as not found.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from agent.advice import MOST_CANDIDATES
from agent.duplicates import Existing, judge
from agent.errors import InvalidRow
from agent.index.embedders import Embedder
from agent.index.hybrid import HybridIndex
from agent.models import Noun, Verdict
from agent.protocols import Entry
from evals import tables
from evals.gold import DocumentRow, PairRow, Relation
from evals.items import ANY_DAY, item
from evals.metrics import Metric, Ratio
from evals.suites import Facts, Suite
from evals.tables import Labelled

DEPTH = 100
CUTS = (1, 5, 10)
TITLED = 5
"""Of the nearest."""
RANKING: tuple[Metric, ...] = (
    Ratio("mrr", ("reciprocal",), ("pairs",)),
    *(Ratio(f"recall@{cut}", (f"found@{cut}",), ("pairs",)) for cut in CUTS),
)
VERDICTS: tuple[Metric, ...] = (
    Ratio("verdict_precision", ("called_right",), ("called_right", "called_wrong")),
    Ratio("verdict_recall", ("pairs_called",), ("pairs",)),
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
        }


@contextmanager
def suite(corpus: Path, pairs: Path, embedder: Embedder, facts: Facts) -> Iterator[Suite[QueryRow, Answer]]:
    """With an index of the corpus in a folder that is gone afterwards. Raises InvalidRow."""
    documents = {labelled.row.id: labelled.row for labelled in tables.read([corpus], DocumentRow)}
    told = tables.read([pairs], PairRow, key=lambda pair: f"{pair.query}, {pair.dup}")
    rows = queries(documents, [labelled.row for labelled in told], str(pairs))
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(HybridIndex(Path(folder), "evals", "evals", embedder)) as index,
    ):
        index.rebuild([Entry(id=d.id, title=d.title, body=d.body) for d in documents.values()])
        yield Suite(
            name="duplicates",
            rows=rows,
            task=lambda row: answer(row, index, documents),
            evaluators=[Found(), Called()],
            metrics=METRICS,
            shown=lambda said: shown(said, documents),
            facts=facts,
            data=[corpus, pairs],
            text=lambda row: f"{row.title}\n{row.body}",
            gold=lambda row: [
                pair.model_dump(mode="json") | {"title": documents[pair.dup].title} for pair in row.pairs
            ],
            groups=lambda row: sorted({pair.label.value for pair in row.pairs}),
            harms=("called_wrong", "not_called", "not_first"),
        )


def ranking_only(suite: Suite[QueryRow, Answer]) -> Suite[QueryRow, Answer]:
    """For what ranks and calls nothing a duplicate."""
    harms = ("not_first",)
    return replace(suite, evaluators=[Found()], metrics=(*RANKING, SPEED), harms=harms)


def queries(
    documents: dict[str, DocumentRow], pairs: Sequence[PairRow], source: str
) -> list[Labelled[QueryRow]]:
    """A row a query, with all that is said of it. Raises InvalidRow where a pair makes no sense."""
    for pair in pairs:
        if pair.query == pair.dup:
            raise InvalidRow(f"{source}: the pair {pair.query!r}, {pair.dup!r}: it needs two items")
        for id_ in (pair.query, pair.dup):
            if id_ not in documents:
                raise InvalidRow(
                    f"{source}: the pair {pair.query!r}, {pair.dup!r}: no item has the id {id_!r}"
                )
    same = clusters(pairs)
    by_query: dict[str, list[PairRow]] = {}
    for pair in pairs:
        by_query.setdefault(pair.query, []).append(pair)
    rows = []
    for id_, told in by_query.items():
        document = documents[id_]
        row = QueryRow(
            id=id_,
            title=document.title,
            body=document.body,
            pairs=tuple(told),
            same=same.get(id_, frozenset()),
        )
        rows.append(Labelled(id_, row, tables.sha256(row.model_dump(mode="json", exclude={"same"}))))
    return rows


def clusters(pairs: Sequence[PairRow]) -> dict[str, frozenset[str]]:
    """For each item the others that are the same work."""
    groups: dict[str, set[str]] = {}
    for pair in pairs:
        if pair.label is Relation.DUPLICATE:
            joined = groups.get(pair.query, {pair.query}) | groups.get(pair.dup, {pair.dup})
            groups |= dict.fromkeys(joined, joined)
    return {id_: frozenset(group - {id_}) for id_, group in groups.items()}


def answer(row: QueryRow, index: HybridIndex, documents: dict[str, DocumentRow]) -> Answer:
    begun = time.perf_counter()
    found = [c for c in index.search(row.title, row.body, DEPTH + 1) if c.id != row.id][:DEPTH]
    near = [(candidate, existing(documents[candidate.id])) for candidate in found[:MOST_CANDIDATES]]
    matches = judge(item(row.title), row.body, ANY_DAY, near)
    return Answer(
        ranked=tuple(candidate.id for candidate in found),
        called={match.id: match.verdict for match in matches},
        milliseconds=1000 * (time.perf_counter() - begun),
    )


def shown(said: Answer, documents: dict[str, DocumentRow]) -> dict[str, Any]:
    """With the titles of those that somebody who looks at it wants to know."""
    told = [*said.ranked[:TITLED], *said.called]
    titles = {id_: documents[id_].title for id_ in told}
    return {**said.model_dump(mode="json", exclude={"milliseconds"}), "titles": titles}


def existing(document: DocumentRow) -> Existing:
    return Existing(
        id=document.id, intake_id=document.id, item=item(document.title), body=document.body,
        received_at=ANY_DAY, pending=False,
    )  # fmt: skip
