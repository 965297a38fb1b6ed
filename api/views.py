"""What is handed out where the nouns themselves say too much or too little."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from agent.drafts import Draft
from agent.ids import ALPHABET, LENGTH
from agent.merging import Ground, bound, state_of, stated_changes
from agent.models import Basis, Channel, FieldName, Intake, Match, Proposal
from agent.readiness import Requirements, bases, short_of
from agent.records import IntakeStatus
from agent.terms import IntakeState


def pattern_of(letter: str) -> str:
    """Of a whole id that begins with this letter, or one of a class of letters."""
    return f"^{letter}-[{ALPHABET}]{{{LENGTH}}}$"


IntakeId = Annotated[str, Path(pattern=pattern_of("I"), examples=["I-7k3m9x2qv0hc"])]
ProposalId = Annotated[str, Path(pattern=pattern_of("P"), examples=["P-7k3m9x2qv0hc"])]
WorkId = Annotated[str, Path(pattern=pattern_of("W"), examples=["W-7k3m9x2qv0hc"])]


class Received(BaseModel):
    """The answer to a text that was sent in: where it is, and whether it was there before."""

    id: str
    new: bool
    conflicts_with: str | None
    """An earlier intake that has the same source id but another content."""


class IntakeLine(BaseModel):
    """An intake in a list, without its text."""

    id: str
    source_id: str | None
    channel: Channel
    received_at: datetime
    state: IntakeState
    reason: str

    @classmethod
    def of(cls, status: IntakeStatus) -> IntakeLine:
        intake = status.intake
        return cls(
            id=intake.id,
            source_id=intake.source_id,
            channel=intake.channel,
            received_at=intake.received_at,
            state=status.state,
            reason=status.reason,
        )


class IntakeView(BaseModel):
    """An intake, what became of it, and the proposals that were made of it."""

    intake: Intake
    state: IntakeState
    reason: str
    proposals: list[str]


class ProposalView(BaseModel):
    """A proposal with the digest that a confirm has to name."""

    digest: str
    proposal: Proposal
    readiness: dict[FieldName, Basis]
    """The basis of each field that makes work clear, what its rule gives counted."""
    short_of: dict[FieldName, Basis]
    """What its destination requires of the fields that fall short: then a confirm is refused."""

    @property
    def id(self) -> str:
        return self.proposal.id

    @classmethod
    def of(cls, proposal: Proposal, requires: Requirements) -> ProposalView:
        return cls(
            digest=proposal.digest,
            proposal=proposal,
            readiness=bases(proposal),
            short_of=short_of(proposal, requires),
        )

    @property
    def etag(self) -> str:
        return etag(self.proposal)


class SimilarView(BaseModel):
    """Existing work that a proposal may be, as the version with this revision was compared."""

    proposal_id: str
    revision: int
    available: bool
    """Whether it could be compared at all; where not, nobody knows what it may be."""
    matches: tuple[Match, ...] | None
    """Best first, with reasons; null, and not empty, where it could not be compared."""

    @classmethod
    def of(cls, proposal: Proposal) -> SimilarView:
        similar = proposal.similar
        return cls(
            proposal_id=proposal.id,
            revision=proposal.revision,
            available=similar.unavailable is None,
            matches=similar.matches if similar.unavailable is None else None,
        )


class MergeView(BaseModel):
    """What merging a proposal would do, and the digest that binds it to both as they are."""

    proposal_id: str
    into: str
    state: str
    """Of what it would be merged into."""
    digest: str
    """Of the merge: to be sent with it."""
    changes: tuple[str, ...]
    """What this states of what is there, field by field. What waits takes up what it does not say itself;
    confirmed work stays as it is.
    """

    @classmethod
    def of(cls, seen: Proposal, ground: Ground) -> MergeView:
        return cls(
            proposal_id=seen.id,
            into=ground.id,
            state=state_of(ground),
            digest=bound(seen, ground).digest,
            changes=stated_changes(seen.item, ground.item),
        )


class DraftsView(BaseModel):
    """Open questions as replies; Clarify never sends anything by itself."""

    drafts: list[Draft]
    """Empty where nothing is asked."""


def etag(proposal: Proposal) -> str:
    """Revision and digest: the same where nothing changed, another wherever anything did."""
    return f'"{proposal.revision}-{proposal.digest}"'


class Seen(BaseModel):
    """What the person who confirms has seen: both, or nothing happens."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        json_schema_extra={
            "required": ["revision", "digest"],
            "examples": [{"revision": 1, "digest": "9f86d081884c7d659a2feaa0c55ad015" * 2}],
        },
    )

    revision: Annotated[int, Field(ge=1, le=2**31 - 1)] | SkipJsonSchema[None] = None
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | SkipJsonSchema[None] = None
    override: (
        Annotated[str, Field(pattern=r"^[^\x00-\x1f]*[^\s\x00-\x1f][^\x00-\x1f]*$", max_length=2000)]
        | SkipJsonSchema[None]
    ) = None
    """Why it is confirmed although it is less clear than its destination requires."""
