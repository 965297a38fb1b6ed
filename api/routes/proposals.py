"""What waits for a person, and the person's confirm: bound to what they saw."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request, Response

from agent.drafts import drafts
from agent.models import ProposalState, WorkItem
from agent.stores.api_keys import Scope
from agent.stores.lists import SoughtProposals
from agent.survivors import ground
from agent.terms import WAITING
from api import sight
from api.again import KNOWN, again
from api.auth import allowed
from api.cursors import USUAL, Cursor, DueBefore, Limit, Listed, Owner, Team, parted
from api.documents import answered, problems
from api.keyed import KeyedRoute, keyed
from api.served import Here
from api.sight import Confirming
from api.views import DraftsView, MergeView, ProposalId, ProposalView, Seen, SimilarView, etag, pattern_of

router = APIRouter(prefix="/v1/proposals", tags=["proposals"], route_class=KeyedRoute)
reads = Depends(allowed(Scope.READ))


@router.get(
    "",
    operation_id="listProposals",
    dependencies=[reads, again],
    responses=KNOWN | problems(400, 401, 403, 422),
)
def proposals(
    here: Here,
    state: Annotated[ProposalState | None, Query(description="Only these.")] = None,
    intake: Annotated[
        str | None, Query(pattern=pattern_of("I"), description="Only those of this text.")
    ] = None,
    team: Team = None,
    owner: Owner = None,
    ready: Annotated[
        int | None,
        Query(ge=0, le=5, description="At least so many fields of `readiness` are not missing."),
    ] = None,
    due_before: DueBefore = None,
    limit: Limit = USUAL,
    cursor: Cursor = None,
) -> Listed[ProposalView]:
    """List proposals with their digests."""
    sought = SoughtProposals(state, intake, team, owner, ready, due_before)
    show = partial(ProposalView.of, requires=here.services.requires)
    return parted(partial(here.store.lists.proposals, sought), show, limit, cursor)


@router.get(
    "/{proposal_id}",
    operation_id="getProposal",
    dependencies=[reads],
    responses=answered(200, "ETag") | problems(401, 403, 404, 422),
)
def proposal(proposal_id: ProposalId, here: Here, response: Response) -> ProposalView:
    """One proposal. Its ETag is its revision and digest."""
    view = ProposalView.of(here.services.proposals.get(proposal_id), here.services.requires)
    response.headers["ETag"] = view.etag
    return view


@router.get(
    "/{proposal_id}/similar",
    operation_id="getSimilar",
    dependencies=[reads],
    responses=answered(200, "ETag") | problems(401, 403, 404, 422),
)
def similar(proposal_id: ProposalId, here: Here, response: Response) -> SimilarView:
    """Existing work that it may be, with reasons: advice, as the present version was compared."""
    found = here.services.proposals.get(proposal_id)
    response.headers["ETag"] = etag(found)
    return SimilarView.of(found)


@router.get(
    "/{proposal_id}/merge",
    operation_id="getMerge",
    dependencies=[reads],
    responses=answered(200, "ETag") | problems(401, 403, 404, 409, 422),
)
def merge(
    proposal_id: ProposalId,
    into: Annotated[str, Query(pattern=pattern_of("[PW]"), description="A work item, or a proposal.")],
    here: Here,
    response: Response,
) -> MergeView:
    """What merging it into that would do, and the digest that such a merge names. Nothing is changed."""
    seen = here.services.proposals.get(proposal_id)
    response.headers["ETag"] = etag(seen)
    return MergeView.of(seen, ground(seen, into, here.services))


@router.get(
    "/{proposal_id}/draft",
    operation_id="getDraft",
    dependencies=[reads],
    responses=problems(401, 403, 404, 422),
)
def draft(proposal_id: ProposalId, here: Here) -> DraftsView:
    """Its open questions as replies that nobody sent, one to each of those who can answer."""
    asked = here.services.proposals.get(proposal_id)
    waiting = [asked] if asked.state in WAITING else []
    intake = here.services.intakes.get(asked.intake_id)
    return DraftsView(drafts=drafts(intake, waiting, here.services.directory))


@router.post(
    "/{proposal_id}/confirm",
    status_code=201,
    operation_id="confirmProposal",
    dependencies=[keyed, sight.declared],
    responses=answered(201, "Location") | problems(400, 401, 403, 404, 409, 412, 413, 415, 422, 428),
)
def confirm(
    proposal_id: ProposalId,
    seen: Annotated[Seen, Body()],
    by: Confirming,
    here: Here,
    request: Request,
    response: Response,
) -> WorkItem:
    """Commit exactly what was seen, as the key's person: revision and digest must still be the same, and it
    as clear as its destination requires, unless `override` says why it is confirmed all the same.
    """
    if (tags := sight.named(request)) is not None:
        sight.check(here.services.proposals.get(proposal_id), tags)
    work = sight.commit(proposal_id, seen, by, here)
    response.headers["Location"] = f"/v1/work-items/{work.id}"
    return work
