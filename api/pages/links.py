"""The private page of a requester: what became of a text, and the questions about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from agent.errors import AlreadyDecided, InvalidChange
from agent.models import Topic
from agent.requesters import Put, Stage, Standing, hear, standing
from agent.stores.links import Link
from api.pages.rendering import to
from api.pages.route import PageRoute
from api.pages.strangers import Kind, refused, shown, slowed, spoken, waits
from api.pages.visitor import OwnForm
from api.pages.words import Words, words
from api.served import Here, Served

router = APIRouter(route_class=PageRoute, include_in_schema=False)

WAY = (Stage.RECEIVED, Stage.CLARIFYING, Stage.CONFIRMED, Stage.DONE)
"""Of what becomes work; the other stages end it."""
NOTHING: Mapping[str, str] = {}


class Asked(NamedTuple):
    """A question as the page has it."""

    name: str
    """Of its field."""
    put: Put
    said: str
    """What was typed, where it could not be taken in."""
    problem: str


@router.get("/r/{secret}")
def look(secret: str, request: Request, here: Here, answered: str = "") -> Response:
    if wait := waits(Kind.VISIT, request):
        return slowed(request, spoken(request), wait)
    link = here.store.links.follow(secret)
    if link is None:
        return _gone(request)
    return _page(request, here, link, notice=words(link.language).answered if answered else "")


@router.post("/r/{secret}")
def answer(secret: str, request: Request, here: Here, given: OwnForm) -> Response:
    """Each answer by itself: what can be understood is taken in, the rest is asked again."""
    if wait := waits(Kind.SUBMISSION, request):
        return slowed(request, spoken(request), wait)
    link = here.store.links.follow(secret)
    if link is None:
        return _gone(request)
    puts = _by_field(standing(link.intake_id, here.services))
    typed = {name: said.strip() for name, said in given.items() if isinstance(said, str) and said.strip()}
    problems = {
        name: _heard(link, puts[name], said, here) if name in puts else words(link.language).gone
        for name, said in typed.items()
    }
    if any(problems.values()):
        return _page(request, here, link, 422, typed, problems)
    return to(f"{request.url.path}?answered=1" if typed else request.url.path)


def _by_field(now: Standing) -> dict[str, Put]:
    """The name of the field of a page → the question that it answers."""
    return {f"{put.proposal_id}.{put.topic.value}": put for put in now.questions}


def _heard(link: Link, put: Put, said: str, here: Served) -> str:
    """What is wrong with it; empty where it was taken in."""
    try:
        hear(link.intake_id, put.proposal_id, put.topic, said.replace("\r\n", "\n"), here.services)
    except AlreadyDecided:
        return words(link.language).gone
    except InvalidChange:
        return _unclear(put.topic, words(link.language))
    return ""


def _unclear(topic: Topic, said: Words) -> str:
    return said.unclear_due if topic in (Topic.DUE, Topic.RECURRENCE) else said.unclear


def _page(
    request: Request,
    here: Served,
    link: Link,
    status: int = 200,
    typed: Mapping[str, str] = NOTHING,
    problems: Mapping[str, str] = NOTHING,
    notice: str = "",
) -> Response:
    """What is no longer asked is told above the questions that are."""
    now = standing(link.intake_id, here.services)
    asked = [
        Asked(name, put, typed.get(name, ""), problems.get(name, "")) for name, put in _by_field(now).items()
    ]
    gone = words(link.language).gone
    return shown(
        request, "asked/link.html", link.language, status,
        steps=now.steps, way=WAY, asked=asked, notice=notice,
        problem=gone if gone in problems.values() else "",
        waiting=any(step.stage is Stage.RECEIVED for step in now.steps),
    )  # fmt: skip


def _gone(request: Request) -> Response:
    """The same answer for every link that does not count."""
    language = spoken(request)
    return refused(request, language, 404, words(language).link_gone, words(language).link_gone_note)
