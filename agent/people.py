"""The directory: names, aliases, teams → owner; a tie is unassigned. Pure."""

from __future__ import annotations

from agent.models import Noun


class Directory(Noun):
    """The people and teams that an organisation has."""
