"""What a merge by a person ties together: two texts that ask for the same work."""

from __future__ import annotations

from pydantic import AwareDatetime

from agent.models.intake import Party
from agent.models.noun import Noun


class Joined(Noun):
    """A proposal that a person merged into other work: a text that asks for the same once more."""

    proposal_id: str
    intake_id: str
    digest: str
    """Of that proposal as it was merged, so of its words and of the bytes of its text."""
    goal: str
    by: Party | None
    """Who sent that text."""
    at: AwareDatetime
    """When it was received."""

    @property
    def requester(self) -> str:
        return str(self.by or "") or "somebody"


class Survivor(Noun):
    """What a proposal is merged into, as it was when a person looked."""

    digest: str
    """Of what waits, or of what was confirmed last."""
    state: str
