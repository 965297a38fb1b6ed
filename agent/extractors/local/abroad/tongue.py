"""What a clause of a Romance language is read with. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from agent.extractors.local.abroad.moods import Mood


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a clause of one language is read with."""

    infinitive: Callable[[str, Mood], str | None]
    guessed: Callable[[str], str | None]
    is_infinitive: Callable[[str], bool]
    participle: Callable[[str], str | None]
    split: Callable[[str], tuple[str, str]]
    """A verb and the pronouns that hang on it."""
    asks: re.Pattern[str]
    """Asks "you", before an infinitive."""
    asks_any: re.Pattern[str]
    """Asks nobody in particular, before an infinitive."""
    wishes: re.Pattern[str]
    """Before "that you do"."""
    needs: re.Pattern[str]
    """Before a thing that somebody is to get."""
    give: str
    """What that asks for."""
    own: re.Pattern[str]
    """I; with what may stand before an infinitive as `will`."""
    shall: re.Pattern[str]
    """After a name, before an infinitive."""
    cares: re.Pattern[str]
    """After a name: takes something on; `of` is what the infinitive of it stands before."""
    inverted: re.Pattern[str]
    """Of what, before a name, somebody takes care."""
    clitics: re.Pattern[str]
    object_follows: re.Pattern[str]
    """Begins what is done something to, so that the word before is a verb."""
    fillers: re.Pattern[str]
    finite: re.Pattern[str]
    """Words by which a piece behind a comma is a clause of its own."""
    me: frozenset[str]
    you: frozenset[str]
    it: frozenset[str]
    idle: frozenset[str]
    """Verbs that tell how things are, or what is being said, whatever their form."""
    join: Callable[[str, str], str]
    """A pronoun and a verb: "le" and "renvoyer" to "le renvoyer"."""
    care: str
    """To take care of something."""
    to: str
    """Before whom something is given to."""
    also: str
