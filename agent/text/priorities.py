"""How pressing, in the words of an answer to that question. Pure."""

from __future__ import annotations

import re

_LEVELS = {
    "urgent": "urgent|asap|immediately|critical|dringend|sofort|eilig|urgente?s?|spoed|dringende?",
    "low": "low|no rush|not urgent|can wait|niedrig|nicht dringend|eilt nicht|basse|pas urgente?|faible|baja"
    "|no es urgente|laag|geen haast|baixa|sem pressa",
    "high": "high|important|soon|hoch|wichtig|haute|élevée|importante?|alta|hoog|belangrijk",
    "normal": "normal|medium|usual|mittel|normale?|moyenne|media|normaal|média",
}
_WORDS = {level: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for level, words in _LEVELS.items()}
_ORDER = ("low", "urgent", "high", "normal")
"""'Not urgent' is looked for before 'urgent'."""


def priority_words(words: str) -> tuple[str, str] | None:
    """The level that is named, and by which words; None where there is none."""
    for level in _ORDER:
        if found := _WORDS[level].search(words):
            return level, found[0]
    return None
