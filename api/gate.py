"""Before anything is read: is the request for us, from us, and not too large?"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import HttpProblem, of_http


class Gate:
    """Host and Origin against rebinding and foreign pages; a limit on the body, also on a chunked one."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], body_bytes: int) -> None:
        self.app = app
        self.hosts = {host.lower() for host in hosts}
        self.body_bytes = body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            self._check(Headers(scope=scope))
        except HttpProblem as problem:
            await of_http(problem)(scope, receive, send)
        else:
            await self.app(scope, self._limited(receive), send)

    def _check(self, headers: Headers) -> None:
        host = headers.getlist("host")
        if len(host) != 1 or _name(f"//{host[0]}") not in self.hosts:
            raise HttpProblem(
                421, "misdirected-request", "The Host is not ours", "Names are allowed by `serve.hosts`."
            )
        unnamed = headers.get("sec-fetch-site") == "same-origin"
        for origin in headers.getlist("origin"):
            if origin == "null" and unnamed:
                continue  # a page of ours that says nothing of where it is; no other page can say so
            if origin.lower() not in (f"http://{host[0]}".lower(), f"https://{host[0]}".lower()):
                raise HttpProblem(
                    403, "foreign-origin", "The Origin is not ours", "Pages of other sites may not ask."
                )
        declared = headers.get("content-length", "0")
        if not (declared.isascii() and declared.isdigit()) or int(declared) > self.body_bytes:
            raise self._too_large()

    def _limited(self, receive: Receive) -> Receive:
        """FastAPI's own limit answers in plain text, so ours counts."""
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.body_bytes:
                raise self._too_large()
            return message

        return counted

    def _too_large(self) -> HttpProblem:
        said = f"A request may have {self.body_bytes:,} bytes."
        closing = {"Connection": "close"}  # or the rest of it would be read and thrown away
        return HttpProblem(413, "body-too-large", "The body is too large", said, closing)


def _name(address: str) -> str:
    """The host's name without its port; empty where it is none."""
    try:
        parts = urlsplit(address)
        bare = (
            parts.username is None and parts.port != 0 and not (parts.path or parts.query or parts.fragment)
        )
    except ValueError:
        return ""
    return (parts.hostname or "") if bare else ""
