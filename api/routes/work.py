"""Confirmed work."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from agent.models import WorkItem, WorkStatus
from agent.stores.tokens import Scope
from api.auth import allowed
from api.cursors import USUAL, Cursor, Limit, Listed, listed
from api.documents import problems
from api.served import Here
from api.strict import StrictRoute
from api.views import WorkId

router = APIRouter(
    prefix="/v1/work-items",
    tags=["work"],
    route_class=StrictRoute,
    dependencies=[Depends(allowed(Scope.READ))],
)


@router.get("", operation_id="listWorkItems", responses=problems(400, 401, 403, 422))
def work_items(
    here: Here,
    status: Annotated[WorkStatus | None, Query(description="Only these.")] = None,
    limit: Limit = USUAL,
    cursor: Cursor = None,
) -> Listed[WorkItem]:
    """List confirmed work."""
    return listed(partial(here.store.registry.page, status=status), limit, cursor)


@router.get("/{work_id}", operation_id="getWorkItem", responses=problems(401, 403, 404, 422))
def work_item(work_id: WorkId, here: Here) -> WorkItem:
    """One work item."""
    return here.services.registry.get(work_id)
