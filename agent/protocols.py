"""The seams: where something leaves the process, or where two real implementations exist.

`Services` is all that the straight line needs, put together in one place (agent/wiring.py).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from agent.duplicates import DEFAULTS, Candidate, Existing, Thresholds
from agent.models import (
    Extraction,
    Intake,
    Item,
    Receipt,
    WorkItem,
)
from agent.opinions import Opinion
from agent.people import Directory
from agent.readiness import Requirements
from agent.records import (
    Deliveries,
    Entry,
    Intakes,
    Jobs,
    Merges,
    Proposals,
    Registry,
)
from agent.routing import Rules


class Extractor(Protocol):
    """An engine. Raises ExtractionError; an answer without findings means 'no work in it'."""

    def extract(self, intake: Intake) -> Extraction: ...


class Index(Protocol):
    """Advice only, and disposable: rebuilt from the registry. Every method may raise IndexUnavailable."""

    def search(self, title: str, body: str, limit: int, without: Collection[str] = ()) -> list[Candidate]:
        """Best first; `without` are ids that are the text itself, and so compete with nothing."""
        ...

    def reread(self, new: Entry, found: Sequence[tuple[Candidate, Entry]]) -> list[Candidate]:
        """The few that were found, with the chance that both whole texts tell; best first."""
        ...

    def put(self, entries: Sequence[Entry]) -> None:
        """Add, or replace those with the same id."""
        ...

    def remove(self, ids: Sequence[str]) -> None: ...

    def rebuild(
        self, entries: Iterable[Entry], progress: Callable[[int], None] | None = None, total: int = 0
    ) -> None:
        """Forget everything and start from `entries`; works also on a broken index. No entry is looked at
        before all other writers are kept out, so what changes meanwhile is put afterwards. `total`: about how
        many there are, for whoever asks how far it is. Raises IndexRebuilding while another does the same.
        """
        ...

    def check(self) -> None:
        """Raise IndexUnavailable: missing, torn, of another embedder; IndexRebuilding: being made again."""
        ...


class SecondLook(Protocol):
    """Somebody who is asked about existing work that may be the same: advice on advice."""

    def look(
        self, item: Item, body: str, intake: Intake, doubtful: Sequence[Existing]
    ) -> Mapping[str, Opinion]:
        """By the id of the existing work. `intake` is the text of the item. Raises ExtractionError."""
        ...


class Destination(Protocol):
    """Where confirmed work is committed to."""

    def deliver(self, work: WorkItem, key: str) -> Receipt:
        """Hand it over; `key` is the same at every attempt, for destinations that take one.

        Raises DeliveryFailed where it was surely not taken, DeliveryUnavailable where another try may
        help. After anything else, DeliveryUnknown too, nobody tries again before it is known what is there.
        """
        ...


@runtime_checkable
class Traceable(Destination, Protocol):
    """A destination that can tell what it holds, also after a process died between asking and hearing."""

    def find(self, work: WorkItem, key: str) -> Receipt | None:
        """What an earlier attempt with this key made there, None where it surely made nothing.

        Raises DeliveryFailed where that cannot be found out now.
        """
        ...


class Teller(Protocol):
    """Tells programs elsewhere of what happened."""

    def tell(self, subject: str) -> None:
        """What a job is about. Raises WebhookRefused, WebhookUnavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """All seams, and what the rules of this organisation are."""

    extractor: Extractor
    index: Index
    destinations: Mapping[str, Destination]
    intakes: Intakes
    proposals: Proposals
    merges: Merges
    registry: Registry
    deliveries: Deliveries
    jobs: Jobs
    webhooks: Teller
    rules: Rules
    directory: Directory
    new_id: Callable[[str], str]
    """A new id that starts with the given letter."""
    now: Callable[[], datetime]
    thresholds: Thresholds = DEFAULTS
    """From which chance on existing work is called a duplicate."""
    requires: Requirements = field(default_factory=dict)
    """What must be clear before a destination gets it."""
    second_look: SecondLook | None = None
    """Where somebody is asked what the duplicate check is in doubt about."""
