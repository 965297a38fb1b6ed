"""The OpenAPI document: problems are declared as what they are."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI

from api.problems import MEDIA_TYPE, ProblemDetails

ANYWHERE = (403, 421, 500)
"""Of every operation: an Origin or a Host that is not ours, and what nobody foresaw."""

REFERENCE = "#/components/schemas/"


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The declared problems of an operation; what needs a key may also ask too often."""
    limited = {HTTPStatus.TOO_MANY_REQUESTS} if HTTPStatus.UNAUTHORIZED in statuses else set()
    return {int(status): _declared(HTTPStatus(status)) for status in sorted({*statuses, *limited, *ANYWHERE})}


class DocumentedApp(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """With the schema of a problem; made at the first look, then kept."""
        if "ProblemDetails" not in (made := super().openapi())["components"]["schemas"]:
            schema = ProblemDetails.model_json_schema(ref_template=REFERENCE + "{model}")
            made["components"]["schemas"] |= {**schema.pop("$defs"), ProblemDetails.__name__: schema}
        return made


def _declared(status: HTTPStatus) -> dict[str, Any]:
    schema = {"$ref": REFERENCE + ProblemDetails.__name__}
    return {"description": status.phrase, "content": {MEDIA_TYPE: {"schema": schema}}}
