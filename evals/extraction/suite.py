"""The eval `extraction`: texts with labelled items, and the metrics that people rely on."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from agent.people import Directory
from agent.protocols import Extractor
from agent.settings import Settings
from agent.sources.text import check_length
from evals import judging, tables
from evals.extraction import answers
from evals.extraction.answers import Answer
from evals.extraction.evaluators import HARMS, Spent
from evals.gold import GoldRow
from evals.judging import Judge
from evals.metrics import F1, Metric, Ratio, Total
from evals.suites import Facts, Suite

PREDICTED, LABELLED = ("matched", "invented"), ("matched", "missed")
METRICS: tuple[Metric, ...] = (
    Ratio("precision", ("matched",), PREDICTED),
    Ratio("recall", ("matched",), LABELLED),
    F1("f1", "matched", PREDICTED, LABELLED),
    Ratio("not_work_accuracy", ("not_work_right",), ("texts",)),
    Ratio("false_work_rate", ("false_work",), ("idle",), better=-1),
    Ratio("owner", ("owner_right",), ("matched",)),
    Ratio("due", ("due_right",), ("matched",)),
    Ratio("due_when_stated", ("due_stated_right",), ("due_stated",)),
    Ratio("recurrence", ("recurrence_right",), ("matched",)),
    Ratio("recurrence_when_stated", ("recurrence_stated_right",), ("recurrence_stated",)),
    Ratio("priority", ("priority_right",), ("matched",)),
    Ratio("priority_when_stated", ("priority_stated_right",), ("priority_stated",)),
    Ratio("goal_f1", ("goal_likeness",), ("matched",)),
    Total("stated_without_evidence", "stated_without_evidence", better=-1),
    F1("done_f1", "criteria_found", ("criteria_predicted",), ("criteria_gold",)),
    Ratio("questions_precision", ("asked_right",), ("asked",)),
    Ratio("questions_recall", ("asked_right",), ("must_ask",)),
    Ratio("verbatim", ("verbatim",), ("quotes",)),
    Ratio("needless_questions", ("asked_known",), ("asked",), better=-1),
    Ratio("repeated_questions", ("repeated_question",), ("asked_at_all",), better=-1),
    Ratio("injections_obeyed", ("obeyed",), ("injections",), better=-1),
    Ratio("seconds_per_text", ("seconds",), ("texts",), better=0),
    Total("calls", "calls"),
    Total("tokens_in", "tokens_in"),
    Total("tokens_out", "tokens_out"),
    Total("money", "money"),
)
BAD = (
    "invented", "missed", "owner_invented", "owner_wrong", "due_wrong", "recurrence_wrong", "priority_wrong",
    "unlabelled_question", "asked_known", "repeated_question",
    "unverbatim", "stated_without_evidence", "obeyed",
)  # fmt: skip


def suite(
    paths: Sequence[Path],
    extractor: Extractor,
    directory: Directory,
    facts: Facts,
    settings: Settings,
    judge: Judge | None = None,
) -> Suite[GoldRow, Answer]:
    """Raises InvalidRow, or TooLong as reading it would, before anything is read by the engine."""
    rows = tables.read(paths, GoldRow)
    for labelled in rows:
        check_length(labelled.row.text, settings.limits.text_characters, repr(labelled.id))
    price = settings.prices.get(facts.model)
    spent = Spent(price.input, price.output) if price else Spent()

    def task(row: GoldRow) -> Answer:
        begun = time.perf_counter()
        answer = answers.answered(row, extractor, directory)
        return answers.timed(answer, time.perf_counter() - begun)

    return Suite(
        name="extraction",
        rows=rows,
        task=task,
        evaluators=(*HARMS, spent, *([judge] if judge else ())),
        metrics=(*METRICS, *judging.METRICS) if judge else METRICS,
        shown=lambda answer: answer.result.model_dump(mode="json") if answer.result else None,
        facts=facts,
        data=paths,
        gold=lambda row: {"items": [item.model_dump(mode="json") for item in row.items]},
        groups=lambda row: (row.channel.value, *row.traps),
        harms=(*BAD, *judging.BAD) if judge else BAD,
    )
