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

from agent.advice import MOST_READ
from agent.dates.recurrence import find_recurrence
from agent.duplicates import Candidate, Existing, Thresholds, judge
from agent.embedding import Embedding
from agent.errors import InvalidRow
from agent.index import closely, likeness, static
from agent.index.hybrid import HybridIndex
from agent.index.likeness import Likeness
from agent.models import Item, Match, Verdict
from agent.records import Entry
from agent.text.language import language_of
from evals import tables
from evals.gold import DocumentRow, PairRow, Relation
from evals.items import ANY_DAY, item
from evals.likeness import Compared
from evals.suites import Facts, Suite
from evals.tables import Labelled
from evals.verdicts import METRICS, RANKING, SPEED, Answer, Called, Found, QueryRow

DEPTH = 100
TITLED = 5
"""Of the nearest."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labelled items in an index, and what is said of some of them."""

    documents: dict[str, DocumentRow]
    rows: list[Labelled[QueryRow]]
    index: HybridIndex
    weights: Likeness
    """That go with what compares meanings in it."""
    files: tuple[Path, Path]

    def compared(self, row: QueryRow) -> Compared:
        """What an item has in common with those found for it, itself left out."""
        found = self.index.compared(row.title, row.body, DEPTH, {row.id})
        pairs = [(sure(id_), existing(self.documents[id_])) for id_ in found]
        every = Thresholds(matches=len(found))
        called = {match.id: match.verdict for match in judged(row, pairs, every)}
        apart = frozenset(id_ for id_ in found if called.get(id_) is not Verdict.DUPLICATE)
        nearest = sorted(found, key=lambda id_: -sum(found[id_]))[: 2 * MOST_READ]
        read = closely.compared(entry(row), [entry(self.documents[id_]) for id_ in nearest])
        copies = frozenset(id_ for id_ in found if is_copy(row, self.documents[id_]))
        return Compared(row.id, found, row.same | copies, apart, dict(zip(nearest, read, strict=True)))

    def all_compared(self) -> list[Compared]:
        return [self.compared(labelled.row) for labelled in self.rows]


def is_copy(one: QueryRow, other: DocumentRow) -> bool:
    """The same text twice is the same work, whether or not somebody labelled it; only learnt from."""
    return (one.title, one.body) == (other.title, other.body)


def entry(told: DocumentRow | QueryRow) -> Entry:
    return Entry(id=told.id, title=told.title, body=told.body)


def sure(id_: str) -> Candidate:
    """That nothing but a veto can keep from being a duplicate."""
    return Candidate(id=id_, lexical=1.0, dense=1.0, score=1.0)


@contextmanager
def opened(corpus: Path, pairs: Path, chosen: Embedding | None = None) -> Iterator[Corpus]:
    """With an index in a folder that is gone afterwards, of the shipped embedder where no other is chosen.
    Raises InvalidRow.
    """
    documents = {labelled.row.id: labelled.row for labelled in tables.read([corpus], DocumentRow)}
    told = tables.read([pairs], PairRow, key=lambda pair: f"{pair.query}, {pair.dup}")
    rows = queries(documents, [labelled.row for labelled in told], str(pairs))
    embedder, weights = chosen or Embedding(static.shipped(), likeness.shipped())
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(HybridIndex(Path(folder), "evals", "evals", embedder, weights)) as index,
    ):
        index.rebuild([entry(document) for document in documents.values()])
        yield Corpus(documents, rows, index, weights, (corpus, pairs))


def suite(
    corpus: Corpus, facts: Facts, thresholds: Thresholds, weights: Mapping[str, Likeness] | None = None
) -> Suite[QueryRow, Answer]:
    """`weights` are for each query, where they are not those of the corpus."""
    known = weights or {}
    return Suite(
        name="duplicates",
        rows=corpus.rows,
        task=lambda row: answer(row, corpus, thresholds, known.get(row.id) or corpus.weights),
        evaluators=[Found(), Called()],
        metrics=METRICS,
        shown=lambda said: shown(said, corpus.documents),
        facts=facts,
        data=corpus.files,
        text=lambda row: f"{row.title}\n{row.body}",
        gold=lambda row: [
            pair.model_dump(mode="json") | {"title": corpus.documents[pair.dup].title} for pair in row.pairs
        ],
        groups=lambda row: groups(row, corpus.documents),
        harms=("called_wrong", "not_called", "not_first"),
    )


def groups(row: QueryRow, documents: Mapping[str, DocumentRow]) -> list[str]:
    """Labels, the part of the set, and the language; "across" where a duplicate is in another one."""
    labels = {pair.label.value for pair in row.pairs} | {pair.part for pair in row.pairs if pair.part}
    own = language_of(f"{row.title} {row.body}") or "en"
    same = [pair.dup for pair in row.pairs if pair.label is Relation.DUPLICATE]
    spoken = {language_of(f"{documents[id_].title} {documents[id_].body}") or own for id_ in same}
    return sorted({*labels, "across" if spoken - {own} else own})


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
    known = [(candidate, entry(corpus.documents[candidate.id])) for candidate in found[:MOST_READ]]
    near = weights.reread(entry(row), known)
    pairs = [(candidate, existing(corpus.documents[candidate.id])) for candidate in near]
    matches = judged(row, pairs, thresholds)
    return Answer(
        ranked=tuple(candidate.id for candidate in (*near, *found[MOST_READ:])),
        called={match.id: match.verdict for match in matches},
        chances=chances(row, pairs),
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


def chances(row: QueryRow, pairs: Sequence[tuple[Candidate, Existing]]) -> dict[str, float]:
    """Of those that no reason tells apart."""
    every = Thresholds(related=0.0, duplicate=0.0, matches=len(pairs))
    matches = judged(row, pairs, every)
    return {match.id: match.score for match in matches if match.verdict is Verdict.DUPLICATE}


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
