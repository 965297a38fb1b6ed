"""Who may decide (users), and whom work may go to (the imported directory)."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from agent.errors import InvalidChange, UnknownPerson
from agent.models import Noun
from agent.stores.schema import people, users
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
            known = connection.execute(self._mine())
            if any(user.name.casefold() == row.name.casefold() for row in known):
                raise InvalidChange(f"there is a user {user.name!r} already")
            connection.execute(
                sa.insert(users).values(
                    workspace=self.workspace.name,
                    name=user.name,
                    email=user.email,
                    added_at=self.workspace.now(),
                )
            )
            self.workspace.append(connection, "user.added", user.name)

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

    def _mine(self) -> sa.Select[tuple[str, str]]:
        return sa.select(users.c.name, users.c.email).where(users.c.workspace == self.workspace.name)
