"""So many requests at once: one more is told to come back, rather than left to wait for too long."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import HttpProblem, of_http

UNCOUNTED = ("/health/live", "/health/ready", "/live")
"""Probes ask also when much is asked; open pages that are told what changed have a limit of their own."""
BACK_SECONDS = 2


class Crowd:
    """Without a limit each answer would take longer the more wait, and none would come in time."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in UNCOUNTED:
            await self.app(scope, receive, send)
        elif self._under_way >= self.most:
            await of_http(_crowded())(scope, receive, send)
        else:
            self._under_way += 1
            try:
                await self.app(scope, receive, send)
            finally:
                self._under_way -= 1


def _crowded() -> HttpProblem:
    return HttpProblem(
        503, "too-much-at-once", "Too much is asked at once",
        "Ask again in a moment.", {"Retry-After": str(BACK_SECONDS)},
    )  # fmt: skip
