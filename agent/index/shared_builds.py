"""Builds in PostgreSQL, which workers on several machines share: a row for each, one of them in use."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

import sqlalchemy as sa

from agent.errors import IndexUnavailable
from agent.index.legs import Meta, rebuilding
from agent.index.tables import LexicalTables, registry

_LOCK_SECONDS = 30
_DROP_SECONDS = 5
"""A table that somebody reads for so long is left to the next rebuild."""
_MAKING = 0x436C61726978
"""Of the advisory lock under which the table of builds is made; "Clarix" in ASCII."""


@dataclass(frozen=True, slots=True)
class SharedBuild:
    """Implements `Build`."""

    name: str
    owner: str
    engine: sa.Engine

    def create(self, meta: Meta) -> None:
        with self.words() as words:
            words.create(meta)

    @contextmanager
    def words(self) -> Iterator[LexicalTables]:
        with _unavailable(), _committing(self.engine).connect() as connection:
            yield LexicalTables(connection, self.name)


class SharedBuilds:
    """Implements `Builds` in the database of the store. Every method may raise IndexUnavailable."""

    def __init__(self, engine: sa.Engine, workspace: str) -> None:
        self._engine = engine
        self._workspace = workspace
        self._mine = registry.c.workspace == workspace
        self._prefix = f"clarify_index_{hashlib.sha256(workspace.encode()).hexdigest()[:16]}_"
        self._lock = Lock()
        """So that only one thread of a process waits with a connection in its hands."""

    def current(self) -> SharedBuild:
        asked = sa.select(registry.c.name, registry.c.owner).where(self._mine, registry.c.in_use)
        with _unavailable(), _committing(self._engine).connect() as connection:
            try:
                row = connection.execute(asked).first()
            except sa.exc.ProgrammingError:  # there is no such table
                row = None
        if row is None:
            raise IndexUnavailable("there is no duplicate index yet; run `clarify reindex`")
        return SharedBuild(row.name, row.owner, self._engine)

    @contextmanager
    def locked(self) -> Iterator[None]:
        if not self._lock.acquire(timeout=_LOCK_SECONDS):
            raise IndexUnavailable("another thread is writing the index; try again")
        try:
            with _unavailable(), self._alone():
                yield
        finally:
            self._lock.release()

    @contextmanager
    def free(self) -> Iterator[bool]:
        if not self._lock.acquire(blocking=False):
            yield False
            return
        try:
            with _unavailable(), _committing(self._engine).connect() as connection:
                got = connection.execute(sa.select(sa.func.pg_try_advisory_lock(self._key))).scalar_one()
                try:
                    yield bool(got)
                finally:
                    if got:
                        _unlock(connection, self._key)
        finally:
            self._lock.release()

    def check_idle(self) -> None:
        making = self._mine & registry.c.in_use.is_(False) & registry.c.total.is_not(None)
        with _unavailable(), _committing(self._engine).connect() as connection:
            try:
                told = connection.execute(sa.select(registry.c.done, registry.c.total).where(making)).first()
            except sa.exc.ProgrammingError:  # there is no such table
                return
        if told is None:
            return
        with self.free() as free:
            if not free:
                raise rebuilding(told.done, told.total)

    def tell(self, name: str, done: int, total: int) -> None:
        far = sa.update(registry).where(registry.c.name == name).values(done=done, total=total)
        with _unavailable(), self._engine.begin() as connection:
            connection.execute(far)

    def new(self) -> SharedBuild:
        with _unavailable(), self._engine.begin() as connection:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MAKING)))
            registry.create(connection, checkfirst=True)
            known = connection.execute(sa.select(registry.c.name, registry.c.owner).where(self._mine)).all()
            owner = known[0].owner if known else secrets.token_hex(8)
            name = f"{self._prefix}{max((_number(row.name) for row in known), default=0) + 1}"
            new = {"name": name, "workspace": self._workspace, "owner": owner, "in_use": False}
            connection.execute(sa.insert(registry).values(new))
        return SharedBuild(name, owner, self._engine)

    def use(self, name: str) -> None:
        with _unavailable():
            with self._engine.begin() as connection:
                used = (
                    sa.update(registry).where(self._mine).values(in_use=registry.c.name == name, total=None)
                )
                names = connection.execute(used.returning(registry.c.name)).scalars().all()
            for other in names:
                if other != name:
                    self.drop(other)

    def drop(self, name: str) -> None:
        """What somebody holds is left to the next rebuild."""
        try:
            with self._engine.begin() as connection:
                connection.execute(sa.text(f"SET LOCAL lock_timeout = '{_DROP_SECONDS}s'"))
                for kind in ("entries", "stems", "frequencies"):
                    connection.execute(sa.text(f"DROP TABLE IF EXISTS {name}_{kind}"))
                connection.execute(sa.delete(registry).where(registry.c.name == name))
        except sa.exc.OperationalError:
            return

    def give_up(self, name: str) -> None:
        with _unavailable(), self._engine.begin() as connection:
            connection.execute(sa.update(registry).where(registry.c.name == name).values(in_use=False))

    @property
    def _key(self) -> sa.ColumnElement[int]:
        return sa.func.hashtextextended(sa.func.current_schema() + self._prefix, 0)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process writes; the lock goes with the connection, so a dead process holds none."""
        with _committing(self._engine).connect() as connection:
            connection.execute(sa.text(f"SET lock_timeout = '{_LOCK_SECONDS}s'"))
            try:
                connection.execute(sa.select(sa.func.pg_advisory_lock(self._key)))
            except sa.exc.OperationalError as exc:
                connection.invalidate()
                raise IndexUnavailable("another process is writing the index; try again") from exc
            try:
                yield
            finally:
                _unlock(connection, self._key)


def _committing(engine: sa.Engine) -> sa.Engine:
    """Each statement by itself: a search asks no more than it has to."""
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _unlock(connection: sa.Connection, key: sa.ColumnElement[int]) -> None:
    try:
        connection.execute(sa.select(sa.func.pg_advisory_unlock(key)))
        connection.execute(sa.text("RESET lock_timeout"))
    except sa.exc.SQLAlchemyError:
        connection.invalidate()  # the lock goes with it


def _number(name: str) -> int:
    return int(name.rpartition("_")[2])


@contextmanager
def _unavailable() -> Iterator[None]:
    """What the driver says may quote a text, so only its kind is told."""
    try:
        yield
    except (sa.exc.DBAPIError, sa.exc.TimeoutError) as exc:
        kind = type(getattr(exc, "orig", None) or exc).__name__
        raise IndexUnavailable(
            f"the index in the database cannot be used ({kind}); try again, then run `clarify reindex`"
        ) from exc
