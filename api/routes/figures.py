"""The wheel in numbers, for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from agent.stores.api_keys import Scope
from agent.wheel import Wheel
from api.auth import allowed
from api.documents import problems
from api.keyed import KeyedRoute
from api.served import Here
from api.turned import Days, Recent

router = APIRouter(prefix="/v1/figures", tags=["figures"], route_class=KeyedRoute)


@router.get(
    "",
    operation_id="getFigures",
    dependencies=[Depends(allowed(Scope.READ))],
    responses=problems(401, 403, 422),
)
def figures(
    request: Request,
    here: Here,
    days: Annotated[Days, Query(description="Length of the period; the one before is as long.")] = Days.MONTH,
) -> Wheel:
    """What arrived, was cleared and was done; at most a minute old."""
    recent: Recent = request.app.state.recent
    return recent.turned(here, days).wheel
