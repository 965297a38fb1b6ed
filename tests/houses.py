"""A whole house on a real database, with a fake engine and index: what most tests stand in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from agent import people, routing
from agent.destinations.registry import RegistryDestination
from agent.destinations.webhook import Webhooks
from agent.ids import new_id
from agent.models import Arrival, Channel, Decision, DecisionKind, Party, Proposal, WorkItem
from agent.protocols import Services
from agent.receivers import WebhookSettings
from agent.review import confirm
from agent.stores.audit import Audit
from agent.stores.database import Database
from agent.stores.deliveries import SqlDeliveries
from agent.stores.imports import SqlImports
from agent.stores.intakes import SqlIntakes
from agent.stores.jobs import SqlJobs
from agent.stores.merges import SqlMerges
from agent.stores.notices import SqlNotices, listeners
from agent.stores.people import SqlPeople, User
from agent.stores.proposals import SqlProposals
from agent.stores.registry import SqlRegistry
from agent.stores.workspace import Workspace
from agent.worker import drain
from tests.databases import make_store
from tests.fakes import LineEngine, MemoryIndex

ANA = "Ana Novak"
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
RULES = """
version: 1
rules:
  - {name: money, when: '"invoice" in goal', route: {team: Finance, owner: Deb, priority_floor: high}}
  - {name: rest, when: always, route: {team: Operations}}
"""


@dataclass
class Clock:
    """A time that goes on by a second at each look."""

    at: datetime = MONDAY

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class House:
    url: str
    workspace: Workspace
    services: Services
    engine: LineEngine
    index: MemoryIndex
    clock: Clock
    people: SqlPeople
    audit: Audit
    imports: SqlImports
    _texts: Iterator[int] = field(default_factory=itertools.count)

    def submit(self, text: str, source_id: str | None = None, **envelope: object) -> str:
        """Store a text and hand out its id."""
        given = {"channel": Channel.NOTE, "received_at": MONDAY, "sender": Party(name=ANA), **envelope}
        arrival = Arrival(
            source_id=source_id or f"text {next(self._texts)}", text=text, raw=text.encode(), **given
        )
        return self.services.intakes.receive(arrival)[0].id

    def propose(self, text: str, **envelope: object) -> list[Proposal]:
        """Store a text, read it, and hand out its proposals."""
        intake_id = self.submit(text, **envelope)
        drain(self.services)
        return self.services.proposals.find(intake_id=intake_id)

    def decision(self, kind: DecisionKind, seen: Proposal, **facts: object) -> Decision:
        given = {"revision": seen.revision, "digest": seen.digest, "by": ANA, "at": self.clock(), **facts}
        return Decision(kind=kind, proposal_id=seen.id, **given)

    def confirm(self, seen: Proposal, **facts: object) -> WorkItem:
        return confirm(self.decision(DecisionKind.CONFIRM, seen, **facts), self.services)


@contextmanager
def house(
    place: Path | str,
    *,
    workspace: str = "default",
    clock: Clock | None = None,
    pool_size: int = 5,
    users: Sequence[str] = (ANA,),
    receivers: Mapping[str, WebhookSettings] | None = None,
) -> Iterator[House]:
    """Opened on a folder or a database URL; the same one twice is the same store."""
    url = place if isinstance(place, str) else f"sqlite:///{place / 'clarify.db'}"
    make_store(url)
    database = Database(url, pool_size)
    database.open()
    clock, engine, index = clock or Clock(), LineEngine(), MemoryIndex()
    told = dict(receivers or {})
    heard = listeners({name: one.events for name, one in told.items()})
    room = Workspace(database, workspace, b"a key for tests", clock, new_id, heard)
    services = Services(
        extractor=engine,
        index=index,
        destinations={"registry": RegistryDestination(clock)},
        intakes=SqlIntakes(room),
        proposals=SqlProposals(room),
        merges=SqlMerges(room),
        registry=SqlRegistry(room),
        deliveries=SqlDeliveries(room),
        jobs=SqlJobs(room),
        webhooks=Webhooks(told, SqlNotices(room), workspace, clock),
        rules=routing.load(RULES),
        directory=people.EMPTY,
        new_id=room.new_id,
        now=clock,
    )
    everybody = SqlPeople(room)
    for name in () if everybody.users() else users:
        everybody.add(User(name=name))
    try:
        yield House(url, room, services, engine, index, clock, everybody, Audit(room), SqlImports(room))
    finally:
        database.close()
