"""Confirmed work in the terminal, and whether it arrived where it was sent."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from agent.cli import amended, merged
from agent.cli.cards import console, due_words, line
from agent.cli.inert import plain
from agent.models import Amends, Delivery, Intake, Origin, Proposal, WorkItem

BEHIND = "which holds it as it was before: change it there"
"""Of a destination with a copy of its own."""


def print_committed(work: WorkItem, deliveries: Sequence[Delivery], amends: Amends | None = None) -> None:
    out = console()
    told = f"{amended.committed(work, amends)} by {plain(work.confirmed_by)}"
    out.print(Text(told, style="bold green"))
    _arrivals(out, deliveries)
    out.print(Text(f"`clarify undo {work.proposal_id}` takes it back.", style="dim"))


def print_work_item(
    work: WorkItem,
    deliveries: Sequence[Delivery] = (),
    source: Intake | None = None,
    merges: Sequence[Proposal] = (),
) -> None:
    """`source`: the text that asked for it first. `merges`: what was merged into it once it was confirmed."""
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
    if work.also_asked and source:
        line(out, "asked", merged.first_asked(source))
    for label, told in (*merged.asked(work.also_asked), *merged.said_besides(work, merges)):
        line(out, label, told, style="magenta")
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
