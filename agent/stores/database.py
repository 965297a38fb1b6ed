"""One database: how it is opened, checked, migrated, read and written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from agent.errors import StoreBusy, StoreError, StoreFull, StoreUnusable
from agent.stores import schema

LATEST = "0003"
"""The newest migration; a database with another unknown one was made by a newer program."""

KNOWN = ("0001", "0003")


class Database:
    """Transactions over one URL; `write()` takes the write lock at once on SQLite."""

    def __init__(self, url: str | sa.URL) -> None:
        self.engine = _engine(url)

    def open(self) -> None:
        """Create or upgrade it. Raises StoreUnusable where it is not ours or newer than this program."""
        with self._errors():
            version = self._version()
        if version is None or version != LATEST:
            self._migrate()

    def close(self) -> None:
        self.engine.dispose()

    def has_events(self) -> bool:
        with self.read() as connection:
            return connection.execute(sa.select(schema.events.c.seq).limit(1)).first() is not None

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        with self._errors(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        reading = self.engine.execution_options(clarify_write=False)
        with self._errors(), reading.begin() as connection:
            yield connection

    def _version(self) -> str | None:
        tables = set(sa.inspect(self.engine).get_table_names())
        if not tables:
            return None
        if "clarify_meta" not in tables or "alembic_version" not in tables:
            raise StoreUnusable(
                f"the database {self._name!r} holds other tables than Clarify's: "
                "name another with CLARIFY_DATABASE or `database:` in clarify.yaml"
            )
        with self.read() as connection:
            found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
        if found not in KNOWN:
            raise StoreUnusable(
                f"the database {self._name!r} was made by a newer Clarify (schema {found!r}, "
                f"this program knows up to {LATEST!r}): install the newer version"
            )
        return str(found)

    def _migrate(self) -> None:
        from alembic import command

        with self.write() as connection:
            command.upgrade(alembic_config(connection), "head")

    @property
    def _name(self) -> str:
        return self.engine.url.database or self.engine.url.render_as_string(hide_password=True)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as exc:
            raise self._ours(exc) from exc

    def _ours(self, exc: sa.exc.DBAPIError) -> Exception:
        """The store's own error for one of the driver's; a broken constraint stays what it is."""
        if isinstance(exc, sa.exc.IntegrityError):
            return exc
        said = str(exc.orig).lower()
        if "full" in said or "no space" in said:
            return StoreFull(f"no space left for {self._name!r}: nothing was written; free some")
        if "locked" in said or "busy" in said:
            return StoreBusy(f"the database {self._name!r} is held by another process: try again")
        known = ("not a database", "malformed", "unable to open", "readonly", "disk i/o", "connection")
        if any(words in said for words in known):
            hint = ": is there space, and may it be written?" if "disk i/o" in said else ""
            return StoreUnusable(f"the database {self._name!r} cannot be used: {_line(exc)}{hint}")
        return StoreError(f"the database {self._name!r} answered: {_line(exc)}")


def _line(exc: sa.exc.DBAPIError) -> str:
    return " ".join(str(exc.orig).split())


def alembic_config(connection: sa.Connection) -> Any:  # noqa: ANN401 alembic is imported late, so its type is not at hand
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resources.files("agent.stores") / "migrations"))
    config.attributes["connection"] = connection
    return config


def _engine(url: str | sa.URL) -> sa.Engine:
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as exc:
        raise StoreUnusable(f"{url!r} is no database URL: use sqlite:///FILE or postgresql://…") from exc
    if parsed.get_backend_name() != "sqlite":
        return _create(parsed)
    if parsed.database and parsed.database != ":memory:":
        _make_folder(Path(parsed.database).parent)
    engine = _create(parsed)
    sa.event.listen(engine, "connect", _pragmas)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _create(url: sa.URL) -> sa.Engine:
    try:
        return sa.create_engine(url)
    except (sa.exc.ArgumentError, ModuleNotFoundError) as exc:
        raise StoreUnusable(
            f"no driver for {url.drivername!r}: `pip install 'clarify-work[postgres]'` brings PostgreSQL's"
        ) from exc


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as exc:
        raise StoreUnusable(f"the folder {str(folder)!r} cannot be made: {exc.strerror}") from exc


def _pragmas(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, so that a writer takes its lock first
    for pragma in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    writing = connection.get_execution_options().get("clarify_write", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def store_id(database: Database) -> str:
    """What tells this store from any other; the index is bound to it."""
    with database.read() as connection:
        query = sa.select(schema.meta.c.value).where(schema.meta.c.key == "store_id")
        return str(connection.execute(query).scalar_one())
