"""The composition root: Settings → the store and the services. Nobody else names concrete classes."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import sqlalchemy as sa

from agent import people, routing
from agent.dates.customs import Customs
from agent.destinations.registry import RegistryDestination
from agent.duplicates import Thresholds
from agent.errors import SettingsInvalid, StoreUnusable
from agent.extractors.local.engine import LocalExtractor
from agent.ids import new_id
from agent.index import likeness, static
from agent.index.hybrid import HybridIndex
from agent.people import Directory
from agent.protocols import Extractor, Services
from agent.routing import Rules
from agent.settings import Settings
from agent.sources.bounds import Bounds
from agent.sources.files import Reader
from agent.stores.audit import Audit
from agent.stores.backup import Summary
from agent.stores.database import Database, store_id
from agent.stores.deliveries import SqlDeliveries
from agent.stores.figures import SqlFigures
from agent.stores.intakes import SqlIntakes
from agent.stores.jobs import SqlJobs
from agent.stores.mail_folders import SqlMailFolders
from agent.stores.notwork import SqlNotWork
from agent.stores.people import SqlPeople
from agent.stores.proposals import SqlProposals
from agent.stores.registry import SqlRegistry
from agent.stores.tokens import SqlTokens
from agent.stores.unreadables import SqlUnreadables
from agent.stores.workspace import Workspace
from agent.terms import Engine

DESTINATIONS = ("registry",)

KEY_BYTES = 32
"""Of the audit key in its file."""


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Store:
    """All that lasts, of one workspace."""

    database: Database
    intakes: SqlIntakes
    proposals: SqlProposals
    registry: SqlRegistry
    deliveries: SqlDeliveries
    jobs: SqlJobs
    not_work: SqlNotWork
    people: SqlPeople
    audit: Audit
    tokens: SqlTokens
    figures: SqlFigures
    mail_folders: SqlMailFolders
    unreadables: SqlUnreadables


@contextmanager
def open_store(settings: Settings) -> Iterator[Store]:
    """Make or upgrade the store, and close it at the end. Raises StoreError."""
    database = Database(database_url(settings), settings.database_pool)
    try:
        database.open()
        workspace = Workspace(database, settings.workspace, audit_key(settings, database), now, new_id)
        yield Store(
            database=database,
            intakes=SqlIntakes(workspace),
            proposals=SqlProposals(workspace),
            registry=SqlRegistry(workspace),
            deliveries=SqlDeliveries(workspace),
            jobs=SqlJobs(workspace),
            not_work=SqlNotWork(workspace),
            people=SqlPeople(workspace),
            audit=Audit(workspace),
            tokens=SqlTokens(workspace),
            figures=SqlFigures(workspace),
            mail_folders=SqlMailFolders(workspace),
            unreadables=SqlUnreadables(workspace),
        )
    finally:
        database.close()


def restore_store(settings: Settings, path: Path) -> Summary:
    """Fill the empty database of the settings from a backup. Raises InputError, StoreError."""
    from agent.stores.restore import restore

    with closing(Database(database_url(settings), settings.database_pool)) as database:
        key = audit_key(settings)
        return restore(database, path, lambda name: Audit(Workspace(database, name, key, now, new_id)))


@contextmanager
def open_services(settings: Settings, store: Store) -> Iterator[Services]:
    """Everything that the straight line needs. Raises ConfigError."""
    directory = load_directory(settings, store)
    with open_engine(settings, directory) as extractor, closing(open_index(settings, store)) as index:
        yield Services(
            extractor=extractor,
            index=index,
            destinations={"registry": RegistryDestination(now)},
            intakes=store.intakes,
            proposals=store.proposals,
            registry=store.registry,
            deliveries=store.deliveries,
            jobs=store.jobs,
            rules=load_rules(settings, directory),
            directory=directory,
            new_id=new_id,
            now=now,
            thresholds=thresholds(settings),
        )


@contextmanager
def open_engine(settings: Settings, directory: Directory) -> Iterator[Extractor]:
    """The engine that the settings name; `auto` is the model where one is configured."""
    local = LocalExtractor(directory.names)
    if settings.engine is Engine.REPLAY:
        yield _replay(settings)
    elif settings.engine is Engine.LOCAL or (settings.engine is Engine.AUTO and not settings.llm.model):
        yield local
    else:
        with ExitStack() as stack:
            model = _llm(settings, stack)
            if settings.engine is Engine.LLM:
                yield model
            else:
                from agent.extractors.fallback import Auto

                yield Auto(model, local)


def open_index(settings: Settings, store: Store) -> HybridIndex:
    """Nothing is opened before the first search."""
    return HybridIndex(
        settings.home / "index",
        settings.workspace,
        store_id(store.database),
        static.shipped(),
        likeness.shipped(),
    )


def thresholds(settings: Settings) -> Thresholds:
    costs = settings.duplicates
    return Thresholds.of_costs(costs.cost_wrong_merge, costs.cost_missed)


def load_rules(settings: Settings, directory: Directory) -> Rules:
    """The rules file of the settings, or the packaged one. Raises RulesInvalid."""
    if settings.rules is None:
        return routing.load(default_text("rules.yaml"), "the default rules", destinations=DESTINATIONS)
    teams = [team.name for team in directory.teams]
    text = read_file(settings.rules, "rules")
    return routing.load(text, str(settings.rules), teams=teams, destinations=DESTINATIONS)


def load_directory(settings: Settings, store: Store | None = None) -> Directory:
    """The people file of the settings, or the imported directory, or an empty one."""
    if settings.people:
        known = people.load(read_file(settings.people, "people"), str(settings.people))
    else:
        text = store.people.directory() if store else None
        known = people.load(text, "the imported directory") if text else people.EMPTY
    return known.model_copy(update={"customs": Customs(**settings.dates.model_dump())})


def reader(settings: Settings) -> Reader:
    limits = settings.limits
    bounds = Bounds(
        characters=limits.text_characters,
        document_bytes=limits.document_bytes,
        zip_members=limits.zip_members,
        unpacked_bytes=limits.unpacked_bytes,
        pdf_pages=limits.pdf_pages,
        folder_files=limits.folder_files,
    )
    return Reader(
        limits.text_characters, limits.file_bytes, limits.rows_bytes, lambda: now().astimezone(), bounds
    )


def default_text(name: str) -> str:
    """A file of those that are packaged in agent/defaults."""
    return (resources.files("agent") / "defaults" / name).read_text(encoding="utf-8")


def read_file(path: Path, what: str) -> str:
    """A configuration file as text. Raises SettingsInvalid."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        reason = exc.strerror if isinstance(exc, OSError) else "it is no UTF-8 text"
        raise SettingsInvalid(f"the {what} file {str(path)!r} cannot be read: {reason}") from exc


def database_url(settings: Settings) -> sa.URL | str:
    return settings.database or sa.URL.create("sqlite", database=str(settings.home / "clarify.db"))


def audit_key(settings: Settings, database: Database | None = None) -> bytes:
    """Of the chain of events: from the settings, or from a file beside the database, made once.

    Raises StoreUnusable where the file is gone although there are events, or is needed for a backup of
    some: a new key would make every one of them look forged.
    """
    if settings.audit_key:
        return _key_in(settings.audit_key.get_secret_value().strip())
    path = settings.home / "audit.key"
    try:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make_key(path, database)
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as exc:
        reason = exc.strerror if isinstance(exc, OSError) else "it is not 64 hexadecimal digits"
        raise StoreUnusable(f"the audit key {str(path)!r} cannot be read or made: {reason}") from exc
    if len(key) != KEY_BYTES:
        raise StoreUnusable(f"the audit key {str(path)!r} was cut or changed: put your copy of it there")
    return key


def _key_in(words: str) -> bytes:
    """The content of a key file counts as it does in the file; any other words count as they are."""
    try:
        key = bytes.fromhex(words)
    except ValueError:
        return words.encode()
    return key if len(key) == KEY_BYTES else words.encode()


def _make_key(path: Path, database: Database | None) -> None:
    if database is None or database.has_events():
        raise StoreUnusable(
            f"the audit key {str(path)!r} is gone: put your copy of it there, or set CLARIFY_AUDIT_KEY"
        )
    made = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES))
    try:
        os.link(made, path)
    except FileExistsError:
        pass  # another process made it just now, whole
    finally:
        made.unlink()


def _replay(settings: Settings) -> Extractor:
    from agent.extractors.replay import ReplayExtractor

    if settings.recordings is None:
        raise SettingsInvalid("the replay engine needs CLARIFY_RECORDINGS, a folder of recorded answers")
    return ReplayExtractor(settings.recordings)


def _llm(settings: Settings, stack: ExitStack) -> Extractor:
    from agent.extractors.llm import LlmExtractor

    if not settings.llm.model:
        raise SettingsInvalid(
            "no model is configured: set CLARIFY_LLM__MODEL (with CLARIFY_LLM__BASE_URL and "
            "CLARIFY_LLM__API_KEY where they are needed), or use --engine local"
        )
    model = LlmExtractor(settings.llm)
    stack.callback(model.close)
    return model
