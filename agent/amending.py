"""An item with what a later message states in place of what was there, and the difference in words. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
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
    Recorded,
    Sourced,
    Topic,
    WorkItem,
)

ORDINARY = (None, Priority.NORMAL)
ABOUT = {
    Topic.OWNER: FieldName.OWNER,
    Topic.DUE: FieldName.DUE,
    Topic.PRIORITY: FieldName.PRIORITY,
    Topic.RECURRENCE: FieldName.RECURRENCE,
}

T = TypeVar("T")
Open = TypeVar("Open", Gap, Question)


def newer(before: Item, now: Item, reply: Intake, settled: Collection[FieldName] = ()) -> Item:
    """With what the reply states, but for what is `settled`."""
    values: dict[str, object] = {
        field: _newer(getattr(before, field), getattr(now, field), reply)
        for field in ABOUT.values()
        if field not in settled
    }
    return before.model_copy(
        update={**values, "done_criteria": _more(before.done_criteria, now.done_criteria, reply)}
    )


def amend(old: Proposal, said: Proposal, reply: Intake, settled: Mapping[FieldName, str]) -> Proposal | None:
    """The old proposal with what the reply states; None where that says nothing new. What is `settled` stays:
    what the reply says of it is told, with who settled it.
    """
    before, item = old.item, newer(old.item, said.item, reply, settled)
    changes = (*differences(before, item), *_held_back(before, said.item, reply, settled))
    if not changes:
        return None
    item = item.model_copy(update={"due_phrase": (said if item.due != before.due else old).item.due_phrase})
    moved = {topic for topic, field in ABOUT.items() if getattr(item, field) != getattr(before, field)}
    told = Amendment(intake_id=reply.id, at=reply.received_at, changes=changes)
    return old.model_copy(
        update={
            "item": item,
            "gaps": tuple(of_either(old.gaps, _gaps_from(said.gaps, reply), moved)),
            "questions": tuple(of_either(old.questions, said.questions, moved)),
            "amendments": (*old.amendments, told),
        }
    )


def _held_back(before: Item, said: Item, reply: Intake, settled: Mapping[FieldName, str]) -> Iterator[str]:
    """What the reply states of what is settled."""
    would = newer(before, said, reply)
    for field, by in settled.items():
        now = before.model_copy(update={field: getattr(would, field)})
        yield from (f"{told}, but {by} has settled it" for told in differences(before, now))


def rebased(proposal: Proposal, work: WorkItem, edited: Collection[FieldName]) -> Proposal:
    """A proposal that amends work, held against the work as it is now: all that neither its messages nor a
    person, in the fields `edited`, said of it is as the work has it. One revision on.
    """
    assert proposal.amends is not None  # noqa: S101 only such a proposal has work to stand on
    return proposal.model_copy(
        update={
            "item": _onto(work.item, proposal.item, proposal.amendments, edited),
            "amends": proposal.amends.model_copy(update={"digest": work.digest}),
            "revision": proposal.revision + 1,
        }
    )


def put_back(recorded: Recorded, now: Proposal) -> Proposal:
    """As it was before that decision, one revision on, with all that messages of its thread said since."""
    before, decision = recorded.before, recorded.decision
    since = now.amendments[len(before.amendments) :]
    if decision.topic and since and (since[0].topic, since[0].at) == (decision.topic, decision.at):
        since = since[1:]  # without the answer that is taken back
    item = _onto(before.item, now.item, since)
    moved = {topic for topic, field in ABOUT.items() if getattr(item, field) != getattr(before.item, field)}
    told = moved | {amendment.topic for amendment in since if amendment.topic}
    closed = {*before.closed, *(topic for topic in now.closed if topic in told)}
    return before.model_copy(
        update={
            "item": item,
            "gaps": tuple(of_either(before.gaps, now.gaps, told)),
            "closed": tuple(topic for topic in Topic if topic in closed),
            "amendments": (*before.amendments, *since),
            "cancelled": now.cancelled,
            "amends": before.amends and before.amends.model_copy(update={"cancels": _cancels(now)}),
            "revision": now.revision + 1,
        }
    )


def _cancels(proposal: Proposal) -> bool:
    return proposal.amends is not None and proposal.amends.cancels


def _onto(ground: Item, mine: Item, said: Iterable[Amendment], edited: Collection[FieldName] = ()) -> Item:
    """The ground with those values of `mine` that these messages said, and all of the fields `edited`."""
    messages = {amendment.intake_id for amendment in said}

    def is_own(field: FieldName, sourced: Sourced[object]) -> bool:
        return field in edited or any(evidence.source in messages for evidence in sourced.evidence)

    fields = (FieldName.GOAL, *ABOUT.values())
    values: dict[str, object] = {
        field: getattr(mine, field) for field in fields if is_own(field, getattr(mine, field))
    }
    known = {criterion.value for criterion in ground.done_criteria}
    added = (c for c in mine.done_criteria if is_own(FieldName.DONE_CRITERIA, c) and c.value not in known)
    kept = () if FieldName.DONE_CRITERIA in edited else ground.done_criteria
    phrase = (mine if FieldName.DUE in values else ground).due_phrase
    return ground.model_copy(update={**values, "done_criteria": (*kept, *added), "due_phrase": phrase})


def _newer(old: Sourced[T], new: Sourced[T], reply: Intake) -> Sourced[T]:
    """What the reply states, unless it says the same."""
    if new.basis is not Basis.STATED or new.value == old.value:
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


def _gaps_from(gaps: Iterable[Gap], reply: Intake) -> Iterator[Gap]:
    return (gap.model_copy(update={"evidence": _from(gap.evidence, reply)}) for gap in gaps)


def differences(before: Item, after: Item) -> tuple[str, ...]:
    """What is another value, in words: old → new."""
    named = {
        "goal": (before.goal.value, after.goal.value),
        "owner": (before.owner.value, after.owner.value),
        "due": (before.due.value, after.due.value),
        "recurrence": (before.recurrence.value, after.recurrence.value),
        "priority": (before.priority.value, after.priority.value),
    }
    told = [f"{name}: {old or 'none'} → {new or 'none'}" for name, (old, new) in named.items() if old != new]
    old, new = ([criterion.value for criterion in item.done_criteria] for item in (before, after))
    added = (f"also done when: {text}" for text in new if text not in old)
    dropped = (f"no longer done when: {text}" for text in old if text not in new)
    return (*told, *added, *dropped)


def of_either(old: Iterable[Open], said: Iterable[Open], moved: Collection[Topic]) -> Iterator[Open]:
    """What is open about a value goes with it: of the new ones what the reply left open."""
    yield from (thing for thing in old if thing.topic not in moved)
    yield from (thing for thing in said if thing.topic in moved)
