"""Who is logged in: sessions of browsers, and links that log in once. Only digests are kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from agent.stores.schema import login_links, sessions, users
from agent.stores.workspace import Workspace

SECRET_BYTES = 32
LINK_MINUTES = 10
"""How long a login link counts, if nobody used it before."""


@dataclass(frozen=True, slots=True)
class SqlSessions:
    workspace: Workspace
    lasts: timedelta

    def begin(self, user: str, instead_of: str = "") -> str:
        """A new session of a known user; its id is shown once. The browser's old one ends."""
        made, now = secrets.token_urlsafe(SECRET_BYTES), self.workspace.now()
        with self.workspace.write() as connection:
            self._purge(connection)
            if instead_of:
                self._end(connection, sessions.c.sha256 == _sha(instead_of))
            connection.execute(
                sa.insert(sessions).values(
                    sha256=_sha(made),
                    workspace=self.workspace.name,
                    user=user,
                    began_at=now,
                    expires_at=now + self.lasts,
                )
            )
            self.workspace.append(connection, "session.began", user, by=user)
        return made

    def user(self, session: str) -> str | None:
        """Whose it is, as long as it counts."""
        query = (
            sa.select(sessions.c.user)
            .join(users, (users.c.workspace == sessions.c.workspace) & (users.c.name == sessions.c.user))
            .where(sessions.c.sha256 == _sha(session), sessions.c.workspace == self.workspace.name)
            .where(sessions.c.ended_at.is_(None), sessions.c.expires_at > self.workspace.now())
            .where(users.c.removed_at.is_(None))
        )
        with self.workspace.database.read() as connection:
            return connection.execute(query).scalar_one_or_none()

    def end(self, session: str) -> None:
        """Nothing where it counts no longer."""
        with self.workspace.write() as connection:
            self._end(connection, sessions.c.sha256 == _sha(session))

    def link(self, user: str) -> str:
        """The secret of a link that logs a known user in, once."""
        made = secrets.token_urlsafe(SECRET_BYTES)
        with self.workspace.write() as connection:
            connection.execute(
                sa.insert(login_links).values(
                    sha256=_sha(made),
                    workspace=self.workspace.name,
                    user=user,
                    expires_at=self.workspace.now() + timedelta(minutes=LINK_MINUTES),
                )
            )
            self.workspace.append(connection, "link.made", user)
        return made

    def linked(self, link: str) -> str | None:
        """Whom a link would log in; it still counts afterwards."""
        query = sa.select(login_links.c.user).where(self._counts(link))
        with self.workspace.database.read() as connection:
            return connection.execute(query).scalar_one_or_none()

    def use(self, link: str) -> str | None:
        """Whom it logs in; it never counts again. None where it does not count."""
        with self.workspace.write() as connection:
            found = connection.execute(
                sa.select(login_links.c.user).where(self._counts(link))
            ).scalar_one_or_none()
            connection.execute(sa.delete(login_links).where(login_links.c.sha256 == _sha(link)))
        return found

    def _counts(self, link: str) -> sa.ColumnElement[bool]:
        standing = login_links.c.expires_at > self.workspace.now()
        return (
            (login_links.c.workspace == self.workspace.name) & (login_links.c.sha256 == _sha(link)) & standing
        )

    def _end(self, connection: sa.Connection, which: sa.ColumnElement[bool]) -> None:
        standing = (sessions.c.workspace == self.workspace.name) & sessions.c.ended_at.is_(None)
        connection.execute(sa.update(sessions).where(standing, which).values(ended_at=self.workspace.now()))

    def _purge(self, connection: sa.Connection) -> None:
        """What no longer counts since a while helps nobody."""
        long_ago = self.workspace.now() - timedelta(days=7)
        for table in (sessions, login_links):
            mine = table.c.workspace == self.workspace.name
            connection.execute(sa.delete(table).where(mine, table.c.expires_at < long_ago))


def end_sessions(workspace: Workspace, connection: sa.Connection, user: str) -> None:
    """All of a user's, and their links, in the caller's transaction."""
    mine = (sessions.c.workspace == workspace.name) & (sessions.c.user == user)
    standing = mine & sessions.c.ended_at.is_(None)
    connection.execute(sa.update(sessions).where(standing).values(ended_at=workspace.now()))
    links = (login_links.c.workspace == workspace.name) & (login_links.c.user == user)
    connection.execute(sa.delete(login_links).where(links))


def _sha(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
