"""One thing at a time in a terminal of 80 columns: a result, a proposal, a work item, a source.

Stored text is printed as data: it cannot move the cursor, colour the screen or ring the bell.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from agent.cli.inert import plain
from agent.dates.occurrences import in_words, next_days
from agent.models import (
    Basis,
    Decision,
    DecisionKind,
    Evidence,
    FieldName,
    Intake,
    Item,
    Proposal,
    ProposalState,
    Recorded,
    Similar,
    Sourced,
)
from agent.protocols import IntakeStatus
from agent.rows import ItemRow, ResultRow
from agent.terms import IntakeState
from agent.text.address import title as heading
from agent.text.normalise import marked

MARKS = {
    Basis.STATED: ("●", "green"),
    Basis.PERSON: ("●", "cyan"),
    Basis.RULE: ("◆", "cyan"),
    Basis.INFERRED: ("◐", "yellow"),
    Basis.MISSING: ("○", "red"),
}

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


def print_result(result: ResultRow) -> None:
    """What `extract` read."""
    out = console()
    count = len(result.items)
    heading = f"{count} work item{'s' * (count != 1)}" if count else "no work"
    out.print(Text(plain(f"{result.id}: {heading}"), style="bold"))
    if result.not_work_reason:
        labelled(out, Text("  "), Text(plain(result.not_work_reason)))
    for note in result.notes:
        _note(out, note)
    for row in result.items:
        _print_row(out, row)
    out.print()


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
        _note(out, note)
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


def print_brief(out: Console, proposal: Proposal) -> None:
    """One proposal in a few lines: what, who, when, why it is believed, where it goes."""
    item, route = proposal.item, proposal.route
    labelled(out, Text(f"  {proposal.id}  ", style="dim"), Text(plain(item.goal.value), style="bold"))
    owner, priority = proposal.owner, proposal.priority
    lines = [
        ("owner", owner.value or "nobody yet", owner),
        ("due", due_words(item), item.recurrence if item.recurrence.value else item.due),
        ("priority", priority.value, priority),
        *(("done when", criterion.value, criterion) for criterion in item.done_criteria),
    ]
    for name, value, sourced in lines:
        line(out, name, value, sourced)
    for amendment in proposal.amendments:
        line(out, "amended", f"{'; '.join(amendment.changes)} ({amendment.intake_id})", style="magenta")
    line(out, "route", f"{route.team or route.destination}  (rule: {route.rule})")
    _advice(out, proposal.similar)
    for question in proposal.questions:
        line(out, "ask", question.text, style="yellow")
    if proposal.trace.note:
        line(out, "note", proposal.trace.note, style="yellow")


def print_proposal(
    proposal: Proposal, intake: Intake, later: Sequence[Intake], history: Sequence[Recorded]
) -> None:
    """All of one proposal: sources with their evidence, fields, advice, history, digest.

    `later`: the messages of its thread that changed it.
    """
    out = console()
    out.print(Text(f"{proposal.id}  revision {proposal.revision}  {proposal.state}", style="bold"))
    print_brief(out, proposal)
    if rule := proposal.item.recurrence.value:
        since = proposal.item.due.value or intake.received_at.date()
        days = [f"{day:%a %d %b %Y}" for day in next_days(rule, since)]
        line(out, "falls on", ", ".join(days) or "no day in the next twenty years")
    for gap in proposal.gaps:
        line(out, "open", f"{gap.topic}: {gap.reason}", style="yellow")
    own = [piece for piece in proposal.item.evidence if piece.source in ("", intake.id)]
    print_text(out, intake, own)
    for message in later:
        said = [piece for piece in proposal.item.evidence if piece.source == message.id]
        print_text(out, message, said, f"later in the thread, {message.id}")
    for recorded in history:
        line(out, "decided", _history(recorded))
    read = " ".join(filter(None, (proposal.trace.engine, proposal.trace.model, proposal.trace.prompt)))
    line(out, "read by", read)
    out.print(Text(f"  digest {proposal.digest}"))


def print_payload(proposal: Proposal) -> None:
    """Exactly what a confirm commits."""
    out = console()
    out.print(Text("This will be committed:", style="bold"))
    print_brief(out, proposal)
    for evidence in proposal.item.evidence:
        line(out, "words", f"{evidence.field}: “{evidence.quote}”")
    line(out, "kind", proposal.item.kind)
    line(out, "labels", ", ".join(proposal.route.labels) or "-")
    line(out, "to", proposal.route.destination)
    if proposal.merge_into:
        line(out, "merge into", proposal.merge_into)
    line(out, "source", f"{proposal.intake_id}, sha256 {proposal.intake_sha256[:16]}…")
    out.print(Text(f"  digest {proposal.digest}"))


def print_decided(proposal: Proposal, decision: Decision) -> None:
    """The new version where there is something to go on with, else only what became of it."""
    out = console()
    told = f"{DONE[decision.kind]} by {plain(decision.by)}: revision {proposal.revision}, {proposal.state}"
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
    out: Console, name: str, value: str, sourced: Sourced[object] | None = None, style: str = ""
) -> None:
    """A labelled value with the mark of its basis and the words it came from."""
    mark, colour = MARKS[sourced.basis] if sourced else (" ", "")
    body = Text(plain(value), style=style)
    if sourced and sourced.evidence:
        body.append(f"  “{short(sourced.evidence[0].quote)}”", style="dim")
    elif sourced and sourced.basis is not Basis.MISSING:
        body.append(f"  {sourced.basis}", style="dim")
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


def _note(out: Console, note: str) -> None:
    """Hidden parts can be long: `--json` has all of them."""
    labelled(out, Text("  "), Text(f"note: {short(note, NOTE_LENGTH)}", style="yellow"))


def _advice(out: Console, similar: Similar) -> None:
    if similar.unavailable:
        line(out, "same?", "duplicate check unavailable", style="red")
    for match in similar.matches:
        line(out, f"{match.verdict}?", f"{match.goal} ({match.id})", style="magenta")
        for reason in match.reasons:
            line(out, "", reason)


def _print_row(out: Console, row: ItemRow) -> None:
    """An item of a stateless reading."""
    labelled(out, Text("  "), Text(plain(row.goal), style="bold"))
    quotes = {evidence.field: evidence.quote for evidence in reversed(row.evidence)}
    values = {
        FieldName.OWNER: row.owner or "nobody yet",
        FieldName.DUE: f"{row.due:%a %d %b %Y}" if row.due else "none stated",
        FieldName.RECURRENCE: in_words(row.recurrence) if row.recurrence else None,
        FieldName.PRIORITY: row.priority,
        FieldName.DONE_CRITERIA: "; ".join(row.done_criteria),
    }
    for field, value in values.items():
        if value:
            mark, colour = MARKS[row.basis[field]]
            body = Text(plain(value))
            if field in quotes:
                body.append(f"  “{short(quotes[field])}”", style="dim")
            name = "done when" if field is FieldName.DONE_CRITERIA else field.replace("_", " ")
            label = (f"{name:<{LABEL_WIDTH}}", "dim")
            labelled(out, Text.assemble((f"    {mark} ", colour), label), body)
    for question in row.questions:
        line(out, "ask", question.text, style="yellow")


def _history(recorded: Recorded) -> str:
    decision = recorded.decision
    undone = " (undone)" if recorded.undone else ""
    reason = f": {decision.reason}" if decision.reason else ""
    return f"{decision.at:%Y-%m-%d %H:%M} {decision.kind} by {decision.by}{reason}{undone}"


def short(text: str, most: int = 70) -> str:
    """On one line, cut with an ellipsis: for a glance; the whole text is shown elsewhere."""
    words = " ".join(plain(text).split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
