"""Whom "her", "him", "she" and "he" mean: the one person that was spoken of just before. English; pure.

Only where exactly one fits: two who fit, or none, and the pronoun stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.extractors.local.cues_all import A_TEAM
from agent.extractors.local.names import Names
from agent.extractors.local.tails import FINITE
from agent.text.marks import words
from agent.text.overlap import FUNCTION_WORDS

_PRONOUN = re.compile(r"(?<![\w'-])(?P<who>her|him|she|he|his)(?![\w'-])", re.IGNORECASE)
_TITLED = re.compile(
    r"(?P<who>(?P<title>Mrs|Mr|Ms|Miss|Sir|Madam|Dr|Cllr|Prof|Inspector|Rev"
    r"|Sister)\.? [A-Z][\w-]+(?: [A-Z][\w-]+)?)"
)
_ROLE = re.compile(
    r"(?:(?P<det>the|our|a|an|your|my|his|her|that|this|old|new) |^)"
    r"(?P<role>customer|client|tenant|landlord|driver|patient|lady|gentleman|man|woman|caller|guest|visitor"
    r"|resident|applicant|buyer|seller|neighbour|inspector|auditor|mother|father|daughter|son|wife"
    r"|husband|nurse"
    r"|doctor|teacher|intern|apprentice|girl|boy|trainee|lodger|member|plumber|electrician|fitter"
    r"|joiner|manager"
    r"|director|editor|author|translator|singer|student|pupil|supervisor|secretary|surveyor)\b(?!')",
    re.IGNORECASE,
)
_STRANGER = re.compile(
    r"(?P<who>[A-Z][a-z]+ [A-Z][a-z'-]+),? (?:has|is|was|wants|needs|says|said|rang|called|wrote|asked"
    r"|came|told|paid"
    r"|never|still|phoned|complained|bought|ordered|lost|left|will|would|had)\b"
)
_MALE = words("mr sir man gentleman father son husband boy")
_FEMALE = words("mrs ms miss madam lady woman mother daughter wife girl sister")
_FAR = 3
"""Sentences before in which somebody is spoken of "just before"."""


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class Parties:
    """Whom the pronouns of a text stand for, where that is known."""

    author: str | None
    addressee: str | None
    names: Names
    present: Sequence[str] = ()
    """Who speaks and who is spoken to: neither is "she"."""
    wrote: str | None = None
    """Whose mail it is that was sent on."""

    earlier: Sequence[str] = ()
    """All sentences before, nearest first, through which one person may still be spoken of."""

    def person(self, text: str, before: Sequence[str]) -> str:
        told = named(text, before[:_FAR], self.names, self.present, self.wrote)
        if told != text:
            return told
        return named(text, list(_still_of(self.earlier)), self.names, self.present, self.wrote)


def named(
    text: str, before: Sequence[str], names: Names, not_meant: Sequence[str], wrote: str | None = None
) -> str:
    """The text with its first such pronoun replaced.

    `before`: nearest first; `not_meant`: who speaks and hears; `wrote`: whose mail it is that was sent on.
    """
    found = _PRONOUN.search(text)
    if found is None or list(_people(text[: found.start()], names, ())):
        return text
    who = found["who"].casefold()
    near = next((told for line in before if (told := _fitting(line, names, not_meant, who))), set())
    near = near or ({wrote} if wrote else set())
    if len(near) != 1:
        return text
    (name,) = near
    rest = text[found.end() :]
    return text[: found.start()] + (f"{name}'s" if _owns(who, rest) else name) + rest


def _still_of(earlier: Sequence[str]) -> Iterator[str]:
    """The sentences back to where somebody is first named, as long as "he" or "she" goes on."""
    since = 0
    for line in earlier:
        since = 0 if _PRONOUN.search(line) else since + 1
        if since > _FAR:
            return
        yield line


def _fitting(line: str, names: Names, not_meant: Sequence[str], who: str) -> set[str]:
    other = "f" if who in {"him", "he", "his"} else "m"
    return {person.name for person in _people(line, names, not_meant) if person.sex != other}


def _people(line: str, names: Names, not_meant: Sequence[str]) -> Iterator[_Person]:
    taken: list[tuple[int, int]] = []
    for found in _TITLED.finditer(line):
        taken.append(found.span())
        yield _Person(found["who"], _sex(found["title"]))
    said = [(m.start, m.end, m.name) for m in names.find(line)]
    said += [(*m.span("who"), m["who"]) for m in _STRANGER.finditer(line)]
    for start, end, name in said:
        if any(a < end and start < b for a, b in taken):
            continue
        taken.append((start, end))
        if " " in name and not A_TEAM.search(name) and not any(_same(name, one) for one in not_meant):
            yield _Person(name)
    for found in _ROLE.finditer(line):
        yield _Person(f"the {found['role'].casefold()}", _sex(found["role"]))


def _same(name: str, other: str) -> bool:
    return name == other or bool(set(name.casefold().split()) & set(other.casefold().split()))


def _sex(word: str) -> str | None:
    low = word.casefold()
    return "m" if low in _MALE else "f" if low in _FEMALE else None


def _owns(who: str, rest: str) -> bool:
    """Does the pronoun tell whose something is: "her keys"?"""
    if who != "her":
        return who == "his"
    after = re.match(r" (?P<word>[a-z][\w-]*)", rest)
    return after is not None and after["word"] not in FUNCTION_WORDS | FINITE | _NO_THING


_NO_THING = words(
    "the a an this that these those it them back once when if whether why how what about again over out up "
    "off down by before after until and or to for with from in on at as so because please today tomorrow "
    "asap know himself herself who which where then now directly personally first instead round along all "
    "both some one two three"
)
