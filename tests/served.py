"""The API in this process or on a real port, with keys, and with texts that a fast engine reads."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi.testclient import TestClient

from agent.settings import Engine, Settings
from agent.stores.api_keys import Scope
from agent.stores.people import User
from agent.wiring import Store, database_url, open_store
from agent.worker import drain
from api.app import create_app
from tests.databases import make_store

ANA = "Ana Novak"
TEXT = "Please send the October invoice to Deb by Friday."
ROW = {"channel": "note", "received_at": "2026-11-05T09:30:00+01:00", "text": TEXT}


def settings_at(home: Path, **given: object) -> Settings:
    return Settings.model_construct(home=home, engine=Engine.LOCAL, **given)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def tag_of(seen: dict) -> str:
    return f'"{seen["proposal"]["revision"]}-{seen["digest"]}"'


@dataclass
class Client:
    """Asks as Ana, who may do everything, unless another key is given."""

    settings: Settings
    http: TestClient
    tokens: dict[str, str]
    """Scope, or "all" → a key."""

    @property
    def store(self) -> Store:
        return self.http.app.state.served.store

    def __call__(self, method: str, path: str, *, scope: str = "all", **given: object):
        headers = {**bearer(self.tokens[scope]), **given.pop("headers", {})}
        return self.http.request(method, path, headers=headers, **given)

    def send(self, **fields: object):
        return self("POST", "/v1/intakes", json={**ROW, **fields})

    def send_keyed(self, key: str, **fields: object):
        return self("POST", "/v1/intakes", headers={"Idempotency-Key": key}, json={**ROW, **fields})

    def propose(self, **fields: object) -> dict:
        """A text that was sent, and the one proposal made of it."""
        sent = self.send(**fields).json()["id"]
        drain(self.http.app.state.served.services)
        made = self("GET", f"/v1/intakes/{sent}").json()["proposals"]
        return self("GET", f"/v1/proposals/{made[0]}").json()

    def decide(
        self, seen: dict, verb: str, *, scope: str = "all", headers: dict | None = None, **body: object
    ):
        """About this version, as somebody who saw it."""
        path = f"/v1/proposals/{seen['proposal']['id']}/{verb}"
        bound = {"If-Match": tag_of(seen), **(headers or {})}
        return self("POST", path, scope=scope, headers=bound, json={"digest": seen["digest"], **body})

    def confirm(self, seen: dict, **given: object):
        path = f"/v1/proposals/{seen['proposal']['id']}/confirm"
        body = {"revision": seen["proposal"]["revision"], "digest": seen["digest"]}
        return self("POST", path, json=given.pop("json", body), **given)


def tokens_in(settings: Settings) -> dict[str, str]:
    """A key for each scope and one for all, all of them Ana's."""
    make_store(database_url(settings))
    with open_store(settings) as store:
        if not store.people.users():
            store.people.add(User(name=ANA))
        wanted = {**{scope.value: [scope] for scope in Scope}, "all": list(Scope)}
        before = len(store.api_keys.find())
        return {
            name: store.api_keys.create(f"{name} {before}", scopes, ANA) for name, scopes in wanted.items()
        }


@contextmanager
def serve(home: Path, **given: object) -> Iterator[Client]:
    settings = settings_at(home, **given)
    tokens = tokens_in(settings)
    app = create_app(settings)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as http:
        yield Client(settings, http, tokens)


@contextmanager
def listening(settings: Settings) -> Iterator[str]:
    """A real server on a free port of this machine; hands out its address."""
    import uvicorn

    config = uvicorn.Config(create_app(settings), port=0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        deadline = time.monotonic() + 20
        while not server.started:
            assert thread.is_alive() and time.monotonic() < deadline
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
