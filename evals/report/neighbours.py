"""Labelled duplicates beside the places and verdicts that they were given. Pure."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.models import Verdict
from evals.gold import PairRow, Relation
from evals.report.values import Line, Pair, State, Value, Values
from evals.runs import CaseResult

NEAREST = 5


class Told(PairRow):
    title: str = ""
    """Of the other item."""


class Ranking(BaseModel):
    """What was labelled of one item, and what was found near it."""

    model_config = ConfigDict(frozen=True)

    labels: tuple[Told, ...]
    ranked: tuple[str, ...]
    called: dict[str, str]
    titles: dict[str, str] = Field(default_factory=dict)

    def title(self, id_: str) -> str:
        return self.titles.get(id_, "")

    def says(self, id_: str) -> Values:
        place = self.ranked.index(id_) + 1 if id_ in self.ranked else None
        verdict = f"called {self.called[id_]}" if id_ in self.called else "not called anything"
        return (Value(text=verdict, note=f"place {place}" if place else "not found"),)


def ranking_of(case: CaseResult) -> Ranking | None:
    """None where it is no search for duplicates, or one that this version cannot read."""
    if not isinstance(case.gold, list) or not isinstance(case.prediction, dict):
        return None
    try:
        return Ranking.model_validate({"labels": case.gold, **case.prediction})
    except ValidationError:
        return None


def neighbours(ranking: Ranking) -> Pair:
    """What is labelled, then what else was called something, then the nearest."""
    labelled = {pair.dup for pair in ranking.labels}
    others = [id_ for id_ in ranking.called if id_ not in labelled]
    nearest = tuple(
        Value(text=f"{place}. {ranking.title(id_)}", note=id_)
        for place, id_ in enumerate(ranking.ranked[:NEAREST], start=1)
    )
    lines = [
        *(_labelled(pair, ranking) for pair in ranking.labels),
        *(_unlabelled(id_, ranking) for id_ in others),
        Line(name="nearest", gold=(), said=nearest),
    ]
    return Pair(state=State.PLAIN, lines=tuple(lines))


def _labelled(pair: Told, ranking: Ranking) -> Line:
    """Wrong where it is a duplicate and not called so, or the other way round."""
    wanted, got = pair.label is Relation.DUPLICATE, ranking.called.get(pair.dup) == Verdict.DUPLICATE
    return Line(
        name=pair.dup,
        gold=(Value(text=pair.label, note=pair.why), *_titled(pair.title)),
        said=ranking.says(pair.dup),
        is_wrong=wanted != got,
    )


def _unlabelled(id_: str, ranking: Ranking) -> Line:
    gold = (Value(text="not labelled"), *_titled(ranking.title(id_)))
    return Line(name=id_, gold=gold, said=ranking.says(id_))


def _titled(title: str) -> Values:
    return (Value(text=f"“{title}”"),) if title else ()
