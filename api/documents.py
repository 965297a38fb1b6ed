"""The OpenAPI document: problems are declared as what they are, and every value has its bounds."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI

from agent import __version__
from agent.settings import Settings
from api.bounds import bound
from api.problems import MEDIA_TYPE, REQUEST_ID, SERVER_ERROR, ProblemDetails

ANYWHERE = (403, 421, 500, 503)
"""Of every operation: an Origin or a Host that is not ours, what nobody foresaw, and too much at once."""

REFERENCE = "#/components/schemas/"

ABOUT: dict[str, Any] = {
    "title": "Clarify",
    "version": __version__,
    "summary": "Loose text in, confirmed work items out.",
    "description": "Loose text in, proposals for a person to confirm, work items out.",
    "contact": {"name": "Whoever runs this server"},
    "license_info": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
    "servers": [
        {
            "url": "/",
            "description": "Where this document comes from: local, unless started for others.",
            "x-internal": True,
        }
    ],
    "openapi_tags": [
        {"name": "intakes", "description": "Texts exactly as they arrived, and what became of them."},
        {"name": "proposals", "description": "What waits for a person, and what the person decides."},
        {"name": "work", "description": "Confirmed work."},
        {"name": "extract", "description": "A text that is read and not stored."},
        {"name": "forms", "description": "Forms as JSON Schema, and what was filled in."},
        {"name": "figures", "description": "What arrived, was cleared and was done, by day and by team."},
        {"name": "house", "description": "The directory and the routing rules."},
        {"name": "health", "description": "For those who keep the server running; without a key."},
    ],
}
"""What the document says of the whole."""

HEADERS = {
    "RateLimit": ("How often the key may ask (`r`), and the seconds until it has all again (`t`).",
                  '"key";r=1199;t=1'),
    "RateLimit-Policy": ("How often a key may ask (`q`) in so many seconds (`w`).", '"key";q=1200;w=60'),
    "Retry-After": ("Seconds after which asking again may help.", "5"),
    REQUEST_ID: ("Of this request, as the server's log names it.", "9f86d081884c7d65"),
    "ETag": ("Of what was answered: send it as If-None-Match, or as If-Match with a decision.",
             '"1-9f86d081884c7d65"'),
    "Location": ("The path of what was made.", "/v1/intakes/I-7k3m9x2qv0hc"),
}  # fmt: skip
LONGEST_HEADER = 200


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The declared problems of an operation; what needs a key may also ask too often."""
    limited = {HTTPStatus.TOO_MANY_REQUESTS} if HTTPStatus.UNAUTHORIZED in statuses else set()
    return {int(status): _declared(HTTPStatus(status)) for status in sorted({*statuses, *limited, *ANYWHERE})}


def with_headers(*names: str) -> dict[str, Any]:
    """A response's headers besides those of every response."""
    return {"headers": {name: {"$ref": f"#/components/headers/{name}"} for name in names}}


def answered(status: int, *headers: str) -> dict[int | str, dict[str, Any]]:
    """An operation's own answer, with these headers."""
    return {status: with_headers(*headers)}


class DocumentedApp(FastAPI):
    def __init__(self, settings: Settings, **given: Any) -> None:  # noqa: ANN401 what FastAPI takes
        super().__init__(**ABOUT, **given)
        self._longest = settings.serve.body_bytes

    def openapi(self) -> dict[str, Any]:
        """Made at the first look, then kept."""
        if self.openapi_schema is None:
            _complete(super().openapi(), self._longest)
        return super().openapi()


def _complete(made: dict[str, Any], longest: int) -> None:
    """Add the schema of a problem, the headers of responses, and the bounds of values."""
    schema = ProblemDetails.model_json_schema(ref_template=REFERENCE + "{model}")
    made["components"]["schemas"] |= {**schema.pop("$defs"), ProblemDetails.__name__: schema}
    made["components"]["headers"] = {name: _header(*said) for name, said in HEADERS.items()}
    for path in made["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                names = _headers_of(int(status), limited="security" in operation)
                response["headers"] = {**response.get("headers", {}), **with_headers(*names)["headers"]}
    bound(made, longest)


def _headers_of(status: int, *, limited: bool) -> list[str]:
    waits = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
    rates = ["RateLimit", "RateLimit-Policy"] if limited and status < SERVER_ERROR else []
    return [REQUEST_ID, *rates, *(["Retry-After"] if status in waits else [])]


def _header(description: str, example: str) -> dict[str, Any]:
    schema = {"type": "string", "maxLength": LONGEST_HEADER, "examples": [example]}
    return {"description": description, "schema": schema}


def _declared(status: HTTPStatus) -> dict[str, Any]:
    schema = {"$ref": REFERENCE + ProblemDetails.__name__}
    return {"description": status.phrase, "content": {MEDIA_TYPE: {"schema": schema}}}
