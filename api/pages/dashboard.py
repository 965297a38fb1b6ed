"""The wheel in numbers, for people: a page, and its drawings by addresses of their own."""

from __future__ import annotations

import hashlib
from datetime import UTC

from fastapi import APIRouter, Request, Response

from api.pages.plots import Plot, draw
from api.pages.policy import OURS
from api.pages.rendering import page
from api.pages.route import PageRoute
from api.pages.views.wheel import TEAM_HEADS, columns, teams
from api.pages.visitor import SignedIn
from api.served import Here
from api.turned import SECONDS, Days, Recent

router = APIRouter(route_class=PageRoute, include_in_schema=False)

DRAWING = {  # which holds its styles itself
    **OURS.headers(),
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cache-Control": f"private, max-age={SECONDS}",
}


@router.get("/dashboard")
def dashboard(request: Request, _who: SignedIn, here: Here, days: Days = Days.MONTH) -> Response:
    recent: Recent = request.app.state.recent
    turned = recent.turned(here, days)
    wheel = turned.wheel
    return page(
        request, "dashboard.html", days=days.value, periods=[one.value for one in Days], wheel=wheel,
        columns=columns(wheel), teams=teams(wheel), team_heads=TEAM_HEADS,
        at=f"{turned.at.astimezone(UTC):%H:%M}",
    )  # fmt: skip


@router.get("/dashboard/{plot}.svg")
def drawing(request: Request, plot: Plot, _who: SignedIn, here: Here, days: Days = Days.MONTH) -> Response:
    recent: Recent = request.app.state.recent
    drawn = recent.turned(here, days).drawing(plot, lambda wheel: draw(plot, wheel)).encode()
    headers = {**DRAWING, "ETag": f'"{hashlib.sha256(drawn).hexdigest()[:32]}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(drawn, headers=headers, media_type="image/svg+xml")
