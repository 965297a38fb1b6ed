"""Somebody else's words inside ours. Pure."""

from __future__ import annotations

LONGEST = 80
"""Characters; there is no end to what a model or a text may say."""


def quoted(words: str) -> str:
    """On one line, in quotation marks, and cut where it is long."""
    said = " ".join(words.split())
    return f"“{said}”" if len(said) <= LONGEST else f"“{said[: LONGEST - 1]}…”"
