"""Who asks: a key, looked at before the body is read; then what it may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Security
from fastapi.security import HTTPBearer
from starlette.requests import Request

from agent.stores.api_keys import ApiKey, Scope
from api.problems import HttpProblem
from api.served import served

BEARER = HTTPBearer(
    auto_error=False, bearerFormat="clf_<id>.<secret>", description="From `clarify keys create`."
)


def authenticate(request: Request) -> ApiKey:
    """The key that counts, which is kept with the request. Raises HttpProblem 401."""
    key = served(request).store.api_keys.check(_presented(request))
    if key is None:
        raise HttpProblem(
            401, "unauthenticated", "No key that counts",
            "Send `Authorization: Bearer clf_…`; `clarify keys create` makes one.",
            {"WWW-Authenticate": 'Bearer realm="clarify"'},
        )  # fmt: skip
    request.state.api_key = key
    return key


def allowed(*scopes: Scope) -> Callable[..., ApiKey]:
    """The key of a request, where it has one of these scopes. Raises HttpProblem 403."""

    def check(request: Request, _bearer: Annotated[object, Security(BEARER)]) -> ApiKey:
        key: ApiKey = request.state.api_key
        if set(scopes).isdisjoint(key.scopes):
            wanted = " or ".join(repr(scope.value) for scope in scopes)
            raise HttpProblem(
                403, "missing-scope", "The key may not do this", f"This needs the scope {wanted}."
            )
        return key

    return check


def person(key: Annotated[ApiKey, Depends(allowed(Scope.CONFIRM))]) -> str:
    """Whom the key decides for. Raises HttpProblem 403."""
    if key.user is None:
        raise HttpProblem(403, "nobodys-key", "The key is nobody's", "A decision needs the key of a person.")
    return key.user


def _presented(request: Request) -> bytes:
    """As bytes, for a header may hold any; empty where there is none, or more than one."""
    given = request.headers.getlist("authorization")
    if len(given) != 1:
        return b""
    kind, _, key = given[0].encode("latin-1").partition(b" ")
    return key.strip() if kind.lower() == b"bearer" else b""
