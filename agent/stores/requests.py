"""Requests that come with a key of their own: what was answered is answered again, and nothing is done twice.

After draft-ietf-httpapi-idempotency-key-header. It counts for one API key; only its digest is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from agent.models import Noun
from agent.stores.database import insert_new
from agent.stores.schema import requests
from agent.stores.workspace import Workspace

ABANDONED = timedelta(minutes=1)
"""A request that began longer ago and never ended died with its process: it may be made again."""


class Asked(Noun):
    """One attempt of a request."""

    api_key_id: str
    key_sha256: str
    fingerprint: str
    """Of all that makes it this request and no other."""
    run: str
    """Of this attempt alone."""


class Answered(Noun):
    status: int
    headers: dict[str, str]
    body: str


class Earlier(Noun):
    """What is known of a key already."""

    fingerprint: str
    answered: Answered | None
    """None while it still runs."""


@dataclass(frozen=True, slots=True)
class SqlRequests:
    workspace: Workspace
    age: timedelta
    """After so long a key is forgotten."""

    def begin(self, asked: Asked) -> Earlier | None:
        """None where this attempt is to be made: nobody else makes it until it ends or is abandoned."""
        now = self.workspace.now()
        dead = requests.c.status.is_(None) & (requests.c.began_at <= now - ABANDONED)
        again = self._named(asked) & (requests.c.fingerprint == asked.fingerprint)
        with self.workspace.database.write(durable=False) as connection:
            connection.execute(self._old(now))
            connection.execute(sa.delete(requests).where(again & dead))
            new = insert_new(connection, requests).values(
                workspace=self.workspace.name, began_at=now, **asked.model_dump()
            )
            begun = new.on_conflict_do_nothing().returning(requests.c.run)
            if connection.execute(begun).first():
                return None
            row = connection.execute(sa.select(requests).where(self._named(asked))).one()
        return Earlier(fingerprint=row.fingerprint, answered=_answered(row))

    def end(self, asked: Asked, answered: Answered) -> None:
        """Keep what was answered; nothing where another attempt took its place."""
        with self.workspace.database.write() as connection:
            connection.execute(
                sa.update(requests).where(self._mine(asked)).values(**answered.model_dump(mode="json"))
            )

    def forget(self, asked: Asked) -> None:
        """As if it had never been made."""
        with self.workspace.database.write() as connection:
            connection.execute(sa.delete(requests).where(self._mine(asked)))

    def _old(self, now: datetime) -> sa.Delete:
        """What another forgets just now is left to it: two that wait for each other would fail."""
        key = requests.c.api_key_id, requests.c.key_sha256
        mine = requests.c.workspace == self.workspace.name
        old = sa.select(*key).where(mine, requests.c.began_at <= now - self.age)
        return sa.delete(requests).where(sa.tuple_(*key).in_(old.with_for_update(skip_locked=True)))

    def _named(self, asked: Asked) -> sa.ColumnElement[bool]:
        return (
            (requests.c.workspace == self.workspace.name)
            & (requests.c.api_key_id == asked.api_key_id)
            & (requests.c.key_sha256 == asked.key_sha256)
        )

    def _mine(self, asked: Asked) -> sa.ColumnElement[bool]:
        return self._named(asked) & (requests.c.run == asked.run)


def _answered(row: sa.Row[tuple[object, ...]]) -> Answered | None:
    if row.status is None:
        return None
    return Answered(status=row.status, headers=row.headers, body=row.body)
