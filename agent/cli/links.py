"""`links`: what requesters hold to see what became of a text, and to answer what was asked about it."""

from __future__ import annotations

from typing import Annotated

import typer

from agent.cli.inert import plain
from agent.cli.options import Json, at_store, print_json, print_object

links = typer.Typer(
    name="links", help="Private links of requesters.", no_args_is_help=True, rich_markup_mode=None
)


@links.command("create")
def create_link(
    intake: Annotated[str, typer.Argument(metavar="ID", help="Of the text; a beginning is enough.")],
    language: Annotated[str, typer.Option(help="Of its page: en, de, fr, es, nl or pt.")] = "en",
    json: Json = False,
) -> None:
    """Make another private link to what becomes of a text, and print it, once."""
    from agent.errors import InvalidChange
    from agent.forms import LANGUAGES

    if language not in LANGUAGES:
        raise InvalidChange(f"the pages have no words in {language!r}: there is {', '.join(LANGUAGES)}")
    with at_store() as (_settings, store):
        path = f"/r/{store.links.create(intake, language)}"
    if json:
        print_object(path=path)
    else:
        typer.echo(path)
        typer.echo("This is shown once; whoever holds it sees what became of the text.", err=True)


@links.command("list")
def list_links(json: Json = False) -> None:
    """List the private links, to which texts they lead and until when; none can be shown again."""
    with at_store() as (_settings, store):
        found = store.links.find()
    if json:
        print_json(found)
    elif not found:
        typer.echo("None yet: each form that is sent in gets one")
    for one in () if json else found:
        state = "revoked" if one.revoked_at else f"until {one.expires_at:%Y-%m-%d}"
        typer.echo(plain(f"{one.id}  {one.intake_id}  {state}"))


@links.command("revoke")
def revoke_link(
    link: Annotated[str, typer.Argument(metavar="ID", help="From `clarify links list`.")],
) -> None:
    """Take a private link back: it never counts again."""
    with at_store() as (_settings, store):
        revoked = store.links.revoke(link)
    typer.echo(f"revoked {revoked.id}")
