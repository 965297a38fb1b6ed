"""Many at once, against a real server on a real port: one confirm makes one work item."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from agent.sections import ServeSettings
from agent.wiring import open_services, open_store
from agent.worker import drain
from tests.served import ROW, bearer, listening, settings_at, tokens_in

PARALLEL = 50


def ask(address: str, token: str, body: object = None, **told: str) -> tuple[int, dict]:
    """`told`: headers besides."""
    content = None if body is None else json.dumps(body).encode()
    headers = {**bearer(token), "Content-Type": "application/json", **told}
    try:
        request = Request(address, content, headers)  # noqa: S310 an address of our own server
        with urlopen(request, timeout=60) as answer:  # noqa: S310 likewise
            return answer.status, json.load(answer)
    except HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


def together(count, act) -> list:
    """`act(number)` for each, all let go at the same moment."""
    ready = Barrier(count)

    def one(number):
        ready.wait(60)
        return act(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


@pytest.mark.parametrize("rounds", [10, pytest.param(50, marks=pytest.mark.soak)])
def test_fifty_confirms_at_once_make_one_work_item(tmp_path, database_url, rounds):
    unhindered = ServeSettings(requests_per_minute=None)
    settings = settings_at(tmp_path / "home", database=database_url, serve=unhindered)
    token = tokens_in(settings)["all"]
    with listening(settings) as server:
        for number in range(rounds):
            text = f"Please order {number} boxes of toner."
            assert ask(f"{server}/v1/intakes", token, {**ROW, "id": str(number), "text": text})[0] == 202
        with open_store(settings) as store, open_services(settings, store) as services:
            drain(services)
        _, page = ask(f"{server}/v1/proposals?limit=200", token)
        assert len(page["items"]) == rounds
        for seen in page["items"]:
            address = f"{server}/v1/proposals/{seen['proposal']['id']}/confirm"
            body = {"revision": 1, "digest": seen["digest"]}
            answers = together(PARALLEL, lambda _number: ask(address, token, body)[0])  # noqa: B023 used up before the next round
            assert Counter(answers)[201] == 1, answers
            assert set(answers) <= {201, 409, 412}
    with open_store(settings) as store:
        assert len(store.registry.find()) == rounds
        store.audit.verify()


def test_of_fifty_decisions_at_once_one_counts(tmp_path, database_url):
    settings = settings_at(tmp_path / "home", database=database_url)
    token = tokens_in(settings)["all"]
    bodies = [
        ("edit", {"changes": {"owner": "Deb Ito"}}),
        ("reject", {"reason": "not ours"}),
        ("snooze", {"until": "2199-01-01"}),
        ("confirm", {"revision": 1}),
        ("undo", {}),
    ]
    with listening(settings) as server:
        assert ask(f"{server}/v1/intakes", token, ROW)[0] == 202
        with open_store(settings) as store, open_services(settings, store) as services:
            drain(services)
        [seen] = ask(f"{server}/v1/proposals", token)[1]["items"]
        there = f"{server}/v1/proposals/{seen['proposal']['id']}"

        def decide(number):
            verb, body = bodies[number % len(bodies)]
            tag = f'"1-{seen["digest"]}"'
            return ask(f"{there}/{verb}", token, {"digest": seen["digest"], **body}, **{"If-Match": tag})

        answers = together(PARALLEL, decide)
        statuses = Counter(status for status, _ in answers)
        assert statuses[200] + statuses[201] == 1, statuses
        assert set(statuses) <= {200, 201, 409, 412}
        now = ask(there, token)[1]
        tags = {said["etag"] for status, said in answers if status == 412}
        assert tags == {f'"2-{now["digest"]}"'}
    with open_store(settings) as store:
        assert len(store.proposals.history(seen["proposal"]["id"])) == 1
        store.audit.verify()


def test_of_parallel_duplicates_one_does_it_and_all_are_answered_alike(tmp_path, database_url):
    settings = settings_at(tmp_path / "home", database=database_url)
    token = tokens_in(settings)["all"]

    def until_answered(_number):
        while True:
            status, said = ask(f"{server}/v1/intakes", token, ROW, **{"Idempotency-Key": '"one"'})
            if status != 409:
                return status, said
            assert said["type"].endswith(":request-outstanding")

    with listening(settings) as server:
        answers = together(20, until_answered)
    assert Counter(status for status, _ in answers) == {202: 20}
    assert {said["new"] for _, said in answers} == {True}


def test_the_same_text_sent_by_many_at_once_is_stored_once(tmp_path, database_url):
    settings = settings_at(tmp_path / "home", database=database_url)
    token = tokens_in(settings)["intake"]
    with listening(settings) as server:
        answers = together(20, lambda _number: ask(f"{server}/v1/intakes", token, ROW))
    assert Counter(status for status, _ in answers) == {202: 1, 200: 19}
    assert len({said["id"] for _, said in answers}) == 1


def test_a_chunked_body_without_end_is_cut_off(tmp_path):
    import http.client

    settings = settings_at(tmp_path / "home")
    token = tokens_in(settings)["intake"]
    with listening(settings) as server:
        connection = http.client.HTTPConnection(server.removeprefix("http://"), timeout=30)
        connection.putrequest("POST", "/v1/intakes")
        for name, value in {**bearer(token), "Content-Type": "application/json"}.items():
            connection.putheader(name, value)
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        sent, piece = 0, b" " * 100_000
        try:
            while sent < 20 * settings.serve.body_bytes:
                connection.send(b"%x\r\n%s\r\n" % (len(piece), piece))
                sent += len(piece)
        except OSError:
            pass  # the server closed the connection, as it should
        connection.close()
        assert sent < 20 * settings.serve.body_bytes
