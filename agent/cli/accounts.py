"""`users password`, `users link`, `users remove`: how people log in to the pages."""

from __future__ import annotations

from typing import Annotated

import typer

from agent.cli.inert import plain
from agent.cli.options import at_store

User = Annotated[str, typer.Argument(metavar="NAME", help="From `clarify users`.")]


def password(
    name: User,
    remove: Annotated[bool, typer.Option("--remove", help="Take it away: only links log in.")] = False,
) -> None:
    """Ask for a password and set it; whoever is logged in with the old one is logged out."""
    with at_store() as (_settings, store):
        user = store.people.user(name).name
        store.passwords.set(user, None if remove else asked())
    typer.echo(plain(f"{user} has no password now" if remove else f"{user} logs in with it from now on"))


def link(
    name: User,
    address: Annotated[str, typer.Option(help="Where `clarify serve` answers.")] = "http://127.0.0.1:8000",
) -> None:
    """Print a link that logs a user in, once."""
    with at_store() as (_settings, store):
        user = store.people.user(name).name
        typer.echo(login_address(address, store.sessions.link(user)))


def remove(name: User) -> None:
    """They decide nothing from now on; what they decided stays theirs."""
    with at_store() as (_settings, store):
        user = store.people.user(name).name
        store.people.remove(user)
    typer.echo(plain(f"{user} decides nothing from now on; sessions and keys no longer count"))


def login_address(address: str, secret: str) -> str:
    return f"{address.rstrip('/')}/login/{secret}"


def asked() -> str:
    """Typed twice at a terminal, unseen; else a line of standard input."""
    import sys

    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
