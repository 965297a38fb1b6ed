"""Passwords of people, kept as argon2id says (RFC 9106). Nobody needs one: a login link does as well."""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import sqlalchemy as sa

from agent.errors import InvalidChange
from agent.stores.schema import users
from agent.stores.sessions import end_sessions
from agent.stores.workspace import Workspace

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 10, 200

_AT_ONCE = threading.BoundedSemaphore(2)
"""Each takes 64 MB and a core for some 50 ms: more at once would only slow each other."""


@dataclass(frozen=True, slots=True)
class SqlPasswords:
    workspace: Workspace

    def set(self, user: str, password: str | None) -> None:
        """Of a known user; None takes it away. Everything that was logged in with the old one ends.

        Raises InvalidChange where it is too short, or too long.
        """
        kept = _hashed(checked(password)) if password is not None else None
        with self.workspace.write() as connection:
            connection.execute(sa.update(users).where(self._named(user)).values(password=kept))
            end_sessions(self.workspace, connection, user)
            kind = "user.password" if kept else "user.no-password"
            self.workspace.append(connection, kind, user)

    def check(self, name: str, password: str) -> str | None:
        """Whose name or email and password these are; it takes as long where there is no such user."""
        known, nobodys = self._find(name), _nobodys()
        kept = known["password"] if known else None
        fits = _verified(kept or nobodys, _plain(password[:LONGEST])) and len(password) <= LONGEST
        return known["name"] if fits and known and kept else None

    def _find(self, name: str) -> sa.RowMapping | None:
        wanted = name.strip().casefold() or None
        query = sa.select(users.c.name, users.c.email, users.c.password).where(
            users.c.workspace == self.workspace.name, users.c.removed_at.is_(None)
        )
        with self.workspace.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        names = ((row, (row["name"].casefold(), row["email"].casefold())) for row in rows)
        return next((row for row, known in names if wanted in known), None)

    def _named(self, user: str) -> sa.ColumnElement[bool]:
        return (users.c.workspace == self.workspace.name) & (users.c.name == user)


def checked(password: str) -> str:
    """As it counts. Raises InvalidChange where it is too short, or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidChange(f"a password has {SHORTEST} to {LONGEST} characters: take a longer one")
    return _plain(password)


def _plain(password: str) -> str:
    """The same characters, however a keyboard puts them together."""
    return unicodedata.normalize("NFKC", password)


def _hashed(password: str) -> str:
    with _AT_ONCE:
        return _hasher().hash(password)


def _verified(kept: str, password: str) -> bool:
    from argon2.exceptions import VerificationError

    with _AT_ONCE:
        try:
            return _hasher().verify(kept, password)
        except VerificationError:
            return False


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys() -> str:
    """What the password of an unknown user is compared with."""
    return _hashed("no password is compared with this one and fits")
