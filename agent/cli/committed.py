"""Confirmed work in the terminal, and whether it arrived where it was sent."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from agent.cli import amended
from agent.cli.cards import console, due_words, line
from agent.cli.inert import plain
from agent.models import Amends, Delivery, Origin, WorkItem

BEHIND = "which holds it as it was before: change it there"
"""Of a destination with a copy of its own."""


def print_committed(work: WorkItem, deliveries: Sequence[Delivery], amends: Amends | None = None) -> None:
    out = console()
    told = f"{amended.committed(work, amends)} by {plain(work.confirmed_by)}"
    out.print(Text(told, style="bold green"))
    _arrivals(out, deliveries)
    out.print(Text(f"`clarify undo {work.proposal_id}` takes it back.", style="dim"))


def print_work_item(work: WorkItem, deliveries: Sequence[Delivery] = ()) -> None:
    out = console()
    item = work.item
    out.print(Text(plain(f"{work.id}  {item.goal.value}  ({work.status})"), style="bold"))
    line(out, "owner", work.owner.value or "nobody yet", work.owner, rule=work.route.rule)
    line(out, "due", due_words(item), item.due)
    line(out, "priority", work.priority.value, work.priority, rule=work.route.rule)
    for criterion in item.done_criteria:
        line(out, "done when", criterion.value, criterion)
    line(
        out,
        "confirmed",
        f"{work.confirmed_by}, {work.confirmed_at:%Y-%m-%d %H:%M %Z}, from {work.proposal_id}",
    )
    if work.override:
        line(out, "overridden", work.override, style="yellow")
    if work.origin:
        _origin(out, work.origin)
    _arrivals(out, deliveries)


def _origin(out: Console, origin: Origin) -> None:
    """Where imported work stood before, and what was said of it there."""
    line(out, "from", origin.key)
    if origin.owner:
        line(out, "named", f"{origin.owner}, whom the directory does not know as one person who is there")
    if origin.text:
        line(out, "said", origin.text)


def _arrivals(out: Console, deliveries: Sequence[Delivery]) -> None:
    """Receipts, and what is not known to have arrived."""
    for delivery in deliveries:
        if delivery.receipt:
            told = f"{delivery.destination} {delivery.receipt.reference}"
            line(out, "receipt", f"{told}, {BEHIND}" if delivery.behind else told)
        else:
            told = f"{delivery.destination}: {delivery.state}"
            line(out, "delivery", f"{told}: {delivery.error}" if delivery.error else told, style="yellow")
