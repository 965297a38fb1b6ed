"""Confirmed work."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query

from agent.models import WorkItem, WorkStatus
from agent.stores.api_keys import Scope
from agent.stores.lists import SoughtWork
from api.again import KNOWN, again
from api.auth import allowed
from api.bodies import Nothing
from api.cursors import USUAL, Cursor, DueBefore, Limit, Listed, Owner, parted
from api.documents import problems
from api.keyed import KeyedRoute, keyed
from api.served import Here
from api.sight import Confirming
from api.views import WorkId

router = APIRouter(
    prefix="/v1/work-items",
    tags=["work"],
    route_class=KeyedRoute,
)
reads = Depends(allowed(Scope.READ))
SETTING = problems(400, 401, 404, 409, 413, 415, 422)


@router.get(
    "",
    operation_id="listWorkItems",
    dependencies=[reads, again],
    responses=KNOWN | problems(400, 401, 403, 422),
)
def work_items(
    here: Here,
    status: Annotated[WorkStatus | None, Query(description="Only these.")] = None,
    owner: Owner = None,
    due_before: DueBefore = None,
    limit: Limit = USUAL,
    cursor: Cursor = None,
) -> Listed[WorkItem]:
    """List confirmed work."""
    sought = SoughtWork(status, owner, due_before)
    return parted(partial(here.store.lists.work, sought), lambda work: work, limit, cursor)


@router.get(
    "/{work_id}",
    operation_id="getWorkItem",
    dependencies=[reads, again],
    responses=KNOWN | problems(401, 403, 404, 422),
)
def work_item(work_id: WorkId, here: Here) -> WorkItem:
    """One work item."""
    return here.services.registry.get(work_id)


@router.post("/{work_id}/done", operation_id="finishWorkItem", dependencies=[keyed], responses=SETTING)
def done(work_id: WorkId, _body: Annotated[Nothing, Body()], by: Confirming, here: Here) -> WorkItem:
    """It is done, as the key's person says."""
    return here.services.registry.set_status(work_id, WorkStatus.DONE, by)


@router.post("/{work_id}/reopen", operation_id="reopenWorkItem", dependencies=[keyed], responses=SETTING)
def reopen(work_id: WorkId, _body: Annotated[Nothing, Body()], by: Confirming, here: Here) -> WorkItem:
    """It is not done after all."""
    return here.services.registry.set_status(work_id, WorkStatus.OPEN, by)
