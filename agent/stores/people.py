"""Who may decide (users), and whom work may go to (the imported directory)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.errors import InvalidChange, UnknownPerson
from agent.models import Noun
from agent.stores.schema import api_keys, people, users
from agent.stores.sessions import end_sessions
from agent.stores.workspace import Workspace


class User(Noun):
    """A named person who may decide."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class SqlPeople:
    workspace: Workspace

    def add(self, user: User) -> None:
        """Raises InvalidChange where the name is empty or taken."""
        if not user.name.strip():
            raise InvalidChange("a user needs a name: `clarify users add 'Ana Novak'`")
        if not (user.name.isprintable() and user.email.isprintable()):
            raise InvalidChange(f"{user.name!r} holds characters that no name has")
        with self.workspace.write() as connection:
            known = connection.execute(self._mine(removed=True))
            same = next((row for row in known if user.name.casefold() == row.name.casefold()), None)
            if same and same.removed_at is None:
                raise InvalidChange(f"there is a user {user.name!r} already")
            if same:
                self._bring_back(connection, same.name, user.email)
            else:
                self._insert(connection, user)
            self.workspace.append(connection, "user.added", same.name if same else user.name)

    def remove(self, name: str, by: str = "") -> None:
        """They decide nothing from now on: no session, link, token or password of theirs counts. What they
        decided before stays theirs. `name` is the full name of a known user.
        """
        now = self.workspace.now()
        with self.workspace.write() as connection:
            connection.execute(
                sa.update(users).where(self._named(name)).values(removed_at=now, password=None)
            )
            end_sessions(self.workspace, connection, name)
            theirs = (api_keys.c.workspace == self.workspace.name) & (api_keys.c.user == name)
            standing = theirs & api_keys.c.revoked_at.is_(None)
            connection.execute(sa.update(api_keys).where(standing).values(revoked_at=now))
            self.workspace.append(connection, "user.removed", name, by=by)

    def _bring_back(self, connection: sa.Connection, name: str, email: str) -> None:
        """Somebody who was removed before, without the password of then."""
        values = {"removed_at": None, "email": email, "added_at": self.workspace.now()}
        connection.execute(sa.update(users).where(self._named(name)).values(**values))

    def _insert(self, connection: sa.Connection, user: User) -> None:
        connection.execute(
            sa.insert(users).values(
                workspace=self.workspace.name,
                name=user.name,
                email=user.email,
                added_at=self.workspace.now(),
            )
        )

    def users(self) -> list[User]:
        with self.workspace.database.read() as connection:
            found = [User(name=row.name, email=row.email) for row in connection.execute(self._mine())]
        return sorted(found, key=lambda user: user.name)  # databases differ in how they sort

    def user(self, name: str) -> User:
        """By name or email, in any case. Raises UnknownPerson."""
        wanted = name.strip().casefold()
        for user in self.users():
            if wanted and wanted in (user.name.casefold(), user.email.casefold()):
                return user
        raise UnknownPerson(
            f"{name!r} is no user: `clarify users add {name!r}` adds one, `clarify users` lists them"
        )

    def import_directory(self, text: str) -> None:
        """Replace the directory; the text was validated before."""
        mine = people.c.workspace == self.workspace.name
        with self.workspace.write() as connection:
            connection.execute(sa.delete(people).where(mine))
            connection.execute(
                sa.insert(people).values(
                    workspace=self.workspace.name, document=text, imported_at=self.workspace.now()
                )
            )
            self.workspace.append(connection, "directory.imported", self.workspace.name)

    def directory(self) -> str | None:
        """The text of the imported directory, if there is one."""
        query = sa.select(people.c.document).where(people.c.workspace == self.workspace.name)
        with self.workspace.database.read() as connection:
            return connection.execute(query).scalar_one_or_none()

    def _mine(self, *, removed: bool = False) -> sa.Select[tuple[str, str, datetime | None]]:
        query = sa.select(users.c.name, users.c.email, users.c.removed_at)
        query = query.where(users.c.workspace == self.workspace.name)
        return query if removed else query.where(users.c.removed_at.is_(None))

    def _named(self, name: str) -> sa.ColumnElement[bool]:
        return (users.c.workspace == self.workspace.name) & (users.c.name == name)
