"""Many things at a time in a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from agent.checks import Check
from agent.cli.cards import MARKS, console, plain, title
from agent.models import FieldName, Item, Match, Proposal, Route, WorkItem
from agent.protocols import IntakeStatus

LEGEND = "clear: goal owner priority due done   ● stated  ◆ by a rule  ◐ inferred  ○ missing"


def print_queue(proposals: Sequence[Proposal]) -> None:
    out = console()
    if not proposals:
        out.print("Nothing waits for a decision. `clarify intake FILE` reads more.")
        return
    table = _table("id", "goal", "owner", "due", "prio", "clear", "same?")
    for proposal in proposals:
        item, route = proposal.item, proposal.route
        table.add_row(
            Text(proposal.id),
            Text(plain(item.goal.value)),
            Text(plain(route.owner_of(item).value or "-")),
            Text(_short_due(item)),
            Text(route.priority_of(item).value),
            _marks(item, route),
            Text("?" if proposal.similar.unavailable else _same(proposal.similar.matches)),
        )
    out.print(table)
    out.print(Text(LEGEND, style="dim"))
    out.print(
        Text("`clarify show ID` has the evidence; `clarify confirm ID --as NAME` decides.", style="dim")
    )


def print_work(found: Sequence[WorkItem], today: datetime) -> None:
    out = console()
    if not found:
        out.print("No such work. `clarify queue` shows what waits for a decision.")
        return
    table = _table("id", "goal", "owner", "due", "prio", "status")
    for work in found:
        late = work.overdue(today)
        table.add_row(
            Text(work.id),
            Text(plain(work.item.goal.value)),
            Text(plain(work.route.owner_of(work.item).value or "-")),
            Text(_short_due(work.item), style="red" if late else ""),
            Text(work.route.priority_of(work.item).value),
            Text("overdue" if late else work.status, style="red" if late else ""),
        )
    out.print(table)


def print_intakes(statuses: Sequence[IntakeStatus]) -> None:
    out = console()
    if not statuses:
        out.print("None.")
        return
    table = _table("id", "channel", "text", "reason")
    for status in statuses:
        intake = status.intake
        table.add_row(
            Text(intake.id), Text(intake.channel), Text(plain(title(intake))), Text(plain(status.reason))
        )
    out.print(table)


def print_routes(rows: Iterable[tuple[Proposal, Route]]) -> None:
    table = _table("id", "goal", "rule", "team")
    for proposal, route in rows:
        table.add_row(
            Text(proposal.id),
            Text(plain(proposal.item.goal.value)),
            Text(route.rule),
            Text(route.team or "-"),
        )
    console().print(table)


def print_checks(checks: Iterable[Check]) -> None:
    out = console()
    for check in checks:
        mark, style = ("ok  ", "green") if check.fine else ("FAIL", "red")
        out.print(Text.assemble((f"{mark} ", style), (f"{check.name:<10}", "bold"), plain(check.found)))
        if check.remedy:
            out.print(Text(f"     → {plain(check.remedy)}", style="yellow"))


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for name in columns:
        table.add_column(name, overflow="fold", no_wrap=name in ("id", "prio", "clear", "due"))
    return table


def _marks(item: Item, route: Route) -> Text:
    """One mark a field, in the order of the legend."""
    bases = item.readiness | {
        FieldName.OWNER: route.owner_of(item).basis,
        FieldName.PRIORITY: route.priority_of(item).basis,
    }
    return Text.assemble(*(MARKS[basis] for basis in bases.values()))


def _short_due(item: Item) -> str:
    if item.due.value:
        return f"{item.due.value:%a %d %b}"
    return "recurs" if item.recurrence.value else "-"


def _same(matches: Sequence[Match]) -> str:
    return matches[0].verdict if matches else "-"
