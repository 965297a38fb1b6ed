"""What the endpoints stand on: opened when the server starts, closed when it ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from agent.configuration import load_forms
from agent.forms import Form
from agent.protocols import Services
from agent.settings import Settings
from agent.wiring import Store, audit_key, open_engine, open_services, open_store
from api.background import Background
from api.extracting import Extracting
from api.stamps import Stamps


@dataclass(frozen=True, slots=True)
class Served:
    settings: Settings
    store: Store
    services: Services
    extracting: Extracting
    forms: Mapping[str, Form]
    stamps: Stamps
    worker: Background | None
    """Where the server runs the jobs itself."""


@contextmanager
def open_served(settings: Settings, *, work: bool) -> Iterator[Served]:
    """Raises ConfigError, StoreError."""
    with open_store(settings) as store, open_services(settings, store) as services, ExitStack() as stack:
        engine = stack.enter_context(open_engine(settings, services.directory))
        extracting = Extracting(engine, services.directory, settings.serve.extract_seconds)
        stack.callback(extracting.close)
        forms = load_forms(settings, services.directory)
        stamps = Stamps(audit_key(settings, store.database))
        worker = Background() if work else None
        if worker:
            worker.start()
        try:
            yield Served(settings, store, services, extracting, forms, stamps, worker)
        finally:
            if worker:
                worker.stop()


def served(connection: HTTPConnection) -> Served:
    found: Served = connection.app.state.served
    return found


Here = Annotated[Served, Depends(served)]
