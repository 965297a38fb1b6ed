"""An order without its deadline: "get the fitter in by Friday" → "get the fitter in". English; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extractors.local.tails import FINITE
from agent.text.marks import words
from agent.text.overlap import FUNCTION_WORDS

_PARTICLE = re.compile(
    r"(?:in|out|back|off|up|over|down|on) (?=(?:by|before|until|till|no later|this|today|tomorrow"
    r"|tonight)\b)",
    re.IGNORECASE,
)
"""Belongs to the verb: "get the fitter | in by Friday"."""
_DETERMINED = re.compile(r"(?:the|a|an|our|your|my|his|her|their) ", re.IGNORECASE)
_FROM_NOW = re.compile(
    r",? (?:from now(?: on)?|from here on|as of now|going forward)(?=$|[,.;!])", re.IGNORECASE
)
_BEFORE_NOUN = re.compile(r"\b(?:the|a|an|our|your|my|his|her|their) $", re.IGNORECASE)
_EVENT = re.compile(r"\b(?:before|in time for|ahead of|until) (?:(?!and\b)[\w']+ ){0,4}$")
_OF_EVENT = re.compile(
    r" (?:of|from|after) (?:getting|receiving|having|seeing|reading)\b[^,;.]*", re.IGNORECASE
)
"""For "within a week of getting it": from when it counts."""
_HOUR = re.compile(r"\b(?:by|before|at|until|till) \d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?,? $")
_OWNED = re.compile(r"^'s \w+")
_FIRST_ONE = re.compile(
    r",? \(?(?:with )?(?:the )?first (?:one|time|lot|go|round|batch)(?: is| being| to be)?(?: due)?"
    r" (?:on|by|this|next|from|tomorrow|today)\b[^,;.)]*\)?",
    re.IGNORECASE,
)
"""For "every Monday, first one on the 20th"."""
_NOUN = re.compile(
    r" (?P<word>[a-z][a-z-]+)\b(?! (?:the|a|an|it|them|my|your|our|sure|him|her|his|their|this"
    r"|that|you|we|i)\b)"
)
_NO_NOUN = (
    FUNCTION_WORDS | FINITE | words("please pls thanks latest too also so because or if when noon sharp")
)


def undated(text: str, phrases: Sequence[str]) -> str:
    """`phrases`: the deadline and the like, as they stand in the text."""
    text = _FROM_NOW.sub("", _FIRST_ONE.sub("", text))
    for phrase in sorted(phrases, key=len, reverse=True):
        text = _without(text, phrase.replace("’", "'"))
    return text


def _without(text: str, phrase: str) -> str:
    """Also without what it is the date of: "before the film night on the 14th"."""
    if particle := _PARTICLE.match(phrase):
        phrase = phrase[particle.end() :]
    at = text.find(phrase)
    if at < 0 or not phrase:
        return text
    end = at + len(phrase)
    if _led(text[:at], phrase) and _names(text, end):
        return text
    end = behind.end() if (behind := _OF_EVENT.match(text, end)) else end
    before = _EVENT.sub("", text[:at]) if _EVENT.search(text[:at]) else _HOUR.sub("", text[:at])
    return _without(f"{before} {_OWNED.sub('', text[end:])}", phrase)


def _led(before: str, phrase: str) -> bool:
    """Does an article belong to it?"""
    return bool(_DETERMINED.match(phrase) or _BEFORE_NOUN.search(before))


def _names(text: str, end: int) -> bool:
    """Does a noun follow that it only sets apart: "the Christmas table", "the Friday delivery"?"""
    found = _NOUN.match(text, end)
    if found is None or found["word"].endswith("ly"):
        return False
    return found["word"] == "one" or found["word"] not in _NO_NOUN
