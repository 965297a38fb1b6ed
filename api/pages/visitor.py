"""Who looks at a page: the person of the session that their browser shows, and what proves a form is ours."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response
from starlette.datastructures import FormData

from api.problems import HttpProblem
from api.served import served

COOKIE = "clarify_session"
CSRF = "csrf"
"""The name of the form's field."""
CSRF_HEADER = "X-CSRF-Token"
OUR_SITE = (None, "same-origin", "none")
"""Of Sec-Fetch-Site; browsers that do not send it send an Origin."""


@dataclass(frozen=True, slots=True)
class Visitor:
    user: str
    csrf: str
    """Made of the session's id, which scripts cannot read; so nobody else can make it."""


class LoginNeeded(HttpProblem):
    """A page that only shows itself to those who are logged in."""

    def __init__(self) -> None:
        super().__init__(401, "login-needed", "Nobody is logged in", "Log in, then ask again.")


def visitor(request: Request) -> Visitor | None:
    """Looked up once a request."""
    if not hasattr(request.state, "visitor"):
        session = request.cookies.get(cookie_name(request), "")
        user = served(request).store.sessions.user(session) if session else None
        request.state.visitor = Visitor(user, _csrf(session)) if user else None
    found: Visitor | None = request.state.visitor
    return found


def signed_in(request: Request) -> Visitor:
    """Raises LoginNeeded."""
    found = visitor(request)
    if found is None:
        raise LoginNeeded
    return found


SignedIn = Annotated[Visitor, Depends(signed_in)]


async def own_form(request: Request) -> FormData:
    """A form that one of our pages sent, by the browser's own word. Raises HttpProblem 403."""
    if request.headers.get("sec-fetch-site") not in OUR_SITE:
        raise HttpProblem(403, "foreign-form", "The form is not ours", "Pages of other sites may not ask.")
    return await request.form()


OwnForm = Annotated[FormData, Depends(own_form)]


def checked(who: SignedIn, form: OwnForm, request: Request) -> FormData:
    """A form of this session. Raises LoginNeeded, HttpProblem 403."""
    given = request.headers.get(CSRF_HEADER) or form.get(CSRF)
    if not isinstance(given, str) or not hmac.compare_digest(
        given.encode(errors="replace"), who.csrf.encode()
    ):
        raise HttpProblem(
            403, "stale-form", "The form is of another session", "Load the page again, then try once more."
        )
    return form


Checked = Annotated[FormData, Depends(checked)]


def keep(response: Response, request: Request, session: str) -> None:
    """In the browser, until it is closed; out of reach of scripts and of other sites' forms."""
    response.set_cookie(
        cookie_name(request), session, path="/", secure=_is_secure(request), httponly=True, samesite="lax"
    )


def forget(response: Response, request: Request) -> None:
    response.delete_cookie(
        cookie_name(request), path="/", secure=_is_secure(request), httponly=True, samesite="lax"
    )


def cookie_name(request: Request) -> str:
    """With TLS no other host, and no page without TLS, can have set it."""
    return f"__Host-{COOKIE}" if _is_secure(request) else COOKIE


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _csrf(session: str) -> str:
    return hmac.new(session.encode(), b"forms of this session", hashlib.sha256).hexdigest()
