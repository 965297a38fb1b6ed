"""Work items as files: JSON Lines for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from agent.models import WorkItem

COLUMNS = (
    "id", "goal", "kind", "status", "owner", "team", "priority", "due", "recurrence",
    "done_criteria", "labels", "confirmed_by", "confirmed_at", "done_at", "proposal_id", "intake_id",
)  # fmt: skip

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by a spreadsheet (OWASP, CSV injection)."""


def json_lines(work: Iterable[WorkItem]) -> str:
    return "".join(f"{item.model_dump_json()}\n" for item in work)


def csv_table(work: Iterable[WorkItem]) -> str:
    """One row a work item; cells that a spreadsheet would take for a formula begin with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in work:
        writer.writerow([_inert(cell) for cell in _cells(item)])
    return out.getvalue()


def _cells(work: WorkItem) -> tuple[str, ...]:
    item, route = work.item, work.route
    return (
        work.id,
        item.goal.value,
        item.kind,
        work.status,
        work.owner.value or "",
        route.team or "",
        work.priority.value,
        item.due.value.isoformat() if item.due.value else "",
        item.recurrence.value or "",
        "; ".join(criterion.value for criterion in item.done_criteria),
        "; ".join(route.labels),
        work.confirmed_by,
        work.confirmed_at.isoformat(),
        work.done_at.isoformat() if work.done_at else "",
        work.proposal_id,
        work.intake_id,
    )


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
