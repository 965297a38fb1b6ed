"""Which work of its thread a reply takes back. Pure, and advice: a person decides about each.

- What is named is the work whose words cover what the reply names best; where several are covered alike,
  each of them may be meant.
- A bare "never mind" is about the one thing that is open. Where more are, the words around it decide if they
  fit one of them alone; else each of them may be meant.
- Where the same message also asks for the work, both are told, and it may be meant.
- Where others asked for the same work, as people said by a merge, it may be meant for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agent.models import Cancellation, Evidence, FieldName, Intake, Item, Proposal, WorkItem, WorkStatus
from agent.text.overlap import content_words
from agent.text.takebacks import TakenBack, Words, telling

COVERED = 0.6
"""Of what the reply names: "the old contract" is not the contract."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One piece of work of a thread: a proposal that waits, or confirmed work that none of them changes."""

    id: str
    item: Item
    source: Intake
    """The text that asked for it."""
    proposal: Proposal | None = None
    work: WorkItem | None = None
    """What the proposal changes, where that stands; or what the thing itself is."""
    known_as: tuple[Item, ...] = ()
    """As the thread words it, where a person merged that into this."""
    is_shared: bool = False
    """Others asked for it as well, in texts that are not of this thread."""

    @property
    def is_open(self) -> bool:
        return self.proposal is not None or (self.work is not None and self.work.status is WorkStatus.OPEN)

    @property
    def goals(self) -> list[str]:
        return [item.goal.value for item in (self.item, *self.known_as)]

    @property
    def words(self) -> Words:
        spans = (piece.quote for item in (self.item, *self.known_as) for piece in item.goal.evidence)
        return frozenset(content_words(" ".join((*self.goals, *spans))))


@dataclass(frozen=True, slots=True)
class Hit:
    """What a reply takes back of one thing."""

    taken: TakenBack
    about: Words
    """What it names of it; empty for "that"."""
    certain: bool


def hits(taken: Sequence[TakenBack], things: Sequence[Thing]) -> dict[str, Hit]:
    """By the id of the thing; the first that is said of one counts, unless a later one is certain."""
    found: dict[str, Hit] = {}
    for said in taken:
        for about, meant in _meant(said, things):
            for thing in meant:
                certain = len(meant) == 1 and not thing.is_shared
                if thing.id not in found or (certain and not found[thing.id].certain):
                    found[thing.id] = Hit(said, about, certain)
    return found


def is_only_that(said: Proposal, found: Mapping[str, Hit], things: Mapping[str, Thing]) -> bool:
    """Did an engine read the taking back itself as work? "Cancel the chairs" is no work of its own."""
    known: set[str] = set()
    for id_, hit in found.items():
        if any(
            evidence.start < hit.taken.end and hit.taken.start < evidence.end
            for evidence in said.item.goal.evidence
        ):
            known |= hit.about | things[id_].words
    return bool(known) and telling(said.item.goal.value) <= known


def cancellation(hit: Hit, reply: Intake, *, certain: bool) -> Cancellation:
    taken = hit.taken
    evidence = Evidence(
        field=FieldName.GOAL, quote=taken.quote, start=taken.start, end=taken.end, source=reply.id
    )
    return Cancellation(
        evidence=evidence, at=reply.received_at, by=str(reply.sender or ""), done=taken.done, certain=certain
    )


def _meant(said: TakenBack, things: Sequence[Thing]) -> Iterator[tuple[Words, list[Thing]]]:
    """For each thing that is named, or for "that": one where it is clear, else all that may be meant."""
    for about in said.abouts:
        yield about, _covering(about, said.verb, things)
    if not said.abouts:
        still = [thing for thing in things if thing.is_open and said.verb in {"", *thing.words}]
        fitting = [thing for thing in still if said.context & thing.words]
        yield frozenset(), fitting if len(fitting) == 1 else still


def _covering(about: Words, verb: str, things: Sequence[Thing]) -> list[Thing]:
    shares = [(_covered(about, verb, thing), thing) for thing in things]
    best = max((share for share, _ in shares), default=0.0)
    return [thing for share, thing in shares if share == best >= COVERED]


def _covered(about: Words, verb: str, thing: Thing) -> float:
    if verb and verb not in thing.words:
        return 0.0
    return len(about & thing.words) / len(about)
