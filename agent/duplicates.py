"""From candidates to a verdict with reasons: advice to a person, never an act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain, islice
from types import MappingProxyType
from typing import Self

from pydantic import AwareDatetime

from agent.apart import (
    READ,
    SHOWN,
    Side,
    other_period,
    other_subject,
    other_thing,
    share_little,
    side,
    without,
)
from agent.dates.occurrences import in_words
from agent.models import Basis, Item, Match, Noun, Verdict
from agent.text.actions import alters, speaks_of_change


class Candidate(Noun):
    """What the index found."""

    id: str
    lexical: float
    """Strength of the lexical leg, 0 to 1."""
    dense: float
    """Cosine similarity of the dense leg, 0 to 1."""
    score: float
    """The chance that it is the same work, as far as the texts tell, 0 to 1."""


class Existing(Noun):
    """Existing work as the registry knows it."""

    id: str
    intake_id: str
    item: Item
    body: str
    received_at: AwareDatetime
    pending: bool
    """A proposal that nobody decided yet."""
    done_at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True)
class Grey:
    """The chances at which asking somebody once more costs less than the mistakes that it can prevent."""

    low: float
    """Below it a duplicate is so unlikely that missing one costs less than asking."""
    high: float
    """Above it other work is so unlikely that calling it a duplicate costs less than asking."""

    @classmethod
    def of_costs(cls, wrong: float, missed: float, asked: float) -> Self:
        """A miss costs chance * missed, a call (1 - chance) * wrong; where asking is dear nothing is grey."""
        return cls(low=asked / missed, high=1 - asked / wrong)

    def holds(self, chance: float) -> bool:
        return self.low <= chance <= self.high


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Every number that a verdict depends on; the first three are chances of being the same work."""

    related: float = 0.1
    """Below it the texts share a word or two by chance; a longer list hides the real ones."""
    duplicate: float = 0.75
    """Where calling other work a duplicate costs three times as much as not seeing one."""
    grey: Grey = field(default_factory=lambda: Grey.of_costs(wrong=3, missed=1, asked=0.1))
    """Where it is worth to ask once more."""
    changed: float = 0.15
    """Where a text says that it changes something, or one round of recurring work, less is asked."""
    template: float = 0.7
    """Goals that share so much, and each has things of its own, are one template that was filled in twice."""
    done_long_ago: timedelta = timedelta(days=30)
    """What is asked for again a month after it was done is new work."""
    dues_apart: timedelta = timedelta(days=21)
    """Due dates further apart than that, with no word of a change, are two rounds of the same work."""
    matches: int = 5
    """As many as a person compares."""

    @classmethod
    def of_costs(cls, wrong: float, missed: float, asked: float = 0.1) -> Self:
        """Where a "duplicate" costs on average as much as its absence: chance = wrong / (wrong + missed)."""
        return cls(duplicate=wrong / (wrong + missed), grey=Grey.of_costs(wrong, missed, asked))


DEFAULTS = Thresholds()


Found = Sequence[tuple[Candidate, Existing]]
NOBODY_ASKED: Mapping[str, float] = MappingProxyType({})


def judge(
    item: Item,
    body: str,
    received_at: datetime,
    candidates: Found,
    thresholds: Thresholds = DEFAULTS,
    asked: Mapping[str, float] = NOBODY_ASKED,
) -> tuple[Match, ...]:
    """What the candidates are to a new item; best first, nothing where none is near enough.

    `asked` are chances by id, of those whom somebody was asked about (`in_doubt`): they stand instead of our
    own, and overrule that each goal has a thing of its own, but no number, name, period or date.
    Reasons with a slash name the new text first, then the existing work.
    """
    matches = map(_match, _pairs(item, body, received_at, candidates, thresholds, asked))
    best = sorted(matches, key=lambda match: (-match.score, match.verdict is Verdict.RELATED, match.id))
    return tuple(best[: thresholds.matches])


def in_doubt(
    item: Item, body: str, received_at: datetime, candidates: Found, thresholds: Thresholds = DEFAULTS
) -> list[tuple[Candidate, Existing]]:
    """Those for whom asking once more may pay: nothing tells them apart, and their chance is grey."""
    pairs = _pairs(item, body, received_at, candidates, thresholds, NOBODY_ASKED)
    return [
        (pair.candidate, pair.known)
        for pair in pairs
        if thresholds.grey.holds(pair.likeness) and not any(_against(pair))
    ]


@dataclass(frozen=True, slots=True)
class _Pair:
    new: Side
    old: Side
    candidate: Candidate
    known: Existing
    received_at: datetime
    changes: bool
    """The new text speaks of a change."""
    likeness: float
    """The chance that it is the same work."""
    asked: bool
    """Somebody was asked for that chance."""
    t: Thresholds


def _pairs(
    item: Item, body: str, received_at: datetime, candidates: Found, t: Thresholds, asked: Mapping[str, float]
) -> Iterator[_Pair]:
    """Those that are near enough to speak of."""
    new = side(item, body)
    changes = speaks_of_change(_focus(item) if item.evidence else f"{item.goal.value}. {body[:READ]}")
    for candidate, known in candidates:
        likeness = asked.get(candidate.id, candidate.score)
        old = side(known.item, known.body)
        if likeness >= t.related and not share_little(new, old):
            altered = alters(item.goal.value) and not alters(known.item.goal.value)
            told = candidate.id in asked
            yield _Pair(new, old, candidate, known, received_at, changes or altered, likeness, told, t)


def _match(pair: _Pair) -> Match:
    verdict, why = _verdict(pair)
    # what is only related never stands above a possible duplicate
    score = pair.likeness if verdict is not Verdict.RELATED else min(pair.likeness, pair.t.duplicate)
    return Match(
        id=pair.known.id,
        goal=pair.known.item.goal.value,
        verdict=verdict,
        score=round(score, 3),
        reasons=(*why, *_likenesses(pair)),
    )


def _verdict(pair: _Pair) -> tuple[Verdict, tuple[str, ...]]:
    """The first rule that fits, and its reasons."""
    likeness, periods = pair.likeness, tuple(_periods(pair))
    subjects = tuple(other_subject(pair.new, pair.old, changes=pair.changes))
    rule = pair.known.item.recurrence.value
    recurs = (
        "" if pair.new.item.recurrence.value or not rule else f"the existing work recurs: {in_words(rule)}"
    )
    things = () if subjects or recurs or pair.asked else tuple(_things(pair))
    if subjects or things:
        return Verdict.RELATED, (*subjects, *things, *periods)
    if recurs:
        occurs = likeness >= pair.t.changed
        return (Verdict.OCCURRENCE if occurs else Verdict.RELATED), (recurs, *periods)
    if other := (*periods, *_other_round(pair)):
        return Verdict.RELATED, other
    differences = tuple(_differences(pair))
    later = pair.received_at > pair.known.received_at
    if differences and later and likeness >= (pair.t.changed if pair.changes else pair.t.duplicate):
        return Verdict.AMENDMENT, ("the text speaks of a change",)[: pair.changes] + differences
    return (Verdict.DUPLICATE if likeness >= pair.t.duplicate else Verdict.RELATED), differences


def _things(pair: _Pair) -> Iterator[str]:
    return other_thing(pair.new, pair.old, pair.t.template, changes=pair.changes)


def _against(pair: _Pair) -> Iterator[str]:
    """Every reason why it is other work, or the same once more, that nobody who is asked can overrule."""
    subjects = other_subject(pair.new, pair.old, changes=pair.changes)
    return chain(subjects, _periods(pair), _other_round(pair))


def _periods(pair: _Pair) -> Iterator[str]:
    """What is moved may be moved to another month."""
    return iter(()) if pair.changes else other_period(pair.new, pair.old)


def _other_round(pair: _Pair) -> Iterator[str]:
    """Reasons why it is the same work once more."""
    new, old = pair.new.item.due.value, pair.old.item.due.value
    if new and old and abs(new - old) > pair.t.dues_apart and not pair.changes:
        yield f"due dates far apart: {new} / {old}"
    done_at = pair.known.done_at
    if done_at is not None and pair.received_at - done_at > pair.t.done_long_ago:
        yield f"done on {done_at.date()}, {(pair.received_at - done_at).days} days before"


def _differences(pair: _Pair) -> Iterator[str]:
    """What the new text would change in the existing work."""
    new, old = pair.new.item, pair.old.item
    yield from _moved("due date", new.due.value, old.due.value)
    if pair.changes or {new.owner.basis, old.owner.basis} <= {Basis.STATED, Basis.PERSON}:
        yield from _moved("owner", new.owner.value, old.owner.value)
    if new.recurrence.value and new.recurrence.value != old.recurrence.value:
        yield f"different recurrence: {new.recurrence.value} / {old.recurrence.value or 'none'}"
    added = list(without(pair.new.goal, pair.old.words).values())
    if pair.changes and added:
        yield f"the goal adds the words: {', '.join(added[:SHOWN])}"


def _moved(what: str, new: date | str | None, old: date | str | None) -> Iterator[str]:
    if new and old and new != old:
        yield f"different {what}: {new} / {old}"


def _likenesses(pair: _Pair) -> Iterator[str]:
    """What both have in common, in words that a person finds in both texts."""
    shared = [word for key, word in pair.new.goal.items() if key in pair.old.words]
    rest = (word for key, word in pair.new.words.items() if key in pair.old.words and word not in shared)
    shown = list(islice((*shared, *rest), SHOWN))
    if shown:
        yield f"shares the words: {', '.join(shown)}"
    new, old = pair.new.item, pair.old.item
    if new.owner.value and new.owner.value == old.owner.value:
        yield f"same owner: {new.owner.value}"
    if new.due.value and new.due.value == old.due.value:
        yield f"same due date: {new.due.value}"
    done_at = pair.known.done_at
    if done_at is not None and pair.received_at - done_at <= pair.t.done_long_ago:
        yield f"done on {done_at.date()}"
    if pair.known.pending:
        yield "not decided yet"


def _focus(item: Item) -> str:
    """The words that are about this item and no other of the same text."""
    return ". ".join((item.goal.value, *(evidence.quote for evidence in item.evidence)))
