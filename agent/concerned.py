"""Whom of the directory a text may mean: on its envelope, named or nearly named, by role or by team. Pure.

Made to tell a reader of the text who is who, and nothing more of the directory than that. In doubt somebody
is taken along; the most plausible come first, so that a bound cuts the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

from agent.known import Known, entries
from agent.models import Intake
from agent.people import Directory, Person, Team
from agent.text.names import ARTICLES, GENERIC, TITLES, is_near_miss, spellings
from agent.text.normalise import visible
from agent.text.overlap import FUNCTION_WORDS, is_unspaced

_TOKEN = re.compile(r"\w[\w'’-]*")
_SAYS_LITTLE = ARTICLES | GENERIC | TITLES
SHORTEST_PART = 3
"""Letters of a word that is part of a name: shorter ones stand in too many texts."""
LONGEST_PART = 30
"""Longer words are no slips of a name."""


class Nearness(IntEnum):
    """How a text points at somebody, the plainest first."""

    ON_ENVELOPE = 0
    NAMED = 1
    NAMED_IN_PART = 2
    NEARLY_NAMED = 3
    BY_ROLE = 4
    BY_TEAM = 5
    """Of a team that is named, or the team of somebody who is."""
    MAYBE = 6
    """A word of the name stands there in small letters, and may be any word."""


def concerned(intake: Intake, directory: Directory) -> list[Person | Team]:
    """The most plausible first; nobody who has left."""
    said = _Said(visible(intake.text))
    parties = (intake.sender, *intake.recipients)
    there = {directory.name_of(party) for party in parties if party}
    near: dict[str, Nearness] = {}
    for entry in entries(directory):
        found = Nearness.ON_ENVELOPE if entry.name in there else said.points_at(entry)
        if found is not None:
            near[entry.name] = found
    for name in _beside(near, directory):
        near.setdefault(name, Nearness.BY_TEAM)
    known: list[Person | Team] = [*directory.people, *directory.teams]
    staying = [one for one in known if one.name in near and not (isinstance(one, Person) and one.left)]
    return sorted(staying, key=lambda one: near[one.name])


def _beside(near: dict[str, Nearness], directory: Directory) -> Iterator[str]:
    """The members of teams that are plainly meant, and the teams of people who are."""
    plain = {name for name, found in near.items() if found <= Nearness.NEARLY_NAMED}
    for team in directory.teams:
        members = team_members(team, directory)
        if team.name in plain:
            yield from members
        elif not plain.isdisjoint(members):
            yield team.name


def team_members(team: Team, directory: Directory) -> list[str]:
    placed = (person.name for person in directory.people if person.team == team.name)
    return [*([team.lead] if team.lead else []), *team.members, *placed]


class _Said:
    """The words of a text, made to be looked up."""

    def __init__(self, text: str) -> None:
        self._text = text
        tokens = set(_TOKEN.findall(text))
        self._words = frozenset(_folded(tokens))
        self._capital_words = frozenset(_folded(token for token in tokens if token[0].isupper()))
        self._nearly: dict[str, list[str]] = {}
        for word in self._capital_words:
            for short in _without_one(word):
                self._nearly.setdefault(short, []).append(word)

    def points_at(self, entry: Known) -> Nearness | None:
        names = [telling for name in entry.names for telling in _telling(name)]
        if any(map(self._says, names)) or self._holds(entry):
            return Nearness.NAMED
        parts = {word for words in names for word in words if len(word) >= SHORTEST_PART}
        if parts & self._capital_words:
            return Nearness.NAMED_IN_PART
        if any(map(self._nearly_says, parts)):
            return Nearness.NEARLY_NAMED
        if any(map(self._says, _telling(entry.role))):
            return Nearness.BY_ROLE
        return Nearness.MAYBE if parts & self._words - FUNCTION_WORDS else None

    def _says(self, words: frozenset[str]) -> bool:
        """Small words alone name nobody: "will" is not Will."""
        return words <= self._words and not words <= FUNCTION_WORDS

    def _holds(self, entry: Known) -> bool:
        """By handle; or in a script that sets no spaces, anywhere."""
        unspaced = (name for name in entry.names if is_unspaced(name))
        handle = entry.handle.casefold()
        return (handle != "" and handle in self._words) or any(name in self._text for name in unspaced)

    def _nearly_says(self, part: str) -> bool:
        """Two words that are one edit apart have something in common once a letter is taken from each."""
        near = (word for short in _without_one(part) for word in self._nearly.get(short, ()))
        return any(is_near_miss(word, part) for word in near)


def _folded(tokens: Iterable[str]) -> Iterator[str]:
    for token in tokens:
        for words in spellings(token):
            yield from words
            yield "".join(words)


def _telling(name: str) -> Iterator[frozenset[str]]:
    """The words of a name that tell it from others, in each of its spellings; none where none do."""
    for words in spellings(name):
        telling = frozenset(word for word in words if word not in _SAYS_LITTLE and len(word) > 1)
        if telling:
            yield telling


def _without_one(word: str) -> Iterator[str]:
    if len(word) <= LONGEST_PART:
        yield word
        yield from (word[:at] + word[at + 1 :] for at in range(len(word)))
