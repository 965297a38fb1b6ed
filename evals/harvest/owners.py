"""How a text says who does it, as far as envelope, directory and words tell. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agent.known import Known, entries
from agent.models import Intake, Item
from agent.people import I_WORDS, YOU_WORDS, Directory
from agent.roster import Person
from agent.text.names import spellings
from evals.gold import OwnerBasis
from evals.harvest.phrases import is_everyday


def basis(item: Item, quotes: Sequence[str], intake: Intake, directory: Directory) -> OwnerBasis:
    """By the words of the text that the owner was read from, where they stand in a quote; else by the
    envelope and by whether the text mentions them at all.
    """
    name = item.owner.value
    if name is None:
        return OwnerBasis.UNKNOWN
    if any(team.name == name for team in directory.teams):
        return OwnerBasis.TEAM
    read = [evidence.quote for evidence in item.owner.evidence if not evidence.source]
    said = {word for quote in read for word in spellings(quote)[0]}
    if said and said <= I_WORDS:
        return OwnerBasis.SENDER
    if said and said <= YOU_WORDS:
        return OwnerBasis.ADDRESSEE
    if any(words in quote for words in read for quote in quotes):
        return OwnerBasis.NAMED
    return _without_words(name, intake, directory)


def _without_words(name: str, intake: Intake, directory: Directory) -> OwnerBasis:
    if name == "sender" or (intake.sender and directory.name_of(intake.sender) == name):
        return OwnerBasis.SENDER
    if name == "recipient" or any(directory.name_of(party) == name for party in intake.recipients):
        return OwnerBasis.ADDRESSEE
    known = next((entry for entry in entries(directory) if entry.name == name), None)
    written = known or Known(name=name, names=(name,), person=Person(name=name))
    return OwnerBasis.NAMED if _is_mentioned(written, _words(intake.text)) else OwnerBasis.UNKNOWN


def mentioned(intake: Intake, owners: Iterable[str | None], directory: Directory) -> tuple[str, ...]:
    """Names of the directory that the case needs and its text does not bring along: whoever owns its work,
    and whoever its text mentions. With them the case can be read without the directory.
    """
    parties = [party for party in (intake.sender, *intake.recipients) if party]
    brought = {*intake.people, *(directory.name_of(party) for party in parties)}
    owning, said = set(owners), _words(intake.text)
    return tuple(
        entry.name
        for entry in entries(directory)
        if entry.name not in brought and (entry.name in owning or _is_mentioned(entry, said))
    )


def _is_mentioned(entry: Known, said: frozenset[str]) -> bool:
    """A person by any telling word of a name, a team by all of its words."""
    for name in entry.names:
        for spelling in () if is_everyday(name) else spellings(name):
            if entry.person:
                found = any(word in said for word in spelling if not is_everyday(word))
            else:
                found = bool(spelling) and said.issuperset(spelling)
            if found:
                return True
    return False


def _words(text: str) -> frozenset[str]:
    pieces = set(text.split())
    return frozenset(word for piece in pieces for spelling in spellings(piece) for word in spelling)
