"""From candidates to a verdict with reasons: advice to a person, never an act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from pydantic import AwareDatetime

from agent.models import Basis, FieldName, Item, Match, Noun, Verdict
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


class Known(Noun):
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
_CHANGE = re.compile(
    r"\b(?:instead|moved|moves|postponed?|reschedul\w+|brought forward|pushed (?:back|out|to)|no longer|"
    r"rather than|chang(?:e|ed|es|ing) (?:of|to|in|the)|correction|amend\w*|extended|delayed|revised|"
    r"new (?:deadline|date|owner)|takes? over|taking over|statt|stattdessen|verschoben|geändert|verlängert|"
    r"reporté\w*|au lieu|repouss\w+|aplazad\w+|en lugar|en vez|cambi(?:o|a|ar) (?:de|la|el))\b",
    re.IGNORECASE,
)
_SAYS_SO = ("the text speaks of a change",)
_OPPOSITES = tuple(
    frozenset(pair.split())
    for pair in (
        "add remove", "open close", "enable disable", "start stop", "approve reject", "buy sell", "hire fire",
        "install uninstall", "grant revoke", "book cancel", "order return", "onboard offboard", "lock unlock",
        "activate deactivate", "increase decrease", "upgrade downgrade", "order cancel", "renew cancel",
        "import export",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two that are compared."""

    item: Item
    goal: Mapping[str, str]
    words: Mapping[str, str]
    goal_text: frozenset[str]
    """Every word of the goal in lower case."""
    places: Mapping[str, str]
    told_apart: Identifiers
    first_words: frozenset[str]


def judge(
    item: Item,
    body: str,
    received_at: datetime,
    candidates: Sequence[tuple[Candidate, Known]],
    thresholds: Thresholds = DEFAULTS,
) -> tuple[Match, ...]:
    """What the candidates are to a new item; best first, nothing where none is near enough.

    Reasons with a slash name the new text first, then the existing work.
    """
    new = _side(item, body)
    changes = bool(_CHANGE.search(body[:_READ]) or _CHANGE.search(item.goal.value))
    found = (
        _match(_Pair(new, _side(known.item, known.body), candidate, known, received_at, changes, thresholds))
        for candidate, known in candidates
    )
    near = [match for match in found if match is not None]
    order = list(Verdict)
    near.sort(key=lambda match: (-match.score, order.index(match.verdict), match.id))
    return tuple(near[: thresholds.matches])


@dataclass(frozen=True, slots=True)
class _Pair:
    new: _Side
    old: _Side
    candidate: Candidate
    known: Known
    received_at: datetime
    changes: bool
    """The new text speaks of a change."""
    t: Thresholds

    @property
    def likeness(self) -> float:
        goals = shared_share(self.new.goal, self.old.goal)
        texts = shared_share(self.new.words, self.old.words)
        t = self.t
        return min(t.goal_share * goals + t.text_share * texts + t.index_share * self.candidate.score, 1.0)


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
        return Verdict.AMENDMENT, (*_SAYS_SO[: pair.changes], *differences)
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
    if not pair.changes:
        yield from _other_place(pair)
    for opposite in _OPPOSITES:
        one, two = pair.new.first_words & opposite, pair.old.first_words & opposite
        if one and two and one != two:
            yield f"opposite actions: {', '.join(one)} / {', '.join(two)}"


def _other_place(pair: _Pair) -> Iterator[str]:
    """Each goal has a name or a place that the other has not."""
    people = _people(pair.new.item) | _people(pair.old.item)
    names, others = (
        {low: name for low, name in one.told_apart.names.items() if low not in people | two.goal_text}
        for one, two in ((pair.new, pair.old), (pair.old, pair.new))
    )
    if names and others:
        yield f"different site or name: {_either(names, others)}"
    elif _one_template(pair):
        new, old = pair.new.places, pair.old.places
        yield f"the same but for: {_either(_without(new, old), _without(old, new))}"


def _one_template(pair: _Pair) -> bool:
    """The goals differ in what follows a preposition, and in little else."""
    new, old = pair.new, pair.old
    ours, theirs = _without(new.places, old.goal), _without(old.places, new.goal)
    if not ours or not theirs:
        return False
    return shared_share(_without(new.goal, ours), _without(old.goal, theirs)) >= pair.t.template


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
    if pair.changes:
        added = [word for key, word in pair.new.goal.items() if key not in pair.old.words]
        if added:
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
    quotes = [evidence.quote for evidence in item.evidence if evidence.field is FieldName.GOAL]
    focus = ". ".join((item.goal.value, *quotes))
    for phrase in (
        item.due_phrase,
        *(e.quote for e in item.due.evidence),
        *(e.quote for e in item.recurrence.evidence),
    ):
        focus = focus.replace(phrase, " ") if phrase else focus
    plain = re.findall(r"\w+", item.goal.value.casefold())
    return _Side(
        item=item,
        goal=goal,
        words=goal | content_words(body[:_READ]),
        goal_text=frozenset(plain),
        places=content_words(" ".join(placed(item.goal.value))),
        told_apart=identifiers(focus),
        first_words=frozenset(plain[:1]),
    )


def _without(words: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {key: word for key, word in words.items() if key not in others}


def _people(item: Item) -> set[str]:
    """The words of the owner's name: who does it is no other subject."""
    return set(re.findall(r"\w+", (item.owner.value or "").casefold()))


def _each_has_its_own(ours: Mapping[str, str], theirs: Mapping[str, str]) -> bool:
    return bool(ours.keys() - theirs.keys() and theirs.keys() - ours.keys())


def _either(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """What only the new text has / what only the existing work has."""
    new = [word for key, word in ours.items() if key not in theirs]
    old = [word for key, word in theirs.items() if key not in ours]
    return f"{', '.join(new[:_WORDS_SHOWN])} / {', '.join(old[:_WORDS_SHOWN])}"
