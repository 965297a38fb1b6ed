"""What a merge makes of the proposal that survives, and what it is bound to. Pure.

Both texts ask for the same work, as a person says. What one states and the other leaves open is kept, with
the other text as the source of its words; where both state something else, the survivor's value stays and
the difference is a gap with the other words. Confirmed work keeps its values: only a confirm changes them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from agent.amending import ABOUT, ORDINARY, of_either
from agent.models import (
    Basis,
    Evidence,
    FieldName,
    Gap,
    Intake,
    Item,
    Joined,
    Proposal,
    ProposalState,
    Sourced,
    Survivor,
    Topic,
    WorkItem,
    WorkStatus,
)

T = TypeVar("T")

Ground = Proposal | WorkItem
"""What something can be merged into."""

SETTLED = (Basis.STATED, Basis.PERSON)
OPEN_TOPICS = (Topic.SCOPE, Topic.APPROVAL)
"""Gaps that are about no field."""


def bound(seen: Proposal, ground: Ground) -> Proposal:
    """The proposal with its survivor: its digest binds both as they are now."""
    survivor = Survivor(digest=ground.digest, state=state_of(ground))
    return seen.model_copy(update={"merge_into": ground.id, "survivor": survivor})


def state_of(ground: Ground) -> str:
    return ground.status if isinstance(ground, WorkItem) else ground.state


def obstacle(seen: Proposal, ground: Ground, end: str) -> str:
    """Why it cannot be merged into that, and what to do instead; empty where it can.

    `end`: where that itself went, where it was merged or confirmed.
    """
    if seen.amends:
        return (
            f"{seen.id!r} changes {seen.amends.work_id!r} and is no work of its own: confirm it or reject it"
        )
    if isinstance(ground, Proposal):
        return _of_proposal(seen, ground, end)
    if ground.status is WorkStatus.WITHDRAWN:
        return f"{ground.id!r} is withdrawn, so nobody does it: choose another, or confirm this"
    return ""


def _of_proposal(seen: Proposal, ground: Proposal, end: str) -> str:
    instead = f"`clarify merge {seen.id} {end}`"
    if seen.id in (ground.id, end):
        return f"{seen.id!r} would be merged into itself"
    if ground.state is ProposalState.REJECTED:
        return f"{ground.id!r} was rejected: `clarify undo {ground.id}` first, or reject this as well"
    if ground.state is ProposalState.MERGED:
        return f"{ground.id!r} was merged into {ground.merge_into!r}: {instead}"
    if ground.state is ProposalState.CONFIRMED:
        return f"{ground.id!r} was confirmed as {end!r}: {instead}"
    return f"{ground.id!r} changes {end!r}: {instead}" if ground.amends else ""


def joined(survivor: Proposal, merged: Proposal, source: Intake) -> Proposal:
    """The survivor, one revision on, with what was merged into it. `source`: the text of that."""
    ours, theirs = survivor.item, _as_of(merged, survivor.intake_id)
    values: dict[str, Sourced[object]] = {
        field: _either(getattr(ours, field), getattr(theirs.item, field)) for field in ABOUT.values()
    }
    goal, criteria = _with_words(ours.goal, theirs.item.goal), _criteria(ours, theirs.item)
    taken = {
        topic
        for topic, field in ABOUT.items()
        if values[field] is not getattr(ours, field) and getattr(ours, field).basis not in SETTLED
    }
    phrase = (theirs.item if Topic.DUE in taken else ours).due_phrase
    item = ours.model_copy(update={**values, "goal": goal, "done_criteria": criteria, "due_phrase": phrase})
    gaps = (*of_either(survivor.gaps, theirs.gaps, taken), *_against(ours, theirs))
    closed = {*survivor.closed, *(taken & {*merged.closed})}
    return survivor.model_copy(
        update={
            "item": item,
            "gaps": (*gaps, *_still_open(item, gaps, theirs.gaps, closed)),
            "closed": tuple(topic for topic in Topic if topic in closed),
            "merged": (*survivor.merged, as_joined(merged, source), *merged.merged),
            "revision": survivor.revision + 1,
        }
    )


def as_joined(merged: Proposal, source: Intake) -> Joined:
    alone = merged.model_copy(update={"merge_into": None, "survivor": None})
    return Joined(
        proposal_id=merged.id,
        intake_id=merged.intake_id,
        digest=alone.digest,
        goal=merged.item.goal.value,
        by=source.sender,
        at=source.received_at,
    )


def stated_changes(new: Item, old: Item) -> tuple[str, ...]:
    """What the new one states of what is there, field by field, in words: old → new."""
    told = []
    for field in ABOUT.values():
        now, before = getattr(new, field), getattr(old, field)
        if now.basis in SETTLED and not _same(now.value, before.value):
            told.append(f"{field}: {before.value or 'none'} → {now.value or 'none'}")
    known = {criterion.value.casefold() for criterion in old.done_criteria}
    added = (c.value for c in new.done_criteria if c.basis in SETTLED and c.value.casefold() not in known)
    return (*told, *(f"also done when: {words}" for words in added))


def matters(topic: Topic, item: Item) -> bool:
    """Is what was open about another text still open: does the item not say it?"""
    return topic in OPEN_TOPICS or item.readiness.get(FieldName(topic)) not in SETTLED


def _as_of(merged: Proposal, home: str) -> Proposal:
    """With each of its words as words of the text that they stand in; `home`: the survivor's own."""

    def said(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        texts = ((span, span.source or merged.intake_id) for span in evidence)
        return tuple(span.model_copy(update={"source": "" if of == home else of}) for span, of in texts)

    def sourced(value: Sourced[T]) -> Sourced[T]:
        return value.model_copy(update={"evidence": said(value.evidence)})

    item = merged.item
    values: dict[str, Sourced[object]] = {
        field: sourced(getattr(item, field)) for field in (FieldName.GOAL, *ABOUT.values())
    }
    criteria = tuple(sourced(criterion) for criterion in item.done_criteria)
    return merged.model_copy(
        update={
            "item": item.model_copy(update={**values, "done_criteria": criteria}),
            "gaps": tuple(gap.model_copy(update={"evidence": said(gap.evidence)}) for gap in merged.gaps),
        }
    )


def _either(old: Sourced[T], new: Sourced[T]) -> Sourced[T]:
    """The old one, with the other words where both say the same; the new one where it alone is settled."""
    if new.basis not in SETTLED:
        return old
    same = _same(new.value, old.value)
    if old.basis not in SETTLED:
        return old if same and new.basis is Basis.PERSON else new
    return _with_words(old, new) if same else old


def _same(new: object, old: object) -> bool:
    return new == old or (new in ORDINARY and old in ORDINARY)


def _with_words(old: Sourced[T], new: Sourced[T]) -> Sourced[T]:
    """Both words for one value, where both are words of a text."""
    if not (old.evidence and new.evidence):
        return old
    return old.model_copy(update={"evidence": (*old.evidence, *new.evidence)})


def _criteria(ours: Item, theirs: Item) -> tuple[Sourced[str], ...]:
    known = {criterion.value.casefold() for criterion in ours.done_criteria}
    added = (c for c in theirs.done_criteria if c.basis in SETTLED and c.value.casefold() not in known)
    return (*ours.done_criteria, *added)


def _against(ours: Item, theirs: Proposal) -> Iterator[Gap]:
    """Where both texts state something else: nobody chose so far. What a person set is settled."""
    for topic, field in ABOUT.items():
        old, new = getattr(ours, field), getattr(theirs.item, field)
        if new.basis in SETTLED and old.basis is Basis.STATED and not _same(new.value, old.value):
            yield Gap(
                topic=topic,
                reason=f"{theirs.id}, which was merged into this, says {new.value or 'none'}",
                candidates=tuple(str(value) for value in (old.value, new.value) if value),
                evidence=(*old.evidence[:1], *new.evidence[:1]),
            )


def _still_open(
    item: Item, gaps: Iterable[Gap], theirs: Iterable[Gap], closed: Collection[Topic]
) -> Iterator[Gap]:
    """What the other text leaves open, where the survivor neither asks about it nor says it."""
    known = {gap.topic for gap in gaps} | {*closed}
    for gap in theirs:
        if gap.topic not in known and gap.topic is not Topic.GOAL and matters(gap.topic, item):
            yield gap
