"""The registry in the terminal: list, finish, reopen, export."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.options import As, Json, at_store, deciding_person, print_json
from agent.terms import WorkStatus

if TYPE_CHECKING:
    from agent.models import WorkItem
    from agent.wiring import Store


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


WorkId = Annotated[str, typer.Argument(metavar="ID", help="Of the work item; a beginning is enough.")]


def work(
    owner: Annotated[str | None, typer.Option(help="Only this owner's.")] = None,
    overdue: Annotated[bool, typer.Option(help="Only what is open and past its due day.")] = False,
    status: Annotated[WorkStatus | None, typer.Option(help="Only this status.")] = None,
    json: Json = False,
) -> None:
    """List confirmed work."""
    from agent.cli import tables
    from agent.wiring import now

    today = now().astimezone()
    with at_store() as (_settings, store):
        found = store.registry.find(status, owner)
    standing = _standing(found, everything=status is not None)
    shown = [item for item in standing if not overdue or item.overdue(today)]
    print_json(shown) if json else tables.print_work(shown, today)


def done(item: WorkId, by: As = "", json: Json = False) -> None:
    """Mark a work item as done."""
    _set(item, WorkStatus.DONE, by, json=json)


def reopen(item: WorkId, by: As = "", json: Json = False) -> None:
    """Take a work item's done back."""
    _set(item, WorkStatus.OPEN, by, json=json)


def export(
    form: Annotated[Format, typer.Option("--format", help="JSON Lines or CSV.")] = Format.JSONL,
    output: Annotated[Path | None, typer.Option(help="A file; standard output if left out.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what was withdrawn.")] = False,
) -> None:
    """Write confirmed work to a file."""
    from agent.destinations.export import csv_table, json_lines
    from agent.errors import InputError

    with at_store() as (_settings, store):
        found = _standing(store.registry.find(), everything=everything)
    text = csv_table(found) if form is Format.CSV else json_lines(found)
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as exc:
        raise InputError(f"{str(output)!r} cannot be written: {exc.strerror}") from exc
    typer.echo(f"{len(found)} work items in {output}", err=True)


def _standing(found: list[WorkItem], *, everything: bool) -> list[WorkItem]:
    """Without what was withdrawn, unless somebody wants everything."""
    return [item for item in found if everything or item.status is not WorkStatus.WITHDRAWN]


def _set(item: str, status: WorkStatus, by: str, *, json: bool) -> None:
    with at_store() as (settings, store):
        who = deciding_person(by, settings, store)
        changed = store.registry.set_status(item, status, who)
        print_json([changed]) if json else show_work(changed, store)


def show_work(work: WorkItem, store: Store) -> None:
    """With everybody who asked for it."""
    from agent.cli import committed

    merges = [store.proposals.get(id_) for id_ in store.merges.into(work.id)]
    committed.print_work_item(work, store.deliveries.of(work.id), store.intakes.get(work.intake_id), merges)
