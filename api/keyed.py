"""Requests with an Idempotency-Key: the same request again is answered as the first was, and does nothing.

After draft-ietf-httpapi-idempotency-key-header. A process that dies between the work and its answer leaves a
key that still seems to run; a minute later the request may be made again, and what it decides is bound to the
version that it names, so it cannot take effect twice.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Awaitable
from typing import Annotated

import structlog
from fastapi import Depends, Header
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from agent.errors import ClarifyError, StoreError
from agent.logs import OURS, told
from agent.stores.requests import Answered, Asked, Earlier, SqlRequests
from api import problems
from api.problems import HttpProblem
from api.served import served
from api.strict import Handler, StrictRoute

HEADER = "Idempotency-Key"
KEY = r'^"(?:[ !#-\[\]-~]|\\["\\]){1,255}"$'
"""A String of structured fields (RFC 9651), with its quotes: "8e03978e-40d5-43e6-bc93-6894a57f9324"."""

KEPT_HEADERS = ("content-type", "location", "etag")


def _declared(
    _key: Annotated[
        str | None,
        Header(
            alias=HEADER,
            pattern=KEY,
            max_length=600,
            description="In quotes. The same request again does nothing twice.",
        ),
    ] = None,
) -> None:
    """For the document; the route itself reads it before anything else."""


keyed = Depends(_declared)


class KeyedRoute(StrictRoute):
    """Its POSTs look for the key first."""

    def handling(self, handle: Handler) -> Handler:
        async def once(request: Request) -> Response:
            key = _key(request)
            if key is None:
                return await handle(request)
            return await _once(await _asked(key, request), served(request).store.requests, handle, request)

        return once if "POST" in (self.methods or ()) else handle


async def _once(asked: Asked, requests: SqlRequests, handle: Handler, request: Request) -> Response:
    earlier = await run_in_threadpool(requests.begin, asked)
    if earlier:
        return _again(earlier, asked)
    try:
        response = await _answer(handle(request))
    except Exception:
        await run_in_threadpool(requests.forget, asked)
        raise
    if response.status_code >= problems.SERVER_ERROR:
        await run_in_threadpool(requests.forget, asked)
    else:
        await run_in_threadpool(_keep, requests, asked, response)
    return response


def _again(earlier: Earlier, asked: Asked) -> Response:
    """Raises HttpProblem 422 where the key belongs to another request, 409 while the first still runs."""
    if earlier.fingerprint != asked.fingerprint:
        raise HttpProblem(
            422, "idempotency-key-reused", "The key belongs to another request", "Give each its own key."
        )
    if earlier.answered is None:
        raise HttpProblem(
            409, "request-outstanding", "The same request still runs",
            "Ask again in a moment, with the same key.", {"Retry-After": "1"},
        )  # fmt: skip
    kept = earlier.answered
    return Response(kept.body, kept.status, {**problems.ALWAYS, **kept.headers})


async def _answer(handled: Awaitable[Response]) -> Response:
    """A refusal is an answer as well."""
    try:
        return await handled
    except HTTPException as refused:
        return problems.of_http(refused)
    except RequestValidationError as invalid:
        return problems.of_validation(invalid)
    except ClarifyError as error:
        return problems.of_error(error)


def _keep(requests: SqlRequests, asked: Asked, response: Response) -> None:
    """What was done is done: a store that cannot keep the answer takes nothing from it."""
    headers = {name: value for name, value in response.headers.items() if name in KEPT_HEADERS}
    body = bytes(response.body).decode()
    try:
        requests.end(asked, Answered(status=response.status_code, headers=headers, body=body))
    except StoreError as error:
        structlog.get_logger(OURS).error("an answer was not kept", error=told(error))


async def _asked(key: str, request: Request) -> Asked:
    """The fingerprint covers what makes the request: where it goes, on what condition, and its bytes."""
    place = [request.method, request.url.path, request.url.query, request.headers.getlist("if-match")]
    digest = hashlib.sha256(json.dumps(place).encode() + b"\n" + await request.body())
    return Asked(
        api_key_id=request.state.api_key.id,
        key_sha256=hashlib.sha256(key.encode()).hexdigest(),
        fingerprint=digest.hexdigest(),
        run=secrets.token_hex(16),
    )


def _key(request: Request) -> str | None:
    """Raises HttpProblem 400 where it is no key."""
    given = request.headers.getlist(HEADER)
    if not given:
        return None
    if len(given) > 1 or not re.match(KEY, given[0]) or given[0].endswith("\n"):
        raise HttpProblem(
            400, "invalid-idempotency-key", "The Idempotency-Key does not count",
            f'One of 1 to 255 visible characters in quotes, such as {HEADER}: "8e03978e-40d5".',
        )  # fmt: skip
    return given[0]
