"""A browser without scripts: it follows, keeps cookies, and sends the forms that a page holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from agent.stores.people import User
from agent.wiring import Store, open_store
from api.app import create_app
from tests.served import ANA, settings_at

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

    def csrf(self) -> str:
        found = LexborHTMLParser(self.get("/login/none").text).css_first('input[name="csrf"]')
        return found.attributes["value"]

    def log_in(self, user: str) -> None:
        link = self.store.sessions.link(user)
        assert self.http.post(f"/login/{link}", headers=OWN, follow_redirects=False).status_code == 303


@contextmanager
def browse(home: Path, **given: object) -> Iterator[Browser]:
    settings = settings_at(home, **given)
    with open_store(settings) as store:
        if not store.people.users():
            store.people.add(User(name=ANA, email="ana@example.org"))
    app = create_app(settings)
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as http:
        yield Browser(http)


def form_of(html: str, action: str) -> dict[str, str]:
    """The hidden and filled fields of the form that goes there."""
    page = LexborHTMLParser(html)
    form = page.css_first(f'form[action="{action}"]')
    return {
        field.attributes["name"]: field.attributes.get("value") or "" for field in form.css("input[name]")
    }
