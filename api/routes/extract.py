"""A text in, items out; nothing is stored."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends

from agent.models import Intake
from agent.rows import PostedRow, ResultRow
from agent.sources.text import check_length
from agent.stores.api_keys import Scope
from api.auth import allowed
from api.documents import problems
from api.routes.intakes import EXAMPLE, body
from api.served import Here
from api.strict import StrictRoute

router = APIRouter(prefix="/v1/extract", tags=["extract"], route_class=StrictRoute)
UNNAMED = "text"
"""The id of a row that has none."""


@router.post(
    "",
    operation_id="extractText",
    dependencies=[Depends(allowed(Scope.READ))],
    responses=problems(400, 401, 413, 415, 422, 502, 503),
)
async def extract(
    row: Annotated[PostedRow, Body(examples=[EXAMPLE])], raw: Annotated[bytes, Depends(body)], here: Here
) -> ResultRow:
    """Read one text while its sender waits. Nothing is stored, compared or routed."""
    check_length(row.text, here.settings.limits.text_characters, "the text")
    return await here.extracting.read(Intake.of(row.arrival(raw), intake_id=row.id or UNNAMED))
