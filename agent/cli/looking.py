"""`promote`, `dismiss`, `sample`, `unreadable`: people look at what was not read as work, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.options import As, Json, at_store, at_work, deciding_person, print_json

if TYPE_CHECKING:
    from agent.protocols import Services
    from agent.records import IntakeStatus
    from agent.wiring import Store

IntakeId = Annotated[str, typer.Argument(metavar="ID", help="Of the text; a beginning is enough.")]
KEYS = {"w": "work", "n": "no work", "s": "skip", "q": "quit"}


def promote(text: IntakeId, by: As = "", json: Json = False) -> None:
    """Say that there is work in a text where none was found: it is read again, and proposed."""
    from agent.cli import cards

    with at_work() as (settings, store, services):
        person = deciding_person(by, settings, store)
        status = _promote(store.intakes.status(text).intake.id, person, store, services)
        made = store.proposals.find(intake_id=status.intake.id)
        print_json(made) if json else cards.print_intake(status, made, new=True)


def dismiss(text: IntakeId, by: As = "") -> None:
    """Say that there is no work in a text, as was found."""
    with at_store() as (settings, store):
        store.not_work.dismiss(text, deciding_person(by, settings, store))
    typer.echo("noted: there is no work in it")


def sample(
    count: Annotated[int, typer.Option(min=1, max=200, help="A week.")] = 10,
    by: As = "",
    json: Json = False,
) -> None:
    """Look at texts without work, drawn by chance each week, so that misses are counted; a key decides."""
    from agent.cli import cards, tables
    from agent.wiring import now

    with at_work() as (settings, store, services):
        drawn = store.not_work.sample(count, now())
        if json:
            print_json(drawn)
        elif cards.on_terminal() and drawn:
            person = deciding_person(by, settings, store)
            _ask_each(drawn, person, store, services)
        else:
            tables.print_intakes(drawn)
        rate = store.not_work.miss_rate()
    typer.echo(f"of {rate.judged} that were looked at, {rate.missed} held work after all", err=True)


def unreadable(
    kept: Annotated[str, typer.Argument(metavar="ID", help="A beginning is enough; all if left out.")] = "",
    output: Annotated[Path | None, typer.Option(help="A new file for the bytes as they came.")] = None,
    json: Json = False,
) -> None:
    """List what could not be read, or write one of them into a file. It was kept as it came."""
    from agent.cli import tables

    if bool(kept) != bool(output):
        raise typer.BadParameter("an ID and --output FILE go together")
    with at_store() as (_settings, store):
        if output:
            raw = store.unreadables.raw(kept)
            with output.open("xb") as file:
                file.write(raw)
        else:
            found = store.unreadables.find()
            print_json(found) if json else tables.print_unreadables(found)


def _ask_each(drawn: list[IntakeStatus], person: str, store: Store, services: Services) -> None:
    from agent.cli import cards

    for status in drawn:
        cards.print_source(status)
        typer.echo("  w there is work in it · n there is none · s later · q end: ", nl=False)
        key = _key()
        typer.echo(KEYS[key])
        if key == "q":
            return
        if key == "w":
            _promote(status.intake.id, person, store, services)
        if key == "n":
            store.not_work.dismiss(status.intake.id, person)


def _key() -> str:
    import click

    while True:
        key = click.getchar().lower()
        if key in KEYS:
            return key


def _promote(intake_id: str, person: str, store: Store, services: Services) -> IntakeStatus:
    from agent.worker import drain

    store.not_work.promote(intake_id, person)
    drain(services)
    return store.intakes.status(intake_id)
