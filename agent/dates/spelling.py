"""Misspelt weekdays and months: the common ones as a table, and any with one letter wrong."""

from __future__ import annotations

from functools import cache
from typing import Final

from agent.dates.languages import de, en
from agent.dates.words import misspelt

NEVER_TYPOS: Final = frozenset("sundry augusta auguste augusto".split())


@cache
def misspellings() -> dict[str, str]:
    """Longer names of weekdays and months, by each spelling with one letter left out."""
    names = [row.split()[0] for row in (*en.MONTHS, *en.WEEKDAYS, *de.WEEKDAYS)]
    spelled = {name[:i] + name[i + 1 :]: name for name in names if len(name) > 5 for i in range(len(name))}
    return spelled | {name: name for name in names if len(name) > 5}


def correct(word: str) -> str | None:
    """The weekday or month that `word` misspells: a common mistake, or one letter in at least six."""
    if word in misspelt():
        return misspelt()[word]
    if not 6 <= len(word) <= 11 or word in NEVER_TYPOS:
        return None
    known = misspellings()
    shorter = (word[:i] + word[i + 1 :] for i in range(1, len(word)))
    name = known.get(word) or next((known[s] for s in shorter if s in known), None)
    if name is None or name[0] != word[0] or abs(len(name) - len(word)) > 1:
        return None
    return name
