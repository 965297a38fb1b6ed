"""In which form a verb stands."""

from __future__ import annotations

from enum import Enum, auto


class Mood(Enum):
    FIRST = auto()
    """I do it, or will."""
    SECOND = auto()
    """You do it."""
    THIRD = auto()
    """Somebody does it, or will."""
    ORDER = auto()
    """Do it: to one, to several, politely."""
    POLITE = auto()
    """The German "Prüfen Sie"."""
    WISH = auto()
    """That you do it."""
    BARE = auto()
    """As the dictionary has it, of a verb that is known."""
