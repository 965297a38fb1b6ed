"""What `extract` read out of a text, in the terminal; nothing of it is stored."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from agent.cli.cards import LABEL_WIDTH, MARKS, console, labelled, line, note_line
from agent.cli.inert import plain
from agent.cli.wording import short
from agent.dates.occurrences import in_words
from agent.models import Basis, FieldName
from agent.rows import ItemRow, ResultRow


def print_result(result: ResultRow) -> None:
    out = console()
    count = len(result.items)
    heading = f"{count} work item{'s' * (count != 1)}" if count else "no work"
    out.print(Text(plain(f"{result.id}: {heading}"), style="bold"))
    if result.not_work_reason:
        labelled(out, Text("  "), Text(plain(result.not_work_reason)))
    for note in result.notes:
        note_line(out, note)
    for row in result.items:
        _print_row(out, row)
    out.print()


def _print_row(out: Console, row: ItemRow) -> None:
    """An item of a stateless reading."""
    labelled(out, Text("  "), Text(plain(row.goal), style="bold"))
    if row.basis[FieldName.GOAL] is Basis.INFERRED:
        line(out, "open", "goal: no words of the text are behind it", style="red")
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
