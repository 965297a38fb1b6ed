"""`reread` and `spending`: the model asked once more, and what asking it took."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.options import As, EngineOption, Json, at_store, at_work, deciding_person, print_json

if TYPE_CHECKING:
    from agent.settings import Settings


def reread(
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Of texts; a beginning is enough.")
    ] = None,
    fallback: Annotated[
        bool, typer.Option("--fallback", help="All that the embedded engine read while the model was away.")
    ] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Ask also where an answer was kept.")] = False,
    later: Annotated[bool, typer.Option(help="Queue only; a `clarify worker` reads.")] = False,
    by: As = "",
    engine: EngineOption = None,
    json: Json = False,
) -> None:
    """Let the model read texts again; without an ID, list those that it was away for.

    What nobody touched is revised. What a person decided or changed stays as it is.
    """
    from agent.cli import tables
    from agent.cli.received import Failures, drain_all, report, tell_failures

    if not (texts or fallback):
        with at_store() as (_settings, store):
            found = store.rereads.of_fallback()
        print_json(found) if json else tables.print_away(found)
        return
    failures = Failures()
    with at_work(engine=engine) as (settings, store, services):
        _need_model(settings)
        person = deciding_person(by, settings, store)
        wanted = [store.intakes.get(text) for text in texts or ()]
        wanted += [status.intake for status in store.rereads.of_fallback()] if fallback else []
        for intake in wanted:
            if fresh:
                store.answers.forget(intake.id)
            store.rereads.order(intake.id, person)
        outcome = None if later else drain_all(services)
        report([(intake, True) for intake in wanted], store, failures, json=json)
    if outcome:
        tell_failures(outcome, failures)
    failures.leave()


def spending(
    days: Annotated[int, typer.Option(min=1, help="The newest so many.")] = 14,
    json: Json = False,
) -> None:
    """What the model was asked and what it cost, by day."""
    from agent.cli import tables

    with at_store() as (settings, store):
        found = store.purse.days(days)
        most = settings.llm.money_per_day
        print_json(found) if json else tables.print_spending(found, most)


def _need_model(settings: Settings) -> None:
    from agent.errors import SettingsInvalid
    from agent.terms import Content, Engine

    if settings.llm.content is Content.LOCAL_ONLY:
        raise SettingsInvalid("only a model reads again, and llm.content is local_only: nothing may be sent")
    if settings.engine is Engine.LOCAL or (settings.engine is Engine.AUTO and not settings.llm.model):
        raise SettingsInvalid("only a model reads again, and none is configured: see docs/models.md")
