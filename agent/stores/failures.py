"""What a driver's error means to us; no message holds a password."""

from __future__ import annotations

import sqlalchemy as sa

from agent.errors import StoreBusy, StoreError, StoreFull, StoreUnusable

RETRYABLE = ("40", "53300", "55P03", "57P")
"""SQLSTATE of PostgreSQL: serialization failure, deadlock, too many clients, lock, restart."""

FULL = ("53100",)

UNUSABLE = {
    "28": "check the user and the password in CLARIFY_DATABASE",
    "3D": "create it: `createdb --encoding UTF8 NAME`",
    "42501": "its user needs the right to create tables: `GRANT CREATE ON SCHEMA public TO …`",
    "25006": "it is read-only",
}
"""SQLSTATE → what to do."""

STARTING = ("starting up", "shutting down", "recovery mode", "too many clients", "connection slots")
"""Refusals to connect carry no SQLSTATE; a server in another language is taken for unreachable."""


def ours(exc: sa.exc.SQLAlchemyError, url: sa.URL) -> Exception:
    """The store's own error for one of the driver's; a broken constraint stays what it is."""
    if isinstance(exc, sa.exc.TimeoutError):
        return StoreBusy(f"every connection to {place(url)} is in use: try again, or raise `database_pool`")
    if not isinstance(exc, sa.exc.DBAPIError) or isinstance(exc, sa.exc.IntegrityError):
        return exc
    return _of_sqlite(exc, url) if url.get_backend_name() == "sqlite" else _of_postgresql(exc, url)


def place(url: sa.URL) -> str:
    """The database in words, as messages name it."""
    name = url.database or url.get_backend_name()
    return f"{name!r} on {url.host}" if url.host else repr(name)


def _of_sqlite(exc: sa.exc.DBAPIError, url: sa.URL) -> StoreError:
    said = str(exc.orig).lower()
    if "full" in said or "no space" in said:
        return StoreFull(f"no space left for {place(url)}: nothing was written; free some")
    if "locked" in said or "busy" in said:
        return StoreBusy(f"the database {place(url)} is held by another process: try again")
    known = ("not a database", "malformed", "unable to open", "readonly", "disk i/o")
    if any(words in said for words in known):
        hint = ": is there space, and may it be written?" if "disk i/o" in said else ""
        return StoreUnusable(f"the database {place(url)} cannot be used: {_said(exc, url)}{hint}")
    return StoreError(f"the database {place(url)} answered: {_said(exc, url)}")


def _of_postgresql(exc: sa.exc.DBAPIError, url: sa.URL) -> StoreError:
    state, said = getattr(exc.orig, "sqlstate", None) or "", _said(exc, url)
    if exc.connection_invalidated:
        return StoreBusy(f"the connection to {place(url)} was lost: look whether it was done, and try again")
    if not state and isinstance(exc, sa.exc.OperationalError):
        return _unreached(said, url)
    if state.startswith(RETRYABLE):
        return StoreBusy(f"the database {place(url)} is busy: nothing was written; try again ({said})")
    if state.startswith(FULL):
        return StoreFull(f"no space left for {place(url)}: nothing was written; free some")
    for beginning, hint in UNUSABLE.items():
        if state.startswith(beginning):
            return StoreUnusable(f"the database {place(url)} cannot be used: {said}: {hint}")
    return StoreError(f"the database {place(url)} answered: {said}")


def _unreached(said: str, url: sa.URL) -> StoreError:
    if any(words in said for words in STARTING):
        return StoreBusy(f"the database {place(url)} takes no connection now: try again ({said})")
    hint = (
        "create it: `createdb --encoding UTF8 NAME`" if "does not exist" in said else "check CLARIFY_DATABASE"
    )
    return StoreUnusable(f"the database {place(url)} cannot be reached: {said}: {hint}")


def _said(exc: sa.exc.DBAPIError, url: sa.URL) -> str:
    """One line, as a driver may quote what it was given."""
    words = " ".join(str(exc.orig).split())
    for secret in (url.password, url.query.get("password")):
        words = words.replace(str(secret), "***") if secret else words
    return words
