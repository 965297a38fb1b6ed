"""What was read before and is as it was is not sent again: ETag, If-None-Match, 304 (RFC 9110, 13.1.2)."""

from __future__ import annotations

import hashlib
import re
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Header
from starlette.requests import Request
from starlette.responses import Response

from api.documents import with_headers

KNOWN: dict[int | str, dict[str, Any]] = {
    200: with_headers("ETag"),
    304: {"description": "It is as it was when it had this ETag.", **with_headers("ETag")},
}
"""The responses of an operation that may be asked again."""

_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e]*")')
_BYTES = 16
"""Of the digest: enough that two answers of one address never have the same."""


def _declared(
    _tag: Annotated[
        str | None,
        Header(
            alias="If-None-Match",
            max_length=2000,
            description="The ETag of what was read before: 304 where it is still so.",
            examples=['"9f86d081884c7d659a2feaa0c55ad015"'],
        ),
    ] = None,
) -> None:
    """For the document; there may be several, and they are read together."""


again = Depends(_declared)


def unless_known(request: Request, response: Response) -> Response:
    """With an ETag made of its bytes, or nothing but that where the client has them."""
    if response.status_code != HTTPStatus.OK:
        return response
    tag = f'"{hashlib.blake2b(bytes(response.body), digest_size=_BYTES).hexdigest()}"'
    asked = ", ".join(request.headers.getlist("if-none-match")).strip()
    if asked == "*" or tag in _TAG.findall(asked):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
    response.headers["ETag"] = tag
    return response
