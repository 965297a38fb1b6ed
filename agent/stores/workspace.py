"""One workspace of one store: what every part of the store stands on, and its chain of events."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from agent.canonical import canonical
from agent.errors import AmbiguousId, NotFound
from agent.stores.database import Database, insert_new, is_storable
from agent.stores.schema import blobs, events, heads, jobs
from agent.terms import JobKind

GENESIS = "0" * 64
"""Stands for the MAC before the first event."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change of state; `body` is canonical JSON."""

    seq: int
    at: str
    kind: str
    subject: str
    by: str
    body: str
    mac: str


@dataclass(frozen=True, slots=True)
class Page:
    """So many, after the one with this id."""

    limit: int
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Workspace:
    database: Database
    name: str
    key: bytes
    """Of the chain of events; kept outside the database."""
    now: Callable[[], datetime]
    new_id: Callable[[str], str]
    listeners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Kind of event → the webhooks that are told of it."""

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One transaction; a workspace has one writer at a time, on either database.

        Jobs do without: they are claimed and settled row by row.
        """
        with self.database.write() as connection:
            self.head(connection, lock=True)
            yield connection

    def append(
        self, connection: sa.Connection, kind: str, subject: str, *, by: str = "", **facts: str | int | None
    ) -> None:
        """Add an event in the caller's transaction; the head's row serialises writers."""
        seq, previous = self.head(connection, lock=True)
        event = Event(
            seq=seq + 1,
            at=self.now().isoformat(),
            kind=kind,
            subject=subject,
            by=by,
            body=canonical(facts),
            mac="",
        )
        mac = self.mac(previous, event)
        connection.execute(
            sa.insert(events).values(
                workspace=self.name, seq=event.seq, at=event.at, kind=kind,
                subject=subject, by=by, body=event.body, mac=mac,
            )
        )  # fmt: skip
        connection.execute(
            sa.update(heads).where(heads.c.workspace == self.name).values(seq=event.seq, mac=mac)
        )
        for webhook in self.listeners.get(kind, ()):
            self.enqueue(connection, JobKind.NOTIFY, f"{webhook}/{event.seq}")

    def head(self, connection: sa.Connection, *, lock: bool = False) -> tuple[int, str]:
        """Sequence number and MAC of the last event."""
        query = sa.select(heads.c.seq, heads.c.mac).where(heads.c.workspace == self.name)
        row = connection.execute(query.with_for_update() if lock else query).one_or_none()
        if row is None and lock:
            # two may be the first at once: one writes the row, the other waits for it and reads it
            first = insert_new(connection, heads).values(workspace=self.name, seq=0, mac=GENESIS)
            connection.execute(first.on_conflict_do_nothing())
            return self.head(connection, lock=True)
        return (row.seq, row.mac) if row else (0, GENESIS)

    def mac(self, previous: str, event: Event) -> str:
        """HMAC-SHA256 over the MAC before it and all that the event says (RFC 2104)."""
        said = canonical([self.name, event.seq, event.at, event.kind, event.subject, event.by, event.body])
        return hmac.new(self.key, f"{previous}\n{said}".encode(), hashlib.sha256).hexdigest()

    def events(self, connection: sa.Connection) -> Iterator[Event]:
        query = sa.select(events).where(events.c.workspace == self.name).order_by(events.c.seq)
        for row in connection.execute(query):
            yield Event(row.seq, row.at, row.kind, row.subject, row.by, row.body, row.mac)

    def enqueue(self, connection: sa.Connection, kind: JobKind, subject: str) -> None:
        """A job that commits together with what it is about."""
        connection.execute(
            sa.insert(jobs).values(
                workspace=self.name,
                kind=kind,
                rank=list(JobKind).index(kind),
                subject=subject,
                state="ready",
                run_at=self.now(),
            )
        )

    def keep(self, connection: sa.Connection, sha256: str, raw: bytes) -> None:
        """The bytes exactly as they arrived, once."""
        mine = (blobs.c.workspace == self.name) & (blobs.c.sha256 == sha256)
        if connection.execute(sa.select(blobs.c.sha256).where(mine)).first() is None:
            connection.execute(sa.insert(blobs).values(workspace=self.name, sha256=sha256, content=raw))

    def page(
        self, connection: sa.Connection, table: sa.Table, where: sa.ColumnElement[bool], page: Page
    ) -> sa.Select[tuple[object, ...]]:
        """A query of the rows of this workspace, oldest first, that come after the page's last one.

        By place, so that what is added meanwhile shifts nothing. Raises NotFound where there is no such one.
        """
        mine = table.c.workspace == self.name
        query = sa.select(table).where(mine, where).order_by(table.c.seq).limit(page.limit)
        if page.after is None:
            return query
        last = connection.execute(sa.select(table.c.seq).where(mine, table.c.id == page.after)).scalar()
        if last is None:
            raise NotFound(f"no page ends with {page.after!r}: begin with the first")
        return query.where(table.c.seq > last)

    def full_id(self, connection: sa.Connection, table: sa.Table, shortened: str) -> str:
        """The one id of this workspace that starts with what was given."""
        mine = sa.select(table.c.id).where(table.c.workspace == self.name)
        fits = table.c.id.istartswith(shortened, autoescape=True) if shortened.isascii() else sa.false()
        found = (
            list(connection.execute(mine.where(fits).limit(3)).scalars()) if is_storable(shortened) else []
        )
        if shortened in found:
            return shortened
        if len(found) > 1:
            raise AmbiguousId(f"{shortened!r} fits {', '.join(map(repr, found))}: give more of the id")
        if not found or not shortened:
            kind = table.name.replace("_", " ").rstrip("s")
            raise NotFound(f"there is no {kind} {shortened!r}: see the list for its id")
        return str(found[0])
