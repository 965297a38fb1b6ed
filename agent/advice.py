"""Advice to the reviewer about an item: what it may duplicate, and where a rule sends it."""

from __future__ import annotations

from agent import clarity, duplicates, routing
from agent.clarity import Asking, Unsettled
from agent.duplicates import Existing
from agent.errors import IndexUnavailable
from agent.models import Gap, Intake, Item, Proposal, Question, Route, Similar, Verdict
from agent.protocols import Entry, Services
from agent.routing import Facts

MOST_CANDIDATES = 20
MOST_READ = 12
"""Of those, how many are read whole."""


def advise(item: Item, gaps: tuple[Gap, ...], intake: Intake, services: Services) -> tuple[Similar, Route]:
    """Anew for each version of an item, so that an edit is checked and routed like a first reading."""
    matches = similar(item, intake, services)
    facts = Facts.of(
        item,
        intake,
        team=services.directory.team_of(item.owner.value),
        duplicates=sum(match.verdict is Verdict.DUPLICATE for match in matches.matches),
        unclear=tuple(gap.topic for gap in gaps),
        language=clarity.spoken_language(intake),
    )
    return matches, routing.route(services.rules, facts)


def advised(proposal: Proposal, services: Services) -> Proposal:
    """A proposal whose item changed, compared and routed anew.

    What amends work goes where that went, and what withdraws it changes nothing else.
    """
    intake = services.intakes.get(proposal.intake_id)
    matches, route = advise(proposal.item, proposal.gaps, intake, services)
    if proposal.amends:
        there = route.model_copy(update={"destination": proposal.route.destination})
        route = proposal.route if proposal.amends.cancels else there
    moved = proposal.model_copy(update={"similar": matches, "route": route})
    return moved.model_copy(update={"questions": _questions(moved, intake, services)})


def _questions(proposal: Proposal, intake: Intake, services: Services) -> tuple[Question, ...]:
    """What is open now, within what its intake may ask: what was asked and answered counts as well. About
    what is no longer wanted nobody is asked.
    """
    if proposal.is_called_off:
        return ()
    asking = Asking(intake, services.directory, proposal.route, proposal.closed)
    open_now = clarity.questions(proposal.item, proposal.gaps, asking)
    others = [o for o in services.proposals.find(intake_id=intake.id) if o.id != proposal.id]
    already = [question for other in others for question in other.questions]
    answered = sum(len(one.closed) for one in (proposal, *others))
    room = clarity.MOST_QUESTIONS - len(already) - answered
    [put] = clarity.most_valuable([Unsettled(proposal.item, open_now)], already, room)
    return put


def similar(item: Item, intake: Intake, services: Services) -> Similar:
    """Existing work that this may be; never the other items of the same text, nor itself read before."""
    body = item.words
    own = {proposal.id for proposal in services.proposals.find(intake_id=intake.id)}
    try:
        candidates = services.index.search(item.goal.value, body, MOST_CANDIDATES, own)
    except IndexUnavailable as exc:
        return Similar(unavailable=str(exc))
    existing = {found.id: found for found in services.registry.existing([c.id for c in candidates])}
    others = {id_: known for id_, known in existing.items() if known.intake_id != intake.id}
    entries = [(c, entry(others[c.id])) for c in candidates if c.id in others]
    near = services.index.reread(Entry(id="", title=item.goal.value, body=body), entries[:MOST_READ])
    pairs = [(candidate, others[candidate.id]) for candidate in near]
    return Similar(matches=duplicates.judge(item, body, intake.received_at, pairs, services.thresholds))


def entry(known: Existing) -> Entry:
    """Existing work as an index holds it."""
    return Entry(id=known.id, title=known.item.goal.value, body=known.body)
