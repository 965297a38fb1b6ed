"""Open pages are told at once what changed: one look at the store a second, however many pages there are."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from api.pages.policy import OURS
from api.pages.route import PageRoute
from api.pages.visitor import cookie_name, visitor
from api.served import Served, served

router = APIRouter(route_class=PageRoute, include_in_schema=False)

LOOK_SECONDS = 1.0
BEAT_SECONDS = 15.0
"""Between two signs of life; what stands between browser and server closes what is silent."""


class Live:
    """The pages that listen; at most so many."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.pages = 0
        self.ends: Callable[[], bool] = lambda: False
        self._seen: tuple[float, int] = (0.0, 0)

    def until(self, ends: Callable[[], bool]) -> None:
        """Whether the server wants to end: whoever listens lets go then, so that it need not wait."""
        self.ends = ends

    async def newest(self, here: Served) -> int:
        """The number of the newest event; asked once a second, whoever wants to know."""
        now, (at, seq) = asyncio.get_running_loop().time(), self._seen
        if now - at >= LOOK_SECONDS:
            self._seen = (now, seq)  # the others wait for this look
            self._seen = (now, await run_in_threadpool(here.store.news.newest))
        return self._seen[1]


@router.get("/live")
async def live(request: Request) -> Response:
    """A stream of events. A page that is refused asks again, later each time: so it is no redirect."""
    told: Live = request.app.state.live
    if await run_in_threadpool(visitor, request) is None:
        return Response(status_code=HTTPStatus.UNAUTHORIZED, headers=OURS.headers())
    if told.pages >= told.most:
        return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE, headers=OURS.headers())
    headers = {**OURS.headers(), "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(request, told), headers=headers, media_type="text/event-stream")


async def _stream(request: Request, told: Live) -> AsyncIterator[str]:
    here, session = served(request), request.cookies[cookie_name(request)]
    told.pages += 1
    try:
        seen = await told.newest(here)
        beat = asyncio.get_running_loop().time()
        yield ": listening\n\n"
        while not told.ends():
            await asyncio.sleep(LOOK_SECONDS)
            now = asyncio.get_running_loop().time()
            newest = await told.newest(here)
            if newest != seen:
                if changed := await run_in_threadpool(here.store.news.proposals, seen):
                    yield f"event: changed\ndata: {json.dumps(changed)}\n\n"
                seen = newest
            elif now - beat >= BEAT_SECONDS:
                if await run_in_threadpool(here.store.sessions.user, session) is None:
                    return
                yield ": still here\n\n"
                beat = now
    finally:
        told.pages -= 1
