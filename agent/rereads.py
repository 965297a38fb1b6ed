"""What another reading of a text means for what it proposed before. Pure.

What nobody touched is as if the new reading had been the first; what a person decided or changed, and what a
later message of the thread changed, stays as it is. What the new reading does not name stays too and says
so: a proposal that is needless a person rejects, one that is gone nobody misses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.models import Gap, Proposal, Topic
from agent.text.overlap import content_words, shared_share

SAME_WORK = 0.5
"""Of the content words of both goals (Dice)."""
UNNAMED = Gap(topic=Topic.GOAL, reason="the model, which read the text later, does not name this")


@dataclass(frozen=True, slots=True)
class Standing:
    """What an earlier reading proposed, as it is now."""

    proposal: Proposal
    touched: bool


@dataclass(frozen=True, slots=True)
class Settled:
    new: tuple[Proposal, ...]
    revised: tuple[Proposal, ...]
    """Each one revision on from what waits."""


def settle(read: Sequence[Proposal], standing: Sequence[Standing]) -> Settled:
    """`read`: what the new reading proposes, of the same text."""
    named = dict(_pairs(read, standing))
    taken = {found.proposal.id for found in named.values()}
    changed = (
        _in_place_of(found.proposal, read[place]) for place, found in named.items() if not found.touched
    )
    unnamed = (_marked(old.proposal) for old in standing if not old.touched and old.proposal.id not in taken)
    return Settled(
        new=tuple(proposal for place, proposal in enumerate(read) if place not in named),
        revised=tuple(proposal for proposal in (*changed, *unnamed) if proposal),
    )


def _pairs(read: Sequence[Proposal], standing: Sequence[Standing]) -> Iterator[tuple[int, Standing]]:
    """Which new one is which old one: the nearest first, each once."""
    shares = sorted(
        (-_likeness(new, old.proposal), place, which)
        for place, new in enumerate(read)
        for which, old in enumerate(standing)
    )
    places, found = set[int](), set[int]()
    for share, place, which in shares:
        if -share >= SAME_WORK and place not in places and which not in found:
            places.add(place)
            found.add(which)
            yield place, standing[which]


def _likeness(one: Proposal, other: Proposal) -> float:
    goals = one.item.goal.value, other.item.goal.value
    return 1.0 if goals[0] == goals[1] else shared_share(*map(content_words, goals))


def _in_place_of(old: Proposal, new: Proposal) -> Proposal | None:
    """None where both say the same and were read by the same."""
    before, after = (
        (p.item, p.gaps, p.questions, p.trace.engine, p.trace.model, p.trace.prompt_sha256)
        for p in (old, new)
    )
    if before == after:
        return None
    return new.model_copy(update={"id": old.id, "revision": old.revision + 1})


def _marked(old: Proposal) -> Proposal | None:
    if UNNAMED in old.gaps:
        return None
    return old.model_copy(update={"gaps": (*old.gaps, UNNAMED), "revision": old.revision + 1})
