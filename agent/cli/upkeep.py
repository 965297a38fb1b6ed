"""`doctor`, `reindex`, `verify`: is everything in order, and what to do where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.options import Json, at_store, at_work, print_object

if TYPE_CHECKING:
    from agent.stores.audit import Head


def doctor(json: Json = False) -> None:
    """Check engine, store, index, rules and versions; exit 1 where something is missing."""
    from agent.checks import checks
    from agent.cli import tables
    from agent.settings import load_settings

    found = checks(load_settings())
    if json:
        for check in found:
            print_object(**check.model_dump())
    else:
        tables.print_checks(found)
    if not all(check.fine for check in found):
        raise typer.Exit(1)


def reindex(json: Json = False) -> None:
    """Rebuild the duplicate index from the registry."""
    from agent.cli.cards import progress_bar
    from agent.jobs import rebuild

    bar, indexed = progress_bar(), 0
    with at_work() as (_settings, store, services), bar:
        task = bar.add_task("indexing", total=store.registry.size())

        def tell(count: int) -> None:
            nonlocal indexed
            indexed = count
            bar.update(task, completed=count)

        rebuild(services, tell)
        waiting = len(store.proposals.uncompared())
    if json:
        print_object(indexed=indexed)
        return
    typer.echo(f"{indexed} work items and open proposals indexed")
    if waiting:
        typer.echo(f"{waiting} were proposed without it: the next command, or a worker, compares them")


def verify(
    head: Annotated[str, typer.Option(help="A head kept elsewhere (SEQ:MAC) that must still be there.")] = "",
    json: Json = False,
) -> None:
    """Check the chain of events, and that every work item is what a person confirmed."""
    with at_store() as (_settings, store):
        found = store.audit.verify(_head(head))
    if json:
        print_object(fine=True, events=found.seq, head=str(found))
    else:
        typer.echo(f"{found.seq} events, none edited, removed or swapped\nhead {found}")


def _head(words: str) -> Head | None:
    from agent.errors import InputError
    from agent.stores.audit import Head

    if not words:
        return None
    seq, _, mac = words.partition(":")
    if not (seq.isdigit() and mac):
        raise InputError(f"{words!r} is no head: it looks like 12:3fa9…, as `clarify verify` prints it")
    return Head(seq=int(seq), mac=mac)
