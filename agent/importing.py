"""A file of existing work, held against what is here: what one decision about it would do. Pure but for
one look at the registry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from agent.amending import differences
from agent.errors import DigestMismatch
from agent.models import Backlog, Imported, Known, WorkItem, WorkStatus, import_digest
from agent.records import Imports


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a person is shown, and decides about at once."""

    backlog: Backlog
    new: tuple[Imported, ...]
    known: tuple[Known, ...]
    payloads: tuple[str, ...]
    """What each new item commits, as canonical JSON."""

    @property
    def digests(self) -> list[str]:
        return [hashlib.sha256(payload.encode()).hexdigest() for payload in self.payloads]

    @property
    def finished(self) -> list[Known]:
        """Work that is open here and done there."""
        return [known for known in self.known if known.finishes]

    @property
    def ends(self) -> tuple[tuple[str, datetime | None], ...]:
        return tuple((one.work_id, one.done_at) for one in self.finished)

    @property
    def digest(self) -> str:
        return import_digest(self.backlog.sha256, self.digests, self.ends)

    def check(self, digest: str) -> None:
        """Raises DigestMismatch where a person saw something else."""
        if digest != self.digest:
            raise DigestMismatch(
                f"what importing {self.backlog.name!r} would do is not what you saw: the file, the directory "
                "or the registry changed since; look at it again without --yes"
            )


def plan(backlog: Backlog, imports: Imports) -> Plan:
    """What is here already by its key is not added again, and stays as it was confirmed here."""
    there = imports.known([one.origin.key for one in backlog.items])
    new = tuple(one for one in backlog.items if one.origin.key not in there)
    known = tuple(_known(one, there[key]) for one in backlog.items if (key := one.origin.key) in there)
    return Plan(backlog, new, known, tuple(backlog.payload(one).canonical() for one in new))


def _known(one: Imported, work: WorkItem) -> Known:
    finishes = one.origin.done and work.status is WorkStatus.OPEN
    return Known(
        line=one.line,
        key=one.origin.key,
        work_id=work.id,
        differs=tuple(_differs(one, work)),
        finishes=finishes,
        done_at=one.origin.done_at if finishes else None,
    )


def _differs(one: Imported, work: WorkItem) -> Iterator[str]:
    """Here → there."""
    yield from differences(work.item, one.item)
    if work.status is WorkStatus.DONE and not one.origin.done:
        yield "status: done → open"
