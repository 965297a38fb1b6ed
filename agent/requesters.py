"""What those who ask for work may see of it, and what they say to the questions about it.

They are not users: nothing here decides, and nobody's name, address, route or reason is handed out.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from enum import StrEnum

from agent import duplicates
from agent.advice import MOST_CANDIDATES, advised
from agent.answers import answered
from agent.duplicates import Existing
from agent.errors import AlreadyDecided, IndexUnavailable, StaleRevision
from agent.models import (
    Basis,
    Intake,
    Item,
    Kind,
    Noun,
    Party,
    Priority,
    Proposal,
    ProposalState,
    Sourced,
    Topic,
    Verdict,
    WorkItem,
    WorkStatus,
)
from agent.protocols import Services
from agent.review import said_in
from agent.terms import WAITING, IntakeState
from agent.text.details import details

UNCHECKED = "answered through the request's private link: nobody checked who holds it"

MOST_SHOWN = 3
"""Goals of existing work, while somebody types."""
LIKELY = 0.3
"""The chance from which on it is shown: who types has not said all yet, and just goes on."""
LEAST_WORDS = 2
"""Of what was typed: one word alone is like anything."""


class Stage(StrEnum):
    """How far a request has come."""

    RECEIVED = "received"
    CLARIFYING = "clarifying"
    CONFIRMED = "confirmed"
    DONE = "done"
    MERGED = "merged"
    NOT_WORK = "not_work"
    WITHDRAWN = "withdrawn"


class Step(Noun):
    """One thing that was asked for."""

    stage: Stage
    goal: str = ""
    due: date | None = None
    work_id: str = ""
    """Of the work that it became, or is part of."""


class Put(Noun):
    """A question that the requester can answer."""

    proposal_id: str
    topic: Topic
    text: str
    choices: tuple[str, ...] = ()


class Standing(Noun):
    """What became of a text, as its requester may know it."""

    steps: tuple[Step, ...]
    questions: tuple[Put, ...] = ()


def standing(intake_id: str, services: Services) -> Standing:
    status = services.intakes.status(intake_id)
    proposals = services.proposals.find(intake_id=intake_id)
    waiting = [proposal for proposal in proposals if proposal.state in WAITING]
    work = [one for one in services.registry.of_intake(intake_id) if _still_told(one, waiting)]
    steps = [*map(_of_work, work), *(step for proposal in proposals if (step := _of_proposal(proposal)))]
    if not steps:
        read = status.state in (IntakeState.NOT_WORK, IntakeState.ANSWER)
        steps = [Step(stage=Stage.NOT_WORK if read else Stage.RECEIVED)]
    asked = [put for proposal in waiting for put in _questions(proposal, status.intake, services)]
    return Standing(steps=tuple(steps), questions=tuple(asked))


def hear(intake_id: str, proposal_id: str, topic: Topic, words: str, services: Services) -> None:
    """Take in what the requester of a text answers, as a text of its own.

    Raises AlreadyDecided where nobody asks them that now, InvalidChange where it cannot be understood.
    """
    while True:
        put = {(one.proposal_id, one.topic) for one in standing(intake_id, services).questions}
        if (proposal_id, topic) not in put:
            raise AlreadyDecided(f"{proposal_id!r} has no open question about {topic!r} for its requester")
        seen, intake = services.proposals.get(proposal_id), services.intakes.get(intake_id)
        by = intake.sender or Party()
        said = said_in(words, by, services.now(), intake, services.new_id("I"))
        said = said.model_copy(update={"notes": (UNCHECKED,)})
        now = answered(seen, topic, said, services.directory.with_intake(intake))
        now = advised(now.model_copy(update={"revision": seen.revision + 1}), services)
        with suppress(StaleRevision):  # somebody decided in this moment: look again at what is there
            services.proposals.hear(now, said)
            return


def alike(title: str, body: str, team: str, services: Services) -> list[str]:
    """Goals of a team's open work that is probably the same; nothing where nobody can tell.

    Only what a person confirmed: what others typed in is shown to nobody else.
    """
    if len(title.split()) < LEAST_WORDS:
        return []
    try:
        found = services.index.search(title, body, MOST_CANDIDATES)
    except IndexUnavailable:
        return []
    existing = {one.id: one for one in services.registry.existing([c.id for c in found]) if _is_open(one)}
    theirs = {work_id for work_id in existing if services.registry.get(work_id).route.team == team}
    pairs = [(candidate, existing[candidate.id]) for candidate in found if candidate.id in theirs]
    item = _typed(title)
    eager = replace(services.thresholds, duplicate=min(services.thresholds.duplicate, LIKELY))
    near = duplicates.judge(item, body, services.now(), pairs, eager)
    same = [match.goal for match in near if match.verdict is not Verdict.RELATED]
    return [without_details(goal) for goal in same[:MOST_SHOWN]]


def without_details(text: str) -> str:
    """Addresses, numbers and keys left out: a goal may name them."""
    for detail in reversed(details(text)):
        text = f"{text[: detail.start]}…{text[detail.end :]}"
    return text


def _is_open(existing: Existing) -> bool:
    return not existing.pending and existing.done_at is None


def _typed(title: str) -> Item:
    """What somebody types, as far as an item can be made of it."""
    return Item(
        goal=Sourced(value=title, basis=Basis.INFERRED),
        kind=Kind.REQUEST,
        owner=Sourced(value=None, basis=Basis.MISSING),
        priority=Sourced(value=Priority.NORMAL, basis=Basis.INFERRED),
        due=Sourced(value=None, basis=Basis.MISSING),
        recurrence=Sourced(value=None, basis=Basis.MISSING),
    )


def _still_told(work: WorkItem, waiting: list[Proposal]) -> bool:
    """Work that was taken back is told as what it is again: a proposal that waits."""
    return work.status is not WorkStatus.WITHDRAWN or work.proposal_id not in {one.id for one in waiting}


def _of_work(work: WorkItem) -> Step:
    stages = {
        WorkStatus.OPEN: Stage.CONFIRMED,
        WorkStatus.DONE: Stage.DONE,
        WorkStatus.WITHDRAWN: Stage.WITHDRAWN,
    }
    goal, due = work.item.goal.value, work.item.due.value
    return Step(stage=stages[work.status], goal=goal, due=due, work_id=work.id)


def _of_proposal(proposal: Proposal) -> Step | None:
    """None where its work says all: it was confirmed, or it would change work that was."""
    goal = proposal.item.goal.value
    if proposal.amends or proposal.state is ProposalState.CONFIRMED:
        return None
    if proposal.state is ProposalState.MERGED:
        return Step(stage=Stage.MERGED, goal=goal, work_id=proposal.merge_into or "")
    if proposal.state is ProposalState.REJECTED:
        return Step(stage=Stage.NOT_WORK, goal=goal)
    return Step(stage=Stage.CLARIFYING, goal=goal, due=proposal.item.due.value)


def _questions(proposal: Proposal, intake: Intake, services: Services) -> list[Put]:
    """Those for them: who does the work is the team's matter, and so are names to choose from."""
    name = services.directory.name_of(intake.sender) if intake.sender else ""
    return [
        Put(
            proposal_id=proposal.id,
            topic=question.topic,
            text=question.text,
            choices=question.choices if question.topic is Topic.DUE else (),
        )
        for question in proposal.questions
        if question.topic is not Topic.OWNER and question.addressee in ("", name)
    ]
