"""The sentences of a text that are content, and what they are read against. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from agent.extractors.local import cues, cues_detail
from agent.extractors.local.names import Names
from agent.models import Channel, Intake
from agent.text.language import language_of
from agent.text.segments import Segment, SegmentKind
from agent.text.sentences import Sentence, sentences
from agent.text.talk import Company

CONTENT = frozenset({SegmentKind.BODY, SegmentKind.FORWARDED})
_STRAIGHT = str.maketrans("’‘‛´`", "'''''")
_ROLE = re.compile(cues.ROLE, re.IGNORECASE)
_ROLE_BEHIND = re.compile(rf",? \((?P<role>{cues.ROLE})\)", re.IGNORECASE)
_ROLE_BEFORE = re.compile(rf"(?:^|[.;,(] ?)(?P<role>{cues.ROLE}): (?:[A-Z]\w{{0,3}}\. ?)*$", re.IGNORECASE)
_TELLING = 12
"""So many sentences tell the language of a text."""
_FEW_WORDS_OF_OWN = 20


class SentenceKind(StrEnum):
    """What a sentence does. The weights of the sentence model hold a column for each, in this order."""

    REQUEST = "request"
    COMMITMENT = "commitment"
    QUESTION = "question"
    """One whose answer takes work."""
    PROBLEM = "problem"
    CRITERION = "criterion"
    """Says when the work before it is done, or how it must be."""
    CANCEL = "cancel"
    ACK = "ack"
    """Says yes to the request before it."""
    DONE = "done"
    HOSTILE = "hostile"
    """Addresses the software."""
    OTHER = "other"


WORK = frozenset({SentenceKind.REQUEST, SentenceKind.COMMITMENT})


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its words; `plain` is as long as `words`, with straight apostrophes."""

    number: int
    sentence: Sentence
    words: str
    plain: str
    opens: bool = True
    """Is it the first of its list item, message or paragraph?"""
    parted: bool = False
    """Is it one of the parts of a sentence that gives work to several?"""
    forwarded: bool = False
    """Is it somebody else's, sent on?"""


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence is read against."""

    channel: Channel
    names: Names
    talk: bool = False
    """Are there speakers?"""
    language: str = ""
    """That most of it is written in; empty where few words tell."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Who is the clerk, where the text says so, by the words it names them with."""


def company_of(intake: Intake) -> Company | None:
    """Who may speak in a chat."""
    if intake.channel is not Channel.CHAT:
        return None
    author = intake.sender.name if intake.sender else None
    return Company.of([*intake.people, author or ""], author)


def lines_of(text: str, parts: Sequence[Segment], company: Company | None = None) -> list[Line]:
    """The sentences of the author's new words, and of what was forwarded; of what is attached only where
    these are few, for then it is what was sent.
    """
    found: list[Line] = []
    said = sum(len(text[part.start : part.end].split()) for part in parts if part.kind in CONTENT)
    content = CONTENT if said >= _FEW_WORDS_OF_OWN else {*CONTENT, SegmentKind.ATTACHED}
    for part in parts:
        if part.kind not in content:
            continue
        base = found[-1].sentence.line + 1 if found else 0
        for s in sentences(text, part.start, part.end, company):
            words, opens = text[s.start : s.end], not found or found[-1].sentence.line != s.line + base
            placed = replace(s, line=s.line + base)
            sent_on = part.kind is SegmentKind.FORWARDED
            plain = words.translate(_STRAIGHT)
            found.append(Line(len(found), placed, words, plain, opens, forwarded=sent_on))
    return found


def context_of(intake: Intake, lines: Sequence[Line], names: Sequence[str] = ()) -> Context:
    """`names`: people and teams of the organisation, besides those that come with the intake."""
    parties = [p.name for p in (intake.sender, *intake.recipients) if p is not None and p.name]
    speakers = [ln.sentence.speaker for ln in lines if ln.sentence.speaker]
    known = Names([*intake.people, *parties, *speakers, *names])
    language = language_of(" ".join(line.plain for line in lines[:_TELLING]))
    roles = dict(found for line in lines for found in _roles(line, known))
    return Context(intake.channel, known, talk=bool(speakers), language=language, roles=roles)


def role_of(words: str) -> str:
    """For "The clerk": "clerk"."""
    return words.casefold().removeprefix("the ")


def _roles(line: Line, names: Names) -> Iterator[tuple[str, str]]:
    """For "Rev. Ann Kilby (chair)", and "Clerk: M. Tennant"."""
    for mention in names.find(line.plain):
        behind = _ROLE_BEHIND.match(line.plain, mention.end)
        before = _ROLE_BEFORE.search(line.plain[: mention.start])
        labelled = line.sentence.label if not line.plain[: mention.start].strip(" .MDr") else None
        role = behind["role"] if behind else before["role"] if before else labelled
        if role and _ROLE.fullmatch(role):
            yield role_of(role), line.words[mention.start : mention.end]


def same_place(one: Line, other: Line) -> bool:
    """The same list item, message or paragraph."""
    return one.sentence.line == other.sentence.line


def salutation(line: Line) -> re.Match[str] | None:
    """For "Dear Ana," or "Ana -" alone, or "Hi Ana, good talking" before other words."""
    return cues_detail.GREETING.match(line.plain) or cues_detail.NAME_ALONE.match(line.plain)
