"""`keys`: what programs show when they use the HTTP API."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from agent.cli.inert import plain
from agent.cli.options import Json, at_store, print_json, print_object

keys = typer.Typer(
    name="keys", help="What programs may do over HTTP.", no_args_is_help=True, rich_markup_mode=None
)


class ScopeName(StrEnum):
    """What a key may do."""

    INTAKE = "intake"
    READ = "read"
    CONFIRM = "confirm"


@keys.command("create")
def create_key(
    name: Annotated[str, typer.Argument(help="What the key is for, such as 'website'.")],
    scope: Annotated[
        list[ScopeName], typer.Option(help="What it may do, once for each; confirm needs --for.")
    ],
    user: Annotated[
        str, typer.Option("--for", metavar="USER", help="The person it speaks for: from `clarify users`.")
    ] = "",
    json: Json = False,
) -> None:
    """Make a key of the HTTP API and print it, once."""
    from agent.stores.api_keys import Scope

    with at_store() as (_settings, store):
        person = store.people.user(user).name if user else None
        made = store.api_keys.create(name.strip(), [Scope(one) for one in scope], person)
    if json:
        print_object(key=made, name=name.strip(), user=person)
    else:
        typer.echo(made)
        typer.echo("This is shown once: keep it where secrets are kept.", err=True)


@keys.command("list")
def list_keys(json: Json = False) -> None:
    """List the keys, and when each was used last; none can be shown again."""
    with at_store() as (_settings, store):
        found = store.api_keys.find()
    if json:
        print_json(found)
    elif not found:
        typer.echo("None yet: clarify keys create website --scope intake")
    for one in () if json else found:
        used = f"used {one.used_at:%Y-%m-%d %H:%M} UTC" if one.used_at else "never used"
        state = "revoked" if one.revoked_at else used
        person = f"for {one.user}  " if one.user else ""
        typer.echo(plain(f"{one.id}  {one.name}  {' '.join(one.scopes)}  {person}{state}"))


@keys.command("revoke")
def revoke_key(
    key: Annotated[str, typer.Argument(metavar="NAME|ID", help="From `clarify keys list`.")],
) -> None:
    """Take a key back: it never counts again."""
    with at_store() as (_settings, store):
        revoked = store.api_keys.revoke(key)
    typer.echo(plain(f"revoked {revoked.id}  {revoked.name}"))
