"""The composition root: Settings → the store and the services. Nobody else names concrete classes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from agent import people
from agent.configuration import load_rules, read_file, requirements
from agent.dates.customs import Customs
from agent.destinations.registry import RegistryDestination
from agent.destinations.webhook import Webhooks
from agent.duplicates import Thresholds
from agent.embedding import embedding
from agent.engines import Engines, Room, engines
from agent.errors import SettingsInvalid
from agent.extractors.allowance import Kept
from agent.ids import new_id
from agent.index.hybrid import HybridIndex, digest
from agent.people import Directory
from agent.protocols import Extractor, Services
from agent.settings import Settings
from agent.sources.bounds import Bounds
from agent.sources.files import Reader
from agent.stores.answers import SqlAnswers
from agent.stores.api_keys import SqlApiKeys
from agent.stores.audit import Audit
from agent.stores.backup import Summary
from agent.stores.database import Database, store_id
from agent.stores.deliveries import SqlDeliveries
from agent.stores.figures import SqlFigures
from agent.stores.imports import SqlImports
from agent.stores.intakes import SqlIntakes
from agent.stores.jobs import SqlJobs
from agent.stores.keys import file_key, key_in
from agent.stores.links import SqlLinks
from agent.stores.lists import SqlLists
from agent.stores.mail_folders import SqlMailFolders
from agent.stores.merges import SqlMerges
from agent.stores.news import SqlNews
from agent.stores.notices import SqlNotices, listeners
from agent.stores.notwork import SqlNotWork
from agent.stores.passwords import SqlPasswords
from agent.stores.people import SqlPeople
from agent.stores.proposals import SqlProposals
from agent.stores.queue import SqlQueue
from agent.stores.registry import SqlRegistry
from agent.stores.requests import SqlRequests
from agent.stores.rereads import SqlRereads
from agent.stores.sent import SqlSent
from agent.stores.sessions import SqlSessions
from agent.stores.spending import SqlPurse
from agent.stores.unreadables import SqlUnreadables
from agent.stores.workspace import Workspace


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Store:
    """All that lasts, of one workspace."""

    database: Database
    intakes: SqlIntakes
    proposals: SqlProposals
    merges: SqlMerges
    registry: SqlRegistry
    deliveries: SqlDeliveries
    jobs: SqlJobs
    notices: SqlNotices
    not_work: SqlNotWork
    people: SqlPeople
    audit: Audit
    api_keys: SqlApiKeys
    figures: SqlFigures
    mail_folders: SqlMailFolders
    unreadables: SqlUnreadables
    rereads: SqlRereads
    purse: SqlPurse
    answers: SqlAnswers
    sent: SqlSent
    requests: SqlRequests
    imports: SqlImports
    queue: SqlQueue
    lists: SqlLists
    news: SqlNews
    passwords: SqlPasswords
    sessions: SqlSessions
    links: SqlLinks


@contextmanager
def open_store(settings: Settings) -> Iterator[Store]:
    """Make or upgrade the store, and close it at the end. Raises StoreError."""
    database = Database(database_url(settings), settings.database_pool)
    try:
        database.open()
        heard = listeners({name: one.events for name, one in settings.webhooks.items()})
        key = audit_key(settings, database)
        yield _store(Workspace(database, settings.workspace, key, now, new_id, heard), settings)
    finally:
        database.close()


def _store(workspace: Workspace, settings: Settings) -> Store:
    return Store(
        database=workspace.database,
        intakes=SqlIntakes(workspace),
        proposals=SqlProposals(workspace),
        merges=SqlMerges(workspace),
        registry=SqlRegistry(workspace),
        deliveries=SqlDeliveries(workspace),
        jobs=SqlJobs(workspace),
        notices=SqlNotices(workspace),
        not_work=SqlNotWork(workspace),
        people=SqlPeople(workspace),
        audit=Audit(workspace),
        api_keys=SqlApiKeys(workspace),
        figures=SqlFigures(workspace),
        mail_folders=SqlMailFolders(workspace),
        unreadables=SqlUnreadables(workspace),
        rereads=SqlRereads(workspace),
        purse=SqlPurse(workspace, settings.llm.money_per_day, spending_zone(settings)),
        answers=SqlAnswers(workspace, timedelta(days=settings.llm.keep_answers_days)),
        sent=SqlSent(workspace),
        requests=SqlRequests(workspace, timedelta(hours=settings.serve.keep_replies_hours)),
        imports=SqlImports(workspace),
        queue=SqlQueue(workspace),
        lists=SqlLists(workspace),
        news=SqlNews(workspace),
        passwords=SqlPasswords(workspace),
        sessions=SqlSessions(workspace, timedelta(hours=settings.serve.session_hours)),
        links=SqlLinks(workspace, timedelta(days=settings.serve.link_days)),
    )


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
    opened = _open_engines(settings, directory, store)
    with opened as asked, closing(open_index(settings, store)) as index:
        yield Services(
            extractor=asked.extractor,
            index=index,
            destinations={"registry": RegistryDestination(now)},
            intakes=store.intakes,
            proposals=store.proposals,
            merges=store.merges,
            registry=store.registry,
            deliveries=store.deliveries,
            jobs=store.jobs,
            webhooks=Webhooks(settings.webhooks, store.notices, settings.workspace, now),
            rules=load_rules(settings, directory),
            directory=directory,
            new_id=new_id,
            now=now,
            thresholds=thresholds(settings),
            requires=requirements(settings),
            second_look=asked.second_look,
        )


@contextmanager
def open_engine(settings: Settings, directory: Directory, store: Store | None = None) -> Iterator[Extractor]:
    """The engine that the settings name; `auto` is the model where one is configured. What a model takes is
    counted and noted in `store`; without it only where the day's money is bounded, and no answer is kept.
    """
    with _open_engines(settings, directory, store) as opened:
        yield opened.extractor


@contextmanager
def _open_engines(settings: Settings, directory: Directory, store: Store | None) -> Iterator[Engines]:
    with ExitStack() as stack:
        room = Room(directory, lambda: stack.enter_context(open_spending(settings, store)))
        if store:
            room = replace(
                room, note=store.sent.note, thread=store.proposals.thread, earlier=store.intakes.earlier
            )
        yield engines(settings, room, stack)


@contextmanager
def open_spending(settings: Settings, store: Store | None = None) -> Iterator[Kept]:
    """What lasts of asking the model. Raises SettingsInvalid where the day's money is bounded and nobody
    says what the model costs.
    """
    price, most = settings.prices.get(settings.llm.model), settings.llm.money_per_day
    if most is not None and price is None:
        raise SettingsInvalid(f"llm.money_per_day needs `prices` for the model {settings.llm.model!r}")
    if store:
        store.answers.purge()
        keeps = settings.llm.keep_answers_days > 0
        yield Kept(price, store.purse, store.answers if keeps else None)
    elif most is not None:
        with open_store(settings) as opened:
            yield Kept(price, opened.purse)
    else:
        yield Kept(price)


def spending_zone(settings: Settings) -> tzinfo:
    """Whose midnight ends the day of the money: the same for workers on all machines."""
    return ZoneInfo(settings.dates.zone) if settings.dates.zone else UTC


def open_index(settings: Settings, store: Store) -> HybridIndex:
    """Nothing is opened before the first search. Raises SettingsInvalid."""
    chosen, database = embedding(settings), store.database
    builds, shelf = None, None
    if settings.index.chroma_url:
        from agent.index.server import ServerShelf
        from agent.index.shared_builds import SharedBuilds

        shelf = ServerShelf(settings.index, digest(chosen.embedder.name))
        builds = SharedBuilds(database.engine, settings.workspace) if database.is_postgresql else None
    own = settings.home / "index"
    return HybridIndex(own, settings.workspace, store_id(database), *chosen, builds, shelf)


def thresholds(settings: Settings) -> Thresholds:
    costs = settings.duplicates
    return Thresholds.of_costs(costs.cost_wrong_merge, costs.cost_missed, costs.cost_asked)


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
        characters=limits.text_characters, document_bytes=limits.document_bytes,
        zip_members=limits.zip_members, unpacked_bytes=limits.unpacked_bytes,
        pdf_pages=limits.pdf_pages, folder_files=limits.folder_files,
    )  # fmt: skip
    return Reader(
        limits.text_characters, limits.file_bytes, limits.rows_bytes, lambda: now().astimezone(), bounds
    )


def database_url(settings: Settings) -> sa.URL | str:
    return settings.database or sa.URL.create("sqlite", database=str(settings.home / "clarify.db"))


def audit_key(settings: Settings, database: Database | None = None) -> bytes:
    """Of the chain of events: from the settings, or from a file beside the database, made once."""
    if settings.audit_key:
        return key_in(settings.audit_key.get_secret_value().strip())
    return file_key(settings.home / "audit.key", database)
