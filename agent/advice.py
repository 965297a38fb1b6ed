"""Advice to the reviewer about an item: what it may duplicate, and where a rule sends it."""

from __future__ import annotations

from collections.abc import Sequence

from agent import clarity, duplicates, opinions, routing
from agent.clarity import Asking, Unsettled
from agent.duplicates import Candidate, Existing
from agent.errors import ExtractionError, IndexUnavailable
from agent.merging import stated_changes
from agent.models import (
    Gap,
    Intake,
    Item,
    Joined,
    Match,
    Proposal,
    ProposalState,
    Question,
    Route,
    Similar,
    Verdict,
)
from agent.opinions import Weighed
from agent.protocols import Services
from agent.records import Entry
from agent.routing import Facts

MOST_CANDIDATES = 20
MOST_ASKED = 10
"""Candidates about whom somebody is asked, in one go."""
MOST_READ = 12
"""Of those, how many are read whole."""


def advise(
    item: Item,
    gaps: tuple[Gap, ...],
    intake: Intake,
    services: Services,
    merged: Sequence[Joined] = (),
    *,
    asking: bool = False,
) -> tuple[Similar, Route]:
    """Anew for each version of an item, so that an edit is checked and routed like a first reading.

    `asking`: there is time to ask somebody else where the duplicate check is in doubt.
    """
    matches = similar(item, intake, services, merged, asking=asking)
    facts = Facts.of(
        item,
        intake,
        team=services.directory.team_of(item.owner.value),
        duplicates=sum(match.verdict is Verdict.DUPLICATE for match in matches.matches),
        unclear=tuple(gap.topic for gap in gaps),
        language=clarity.spoken_language(intake),
    )
    return matches, routing.route(services.rules, facts)


def advised(proposal: Proposal, services: Services, *, asking: bool = False) -> Proposal:
    """A proposal whose item changed, compared and routed anew.

    What amends work goes where that went, and what withdraws it changes nothing else.
    """
    intake = services.intakes.get(proposal.intake_id)
    matches, route = advise(proposal.item, proposal.gaps, intake, services, proposal.merged, asking=asking)
    if proposal.amends:
        there = route.model_copy(update={"destination": proposal.route.destination})
        route = proposal.route if proposal.amends.cancels else there
    moved = proposal.model_copy(update={"similar": matches, "route": route})
    return moved.model_copy(update={"questions": _questions(moved, intake, services)})


def compared(seen: Proposal, services: Services) -> Proposal:
    """One that could not be compared before. Where there is nothing like it and nothing else changes, it is
    still what a person saw; else it is a new version.
    """
    now = advised(seen, services)
    same = now == seen.model_copy(update={"similar": now.similar}) and not now.similar.matches
    return now if same else now.model_copy(update={"revision": seen.revision + 1})


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


def similar(
    item: Item, intake: Intake, services: Services, merged: Sequence[Joined] = (), *, asking: bool = False
) -> Similar:
    """Existing work that this may be; never the other items of the same text, nor itself read before, nor
    what either was merged into, nor what was merged into this.
    """
    body = item.words
    read = services.proposals.find(intake_id=intake.id)
    gone = [proposal.id for proposal in read if proposal.state is ProposalState.MERGED]
    own = {proposal.id for proposal in read} | {one.proposal_id for one in merged}
    own |= {*services.merges.ends(gone).values()}
    try:
        candidates = services.index.search(item.goal.value, body, MOST_CANDIDATES, own)
    except IndexUnavailable as exc:
        return Similar(unavailable=str(exc))
    existing = {found.id: found for found in services.registry.existing([c.id for c in candidates])}
    others = {id_: known for id_, known in existing.items() if known.intake_id != intake.id}
    entries = [(c, entry(others[c.id])) for c in candidates if c.id in others]
    near = services.index.reread(Entry(id="", title=item.goal.value, body=body), entries[:MOST_READ])
    pairs = [(candidate, others[candidate.id]) for candidate in near]
    looked = _looked(item, intake, pairs, services) if asking else Weighed()
    found = duplicates.judge(item, body, intake.received_at, pairs, services.thresholds, looked.chances)
    told = (_with_changes(match, item, existing[match.id].item) for match in found)
    return Similar(matches=tuple(_with_reason(match, looked) for match in told))


def _with_changes(match: Match, item: Item, there: Item) -> Match:
    """An amendment says field by field what it would change."""
    if match.verdict is not Verdict.AMENDMENT:
        return match
    return match.model_copy(update={"changes": stated_changes(item, there)})


def _looked(
    item: Item, intake: Intake, pairs: list[tuple[Candidate, Existing]], services: Services
) -> Weighed:
    """What somebody who is asked changes. Where that cannot be had, nothing changes, and it says so."""
    if services.second_look is None:
        return Weighed()
    doubtful = duplicates.in_doubt(item, item.words, intake.received_at, pairs, services.thresholds)
    doubtful = doubtful[:MOST_ASKED]
    if not doubtful:
        return Weighed()
    try:
        said = services.second_look.look(item, item.words, intake, [known for _, known in doubtful])
    except ExtractionError as error:
        return opinions.unasked(str(error), doubtful)
    return opinions.weighed(said, item, item.words, doubtful, services.thresholds)


def _with_reason(match: Match, looked: Weighed) -> Match:
    reason = looked.reasons.get(match.id)
    return match.model_copy(update={"reasons": (reason, *match.reasons)}) if reason else match


def entry(known: Existing) -> Entry:
    """Existing work as an index holds it."""
    return Entry(id=known.id, title=known.item.goal.value, body=known.body)
