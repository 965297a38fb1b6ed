"""What goes wrong, as RFC 9457 problem documents: one table from errors to status, type and title."""

from __future__ import annotations

import json
from http import HTTPStatus
from math import ceil
from typing import NamedTuple

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError, ResponseValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from agent import errors
from agent.errors import ClarifyError, ReviewError
from agent.logs import OURS, told

MEDIA_TYPE = "application/problem+json"
ALWAYS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
"""Of every response that says nothing else of it."""

REQUEST_ID = "X-Request-Id"

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

SERVER_ERROR = HTTPStatus.INTERNAL_SERVER_ERROR


class Meaning(NamedTuple):
    """What an error is to a client; its type is made of its name."""

    status: int
    title: str


UNFIT = Meaning(422, "What was sent cannot be used")
SETUP = Meaning(500, "The server is not set up rightly")
UNREAD = Meaning(502, "The model could not read it")

MEANINGS: dict[type[ClarifyError], Meaning] = {
    errors.InputError: UNFIT,
    errors.EmptyInput: Meaning(422, "There is no text in it"),
    errors.UnreadableInput: Meaning(422, "It cannot be read as text"),
    errors.TooLong: Meaning(413, "The text is longer than the limit"),
    errors.InvalidRow: UNFIT,
    errors.MailboxError: Meaning(502, "The mail account cannot be read"),
    errors.MailboxRefused: Meaning(502, "The mail account refuses"),
    errors.MailboxUnavailable: Meaning(503, "The mail account is not reached"),
    errors.ConfigError: SETUP,
    errors.SettingsInvalid: SETUP,
    errors.RulesInvalid: SETUP,
    errors.DirectoryInvalid: SETUP,
    errors.FormsInvalid: SETUP,
    errors.PromptInvalid: SETUP,
    errors.ExtractionError: UNREAD,
    errors.ModelUnavailable: Meaning(503, "The model is not reached"),
    errors.ModelNotAsked: Meaning(503, "The model is not asked now"),
    errors.ModelResting: Meaning(503, "The model is left alone for a while"),
    errors.BudgetSpent: Meaning(503, "The budget of the model is spent for now"),
    errors.ModelMisconfigured: SETUP,
    errors.ModelRefused: UNREAD,
    errors.ModelTruncated: UNREAD,
    errors.ModelAnswerInvalid: UNREAD,
    errors.TooLongForModel: Meaning(413, "The text is longer than the model is given"),
    errors.ReplayMiss: UNREAD,
    errors.ReviewError: Meaning(409, "The decision cannot be taken"),
    errors.NotFound: Meaning(404, "There is no such thing"),
    errors.AmbiguousId: Meaning(404, "There is no such thing"),
    errors.UnknownPerson: Meaning(403, "Nobody is known by this name"),
    errors.AlreadyDecided: Meaning(409, "It was decided before"),
    errors.StaleRevision: Meaning(412, "It changed since it was shown"),
    errors.DigestMismatch: Meaning(412, "It is not what was shown"),
    errors.InvalidChange: Meaning(409, "The change cannot be made"),
    errors.NotReady: Meaning(409, "It is less clear than its destination requires"),
    errors.StoreError: Meaning(500, "The store failed"),
    errors.StoreUnusable: Meaning(503, "The store cannot be used"),
    errors.StoreFull: Meaning(507, "There is no space left"),
    errors.StoreBusy: Meaning(503, "The store is busy"),
    errors.AuditBroken: Meaning(500, "The history does not hold"),
    errors.IndexUnavailable: Meaning(503, "The duplicate check cannot be made now"),
    errors.EmbedderUnavailable: Meaning(503, "The duplicate check cannot be made now"),
    errors.EmbedderAway: Meaning(503, "The duplicate check cannot be made now"),
    errors.IndexRebuilding: Meaning(503, "The duplicate index is being made again"),
    errors.DeliveryFailed: Meaning(502, "A destination did not take it"),
    errors.DeliveryUnavailable: Meaning(503, "A destination cannot be reached now"),
    errors.DeliveryUnknown: Meaning(502, "Nobody knows whether a destination took it"),
    errors.WebhookRefused: Meaning(502, "A program elsewhere is not told"),
    errors.WebhookUnavailable: Meaning(503, "A program elsewhere is not reached"),
    errors.ClarifyError: Meaning(500, "Something failed"),
}

RETRY_SECONDS = 5
"""What a client is asked to wait where the same call may succeed later, and the error names no time."""


class Fault(BaseModel):
    """One field that does not fit."""

    field: str
    detail: str


class ProblemDetails(BaseModel):
    """RFC 9457: what went wrong, for programs (`type`) and people (`title`, `detail`)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] | None = None
    etag: str | None = None
    """Of what is there now, where the request was about another version."""


class HttpProblem(HTTPException):
    """What only HTTP knows: a missing key, a body of another type. `name` ends the type."""

    etag: str | None = None
    """Of what is there now."""

    def __init__(
        self, status: int, name: str, title: str, detail: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(status, detail, headers)
        self.name = name
        self.title = title


def answer(
    status: int,
    name: str,
    title: str,
    detail: str,
    *,
    faults: list[Fault] | None = None,
    headers: dict[str, str] | None = None,
    etag: str | None = None,
) -> Response:
    urn = f"urn:problem-type:clarify:{name}"
    problem = ProblemDetails(type=urn, title=title, status=status, detail=detail, errors=faults, etag=etag)
    content = json.dumps(problem.model_dump(exclude_none=True), ensure_ascii=True)
    return Response(content, status, {**ALWAYS, **(headers or {})}, MEDIA_TYPE)


def of_http(problem: HTTPException) -> Response:
    """Ours, or one of the framework's: no such route, no such method."""
    if isinstance(problem, HttpProblem):
        headers = dict(problem.headers or {})
        what = (problem.status_code, problem.name, problem.title, problem.detail)
        return answer(*what, headers=headers, etag=problem.etag)
    status = HTTPStatus(problem.status_code)
    name = status.phrase.lower().replace(" ", "-")
    said = status.description or status.phrase
    return answer(status, name, status.phrase, said, headers=dict(problem.headers or {}))


def of_error(error: ClarifyError) -> Response:
    """A fault of the server's is told without its message: that may name files and addresses."""
    meaning = MEANINGS[type(error)]
    detail = str(error)
    if meaning.status >= SERVER_ERROR:
        structlog.get_logger(OURS).error("failed", error=told(error))
        detail = "The server's log says more."
    wait = ceil(getattr(error, "retry_after", None) or RETRY_SECONDS)
    headers = {"Retry-After": str(wait)} if error.retryable else {}
    return answer(meaning.status, _name(type(error)), meaning.title, detail, headers=headers)


def changed(error: ReviewError, etag: str) -> HttpProblem:
    """A decision about another version than the one that is there, which has this ETag."""
    meaning = MEANINGS[type(error)]
    problem = HttpProblem(meaning.status, _name(type(error)), meaning.title, str(error), {"ETag": etag})
    problem.etag = etag
    return problem


def of_validation(invalid: RequestValidationError) -> Response:
    """Which field, and what is asked of it; never what was given."""
    faults = [
        Fault(field=_place(fault["type"], fault["loc"]), detail=fault["msg"].removeprefix("Value error, "))
        for fault in invalid.errors()
    ]
    return answer(422, "invalid-request", UNFIT.title, "Some fields do not fit: see `errors`.", faults=faults)


def of_surprise(error: Exception, request: str) -> Response:
    """`request` is the request's id, for nothing that knows it stands around this answer."""
    structlog.get_logger(OURS).error("failed unexpectedly", error=told(error), request=request)
    headers = {REQUEST_ID: request}
    detail = "The server's log says more."
    return answer(SERVER_ERROR, "internal-server-error", "Something failed", detail, headers=headers)


def install(app: FastAPI) -> None:
    """Every error of the app becomes a problem document."""

    @app.exception_handler(HTTPException)
    def _http(request: Request, exc: HTTPException) -> Response:
        if exc.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            exc.headers = {"Allow": ", ".join(_methods(request))}
        return of_http(exc)

    @app.exception_handler(ClarifyError)
    def _ours(_request: Request, exc: ClarifyError) -> Response:
        return of_error(exc)

    @app.exception_handler(RequestValidationError)
    def _invalid(_request: Request, exc: RequestValidationError) -> Response:
        return of_validation(exc)

    @app.exception_handler(ResponseValidationError)
    @app.exception_handler(Exception)
    def _surprise(request: Request, exc: Exception) -> Response:
        return of_surprise(exc, getattr(request.state, "id", ""))


def _methods(request: Request) -> list[str]:
    """Of every route at this path; the framework names those of the first."""
    routes = request.app.router.routes
    asked = [(method, {**request.scope, "method": method}) for method in METHODS]
    return [name for name, scope in asked if any(route.matches(scope)[0] is Match.FULL for route in routes)]


def _name(error: type[ClarifyError]) -> str:
    """StaleRevision → stale-revision."""
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in error.__name__).lstrip("-")


def _place(kind: str, loc: tuple[int | str, ...]) -> str:
    """An unknown field is named by where it stands: its name is the client's, and may be anything."""
    parts = loc[:-1] if kind == "extra_forbidden" else loc
    return ".".join(map(str, parts))
