"""The evals `dates` and `recurrence`: which day, which rule a phrase means."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from agent.dates.due import find
from agent.dates.recurrence import recurrence
from agent.models import Noun
from evals import rules, tables
from evals.counting import told
from evals.gold import DateRow, RecurrenceRow
from evals.metrics import Metric, Ratio
from evals.suites import Facts, Failed, Suite

ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)
DATE_METRICS: tuple[Metric, ...] = (
    Ratio("exact", ("right",), ("dated",)),
    Ratio("false_positive_rate", ("false_alarm",), ("undated",), better=-1),
    Ratio("ms_per_call", ("milliseconds",), ("calls",), better=0),
)
RECURRENCE_METRICS: tuple[Metric, ...] = (Ratio("exact", ("right",), ("rows",)),)

DateOf = Callable[[DateRow], date | None]
RuleOf = Callable[[RecurrenceRow], str | None]


class Resolved(Noun):
    day: date | None
    milliseconds: float


@dataclass
class DayRight(Evaluator[DateRow, Any, Any]):
    def evaluate(self, ctx: EvaluatorContext[DateRow, Any, Any]) -> dict[str, float | EvaluationReason]:
        due = ctx.inputs.due
        said = ctx.output if isinstance(ctx.output, Resolved) else None
        day = said.day if said else None
        return {
            "dated": float(due is not None),
            "undated": float(due is None),
            "right": float(due is not None and day == due),
            "wrong": told(due is not None and day != due, f"{day or 'no date'}, not {due}"),
            "false_alarm": told(due is None and day is not None, f"{day}, where no date is"),
            "milliseconds": said.milliseconds if said else 0.0,
            "calls": float(said is not None),
        }


@dataclass
class RuleRight(Evaluator[RecurrenceRow, Any, Any]):
    def evaluate(self, ctx: EvaluatorContext[RecurrenceRow, Any, Any]) -> dict[str, float | EvaluationReason]:
        said, wanted = ctx.output, ctx.inputs.rrule
        right = not isinstance(said, Failed) and rules.same(said, wanted)
        return {"rows": 1, "right": float(right), "wrong": told(not right, f"{said}, not {wanted}")}


def first_day(row: DateRow) -> date | None:
    """Of the first date mention of any kind."""
    at = row.ref if row.ref.tzinfo else row.ref.replace(tzinfo=UTC)
    mentions = find(row.text, at, day_first=row.day_first)
    return next((mention.date for mention in mentions if mention.date), None)


def rule_of(row: RecurrenceRow) -> str | None:
    at = row.ref or ANY_DAY
    found = recurrence(row.text, at if at.tzinfo else at.replace(tzinfo=UTC))
    return found.rrule if found else None


def timed(day_of: DateOf) -> Callable[[DateRow], Resolved]:
    """By the time of the processor, for it takes one thread: what else the machine does is not counted."""

    def task(row: DateRow) -> Resolved:
        begun = time.thread_time()
        day = day_of(row)
        return Resolved(day=day, milliseconds=1000 * (time.thread_time() - begun))

    return task


def dates(paths: Sequence[Path], facts: Facts) -> Suite[DateRow, Resolved]:
    return Suite(
        name="dates",
        rows=tables.read(paths, DateRow),
        task=timed(first_day),
        evaluators=[DayRight()],
        metrics=DATE_METRICS,
        shown=lambda resolved: resolved.day and resolved.day.isoformat(),
        facts=facts,
        data=paths,
        gold=lambda row: row.due and row.due.isoformat(),
        text=lambda row: f"{row.text}\n({row.ref:%A %Y-%m-%d %H:%M})",
        groups=lambda row: [row.language] if row.language else [],
        harms=("wrong", "false_alarm"),
    )


def recurrences(paths: Sequence[Path], facts: Facts) -> Suite[RecurrenceRow, str | None]:
    return Suite(
        name="recurrence",
        rows=tables.read(paths, RecurrenceRow),
        task=rule_of,
        evaluators=[RuleRight()],
        metrics=RECURRENCE_METRICS,
        shown=lambda said: said,
        facts=facts,
        data=paths,
        gold=lambda row: row.rrule,
        groups=lambda row: [row.language] if row.language else [],
        harms=("wrong",),
    )
