"""Those who need no login: how often one address may ask, and what stands around their pages."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from enum import StrEnum
from typing import Any

from fastapi import Request, Response

from agent.forms import LANGUAGES
from agent.sections import ServeSettings
from api.pages.policy import Policy
from api.pages.rendering import page
from api.pages.words import words
from api.rates import Rates

NETWORK = 64
"""Bits of an IPv6 address that tell one household from another."""
COUNTED = 10_000
"""Addresses that are counted apart, at most; each takes some 700 bytes, so more never take more memory."""

LONGEST_LANGUAGES = 200
"""Characters of what a browser says that it speaks."""

PRIVATE = Policy(referrer="no-referrer")
UNLISTED = {"X-Robots-Tag": "noindex, nofollow"}


class Kind(StrEnum):
    """What is counted apart: who types much is still shown the next page."""

    VISIT = "visit"
    LOOK = "look"
    """For similar work, while somebody types."""
    SUBMISSION = "submission"


class Strangers:
    """How often each address asked, of this process."""

    def __init__(self, serve: ServeSettings) -> None:
        self._rates = {
            Kind.VISIT: Rates(serve.visits_per_minute),
            Kind.LOOK: Rates(serve.visits_per_minute),
            Kind.SUBMISSION: Rates(serve.submissions_per_minute),
        }
        self._salt = secrets.token_bytes(16)

    def wait(self, kind: Kind, host: str) -> int:
        """Seconds; 0 where it may go on. Salted, so that nobody finds addresses that are counted together."""
        digest = hashlib.sha256(self._salt + network(host).encode(errors="replace")).digest()
        return self._rates[kind].take(str(int.from_bytes(digest) % COUNTED)).wait


def network(host: str) -> str:
    """The address, or its network where one household has many."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, NETWORK), strict=False))
    return str(address)


def waits(kind: Kind, request: Request) -> int:
    """Seconds until its address may do that again; counts this one where that is 0."""
    strangers: Strangers = request.app.state.strangers
    return strangers.wait(kind, request.client.host if request.client else "")


def accepted(request: Request) -> list[str]:
    """The languages of the browser, in its order, which is that of their weights wherever people set them."""
    given = request.headers.get("accept-language", "")[:LONGEST_LANGUAGES]
    return [part.partition(";")[0].strip() for part in given.split(",")]


def spoken(request: Request) -> str:
    """The first of them that the pages have words in."""
    short = (one.partition("-")[0].lower() for one in accepted(request))
    return next((one for one in short if one in LANGUAGES), LANGUAGES[0])


def shown(
    request: Request,
    template: str,
    language: str,
    status: int = 200,
    policy: Policy = PRIVATE,
    **view: Any,  # noqa: ANN401 each template knows what it gets
) -> Response:
    """A page in this language, which no search engine lists."""
    response = page(request, template, status, policy, language=language, words=words(language), **view)
    response.headers.update(UNLISTED)
    return response


def refused(request: Request, language: str, status: int, title: str, note: str, wait: int = 0) -> Response:
    """`wait`: seconds until another try may help."""
    response = shown(request, "asked/refused.html", language, status, title=title, note=note)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def slowed(request: Request, language: str, wait: int) -> Response:
    said = words(language)
    return refused(request, language, 429, said.slow_down, said.slow_down_note.format(seconds=wait), wait)
