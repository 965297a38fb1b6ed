"""Routes that know who asks before they read, and read JSON strictly."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from agent.rows import strict_json
from api.again import unless_known
from api.auth import authenticate
from api.problems import HttpProblem
from api.rates import check_rate

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class StrictRequest(Request):
    async def json(self) -> object:
        """Raises HttpProblem 400 where it is no JSON that means one thing to everybody."""
        content = await self.body()
        try:
            return strict_json(content)
        except UnicodeDecodeError:
            detail = "The body is no UTF-8."
        except RecursionError:
            detail = "The body is nested too deeply."
        except ValueError as exc:
            # Before the first colon or semicolon stands what is wrong, after it where; none of it quotes.
            detail = f"The body is no strict JSON: {str(exc).split(';')[0].split(':')[0]}."
        raise HttpProblem(400, "invalid-json", "The body is no JSON", detail)


class StrictRoute(APIRoute):
    def get_route_handler(self) -> Handler:
        handle = self.handling(super().get_route_handler())
        may_know = HTTPStatus.NOT_MODIFIED in self.responses
        known = frozenset(parameter.alias for parameter in self.dependant.query_params)

        async def strictly(request: Request) -> Response:
            check_rate(request, await run_in_threadpool(authenticate, request))
            _check_query(request, known)
            if request.method == "POST":
                _check_type(request)
            response = await handle(StrictRequest(request.scope, request.receive))
            return unless_known(request, response) if may_know else response

        return strictly

    def handling(self, handle: Handler) -> Handler:
        """What is done with a request that was let in."""
        return handle


def _check_query(request: Request, known: frozenset[str]) -> None:
    """A mistyped filter is an error, not a list of everything."""
    names = [name for name, _ in request.query_params.multi_items()]
    if len(set(names)) != len(names) or not known.issuperset(names):
        takes = f"This takes {', '.join(sorted(known))}, each once." if known else "This takes no parameters."
        raise HttpProblem(422, "unknown-parameter", "There is no such parameter", takes)


def _check_type(request: Request) -> None:
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != "application/json":
        raise HttpProblem(
            415, "unsupported-media-type", "The body is of another type", "Send `application/json`."
        )
