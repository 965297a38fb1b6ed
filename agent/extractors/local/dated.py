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
    event = (
        rf"\b(?:before|in time for|ahead of|until) (?:(?!and\b)[\w']+ ){{0,4}}{re.escape(phrase)}(?:'s \w+)?"
    )
    if found := re.search(event, text):
        return text if _names(text, found.end()) and _led(text, phrase) else re.sub(event, " ", text)
    at = text.find(phrase)
    if at >= 0 and _led(text, phrase) and _names(text, at + len(phrase)):
        return text
    return re.sub(rf"{re.escape(phrase)}(?:'s \w+)?", " ", text)


def _led(text: str, phrase: str) -> bool:
    """Does an article belong to it?"""
    return bool(_DETERMINED.match(phrase) or _BEFORE_NOUN.search(text[: max(0, text.find(phrase))]))


def _names(text: str, end: int) -> bool:
    """Does a noun follow that it only sets apart: "the Christmas table", "the Friday delivery"?"""
    found = _NOUN.match(text, end)
    if found is None or found["word"].endswith("ly"):
        return False
    return found["word"] == "one" or found["word"] not in _NO_NOUN
