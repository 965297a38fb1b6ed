"""What waits, and one of it at a time: to look at."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from agent.drafts import as_mail, drafts
from agent.errors import NotFound
from agent.models import Proposal
from agent.terms import WAITING
from api.pages.listing import Chosen, listing
from api.pages.opened import Opened, Tried, opened
from api.pages.policy import OURS
from api.pages.rendering import is_partial, page
from api.pages.route import PageRoute
from api.pages.views.card import DONE
from api.pages.views.filters import Filters
from api.pages.visitor import SignedIn
from api.served import Here, Served
from api.views import ProposalId

router = APIRouter(route_class=PageRoute, include_in_schema=False)

Cursor = Annotated[str | None, Query(max_length=200)]
After = Annotated[str, Query(max_length=40, description="What was decided just now.")]


@router.get("/")
def review(
    request: Request, _who: SignedIn, here: Here, chosen: Chosen, cursor: Cursor = None, after: After = ""
) -> Response:
    if is_partial(request):
        part = page(request, "empty.html", chosen=chosen, decided=decided(here, after))
        part.headers["HX-Push-Url"] = f"/{chosen.query}"
        return part
    return page(
        request, "review.html", listing=listing(here, chosen, cursor), chosen=chosen, opened=None,
        decided=decided(here, after), tried=Tried(),
    )  # fmt: skip


@router.get("/queue")
def queue(request: Request, _who: SignedIn, here: Here, chosen: Chosen, cursor: Cursor = None) -> Response:
    """The list alone, for a page that is open already."""
    return page(request, "queue.html", listing=listing(here, chosen, cursor), opened=None)


@router.get("/proposals/{proposal_id}")
def proposal(
    request: Request,
    proposal_id: ProposalId,
    _who: SignedIn,
    here: Here,
    chosen: Chosen,
    cursor: Cursor = None,
    after: After = "",
) -> Response:
    found = here.services.proposals.get(proposal_id)
    return shown(request, found, here, chosen, cursor=cursor, after=after)


@router.get("/proposals/{proposal_id}/reply-{number}.eml")
def reply(
    proposal_id: ProposalId, number: Annotated[int, Path(ge=1, le=99)], _who: SignedIn, here: Here
) -> Response:
    """The open questions as a mail that nobody has sent."""
    found = here.services.proposals.get(proposal_id)
    intake = here.services.intakes.get(found.intake_id)
    made = drafts(intake, [found], here.services.directory) if found.state in WAITING else []
    if number > len(made):
        raise NotFound("it has no such question: look at it again")
    headers = {**OURS.headers(), "Content-Disposition": f'attachment; filename="reply-{number}.eml"'}
    return Response(as_mail(made[number - 1]), headers=headers, media_type="message/rfc822")


def shown(
    request: Request,
    found: Proposal,
    here: Served,
    chosen: Filters,
    *,
    cursor: str | None = None,
    after: str = "",
    tried: Tried | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    """A proposal, alone where a script asks for it, else with the list beside it."""
    view: dict[str, Any] = {
        "opened": opened(found, here),
        "chosen": chosen,
        "decided": decided(here, after),
        "tried": tried or Tried(),
    }
    if is_partial(request):
        part = page(request, "proposal.html", status, **view)
        part.headers["HX-Push-Url"] = f"/proposals/{found.id}{chosen.query}"
        return part
    return page(request, "review.html", status, listing=listing(here, chosen, cursor), **view)


def decided(here: Served, proposal_id: str) -> tuple[str, Opened] | None:
    """What was decided just now, and what became of it."""
    if not proposal_id:
        return None
    try:
        found = opened(here.services.proposals.get(proposal_id), here)
    except NotFound:
        return None
    done = here.services.proposals.history(found.card.id)
    return (DONE[done[-1].decision.kind], found) if done else None
