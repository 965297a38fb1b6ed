"""Sentences that take back what was asked for, or say that it is done already. Pure, and careful: a wrong no
costs a look at the reply, a wrong yes would say that somebody does not want what they do want.

Only the author's new words count. Questions, conditions, negations and parts of the work do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent.models import Intake
from agent.text import takeback_words as cues
from agent.text.lines import SegmentKind
from agent.text.overlap import content_words, stem
from agent.text.segments import segments
from agent.text.sentences import sentences

_STRAIGHT = str.maketrans("’‘‛´`", "'''''")
_QUOTES = (("“", "”"), ("„", "“"), ("«", "»"), ("‹", "›"))
_NEGATION = re.compile(r"\b\w+n't\b")
_NAMED_TOGETHER = 4
"""Words that one of two things has at most: "the chairs and the desks"."""

Words = frozenset[str]
"""Stems."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A sentence, text[start:end]."""

    start: int
    end: int
    quote: str
    abouts: tuple[Words, ...]
    """What it names, each by itself; empty where it only says "that"."""
    context: Words
    """Content words of it and of the sentence before it."""
    done: bool = False
    verb: str = ""
    """The participle that has to be the work's own: "ordered" of "already ordered"."""


@dataclass(frozen=True, slots=True)
class _Clause:
    words: str
    start: int
    end: int
    joined: bool
    """To the clause before it, by "and"."""


def taken_back(reply: Intake) -> list[TakenBack]:
    """In order. Nothing of what is quoted, forwarded or attached."""
    names = _names(reply)
    found: list[TakenBack] = []
    before = ""
    for part in segments(reply.text, reply.channel, reply.own_end):
        if part.kind is not SegmentKind.BODY:
            continue
        for sentence in sentences(reply.text, part.start, part.end):
            quote = reply.text[sentence.start : sentence.end]
            label = f"{sentence.label}: " if sentence.label else ""
            if hit := _look(quote, f"{before} {label}{quote}", sentence.start, names):
                found.append(hit)
            before = quote
    return found


def _look(quote: str, context: str, start: int, names: Words) -> TakenBack | None:
    plain = quote.translate(_STRAIGHT)
    earnest = cues.POLITE.sub(lambda polite: " " * len(polite[0]), plain)
    if cues.OPEN.search(earnest) or _asks(plain, earnest):
        return None
    clauses = list(_clauses(plain))
    for place, clause in enumerate(clauses):
        if (hit := _says_so(clause, plain)) is not None:
            done, verb = hit
            verbs = names | {verb}
            abouts, known = _abouts(clauses, place, verbs), _named(context, verbs)
            return TakenBack(start, start + len(quote), quote, abouts, known, done=done, verb=verb)
    return None


def _says_so(clause: _Clause, plain: str) -> tuple[bool, str] | None:
    """Whether it says that the work is done, and by which verb; None where it does not take anything back."""
    words = clause.words
    if found := cues.TAKES_BACK.search(words):
        counts, done = _is_meant(found, words), False
    elif found := cues.NOT_NEEDED.search(words) or cues.NO_NEED.search(words):
        counts, done = _is_for_good(found, words), False
    elif found := cues.DONE.search(words):
        counts, done = (
            not any(cue.search(words) for cue in (cues.NEGATED, cues.PARTLY, cues.UNTIL_DONE)),
            True,
        )
    if not found or not counts or _is_quoted(plain, clause.start + found.start()):
        return None
    part = (found.groupdict().get("part") or "").lower()
    return done, "" if part in cues.PLAIN_PARTS else stem(part)


def _is_meant(found: re.Match[str], words: str) -> bool:
    """Not negated, and nothing that is there already: to cancel a contract is work."""
    rest = words.replace(found[0], " ", 1) if cues.NEVER_MIND.match(found[0]) else words
    return not cues.NEGATED.search(rest) and not cues.EXISTING.search(words)


def _is_for_good(found: re.Match[str], words: str) -> bool:
    """All of it, and not only for now, or in another way."""
    limited = cues.BOUNDED.search(words[found.start() :]) or cues.PARTLY.search(words)
    return not (limited or cues.CONTRAST.search(words[found.end() :]) or _names_nothing(found[0], words))


def _names_nothing(found: str, words: str) -> bool:
    """To say that there is "no need to" needs a verb."""
    return bool(cues.NO_NEED.fullmatch(found)) and not _named(words, frozenset())


def _asks(plain: str, earnest: str) -> bool:
    """A question, unless it is only put politely."""
    asked = plain.rstrip(" \"'”»)").endswith("?") or "¿" in plain
    return asked and (earnest == plain or not cues.TAKES_BACK.search(plain))


def _is_quoted(plain: str, at: int) -> bool:
    """Somebody else's words, inside the sentence."""
    before = plain[:at]
    if before.count('"') % 2:
        return True
    return any(before.count(opening) > before.count(closing) for opening, closing in _QUOTES)


def _clauses(plain: str) -> Iterator[_Clause]:
    at, joined = 0, False
    for cut in cues.CUT.finditer(plain):
        yield _Clause(plain[at : cut.start()], at, cut.start(), joined)
        at, joined = cut.end(), bool(cut["joined"])
    yield _Clause(plain[at:], at, len(plain), joined)


def _abouts(clauses: list[_Clause], place: int, names: Words) -> tuple[Words, ...]:
    """What the clause names, and what is named together with it."""
    own = [clauses[place]]
    if clauses[place].joined:
        own.append(clauses[place - 1])
    own += [clause for clause in clauses[place + 1 : place + 2] if clause.joined]
    said = [own[0], *(clause for clause in own[1:] if len(clause.words.split()) <= _NAMED_TOGETHER)]
    return tuple(filter(None, (_named(clause.words, names) for clause in said)))


def _named(words: str, names: Words) -> Words:
    """The content words that may say which work is meant."""
    said = _NEGATION.sub(" ", cues.POLITE.sub(" ", words))
    plain = (word for word in content_words(said).values() if word.casefold() not in cues.FILLERS)
    return frozenset(key for word in plain for key in content_words(word)) - names


def _names(reply: Intake) -> Words:
    """Who is on the envelope, by the words of their names: "please cancel that, Ben"."""
    parties: Iterable[str] = (party.name for party in (reply.sender, *reply.recipients) if party)
    return frozenset(key for name in parties for key in content_words(name))


def telling(words: str) -> Words:
    """The content words of a goal without those that only take something back."""
    return _named(words, frozenset())
