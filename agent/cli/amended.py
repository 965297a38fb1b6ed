"""What a proposal would do to work that was confirmed, and what its thread takes back, in words."""

from __future__ import annotations

from agent.amending import differences
from agent.cli import merged
from agent.models import Amends, Proposal, Route, WorkItem, WorkStatus
from agent.terms import WAITING

Line = tuple[str, str]
"""A label, and what it says."""


def lines(proposal: Proposal, work: WorkItem | None = None) -> list[Line]:
    """What a reviewer has to know before the fields. `work`: what the proposal amends, as it is now."""
    told = []
    work = work if proposal.state in WAITING else None
    if proposal.amends:
        told.append(_effect(proposal.amends, proposal, work))
    if proposal.cancelled:
        told.append(("taken back", proposal.cancelled.told))
    if proposal.amends and work and work.also_asked:
        told.append(("also asked", f"by {merged.names(work.also_asked)}"))
    if proposal.amends and work and (stale := _stale(proposal.amends, work)):
        told.append(("stale", stale))
    return told


def glance(proposal: Proposal) -> list[str]:
    """The same for a list, without the work: what messages changed, and what they take back; and who else
    asks for it.
    """
    told = []
    if proposal.merged:
        told.append(f"also asked by {merged.names(proposal.merged)}")
    if proposal.amends and not proposal.amends.cancels:
        changes = "; ".join(change for said in proposal.amendments for change in said.changes)
        told.append(f"changes {proposal.amends.work_id}: {changes}")
    if proposal.amends and proposal.amends.cancels:
        told.append(f"withdraws {proposal.amends.work_id}")
    if proposal.cancelled:
        told.append(proposal.cancelled.told)
    return told


def committed(work: WorkItem, amends: Amends | None) -> str:
    if amends is None:
        return f"committed as {work.id}"
    return f"{work.id} withdrawn" if amends.cancels else f"{work.id} changed"


def _effect(amends: Amends, proposal: Proposal, work: WorkItem | None) -> Line:
    if amends.cancels:
        return "withdraws", amends.work_id
    if work is None:
        return "changes", amends.work_id
    found = [*differences(work.item, proposal.item)]
    if proposal.route != work.route:
        found.append(f"route: {_place(work.route)} → {_place(proposal.route)}")
    return "changes", f"{amends.work_id}: {'; '.join(found) or 'nothing'}"


def _place(route: Route) -> str:
    return f"{route.team or route.destination} (rule: {route.rule})"


def _stale(amends: Amends, work: WorkItem) -> str:
    """Why a confirm is refused as it is; empty where it is not."""
    if work.status is not WorkStatus.OPEN:
        return f"{work.id} is {work.status} by now: `clarify reject` closes this"
    if work.digest != amends.digest:
        return f"{work.id} was changed since this was proposed: a confirm shows it anew first"
    return ""
