"""Many things at a time in a terminal of 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from agent.checks import Check
from agent.cli import amended, merged
from agent.cli.cards import MARKS, console, labelled, title, unfounded
from agent.cli.committed import BEHIND
from agent.cli.inert import plain
from agent.models import (
    Delivery,
    Item,
    Proposal,
    ProposalState,
    Route,
    Similar,
    Unreadable,
    WorkItem,
)
from agent.records import IntakeStatus
from agent.stores.jobs import JobStatus
from agent.stores.merges import Stranded
from agent.stores.spending import SpentDay
from agent.terms import JobKind, JobState

READS = (JobKind.EXTRACT, JobKind.REREAD)
LEGEND = "marks: goal owner priority due done;  ● stated  ◆ by rule  ◐ inferred  ○ missing"


def print_queue(proposals: Sequence[Proposal]) -> None:
    """Two lines a proposal: what, and then who, when, how pressing, where to."""
    out = console()
    if not proposals:
        out.print("Nothing waits for a decision. `clarify intake FILE` reads more.")
        return
    for proposal in proposals:
        item, route = proposal.item, proposal.route
        label = Text.assemble((proposal.id, "dim"), "  ", *_marks(proposal), "  ")
        labelled(out, label, Text(plain(item.goal.value), style="bold"))
        facts = [
            proposal.owner.value or "nobody yet",
            _short_due(item),
            proposal.priority.value,
            f"→ {route.team or route.destination}",
            *([f"{len(proposal.questions)} to ask"] if proposal.questions else []),
            *([_same(proposal.similar)] if _same(proposal.similar) else []),
            *([_became(proposal)] if proposal.state is not ProposalState.PENDING else []),
        ]
        labelled(out, Text(" " * label.cell_len), Text(plain(" · ".join(facts)), style="dim"))
        for told in (*amended.glance(proposal), *(gap.reason for gap in unfounded(proposal))):
            labelled(out, Text(" " * label.cell_len), Text(plain(told), style="red"))
    if away := len({proposal.intake_id for proposal in proposals if proposal.trace.fallback}):
        texts = "1 text was" if away == 1 else f"{away} texts were"
        told = f"{texts} read while the model was away: `clarify reread --fallback` asks it now."
        out.print(Text(f"\n{told}", style="yellow"))
    out.print(Text(f"\n{LEGEND}", style="dim"))
    out.print(
        Text("`clarify show ID` has the evidence; `clarify confirm ID --as NAME` decides.", style="dim")
    )


def print_stranded(stranded: Sequence[Stranded]) -> None:
    """Who still waits for work that was withdrawn, because what they sent was merged into it."""
    for work_id, asked, undo in stranded:
        told = f"{work_id} is withdrawn, and {asked.requester} asked for it too ({asked.proposal_id})"
        remedy = "puts that back" if undo == asked.proposal_id else "takes the withdrawal back"
        console().print(Text(plain(f"{told}: `clarify undo {undo}` {remedy}."), style="yellow"))


def print_work(found: Sequence[WorkItem], today: datetime) -> None:
    out = console()
    if not found:
        out.print("No such work. `clarify queue` shows what waits for a decision.")
        return
    table = blank_table("id", "goal", "owner", "due", "prio", "status")
    for work in found:
        late = work.overdue(today)
        table.add_row(
            Text(work.id),
            Text(plain(_with_requesters(work))),
            Text(plain(work.owner.value or "-")),
            Text(_short_due(work.item), style="red" if late else ""),
            Text(work.priority.value),
            Text("overdue" if late else work.status, style="red" if late else ""),
        )
    out.print(table)


def print_intakes(statuses: Sequence[IntakeStatus]) -> None:
    out = console()
    if not statuses:
        out.print("None.")
        return
    told = any(status.reason for status in statuses)
    table = blank_table("id", "channel", "text", *(["reason"] if told else []))
    for status in statuses:
        intake = status.intake
        cells = (intake.id, intake.channel, title(intake), *([status.reason] if told else []))
        table.add_row(*(Text(plain(cell)) for cell in cells))
    out.print(table)


def print_away(statuses: Sequence[IntakeStatus]) -> None:
    """Texts that were read while the model was away."""
    if not statuses:
        console().print("No text was read while the model was away.")
        return
    print_intakes(statuses)
    console().print(Text("`clarify reread --fallback --as NAME` lets the model read them.", style="dim"))


def print_unreadables(kept: Sequence[Unreadable]) -> None:
    out = console()
    if not kept:
        out.print("None.")
        return
    table = blank_table("id", "kept", "reason")
    for one in kept:
        table.add_row(Text(one.id), Text(f"{one.kept_at:%Y-%m-%d %H:%M}"), Text(plain(one.reason)))
    out.print(table)


def print_routes(rows: Iterable[tuple[Proposal, Route]]) -> None:
    table = blank_table("id", "goal", "rule", "team")
    for proposal, route in rows:
        table.add_row(
            Text(proposal.id),
            Text(plain(proposal.item.goal.value)),
            Text(route.rule),
            Text(route.team or "-"),
        )
    console().print(table)


def print_jobs(found: Sequence[JobStatus], counts: Mapping[str, int], now: datetime) -> None:
    out = console()
    out.print(" · ".join(f"{counts.get(state, 0)} {state}" for state in JobState))
    if not found:
        return
    table = blank_table("id", "job", "about", "state", "tries", "since", "reason")
    for job in found:
        table.add_row(
            Text(str(job.id)),
            Text(job.kind),
            Text(job.subject),
            Text(job.state, style="red" if job.state is JobState.DEAD else ""),
            Text(str(job.attempts)),
            Text(_age(now - job.run_at)),
            Text(plain(job.reason)),
        )
    out.print(table)


def print_postponed(postponed: Sequence[JobStatus], now: datetime) -> None:
    """Texts that are not read before a time that is known, each reason once."""
    out = console()
    reasons = Counter(job.reason for job in postponed if job.kind in READS)
    for reason, count in reasons.items():
        when = _age(now - min(job.run_at for job in postponed if job.reason == reason))
        texts = "1 text waits" if count == 1 else f"{count} texts wait"
        out.print(Text(plain(f"{texts} to be read, next {when}: {reason}"), style="yellow"))


def print_spending(found: Sequence[SpentDay], most: float | None) -> None:
    """`most`: what a day may cost, if that is bounded."""
    out = console()
    if not found:
        out.print("Nothing: no model was asked so far.")
        return
    table = blank_table("day", "requests", "tokens in", "tokens out", "spent", "put aside")
    for day in found:
        counts = (day.requests, day.tokens_in, day.tokens_out)
        money = (f"{day.spent:.4f}", f"{day.reserved:.4f}")
        table.add_row(Text(f"{day.day}"), *(Text(f"{count:,}") for count in counts), *map(Text, money))
    out.print(table)
    if most is not None:
        out.print(Text(f"at most {most:g} a day", style="dim"))


def print_deliveries(found: Sequence[Delivery], nothing: str) -> None:
    """`nothing` is said where there are none."""
    out = console()
    if not found:
        out.print(nothing)
        return
    table = blank_table("work", "to", "state", "tries", "error")
    for delivery in found:
        table.add_row(
            Text(delivery.work_id),
            Text(delivery.destination),
            Text(delivery.state),
            Text(str(delivery.attempts)),
            Text(BEHIND if delivery.behind else plain(delivery.error)),
        )
    out.print(table)


def print_checks(checks: Iterable[Check]) -> None:
    out = console()
    for check in checks:
        mark, style = ("ok  ", "green") if check.fine else ("FAIL", "red")
        label = Text.assemble((f"{mark} ", style), (f"{check.name:<10}", "bold"))
        labelled(out, label, Text(plain(check.found)))
        if check.remedy:
            labelled(out, Text(" " * label.cell_len), Text(f"→ {plain(check.remedy)}", style="yellow"))


def blank_table(*columns: str) -> Table:
    """With these columns and no row yet."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for name in columns:
        table.add_column(name, overflow="fold", no_wrap=name in ("id", "prio", "clear", "due"))
    return table


def _age(passed: timedelta) -> str:
    """How long ago, or in how long, to the nearest unit that says enough."""
    seconds = abs(passed.total_seconds())
    units = ((86400, "d"), (3600, "h"), (60, "min"))
    words = next((f"{seconds // size:.0f} {unit}" for size, unit in units if seconds >= size), "")
    if not words:
        return "now"
    return words if passed.total_seconds() > 0 else f"in {words}"


def _marks(proposal: Proposal) -> list[tuple[str, str]]:
    """One mark a field, in the order of the legend."""
    return [MARKS[basis] for basis in proposal.readiness.values()]


def _short_due(item: Item) -> str:
    if item.due.value:
        return f"{item.due.value:%a %d %b %Y}"
    return "recurs" if item.recurrence.value else "no date"


def _became(proposal: Proposal) -> str:
    return f"merged into {proposal.merge_into}" if proposal.merge_into else proposal.state


def _with_requesters(work: WorkItem) -> str:
    also = merged.names(work.also_asked)
    return f"{work.item.goal.value} (also asked by {also})" if also else work.item.goal.value


def _same(similar: Similar) -> str:
    if similar.unavailable:
        return "duplicate check unavailable"
    return f"{similar.matches[0].verdict}?" if similar.matches else ""
