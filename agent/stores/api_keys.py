"""Keys of the HTTP API: what a program may do, and whom it speaks for. Only a digest is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import sqlalchemy as sa
from pydantic import AwareDatetime

from agent.errors import InvalidChange
from agent.models import Noun
from agent.stores.schema import api_keys
from agent.stores.workspace import Workspace

PREFIX = b"clf_"
"""So that a key in the wrong place is recognised as one."""

SECRET_BYTES = 32
LONGEST_NAME = 80

USED_EVERY = timedelta(minutes=1)
"""How exactly the last use is kept; each request would otherwise be a write."""

_NOBODYS = hashlib.sha256(b"no secret has this digest, for a secret is longer").hexdigest()
"""What an unknown key is compared with, so that it costs the same work."""


class Scope(StrEnum):
    """What a key may do; each by itself."""

    INTAKE = "intake"
    """Send texts and forms in; not read any text."""
    READ = "read"
    CONFIRM = "confirm"
    """Decide as the key's person."""


class ApiKey(Noun):
    """A key without its secret, which nobody can read again."""

    id: str
    name: str
    user: str | None
    """Whom it speaks for; always somebody where it may confirm."""
    scopes: tuple[Scope, ...]
    created_at: AwareDatetime
    used_at: AwareDatetime | None = None
    """To the minute."""
    revoked_at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True)
class SqlApiKeys:
    workspace: Workspace

    def create(self, name: str, scopes: Collection[Scope], user: str | None = None) -> str:
        """The key itself, which is shown once. `user` is the full name of a known user.

        Raises InvalidChange where nobody could say later which key it is, or who decides with it.
        """
        self._check(name, scopes, user)
        key_id = self.workspace.new_id("K").removeprefix("K-")
        secret = secrets.token_urlsafe(SECRET_BYTES)
        said = " ".join(scope for scope in Scope if scope in scopes)
        standing = self._select().where(api_keys.c.name == name, api_keys.c.revoked_at.is_(None))
        with self.workspace.write() as connection:
            if connection.execute(standing).first():
                raise InvalidChange(
                    f"there is a key {name!r} already: revoke it first, or name this otherwise"
                )
            connection.execute(
                sa.insert(api_keys).values(
                    id=key_id,
                    workspace=self.workspace.name,
                    name=name,
                    secret_sha256=hashlib.sha256(secret.encode()).hexdigest(),
                    user=user,
                    scopes=said,
                    created_at=self.workspace.now(),
                )
            )
            self.workspace.append(connection, "key.created", key_id, name=name, user=user, scopes=said)
        return f"{PREFIX.decode()}{key_id}.{secret}"

    def check(self, presented: bytes) -> ApiKey | None:
        """Whose it is, as long as it counts; None for anything else."""
        name, _, secret = presented.removeprefix(PREFIX).partition(b".")
        row = self._row(name.decode("ascii", "replace"))
        known = row.secret_sha256 if row else _NOBODYS
        given = hashlib.sha256(secret).hexdigest()
        fits = hmac.compare_digest(given.encode(), known.encode())
        if row is None or not fits or row.revoked_at or not presented.startswith(PREFIX):
            return None
        key = _key(row)
        self._used(key)
        return key

    def find(self) -> list[ApiKey]:
        """All of them, the oldest first."""
        query = self._select().order_by(api_keys.c.created_at, api_keys.c.id)
        with self.workspace.database.read() as connection:
            return [_key(row) for row in connection.execute(query)]

    def revoke(self, named: str) -> ApiKey:
        """It never counts again. `named`: the name of one that stands, or an id, which may be shortened.

        Raises NotFound, AmbiguousId, InvalidChange where it was revoked before.
        """
        now = self.workspace.now()
        stands = api_keys.c.revoked_at.is_(None)
        by_name = sa.select(api_keys.c.id).where(
            api_keys.c.workspace == self.workspace.name, api_keys.c.name == named, stands
        )
        with self.workspace.write() as connection:
            found = connection.execute(by_name).scalar()
            found = found or self.workspace.full_id(connection, api_keys, named)
            revoked = sa.update(api_keys).where(api_keys.c.id == found, stands).values(revoked_at=now)
            if not connection.execute(revoked).rowcount:
                raise InvalidChange(f"the key {found!r} is revoked already")
            self.workspace.append(connection, "key.revoked", found)
            return _key(connection.execute(self._select().where(api_keys.c.id == found)).one())

    def _check(self, name: str, scopes: Collection[Scope], user: str | None) -> None:
        if not (name.strip() and name.isprintable() and len(name) <= LONGEST_NAME):
            raise InvalidChange(f"a key needs a name of 1 to {LONGEST_NAME} characters, such as 'website'")
        if not scopes:
            raise InvalidChange("a key needs a scope: intake, read or confirm")
        if Scope.CONFIRM in scopes and user is None:
            raise InvalidChange("a key that may confirm speaks for a person: name them with --for")

    def _select(self) -> sa.Select[tuple[object, ...]]:
        return sa.select(api_keys).where(api_keys.c.workspace == self.workspace.name)

    def _row(self, key_id: str) -> sa.Row[tuple[object, ...]] | None:
        with self.workspace.database.read() as connection:
            return connection.execute(self._select().where(api_keys.c.id == key_id)).one_or_none()

    def _used(self, key: ApiKey) -> None:
        now = self.workspace.now()
        if key.used_at is None or now - key.used_at >= USED_EVERY:
            with self.workspace.database.write() as connection:
                connection.execute(sa.update(api_keys).where(api_keys.c.id == key.id).values(used_at=now))


def _key(row: sa.Row[tuple[object, ...]]) -> ApiKey:
    return ApiKey(
        id=row.id,
        name=row.name,
        user=row.user,
        scopes=tuple(Scope(scope) for scope in row.scopes.split()),
        created_at=row.created_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )
