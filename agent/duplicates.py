"""From candidates to a verdict with reasons: advice to a person, never an act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from pydantic import AwareDatetime

from agent.models import Basis, FieldName, Item, Match, Noun, Verdict
from agent.text.actions import opposite, speaks_of_change
from agent.text.identifiers import Identifiers, identifiers, placed
from agent.text.overlap import content_words, shared_share


class Candidate(Noun):
    """What the index found."""

    id: str
    lexical: float
    """Strength of the lexical leg, 0 to 1."""
    dense: float
    """Cosine similarity of the dense leg, 0 to 1."""
    score: float
    """Both legs together, 0 to 1."""


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
    """Every number that a verdict depends on, to be fitted from labelled pairs."""

    goal_share: float = 0.5
    """The goal says what the work is, in few and chosen words."""
    text_share: float = 0.15
    """The rest of a text often holds greetings and context, so it counts less."""
    index_share: float = 0.35
    """The index alone knows how rare the shared words are; with the two above it makes 1."""
    related: float = 0.3
    """Below it the texts share a word or two by chance; a longer list hides the real ones."""
    duplicate: float = 0.5
    """About half of the goals' words and half of the index's strength are shared."""
    changed: float = 0.4
    """Where a text says that it changes something, less need be shared."""
    template: float = 0.75
    """Goals that share so much but what follows "for" or "in" are one template, filled in twice."""
    done_long_ago: timedelta = timedelta(days=30)
    """What is asked for again a month after it was done is new work."""
    dues_apart: timedelta = timedelta(days=21)
    """Due dates further apart than that, with no word of a change, are two rounds of the same work."""
    matches: int = 5
    """As many as a person compares."""


DEFAULTS = Thresholds()
_READ = 4000
"""Characters of a body that are compared."""
_WORDS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two that are compared."""

    item: Item
    goal: Mapping[str, str]
    words: Mapping[str, str]
    goal_text: frozenset[str]
    all_text: frozenset[str]
    """Every word in lower case, of the goal and of all that is compared."""
    places: Mapping[str, str]
    told_apart: Identifiers
    verb: str
    """The first word of the goal, in lower case."""


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
    new = _side(item, body)
    changes = speaks_of_change(_focus(item) if item.evidence else f"{item.goal.value}. {body[:_READ]}")
    found = (
        _match(_Pair(new, _side(known.item, known.body), candidate, known, received_at, changes, thresholds))
        for candidate, known in candidates
    )
    near = (match for match in found if match is not None)
    best = sorted(near, key=lambda match: (-match.score, match.verdict is Verdict.RELATED, match.id))
    return tuple(best[: thresholds.matches])


@dataclass(frozen=True, slots=True)
class _Pair:
    new: _Side
    old: _Side
    candidate: Candidate
    known: Existing
    received_at: datetime
    changes: bool
    """The new text speaks of a change."""
    t: Thresholds

    @property
    def likeness(self) -> float:
        """0 to 1."""
        goals = self.t.goal_share * shared_share(self.new.goal, self.old.goal)
        texts = self.t.text_share * shared_share(self.new.words, self.old.words)
        return min(goals + texts + self.t.index_share * self.candidate.score, 1.0)


def _match(pair: _Pair) -> Match | None:
    likeness = pair.likeness
    if likeness < pair.t.related:
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
    vetoes, periods = tuple(_other_subject(pair)), tuple(_other_period(pair))
    if vetoes:
        return Verdict.RELATED, vetoes + periods
    if pair.known.item.recurrence.value and not pair.new.item.recurrence.value:
        occurs = likeness >= pair.t.changed
        return (Verdict.OCCURRENCE if occurs else Verdict.RELATED), ("the existing work recurs", *periods)
    if other := (*periods, *_other_round(pair)):
        return Verdict.RELATED, other
    differences = tuple(_differences(pair))
    later = pair.received_at > pair.known.received_at
    if differences and later and likeness >= (pair.t.changed if pair.changes else pair.t.duplicate):
        return Verdict.AMENDMENT, ("the text speaks of a change",)[: pair.changes] + differences
    return (Verdict.DUPLICATE if likeness >= pair.t.duplicate else Verdict.RELATED), differences


def _other_subject(pair: _Pair) -> Iterator[str]:
    """Reasons why it is other work, however alike the words are."""
    ours, theirs = pair.new.told_apart, pair.old.told_apart
    for label in ours.numbers.keys() & theirs.numbers.keys():
        if not ours.numbers[label].keys() & theirs.numbers[label].keys():
            what = f"both say {label!r} but the numbers differ" if label else "the numbers differ"
            yield f"{what}: {_either(ours.numbers[label], theirs.numbers[label])}"
    if _each_has_its_own(ours.environments, theirs.environments):
        yield f"different environment: {_either(ours.environments, theirs.environments)}"
    yield from _other_place(pair)
    one, two = pair.new.verb, pair.old.verb
    if opposite(one, two):
        yield f"opposite actions: {one} / {two}"


def _other_place(pair: _Pair) -> Iterator[str]:
    """Each goal has a name or a place that the other has not."""
    new, old = pair.new, pair.old
    people = _people(new.item) | _people(old.item)
    # "Leeds instead of York" names both
    said = new.all_text if pair.changes else new.goal_text
    names = {low: name for low, name in new.told_apart.names.items() if low not in people | old.goal_text}
    others = {low: name for low, name in old.told_apart.names.items() if low not in people | said}
    if names and others:
        yield f"different site or name: {_either(names, others)}"
        return
    ours, theirs = (
        _without(new.places, old.goal),
        _without(old.places, new.words if pair.changes else new.goal),
    )
    alike = shared_share(_without(new.goal, ours), _without(old.goal, theirs))
    if ours and theirs and alike >= pair.t.template:  # one template, filled in twice
        yield f"the same but for: {_either(ours, theirs)}"


def _other_period(pair: _Pair) -> Iterator[str]:
    ours, theirs = pair.new.told_apart.periods, pair.old.told_apart.periods
    if _each_has_its_own(ours, theirs):
        yield f"different period: {_either(ours, theirs)}"


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
    added = list(_without(pair.new.goal, pair.old.words).values())
    if pair.changes and added:
        yield f"the goal adds the words: {', '.join(added[:_WORDS_SHOWN])}"


def _moved(what: str, new: date | str | None, old: date | str | None) -> Iterator[str]:
    if new and old and new != old:
        yield f"different {what}: {new} / {old}"


def _likenesses(pair: _Pair) -> Iterator[str]:
    """What both have in common, in words that a person finds in both texts."""
    shared = [word for key, word in pair.new.goal.items() if key in pair.old.words]
    rest = (word for key, word in pair.new.words.items() if key in pair.old.words and word not in shared)
    shown = list(islice((*shared, *rest), _WORDS_SHOWN))
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


def _side(item: Item, body: str) -> _Side:
    goal = content_words(item.goal.value)
    plain = re.findall(r"\w+", item.goal.value.casefold())
    return _Side(
        item=item,
        goal=goal,
        words=goal | content_words(body[:_READ]),
        goal_text=frozenset(plain),
        all_text=frozenset((*plain, *re.findall(r"\w+", body[:_READ].casefold()))),
        places=content_words(" ".join(placed(item.goal.value))),
        told_apart=identifiers(_without_dates(item)),
        verb=plain[0] if plain else "",
    )


def _focus(item: Item) -> str:
    """The words that are about this item and no other of the same text."""
    return ". ".join((item.goal.value, *(evidence.quote for evidence in item.evidence)))


def _without_dates(item: Item) -> str:
    """The goal and its key sentences, without the words that say when."""
    quotes = (evidence.quote for evidence in item.evidence if evidence.field is FieldName.GOAL)
    text = ". ".join((item.goal.value, *quotes))
    for evidence in (*item.due.evidence, *item.recurrence.evidence):
        text = text.replace(evidence.quote, " ")
    return text.replace(item.due_phrase, " ") if item.due_phrase else text


def _without(words: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {key: word for key, word in words.items() if key not in others}


def _people(item: Item) -> set[str]:
    """The words of the owner's name: who does it is no other subject."""
    return set(re.findall(r"\w+", (item.owner.value or "").casefold()))


def _each_has_its_own(ours: Mapping[str, str], theirs: Mapping[str, str]) -> bool:
    return bool(ours.keys() - theirs.keys() and theirs.keys() - ours.keys())


def _either(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """What only the new text has / what only the existing work has."""
    both = (_without(ours, theirs).values(), _without(theirs, ours).values())
    return " / ".join(", ".join(islice(words, _WORDS_SHOWN)) for words in both)
