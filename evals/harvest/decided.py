"""What people decided about whole texts, as the store has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from agent.models import (
    Decision,
    DecisionKind,
    Intake,
    Item,
    Noun,
    Proposal,
    ProposalState,
    Recorded,
    Topic,
    WorkItem,
)
from agent.records import Intakes, Proposals, Registry
from agent.review import BECOMES
from agent.terms import WAITING
from agent.text.answering import is_unknown


class Review(Noun):
    """One proposal with what a person made of it."""

    proposal: Proposal
    """As it was decided."""
    first: Item
    """As the engine read it."""
    decisions: tuple[Decision, ...]
    """Those that stand, oldest first; the last one decided it."""
    same_as: str | None = None
    """The proposal of the same text into which, or into whose work, this one was merged."""

    @property
    def rejected(self) -> bool:
        return self.proposal.state is ProposalState.REJECTED

    @property
    def goal(self) -> str:
        return self.proposal.item.goal.value

    @property
    def answers(self) -> dict[Topic, str]:
        """What was said to which question, typed in or in a reply; "don't know" is no answer."""
        replied = ((told.topic, told.quote) for told in self.proposal.amendments)
        typed = ((said.topic, said.answer) for said in self.decisions if said.kind is DecisionKind.ANSWER)
        said = ((topic, words) for topic, words in (*replied, *typed) if topic and words)
        return {topic: words for topic, words in said if not is_unknown(words)}

    @property
    def is_moved(self) -> bool:
        """A later message set a value that nobody asked about: the text itself says something else."""
        moving = {told.intake_id for told in self.proposal.amendments if told.topic is None}
        return any(evidence.source in moving for evidence in self.proposal.item.evidence)


class Decided(Noun):
    """A text of which every proposal was decided."""

    intake: Intake
    reviews: tuple[Review, ...]

    @property
    def at(self) -> datetime:
        """When the last of them was decided."""
        return max(review.decisions[-1].at for review in self.reviews)


@dataclass(frozen=True, slots=True)
class Found:
    decided: tuple[Decided, ...]
    """Oldest text first."""
    undecided: int
    """Texts of which something is pending or snoozed."""


def decided(
    intakes: Intakes, proposals: Proposals, registry: Registry, since: datetime | None = None
) -> Found:
    """Texts that people decided, those whose last decision is not before `since`."""
    by_intake: dict[str, list[Proposal]] = {}
    for proposal in proposals.find():
        if proposal.amends is None and proposal.origin is None:  # else it is no reading of this text
            by_intake.setdefault(proposal.intake_id, []).append(proposal)
    works = {work.id: work for work in registry.find()}
    found, undecided = [], 0
    for intake_id, made in by_intake.items():
        reviews = [_review(proposal, proposals, works) for proposal in made if proposal.state not in WAITING]
        whole = tuple(review for review in reviews if review)
        if len(whole) < len(made):
            undecided += 1
            continue
        text = Decided(intake=intakes.get(intake_id), reviews=whole)
        if since is None or text.at >= since:
            found.append(text)
    return Found(tuple(found), undecided)


def _review(proposal: Proposal, proposals: Proposals, works: Mapping[str, WorkItem]) -> Review | None:
    """None where it was decided anew between two looks at the store."""
    history = proposals.history(proposal.id)
    standing = _standing(history)
    if not standing or BECOMES[standing[-1].kind] is not proposal.state:
        return None
    return Review(
        proposal=proposal,
        first=history[0].before.item,
        decisions=standing,
        same_as=_same_text(proposal, proposals, works),
    )


def _same_text(proposal: Proposal, proposals: Proposals, works: Mapping[str, WorkItem]) -> str | None:
    into = proposal.merge_into
    work = works.get(into or "")
    if into is None or (work and work.intake_id != proposal.intake_id):
        return None
    if work:
        return work.proposal_id
    other = proposals.get(into)
    return other.id if other.intake_id == proposal.intake_id else None


def _standing(history: Iterable[Recorded]) -> tuple[Decision, ...]:
    return tuple(
        recorded.decision
        for recorded in history
        if not recorded.undone and recorded.decision.kind is not DecisionKind.UNDO
    )
