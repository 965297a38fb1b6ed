"""Requests with an Idempotency-Key: done once, answered alike, and nobody else's."""

from __future__ import annotations

import pytest

from agent.errors import StoreBusy
from tests.databases import execute
from tests.served import ANA, serve, tag_of

KEY = {"Idempotency-Key": '"8e03978e-40d5"'}


def told(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("urn:problem-type:clarify:")


def kept(answer) -> tuple[int, str, dict]:
    """All of an answer but what belongs to the request that asked for it."""
    return answer.status_code, answer.text, {
        name: answer.headers.get(name) for name in ("content-type", "location", "etag", "cache-control")
    }  # fmt: skip


def test_the_same_request_again_is_answered_alike_and_does_nothing(client):
    seen = client.propose()
    first, again = (client.confirm(seen, headers=KEY) for _ in range(2))
    assert first.status_code == 201
    assert kept(again) == kept(first)
    assert again.headers["x-request-id"] != first.headers["x-request-id"]
    assert len(client.store.registry.find()) == 1
    decided = [client.decide(seen, "undo", headers=KEY) for _ in range(2)]
    assert [told(answer) for answer in decided] == [(422, "idempotency-key-reused")] * 2


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("edit", {"changes": {"owner": "Deb"}}),
        ("snooze", {"until": "2199-01-01"}),
        ("reject", {}),
        ("answer", {"topic": "owner", "text": "don't know"}),
    ],
)
def test_every_decision_takes_a_key(client, verb, body):
    seen = client.propose()
    first, again = (client.decide(seen, verb, headers=KEY, **body) for _ in range(2))
    assert first.status_code == 200 and kept(again) == kept(first)


def test_a_text_that_is_sent_takes_a_key(client):
    first, again = (client.send_keyed('"a"') for _ in range(2))
    assert first.status_code == 202 and kept(again) == kept(first)


def test_work_is_finished_with_a_key_once(client):
    work = client.confirm(client.propose()).json()["id"]
    done = [client("POST", f"/v1/work-items/{work}/done", headers=KEY, json={}) for _ in range(2)]
    assert kept(done[0]) == kept(done[1]) and done[1].status_code == 200


def test_a_refusal_is_answered_alike(client):
    seen = client.propose()
    other = {**seen, "digest": "0" * 64}
    first = client.decide(other, "reject", headers={**KEY, "If-Match": tag_of(seen)})
    client.decide(seen, "reject")
    again = client.decide(other, "reject", headers={**KEY, "If-Match": tag_of(seen)})
    assert told(first) == (412, "digest-mismatch")
    assert kept(again) == kept(first)


@pytest.mark.parametrize(
    ("body", "tag"),
    [
        ({"digest": "1" * 64, "revision": 1}, None),
        ({"revision": 1, "digest": "0" * 64}, None),
        (None, '"1-0"'),
    ],
    ids=["another body", "other bytes", "another condition"],
)
def test_a_key_belongs_to_one_request(client, body, tag):
    path, sent = "/v1/proposals/P-000000000000/confirm", {"digest": "0" * 64, "revision": 1}
    assert told(client("POST", path, headers=KEY, json=sent)) == (404, "not-found")
    headers = {**KEY, **({"If-Match": tag} if tag else {})}
    reused = client("POST", path, headers=headers, json=body or sent)
    assert told(reused) == (422, "idempotency-key-reused")
    assert told(client("POST", path, headers=KEY, json=sent)) == (404, "not-found")


def test_the_same_key_at_another_place_is_another_request(client):
    work = client.confirm(client.propose()).json()["id"]
    assert client("POST", f"/v1/work-items/{work}/done", headers=KEY, json={}).status_code == 200
    reused = client("POST", f"/v1/work-items/{work}/reopen", headers=KEY, json={})
    assert told(reused) == (422, "idempotency-key-reused")


@pytest.mark.parametrize(
    "key",
    [
        "", "abc", '""', '"abc', 'abc"', '"a"b"', '"a\\b"', '"a";x=1', '"a", "b"', "'a'", f'"{"a" * 256}"',
        b'"\xe9"', b'"a\tb"', "8e03978e-40d5-43e6-bc93-6894a57f9324", ":YWJj:",
    ],
)  # fmt: skip
def test_what_is_no_key_is_refused(shared_client, key):
    headers = {"Idempotency-Key": key.encode() if isinstance(key, str) else key}
    refused = shared_client("POST", "/v1/proposals/P-000000000000/reject", headers=headers, json={})
    assert told(refused) == (400, "invalid-idempotency-key")


@pytest.mark.parametrize("key", ['"a"', '"a b"', '"\\"\\\\"', f'"{"a" * 255}"'])
def test_what_is_a_key_counts(shared_client, key):
    path, headers = "/v1/proposals/P-000000000000/reject", {"Idempotency-Key": key}
    assert told(shared_client("POST", path, headers=headers, json={})) == (404, "not-found")


def test_two_keys_are_none(shared_client):
    token = shared_client.tokens["all"]
    twice = [("Idempotency-Key", '"a"'), ("Idempotency-Key", '"b"'), ("Authorization", f"Bearer {token}")]
    path = "/v1/proposals/P-000000000000/reject"
    answer = shared_client.http.request("POST", path, headers=twice, json={})
    assert told(answer) == (400, "invalid-idempotency-key")


def test_the_key_of_another_token_is_another_key(client):
    seen = client.propose()
    mine = client.decide(seen, "reject", headers=KEY)
    theirs = client.decide(seen, "reject", headers=KEY, scope="confirm")
    assert (mine.status_code, told(theirs)) == (200, (412, "stale-revision"))


def test_the_key_of_another_workspace_is_another_key(tmp_path):
    home = tmp_path / "home"
    with serve(home) as ours:
        here = ours.send_keyed('"a"', id="b")
    with serve(home, workspace="theirs") as theirs:
        there = theirs.send_keyed('"a"', id="b")
        assert told(theirs.send_keyed('"a"', id="c")) == (422, "idempotency-key-reused")
    assert here.status_code == there.status_code == 202
    assert there.json()["id"] != here.json()["id"]


def test_an_answer_survives_a_restart(tmp_path, database_url):
    home = tmp_path / "home"
    with serve(home, database=database_url) as before:
        seen = before.propose()
        tokens = before.tokens
        first = before.confirm(seen, headers=KEY)
    with serve(home, database=database_url) as after:
        after.tokens = tokens
        assert kept(after.confirm(seen, headers=KEY)) == kept(first)
        assert after.store.registry.find()[0].confirmed_by == ANA


def test_the_database_holds_no_key(client, database_url):
    client.decide(client.propose(), "reject", headers=KEY)
    [row] = execute(database_url, "SELECT * FROM requests")
    assert "8e03978e-40d5" not in str(row)


def test_what_failed_inside_may_be_asked_again(client, monkeypatch):
    from agent.stores.proposals import SqlProposals

    record = SqlProposals.record
    failing = [StoreBusy("held"), RuntimeError("broken")]

    def failing_first(*given):
        if failing:
            raise failing.pop(0)
        return record(*given)

    seen = client.propose()
    monkeypatch.setattr(SqlProposals, "record", failing_first)
    statuses = [client.confirm(seen, headers=KEY).status_code for _ in range(4)]
    assert statuses == [503, 500, 201, 201]


def test_one_that_still_runs_is_told_so(client, monkeypatch):
    from agent.stores.proposals import SqlProposals

    record, met = SqlProposals.record, []
    seen = client.propose()

    def meanwhile(*given):
        if not met:
            met.append(client.confirm(seen, headers=KEY))
        return record(*given)

    monkeypatch.setattr(SqlProposals, "record", meanwhile)
    assert client.confirm(seen, headers=KEY).status_code == 201
    assert told(met[0]) == (409, "request-outstanding")
    assert met[0].headers["retry-after"] == "1"
