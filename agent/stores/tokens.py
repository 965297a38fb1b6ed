"""Bearer tokens: who a program speaks for over HTTP, and what it may do. Only a digest is kept."""

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
from agent.stores.schema import tokens
from agent.stores.workspace import Workspace

PREFIX = b"clf_"
"""So that a token in the wrong place is recognised as one."""

SECRET_BYTES = 32

USED_EVERY = timedelta(minutes=1)
"""How exactly the last use is kept; each request would otherwise be a write."""

_NOBODYS = hashlib.sha256(b"no secret has this digest, for a secret is longer").hexdigest()
"""What an unknown token is compared with, so that it costs the same work."""


class Scope(StrEnum):
    """What a token may do; each by itself."""

    INTAKE = "intake"
    """Send texts in; not read any."""
    READ = "read"
    CONFIRM = "confirm"
    """Commit proposals as the token's person."""


class Token(Noun):
    """A token without its secret, which nobody can read again."""

    id: str
    user: str
    scopes: tuple[Scope, ...]
    created_at: AwareDatetime
    used_at: AwareDatetime | None = None
    """To the minute."""
    revoked_at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True)
class SqlTokens:
    workspace: Workspace

    def issue(self, user: str, scopes: Collection[Scope]) -> str:
        """The token itself, which is shown once. `user` is the full name of a known user."""
        if not scopes:
            raise InvalidChange("a token needs a scope: intake, read or confirm")
        token_id = self.workspace.new_id("T").removeprefix("T-")
        secret = secrets.token_urlsafe(SECRET_BYTES)
        said = " ".join(scope for scope in Scope if scope in scopes)
        with self.workspace.write() as connection:
            connection.execute(
                sa.insert(tokens).values(
                    id=token_id,
                    workspace=self.workspace.name,
                    secret_sha256=hashlib.sha256(secret.encode()).hexdigest(),
                    user=user,
                    scopes=said,
                    created_at=self.workspace.now(),
                )
            )
            self.workspace.append(connection, "token.issued", token_id, user=user, scopes=said)
        return f"{PREFIX.decode()}{token_id}.{secret}"

    def check(self, presented: bytes) -> Token | None:
        """Whose it is, as long as it counts; None for anything else."""
        name, _, secret = presented.removeprefix(PREFIX).partition(b".")
        row = self._row(name.decode("ascii", "replace"))
        known = row.secret_sha256 if row else _NOBODYS
        given = hashlib.sha256(secret).hexdigest()
        fits = hmac.compare_digest(given.encode(), known.encode())
        if row is None or not fits or row.revoked_at or not presented.startswith(PREFIX):
            return None
        token = _token(row)
        self._used(token)
        return token

    def find(self) -> list[Token]:
        """All of them, the oldest first."""
        query = self._select().order_by(tokens.c.created_at, tokens.c.id)
        with self.workspace.database.read() as connection:
            return [_token(row) for row in connection.execute(query)]

    def revoke(self, token_id: str) -> None:
        """It never counts again. Raises NotFound, AmbiguousId, InvalidChange where that is so already."""
        now = self.workspace.now()
        with self.workspace.write() as connection:
            found = self.workspace.full_id(connection, tokens, token_id)
            standing = (tokens.c.id == found) & tokens.c.revoked_at.is_(None)
            if not connection.execute(sa.update(tokens).where(standing).values(revoked_at=now)).rowcount:
                raise InvalidChange(f"the token {found!r} is revoked already")
            self.workspace.append(connection, "token.revoked", found)

    def _select(self) -> sa.Select[tuple[object, ...]]:
        return sa.select(tokens).where(tokens.c.workspace == self.workspace.name)

    def _row(self, token_id: str) -> sa.Row[tuple[object, ...]] | None:
        with self.workspace.database.read() as connection:
            return connection.execute(self._select().where(tokens.c.id == token_id)).one_or_none()

    def _used(self, token: Token) -> None:
        now = self.workspace.now()
        if token.used_at is None or now - token.used_at >= USED_EVERY:
            with self.workspace.database.write() as connection:
                connection.execute(sa.update(tokens).where(tokens.c.id == token.id).values(used_at=now))


def _token(row: sa.Row[tuple[object, ...]]) -> Token:
    return Token(
        id=row.id,
        user=row.user,
        scopes=tuple(Scope(scope) for scope in row.scopes.split()),
        created_at=row.created_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )
