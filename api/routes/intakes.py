"""Texts in: stored and acknowledged at once, read later by a worker."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request, Response

from agent.drafts import drafts
from agent.rows import PostedRow
from agent.sources.text import check_length
from agent.stores.api_keys import Scope
from agent.stores.workspace import Page
from agent.terms import WAITING, IntakeState
from api.again import KNOWN, again
from api.auth import allowed
from api.cursors import USUAL, Cursor, Limit, Listed, listed
from api.documents import problems, with_headers
from api.keyed import KeyedRoute, keyed
from api.served import Here
from api.views import DraftsView, IntakeId, IntakeLine, IntakeView, Received

router = APIRouter(prefix="/v1/intakes", tags=["intakes"], route_class=KeyedRoute)
reads = Depends(allowed(Scope.READ))

EXAMPLE = {
    "id": "mail-4711",
    "channel": "email",
    "received_at": "2026-11-05T09:30:00+01:00",
    "sender": {"name": "Ana Novak", "email": "ana@example.com"},
    "text": "Please send the invoice for October to Deb by Friday.",
}


async def body(request: Request) -> bytes:
    return await request.body()


@router.post(
    "",
    status_code=202,
    operation_id="sendIntake",
    dependencies=[Depends(allowed(Scope.INTAKE)), keyed],
    responses={
        200: {
            "model": Received,
            "description": "It was there already; nothing changed.",
            **with_headers("Location"),
        },
        202: with_headers("Location"),
        **problems(400, 401, 403, 409, 413, 415, 422),
    },
)
def send(
    row: Annotated[PostedRow, Body(examples=[EXAMPLE])],
    raw: Annotated[bytes, Depends(body)],
    here: Here,
    response: Response,
) -> Received:
    """Store a text. The same text again changes nothing and answers 200 with the same id."""
    check_length(row.text, here.settings.limits.text_characters, "the text")
    intake, new = here.services.intakes.receive(row.arrival(raw))
    response.status_code = 202 if new else 200
    response.headers["Location"] = f"/v1/intakes/{intake.id}"
    return Received(id=intake.id, new=new, conflicts_with=intake.conflicts_with)


@router.get(
    "",
    operation_id="listIntakes",
    dependencies=[reads, again],
    responses=KNOWN | problems(400, 401, 403, 422),
)
def intakes(
    here: Here,
    state: Annotated[IntakeState | None, Query(description="Only these.")] = None,
    limit: Limit = USUAL,
    cursor: Cursor = None,
) -> Listed[IntakeLine]:
    """List what was sent in, without the texts."""

    def find(page: Page) -> list[IntakeLine]:
        return [IntakeLine.of(status) for status in here.store.intakes.page(page, state)]

    return listed(find, limit, cursor)


@router.get(
    "/{intake_id}/draft",
    operation_id="getIntakeDraft",
    dependencies=[reads],
    responses=problems(401, 403, 404, 422),
)
def draft(intake_id: IntakeId, here: Here) -> DraftsView:
    """The open questions of all that it asks for as replies that nobody sent, one to each who can answer."""
    intake = here.services.intakes.get(intake_id)
    waiting = here.services.proposals.find(WAITING, intake.id)
    return DraftsView(drafts=drafts(intake, waiting, here.services.directory))


@router.get(
    "/{intake_id}",
    operation_id="getIntake",
    dependencies=[reads, again],
    responses=KNOWN | problems(401, 403, 404, 422),
)
def intake(intake_id: IntakeId, here: Here) -> IntakeView:
    """One text, what became of it, and the proposals that were made of it."""
    status = here.services.intakes.status(intake_id)
    made = here.services.proposals.find(intake_id=intake_id)
    return IntakeView(
        intake=status.intake,
        state=status.state,
        reason=status.reason,
        proposals=[proposal.id for proposal in made],
    )
