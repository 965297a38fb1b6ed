"""`users token`, `users tokens`, `users revoke`: what programs show when they use the HTTP API."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from agent.cli.inert import plain
from agent.cli.options import Json, at_store, print_json, print_object


class ScopeName(StrEnum):
    """What a token may do."""

    INTAKE = "intake"
    READ = "read"
    CONFIRM = "confirm"


def token(
    name: Annotated[str, typer.Argument(help="The person it speaks for: from `clarify users`.")],
    scope: Annotated[
        list[ScopeName] | None, typer.Option(help="What it may do, once for each; read if left out.")
    ] = None,
    json: Json = False,
) -> None:
    """Make a token of the HTTP API and print it, once."""
    from agent.stores.tokens import Scope

    with at_store() as (_settings, store):
        user = store.people.user(name).name
        made = store.tokens.issue(user, [Scope(one) for one in scope or (ScopeName.READ,)])
    if json:
        print_object(token=made, user=user)
    else:
        typer.echo(made)
        typer.echo("This is shown once: keep it where secrets are kept.", err=True)


def list_tokens(json: Json = False) -> None:
    """List the tokens; none can be shown again."""
    with at_store() as (_settings, store):
        found = store.tokens.find()
    if json:
        print_json(found)
    elif not found:
        typer.echo("None yet: clarify users token 'Your Name' --scope read")
    else:
        for one in found:
            used = f"used {one.used_at:%Y-%m-%d %H:%M} UTC" if one.used_at else "never used"
            state = "revoked" if one.revoked_at else used
            typer.echo(plain(f"{one.id}  {one.user}  {' '.join(one.scopes)}  {state}"))


def revoke(
    token_id: Annotated[str, typer.Argument(metavar="ID", help="From `clarify users tokens`.")],
) -> None:
    """Take a token back: it never counts again."""
    with at_store() as (_settings, store):
        store.tokens.revoke(token_id)
    typer.echo("revoked")
