"""Templates → pages. Every value is escaped; a name that a template does not get is an error."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from agent.text.normalise import marked
from api.pages.assets import address
from api.pages.policy import OURS, Policy
from api.pages.visitor import visitor

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


@cache
def templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["asset"] = address
    return made


def _seen(value: object) -> object:
    """Characters that show nothing, or turn the direction of a line, are marked wherever a page has them."""
    return marked(value) if type(value) is str else value


def page(
    request: Request,
    template: str,
    status: int = HTTPStatus.OK,
    policy: Policy = OURS,
    **view: Any,  # noqa: ANN401 each template knows what it gets
) -> HTMLResponse:
    """Templates get `view`'s names, `who` (a Visitor, or None) and `here`, the path of the request."""
    rendered = templates().get_template(template).render(who=visitor(request), here=request.url.path, **view)
    return HTMLResponse(rendered, status, policy.headers())


def to(path: str) -> Response:
    """Go there with a GET; a script that asked for a part goes along, and gets that part."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER, OURS.headers())


def whole(path: str) -> Response:
    """Leave the page for another: what a script is told where a part of this one makes no sense."""
    return Response(status_code=HTTPStatus.OK, headers={**OURS.headers(), "HX-Redirect": path})


def is_partial(request: Request) -> bool:
    """A script asks for a part of a page."""
    return request.headers.get("hx-request") == "true"
