"""Labelled items beside predicted ones, those that match in one row. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from agent.models import FieldName, Noun
from agent.rows import ItemRow
from evals.gold import GoldItem
from evals.matching import places
from evals.report.highlights import Side, mark
from evals.report.neighbours import neighbours, ranking_of
from evals.report.values import Line, Pair, State, Value, Values, plain_pair
from evals.runs import CaseResult, Remark

HELD_AGAINST = {
    "owner": ("owner_invented", "owner_wrong"),
    "due": ("due_wrong",),
    "recurrence": ("recurrence_wrong",),
    "priority": ("priority_wrong",),
}
"""Evaluators that judge a field: they say whether it is wrong, and no second rule beside them."""
NAMES = (*HELD_AGAINST, "done when", "asks")


class Items(Noun):
    """Of an extraction."""

    gold: tuple[GoldItem, ...]
    said: tuple[ItemRow, ...]


def items_of(case: CaseResult) -> Items | None:
    """None where it is no extraction, or one that this version cannot read."""
    if not isinstance(case.gold, dict) or "items" not in case.gold:
        return None
    said = case.prediction.get("items") if isinstance(case.prediction, dict) else ()
    try:
        return Items.model_validate({"gold": case.gold["items"], "said": said})
    except ValidationError:
        return None


def pairs_of(case: CaseResult) -> list[Pair]:
    if (items := items_of(case)) is not None:
        return _item_pairs(items, case)
    if (ranking := ranking_of(case)) is not None:
        return [neighbours(ranking)]
    return [plain_pair(case.gold, case.prediction, is_faulty=bool(case.remarks))]


def _item_pairs(items: Items, case: CaseResult) -> list[Pair]:
    """What was found and what was missed in the order of the labels, then what was invented."""
    said_of = {g: p for p, g in places(items.said, items.gold, case.text).items()}
    labelled = [
        _pair(items, g, said_of[g], case.remarks) if g in said_of else _missed(items, g)
        for g in range(len(items.gold))
    ]
    extra = [p for p in range(len(items.said)) if p not in said_of.values()]
    return [*labelled, *(_invented(items, p) for p in extra)]


def _pair(items: Items, g: int, p: int, remarks: Sequence[Remark]) -> Pair:
    gold, said = items.gold[g], items.said[p]
    ours, theirs = _gold_values(gold), _said_values(said)
    wrong = {name for name in HELD_AGAINST if _is_held_against(name, gold, remarks)}
    if {question.field for question in said.questions} != set(gold.must_ask):
        wrong.add("asks")
    return Pair(
        state=State.OPTIONAL if gold.optional else State.FOUND,
        gold=gold.goal,
        said=said.goal,
        gold_mark=mark(Side.GOLD, g + 1),
        said_mark=mark(Side.SAID, p + 1),
        lines=tuple(
            Line(name=name, gold=ours[name], said=theirs[name], is_wrong=name in wrong)
            for name in NAMES
            if ours[name] or theirs[name]
        ),
    )


def _missed(items: Items, g: int) -> Pair:
    gold = items.gold[g]
    return Pair(
        state=State.OPTIONAL if gold.optional else State.MISSED,
        gold=gold.goal,
        gold_mark=mark(Side.GOLD, g + 1),
        lines=tuple(Line(name=name, gold=v, said=()) for name, v in _gold_values(gold).items() if v),
    )


def _invented(items: Items, p: int) -> Pair:
    said = items.said[p]
    return Pair(
        state=State.INVENTED,
        said=said.goal,
        said_mark=mark(Side.SAID, p + 1),
        lines=tuple(Line(name=name, gold=(), said=v) for name, v in _said_values(said).items() if v),
    )


def _gold_values(gold: GoldItem) -> dict[str, Values]:
    phrase = f"“{gold.due_phrase}”" if gold.due_phrase else None
    return {
        "owner": _one(gold.owner, gold.owner_basis),
        "due": _one(gold.due.isoformat() if gold.due else None, phrase),
        "recurrence": _one(gold.recurrence),
        "priority": _one(gold.priority, "stated" if gold.priority_stated else None),
        "done when": tuple(Value(text=criterion) for criterion in gold.done_criteria),
        "asks": tuple(Value(text=f"about {topic.replace('_', ' ')}") for topic in gold.must_ask),
    }


def _said_values(said: ItemRow) -> dict[str, Values]:
    basis = said.basis
    phrase = f"“{said.due_phrase}” " if said.due_phrase else ""
    return {
        "owner": _one(said.owner, basis.get(FieldName.OWNER)),
        "due": _one(said.due.isoformat() if said.due else None, f"{phrase}{basis.get(FieldName.DUE, '')}"),
        "recurrence": _one(said.recurrence, basis.get(FieldName.RECURRENCE)),
        "priority": _one(said.priority, basis.get(FieldName.PRIORITY)),
        "done when": tuple(Value(text=criterion) for criterion in said.done_criteria),
        "asks": tuple(
            Value(text=question.text, note=f"about {question.field.replace('_', ' ')}")
            for question in said.questions
        ),
    }


def _one(text: str | None, note: str | None = None) -> Values:
    return (Value(text=text, note=note or ""),) if text else ()


def _is_held_against(name: str, gold: GoldItem, remarks: Sequence[Remark]) -> bool:
    return any(remark.harm in HELD_AGAINST[name] and f"“{gold.goal}”: " in remark.says for remark in remarks)
