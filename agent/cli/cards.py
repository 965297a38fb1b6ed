"""One thing at a time in a terminal of 80 columns: a result, a proposal, a work item, a source.

Stored text is printed as data: it cannot move the cursor, colour the screen or ring the bell.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from agent import readiness
from agent.cli import amended, merged
from agent.cli.inert import plain
from agent.cli.wording import history_line, short, when_said
from agent.dates.occurrences import in_words, next_days
from agent.models import (
    Basis,
    Decision,
    DecisionKind,
    Evidence,
    Gap,
    Intake,
    Item,
    Proposal,
    ProposalState,
    Recorded,
    Similar,
    Sourced,
    Topic,
    WorkItem,
)
from agent.records import IntakeStatus
from agent.terms import WAITING, IntakeState
from agent.text.address import title as heading
from agent.text.normalise import marked

MARKS = {
    Basis.STATED: ("●", "green"),
    Basis.PERSON: ("●", "cyan"),
    Basis.RULE: ("◆", "cyan"),
    Basis.INFERRED: ("◐", "yellow"),
    Basis.MISSING: ("○", "red"),
}

Backed = Sourced[object] | None
LABEL_WIDTH = 12
NOTE_LENGTH = 400

DONE = {
    DecisionKind.CONFIRM: "confirmed",
    DecisionKind.EDIT: "edited",
    DecisionKind.REJECT: "rejected",
    DecisionKind.MERGE: "merged",
    DecisionKind.SNOOZE: "snoozed",
    DecisionKind.ANSWER: "answered",
    DecisionKind.UNDO: "undone",
}


def console() -> Console:
    return Console(highlight=False, emoji=False)


def progress_bar() -> Progress:
    """On stderr, where somebody looks; nothing in a pipe."""
    out = Console(stderr=True)
    return Progress(console=out, transient=True, disable=not out.is_terminal)


def on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def print_intake(
    status: IntakeStatus, proposals: Sequence[Proposal], changed: Sequence[Proposal] = (), *, new: bool
) -> None:
    """What `intake` made of one text, and what it changed of its thread."""
    out = console()
    intake = status.intake
    label = Text(f"{intake.id}  {intake.channel}  ", style="dim")
    labelled(out, label, Text(plain(title(intake)), style="bold"))
    if not new:
        out.print(Text("  known already, nothing changed\n", style="dim"))
        return
    if intake.conflicts_with:
        out.print(
            Text(f"  the same source id as {intake.conflicts_with}, but another content", style="yellow")
        )
    for note in intake.notes:
        note_line(out, note)
    if status.state is IntakeState.NOT_WORK:
        labelled(out, Text("  "), Text(f"no work: {plain(status.reason)}"))
    if status.state is IntakeState.RECEIVED:
        out.print(Text("  not read yet: `clarify intake` goes on with it later", style="yellow"))
    if status.state is IntakeState.FAILED:
        labelled(out, Text("  "), Text(f"could not be read: {plain(status.reason)}", style="red"))
    for proposal in (*changed, *proposals):
        print_brief(out, proposal)
    if status.state is IntakeState.EXTRACTED and not (changed or proposals):
        out.print(Text("  nothing new: its thread asked for all of it before", style="dim"))
    out.print()


def print_brief(out: Console, proposal: Proposal, amends: WorkItem | None = None) -> None:
    """One proposal in a few lines: what, who, when, why it is believed, where it goes.

    `amends`: the work that it would change, as it is now.
    """
    item, route = proposal.item, proposal.route
    labelled(out, Text(f"  {proposal.id}  ", style="dim"), Text(plain(item.goal.value), style="bold"))
    for label, told in amended.lines(proposal, amends):
        line(out, label, told, style="red")
    for label, told in merged.asked(proposal.merged):
        line(out, label, told, style="magenta")
    for gap in unfounded(proposal):
        line(out, "open", f"{gap.topic}: {gap.reason}", style="red")
    owner, priority = proposal.owner, proposal.priority
    lines = [
        ("owner", owner.value or "nobody yet", owner),
        ("due", due_words(item), item.recurrence if item.recurrence.value else item.due),
        ("priority", priority.value, priority),
        *(("done when", criterion.value, criterion) for criterion in item.done_criteria),
    ]
    for name, value, sourced in lines:
        line(out, name, value, sourced, rule=route.rule)
    for said in proposal.amendments:
        words = f"  “{short(said.quote)}”" if said.quote else ""
        name = "answered" if said.topic else "amended"
        line(out, name, f"{'; '.join(said.changes)}{words} ({said.intake_id})", style="magenta")
    line(out, "route", f"{route.team or route.destination}  (rule: {route.rule})")
    _advice(out, proposal.similar)
    for question in proposal.questions if proposal.state in WAITING else ():
        line(out, "ask", question.text, style="yellow")
    if proposal.trace.note:
        line(out, "note", proposal.trace.note, style="yellow")


def print_proposal(
    proposal: Proposal,
    intake: Intake,
    later: Sequence[Intake],
    history: Sequence[Recorded],
    lacking: str = "",
    amends: WorkItem | None = None,
    fate: str = "",
) -> None:
    """All of one proposal: sources with their evidence, fields, advice, history, digest.

    `later`: the messages of its thread and the answers that changed it, and the texts of what was merged
    into it. `lacking`: what it lacks for its destination. `amends`: the work that it would change. `fate`:
    what became of it where it was merged.
    """
    out = console()
    told = f"{proposal.id}  revision {proposal.revision}  {proposal.state}  {readiness.ready(proposal)}"
    out.print(Text(told, style="bold"))
    if fate:
        line(out, "merged into", fate, style="magenta")
    print_brief(out, proposal, amends)
    if rule := proposal.item.recurrence.value:
        since = proposal.item.due.value or intake.received_at.date()
        days = [f"{day:%a %d %b %Y}" for day in next_days(rule, since)]
        line(out, "falls on", ", ".join(days) or "no day in the next twenty years")
    if lacking:
        line(out, "required", lacking, style="yellow")
    told_above = unfounded(proposal)
    for gap in proposal.gaps:
        if gap in told_above:
            continue
        line(out, "open", f"{gap.topic}: {gap.reason}", style="yellow")
    own = [piece for piece in proposal.item.evidence if piece.source in ("", intake.id)]
    print_text(out, intake, own, f"asked {merged.first_asked(intake)}" if proposal.merged else "source")
    taken = [proposal.cancelled.evidence] if proposal.cancelled else []
    for message in later:
        said = [piece for piece in (*proposal.item.evidence, *taken) if piece.source == message.id]
        print_text(out, message, said, when_said(message, proposal))
    for recorded in history:
        line(out, "decided", history_line(recorded))
    read = " ".join(filter(None, (proposal.trace.engine, proposal.trace.model, proposal.trace.prompt)))
    line(out, "read by", read)
    out.print(Text(f"  digest {proposal.digest}"))


def unfounded(proposal: Proposal) -> list[Gap]:
    """Why there are no words of the text behind the goal; empty where there are."""
    if proposal.item.goal.basis is not Basis.INFERRED:
        return []
    return [gap for gap in proposal.gaps if gap.topic is Topic.GOAL]


def print_payload(proposal: Proposal, amends: WorkItem | None = None) -> None:
    """Exactly what a confirm commits."""
    out = console()
    out.print(Text("This will be committed:", style="bold"))
    print_brief(out, proposal, amends)
    for evidence in proposal.item.evidence:
        line(out, "words", f"{evidence.field}: “{evidence.quote}”")
    line(out, "kind", proposal.item.kind)
    line(out, "labels", ", ".join(proposal.route.labels) or "-")
    line(out, "to", proposal.route.destination)
    line(out, "source", f"{proposal.intake_id}, sha256 {proposal.intake_sha256[:16]}…")
    out.print(Text(f"  digest {proposal.digest}"))


def print_decided(proposal: Proposal, decision: Decision) -> None:
    """The new version where there is something to go on with, else only what became of it."""
    out = console()
    became = f"{proposal.state} into {proposal.merge_into}" if proposal.merge_into else proposal.state
    told = f"{DONE[decision.kind]} by {plain(decision.by)}: revision {proposal.revision}, {became}"
    out.print(Text(told, style="bold"))
    if proposal.state is ProposalState.PENDING:
        print_brief(out, proposal)
    else:
        labelled(out, Text(f"  {proposal.id}  ", style="dim"), Text(plain(proposal.item.goal.value)))


def print_source(status: IntakeStatus) -> None:
    """An intake as it was read."""
    out = console()
    out.print(Text(f"{status.intake.id}  {status.state}  {plain(status.reason)}".rstrip(), style="bold"))
    print_text(out, status.intake, ())


def print_text(out: Console, intake: Intake, evidence: Sequence[Evidence], name: str = "source") -> None:
    """The source, with the words that support the item marked."""
    text = Text(plain(marked(intake.text)).rstrip())
    for piece in evidence:
        text.stylize("black on yellow", piece.start, piece.end)
    out.print(Text(f"  {name}", style="dim"))
    labelled(out, Text("    "), text)


def line(
    out: Console, name: str, value: str, sourced: Backed = None, style: str = "", rule: str = ""
) -> None:
    """A labelled value with the mark of its basis and the words, or the rule, that it came from."""
    mark, colour = MARKS[sourced.basis] if sourced else (" ", "")
    body = Text(plain(value), style=style)
    if sourced and sourced.evidence:
        body.append(f"  “{short(sourced.evidence[0].quote)}”", style="dim")
    elif sourced and sourced.basis is not Basis.MISSING:
        by = f"rule: {rule}" if rule and sourced.basis is Basis.RULE else sourced.basis
        body.append(f"  {plain(by)}", style="dim")
    labelled(out, Text.assemble((f"    {mark} ", colour), (f"{name:<{LABEL_WIDTH}}", "dim")), body)


def labelled(out: Console, label: Text, body: Text) -> None:
    """The body beside its label, wrapped lines under each other, no spaces at the ends."""
    for wrapped in body.wrap(out, max(out.width - label.cell_len, 20)):
        wrapped.rstrip()
        out.print(Text.assemble(label, wrapped))
        label = Text(" " * label.cell_len)


def title(intake: Intake) -> str:
    """What it is about, in one line."""
    return short(heading(intake.text), 60)


def due_words(item: Item) -> str:
    """A day with its weekday, or what recurs in words."""
    day = f"{item.due.value:%a %d %b %Y}" if item.due.value else ""
    if item.recurrence.value:
        return in_words(item.recurrence.value) + (f", first {day}" if day else "")
    return day or "none stated"


def note_line(out: Console, note: str) -> None:
    """Hidden parts can be long: `--json` has all of them."""
    labelled(out, Text("  "), Text(f"note: {short(note, NOTE_LENGTH)}", style="yellow"))


def _advice(out: Console, similar: Similar) -> None:
    if similar.unavailable:
        line(out, "same?", "duplicate check unavailable", style="red")
    for match in similar.matches:
        line(out, f"{match.verdict}?", f"{match.goal} ({match.id})", style="magenta")
        for change in match.changes:
            line(out, "differs", change, style="magenta")
        for reason in match.reasons:
            line(out, "", reason)
