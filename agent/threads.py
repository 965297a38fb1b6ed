"""What a reply means for what its thread asked before: it changes what waits, and asks for nothing twice.

A finding of a later message is held against the proposals of the thread that still wait. Where it is the
same work, what the new words state takes the place of what was there, with the new message as the source of
its evidence; where they state nothing else, nothing is new. All else is work of its own. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from agent.models import (
    Amendment,
    Basis,
    Evidence,
    FieldName,
    Gap,
    Intake,
    Item,
    Priority,
    Proposal,
    Question,
    Sourced,
    Topic,
)
from agent.text.actions import speaks_of_change
from agent.text.overlap import content_words, shared_share

SAME_WORK = 0.5
"""Of the content words of both goals (Dice): a reply words the same work much as it was asked."""
CHANGED_WORK = 0.2
"""Where the reply speaks of a change, and one proposal alone waits in its thread."""
FEW_WORDS = 1
"""'I'll do it by Thursday' has no object of its own: it is about the one thing that waits."""
ORDINARY = (None, Priority.NORMAL)
ABOUT = {
    Topic.OWNER: FieldName.OWNER,
    Topic.DUE: FieldName.DUE,
    Topic.PRIORITY: FieldName.PRIORITY,
    Topic.RECURRENCE: FieldName.RECURRENCE,
}

T = TypeVar("T")
Open = TypeVar("Open", Gap, Question)


@dataclass(frozen=True, slots=True)
class Settled:
    """Of the items that a later message was read to hold."""

    new: tuple[Proposal, ...]
    amended: tuple[Proposal, ...]
    """Each one revision on from what waits."""


def settle(read: Sequence[Proposal], waiting: Sequence[Proposal], reply: Intake) -> Settled:
    """What is new, and what changes what waits; a proposal is changed once by all that is said of it."""
    new: list[Proposal] = []
    changed: dict[str, Proposal] = {}
    for proposal in read:
        found = _same_work(proposal, waiting)
        if found is None:
            new.append(proposal)
        elif amended := amend(changed.get(found.id, found), proposal, reply):
            changed[found.id] = amended.model_copy(update={"revision": found.revision + 1})
    return Settled(tuple(new), tuple(changed.values()))


def amend(old: Proposal, said: Proposal, reply: Intake) -> Proposal | None:
    """The old proposal with what the reply states; None where that changes nothing."""
    before, now = old.item, said.item
    item = before.model_copy(
        update={
            "owner": _newer(before.owner, now.owner, reply),
            "due": _newer(before.due, now.due, reply),
            "recurrence": _newer(before.recurrence, now.recurrence, reply),
            "priority": _newer(before.priority, now.priority, reply),
            "done_criteria": _more(before.done_criteria, now.done_criteria, reply),
        }
    )
    changes = differences(before, item)
    if not changes:
        return None
    item = item.model_copy(update={"due_phrase": (said if item.due != before.due else old).item.due_phrase})
    moved = {topic for topic, field in ABOUT.items() if getattr(item, field) != getattr(before, field)}
    told = Amendment(intake_id=reply.id, at=reply.received_at, changes=changes)
    return old.model_copy(
        update={
            "item": item,
            "gaps": tuple(_of_either(old.gaps, said.gaps, moved)),
            "questions": tuple(_of_either(old.questions, said.questions, moved)),
            "amendments": (*old.amendments, told),
        }
    )


def _same_work(said: Proposal, waiting: Sequence[Proposal]) -> Proposal | None:
    """The one that the words are about: the nearest of the thread, if it is near enough."""
    words = content_words(said.item.goal.value)
    shares = [(shared_share(words, content_words(old.item.goal.value)), old) for old in waiting]
    best, nearest = max(shares, key=lambda entry: entry[0], default=(0.0, None))
    if best >= SAME_WORK:
        return nearest
    if len(waiting) != 1:
        return None
    changes = speaks_of_change(f"{said.item.goal.value}. {said.item.words}") and best >= CHANGED_WORK
    return waiting[0] if changes or len(words) <= FEW_WORDS else None


def _newer(old: Sourced[T], new: Sourced[T], reply: Intake) -> Sourced[T]:
    """What the reply states, unless it says the same, or a person has settled it."""
    if new.basis is not Basis.STATED or new.value == old.value or old.basis is Basis.PERSON:
        return old
    if new.value in ORDINARY and old.value in ORDINARY:
        return old
    return new.model_copy(update={"evidence": _from(new.evidence, reply)})


def _more(
    old: tuple[Sourced[str], ...], new: tuple[Sourced[str], ...], reply: Intake
) -> tuple[Sourced[str], ...]:
    known = {criterion.value.casefold() for criterion in old}
    added = (c for c in new if c.basis is Basis.STATED and c.value.casefold() not in known)
    return (*old, *(c.model_copy(update={"evidence": _from(c.evidence, reply)}) for c in added))


def _from(evidence: tuple[Evidence, ...], reply: Intake) -> tuple[Evidence, ...]:
    return tuple(span.model_copy(update={"source": reply.id}) for span in evidence)


def differences(before: Item, after: Item) -> tuple[str, ...]:
    """In words, what is other in the second."""
    named = {
        "owner": (before.owner.value, after.owner.value),
        "due": (before.due.value, after.due.value),
        "recurrence": (before.recurrence.value, after.recurrence.value),
        "priority": (before.priority.value, after.priority.value),
    }
    told = [f"{name}: {old or 'none'} → {new or 'none'}" for name, (old, new) in named.items() if old != new]
    added = [criterion.value for criterion in after.done_criteria if criterion not in before.done_criteria]
    return (*told, *(f"also done when: {text}" for text in added))


def _of_either(old: Iterable[Open], said: Iterable[Open], moved: Collection[Topic]) -> Iterator[Open]:
    """What is open about a value goes with it: of the new ones what the reply left open."""
    yield from (thing for thing in old if thing.topic not in moved)
    yield from (thing for thing in said if thing.topic in moved)
