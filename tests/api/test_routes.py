"""What each route promises."""

from __future__ import annotations

import pytest

from agent.models import ProposalState
from agent.sections import DestinationSettings
from tests.served import ANA, ROW, serve, settings_at, tokens_in

NOBODYS = "0" * 12


def test_a_text_is_stored_and_acknowledged_with_its_place(client):
    sent = client.send(id="mail 1")
    assert sent.status_code == 202
    assert sent.headers["location"] == f"/v1/intakes/{sent.json()['id']}"
    found = client("GET", sent.headers["location"]).json()
    assert (found["state"], found["proposals"]) == ("received", [])
    assert (found["intake"]["text"], found["intake"]["source_id"]) == (ROW["text"], "mail 1")


@pytest.mark.parametrize("fields", [{"id": "mail 1"}, {}], ids=["with an id", "without an id"])
def test_the_same_text_again_changes_nothing(client, fields):
    first, again = client.send(**fields), client.send(**fields)
    assert (first.status_code, again.status_code) == (202, 200)
    assert again.json() == {**first.json(), "new": False}
    assert again.headers["location"] == first.headers["location"]
    assert client.store.jobs.counts() == {"ready": 1}


def test_the_same_id_with_another_text_points_to_the_earlier_one(client):
    first = client.send(id="mail 1").json()
    second = client.send(id="mail 1", text="Another text.").json()
    assert second["new"] and second["conflicts_with"] == first["id"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"text": " \u200b\n"}, 422),
        ({"text": "x" * 200_001}, 413),
        ({"received_at": 1762000000}, 422),
        ({"received_at": "2026-11-05T09:30:00"}, 422),
        ({"channel": "fax"}, 422),
        ({"sender": {"name": "Ana", "phone": "1"}}, 422),
        ({"id": ""}, 422),
    ],
    ids=["empty", "too long", "a number", "no offset", "no channel", "unknown field", "empty id"],
)
def test_a_row_that_does_not_fit_is_refused(client, fields, status):
    refused = client.send(**fields)
    assert refused.status_code == status
    assert refused.headers["content-type"] == "application/problem+json"
    assert client.store.intakes.find() == []


def test_a_confirm_commits_what_was_seen_as_the_person_of_the_token(client):
    seen = client.propose()
    done = client.confirm(seen)
    assert done.status_code == 201
    work = client("GET", done.headers["location"]).json()
    assert work == done.json()
    assert (work["confirmed_by"], work["digest"]) == (ANA, seen["digest"])
    assert work["item"] == seen["proposal"]["item"]
    client.store.audit.verify()


@pytest.mark.parametrize(
    ("change", "status", "name"),
    [
        ({"revision": None}, 428, "precondition-required"),
        ({"digest": None}, 428, "precondition-required"),
        ({"revision": 2}, 412, "stale-revision"),
        ({"digest": "0" * 64}, 412, "digest-mismatch"),
        ({"digest": "short"}, 422, "invalid-request"),
        ({"revision": "1"}, 422, "invalid-request"),
        ({"by": "Somebody Else"}, 422, "invalid-request"),
    ],
)
def test_a_confirm_of_something_else_writes_nothing(client, change, status, name):
    seen = client.propose()
    body = {"revision": 1, "digest": seen["digest"], **change}
    refused = client.confirm(seen, json={key: value for key, value in body.items() if value is not None})
    assert (refused.status_code, refused.json()["type"]) == (status, f"urn:problem-type:clarify:{name}")
    assert client.store.registry.find() == []


def test_what_was_decided_cannot_be_confirmed_again(client):
    seen = client.propose()
    assert client.confirm(seen).status_code == 201
    assert client.confirm(seen).status_code == 409
    assert len(client.store.registry.find()) == 1


def test_the_etag_of_a_proposal_is_its_revision_and_digest(client):
    seen = client.propose()
    etag = client("GET", f"/v1/proposals/{seen['proposal']['id']}").headers["etag"]
    assert etag == f'"1-{seen["digest"]}"'


@pytest.mark.parametrize("listing", ["intakes", "proposals", "work-items"])
def test_pages_hold_everything_once_also_while_more_comes(client, listing):
    for number in range(5):
        client.confirm(client.propose(id=f"text {number}", text=f"Please call office {number} by Friday."))
    everything = client("GET", f"/v1/{listing}").json()
    assert everything["next"] is None and len(everything["items"]) == 5
    shown, cursor = [], ""
    while cursor is not None:
        page = client("GET", f"/v1/{listing}?limit=2{cursor and f'&cursor={cursor}'}").json()
        if not shown:
            client.confirm(client.propose(id="later", text="Please order toner for the printer."))
        shown += page["items"]
        cursor = page["next"]
    names = [_id_of(one) for one in shown]
    assert names[:5] == [_id_of(one) for one in everything["items"]]
    assert len(set(names)) == len(names) == 6


def _id_of(one: dict) -> str:
    return one.get("id") or one["proposal"]["id"]


def test_a_list_can_be_narrowed_to_a_state(client):
    client.confirm(client.propose(id="a"))
    client.propose(id="b", text="Please order toner for the printer.")
    assert len(client("GET", "/v1/proposals?state=pending").json()["items"]) == 1
    assert len(client.store.proposals.find([ProposalState.PENDING])) == 1
    assert len(client("GET", "/v1/intakes?state=extracted").json()["items"]) == 2
    assert client("GET", "/v1/work-items?status=done").json() == {"items": [], "next": None}


def test_proposals_of_one_text_are_listed(client):
    client.propose(id="a")
    seen = client.propose(id="b", text="Please order toner for the printer.")
    listed = client("GET", f"/v1/proposals?intake={seen['proposal']['intake_id']}&state=pending").json()
    assert [one["proposal"]["id"] for one in listed["items"]] == [seen["proposal"]["id"]]
    assert client("GET", "/v1/proposals?intake=I-1").status_code == 422


@pytest.mark.parametrize("cursor", ["x", "%00", "SS0wMDAwMDAwMDAwMDA", "é", "A" * 200])
@pytest.mark.parametrize("listing", ["intakes", "proposals", "work-items"])
def test_a_cursor_that_was_not_handed_out_is_refused(shared_client, listing, cursor):
    assert shared_client("GET", f"/v1/{listing}?cursor={cursor}").status_code == 400


@pytest.mark.parametrize("query", ["stat=pending", "limit=1&limit=2", "=1"])
def test_a_mistyped_filter_is_no_list_of_everything(shared_client, query):
    assert shared_client("GET", f"/v1/proposals?{query}").status_code == 422


@pytest.mark.parametrize("limit", ["0", "201", "x"])
def test_a_page_has_a_limit(shared_client, limit):
    assert shared_client("GET", f"/v1/intakes?limit={limit}").status_code == 422


def test_a_thing_of_another_workspace_answers_like_a_missing_one(tmp_path):
    home = tmp_path / "home"
    with serve(home) as ours:
        seen = ours.propose()
        work = ours.confirm(seen).json()["id"]
        listed = ours("GET", "/v1/intakes?limit=1").json()["items"][0]["id"]
    ids = {"intakes": listed, "proposals": seen["proposal"]["id"], "work-items": work}
    with serve(home, workspace="theirs") as theirs:
        for kind, known in ids.items():
            missing = f"{known[0]}-{NOBODYS}"
            answers = [theirs("GET", f"/v1/{kind}/{one}") for one in (known, missing)]
            assert [answer.status_code for answer in answers] == [404, 404]
            assert answers[0].text.replace(known, missing) == answers[1].text
            assert theirs("GET", f"/v1/{kind}").json() == {"items": [], "next": None}
        confirms = [
            theirs.confirm({**seen, "proposal": {"id": one, "revision": 1}})
            for one in (ids["proposals"], f"P-{NOBODYS}")
        ]
        assert [answer.status_code for answer in confirms] == [404, 404]
        metrics = theirs("GET", "/metrics").text
        assert "clarify_intakes{" not in metrics and "clarify_jobs{" not in metrics


def test_a_token_of_another_workspace_does_not_count(tmp_path):
    theirs = tokens_in(settings_at(tmp_path / "home", workspace="theirs"))
    with serve(tmp_path / "home") as ours:
        answer = ours.http.get("/v1/intakes", headers={"Authorization": f"Bearer {theirs['read']}"})
        assert answer.status_code == 401


def test_live_ready_and_metrics_need_no_token(client):
    client.confirm(client.propose())
    assert client.http.get("/health/live").json() == {"live": True}
    ready = client.http.get("/health/ready").json()
    assert (ready["ready"], ready["index"], ready["worker"]) == (True, "available", "elsewhere")
    said = client.http.get("/metrics")
    assert said.headers["content-type"].startswith("text/plain")
    for line in (
        'clarify_intakes{state="extracted"} 1.0',
        'clarify_jobs{state="ready"} 3.0',
        'clarify_work_items{status="open"} 1.0',
        'clarify_readings_total{engine="local"} 1.0',
        'clarify_model_cost_total{engine="local"} 0.0',
        'clarify_http_requests_total{method="GET",route="/health/live",status="200"} 1.0',
    ):
        assert line in said.text


def test_a_server_without_its_store_is_live_but_not_ready(client, monkeypatch):
    from agent.errors import StoreUnusable
    from agent.stores.figures import SqlFigures

    def gone(_self):
        raise StoreUnusable("the database '/secret/place' cannot be used")

    monkeypatch.setattr(SqlFigures, "queue_age", gone)
    refused = client.http.get("/health/ready")
    assert refused.status_code == 503
    assert "/secret/place" not in refused.text
    assert client.http.get("/health/live").status_code == 200


def test_the_worker_inside_reads_what_is_sent(tmp_path):
    import time

    from fastapi.testclient import TestClient

    from api.app import create_app

    settings = settings_at(tmp_path / "home")
    token = tokens_in(settings)["all"]
    headers = {"Authorization": f"Bearer {token}"}
    with TestClient(create_app(settings, work_inside=True), base_url="http://localhost") as http:
        place = http.post("/v1/intakes", json=ROW, headers=headers).headers["location"]
        deadline = time.monotonic() + 30
        while http.get(place, headers=headers).json()["state"] == "received":
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert http.get("/health/ready").json()["worker"] == "running"
        assert len(http.get(place, headers=headers).json()["proposals"]) == 1


def test_what_falls_short_is_told_and_refused_until_somebody_says_why_all_the_same(tmp_path, database_url):
    required = {"registry": DestinationSettings(requires={"done_criteria": "stated"})}
    with serve(tmp_path, database=database_url, destinations=required) as client:
        seen = client.propose()
        assert seen["readiness"]["done_criteria"] == "inferred"
        assert seen["short_of"] == {"done_criteria": "stated"}
        refused = client.confirm(seen)
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:problem-type:clarify:not-ready")
        assert "done_criteria is inferred" in refused.json()["detail"]
        body = {"revision": 1, "digest": seen["digest"]}
        assert client.confirm(seen, json={**body, "override": " "}).status_code == 422
        done = client.confirm(seen, json={**body, "override": "the fair cannot wait"})
        assert (done.status_code, done.json()["override"]) == (201, "the fair cannot wait")
