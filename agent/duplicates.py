"""From candidates to a verdict with reasons: advice to a person, never an act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Self

from pydantic import AwareDatetime

from agent.apart import READ, SHOWN, Side, other_period, other_subject, share_only_a_verb, side, without
from agent.dates.occurrences import in_words
from agent.models import Basis, Item, Match, Noun, Verdict
from agent.text.actions import speaks_of_change


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
class Thresholds:
    """Every number that a verdict depends on; the first three are chances of being the same work."""

    related: float = 0.1
    """Below it the texts share a word or two by chance; a longer list hides the real ones."""
    duplicate: float = 0.5
    """Where calling other work a duplicate costs as much as not seeing one."""
    changed: float = 0.3
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
    def of_costs(cls, wrong: float, missed: float) -> Self:
        """Where a "duplicate" costs on average as much as its absence: chance = wrong / (wrong + missed)."""
        return cls(duplicate=wrong / (wrong + missed))


DEFAULTS = Thresholds()


def judge(
    item: Item,
    body: str,
    received_at: datetime,
    candidates: Sequence[tuple[Candidate, Existing]],
    thresholds: Thresholds = DEFAULTS,
) -> tuple[Match, ...]:
    """What the candidates are to a new item; best first, nothing where none is near enough.

    Reasons with a slash name the new text first, then the existing work.
    """
    new = side(item, body)
    changes = speaks_of_change(_focus(item) if item.evidence else f"{item.goal.value}. {body[:READ]}")
    found = (
        _match(_Pair(new, side(known.item, known.body), candidate, known, received_at, changes, thresholds))
        for candidate, known in candidates
    )
    near = (match for match in found if match is not None)
    best = sorted(near, key=lambda match: (-match.score, match.verdict is Verdict.RELATED, match.id))
    return tuple(best[: thresholds.matches])


@dataclass(frozen=True, slots=True)
class _Pair:
    new: Side
    old: Side
    candidate: Candidate
    known: Existing
    received_at: datetime
    changes: bool
    """The new text speaks of a change."""
    t: Thresholds


def _match(pair: _Pair) -> Match | None:
    likeness = pair.candidate.score
    if likeness < pair.t.related or share_only_a_verb(pair.new, pair.old):
        return None
    verdict, why = _verdict(pair, likeness)
    # what is only related never stands above a possible duplicate
    score = likeness if verdict is not Verdict.RELATED else min(likeness, pair.t.duplicate)
    return Match(
        id=pair.known.id,
        goal=pair.known.item.goal.value,
        verdict=verdict,
        score=round(score, 3),
        reasons=(*why, *_likenesses(pair)),
    )


def _verdict(pair: _Pair, likeness: float) -> tuple[Verdict, tuple[str, ...]]:
    """The first rule that fits, and its reasons."""
    subjects = other_subject(pair.new, pair.old, pair.t.template, changes=pair.changes)
    vetoes, periods = tuple(subjects), tuple(other_period(pair.new, pair.old))
    if vetoes:
        return Verdict.RELATED, vetoes + periods
    if (rule := pair.known.item.recurrence.value) and not pair.new.item.recurrence.value:
        recurs = f"the existing work recurs: {in_words(rule)}"
        occurs = likeness >= pair.t.changed
        return (Verdict.OCCURRENCE if occurs else Verdict.RELATED), (recurs, *periods)
    if other := (*periods, *_other_round(pair)):
        return Verdict.RELATED, other
    differences = tuple(_differences(pair))
    later = pair.received_at > pair.known.received_at
    if differences and later and likeness >= (pair.t.changed if pair.changes else pair.t.duplicate):
        return Verdict.AMENDMENT, ("the text speaks of a change",)[: pair.changes] + differences
    return (Verdict.DUPLICATE if likeness >= pair.t.duplicate else Verdict.RELATED), differences


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
