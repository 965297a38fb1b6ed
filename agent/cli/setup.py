"""`init`, `users`, `people`, `rules`, `forms`: what an organisation sets up once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from agent.cli.inert import plain
from agent.cli.options import Json, at_store, at_work, print_json, print_object, whole

users = typer.Typer(name="users", help="Who may decide.", invoke_without_command=True, rich_markup_mode=None)
people = typer.Typer(name="people", help="Whom work may go to.", no_args_is_help=True, rich_markup_mode=None)
rules = typer.Typer(name="rules", help="Where work is sent.", no_args_is_help=True, rich_markup_mode=None)
forms = typer.Typer(
    name="forms", help="What requesters fill in.", no_args_is_help=True, rich_markup_mode=None
)

STARTERS = {
    "clarify.yaml": "starter/clarify.yaml",
    "rules.yaml": "rules.yaml",
    "people.yaml": "starter/people.yaml",
    "forms/facilities.yaml": "starter/forms/facilities.yaml",
}


def init(folder: Annotated[Path, typer.Argument(help="Where the files go.")] = Path()) -> None:
    """Write starter settings, rules, people and a form; nothing that is there is replaced."""
    from agent.configuration import default_text
    from agent.errors import InputError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, source in STARTERS.items():
            if (folder / name).exists():
                typer.echo(f"kept   {folder / name}")
                continue
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(default_text(source), encoding="utf-8")
            typer.echo(f"wrote  {folder / name}")
    except OSError as exc:
        raise InputError(f"{str(folder)!r} cannot be written: {exc.strerror}") from exc
    typer.echo(f"The store will live in {folder / 'clarify-data'}")
    if folder.resolve() != Path.cwd():
        typer.echo(f"The settings count where they are: cd {folder}")
    typer.echo("Next: clarify users add 'Your Name', then clarify intake FILE, then clarify queue")


@users.callback()
def list_users(context: typer.Context, json: Json = False) -> None:
    """List those who may decide."""
    if context.invoked_subcommand:
        return
    with at_store() as (_settings, store):
        found = store.people.users()
    if json:
        print_json(found)
    elif not found:
        typer.echo("Nobody yet: clarify users add 'Your Name'")
    else:
        for user in found:
            typer.echo(plain(f"{user.name}  {user.email}".rstrip()))


@users.command("add")
def add_user(
    name: str,
    email: Annotated[str, typer.Option(help="Of this person.")] = "",
    password: Annotated[bool, typer.Option("--password", help="Ask for one, to log in with.")] = False,
) -> None:
    """Add a named person who may decide."""
    from agent.cli.accounts import asked
    from agent.stores.people import User

    with at_store() as (_settings, store):
        words = asked() if password else None
        store.people.add(User(name=name.strip(), email=email.strip()))
        if words is not None:
            store.passwords.set(store.people.user(name).name, words)
    typer.echo(f"{name} may decide now: name them with --as, or set CLARIFY_USER")


@people.command("import")
def import_people(file: Path, json: Json = False) -> None:
    """Replace the directory by a people.yaml, after checking it."""
    from agent.configuration import read_file
    from agent.errors import InputError
    from agent.people import load

    text = read_file(file, "people")
    directory = load(text, str(file))
    if not (directory.people or directory.teams):
        raise InputError(f"{str(file)!r} names nobody: nothing was replaced")
    with at_store() as (settings, store):
        store.people.import_directory(text)
    if settings.people:
        typer.echo(f"clarify: {str(settings.people)!r} of the settings still counts instead", err=True)
    if json:
        print_object(people=len(directory.people), teams=len(directory.teams))
    else:
        typer.echo(f"{len(directory.people)} people and {len(directory.teams)} teams imported")


@people.command("list")
def list_people(json: Json = False) -> None:
    """List the people and teams that are known."""
    from agent.wiring import load_directory

    with at_store() as (settings, store):
        directory = load_directory(settings, store)
    if json:
        print_json([*directory.people, *directory.teams])
        return
    for person in directory.people:
        typer.echo(plain(f"{person.name}  {person.email}  {person.team or ''}".rstrip()))
    for team in directory.teams:
        typer.echo(plain(f"{team.name} (team)"))


@rules.command("check")
def check_rules(file: Path, json: Json = False) -> None:
    """Check a rules file: every mistake with its line and a suggestion."""
    from agent.configuration import DESTINATIONS, read_file
    from agent.errors import RulesInvalid
    from agent.routing import load
    from agent.wiring import load_directory

    with at_store() as (settings, store):
        teams = [team.name for team in load_directory(settings, store).teams]
    try:
        loaded = load(read_file(file, "rules"), str(file), teams=teams, destinations=DESTINATIONS)
    except RulesInvalid as exc:
        if not json:
            raise
        print_object(fine=False, mistakes=str(exc).splitlines())
        raise typer.Exit(1) from None
    if json:
        print_object(fine=True, rules=list(loaded.names))
    else:
        typer.echo(f"{len(loaded.names)} rules, no mistakes")


@rules.command("test")
def try_rules(
    file: Annotated[Path | None, typer.Argument(help="The rules in force if left out.")] = None,
    json: Json = False,
) -> None:
    """Show which rule takes which proposal of the queue."""
    from agent.advice import advise
    from agent.cli import tables
    from agent.cli.reviewing import waiting

    with at_work(rules=file) as (_settings, store, services):
        rows = []
        for proposal in waiting(store):
            intake = store.intakes.get(proposal.intake_id)
            _similar, route = advise(proposal.item, proposal.gaps, intake, services)
            rows.append((proposal, route))
    if json:
        for proposal, route in rows:
            print_object(
                id=proposal.id,
                goal=proposal.item.goal.value,
                rule=route.rule,
                was=proposal.route.rule,
            )
    else:
        tables.print_routes(rows)


@forms.command("check")
def check_forms(
    folder: Annotated[Path | None, typer.Argument(help="The forms of the settings if left out.")] = None,
    json: Json = False,
) -> None:
    """Check the forms of a folder: every mistake with its line and a suggestion."""
    from agent.configuration import load_forms
    from agent.errors import FormsInvalid
    from agent.wiring import load_directory

    with at_store(forms=whole(folder)) as (settings, store):
        directory = load_directory(settings, store)
    try:
        found = load_forms(settings, directory)
    except FormsInvalid as exc:
        if not json:
            raise
        print_object(fine=False, mistakes=str(exc).splitlines())
        raise typer.Exit(1) from None
    if json:
        print_object(fine=True, forms=list(found))
    elif not found:
        typer.echo(
            "None yet: clarify init writes one into forms/, and `forms` of the settings names the folder"
        )
    for form in () if json else found.values():
        typer.echo(plain(f"/f/{form.id}  {form.title.to(form.languages[0])}  {form.team}".rstrip()))
