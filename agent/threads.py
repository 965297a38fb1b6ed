"""What a reply means for what its thread asked before: it changes or takes back, and asks for nothing twice.

A finding of a later message is held against the proposals of the thread that still wait, and against work
that was confirmed. Where it is the same work, what the new words state takes the place of what was there,
with the new message as the source of its evidence: in the proposal that waits, or in a new one that
amends the work. Where they state nothing else, nothing is new; all else is work of its own. What the reply
takes back is marked with its words. A person decides about all of it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from agent.amending import ABOUT, amend, differences, newer
from agent.cancelling import Hit, Thing, cancellation, hits, is_only_that
from agent.models import (
    Amendment,
    Amends,
    Basis,
    FieldName,
    Intake,
    Item,
    Proposal,
    Similar,
    Sourced,
    Trace,
    WorkItem,
)
from agent.text.actions import speaks_of_change
from agent.text.overlap import content_words, shared_share
from agent.text.takebacks import TakenBack, telling

SAME_WORK = 0.5
"""Of the content words of both goals (Dice): a reply words the same work much as it was asked."""
CHANGED_WORK = 0.2
"""Where the reply speaks of a change, and one proposal alone waits in its thread."""
FEW_WORDS = 1
"""'I'll do it by Thursday' has no object of its own: it is about the one thing that is open."""
_MORE = re.compile(
    r"\b(?:another|additional|further|extra|weitere\w*|zusätzlich\w*|supplémentaires?|autres?"
    r"|adicional(?:es)?|otr[oa]s?)\b",
    re.IGNORECASE,
)
_UNDOES = re.compile(r"\b(?:cancel|withdraw|revoke|stornier|annul|anul)\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Thread:
    """What the other messages of a thread asked for, as it is now."""

    waiting: tuple[Proposal, ...] = ()
    """Oldest first."""
    confirmed: tuple[WorkItem, ...] = ()
    """Work that stands, open or done."""
    sources: Mapping[str, Intake] = field(default_factory=dict)
    """The texts that asked for them, by id."""
    known_as: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    """By id of what waits or stands: what this thread asked for that was merged into it."""
    shared: frozenset[str] = frozenset()
    """Ids of what texts of other threads asked for as well."""

    @property
    def things(self) -> list[Thing]:
        """Each piece of work once: what waits, and confirmed work that nothing waits to change."""
        known = {work.id: work for work in self.confirmed}
        changing = {old.amends.work_id for old in self.waiting if old.amends}
        waiting = (
            self._thing(old, known.get(old.amends.work_id if old.amends else ""), old) for old in self.waiting
        )
        standing = (self._thing(work, work) for work in self.confirmed if work.id not in changing)
        return [*waiting, *standing]

    def _thing(
        self, asked: Proposal | WorkItem, work: WorkItem | None, proposal: Proposal | None = None
    ) -> Thing:
        return Thing(
            id=asked.id,
            item=asked.item,
            source=self.sources[asked.intake_id],
            proposal=proposal,
            work=work,
            known_as=self.known_as.get(asked.id, ()),
            is_shared=asked.id in self.shared,
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """A later message as it was read."""

    intake: Intake
    proposals: tuple[Proposal, ...]
    taken: tuple[TakenBack, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class Settled:
    """Of the items that a later message was read to hold."""

    new: tuple[Proposal, ...]
    amending: tuple[Proposal, ...]
    """New ones too, each about work that was confirmed; compared and routed by nobody so far."""
    amended: tuple[Proposal, ...]
    """Each one revision on from what waits."""


def settle(reply: Reply, thread: Thread, new_id: Callable[[], str]) -> Settled:
    """What is new, and what changes what is there; a thing is changed once by all that is said of it."""
    things = {thing.id: thing for thing in thread.things}
    asked = [thing for thing in things.values() if thing.source.received_at <= reply.intake.received_at]
    taken = hits(reply.taken, asked)
    new: list[Proposal] = []
    said_of: dict[str, list[Proposal]] = {}
    for said in reply.proposals:
        if is_only_that(said, taken, things):
            continue
        found = _same_work(said, list(things.values()))
        if found is None or _adds_to(found, said, reply.intake):
            new.append(said)
        elif not found.is_open:
            new.append(_told_done(said, found))
        elif not _is_known(found, said, reply.intake):
            said_of.setdefault(found.id, []).append(said)
    changed = [
        made
        for thing in things.values()
        if (made := _changed(thing, said_of.get(thing.id, []), taken.get(thing.id), reply, new_id))
    ]
    return Settled(
        tuple(new),
        tuple(proposal for proposal in changed if proposal.revision == 1),
        tuple(proposal for proposal in changed if proposal.revision > 1),
    )


def _is_known(thing: Thing, said: Proposal, reply: Intake) -> bool:
    """It says nothing else than what the thread said before, which was merged."""
    return any(not differences(known, newer(known, said.item, reply)) for known in thing.known_as)


def _adds_to(thing: Thing, said: Proposal, reply: Intake) -> bool:
    """It names more than was confirmed, and changes nothing that an amendment could say."""
    confirmed = thing.proposal is None and thing.is_open
    return (
        confirmed
        and not telling(said.item.goal.value) <= thing.words
        and not differences(thing.item, newer(thing.item, said.item, reply))
    )


def _changed(
    thing: Thing, said: Sequence[Proposal], hit: Hit | None, reply: Reply, new_id: Callable[[], str]
) -> Proposal | None:
    """The thing with all that the reply says of it; None where that is nothing new."""
    if not thing.is_open or not (said or hit):
        return None
    start = thing.proposal or _amending(thing, reply, new_id)
    now = start
    for one in said:
        now = amend(now, one, reply.intake, _settled(thing, reply.intake)) or now
    if said and not hit:
        now = _wanted_again(now, reply.intake)
    if hit:
        now = _take_back(now, hit, reply.intake, certain=hit.certain and not said)
    if now is start:
        return None
    told = _one(now.amendments[len(start.amendments) :])
    revision = thing.proposal.revision + 1 if thing.proposal else 1
    return now.model_copy(update={"amendments": (*start.amendments, told), "revision": revision})


def _amending(thing: Thing, reply: Reply, new_id: Callable[[], str]) -> Proposal:
    """A proposal that changes nothing so far of the work. It stands on the text that asked for the work, like
    its evidence.
    """
    work = thing.work
    assert work is not None  # noqa: S101 a thing without a proposal is confirmed work
    return Proposal(
        id=new_id(),
        workspace=work.workspace,
        intake_id=work.intake_id,
        intake_sha256=thing.source.sha256,
        item=work.item,
        similar=Similar(),
        route=work.route,
        amends=Amends(work_id=work.id, digest=work.digest),
        trace=reply.trace,
    )


def _take_back(old: Proposal, hit: Hit, reply: Intake, *, certain: bool) -> Proposal:
    """Marked with the words; what is marked for certain already stays as it is."""
    if old.cancelled and (old.cancelled.certain or not certain):
        return old
    said = cancellation(hit, reply, certain=certain)
    changes_nothing = not old.amendments
    amends = old.amends and old.amends.model_copy(update={"cancels": certain or changes_nothing})
    told = Amendment(intake_id=reply.id, at=reply.received_at, changes=(said.state,))
    return old.model_copy(update={"cancelled": said, "amends": amends, "amendments": (*old.amendments, told)})


def _wanted_again(old: Proposal, reply: Intake) -> Proposal:
    if old.cancelled is None or reply.received_at < old.cancelled.at:
        return old
    amends = old.amends and old.amends.model_copy(update={"cancels": False})
    told = Amendment(intake_id=reply.id, at=reply.received_at, changes=("it is asked for again",))
    return old.model_copy(update={"cancelled": None, "amends": amends, "amendments": (*old.amendments, told)})


def _one(told: Sequence[Amendment]) -> Amendment:
    """All that one message says of one thing."""
    changes = dict.fromkeys(change for amendment in told for change in amendment.changes)
    return told[0].model_copy(update={"changes": tuple(changes)})


def _told_done(said: Proposal, found: Thing) -> Proposal:
    """Work of its own, for what is done is not changed any more; a reviewer has to know of it."""
    note = f"its thread asked for this before, and it is done: {found.id}"
    trace = said.trace.model_copy(update={"note": "; ".join(filter(None, (said.trace.note, note)))})
    return said.model_copy(update={"trace": trace})


def _settled(thing: Thing, reply: Intake) -> dict[FieldName, str]:
    """What a person set, or a message later than this one, in a proposal that waits, and which of the two. In
    confirmed work nothing is: a person sees each change of it.
    """
    if thing.proposal is None:
        return {}
    before = thing.work.item if thing.work else None
    later = {told.intake_id for told in thing.proposal.amendments if told.at > reply.received_at}
    settled: dict[FieldName, str] = {}
    for name in ABOUT.values():
        now: Sourced[object] = getattr(thing.item, name)
        if now.basis is Basis.PERSON and (before is None or getattr(before, name) != now):
            settled[name] = "a person"
        elif any(evidence.source in later for evidence in now.evidence):
            settled[name] = "a later message"
    return settled


def _same_work(said: Proposal, things: Sequence[Thing]) -> Thing | None:
    """The one that the words are about: the nearest of the thread, if it is near enough."""
    goal = said.item.goal.value
    words = content_words(goal)
    shares = [
        (shared_share(words, content_words(known)), thing)
        for thing in things
        for known in thing.goals
        if not _is_another(goal, known)
    ]
    best, nearest = max(shares, key=lambda entry: entry[0], default=(0.0, None))
    if best >= SAME_WORK:
        return nearest
    still = [thing for thing in things if thing.is_open]
    if len(still) != 1:
        return None
    changes = speaks_of_change(f"{goal}. {said.item.words}") and any(
        share >= CHANGED_WORK and thing is still[0] for share, thing in shares
    )
    return still[0] if changes or len(words) <= FEW_WORDS else None


def _is_another(goal: str, known: str) -> bool:
    """Alike in words, but for other numbers, or more of it, or the contrary: room 5 is not room 3."""
    ours, theirs = (frozenset(re.findall(r"\d+", text)) for text in (goal, known))
    adds = any(cue.search(goal) and not cue.search(known) for cue in (_MORE, _UNDOES))
    return adds or bool(ours - theirs and theirs - ours)
