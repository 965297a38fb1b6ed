"""A thing by its full name: "the binder" → "the Lindqvist exhibit binder", as an earlier sentence calls it.

English; pure. Only where one fuller name is told and nothing in it speaks against the words of the goal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.extractors.local import verbs
from agent.extractors.local.shorten import AT_MOST
from agent.extractors.local.tails import FINITE
from agent.text.marks import words
from agent.text.overlap import FUNCTION_WORDS, stem

_LINKS = words(
    "in on at of for to with from by and or before after until till out up off down back again as so "
    "that which when if into over under through today now who whether because about between per via "
    "this next once too also asap please only but than without where"
)
_DETERMINERS = words(
    "the a an that this those these your our his her their my its all both some any each every no"
)
_THING = re.compile(
    r"\b(?P<det>the|that|this|those|these|your|our|their) "
    rf"(?P<name>[\w'&-]+(?: [\w'&-]+){{0,3}}?)(?P<end>$|[,.;:()]| (?P<link>{'|'.join(sorted(_LINKS))})\b)",
)
_NUMBERED = re.compile(
    rf"(?:(?:^| )(?:{'|'.join(sorted(_LINKS | _DETERMINERS))}) |^[A-Z]\w+ )(?P<thing>[a-z]{{3,}} \d+[a-z]?)\b"
    r"(?! ?(?:%|mm|cm|kg|pm|am|\.\d|[:/]))"
)
"""A thing that only its number sets apart: "for sheet 5"."""
_OF_WHAT = words("of for on at in from with about")
_TOKEN = re.compile(r"[\w'&/.-]*[\w'&]|[^\w\s]")
_STATES = words(
    "new old final revised same whole other right wrong next last first second third missing broken "
    "full current updated corrected signed own two three four five six both late original"
)
"""What a thing is just now: kept, and no part of its name."""
_TIMES = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august"
    r"|(?:sept|nov|dec)ember"
    r"|october|today|tomorrow|yesterday|tonight|morning|afternoon|evening|noon|week|weekend|month|year"
    r"|time|moment|end"
    r"|case|way|general|advance|turn|hand|place|fact|person|order|file|\d+(?:st|nd|rd|th)",
    re.IGNORECASE,
)
_VAGUE_HEADS = words(
    "one ones thing things stuff rest lot way time day week month date end matter issue same it people "
    "team numbers days others other"
)
_STOPS = _LINKS | FINITE | FUNCTION_WORDS
_MOST_LEFT, _MOST_RIGHT = 4, 3
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class _Name:
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stem(word.casefold()) for word in (*self.left, *self.right)) - FUNCTION_WORDS


def fuller(goal: str, before: Sequence[str]) -> str:
    """The goal with the first thing in it that has a fuller name called by it. `before`: nearest first."""
    goal = _numbered(goal, before)
    for found in _THING.finditer(goal):
        *own, head = found["name"].split()
        if head.casefold() in _VAGUE_HEADS or found["link"] == "of" or _TIMES.fullmatch(head):
            continue
        name = _name(head, own, before)
        if name is None:
            continue
        for right in (name.right if found["link"] not in _OF_WHAT else (), ()):
            whole = _called(found, own, head, _Name(name.left, right))
            changed = goal[: found.start()] + whole + goal[found.start("end") :]
            if whole != found[0] and len(changed.split()) <= AT_MOST:
                return changed
    return goal


def _numbered(goal: str, before: Sequence[str]) -> str:
    """For "a plate for sheet 5", where before it was "cookbook sheet 5"; nothing where two are told."""
    found = _NUMBERED.search(goal)
    if found is None or len(goal.split()) >= AT_MOST or goal[: found.start()].endswith(("-", "'")):
        return goal
    kinds = {kind for line in before for kind in _kinds(line, found["thing"])}
    if len(kinds) != 1 or verbs.is_base(found["thing"].split()[0]):
        return goal
    return f"{goal[: found.start('thing')]}{kinds.pop()} {goal[found.start('thing') :]}"


def _kinds(line: str, thing: str) -> Iterator[str]:
    for found in re.finditer(
        rf"(?<![\w'-])(?:(?P<before>[\w'-]+) )?(?P<kind>[a-z][a-z-]+|^[A-Z][a-z]+) {re.escape(thing)}\b", line
    ):
        kind, led = found["kind"].casefold(), (found["before"] or "").casefold()
        if kind in _STOPS | _DETERMINERS | _STATES or verbs.is_base(kind) or kind.endswith(("ly", "'s")):
            continue
        if verbs.base(kind) and led not in _LINKS | _DETERMINERS:
            continue
        yield kind


def _called(found: re.Match[str], own: Sequence[str], head: str, name: _Name) -> str:
    states = [word for word in own if word.casefold() in _STATES and word not in name.left]
    left = list(name.left) if name.left else [word for word in own if word not in states]
    first = "" if left and left[0].endswith("'s") and not states else f"{found['det']} "
    return first + " ".join([*states, *left, head, *name.right])


def _name(head: str, own: Sequence[str], before: Sequence[str]) -> _Name | None:
    """What sets it apart: the longest of the three nearest names that say more than the goal does; none where
    two of all speak of different things.
    """
    known = frozenset(stem(word.casefold()) for word in own if word.casefold() not in _STATES)
    told = [name for sentence in before for name in _names(head, sentence)]
    fuller_ones = [name for name in told if known <= name.stems and name.stems - known]
    if not fuller_ones:
        return None
    best = fuller_ones[0]
    apart = [name for name in fuller_ones if not (name.stems & best.stems - known)]
    return None if apart else max(fuller_ones[:_NEAREST], key=lambda name: len(name.stems))


def _names(head: str, sentence: str) -> Iterator[_Name]:
    tokens = _TOKEN.findall(sentence)
    if len(tokens) > 1 and tokens[0].isdigit() and tokens[1][:1].isupper():
        tokens = tokens[1:]  # the number of a heading
    for at, token in enumerate(tokens):
        if stem(token.casefold()) == stem(head.casefold()) and (
            at + 1 == len(tokens) or not _is_noun_before(tokens, at)
        ):
            left = _left(tokens, at)
            if left and left[0] == tokens[0] and left[0][1:].islower():
                left = (left[0].lower(), *left[1:])  # only because a sentence begins with it
            name = _Name(left, _right(tokens, at))
            if name.stems:
                yield name


def _is_noun_before(tokens: Sequence[str], at: int) -> bool:
    """Is it itself only a modifier: "binder" in "binder clips"?"""
    after = tokens[at + 1]
    return (
        bool(re.fullmatch(r"[a-z][\w-]+", after))
        and after not in _STOPS
        and not (after.endswith(("ed", "ing", "ly")) or verbs.base(after))
    )


def _left(tokens: Sequence[str], at: int) -> tuple[str, ...]:
    kept: list[str] = []
    for token in reversed(tokens[max(0, at - _MOST_LEFT - 1) : at]):
        low = token.casefold()
        if low in _DETERMINERS:
            return tuple(_plain(kept))
        if low in _STOPS or not re.match(r"[\w']", token) or _TIMES.fullmatch(token):
            break
        kept.insert(0, token)
    sure = [token for token in kept if not token.islower() or "-" in token]
    return tuple(_plain(kept[kept.index(sure[0]) :])) if sure and not verbs.is_base(sure[0]) else ()


def _plain(kept: Sequence[str]) -> list[str]:
    """Without what the thing only is just now."""
    return [word for word in kept if word.casefold() not in _STATES][-_MOST_LEFT:]


def _right(tokens: Sequence[str], at: int) -> tuple[str, ...]:
    rest = tokens[at + 1 :]
    if not rest or rest[0].casefold() not in _OF_WHAT or len(rest) == 1:
        return ()
    kept = [rest[0]]
    for token in rest[1:]:
        low = token.casefold()
        if len(kept) == 1 and low in {"the", "our", "your", "their", "his", "her"}:
            kept.append(token)
            continue
        if low in _STOPS or not re.match(r"\w", token) or verbs.third_person(low):
            break
        kept.append(token)
        if len(kept) > _MOST_RIGHT + 1:
            break
    named = [word for word in kept[1:] if word.casefold() not in _DETERMINERS]
    return () if not named or any(_TIMES.fullmatch(word) for word in named) else tuple(kept)
