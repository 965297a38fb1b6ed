"""`queue` and `show`: what waits for a person, and all that is known about one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.options import Json, at_store, at_work, print_json, print_object

if TYPE_CHECKING:
    from agent.models import Proposal
    from agent.records import IntakeStatus
    from agent.settings import Settings
    from agent.wiring import Store


def queue(
    everything: Annotated[bool, typer.Option("--all", help="Also those that were decided about.")] = False,
    not_work: Annotated[bool, typer.Option("--not-work", help="Texts in which no work was found.")] = False,
    failed: Annotated[bool, typer.Option("--failed", help="Texts that could not be read.")] = False,
    json: Json = False,
) -> None:
    """List the proposals that wait for a decision."""
    from agent.cli import tables
    from agent.terms import IntakeState
    from agent.wiring import now

    with at_store() as (_settings, store):
        if not_work or failed:
            states = (IntakeState.FAILED, IntakeState.RECEIVED) if failed else (IntakeState.NOT_WORK,)
            found = (status for state in states for status in store.intakes.find(state))
            statuses = [status for status in found if everything or not status.dismissed_by]
            print_json(statuses) if json else tables.print_intakes(statuses)
            return
        proposals = store.proposals.find() if everything else waiting(store)
        if json:
            print_json(proposals)
        else:
            tables.print_postponed(store.jobs.postponed(), now())
            tables.print_queue(proposals)
            tables.print_stranded(store.merges.stranded())


def show(
    thing: Annotated[str, typer.Argument(metavar="ID", help="Of a proposal, an intake or a work item.")],
    sent: Annotated[
        bool, typer.Option("--sent", help="What of its text a model was sent, exactly as it was sent.")
    ] = False,
    into: Annotated[
        str, typer.Option(metavar="ID", help="What merging the proposal into that would do.")
    ] = "",
    json: Json = False,
) -> None:
    """Show a proposal, an intake or a work item with its evidence and history."""
    from agent.cli import cards
    from agent.cli.working import show_work

    if into:
        _show_merge(thing, into, json=json)
        return
    with at_store() as (settings, store):
        if sent:
            from agent.cli.sent import show_sent

            show_sent(_source(thing, store), store, json=json)
        elif thing[:1].upper() == "W":
            work = store.registry.get(thing)
            print_json([work]) if json else show_work(work, store)
        elif thing[:1].upper() == "I":
            status = store.intakes.status(thing)
            print_json([status]) if json else cards.print_source(status)
        else:
            proposal = store.proposals.get(thing)
            print_json([proposal]) if json else _show_proposal(proposal, settings, store)


def _show_proposal(proposal: Proposal, settings: Settings, store: Store) -> None:
    from agent import readiness
    from agent.cli import cards
    from agent.configuration import requirements
    from agent.terms import WAITING

    said = [amendment.intake_id for amendment in proposal.amendments]
    merged = [one.intake_id for one in proposal.merged if one.intake_id != proposal.intake_id]
    later = dict.fromkeys((*said, *merged))
    lacking = readiness.told(proposal, requirements(settings)) if proposal.state in WAITING else ""
    cards.print_proposal(
        proposal,
        store.intakes.get(proposal.intake_id),
        [store.intakes.get(intake_id) for intake_id in later],
        store.proposals.history(proposal.id),
        lacking,
        store.registry.get(proposal.amends.work_id) if proposal.amends else None,
        _fate(proposal, store),
    )


def _fate(proposal: Proposal, store: Store) -> str:
    """What became of it where it was merged."""
    from agent.cli import merged

    if proposal.merge_into is None:
        return ""
    of_work = proposal.merge_into.startswith("W")
    into = (store.registry if of_work else store.proposals).get(proposal.merge_into)
    return merged.fate(into, store.merges.ends([proposal.id])[proposal.id])


def _show_merge(thing: str, into: str, *, json: bool) -> None:
    from agent.cli.merging import show_merge
    from agent.survivors import merging_into

    with at_work() as (_settings, store, services):
        seen = store.proposals.get(thing)
        if json:
            shown = merging_into(seen, into, services)
            print_object(proposal_id=shown.id, into=shown.merge_into, digest=shown.digest)
        else:
            show_merge(seen, into, services)


def _source(thing: str, store: Store) -> IntakeStatus:
    """The text that it comes from."""
    if thing[:1].upper() == "W":
        thing = store.registry.get(thing).proposal_id
    intake_id = thing if thing[:1].upper() == "I" else store.proposals.get(thing).intake_id
    return store.intakes.status(intake_id)


def waiting(store: Store) -> list[Proposal]:
    """Pending ones, and snoozed ones whose time has come."""
    from agent.terms import WAITING
    from agent.wiring import now

    found = store.proposals.find(WAITING)
    return [p for p in found if p.snoozed_until is None or p.snoozed_until <= now()]
