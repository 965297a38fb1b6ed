"""The eval `routing`: does the rule that fits send the item where a person would?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from agent import routing
from agent.models import Route
from agent.people import Directory
from agent.routing import Facts as RuleFacts
from agent.routing import Rules
from evals import tables
from evals.counting import told
from evals.gold import Expected, RoutedItem, RoutingRow
from evals.items import ANY_DAY, intake, item
from evals.metrics import Metric, Ratio
from evals.suites import Facts, Suite

METRICS: tuple[Metric, ...] = (Ratio("exact", ("right",), ("rows",)),)


@dataclass
class RouteRight(Evaluator[RoutingRow, Route, Any]):
    def evaluate(self, ctx: EvaluatorContext[RoutingRow, Route, Any]) -> dict[str, float | EvaluationReason]:
        faults = differences(ctx.output, ctx.inputs.expected)
        return {"rows": 1, "right": float(not faults), "wrong": told(bool(faults), "; ".join(faults))}


def differences(route: Route, expected: Expected) -> list[str]:
    """Where the route is not as expected; what is not expected may be anything."""
    wanted = expected.model_dump(exclude_none=True, exclude={"note"})
    said = {name: getattr(route, name) for name in wanted}
    if "labels" in wanted:
        wanted["labels"], said["labels"] = sorted(wanted["labels"]), sorted(said["labels"])
    return [f"{name} {said[name]}, not {wanted[name]}" for name in wanted if said[name] != wanted[name]]


def suite(
    paths: Sequence[Path], rules: Rules, directory: Directory, facts: Facts
) -> Suite[RoutingRow, Route]:
    """Each rule is a group of the cases that expect it."""
    return Suite(
        name="routing",
        rows=tables.read(paths, RoutingRow),
        task=lambda row: routing.route(rules, facts_of(row.item, directory)),
        evaluators=[RouteRight()],
        metrics=METRICS,
        shown=lambda route: route.model_dump(mode="json"),
        facts=facts,
        data=paths,
        text=lambda row: "\n".join((row.item.goal, *row.item.quotes)),
        gold=lambda row: row.expected.model_dump(mode="json", exclude_none=True, exclude={"note"}),
        groups=lambda row: [name for name in (row.expected.rule,) if name],
        harms=("wrong",),
    )


def facts_of(row: RoutedItem, directory: Directory) -> RuleFacts:
    """As the rules are told of an item that was read out of a text."""
    due = None if row.due_in_days is None else (ANY_DAY + timedelta(days=row.due_in_days)).date()
    made = item(
        row.goal, quotes=row.quotes, kind=row.kind, owner=row.owner, priority=row.priority, due=due,
        recurring=row.recurring,
    )  # fmt: skip
    return RuleFacts.of(
        made,
        intake(
            channel=row.channel,
            sender_email=row.sender_email,
            recipients=row.recipients,
            form=row.form,
            form_team=row.form_team,
        ),
        team=directory.team_of(row.owner),
        labels=row.labels,
        duplicates=row.duplicates,
        unclear=row.unclear,
        language=row.language,
    )
