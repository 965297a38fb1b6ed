"""Private links: whoever holds one sees what became of one text, and answers what was asked about it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from pydantic import AwareDatetime

from agent.errors import InvalidChange
from agent.models import Noun
from agent.stores.access import links
from agent.stores.schema import intakes
from agent.stores.workspace import Workspace

SECRET_BYTES = 32


class Link(Noun):
    """A link without its secret, which nobody can read again."""

    id: str
    intake_id: str
    language: str
    """Of its page."""
    created_at: AwareDatetime
    expires_at: AwareDatetime
    revoked_at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True)
class SqlLinks:
    workspace: Workspace
    lasts: timedelta

    def create(self, intake_id: str, language: str) -> str:
        """The secret of a new link, which is shown once. Raises NotFound, AmbiguousId."""
        link_id, secret, now = (
            self.workspace.new_id("L"),
            secrets.token_urlsafe(SECRET_BYTES),
            self.workspace.now(),
        )
        with self.workspace.write() as connection:
            found = self.workspace.full_id(connection, intakes, intake_id)
            connection.execute(
                sa.insert(links).values(
                    id=link_id,
                    workspace=self.workspace.name,
                    secret_sha256=_digest(secret),
                    intake_id=found,
                    language=language,
                    created_at=now,
                    expires_at=now + self.lasts,
                )
            )
            self.workspace.append(connection, "link.created", link_id, intake=found)
        return secret

    def follow(self, secret: str) -> Link | None:
        """The link that counts; None for one that is too old, was revoked or never was."""
        query = self._select().where(links.c.secret_sha256 == _digest(secret))
        with self.workspace.database.read() as connection:
            row = connection.execute(query).one_or_none()
        link = _link(row) if row else None
        return link if link and link.revoked_at is None and self.workspace.now() < link.expires_at else None

    def find(self) -> list[Link]:
        """All of them, the oldest first."""
        query = self._select().order_by(links.c.created_at, links.c.id)
        with self.workspace.database.read() as connection:
            return [_link(row) for row in connection.execute(query)]

    def revoke(self, link_id: str) -> Link:
        """It never counts again. Raises NotFound, AmbiguousId, InvalidChange where that is so already."""
        with self.workspace.write() as connection:
            found = self.workspace.full_id(connection, links, link_id)
            standing = (links.c.id == found) & links.c.revoked_at.is_(None)
            revoked = sa.update(links).where(standing).values(revoked_at=self.workspace.now())
            if not connection.execute(revoked).rowcount:
                raise InvalidChange(f"the link {found!r} is revoked already")
            self.workspace.append(connection, "link.revoked", found)
            return _link(connection.execute(self._select().where(links.c.id == found)).one())

    def _select(self) -> sa.Select[tuple[object, ...]]:
        return sa.select(links).where(links.c.workspace == self.workspace.name)


def _digest(secret: str) -> str:
    """It is found by this: whoever could measure how far two digests agree learns nothing of a secret."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


def _link(row: sa.Row[tuple[object, ...]]) -> Link:
    return Link(
        id=row.id,
        intake_id=row.intake_id,
        language=row.language,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )
