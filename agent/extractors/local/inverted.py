"""A question put as what its answer tells: "Does our policy cover children?" → "whether our policy covers
children". English; pure.
"""

from __future__ import annotations

import re

from agent.extractors.local import verbs
from agent.text.marks import words

_QUESTION = re.compile(
    r"(?P<verb>is|are|was|were|am|has|have|had|does|do|can|could|will|would|should|may|must)(?P<rest> .+)",
    re.IGNORECASE | re.DOTALL,
)
_PRONOUN = re.compile(
    r" (?P<who>we|it|they|he|she|there|this|that|these|those|i|you|anyone|somebody|someone)\b(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_DETERMINED = re.compile(
    r" (?:the|our|your|my|his|her|their|this|that|these|those|any|all|a|an|some|[A-Z][\w'-]+)\b"
)
_PLACES = words("in on at for to with from by under over off out up down about between within")
_ADJECTIVES = words(
    "free available open closed ready ok okay fine done due included allowed enough still already also "
    "really even now yet always possible necessary safe full empty back here there true right wrong "
    "valid complete worth aware happy able going supposed meant not too more less both new"
)
_OTHER_VERBS = words(
    "need apply count know mean want have be cost belong exist allow depend cover include offer require"
)
_STEM = 4
_MOST_WORDS = 9
"""Of a subject."""


def whether(text: str) -> str | None:
    """None where it is no such question, or where its subject ends cannot be told."""
    found = _QUESTION.match(text.strip(" ?"))
    if found is None:
        return None
    verb = found["verb"].lower()
    if pronoun := _PRONOUN.match(found["rest"]):
        return f"whether {pronoun['who'].lower()} {_told(verb, pronoun['rest'].strip())}"
    if not _DETERMINED.match(found["rest"]):
        return None
    said = found["rest"].split()
    acts = verb not in {"is", "are", "was", "were", "am"}
    at = next((i for i, word in enumerate(said[: _MOST_WORDS + 1]) if i and _ends(word, acts=acts)), 0)
    at += acts and at > 0 and _ends(" ".join(said[at + 1 : at + 2]), acts=True)  # "does our cover include"
    if not at:
        return None
    who = " ".join(said[:at])
    return f"whether {who} {_told(verb, ' '.join(said[at:]))}"


def _ends(word: str, *, acts: bool) -> bool:
    """Does the subject end before it?"""
    low = word.casefold().strip(",.;")
    if acts:
        return verbs.is_base(low) or low in _OTHER_VERBS
    return low in _ADJECTIVES | _PLACES or (low.endswith(("ed", "ing", "able", "ible")) and len(low) > _STEM)


def _told(verb: str, rest: str) -> str:
    if verb == "do":
        return rest
    if verb == "does":
        first, _, after = rest.partition(" ")
        return f"{verbs.third(first)} {after}".strip()
    return f"{verb} {rest}"
