"""Open pages are told what changed, at most so many of them, and only as long as they may be."""

from __future__ import annotations

import json
from contextlib import closing, contextmanager, suppress
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from agent.sections import ServeSettings
from agent.wiring import open_store
from api.pages import live
from tests.browsing import ANA, open_house, propose
from tests.served import listening, settings_at


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setattr(live, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(live, "BEAT_SECONDS", 0.2)
    settings = settings_at(tmp_path / "home", serve=ServeSettings(live_pages=1))
    with open_store(settings) as store, open_house(settings, store) as services, listening(settings) as url:
        yield url, store, services


@contextmanager
def listens(url: str, session: str):
    request = Request(f"{url}/live", headers={"Cookie": f"clarify_session={session}"})  # noqa: S310 our own server
    with closing(urlopen(request, timeout=20)) as stream:  # noqa: S310 likewise
        yield stream


def until(stream, beginning: bytes) -> bytes:
    return next(line for line in stream if line.startswith(beginning))


def test_a_page_hears_of_changes_and_signs_of_life_until_its_session_ends(server):
    url, store, services = server
    session = store.sessions.begin(ANA)
    with listens(url, session) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        until(stream, b": listening")
        proposal = propose(services, "Please order toner for the printer by Friday.")
        until(stream, b"event: changed")
        assert json.loads(until(stream, b"data: ").removeprefix(b"data: ")) == {proposal.id: 1}
        until(stream, b": still here")
        store.sessions.end(session)
        assert stream.read() is not None  # to the end, for there is one


def test_only_so_many_pages_listen_and_a_closed_one_makes_room(server):
    url, store, _ = server
    session = store.sessions.begin(ANA)
    with listens(url, session) as stream:
        until(stream, b": listening")
        with pytest.raises(HTTPError, match="503"), listens(url, session):
            pass
    for _ in range(100):
        with suppress(HTTPError), listens(url, session):
            return
    raise AssertionError("a page that was closed still counts")
