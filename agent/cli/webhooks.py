"""`webhooks`: the programs elsewhere that are told of what happens here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from agent.cli.inert import plain
from agent.cli.options import Json, at_store, print_object

if TYPE_CHECKING:
    from agent.receivers import WebhookSettings


def webhooks(
    test: Annotated[str, typer.Option(metavar="NAME", help="Send this one a `test` now.")] = "",
    new_secret: Annotated[bool, typer.Option(help="Print a secret for a new one.")] = False,
    json: Json = False,
) -> None:
    """List who is told what, and what of it waits or was given up."""
    if new_secret:
        from agent.receivers import new_secret as make

        typer.echo(make())
    elif test:
        _test(test)
    else:
        _list(json=json)


def _list(*, json: bool) -> None:
    from agent.terms import JobKind, JobState

    with at_store() as (settings, store):
        jobs = [job for job in store.jobs.find((JobState.READY, JobState.DEAD)) if job.kind is JobKind.NOTIFY]
        receivers = settings.webhooks
    count = Counter((job.subject.rpartition("/")[0], job.state) for job in jobs)
    for name, receiver in receivers.items():
        waiting, dead = count[name, JobState.READY], count[name, JobState.DEAD]
        if json:
            print_object(
                name=name, host=_host(receiver), events=receiver.events, waiting=waiting, given_up=dead
            )
        else:
            told = f"{name}  {_host(receiver)}  {' '.join(receiver.events)}"
            typer.echo(plain(f"{told}  {waiting} waiting, {dead} given up"))
    if not receivers and not json:
        typer.echo("None: `webhooks` in clarify.yaml names them, see docs/webhooks.md")


def _test(name: str) -> None:
    from agent.canonical import canonical
    from agent.destinations.webhook import send
    from agent.errors import NotFound
    from agent.ids import new_id
    from agent.settings import load_settings
    from agent.wiring import now

    settings = load_settings()
    if name not in settings.webhooks:
        raise NotFound(f"there is no webhook {name!r} in the settings: `clarify webhooks` lists them")
    at = now()
    said = {"type": "test", "timestamp": at.isoformat(), "data": {"workspace": settings.workspace}}
    send(f"msg_{new_id('T')}", canonical(said).encode(), settings.webhooks[name], at)
    typer.echo(f"{name} heard it")


def _host(receiver: WebhookSettings) -> str:
    """Without the path, which often is a secret."""
    parts = urlsplit(receiver.url)
    return f"{parts.scheme}://{parts.netloc}"
