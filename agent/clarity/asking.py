"""Which questions are worth asking, in which order, and of whom. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from agent import people
from agent.clarity import wording
from agent.clarity.addressees import NOBODY, addressee, requester
from agent.clarity.gaps import spoken_language
from agent.clarity.words import words_of
from agent.models import Basis, Gap, Intake, Item, Priority, Question, Route, Topic
from agent.people import Directory, Person

MOST_QUESTIONS = 3
"""Of one intake, whatever it asks for: one that comes back with more does not get answered."""
FEW = 6
"""Members of a team that can be offered to choose from."""


class Value(IntEnum):
    """What an answer changes, most first."""

    NOBODY_OWNS_IT = 0
    WHO_OF_THEM = 1
    WHICH_DAY = 2
    WHAT_IS_DELIVERED = 3
    HOW_IT_IS_CHECKED = 4
    WHO_APPROVES = 5


VALUES = {
    Topic.OWNER: Value.NOBODY_OWNS_IT,
    Topic.DUE: Value.WHICH_DAY,
    Topic.SCOPE: Value.WHAT_IS_DELIVERED,
    Topic.DONE_CRITERIA: Value.HOW_IT_IS_CHECKED,
    Topic.APPROVAL: Value.WHO_APPROVES,
}


@dataclass(frozen=True, slots=True)
class Asking:
    """What is known around an item when its questions are put."""

    intake: Intake
    directory: Directory
    route: Route | None = None
    """Where a rule sends it; None where no rules were asked."""
    closed: Collection[Topic] = ()
    """What was asked and answered before."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An item with all the questions that it leaves open."""

    item: Item
    questions: tuple[Question, ...]


def questions(item: Item, gaps: Iterable[Gap], asking: Asking) -> tuple[Question, ...]:
    """All that is worth asking of one item, most valuable first; one a topic."""
    chosen: dict[Topic, Gap] = {}
    for gap in sorted(gaps, key=lambda gap: -len(gap.candidates)):
        if _is_open(gap, item, asking):
            chosen.setdefault(gap.topic, gap)
    if Topic.SCOPE in {*chosen, *asking.closed}:  # what exactly it is says also how one can tell
        chosen.pop(Topic.DONE_CRITERIA, None)
    put = [_question(item, gap, asking) for gap in chosen.values()]
    return tuple(sorted(put, key=_value))


def most_valuable(
    items: Sequence[Unsettled], already: Collection[Question] = (), room: int = MOST_QUESTIONS
) -> list[tuple[Question, ...]]:
    """Of the questions of one intake's items those that are put, an entry for each item, by addressee.

    The same words are not said twice. Of equal value come first: the more pressing, the sooner, and the one
    that stands first in the text.
    """
    put = {(question.topic, question.text) for question in already}
    chosen: list[list[Question]] = [[] for _ in items]
    ranked = sorted(
        ((number, question) for number, unsettled in enumerate(items) for question in unsettled.questions),
        key=lambda entry: (_rank(items[entry[0]].item, entry[1]), entry[0]),
    )
    for number, question in ranked:
        if room > 0 and (question.topic, question.text) not in put:
            put.add((question.topic, question.text))
            chosen[number].append(question)
            room -= 1
    return [_by_addressee(of_item) for of_item in chosen]


def _is_open(gap: Gap, item: Item, asking: Asking) -> bool:
    """That neither the text nor the envelope, the directory, the rule or a person answers it."""
    if gap.topic not in VALUES or gap.topic in asking.closed:
        return False
    if gap.topic is Topic.OWNER:
        owner = asking.route.owner_of(item) if asking.route else item.owner
        return _unsettled(owner.basis, known=owner.value not in NOBODY, gap=gap)
    if gap.topic is Topic.DUE:
        known = item.due.value is not None or item.recurrence.value is not None
        language = words_of(spoken_language(asking.intake))
        needs_none = bool(item.due_phrase and language.no_day.fullmatch(item.due_phrase.strip()))
        return _unsettled(item.due.basis, known=known or needs_none, gap=gap)
    return True


def _unsettled(basis: Basis, *, known: bool, gap: Gap) -> bool:
    """Also a known value is, where the text gives two; but not where a person has chosen."""
    return basis is not Basis.PERSON and (not known or len(gap.candidates) > 1)


def _question(item: Item, gap: Gap, asking: Asking) -> Question:
    intake, directory = asking.intake, asking.directory.with_intake(asking.intake)
    whom = addressee(gap.topic, item, asking.route, intake, directory)
    choices = _choices(gap, directory)
    language = words_of(spoken_language(intake))
    absent = _absent(item, gap, directory)
    if absent:
        text = wording.in_place_of(absent.name, item.goal.value, language, left=absent.left)
    else:
        text = ("" if len(choices) > 1 else gap.asks) or wording.worded(
            gap.topic, item.goal.value, _said(item, gap), choices, language,
            to_writer=bool(whom) and whom == requester(item, intake, directory),
        )  # fmt: skip
    return Question(topic=gap.topic, text=text, choices=choices, addressee=whom)


def _absent(item: Item, gap: Gap, directory: Directory) -> Person | None:
    """Whom the text means, where they have left, or are away."""
    if gap.topic is not Topic.OWNER:
        return None
    if item.owner.value in NOBODY:
        meant = (people.resolve(piece.quote, directory).name for piece in gap.evidence)
        return next((p for p in map(directory.person, meant) if p and p.left), None)
    owner = directory.person(item.owner.value)
    return owner if owner and owner.away and not gap.evidence else None


def _said(item: Item, gap: Gap) -> list[str]:
    """The words that leave it open; "someone" alone says no more than the question."""
    said = [piece.quote for piece in gap.evidence]
    if gap.topic is Topic.DUE and not said and item.due_phrase:
        return [item.due_phrase]
    bare = (
        gap.topic is Topic.OWNER and not gap.candidates and not any(len(words.split()) > 1 for words in said)
    )
    return [] if bare else said


def _choices(gap: Gap, directory: Directory) -> tuple[str, ...]:
    """The members of a team where the text names it alone, and they are few."""
    if gap.topic is not Topic.OWNER or len(gap.candidates) != 1:
        return gap.candidates
    team = next((team for team in directory.teams if team.name == gap.candidates[0]), None)
    if team is None:
        return gap.candidates
    of_team = [person.name for person in directory.people if person.team == team.name]
    gone = {person.name for person in directory.people if person.left}
    lead = [team.lead] if team.lead else []
    members = [name for name in dict.fromkeys((*lead, *team.members, *of_team)) if name not in gone]
    return tuple(members) if 0 < len(members) <= FEW else gap.candidates


def _value(question: Question) -> Value:
    tied = question.topic is Topic.OWNER and len(question.choices) > 1
    return Value.WHO_OF_THEM if tied else VALUES[question.topic]


def _rank(item: Item, question: Question) -> tuple[int, int, date, int, str]:
    place = item.goal.evidence[0].start if item.goal.evidence else 0
    pressing = list(Priority).index(item.priority.value)
    return _value(question), pressing, item.due.value or date.max, place, item.goal.value


def _by_addressee(of_item: list[Question]) -> tuple[Question, ...]:
    whom = list(dict.fromkeys(question.addressee for question in of_item))
    return tuple(sorted(of_item, key=lambda question: whom.index(question.addressee)))
