"""A notice: what a program elsewhere is told of a change of state."""

from __future__ import annotations

from datetime import datetime

from agent.models.noun import Noun
from agent.terms import WebhookEvent


class Notice(Noun):
    id: str
    """The same at every attempt, so that whoever hears it twice can tell."""
    webhook: str
    """The name of the receiver in the settings."""
    event: WebhookEvent
    at: datetime
    """When the state changed."""
    subject: str
    """The id of the intake, proposal or work item."""
    facts: dict[str, str]
    """Ids and states that belong to it; never words of a text."""
