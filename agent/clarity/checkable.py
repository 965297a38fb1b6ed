"""Can somebody who did not write it tell whether it is done? Pure.

A judgement by words alone, and a careful one: it speaks only where a word such as "better" or "soon" stands
and nothing beside it can be checked.
"""

from __future__ import annotations

import re

from agent.clarity.words import Language

_NUMBER = re.compile(r"\d|%")
_QUOTED = re.compile(r"[\"“„«‘][^\"”“»’]{3,}[\"”“»’]")


def vague_words(text: str, language: Language) -> str:
    """The words that nobody can check; empty where there are none, or something else can be."""
    found = language.vague.search(text)
    return found[0] if found and not is_checkable(text, language) else ""


def is_checkable(text: str, language: Language) -> bool:
    """Is there a number, a quotation, or something that is so or not: sent, signed off, no longer?"""
    return bool(_NUMBER.search(text) or _QUOTED.search(text) or language.checked.search(text))
