"""What is read and not changed: texts that are not stored, people, rules."""

from __future__ import annotations

import threading
import time
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest

from agent.errors import ModelUnavailable
from agent.models import Extraction, Trace
from api.extracting import Extracting
from tests.databases import execute, tables
from tests.served import ROW, serve

PEOPLE = """
people:
  - {name: Deb Ito, email: deb@example.com, team: Finance}
teams:
  - {name: Finance, lead: Deb Ito}
"""


def counted(url: str) -> dict[str, int]:
    rows = {name: execute(url, f"SELECT COUNT(*) FROM {name}")[0][0] for name in tables(url)}
    return {name: count for name, count in rows.items() if name != "api_keys"}


def test_a_text_is_read_and_stored_nowhere(client, database_url):
    client("GET", "/v1/rules")
    before = counted(database_url)
    said = client("POST", "/v1/extract", json={**ROW, "id": "mail 1", "people": ["Deb Ito"]})
    assert said.status_code == 200
    found = said.json()
    assert (found["id"], found["not_work"], found["engine"]) == ("mail 1", False, "local")
    [item] = found["items"]
    assert item["due"] == "2026-11-06"
    assert [ROW["text"][e["start"] : e["end"]] for e in item["evidence"]] == [
        e["quote"] for e in item["evidence"]
    ]
    assert counted(database_url) == before


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"text": "Thanks, have a nice day!"}, 200),
        ({"text": " "}, 422),
        ({"text": "x" * 200_001}, 413),
        ({"channel": "fax"}, 422),
        ({"received_at": "yesterday"}, 422),
    ],
)
def test_no_work_and_what_cannot_be_read_are_different_answers(shared_client, fields, status):
    said = shared_client("POST", "/v1/extract", json={**ROW, **fields})
    assert said.status_code == status
    assert status != 200 or (said.json()["not_work"] and said.json()["not_work_reason"])


@contextmanager
def reading_with(client, engine, seconds):
    """The server, with another engine for texts that are not stored."""
    state = client.http.app.state
    with closing(Extracting(engine, state.served.services.directory, seconds)) as extracting:
        state.served = replace(state.served, extracting=extracting)
        yield


class Slow:
    """An engine that reads until it is told to end."""

    def __init__(self) -> None:
        self.end = threading.Event()
        self.reading = 0

    def extract(self, intake):
        self.reading += 1
        self.end.wait(20)
        return Extraction(not_work_reason="nothing in it", trace=Trace(engine="slow"))


def test_a_text_that_takes_too_long_is_given_up_and_holds_nobody_else_up(tmp_path):
    slow = Slow()
    with serve(tmp_path / "home") as client, reading_with(client, slow, 0.3):
        began = time.monotonic()
        answers = [client("POST", "/v1/extract", json=ROW) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [503] * 4
        assert answers[0].json()["type"] == "urn:problem-type:clarify:extraction-timed-out"
        assert "retry-after" in answers[0].headers
        assert time.monotonic() - began < 10
        assert slow.reading == 2, "the others waited for a thread, and gave up"
        assert client("GET", "/v1/intakes").status_code == 200
        slow.end.set()


def test_an_engine_that_is_away_is_told_as_that(tmp_path):
    class Away:
        def extract(self, intake):
            raise ModelUnavailable("http://secret.example refused")

    with serve(tmp_path / "home") as client, reading_with(client, Away(), 5):
        said = client("POST", "/v1/extract", json=ROW)
        assert said.status_code == 503 and "secret" not in said.text


def test_people_and_teams_are_those_of_the_directory(tmp_path):
    path = tmp_path / "people.yaml"
    path.write_text(PEOPLE, "utf-8")
    with serve(tmp_path / "home", people=path) as client:
        said = client("GET", "/v1/people").json()
        assert [(one["name"], one["team"]) for one in said["people"]] == [("Deb Ito", "Finance")]
        assert [(one["name"], one["lead"]) for one in said["teams"]] == [("Finance", "Deb Ito")]
        assert client("POST", "/v1/extract", json=ROW).status_code == 200


def test_rules_are_told_in_their_order(shared_client):
    said = shared_client("GET", "/v1/rules").json()["rules"]
    known = shared_client.http.app.state.served.services.rules.names
    assert [rule["name"] for rule in said] == list(known)
    assert said[-1]["when"] == "always" and said[0]["route"]["rule"] == said[0]["name"]


def test_the_wheel_in_numbers_is_read_by_period(client):
    client.propose()
    told = client("GET", "/v1/figures?days=7").json()
    assert (told["days"], told["now"]["arrived"], told["before"]["arrived"]) == (7, 1, 0)
    assert (told["stock"]["waiting"], len(told["a_day"]), len(told["teams"])) == (1, 7, 1)
    assert client("GET", "/v1/figures?days=8").status_code == 422
