"""Sentences in which two people are each given something: cut between them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.extractors.local import verbs
from agent.extractors.local.lines import Line
from agent.extractors.local.names import Names
from agent.text.marks import words

_JOINT = re.compile(r"(?:,|;| -| –| —)? (?:and|while|but|und|et|y) (?=\w)|[,;] (?=\w)", re.IGNORECASE)
_ADVERBS = r"(?:please |pls |also |then |just |kindly |now )?"
_ACTOR = re.compile(
    r"(?P<who>you|i|we|ich|du|wir|je|tu)(?P<modal>'ll| will| can| could| should| must| to)? "
    rf"{_ADVERBS}(?P<verb>[a-z][\w-]*)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?P<modal>'ll| will| can| could| should| must| to)? {_ADVERBS}(?P<verb>[a-z][\w-]*)", re.IGNORECASE
)
STATES = words("have need want like know think hope see look let get")
"""Verbs that say how things are, or begin other tenses."""
_START = re.compile(r"(?:(?:so|ok|okay|then|and|also|well|right|fine|please)[ ,]+){0,2}", re.IGNORECASE)


def split(line: Line, names: Names) -> Iterator[Line]:
    """The parts of a sentence that each say what another person does, else the sentence as it is.

    For "You draft the plan and Aisha checks it". Numbers and opening marks stay those of the whole.
    """
    begins = _START.match(line.plain)
    first = _actor(line.plain, begins.end() if begins else 0, names)
    cut = next((m for m in _JOINT.finditer(line.plain) if _other(line.plain, m.end(), names, first)), None)
    if first is None or cut is None:
        yield line
        return
    yield _part(line, 0, cut.start())
    yield from split(_part(line, cut.end(), len(line.plain)), names)


def _other(text: str, at: int, names: Names, first: str | None) -> bool:
    actor = _actor(text, at, names) if first else None
    return actor is not None and actor != first


def _actor(text: str, at: int, names: Names) -> str | None:
    """Who does something, said from here on: "you draft", "Aisha checks", "I'll call"."""
    if found := _ACTOR.match(text, at):
        does = verbs.is_base(found["verb"]) and found["verb"].casefold() not in STATES
        return found["who"].casefold() if does else None
    mention = names.at_start(text[at : at + 100])
    found = _NAMED.match(text, at + mention.end) if mention else None
    if mention is None or found is None:
        return None
    acts = verbs.is_base(found["verb"]) if found["modal"] else bool(verbs.third_person(found["verb"]))
    return mention.name if acts else None


def _part(line: Line, start: int, end: int) -> Line:
    part = line.words[start:end].rstrip()
    base = line.sentence.start
    cut = replace(line.sentence, start=base + start, end=base + start + len(part))
    return replace(line, sentence=cut, words=part, parted=True, plain=line.plain[start : start + len(part)])
