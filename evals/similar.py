"""The eval `duplicates`: is the other one found, and is it called a duplicate?

Leave one out: each query is an item of the corpus and is compared with all the others. Ranks are of the
pair's other item among them; what is not among the first `DEPTH` counts as not found.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import Field
from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from agent.advice import MOST_CANDIDATES
from agent.dates.recurrence import find_recurrence
from agent.duplicates import Candidate, Existing, Thresholds, judge
from agent.errors import InvalidRow
from agent.index import likeness, static
from agent.index.hybrid import HybridIndex
from agent.index.likeness import Likeness
from agent.models import Item, Match, Noun, Verdict
from agent.protocols import Entry
from evals import tables
from evals.gold import DocumentRow, PairRow, Relation
from evals.items import ANY_DAY, item
from evals.likeness import Compared
from evals.metrics import Metric, Ratio
from evals.suites import Facts, Suite
from evals.tables import Labelled

DEPTH = 100
CUTS = (1, 5, 10)
CHANCES = (0.5, 0.7, 0.9)
"""Where the bands of chance begin in which a "duplicate" should be right as often as it says."""
TITLED = 5
"""Of the nearest."""
RANKING: tuple[Metric, ...] = (
    Ratio("mrr", ("reciprocal",), ("pairs",)),
    *(Ratio(f"recall@{cut}", (f"found@{cut}",), ("pairs",)) for cut in CUTS),
)
VERDICTS: tuple[Metric, ...] = (
    Ratio("verdict_precision", ("called_right",), ("called_right", "called_wrong")),
    Ratio("verdict_recall", ("pairs_called",), ("pairs",)),
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
    """Of what is called a duplicate."""
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
            **reliability(answer.chances, row.same),
        }


def reliability(chances: Mapping[str, float], same: frozenset[str]) -> dict[str, float]:
    """How many are told in each band of chance, and how many of them are right."""
    bands = {
        id_: max((low for low in CHANCES if low <= chance), default=None) for id_, chance in chances.items()
    }
    told = {f"told@{low}": float(sum(band == low for band in bands.values())) for low in CHANCES}
    right = {f"right@{low}": float(sum(bands[id_] == low for id_ in bands.keys() & same)) for low in CHANCES}
    return told | right


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labelled items in an index, and what is said of some of them."""

    documents: dict[str, DocumentRow]
    rows: list[Labelled[QueryRow]]
    index: HybridIndex
    files: tuple[Path, Path]

    def compared(self, row: QueryRow) -> Compared:
        """What an item has in common with those found for it, itself left out."""
        found = self.index.compared(row.title, row.body, DEPTH, {row.id})
        pairs = [(sure(id_), existing(self.documents[id_])) for id_ in found]
        every = Thresholds(matches=len(found))
        called = {match.id: match.verdict for match in judged(row, pairs, every)}
        apart = frozenset(id_ for id_ in found if called.get(id_) is not Verdict.DUPLICATE)
        return Compared(row.id, found, row.same, apart)

    def all_compared(self) -> list[Compared]:
        return [self.compared(labelled.row) for labelled in self.rows]


def sure(id_: str) -> Candidate:
    """That nothing but a veto can keep from being a duplicate."""
    return Candidate(id=id_, lexical=1.0, dense=1.0, score=1.0)


@contextmanager
def opened(corpus: Path, pairs: Path) -> Iterator[Corpus]:
    """With an index in a folder that is gone afterwards. Raises InvalidRow."""
    documents = {labelled.row.id: labelled.row for labelled in tables.read([corpus], DocumentRow)}
    told = tables.read([pairs], PairRow, key=lambda pair: f"{pair.query}, {pair.dup}")
    rows = queries(documents, [labelled.row for labelled in told], str(pairs))
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(HybridIndex(Path(folder), "evals", "evals", static.shipped(), likeness.shipped())) as index,
    ):
        index.rebuild([Entry(id=d.id, title=d.title, body=d.body) for d in documents.values()])
        yield Corpus(documents, rows, index, (corpus, pairs))


def suite(
    corpus: Corpus, facts: Facts, thresholds: Thresholds, weights: Mapping[str, Likeness] | None = None
) -> Suite[QueryRow, Answer]:
    """`weights` are for each query, where they are not those that are shipped."""
    known = weights or {}
    return Suite(
        name="duplicates",
        rows=corpus.rows,
        task=lambda row: answer(row, corpus, thresholds, known.get(row.id) or likeness.shipped()),
        evaluators=[Found(), Called()],
        metrics=METRICS,
        shown=lambda said: shown(said, corpus.documents),
        facts=facts,
        data=corpus.files,
        text=lambda row: f"{row.title}\n{row.body}",
        gold=lambda row: [
            pair.model_dump(mode="json") | {"title": corpus.documents[pair.dup].title} for pair in row.pairs
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


def answer(row: QueryRow, corpus: Corpus, thresholds: Thresholds, weights: Likeness) -> Answer:
    begun = time.perf_counter()
    found = weights.ranked(corpus.index.compared(row.title, row.body, DEPTH, {row.id}))[:DEPTH]
    near = [(candidate, existing(corpus.documents[candidate.id])) for candidate in found[:MOST_CANDIDATES]]
    matches = judged(row, near, thresholds)
    return Answer(
        ranked=tuple(candidate.id for candidate in found),
        called={match.id: match.verdict for match in matches},
        chances={match.id: match.score for match in matches if match.verdict is Verdict.DUPLICATE},
        milliseconds=1000 * (time.perf_counter() - begun),
    )


def shown(said: Answer, documents: dict[str, DocumentRow]) -> dict[str, Any]:
    """With the titles of those that somebody who looks at it wants to know."""
    told = [*said.ranked[:TITLED], *said.called]
    titles = {id_: documents[id_].title for id_ in told}
    return {**said.model_dump(mode="json", exclude={"milliseconds"}), "titles": titles}


def judged(
    row: QueryRow, pairs: Sequence[tuple[Candidate, Existing]], thresholds: Thresholds
) -> tuple[Match, ...]:
    """As a new text that came in a day after all the others."""
    return judge(labelled_item(row), row.body, ANY_DAY + timedelta(days=1), pairs, thresholds)


def existing(document: DocumentRow) -> Existing:
    return Existing(
        id=document.id,
        intake_id=document.id,
        item=labelled_item(document),
        body=document.body,
        received_at=ANY_DAY,
        pending=False,
    )


def labelled_item(told: DocumentRow | QueryRow) -> Item:
    """The title as the goal; whether it recurs is read out of it, as out of any text."""
    return item(told.title, recurring=bool(find_recurrence(told.title, ANY_DAY)))
