"""The entries of a directory, as words are compared with them. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from agent.models import Noun
from agent.roster import Directory, Person
from agent.text.names import Rank, is_near_miss, rank, spellings

PLACES = (" in ", " from ", " at ", " of ", " over in ", " aus ", " im ", " bei ")
JOINTS = (" and ", " or ", " und ", " oder ", " et ", " ou ", " y ", " & ", "/", ",", ";", "+")


class Known(Noun):
    """A person, a team or another name that words may mean."""

    name: str
    names: tuple[str, ...]
    email: str = ""
    handle: str = ""
    role: str = ""
    context: str = ""
    """The words that tell this person from another of the same name."""
    person: Person | None = None

    def rank(self, words: str) -> Rank | None:
        ranks = [found for name in self.names if (found := rank(words, name)) is not None]
        if self.role and rank(words, self.role) in (Rank.EXACT, Rank.CORE):
            ranks.append(Rank.CORE)
        if self.handle and words.casefold() == self.handle.casefold():
            ranks.append(Rank.ONE)
        return min(ranks, default=None)


class Fit(Noun):
    """The entries that words mean best; more than one is a tie."""

    entries: tuple[Known, ...] = ()
    elsewhere: str = ""
    """Where the words place the person and the directory does not: "at Maplewood"."""


def entries(directory: Directory) -> list[Known]:
    teams_of: dict[str, list[str]] = {}
    for team in directory.teams:
        for member in (*team.members, *([team.lead] if team.lead else [])):
            teams_of.setdefault(member, []).append(" ".join((team.name, *team.aliases)))
    people = [_person(person, teams_of.get(person.name, [])) for person in directory.people]
    teams = [Known(name=t.name, names=(t.name, *t.aliases), email=t.email) for t in directory.teams]
    others = [Known(name=o, names=(_plain(o), o), context=_aside(o)) for o in directory.others]
    return [*people, *teams, *others]


def _person(person: Person, teams: list[str]) -> Known:
    return Known(
        name=person.name,
        names=(_plain(person.name), *person.aliases),
        email=person.email,
        handle=person.handle,
        role=person.role,
        context=" ".join((person.role, person.team or "", *teams, _aside(person.name))).strip(),
        person=person,
    )


def _plain(name: str) -> str:
    """A name without what stands in brackets: "Ines (yard)"."""
    return name.partition("(")[0].strip() or name


def _aside(name: str) -> str:
    return name.partition("(")[2].partition(")")[0]


def by_address(words: str, among: Iterable[Known]) -> Known | None:
    """The one whose mail address or @handle stands in the words."""
    marks = {word.strip("<>()[],;:.!?\"'").casefold() for word in words.split() if "@" in word}
    return next(
        (
            e
            for e in among
            if e.email.casefold() in marks or (e.handle and f"@{e.handle}".casefold() in marks)
        ),
        None,
    )


def by_name(words: str, among: list[Known]) -> Fit:
    """Those who fit best; the words after "in", "from" or a bracket decide between equals."""
    for head, tail in readings(words):
        ranked = [(found, entry) for entry in among if (found := entry.rank(head)) is not None]
        if ranked:
            top = min(found for found, _ in ranked)
            best = tuple(entry for found, entry in ranked if found == top)
            said = set(spellings(tail)[0])
            placed = tuple(entry for entry in best if said & set(spellings(entry.context)[0]))
            misplaced = tail if tail and not placed and all(entry.context for entry in best) else ""
            return Fit(entries=placed or best, elsewhere=misplaced)
    return Fit()


def near_misses(words: str, among: list[Known]) -> list[str]:
    heads = [head for head, _ in readings(words)]
    return names(e for e in among if any(is_near_miss(head, name) for head in heads for name in e.names))


def readings(words: str) -> Iterable[tuple[str, str]]:
    """The words as they stand, then with what follows the name taken off."""
    bare = words.strip(" .,:;!?\"'*_-").lstrip("@")
    yield bare, ""
    if bare[-2:].casefold() in ("'s", "’s"):
        yield bare[:-2], ""
    if "(" in bare:
        yield _plain(bare), _aside(bare)
    cuts = [(at, place) for place in PLACES if (at := bare.find(place)) > 0]
    if cuts:
        at, place = min(cuts)
        yield bare[:at], bare[at + len(place) :]
    if bare.count(",") == 1:
        last, _, first = bare.partition(",")
        yield f"{first.strip()} {last.strip()}", ""


def parts(words: str) -> list[str]:
    """The names of "Teo and Priya" and "Dispatch or the yard crew"."""
    for joint in JOINTS:
        words = words.replace(joint, "\n")
    return [part.strip() for part in words.split("\n") if part.strip()]


def names(found: Iterable[Known]) -> list[str]:
    return list(dict.fromkeys(entry.name for entry in found))
