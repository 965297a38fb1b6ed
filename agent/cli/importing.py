"""`import`: existing work out of a file, shown first, by one decision of a named person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.options import As, Json, at_work, deciding_person, print_json, print_object
from agent.terms import BacklogFormat

if TYPE_CHECKING:
    from agent.importing import Plan
    from agent.models import Backlog
    from agent.protocols import Services
    from agent.settings import Settings
    from agent.wiring import Store


def import_(
    file: Annotated[
        Path | None,
        typer.Argument(help="CSV, JSON Lines, or what GitHub or Jira export; the imports if left out."),
    ] = None,
    form: Annotated[
        BacklogFormat | None, typer.Option("--format", help="Told by name and content if left out.")
    ] = None,
    source: Annotated[
        str,
        typer.Option(
            help="Of numbers that mean something only there: tells one tracker's 12 from another's."
        ),
    ] = "",
    by: As = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; needs --digest.")] = False,
    digest: Annotated[str, typer.Option(help="The digest of what was shown.")] = "",
    json: Json = False,
) -> None:
    """Bring existing work into the registry, as it is shown; the same file twice adds nothing twice."""
    from agent.cli import cards, imported
    from agent.importing import plan

    if yes and not digest:
        raise typer.BadParameter("--yes needs --digest: the digest of what you saw, without --yes")
    with at_work() as (settings, store, services):
        if file is None:
            found = store.imports.find()
            print_json(found) if json else imported.print_imports(found)
            return
        seen = plan(_read(file, form, source, settings, services), store.imports)
        if yes:
            seen.check(digest)
        else:
            imported.print_plan(seen, json=json)
        asks = not (yes or json) and cards.on_terminal()
        who = deciding_person(by, settings, store) if yes or asks else ""
        if (seen.new or seen.finished) and _decided(seen, yes=yes, asks=asks):
            _commit(seen, who, store, services, json=json)
    if seen.backlog.refused:
        raise typer.Exit(1)


def undo(import_id: str, by: str, digest: str, store: Store, services: Services, *, json: bool) -> None:
    """`clarify undo` of an import."""
    from agent.cli import imported
    from agent.worker import drain

    taken = store.imports.withdraw(import_id, by, digest)
    drain(services)
    if json:
        print_object(id=taken.of.id, withdrawn=taken.withdrawn, left=taken.left)
    else:
        imported.print_withdrawn(taken)


def _read(
    file: Path, form: BacklogFormat | None, source: str, settings: Settings, services: Services
) -> Backlog:
    from agent.errors import UnreadableInput
    from agent.sources.backlog.reading import Limits, read

    told = settings.limits
    limits = Limits(told.import_bytes, told.import_rows, told.import_cell_characters)
    try:
        with file.open("rb") as opened:
            raw = opened.read(limits.bytes + 1)
    except OSError as exc:
        raise UnreadableInput(f"{str(file)!r} cannot be read: {exc.strerror}") from exc
    return read(raw, str(file), services.directory, limits=limits, form=form, source=source.strip())


def _decided(seen: Plan, *, yes: bool, asks: bool) -> bool:
    if asks:
        return typer.confirm("Import exactly this?", abort=True)
    if not yes:
        told = f"nothing was imported yet: repeat it with --as NAME --yes --digest {seen.digest}"
        typer.echo(told, err=True)
    return yes


def _commit(seen: Plan, by: str, store: Store, services: Services, *, json: bool) -> None:
    from agent.cli import imported
    from agent.worker import drain

    made = store.imports.record(seen, by)
    drain(services)
    print_json([made]) if json else imported.print_made(made)
