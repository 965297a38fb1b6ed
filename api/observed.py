"""Each request is counted and told in a line: which route, how it ended, how long it took."""

from __future__ import annotations

import secrets
from time import perf_counter

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agent.logs import OURS
from api.metrics import Metrics
from api.problems import ALWAYS, METHODS, REQUEST_ID
from api.rates import STATE


class Observed:
    """Gives each request an id, which its lines and its response carry."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request, started, status = secrets.token_hex(8), perf_counter(), 500

        scope.setdefault("state", {})["id"] = request

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])  # a handler may have said it by name
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                headers.update(scope["state"].get(STATE, {}))
                headers[REQUEST_ID] = request
            await send(message)

        with structlog.contextvars.bound_contextvars(request=request):
            try:
                await self.app(scope, receive, sent)
            finally:
                self._tell(scope, status, perf_counter() - started)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        """By the route's template: a path holds ids, a query anything."""
        route = getattr(scope.get("route"), "path", "none")
        method = scope["method"] if scope["method"] in METHODS else "other"
        self.metrics.saw(method, route, status, seconds)
        structlog.get_logger(OURS).info(
            "request", method=method, route=route, status=status, seconds=round(seconds, 4)
        )
