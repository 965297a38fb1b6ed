"""Work that stood somewhere else before, as an export of it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import AwareDatetime, Field

from agent.canonical import digest
from agent.models.item import Item
from agent.models.noun import Noun
from agent.models.origin import Origin
from agent.models.proposal import Payload, Route
from agent.terms import BacklogFormat


class Unread(Noun):
    """A row of an export that does not become work, and why."""

    line: int
    """Where it begins; of JSON likewise."""
    reason: str


class Imported(Noun):
    """One row as it would become work."""

    line: int
    item: Item
    route: Route
    origin: Origin


class Backlog(Noun):
    """What a file says, before anybody decided about it."""

    name: str
    form: BacklogFormat
    sha256: str
    """Of the bytes."""
    raw: bytes = Field(repr=False)
    items: tuple[Imported, ...] = ()
    refused: tuple[Unread, ...] = ()
    """What cannot be read; the rest can be imported all the same."""
    left_out: tuple[Unread, ...] = ()
    """What was read and is no work here: called off, a pull request."""
    columns: tuple[tuple[str, str], ...] = ()
    """Field → the column that it was read from."""
    ignored: tuple[str, ...] = ()
    """Columns that nothing was read from."""
    notes: tuple[str, ...] = ()
    """What a person should know: words that nobody understood, names that nobody knows."""

    @property
    def rows(self) -> int:
        return len(self.items) + len(self.refused) + len(self.left_out)

    def payload(self, one: Imported) -> Payload:
        """Exactly what a person confirms of a row."""
        return Payload(
            item=one.item,
            route=one.route,
            destination=one.route.destination,
            merge_into=None,
            intake_sha256=self.sha256,
            origin=one.origin,
        )


class Known(Noun):
    """A row whose work is here already."""

    line: int
    key: str
    work_id: str
    differs: tuple[str, ...] = ()
    """What the row says otherwise; the work stays as it was confirmed here."""
    finishes: bool = False
    """It is open here and done there, so the import marks it as done."""
    done_at: AwareDatetime | None = None


class Import(Noun):
    """One decision of a person about a whole file."""

    id: str
    name: str
    """Of the file."""
    form: BacklogFormat
    by: str
    at: AwareDatetime
    digest: str
    """Of all that was shown."""
    sha256: str
    intake_id: str
    """Under which the file is kept."""
    items: int
    finished: tuple[tuple[str, AwareDatetime | None], ...] = ()
    """Work that was here and open, and is done there; when, where the export says so."""
    undone_by: str | None = None
    undone_at: AwareDatetime | None = None


Finished = Sequence[tuple[str, datetime | None]]


def import_digest(sha256: str, digests: Sequence[str], finished: Finished) -> str:
    """What a person approves: the bytes, each item in order, and which work is marked as done, and when."""
    ends = [(work_id, at.astimezone(UTC).isoformat() if at else None) for work_id, at in finished]
    return digest({"sha256": sha256, "items": list(digests), "finished": ends})
