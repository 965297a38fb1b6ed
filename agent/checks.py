"""What `clarify doctor` looks at: each check says what it found and, where needed, the remedy."""

from __future__ import annotations

import platform
from collections.abc import Callable
from contextlib import closing
from importlib import metadata

from agent.configuration import load_forms, load_rules
from agent.embedding import embedding, in_force
from agent.errors import (
    ClarifyError,
    EmbedderUnavailable,
    IndexRebuilding,
    IndexUnavailable,
    SettingsInvalid,
)
from agent.models import Noun
from agent.settings import Settings
from agent.terms import Content, EmbedderKind, Engine
from agent.wiring import Store, load_directory, open_index, open_store

PACKAGES = ("openai", "instructor", "pydantic", "chromadb", "tenacity", "fastapi", "sqlalchemy")


MOST_REFUSED = 5
"""Messages of a folder that are told one by one."""

RETRY_MAIL = "read them in a mail program; or mend what is said, then clarify intake ADDRESS --retry"


class Check(Noun):
    name: str
    fine: bool
    found: str
    remedy: str = ""


def checks(settings: Settings) -> list[Check]:
    """All of them, also where an early one fails."""
    return [
        _versions(),
        _try("prompts", _prompts, "install Clarify again: its files were changed"),
        _try("engine", lambda: _engine(settings), "see docs/models.md"),
        _try(
            "rules", lambda: f"{len(load_rules(settings, load_directory(settings)).names)} rules", "mend them"
        ),
        *_forms(settings),
        *_stored(settings),
    ]


def _try(name: str, look: Callable[[], str], remedy: str) -> Check:
    try:
        return Check(name=name, fine=True, found=look())
    except ClarifyError as exc:
        return Check(name=name, fine=False, found=str(exc), remedy=remedy)


def _forms(settings: Settings) -> list[Check]:
    """Nothing where no folder of them is named."""
    if settings.forms is None:
        return []
    return [
        _try("forms", lambda: f"{len(load_forms(settings, load_directory(settings)))} forms", "mend them")
    ]


def _versions() -> Check:
    found = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    return Check(name="versions", fine=True, found=f"Python {platform.python_version()}, {found}")


def _prompts() -> str:
    from prompts import verify

    return ", ".join(f"{prompt.id} {prompt.sha256[:12]}" for prompt in verify())


def _engine(settings: Settings) -> str:
    model = settings.llm.model
    if settings.engine in (Engine.LOCAL, Engine.REPLAY):
        return str(settings.engine)
    if not model:
        return f"{settings.engine}: no model is configured, the embedded engine reads (docs/models.md)"
    if settings.llm.content is Content.LOCAL_ONLY:
        return f"{settings.engine}: {model} is configured, but llm.content is local_only: nothing is sent"
    if settings.llm.lacks_key:
        raise SettingsInvalid(f"{settings.llm.provider}: {model} needs a key: set CLARIFY_LLM__API_KEY")
    key = "with a key" if settings.llm.api_key else "without a key"
    llm = settings.llm
    where = f"{llm.provider} at {llm.address.base_url}, {key}"
    doubts = ", also asked about duplicates in doubt" if settings.duplicates.model_check else ""
    return f"{settings.engine}: {model}, {where}, content {llm.content}{doubts}"


def _stored(settings: Settings) -> list[Check]:
    try:
        with open_store(settings) as store:
            return [
                _store(settings, store),
                _people(settings, store),
                _queue(store),
                *_model(settings, store),
                *_mail(store),
                *_embedder(settings),
                _index(settings, store),
            ]
    except ClarifyError as exc:
        return [
            Check(name="store", fine=False, found=str(exc), remedy="set CLARIFY_HOME or CLARIFY_DATABASE")
        ]


def _store(settings: Settings, store: Store) -> Check:
    where = store.database.engine.url.render_as_string(hide_password=True)
    figures = store.figures.read()
    work, waiting = sum(figures.work_items.values()), sum(figures.proposals.values())
    found = f"{where}, workspace {settings.workspace!r}: {work} work items, {waiting} proposals"
    return Check(name="store", fine=True, found=found)


def _people(settings: Settings, store: Store) -> Check:
    directory = load_directory(settings, store)
    users = store.people.users()
    found = f"{len(users)} users, {len(directory.people)} people and {len(directory.teams)} teams known"
    remedy = "" if users else "clarify users add 'Your Name': without a user nobody can decide"
    return Check(name="people", fine=True, found=found, remedy=remedy)


def _queue(store: Store) -> Check:
    counts = store.jobs.counts()
    dead = counts.get("dead", 0)
    found = ", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "no jobs yet"
    remedy = "clarify queue --failed, then clarify intake --retry" if dead else ""
    return Check(name="jobs", fine=True, found=found, remedy=remedy)


def _model(settings: Settings, store: Store) -> list[Check]:
    """Nothing where no model was asked and none is configured."""
    today, away = store.purse.today(), len(store.rereads.of_fallback())
    if not (settings.llm.model or today.requests or away):
        return []
    most = settings.llm.money_per_day
    told = [f"today {today.requests} requests, {today.tokens_in + today.tokens_out:,} tokens"]
    priced = today.spent or settings.llm.model in settings.prices
    told += [f"{today.spent:.4f} spent" + (f" of {most:g}" if most is not None else "")] if priced else []
    told += ["no price is set, so no money is counted"] if settings.llm.model and not priced else []
    told += [f"{today.reserved:.4f} put aside"] if today.reserved else []
    waiting = [job for job in store.jobs.postponed() if job.reason.startswith("waiting for budget")]
    told += [f"{len(waiting)} jobs are {waiting[0].reason}"] if waiting else []
    told += [f"{away} texts were read by the embedded engine while it was away"] if away else []
    remedy = "clarify reread --fallback, once the model is back" if away else ""
    return [Check(name="model", fine=True, found="; ".join(told), remedy=remedy)]


def _mail(store: Store) -> list[Check]:
    """Nothing where no mail folder was read."""
    found, remedy = [], ""
    for folder, last in store.mail_folders.find():
        refused = store.mail_folders.refused(folder)
        told = [f"refused: {mail.reason}" for mail in refused[-MOST_REFUSED:]]
        if len(refused) > MOST_REFUSED:
            told.insert(0, f"{len(refused)} refused, the newest {MOST_REFUSED} are")
        found.append("; ".join([f"{folder.account}/{folder.name} read up to message {last}", *told]))
        remedy = RETRY_MAIL if refused else remedy
    return [Check(name="mail", fine=True, found="\n".join(found), remedy=remedy)] if found else []


def _embedder(settings: Settings) -> list[Check]:
    """What compares meanings, and whether it does; nothing where it is the shipped model of the default."""
    index = settings.index
    if index.embedder is EmbedderKind.STATIC:
        return []
    if in_force(settings) is EmbedderKind.STATIC:
        told = (
            "an endpoint is set, but llm.content is local_only: the shipped model compares, nothing is sent"
        )
        return [Check(name="embedder", fine=True, found=told)]
    where = f"{index.endpoint.model} at {index.endpoint.url}, content {settings.llm.content}"
    told = where if index.embedder is EmbedderKind.ENDPOINT else "all-MiniLM-L6-v2 on this machine"
    return [_try("embedder", lambda: f"{told}: {_width(settings)} dimensions", "see docs/duplicates.md")]


def _width(settings: Settings) -> int:
    return len(embedding(settings).embedder.embed(["check"])[0])


def _index(settings: Settings, store: Store) -> Check:
    try:
        with closing(open_index(settings, store)) as index:
            index.check()
    except IndexRebuilding as exc:
        return Check(name="index", fine=True, found=str(exc), remedy="wait: it goes on by itself")
    except EmbedderUnavailable as exc:
        return Check(name="index", fine=False, found=str(exc), remedy="mend the embedder, or wait for it")
    except IndexUnavailable as exc:
        fine = not store.registry.size()
        return Check(name="index", fine=fine, found=str(exc), remedy="" if fine else "clarify reindex")
    return Check(name="index", fine=True, found="the duplicate check is available")
