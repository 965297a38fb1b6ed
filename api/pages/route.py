"""Routes whose errors are pages, told to people in their words."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import structlog
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from agent.errors import ClarifyError
from agent.logs import OURS, told
from api.pages.rendering import is_partial, page, to, whole
from api.pages.visitor import LoginNeeded
from api.problems import MEANINGS, SERVER_ERROR, HttpProblem

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PageRoute(APIRoute):
    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def shown(request: Request) -> Response:
            try:
                return await handle(request)
            except (HTTPException, RequestValidationError, ClarifyError) as error:
                return await run_in_threadpool(_told, request, error)

        return shown


def _told(request: Request, error: Exception) -> Response:
    if isinstance(error, LoginNeeded):
        wanted = request.url.path if request.method == "GET" else "/"
        path = f"/login?next={quote(wanted)}"
        return whole(path) if is_partial(request) else to(path)
    status, title, detail = _meaning(error)
    return page(request, "problem.html", status, title=title, detail=detail)


def _meaning(error: Exception) -> tuple[int, str, str]:
    if isinstance(error, HttpProblem):
        return error.status_code, error.title, error.detail
    if isinstance(error, HTTPException):
        return error.status_code, HTTPStatus(error.status_code).phrase, "There is nothing here."
    if isinstance(error, ClarifyError):
        meaning = MEANINGS[type(error)]
        if meaning.status >= SERVER_ERROR:
            structlog.get_logger(OURS).error("failed", error=told(error))
            return meaning.status, meaning.title, "The server's log says more."
        return meaning.status, meaning.title, str(error)
    return 422, "Some fields do not fit", "Load the page again, then try once more."
