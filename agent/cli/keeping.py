"""`backup` and `restore`: the whole store in one file that either database takes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.options import Json, at_store, print_object

if TYPE_CHECKING:
    from agent.settings import Settings
    from agent.stores.backup import Summary


def backup(
    file: Annotated[Path, typer.Argument(help="A new file; none is replaced.")],
    json: Json = False,
) -> None:
    """Write every workspace into a file, as they are at one moment, while others go on working."""
    from agent.stores.backup import save
    from agent.wiring import now

    with at_store() as (settings, store):
        kept = save(store.database, file, now())
    _print(kept, json=json, done=f"{kept.rows} rows written to {file}")
    if not json:
        typer.echo(f"Not in it: the audit key. Keep {_key(settings)} as well, in another place")


def restore(
    file: Annotated[Path, typer.Argument(help="From `clarify backup`, of either database.")],
    json: Json = False,
) -> None:
    """Fill an empty database from a backup; the audit key has to be there before."""
    from agent.settings import load_settings
    from agent.wiring import restore_store

    kept = restore_store(load_settings(), file)
    _print(kept, json=json, done=f"{kept.rows} rows restored, and every chain of events holds")
    if not json:
        typer.echo("Next: clarify reindex")


def _print(kept: Summary, *, json: bool, done: str) -> None:
    if json:
        print_object(rows=kept.rows, heads={name: str(head) for name, head in kept.heads.items()})
        return
    typer.echo(done)
    for name, head in sorted(kept.heads.items()):
        typer.echo(f"head of {name} {head}")


def _key(settings: Settings) -> str:
    return "CLARIFY_AUDIT_KEY" if settings.audit_key else str(settings.home / "audit.key")
