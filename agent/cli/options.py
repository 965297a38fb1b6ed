"""Options that several commands share, and how a command gets its store and services."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.terms import Engine

if TYPE_CHECKING:
    from datetime import datetime

    from pydantic import BaseModel

    from agent.protocols import Services
    from agent.settings import Settings
    from agent.wiring import Store


Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")]
EngineOption = Annotated[
    Engine | None, typer.Option(help="Which engine reads; from the settings if left out.")
]
RecordDir = Annotated[
    Path | None,
    typer.Option("--record", metavar="DIR", help="Keep what the engine answers there, for --engine replay."),
]
As = Annotated[str, typer.Option("--as", help="Who decides: a name from `clarify users`; else CLARIFY_USER.")]
ProposalId = Annotated[str, typer.Argument(metavar="ID", help="Of the proposal; a beginning is enough.")]


@contextmanager
def at_store(
    **overrides: Any,  # noqa: ANN401 as load_settings takes them
) -> Iterator[tuple[Settings, Store]]:
    from agent.settings import load_settings
    from agent.wiring import open_store

    settings = load_settings(**overrides)
    with open_store(settings) as store:
        yield settings, store


@contextmanager
def at_work(
    **overrides: Any,  # noqa: ANN401 as load_settings takes them
) -> Iterator[tuple[Settings, Store, Services]]:
    from agent.wiring import open_services

    with at_store(**overrides) as (settings, store), open_services(settings, store) as services:
        yield settings, store, services


def whole(folder: Path | None) -> Path | None:
    """Of an option: it counts from where the command runs, not from the configuration file."""
    return folder.absolute() if folder else None


def deciding_person(name: str, settings: Settings, store: Store) -> str:
    """The user's full name. Raises UnknownPerson where nobody is named or nobody is known by it."""
    from agent.errors import UnknownPerson

    wanted = name or settings.user
    if not wanted:
        raise UnknownPerson("who decides? name a person with --as, or set CLARIFY_USER")
    return store.people.user(wanted).name


def print_json(rows: Sequence[BaseModel]) -> None:
    """One object a line."""
    for row in rows:
        typer.echo(row.model_dump_json())


def print_object(**facts: object) -> None:
    typer.echo(json.dumps(facts, ensure_ascii=False, default=str))


def moment(words: str | None) -> datetime | None:
    """An ISO 8601 time; without an offset it is local. Raises InputError."""
    from datetime import datetime

    from agent.errors import InputError
    from agent.models import YEARS

    if words is None:
        return None
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        raise InputError(f"{words!r} is no ISO 8601 time, such as 2026-11-05T09:30:00+01:00") from None
    if at.year not in YEARS:
        raise InputError(f"{words!r} is no year in which anything arrived")
    return at if at.tzinfo else at.astimezone()
