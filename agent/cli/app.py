"""All commands under one name."""

from __future__ import annotations

from typing import Annotated

import typer

from agent.cli import (
    accounts,
    answering,
    asking,
    comparing,
    deciding,
    demo,
    evaluating,
    harvesting,
    keeping,
    keys,
    links,
    looking,
    reading,
    reviewing,
    running,
    serving,
    setup,
    upkeep,
    working,
)

app = typer.Typer(
    name="clarify",
    help="Turn loose text into clear, owned, de-duplicated, routed work that a person confirms.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        from agent import __version__

        typer.echo(f"clarify {__version__}")
        raise typer.Exit


@app.callback()
def clarify(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn loose text into clear, owned, de-duplicated, routed work that a person confirms."""
    del version


app.command()(demo.demo)
app.command()(reading.extract)
app.command()(reading.intake)
app.command()(asking.reread)
app.command()(reviewing.queue)
app.command()(reviewing.show)
app.command()(looking.promote)
app.command()(looking.dismiss)
app.command()(looking.sample)
app.command()(looking.unreadable)
for decide in (
    deciding.edit, deciding.confirm, deciding.reject, deciding.merge,
    deciding.snooze, answering.answer, answering.ask, deciding.undo,
):  # fmt: skip
    app.command()(decide)
app.command()(working.work)
app.command()(working.done)
app.command()(working.reopen)
app.command()(working.export)
app.command()(setup.init)
setup.users.command("password")(accounts.password)
setup.users.command("link")(accounts.link)
setup.users.command("remove")(accounts.remove)
app.add_typer(setup.users)
app.add_typer(keys.keys)
app.add_typer(links.links)
app.add_typer(setup.people)
app.add_typer(setup.rules)
app.add_typer(setup.forms)
app.command()(running.worker)
app.command()(running.jobs)
app.command()(running.deliveries)
app.command()(asking.spending)
app.command()(serving.serve)
evaluating.evals.command()(comparing.compare)
evaluating.evals.command()(comparing.history)
evaluating.evals.command()(harvesting.harvest)
app.add_typer(evaluating.evals)
app.command()(upkeep.doctor)
app.command()(upkeep.reindex)
app.command()(upkeep.verify)
app.command()(keeping.backup)
app.command()(keeping.restore)
