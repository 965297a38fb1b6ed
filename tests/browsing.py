"""A browser without scripts: it follows, keeps cookies, and sends the forms that a page holds."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from agent.models import Arrival, Channel, Proposal
from agent.protocols import Services
from agent.settings import Settings
from agent.stores.people import User
from agent.wiring import Store, database_url, open_services, open_store
from agent.worker import drain
from api.app import create_app
from tests.databases import make_store
from tests.served import ANA, settings_at

NOVEMBER = datetime(2026, 11, 5, 9, 30, tzinfo=UTC)
PASSWORD = "a long enough password"
HERE = "http://localhost"
OWN = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}

__all__ = ["ANA", "PASSWORD", "Browser", "browse"]


@dataclass
class Browser:
    http: TestClient

    @property
    def store(self) -> Store:
        return self.http.app.state.served.store

    @property
    def services(self):
        return self.http.app.state.served.services

    def get(self, path: str, **given: object):
        return self.http.get(path, **given)

    def send(self, path: str, fields: dict | None = None, *, headers: dict | None = None, csrf: bool = True):
        """As a form of ours does: with the token of the page."""
        token = {"csrf": self.csrf()} if csrf else {}
        return self.http.post(
            path, data={**token, **(fields or {})}, headers=OWN if headers is None else headers
        )

    def propose(self, text: str, **fields: object) -> Proposal:
        """A text that arrived, and the first proposal made of it."""
        return propose(self.services, text, **fields)

    def now(self, proposal: Proposal) -> Proposal:
        return self.services.proposals.get(proposal.id)

    def decide(self, page: str, proposal: Proposal, verb: str, **fields: str):
        """Fill a form of a page that was loaded, and send it."""
        path = f"/proposals/{proposal.id}/{verb}"
        return self.http.post(path, data={**form_of(page, path), **fields}, headers=OWN)

    def csrf(self) -> str:
        found = LexborHTMLParser(self.get("/login/none").text).css_first('input[name="csrf"]')
        return found.attributes["value"]

    def log_in(self, user: str) -> None:
        link = self.store.sessions.link(user)
        assert self.http.post(f"/login/{link}", headers=OWN, follow_redirects=False).status_code == 303


def propose(services: Services, text: str, **fields: object) -> Proposal:
    given = {"channel": Channel.NOTE, "received_at": NOVEMBER, "text": text, "raw": text.encode(), **fields}
    intake, _ = services.intakes.receive(Arrival(source_id=secrets.token_hex(6), **given))
    drain(services)
    return services.proposals.find(intake_id=intake.id)[0]


@contextmanager
def open_house(settings: Settings, store: Store) -> Iterator[Services]:
    """Beside a server of the same store, with Ana in it."""
    if not store.people.users():
        store.people.add(User(name=ANA, email="ana@example.org"))
    with open_services(settings, store) as services:
        yield services


@contextmanager
def browse(home: Path, **given: object) -> Iterator[Browser]:
    settings = settings_at(home, **given)
    make_store(database_url(settings))
    with open_store(settings) as store, open_house(settings, store):
        pass
    app = create_app(settings)
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as http:
        yield Browser(http)


def form_of(html: str, action: str) -> dict[str, str]:
    """The hidden and filled fields of the form that goes there."""
    page = LexborHTMLParser(html)
    form = page.css_first(f'form[action="{action}"]')
    fields = {
        field.attributes["name"]: field.attributes.get("value") or "" for field in form.css("input[name]")
    }
    fields |= {area.attributes["name"]: area.text() for area in form.css("textarea[name]")}
    chosen = ((select, select.css_first("option[selected]")) for select in form.css("select[name]"))
    return fields | {select.attributes["name"]: option.text() for select, option in chosen if option}
