"""A person decides on a page: the same decisions as over HTTP, bound to the version that the page showed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData

from agent.errors import InputError, InvalidChange, NotReady, ReviewError
from agent.models import DecisionKind, Proposal
from api import sight
from api.bodies import Answer, Edit, Merge, Reject, Shown, Snooze
from api.pages.listing import Chosen
from api.pages.opened import Tried
from api.pages.rendering import page, to
from api.pages.review import shown
from api.pages.route import PageRoute
from api.pages.views.card import wishes
from api.pages.views.filters import Filters
from api.pages.views.shown import changes
from api.pages.visitor import Checked, SignedIn
from api.problems import HttpProblem
from api.routes import decisions
from api.served import Here, Served
from api.sight import Sight
from api.views import ProposalId, Seen

router = APIRouter(route_class=PageRoute, include_in_schema=False)

B = TypeVar("B", bound=BaseModel)

MOST_AT_ONCE = 200
UNFIT = "That cannot be kept: it is too long, or holds characters that nobody sees. Type it again."


STAYS = (DecisionKind.EDIT, DecisionKind.ANSWER, DecisionKind.UNDO)
"""After these a person goes on with the same proposal; after the others with the next."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A form of the page, as its person filled it."""

    fields: Mapping[str, str]

    @classmethod
    def of(cls, form: FormData) -> Typed:
        return cls({name: value for name, value in form.items() if isinstance(value, str)})

    @property
    def tag(self) -> str:
        """Of the version that the page showed."""
        return f"{self.fields.get('revision', '')}-{self.fields.get('digest', '')}"

    def word(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    def body(self, kind: type[B], **facts: object) -> B:
        """Raises ValidationError."""
        return kind.model_validate({"digest": self.fields.get("digest"), **facts})


@router.post("/proposals/{proposal_id}/{verb}")
def decide(
    request: Request,
    proposal_id: ProposalId,
    verb: DecisionKind,
    form: Checked,
    who: SignedIn,
    here: Here,
    chosen: Chosen,
) -> Response:
    typed = Typed.of(form)
    seen = here.services.proposals.get(proposal_id)
    try:
        sight.check(seen, [typed.tag])
        VERBS[verb](Sight(seen, who.user, here, Response()), typed)
    except (ReviewError, InputError, ValidationError, HttpProblem) as refused:
        return _again(request, proposal_id, verb, typed, refused, here, chosen)
    return to(_next(proposal_id, verb, here, chosen))


@router.post("/bulk")
def confirm_several(request: Request, form: Checked, who: SignedIn, here: Here, chosen: Chosen) -> Response:
    """Each with its own revision and digest, which a page only has of what it showed."""
    named = [str(one).split(" ") for one in form.getlist("seen")[:MOST_AT_ONCE]]
    seen = [here.services.proposals.get(one[0]) for one in named]  # before anything is confirmed
    results = [
        _confirmed(proposal, "-".join(one[1:]), who.user, here)
        for proposal, one in zip(seen, named, strict=True)
    ]
    return page(request, "bulk.html", results=results, chosen=chosen)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one of several."""

    proposal: Proposal
    problem: str


def _confirmed(seen: Proposal, tag: str, by: str, here: Served) -> Result:
    """`tag`: of the version that the page showed."""
    problem = ""
    try:
        sight.check(seen, [tag])
        sight.commit(seen.id, Seen(revision=seen.revision, digest=seen.digest), by, here)
    except (ReviewError, HttpProblem) as refused:
        problem = _told(refused)
    return Result(here.services.proposals.get(seen.id), problem)


def _confirm(seeing: Sight, typed: Typed) -> None:
    override = {"override": typed.word("override")} if typed.word("override") else {}
    seen = typed.body(Seen, revision=seeing.seen.revision, **override)
    sight.commit(seeing.seen.id, seen, seeing.by, seeing.here)


def _edit(seeing: Sight, typed: Typed) -> None:
    changed = wishes(seeing.seen.item, typed.fields)
    if not changed:
        raise InvalidChange("nothing was changed: change a field, or press Escape")
    decisions.edit(seeing, typed.body(Edit, changes=changed))


def _reject(seeing: Sight, typed: Typed) -> None:
    decisions.reject(seeing, typed.body(Reject, reason=typed.word("reason")))


def _merge(seeing: Sight, typed: Typed) -> None:
    into = typed.word("into")
    target = seeing.here.services.registry.get(into) if into else None
    if target is None:
        raise InvalidChange("name the work item that it is the same as, such as W-7k3m9x2qv0hc")
    decisions.merge(seeing, typed.body(Merge, into=target.id))


def _snooze(seeing: Sight, typed: Typed) -> None:
    decisions.snooze(seeing, typed.body(Snooze, until=typed.word("until") or "tomorrow"))


def _answer(seeing: Sight, typed: Typed) -> None:
    said = {"topic": typed.word("topic"), "text": typed.word("text").replace("\r\n", "\n")}
    if not said["text"]:
        raise InvalidChange("there is no answer: type one, or say that nobody knows")
    decisions.answer(seeing, typed.body(Answer, **said, said_by=typed.word("said_by")))


def _undo(seeing: Sight, typed: Typed) -> None:
    decisions.undo(seeing, typed.body(Shown))


VERBS: dict[DecisionKind, Callable[[Sight, Typed], None]] = {
    DecisionKind.CONFIRM: _confirm,
    DecisionKind.EDIT: _edit,
    DecisionKind.REJECT: _reject,
    DecisionKind.MERGE: _merge,
    DecisionKind.SNOOZE: _snooze,
    DecisionKind.ANSWER: _answer,
    DecisionKind.UNDO: _undo,
}


def _next(proposal_id: str, verb: DecisionKind, here: Served, chosen: Filters) -> str:
    joined = "&" if chosen.query else "?"
    if verb in STAYS:
        told = f"{joined}after={proposal_id}" if verb is DecisionKind.UNDO else ""
        return f"/proposals/{proposal_id}{chosen.query}{told}"
    following = here.store.queue.next_after(proposal_id, chosen.wanted(here.services.now()))
    path = f"/proposals/{following}" if following else "/"
    return f"{path}{chosen.query}{joined}after={proposal_id}"


def _again(
    request: Request,
    proposal_id: str,
    verb: DecisionKind,
    typed: Typed,
    refused: Exception,
    here: Served,
    chosen: Filters,
) -> Response:
    """The version that is there now, with why nothing was done and what was typed."""
    now = here.services.proposals.get(proposal_id)
    is_stale = isinstance(refused, HttpProblem) and refused.etag is not None
    if isinstance(refused, HttpProblem) and not is_stale:
        raise refused
    history = here.services.proposals.history(proposal_id)
    tried = Tried(
        verb=verb,
        problem=_told(refused),
        changed=changes(typed.fields.get("shown", ""), now) if is_stale else (),
        by=history[-1].decision.by if is_stale and history else "",
        typed=dict(typed.fields),
    )
    status = HTTPStatus.CONFLICT if is_stale else HTTPStatus.UNPROCESSABLE_ENTITY
    return shown(request, now, here, chosen, tried=tried, status=status)


def _told(refused: Exception) -> str:
    if isinstance(refused, ValidationError):
        return UNFIT
    if isinstance(refused, HttpProblem):
        return "It changed since you looked, so nothing was done. Here is the new version."
    if isinstance(refused, NotReady):
        return (
            "It is less clear than its destination requires: settle what is open, or say why it is confirmed."
        )
    return str(refused)
