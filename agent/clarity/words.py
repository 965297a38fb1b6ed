"""The words of a language in which people are asked, and those by which a text shows what it leaves open.

A file a language, in `languages`: sentences as data, so that whoever speaks a language can mend them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module

LANGUAGES = ("en", "de", "fr", "es", "nl", "pt")
USUAL = "en"
"""Where the language of a text is not told, or is none of these."""


@dataclass(frozen=True, slots=True)
class Language:
    """Sentences have places for {goal}, {says} and {choices}; the first two come quoted."""

    quotes: tuple[str, str]
    you_wrote: str
    """With {words}: to whom the words are from."""
    text_says: str
    """With {words}: to anybody else."""
    both: str
    """Between two quotes."""
    either: str
    """Between the last two choices."""
    owner: str
    owner_said: str
    owner_choices: str
    owner_gone: str
    """With {who} in place of the words: who was named has left."""
    owner_away: str
    due: str
    due_said: str
    due_choices: str
    said_choices: str
    """Whatever it is about: the words, and what they may mean."""
    done: str
    done_said: str
    scope: str
    approval: str
    vague: re.Pattern[str]
    """Words by which nobody can tell whether something is done."""
    checked: re.Pattern[str]
    """Words by which one can: what is there or not, what somebody signs."""
    pressing: re.Pattern[str]
    """Words that speak of time."""
    no_day: re.Pattern[str]
    """At once, or whenever it suits: words that need no day."""


def pattern(table: str) -> re.Pattern[str]:
    """Any of the words, each whole, with a | or a new line between; they may be regular expressions."""
    words = "|".join(line.strip() for line in table.strip().splitlines())
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


@cache
def words_of(code: str) -> Language:
    module = import_module(f"agent.clarity.languages.{code if code in LANGUAGES else USUAL}")
    found: Language = module.WORDS
    return found
