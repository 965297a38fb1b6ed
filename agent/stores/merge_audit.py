"""Is merged what people said, into what they saw, and does what survives know of it?"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from pydantic import ValidationError

from agent.errors import AuditBroken
from agent.models import DecisionKind, Payload, Proposal, ProposalState, WorkStatus
from agent.stores.schema import decisions, proposals
from agent.stores.workspace import Event
from agent.terms import WAITING

Merge = tuple[str, int]
"""A proposal, and its revision as it was merged."""


def check_merges(connection: sa.Connection, workspace: str, events: Iterable[Event]) -> None:
    """Raises AuditBroken, which names the first fault."""
    told = _Told(_payloads(connection, workspace))
    for event in events:
        told.hear(event, json.loads(event.body))
    missing = {*told.into, *told.into.values()} - {*told.piles}
    merged = sa.select(proposals.c.merge_into).where(proposals.c.merge_into.is_not(None))
    linked = proposals.c.merge_into.is_not(None) | proposals.c.id.in_(merged)
    inside = told.inside()
    for row in connection.execute(sa.select(proposals).where(proposals.c.workspace == workspace, linked)):
        missing.discard(row.id)
        if not _is_as_told(row, told, list(_all_inside(row.id, inside))):
            raise AuditBroken(f"what was merged with {row.id!r} is not what people decided")
    if missing:
        raise AuditBroken(f"what was merged with {min(missing)!r} is not what people decided")


def _payloads(connection: sa.Connection, workspace: str) -> dict[Merge, Payload]:
    """Of every merge, also of those that were taken back."""
    mine = (decisions.c.workspace == workspace) & (decisions.c.kind == DecisionKind.MERGE)
    found = {}
    for row in connection.execute(sa.select(decisions).where(mine)):
        try:
            payload = Payload.model_validate_json(row.payload)
            before = Proposal.model_validate(row.survivor) if row.survivor else None
        except ValidationError as exc:
            raise AuditBroken(f"the merge of {row.proposal_id!r} cannot be read") from exc
        seen = payload.survivor
        waits = seen is not None and seen.state in WAITING
        if waits != bool(before) or (seen and before and before.digest != seen.digest):
            raise AuditBroken(f"what {row.proposal_id!r} was merged into is not what was seen")
        found[row.proposal_id, row.revision] = payload
    return found


@dataclass(slots=True)
class _Told:
    """What the events say, one after another."""

    payloads: Mapping[Merge, Payload]
    into: dict[str, str] = field(default_factory=dict)
    """What is merged → into what, in the order in which it was."""
    digests: dict[str, str] = field(default_factory=dict)
    """Of each proposal, as its last event has it."""
    piles: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Of each work item, the digests of the confirms that stand."""
    work: dict[str, str] = field(default_factory=dict)
    """Proposal → the work item that its confirm set."""
    done: set[str] = field(default_factory=set)

    def hear(self, event: Event, body: Mapping[str, str]) -> None:
        subject = event.subject
        if event.kind == "proposal.merge":
            self._merged(subject, self.payloads[subject, int(body["seen"])])
        elif event.kind == "proposal.confirm":
            self.piles[body["work"]].append(body["decided_digest"])
            self.work[subject] = body["work"]
        elif event.kind == "proposal.undo":
            self.into.pop(subject, None)
            if subject in self.work:
                self.piles[self.work.pop(subject)].pop()
        elif event.kind == "work.done":
            self.done.add(subject)
        elif event.kind == "work.reopened":
            self.done.discard(subject)
        if event.kind.startswith("proposal."):
            self.digests[subject] = body["digest"]

    def inside(self) -> dict[str, list[str]]:
        """What was merged into what, oldest first."""
        found: dict[str, list[str]] = {}
        for merged, into in self.into.items():
            found.setdefault(into, []).append(merged)
        return found

    def _merged(self, proposal_id: str, payload: Payload) -> None:
        into, seen = str(payload.merge_into), payload.survivor
        if seen and into in self.piles:
            status = WorkStatus.DONE if into in self.done else WorkStatus.OPEN
            there = (self.piles[into][-1:], status) == ([seen.digest], seen.state)
        else:
            there = seen is None or self.digests.get(into) == seen.digest
        if not there:
            raise AuditBroken(f"{proposal_id!r} was merged into another {into!r} than was seen")
        self.into[proposal_id] = into


def _all_inside(proposal_id: str, inside: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What a proposal has to know to be merged into it, each before what was merged into that."""
    for merged in inside.get(proposal_id, ()):
        yield merged
        yield from _all_inside(merged, inside)


def _is_as_told(row: sa.Row[tuple[object, ...]], told: _Told, inside: Sequence[str]) -> bool:
    try:
        proposal = Proposal.model_validate(row.document)
    except ValidationError:
        return False
    into = told.into.get(row.id)
    return (
        (row.state == ProposalState.MERGED, row.merge_into) == (into is not None, into)
        and (proposal.state, proposal.merge_into) == (row.state, row.merge_into)
        and [one.proposal_id for one in proposal.merged] == [*inside]
        and proposal.digest == told.digests[row.id]
    )
