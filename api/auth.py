"""Who asks: a bearer token, looked at before the body is read; then what it may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Security
from fastapi.security import HTTPBearer
from starlette.requests import Request

from agent.stores.tokens import Scope, Token
from api.problems import HttpProblem
from api.served import served

BEARER = HTTPBearer(
    auto_error=False, bearerFormat="clf_<id>.<secret>", description="From `clarify users token NAME`."
)


def authenticate(request: Request) -> Token:
    """The token that counts, which is kept with the request. Raises HttpProblem 401."""
    token = served(request).store.tokens.check(_presented(request))
    if token is None:
        raise HttpProblem(
            401, "unauthenticated", "No token that counts",
            "Send `Authorization: Bearer clf_…`; `clarify users token NAME` makes one.",
            {"WWW-Authenticate": 'Bearer realm="clarify"'},
        )  # fmt: skip
    request.state.token = token
    return token


def allowed(scope: Scope) -> Callable[..., Token]:
    """The token of a request, where it has this scope. Raises HttpProblem 403."""

    def check(request: Request, _bearer: Annotated[object, Security(BEARER)]) -> Token:
        token: Token = request.state.token
        if scope not in token.scopes:
            raise HttpProblem(
                403, "missing-scope", "The token may not do this", f"This needs the scope {scope.value!r}."
            )
        return token

    return check


def _presented(request: Request) -> bytes:
    """As bytes, for a header may hold any; empty where there is none, or more than one."""
    given = request.headers.getlist("authorization")
    if len(given) != 1:
        return b""
    kind, _, token = given[0].encode("latin-1").partition(b" ")
    return token.strip() if kind.lower() == b"bearer" else b""
