"""rules.yaml → typed rules → Route. Pure."""

from __future__ import annotations

from agent.models import Noun


class Rules(Noun):
    """Routing rules in their order; the last catches all."""
