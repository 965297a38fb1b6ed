"""`demo`: the main job in one go on a bundled inbox, in a store that is gone afterwards."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import typer

from agent.cli.options import Json, print_json

if TYPE_CHECKING:
    from agent.models import Proposal
    from agent.records import IntakeStatus
    from agent.settings import Settings
    from agent.wiring import Store

NEXT = """Nothing was kept. To begin with your own texts:
  clarify init                      settings, rules and people in this folder
  clarify intake mail.eml notes.md  store texts and make proposals of them
  clarify queue                     what waits for you; then show, confirm"""


def demo(json: Json = False) -> None:
    """Read a sample inbox: proposals, duplicates, routes. No key, no network, nothing is kept."""
    from tempfile import TemporaryDirectory

    from agent.settings import offline_settings

    with TemporaryDirectory(prefix="clarify-demo-", ignore_cleanup_errors=True) as folder:
        _run(offline_settings(folder), json=json)


def _run(settings: Settings, *, json: bool) -> None:
    from agent.configuration import default_text
    from agent.sources.sample import sample_arrivals
    from agent.wiring import open_services, open_store, reader
    from agent.worker import drain

    with open_store(settings) as store:
        store.people.import_directory(default_text("people.yaml"))
        with open_services(settings, store) as services:
            for arrival in sample_arrivals(reader(settings)):
                services.intakes.receive(arrival)
            drain(services)
        if json:
            print_json(store.proposals.find())
        else:
            _print(store)


def _print(store: Store) -> None:
    from rich.text import Text

    from agent.cli import cards

    statuses = store.intakes.find()
    for status in statuses:
        cards.print_intake(status, store.proposals.find(intake_id=status.intake.id), new=True)
    out = cards.console()
    cards.labelled(out, Text(), Text(_summary(statuses, store.proposals.find())))
    typer.echo(f"\n{NEXT}")


def _summary(statuses: list[IntakeStatus], proposals: list[Proposal]) -> str:
    from agent.terms import IntakeState

    without = sum(status.state is IntakeState.NOT_WORK for status in statuses)
    asked = sum(len(proposal.questions) for proposal in proposals)
    same = sum(bool(proposal.similar.matches) for proposal in proposals)
    teams = Counter(proposal.route.team or "nobody" for proposal in proposals)
    routed = ", ".join(f"{team} {count}" for team, count in teams.most_common())
    return (
        f"{len(statuses)} texts: {len(proposals)} work items proposed, {without} texts without work.\n"
        f"{asked} questions to ask, {same} that look like other work.\n"
        f"Routed to: {routed}."
    )
