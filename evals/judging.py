"""A model as a second reader: is a goal faithful to its text, can its criteria be checked?

Off unless it is asked for. Its verdicts are opinions: how far they are those of people is told as
agreement with labels, on the labelled items that a run has. A judge that fails, or whose request waits
for an answer, is counted as failed and has no opinion.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import Field
from pydantic_evals.evaluators import EvaluationReason, Evaluator

from agent.errors import ExtractionError
from agent.extractors.filled import Filled
from agent.extractors.model import Answered, Messages
from agent.extractors.sending import envelope, fenced
from agent.grounding import Source
from agent.models import Intake
from agent.rows import ItemRow
from agent.text.normalise import visible
from evals import tables
from evals.extraction import answers
from evals.extraction.answers import Answer
from evals.extraction.evaluators import Context, told
from evals.gold import GoldRow, JudgeLabel
from evals.metrics import Kappa, Metric, Ratio, Total
from prompts import load

PROMPT = "judge"
Counts = dict[str, EvaluationReason | float]
JudgeLabels = Mapping[tuple[str, str], JudgeLabel]
"""Id of the case and the goal, letter by letter → what a person says of it."""


class Verdict(Filled):
    item: int
    why: str
    """At most 20 words."""
    quote: str | None = None
    """Verbatim words of the text that show it; null where the goal is faithful."""
    goal_faithful: bool
    """It says nothing that is not asked for or promised in the text, and leaves out nothing decisive."""
    criteria_checkable: list[bool] = Field(default_factory=list)
    """For each done_criterion, in order: can somebody who did not write it tell whether it is met?"""


class Verdicts(Filled):
    """One verdict for each item."""

    verdicts: list[Verdict]


def _cells(what: str) -> tuple[str, str, str, str]:
    """Of a fourfold table: both say yes, only the label does, only the judge does, both say no."""
    yes, no = True, False
    return _cell(what, yes, yes), _cell(what, yes, no), _cell(what, no, yes), _cell(what, no, no)


def _cell(what: str, label: bool, said: bool) -> str:
    return f"{what}_labelled_{'yes' if label else 'no'}_judged_{'yes' if said else 'no'}"


GOAL, CRITERION = _cells("goal"), _cells("criterion")
METRICS: tuple[Metric, ...] = (
    Ratio("goal_faithful", ("faithful",), ("judged",)),
    Ratio("criteria_checkable", ("criteria_checkable",), ("criteria_judged",)),
    Ratio("judge_agreement", (GOAL[0], GOAL[3]), GOAL),
    Kappa("judge_kappa", GOAL),
    Ratio("judge_criteria_agreement", (CRITERION[0], CRITERION[3]), CRITERION),
    Kappa("judge_criteria_kappa", CRITERION),
    Total("judge_failed", "judge_failed", better=-1),
    Total("judge_calls", "judge_calls"),
    Total("judge_tokens_in", "judge_tokens_in"),
    Total("judge_tokens_out", "judge_tokens_out"),
)
BAD = ("unfaithful", "uncheckable")


@dataclass
class Judge(Evaluator[GoldRow, Any, Any]):
    """One call for all items of a text; none where there are no items."""

    ask: Callable[[Messages], Answered[Verdicts]]
    """Raises ExtractionError."""
    fence: Callable[[str], str]
    """A code that the text, which is given, cannot hold."""
    labels: JudgeLabels = field(default_factory=dict)
    system: str = field(default_factory=lambda: load(PROMPT).render())

    async def evaluate(self, ctx: Context) -> Counts:
        """In a thread, for asking waits: as many at a time as texts are read."""
        return await asyncio.to_thread(self.counts, answers.of(ctx.inputs, ctx.output))

    def counts(self, answer: Answer) -> Counts:
        items = answer.result.items if answer.result else ()
        if not items:
            return {}
        try:
            said = self.ask(messages(self.system, answer.row.intake, items, self.fence(answer.row.text)))
        except ExtractionError as exc:
            return {"judge_failed": told([str(exc)])}
        spent: Counts = {
            "judge_calls": said.attempts,
            "judge_tokens_in": said.tokens_in,
            "judge_tokens_out": said.tokens_out,
        }
        pairs = paired(items, said.answer.verdicts)
        if pairs is None:
            return spent | {"judge_failed": told(["not one verdict for each item and each criterion"])}
        return spent | opinions(pairs, answer.row.text) | agreement(pairs, answer.row.id, self.labels)


Pairs = Sequence[tuple[ItemRow, Verdict]]


def messages(system: str, intake: Intake, items: Sequence[ItemRow], fence: str) -> Messages:
    """The fixed prompt, envelope and items as JSON, and the text alone between two fence lines."""
    asked = [
        {"item": number, "goal": item.goal, "done_criteria": list(item.done_criteria)}
        for number, item in enumerate(items, start=1)
    ]
    data = {"code": fence} | envelope(intake) | {"items": asked}
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": json.dumps(data, ensure_ascii=False)},
        {"role": "user", "content": fenced("text", visible(intake.text), fence)},
    ]


def paired(items: Sequence[ItemRow], verdicts: Sequence[Verdict]) -> Pairs | None:
    """None unless there is one verdict for each item and one value for each criterion: nothing is guessed."""
    in_order = sorted(verdicts, key=lambda verdict: verdict.item)
    if [verdict.item for verdict in in_order] != list(range(1, len(items) + 1)):
        return None
    pairs = list(zip(items, in_order, strict=True))
    whole = all(len(item.done_criteria) == len(verdict.criteria_checkable) for item, verdict in pairs)
    return pairs if whole else None


def opinions(pairs: Pairs, text: str) -> Counts:
    source = Source(text)
    criteria = [
        (item, criterion, checkable)
        for item, verdict in pairs
        for criterion, checkable in zip(item.done_criteria, verdict.criteria_checkable, strict=True)
    ]
    unfaithful = [(item, verdict) for item, verdict in pairs if not verdict.goal_faithful]
    uncheckable = [(item, criterion) for item, criterion, checkable in criteria if not checkable]
    return {
        "judged": len(pairs),
        "faithful": len(pairs) - len(unfaithful),
        "unfaithful": told(f"“{item.goal}”: {_reason(verdict, source)}" for item, verdict in unfaithful),
        "criteria_judged": len(criteria),
        "criteria_checkable": len(criteria) - len(uncheckable),
        "uncheckable": told(f"“{criterion}” of “{item.goal}”" for item, criterion in uncheckable),
    }


def agreement(pairs: Pairs, case: str, labels: JudgeLabels) -> Counts:
    """Fourfold tables over the items that have a label."""
    cells: Counter[str] = Counter()
    differences = []
    for item, verdict in pairs:
        label = labels.get((case, item.goal))
        if label is None:
            continue
        cells[_cell("goal", label.goal_faithful, verdict.goal_faithful)] += 1
        if label.goal_faithful != verdict.goal_faithful:
            differences.append(f"“{item.goal}”: labelled {'' if label.goal_faithful else 'un'}faithful")
        for criterion, checkable in zip(item.done_criteria, verdict.criteria_checkable, strict=True):
            if criterion in label.criteria:
                cells[_cell("criterion", label.criteria[criterion], checkable)] += 1
    return {**cells, "judge_differs": told(differences)}


def read_labels(paths: Sequence[Path]) -> JudgeLabels:
    """Raises InvalidRow, UnreadableInput."""
    rows = tables.read(paths, JudgeLabel, key=lambda label: f"{label.id}: {label.goal}")
    return {(labelled.row.id, labelled.row.goal): labelled.row for labelled in rows}


def _reason(verdict: Verdict, source: Source) -> str:
    """Why, with the words that it rests on where they are words of the text."""
    why, quote = (" ".join((words or "").split()) for words in (verdict.why, verdict.quote))
    shown = f"“{quote}”" if source.find(quote) else "it shows no words of the text"
    return f"{why} ({shown})"
