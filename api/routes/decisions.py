"""What a person decides besides a confirm; every answer is the new version, with its ETag."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body

from agent.changes import read_changes, read_morning
from agent.models import DecisionKind
from agent.review import questions
from api import sight
from api.bodies import Answer, Edit, Merge, Reject, Shown, Snooze
from api.documents import answered, problems
from api.keyed import KeyedRoute, keyed
from api.sight import Seeing
from api.views import ProposalView

router = APIRouter(
    prefix="/v1/proposals/{proposal_id}",
    tags=["proposals"],
    route_class=KeyedRoute,
    dependencies=[keyed, sight.declared],
    responses=answered(200, "ETag") | problems(400, 401, 404, 409, 412, 413, 415, 422, 428),
)


@router.post("/edit", operation_id="editProposal")
def edit(seeing: Seeing, body: Annotated[Edit, Body()]) -> ProposalView:
    """Change fields: goal, owner, due, recurrence, priority, done_criteria. It is checked and routed anew."""
    services = seeing.here.services
    intake = services.intakes.get(seeing.seen.intake_id)
    wanted = read_changes(body.wishes, intake, services.directory)
    return seeing.take(DecisionKind.EDIT, body, changes=wanted)


@router.post("/reject", operation_id="rejectProposal")
def reject(seeing: Seeing, body: Annotated[Reject, Body()]) -> ProposalView:
    """It is not to become work."""
    return seeing.take(DecisionKind.REJECT, body, reason=body.reason)


@router.post("/merge", operation_id="mergeProposal")
def merge(seeing: Seeing, body: Annotated[Merge, Body()]) -> ProposalView:
    """It is the same work as an existing item, or as another proposal that waits."""
    return seeing.take(DecisionKind.MERGE, body, merge_into=body.into)


@router.post("/snooze", operation_id="snoozeProposal")
def snooze(seeing: Seeing, body: Annotated[Snooze, Body()]) -> ProposalView:
    """Put it off until a day."""
    morning = read_morning(body.until, seeing.here.services.now())
    return seeing.take(DecisionKind.SNOOZE, body, until=morning)


@router.post("/answer", operation_id="answerProposal")
def answer(seeing: Seeing, body: Annotated[Answer, Body()]) -> ProposalView:
    """Answer a question; 'don't know' closes it without an answer. The words are kept as a text."""
    [question, *_] = questions(seeing.seen, body.topic)
    return seeing.take(
        DecisionKind.ANSWER, body, topic=question.topic, answer=body.text, said_by=body.said_by
    )


@router.post("/undo", operation_id="undoDecision")
def undo(seeing: Seeing, body: Annotated[Shown, Body()]) -> ProposalView:
    """Take the newest decision back; the work is withdrawn, or as it was before."""
    return seeing.take(DecisionKind.UNDO, body)
