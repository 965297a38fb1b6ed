"""In which form a verb stands, and the verbs by their forms. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum, auto
from types import MappingProxyType


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


def looked_up(verbs: Iterable[str], forms: Callable[[str], Iterable[str]]) -> Mapping[str, str]:
    """Of each form the verb; of a form of two verbs the first."""
    found: dict[str, str] = {}
    for verb in verbs:
        for form in forms(verb):
            found.setdefault(form, verb)
    return MappingProxyType(found)
