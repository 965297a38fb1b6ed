"""From candidates to a verdict with reasons: advice to a person, never an act."""

from __future__ import annotations

from pydantic import AwareDatetime

from agent.models import Item, Noun


class Candidate(Noun):
    """What the index found."""

    id: str
    lexical: float
    """Strength of the lexical leg, 0 to 1."""
    dense: float
    """Cosine similarity of the dense leg, 0 to 1."""
    score: float
    """Both legs together, 0 to 1."""


class Known(Noun):
    """Existing work as the registry knows it."""

    id: str
    intake_id: str
    item: Item
    body: str
    received_at: AwareDatetime
    pending: bool
    """A proposal that nobody decided yet."""
    done_at: AwareDatetime | None = None
