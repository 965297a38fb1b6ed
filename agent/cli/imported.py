"""What an import would do, and what it did, in a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from agent.cli.cards import console, labelled
from agent.cli.inert import plain
from agent.cli.options import print_object
from agent.cli.tables import blank_table
from agent.importing import Plan
from agent.models import Import, Imported, Unread

if TYPE_CHECKING:
    from agent.stores.imports import Withdrawn

FIRST = 8
"""Rows that are shown of each kind; --json has all."""


def print_plan(seen: Plan, *, json: bool) -> None:
    if json:
        print_object(**_told(seen))
        return
    out = console()
    backlog = seen.backlog
    told = f"{backlog.name}: {_count(backlog.rows, 'row')} of {backlog.form}, sha256 {backlog.sha256[:16]}…"
    out.print(Text(plain(told), style="bold"))
    _say("read", ", ".join(f"{field} ← {column}" for field, column in backlog.columns))
    _say("not read", ", ".join(backlog.ignored))
    done = sum(one.origin.done for one in seen.new)
    _say("new", f"{len(seen.new)}, of which {done} are done there" if done else str(len(seen.new)))
    if seen.new:
        out.print(_table(seen.new[:FIRST]))
    _more(len(seen.new))
    _known(seen)
    _rows("left out", backlog.left_out)
    _rows("refused", backlog.refused)
    for note in backlog.notes:
        _say("note", note)
    _say("digest", seen.digest)


def print_made(made: Import) -> None:
    out = console()
    told = f"{made.id} imported {made.items} work items by {plain(made.by)}"
    told += f", {len(made.finished)} that were here are done now" if made.finished else ""
    out.print(Text(told, style="bold green"), soft_wrap=True)
    out.print(Text(f"`clarify undo {made.id}` takes it back.", style="dim"))


def print_imports(found: Sequence[Import]) -> None:
    out = console()
    if not found:
        out.print("Nothing was imported. `clarify import FILE` shows what a file would bring.")
        return
    table = blank_table("id", "file", "by", "at", "items")
    for made in found:
        items = f"{made.items} (taken back)" if made.undone_by else str(made.items)
        cells = (made.id, made.name, made.by, f"{made.at:%Y-%m-%d %H:%M}", items)
        table.add_row(*(Text(plain(cell)) for cell in cells))
    out.print(table)


def print_withdrawn(taken: Withdrawn) -> None:
    out = console()
    out.print(Text(f"{taken.of.id} taken back: {taken.withdrawn} work items withdrawn", style="bold green"))
    if taken.left:
        _say("left", f"{', '.join(taken.left[:FIRST])}: changed since, so as they are")
        _more(len(taken.left))


def _known(seen: Plan) -> None:
    if not seen.known:
        return
    moved = [one for one in seen.known if one.differs]
    told = f"{len(seen.known)}, which stay as they are here"
    told += f"; {len(seen.finished)} are open here and done there: they become done" if seen.finished else ""
    _say("here", told)
    for one in moved[:FIRST]:
        _say("", f"line {one.line} ({one.work_id}) says otherwise: {'; '.join(one.differs)}")
    _more(len(moved))


def _rows(label: str, rows: Sequence[Unread]) -> None:
    if rows:
        _say(label, str(len(rows)))
    for row in rows[:FIRST]:
        _say("", f"line {row.line}: {row.reason}")
    _more(len(rows))


def _table(rows: Sequence[Imported]) -> Table:
    table = blank_table("line", "goal", "owner", "due", "prio", "state")
    for one in rows:
        item = one.item
        due = item.due.value.isoformat() if item.due.value else "-"
        state = "done" if one.origin.done else "open"
        cells = (str(one.line), item.goal.value, item.owner.value or "-", due, item.priority.value, state)
        table.add_row(*(Text(plain(cell)) for cell in cells))
    return table


def _say(label: str, words: str) -> None:
    if words:
        labelled(console(), Text(f"{label:<10}", style="dim"), Text(plain(words)))


def _more(count: int) -> None:
    if count > FIRST:
        _say("", f"… and {count - FIRST} more: --json has them all")


def _count(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def _told(seen: Plan) -> dict[str, object]:
    """All of it, for programs."""
    backlog = seen.backlog
    return {
        "file": backlog.name,
        "format": backlog.form,
        "sha256": backlog.sha256,
        "digest": seen.digest,
        "rows": backlog.rows,
        "columns": dict(backlog.columns),
        "not_read": backlog.ignored,
        "new": [one.model_dump(mode="json") for one in seen.new],
        "known": [one.model_dump(mode="json") for one in seen.known],
        "left_out": [one.model_dump() for one in backlog.left_out],
        "refused": [one.model_dump() for one in backlog.refused],
        "notes": backlog.notes,
    }
