"""The first run: the bundled inbox in one click, so that there is something to look at."""

from __future__ import annotations

import threading
from dataclasses import replace

from fastapi import APIRouter, Request, Response

from agent.configuration import default_text, load_rules
from agent.sources.sample import sample_arrivals
from agent.wiring import load_directory, open_services, reader
from agent.worker import drain
from api.pages.rendering import to
from api.pages.route import PageRoute
from api.pages.visitor import Checked
from api.served import Here, Served

router = APIRouter(route_class=PageRoute, include_in_schema=False)

_ONE = threading.Lock()
"""Two who press the button get one sample."""


@router.post("/sample")
def sample(request: Request, _form: Checked, here: Here) -> Response:
    """Only where nothing was ever proposed: nobody's work is mixed with it."""
    with _ONE:
        if here.store.queue.is_empty():
            request.app.state.served = _with_sample(here)
    return to("/")


def _with_sample(here: Served) -> Served:
    if here.worker is None:
        return _read(here)
    here.worker.stop()  # it knows nobody of the sample yet
    try:
        return _read(here)
    finally:
        here.worker.start()


def _read(here: Served) -> Served:
    """With the sample's people, where nobody else is known."""
    if not here.settings.people and here.store.people.directory() is None:
        here.store.people.import_directory(default_text("people.yaml"))
    with open_services(here.settings, here.store) as services:
        for arrival in sample_arrivals(reader(here.settings)):
            services.intakes.receive(arrival)
        drain(services)
    directory = load_directory(here.settings, here.store)
    rules = load_rules(here.settings, directory)
    return replace(here, services=replace(here.services, directory=directory, rules=rules))
