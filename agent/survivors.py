"""What a proposal can be merged into, as it is now."""

from __future__ import annotations

from agent import merging
from agent.errors import InvalidChange
from agent.models import Proposal
from agent.protocols import Services


def ground(seen: Proposal, into: str, services: Services) -> merging.Ground:
    """The work item or the proposal. Raises NotFound; InvalidChange, with what to do instead, where it cannot
    be merged into that.
    """
    of_work = into[:1].upper() == "W"
    found: merging.Ground = services.registry.get(into) if of_work else services.proposals.get(into)
    end = services.merges.ends([found.id])[found.id]
    if obstacle := merging.obstacle(seen, found, end):
        raise InvalidChange(obstacle)
    return found


def merging_into(seen: Proposal, into: str, services: Services) -> Proposal:
    """The proposal as it would be merged into that: its digest binds both as they are. Raises as `ground`."""
    return merging.bound(seen, ground(seen, into, services))
