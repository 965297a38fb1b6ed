"""Logging in, by a link or a password, and out."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from api.pages.rendering import page, to
from api.pages.route import PageRoute
from api.pages.visitor import Checked, OwnForm, cookie_name, forget, keep, visitor
from api.problems import HttpProblem
from api.rates import Rates
from api.served import Here, served

router = APIRouter(route_class=PageRoute, include_in_schema=False)

TRIES_A_MINUTE = 10
"""For one name; a thousandth of all names share one count, so that counting takes no memory."""
TRIES_OF_ALL = 60

REFUSED = "No user has this name and this password."


@router.get("/login")
def login(request: Request, here: Here, next: str = "/") -> Response:  # noqa: A002 the name of the parameter
    """The form; whoever is logged in already goes on."""
    if visitor(request):
        return to(_local(next))
    return page(
        request, "login.html", next=_local(next), name="", problem="", anybody=bool(here.store.people.users())
    )


@router.post("/login")
def log_in(request: Request, here: Here, form: OwnForm) -> Response:
    name, wanted = _word(form.get("name")), _local(_word(form.get("next")))
    if (wait := _wait(request, name)) > 0:
        problem, status = f"Too many tries: wait {wait} seconds.", HTTPStatus.TOO_MANY_REQUESTS
    elif user := here.store.passwords.check(name, _word(form.get("password"))):
        return _begin(request, user, wanted)
    else:
        problem, status = REFUSED, HTTPStatus.UNAUTHORIZED
    return page(request, "login.html", status, next=wanted, name=name[:200], problem=problem, anybody=True)


@router.get("/login/{link}")
def look_at_link(request: Request, link: str, here: Here) -> Response:
    """It is used by a button: what looks at addresses in advance does not use it up."""
    user = here.store.sessions.linked(link)
    if user is None:
        raise _spent()
    return page(request, "link.html", link=link, user=user)


@router.post("/login/{link}")
def use_link(request: Request, link: str, here: Here, _form: OwnForm) -> Response:
    user = here.store.sessions.use(link)
    if user is None:
        raise _spent()
    return _begin(request, user, "/")


@router.post("/logout")
def log_out(request: Request, here: Here, _form: Checked) -> Response:
    here.store.sessions.end(request.cookies[cookie_name(request)])
    response = to("/login")
    forget(response, request)
    return response


def _begin(request: Request, user: str, path: str) -> Response:
    """With a new id, whatever the browser showed before."""
    old = request.cookies.get(cookie_name(request), "")
    response = to(path)
    keep(response, request, served(request).store.sessions.begin(user, instead_of=old))
    return response


def _wait(request: Request, name: str) -> int:
    """Seconds until another try; counted before it is known whether there is such a user."""
    everybody: Rates
    one: Rates
    everybody, one = request.app.state.logins
    share = hashlib.sha256(name.strip().casefold().encode(errors="replace")).hexdigest()[:3]
    return max(everybody.take("all").wait, one.take(share).wait)


def limits() -> tuple[Rates, Rates]:
    """Of all tries, and of those for one name."""
    return Rates(TRIES_OF_ALL), Rates(TRIES_A_MINUTE)


def _spent() -> HttpProblem:
    return HttpProblem(
        404, "not-found", "The link does not count", "It was used, or is too old: `clarify users link NAME`."
    )


def _local(path: str) -> str:
    """A page of ours; anything else is the first one."""
    plain = path.isascii() and path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else "/"


def _word(given: object) -> str:
    return given if isinstance(given, str) else ""
