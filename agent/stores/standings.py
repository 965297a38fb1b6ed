"""What work there must be, as the events tell it: who confirmed it last, and whether it is open. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import ValidationError

from agent.errors import AuditBroken
from agent.models import Origin, Payload, WorkStatus
from agent.stores.workspace import Event

Confirm = tuple[str, int]
"""A proposal, and its revision as it was confirmed."""

Members = Mapping[str, Sequence[tuple[Confirm, str]]]
"""Import → the confirms that it is made of, each with its work item."""


class Standing(NamedTuple):
    status: WorkStatus
    confirm: Confirm
    """That set it last."""
    first: Confirm
    """That made it."""


def standings(
    events: Sequence[Event], payloads: Mapping[Confirm, str], members: Members
) -> dict[str, Standing]:
    """Of each work item. Raises AuditBroken where a confirm changed other work than its payload says."""
    replay = _Replay(payloads, members)
    for event in events:
        replay.take(event)
    return {work: Standing(replay.status[work], pile[-1], pile[0]) for work, pile in replay.piles.items()}


@dataclass(slots=True)
class _Replay:
    payloads: Mapping[Confirm, str]
    members: Members
    status: dict[str, WorkStatus] = field(default_factory=dict)
    piles: dict[str, list[Confirm]] = field(default_factory=dict)
    """The confirms of each work item, the newest on top."""
    standing: dict[str, str] = field(default_factory=dict)
    """Proposal → the work that its confirm set."""

    def take(self, event: Event) -> None:
        steps: dict[str, Callable[[Event], None]] = {
            "proposal.confirm": self._confirmed,
            "proposal.undo": self._undone,
            "import.made": self._imported,
            "import.undone": self._import_undone,
            "work.done": self._done,
            "work.reopened": self._reopened,
        }
        if step := steps.get(event.kind):
            step(event)

    def _confirmed(self, event: Event) -> None:
        body = json.loads(event.body)
        self._confirm((event.subject, body["seen"]), body["work"])

    def _confirm(self, confirm: Confirm, work: str) -> None:
        pile = self.piles.setdefault(work, [])
        self.status[work] = self._after(confirm, work, pile)
        pile.append(confirm)
        self.standing[confirm[0]] = work

    def _undone(self, event: Event) -> None:
        if event.subject not in self.standing:
            return
        work = self.standing.pop(event.subject)
        if self.piles[work][-1][0] != event.subject:
            raise AuditBroken(f"a confirm of {work!r} was taken back from under another")
        self.status[work] = WorkStatus.OPEN if self.piles[work][1:] else WorkStatus.WITHDRAWN
        self.piles[work][1:] = self.piles[work][1:-1]

    def _imported(self, event: Event) -> None:
        for confirm, work in self.members.get(event.subject, ()):
            self._confirm(confirm, work)

    def _import_undone(self, event: Event) -> None:
        """What stands as it was imported is withdrawn."""
        for confirm, work in self.members.get(event.subject, ()):
            if self.piles[work] == [confirm] and self.status[work] is _at_first(
                self._payload(confirm).origin
            ):
                self.status[work] = WorkStatus.WITHDRAWN
                self.standing.pop(confirm[0], None)

    def _done(self, event: Event) -> None:
        self.status[event.subject] = WorkStatus.DONE

    def _reopened(self, event: Event) -> None:
        self.status[event.subject] = WorkStatus.OPEN

    def _after(self, confirm: Confirm, work: str, pile: Sequence[Confirm]) -> WorkStatus:
        """The status after a confirm: it makes a work item, or amends the one that it names, as that was."""
        payload = self._payload(confirm)
        if payload.amends is None and not pile:
            return _at_first(payload.origin)
        if payload.amends is None or not pile or self.status.get(work) is not WorkStatus.OPEN:
            raise AuditBroken(f"the confirm of {confirm[0]!r} changed work that it could not change")
        below = hashlib.sha256(self.payloads[pile[-1]].encode()).hexdigest()
        if (payload.amends.work_id, payload.amends.digest) != (work, below):
            raise AuditBroken(f"the confirm of {confirm[0]!r} changed other work than it says")
        return WorkStatus.WITHDRAWN if payload.amends.cancels else WorkStatus.OPEN

    def _payload(self, confirm: Confirm) -> Payload:
        try:
            return Payload.model_validate_json(self.payloads[confirm])
        except (KeyError, ValidationError) as exc:
            raise AuditBroken(f"what was confirmed of {confirm[0]!r} cannot be read") from exc


def _at_first(origin: Origin | None) -> WorkStatus:
    return WorkStatus.DONE if origin and origin.done else WorkStatus.OPEN
