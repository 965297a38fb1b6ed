"""One database: how it is opened, checked, migrated, read and written."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from agent.errors import InputError, StoreBusy, StoreUnusable
from agent.stores import schema
from agent.stores.failures import ours, place
from agent.stores.sqlite import LOCK_SECONDS, Disk, begin

KNOWN = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
)
LATEST = KNOWN[-1]
"""The newest migration; a database with another unknown one was made by a newer program."""

MIGRATING = 0x436C61726966
"""Of the advisory lock under which one process migrates; "Clarif" in ASCII."""

CONNECT_SECONDS = 10


class Database:
    """Transactions over one URL. A reader sees one state of it, whatever others write meanwhile."""

    def __init__(self, url: str | sa.URL, pool_size: int = 5) -> None:
        """`pool_size`: connections to PostgreSQL that are kept; twice as many more are made at need."""
        self._disk = Disk()
        self.engine = _engine(url, pool_size, self._disk)
        self._turn = threading.Lock()

    def open(self) -> None:
        """Create or upgrade it. Raises StoreUnusable where it is not ours or newer than this program."""
        with self.read() as connection:
            version = self.version(connection)
        if version != LATEST:
            with self.write() as connection:
                self.migrate(connection)

    def migrate(self, connection: sa.Connection, revision: str = "head") -> None:
        """Bring the schema there in the caller's transaction; one process does, the others wait."""
        from alembic import command

        if self.is_postgresql:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATING)))
        self.version(connection)
        command.upgrade(alembic_config(connection), revision)

    def close(self) -> None:
        self.engine.dispose()

    @property
    def is_postgresql(self) -> bool:
        return self.engine.dialect.name == "postgresql"

    def has_events(self) -> bool:
        with self.read() as connection:
            return connection.execute(sa.select(schema.events.c.seq).limit(1)).first() is not None

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[sa.Connection]:
        """Commits at the end. On SQLite it takes the write lock at once. What is not `durable` survives the
        end of the process, but nobody waits for the disk: a power cut may take it back.
        """
        with self._errors(), self._writer(), self.engine.begin() as connection:
            if not durable and self.is_postgresql:
                connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
            yield connection
        if durable:
            self._disk.settle()

    @contextmanager
    def _writer(self) -> Iterator[None]:
        """SQLite has one writer: threads of this process take turns, each at once when the last has ended,
        instead of asking for the lock now and then; nobody holds a connection while they wait.
        """
        if self.is_postgresql:
            yield
            return
        if not self._turn.acquire(timeout=LOCK_SECONDS):
            raise StoreBusy(f"the database {self._name} is written by others for too long: try again")
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        reading = self.engine.execution_options(clarify_write=False)
        if self.is_postgresql:
            reading = reading.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with self._errors(), reading.begin() as connection:
            yield connection

    def version(self, connection: sa.Connection) -> str | None:
        """Of the schema; none where there is no table. Raises StoreUnusable where it is not ours."""
        if self.is_postgresql:
            _check_encoding(connection, self._name)
        tables = set(sa.inspect(connection).get_table_names())
        found = None
        if "alembic_version" in tables:
            found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
        if found is None and not tables - {"alembic_version"}:
            return None
        if found is None or "clarify_meta" not in tables:
            raise StoreUnusable(
                f"the database {self._name} holds other tables than Clarify's: "
                "name another with CLARIFY_DATABASE or `database:` in clarify.yaml"
            )
        if found not in KNOWN:
            raise StoreUnusable(
                f"the database {self._name} was made by a newer Clarify (schema {found!r}, "
                f"this program knows up to {LATEST!r}): install the newer version"
            )
        return str(found)

    @property
    def _name(self) -> str:
        return place(self.engine.url)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.SQLAlchemyError as exc:
            known = ours(exc, self.engine.url)
            if known is exc:
                raise
            raise known from exc


def _check_encoding(connection: sa.Connection, name: str) -> None:
    encoding = connection.execute(sa.text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        raise StoreUnusable(
            f"the database {name} keeps text as {encoding}: create it anew with `createdb --encoding UTF8`"
        )


def alembic_config(connection: sa.Connection) -> Any:  # noqa: ANN401 alembic is imported late, so its type is not at hand
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resources.files("agent.stores") / "migrations"))
    config.attributes["connection"] = connection
    return config


def _engine(url: str | sa.URL, pool_size: int, disk: Disk) -> sa.Engine:
    parsed = _parsed(url)
    if parsed.get_backend_name() != "sqlite":
        engine = _create(parsed, pool_size)
    else:
        if parsed.database and parsed.database != ":memory:":
            _make_folder(Path(parsed.database).parent)
        engine = _create(parsed)
        sa.event.listen(engine, "connect", disk.set_up)
        sa.event.listen(engine, "begin", begin)
    sa.event.listen(engine, "before_cursor_execute", _check_text)
    return engine


def _parsed(url: str | sa.URL) -> sa.URL:
    """The part before `@` holds a password, so no message quotes it."""
    shown = repr(f"…{str(url)[str(url).rindex('@') :]}" if "@" in str(url) else str(url))
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        raise StoreUnusable(f"{shown} is no database URL: use sqlite:///FILE or postgresql://…") from None
    if parsed.get_backend_name() == "sqlite":
        return parsed
    if isinstance(url, str) and url.count("@") > 1:
        raise StoreUnusable(f"the database URL {shown} holds more than one '@': in a password write '%40'")
    return parsed


def _create(url: sa.URL, pool_size: int | None = None) -> sa.Engine:
    try:
        if pool_size is None:
            return sa.create_engine(url)
        return sa.create_engine(
            url,
            pool_size=pool_size,
            max_overflow=2 * pool_size,
            pool_pre_ping=True,  # a server that was restarted is not an error of the next command
            isolation_level="READ COMMITTED",
            connect_args=_greeting(url),
        )
    except (sa.exc.ArgumentError, ModuleNotFoundError, TypeError) as exc:
        raise StoreUnusable(
            f"no driver for {url.drivername!r}: `pip install 'clarify-work[postgres]'` brings PostgreSQL's"
        ) from exc


def _greeting(url: sa.URL) -> dict[str, str | int]:
    """What the URL does not say itself."""
    if url.get_backend_name() != "postgresql":
        return {}
    ours: dict[str, str | int] = {
        "application_name": "clarify",
        "connect_timeout": CONNECT_SECONDS,
        "client_encoding": "utf8",
    }
    return {name: value for name, value in ours.items() if name not in url.query}


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as exc:
        raise StoreUnusable(f"the folder {str(folder)!r} cannot be made: {exc.strerror}") from exc


def insert_new(connection: sa.Connection, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that knows `on_conflict_do_nothing`, which both databases write alike."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def is_storable(text: str) -> bool:
    """Without what PostgreSQL cannot hold: NUL, and halves of characters (lone surrogates)."""
    try:
        return "\0" not in text and bool(text.isascii() or text.encode())
    except UnicodeEncodeError:
        return False


def _check_text(
    _connection: sa.Connection, _cursor: object, _statement: str,
    parameters: Sequence[object] | Mapping[str, object], _context: object, _many: bool,
) -> None:  # fmt: skip
    """Both databases refuse the same, before anything is sent."""
    values = [parameters]
    while values:
        match values.pop():
            case str(text) if not is_storable(text):
                raise InputError("a text holds NUL or half a character, which cannot be stored: take it out")
            case list(some) | tuple(some):
                values.extend(some)
            case dict(named):
                values.extend(named.values())


def store_id(database: Database) -> str:
    """What tells this store from any other; the index is bound to it."""
    with database.read() as connection:
        query = sa.select(schema.meta.c.value).where(schema.meta.c.key == "store_id")
        return str(connection.execute(query).scalar_one())
