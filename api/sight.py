"""What a person decides about is the version that their request names, or nothing happens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Response
from starlette.requests import Request

from agent.errors import AlreadyDecided, DigestMismatch, StaleRevision
from agent.models import Decision, DecisionKind, Proposal, WorkItem
from agent.review import confirm, revise, undo
from agent.survivors import merging_into
from api import problems
from api.auth import person
from api.bodies import Shown
from api.problems import HttpProblem
from api.served import Here, Served
from api.views import ProposalId, ProposalView, Seen, etag

STRONG = re.compile(r'(?<![\w/])"([\x21\x23-\x7e]*)"')
"""Weak tags match nothing here (RFC 9110, 13.1.1)."""

Confirming = Annotated[str, Depends(person)]
"""Who decides."""


def _declared(
    _tag: Annotated[
        str | None,
        Header(
            alias="If-Match",
            max_length=2000,
            description="The ETag of the version that was shown.",
            examples=['"1-9f86d081884c7d65"'],
        ),
    ] = None,
) -> None:
    """For the document; there may be several, and they are read together."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A person, and the version before them."""

    seen: Proposal
    by: str
    here: Served
    response: Response

    def take(
        self,
        kind: DecisionKind,
        body: Shown,
        **facts: Any,  # noqa: ANN401 each fact has its own type, checked by Decision
    ) -> ProposalView:
        """Decide; hands out the new version with its ETag. Raises ReviewError, HttpProblem 412 and 428."""
        decision = Decision(
            kind=kind,
            proposal_id=self.seen.id,
            revision=self.seen.revision,
            digest=self._bound(body, facts.get("merge_into")),
            by=self.by,
            at=self.here.services.now(),
            **facts,
        )
        decide = undo if kind is DecisionKind.UNDO else revise
        with showing(self.seen.id, self.here):
            decided = decide(decision, self.here.services)
        view = ProposalView.of(decided, self.here.services.requires)
        self.response.headers["ETag"] = view.etag
        return view

    def _bound(self, body: Shown, merge_into: str | None) -> str:
        """A merge binds its survivor as well: by the digest of the merge, which the look at similar work has,
        or, where the request names the digest of what was shown alone, as the survivor is now.
        """
        if body.digest is None:
            raise HttpProblem(
                428, "precondition-required", "What was seen is not said", "Send the digest of what was seen."
            )
        if merge_into is None or body.digest != self.seen.digest:
            return body.digest
        return merging_into(self.seen, merge_into, self.here.services).digest


def sight(proposal_id: ProposalId, request: Request, by: Confirming, here: Here, response: Response) -> Sight:
    """Raises NotFound, HttpProblem 428 where no version is named, 412 where it is another by now."""
    seen = here.services.proposals.get(proposal_id)
    tags = named(request)
    if tags is None:
        raise HttpProblem(
            428, "precondition-required", "What was seen is not said",
            "Send the ETag of what was seen as If-Match.",
        )  # fmt: skip
    check(seen, tags)
    return Sight(seen, by, here, response)


declared = Depends(_declared)
Seeing = Annotated[Sight, Depends(sight)]


def named(request: Request) -> list[str] | None:
    """The versions that If-Match names. None where it names none: "*" is whatever is there."""
    given = ", ".join(request.headers.getlist("if-match")).strip()
    return None if given in ("", "*") else STRONG.findall(given)


def check(now: Proposal, tags: list[str]) -> None:
    """Raises HttpProblem 412, with the ETag of what is there now."""
    if etag(now).strip('"') not in tags:
        stale = StaleRevision(f"{now.id!r} is another version than the one that If-Match names")
        raise problems.changed(stale, etag(now))


def commit(proposal_id: str, seen: Seen, by: str, here: Served) -> WorkItem:
    """Confirm what was seen. Raises ReviewError, HttpProblem 412, and 428 where that is not said."""
    if seen.revision is None or seen.digest is None:
        raise HttpProblem(
            428, "precondition-required", "What was seen is not said", "Send the revision and the digest."
        )
    decision = Decision(
        kind=DecisionKind.CONFIRM,
        proposal_id=proposal_id,
        revision=seen.revision,
        digest=seen.digest,
        by=by,
        at=here.services.now(),
        override=(seen.override or "").strip(),
    )
    with showing(proposal_id, here):
        return confirm(decision, here.services)


@contextmanager
def showing(proposal_id: str, here: Served) -> Iterator[None]:
    """Whoever is refused because of the version is told which one is there now."""
    try:
        yield
    except (AlreadyDecided, DigestMismatch, StaleRevision) as error:
        now = here.services.proposals.get(proposal_id)
        raise problems.changed(error, etag(now)) from error
