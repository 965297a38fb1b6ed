"""A request to a model, as the history of the store knows it."""

from __future__ import annotations

from pydantic import AwareDatetime

from agent.models.background import NO_BACKGROUND, Background
from agent.models.noun import Noun
from agent.terms import Content


class Sent(Noun):
    """One part of an intake on its way to a model: all that is needed to say again what was sent, without
    the words of the text. `sha256` tells whether what is said again is the same.
    """

    intake_id: str
    part: int = 1
    of: int = 1
    model: str
    base_url: str
    prompt: str
    content: Content
    max_items: int = 0
    max_input_characters: int = 0
    fence: str
    sha256: str
    """Of the messages, see agent/extractors/sending.py."""
    background: Background = NO_BACKGROUND
    """What went along: directory and thread change, so it is kept, once, by its digest."""
    compared: str = ""
    """Items in place of the text, as they were sent, where it was asked whether two are the same work. Kept
    likewise.
    """
    at: AwareDatetime | None = None
    """When it was noted, just before it was sent."""
