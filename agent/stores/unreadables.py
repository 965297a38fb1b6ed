"""Files and mails that could not be read: their bytes and the reason, so that nothing is lost."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import sqlalchemy as sa

from agent.models import Unreadable
from agent.stores.database import is_storable
from agent.stores.schema import blobs, unreadables
from agent.stores.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SqlUnreadables:
    workspace: Workspace

    def keep(self, raw: bytes, reason: str) -> Unreadable:
        """Once: the same bytes again change the reason, and nothing else. `reason` names the place."""
        digest = hashlib.sha256(raw).hexdigest()
        told = reason if is_storable(reason) else ascii(reason)
        same = self._mine & (unreadables.c.sha256 == digest)
        with self.workspace.write() as connection:
            known = connection.execute(sa.select(unreadables.c.id).where(same)).scalar_one_or_none()
            if known:
                connection.execute(sa.update(unreadables).where(same).values(reason=told))
            else:
                known = self.workspace.new_id("U")
                self.workspace.keep(connection, digest, raw)
                values = {"id": known, "sha256": digest, "reason": told, "kept_at": self.workspace.now()}
                connection.execute(sa.insert(unreadables).values(workspace=self.workspace.name, **values))
                self.workspace.append(connection, "text.unreadable", known, sha256=digest)
            return _unreadable(connection.execute(sa.select(unreadables).where(same)).one())

    def find(self) -> list[Unreadable]:
        """Those that no intake was made of since, oldest first."""
        query = sa.select(unreadables).where(self._mine).order_by(unreadables.c.seq)
        with self.workspace.database.read() as connection:
            return [_unreadable(row) for row in connection.execute(query)]

    def raw(self, unreadable_id: str) -> bytes:
        """The id may be shortened. Raises NotFound, AmbiguousId."""
        with self.workspace.database.read() as connection:
            found = self.workspace.full_id(connection, unreadables, unreadable_id)
            kept = (blobs.c.sha256 == unreadables.c.sha256) & (blobs.c.workspace == unreadables.c.workspace)
            query = sa.select(blobs.c.content).join(unreadables, kept).where(unreadables.c.id == found)
            return bytes(connection.execute(query).scalar_one())

    @property
    def _mine(self) -> sa.ColumnElement[bool]:
        return unreadables.c.workspace == self.workspace.name


def _unreadable(row: sa.Row[tuple[object, ...]]) -> Unreadable:
    return Unreadable(id=row.id, sha256=row.sha256, reason=row.reason, kept_at=row.kept_at)
