"""What a person decides over HTTP: about the version that they saw, with the rules of the terminal."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from agent.models import DecisionKind
from agent.worker import drain
from tests.served import ANA, serve, tag_of

VERBS = {
    "edit": {"changes": {"owner": "Deb Ito"}},
    "reject": {"reason": "already ordered"},
    "snooze": {"until": "2199-01-01"},
    "answer": {"topic": "done_criteria", "text": "Five new people found their desk."},
    "merge": {"into": "W-000000000000"},
    "undo": {},
}
TEXT = "Could someone please improve the onboarding page by Friday?"


@pytest.fixture
def seen(client):
    """A proposal with a question."""
    return client.propose(text=TEXT)


@pytest.fixture
def beside(client):
    """A work item to merge into."""
    return client.confirm(client.propose(text="Please order toner for the printer.")).json()["id"]


@pytest.fixture(scope="module")
def there(shared_client):
    return shared_client.confirm(shared_client.propose(text="Please order toner for the printer.")).json()[
        "id"
    ]


@pytest.fixture(scope="module")
def untouched(shared_client):
    """The same for tests that are refused; each of them finds it as it was."""
    waits = shared_client.propose(text=TEXT)
    assert any(asked["topic"] == "done_criteria" for asked in waits["proposal"]["questions"])
    yield waits
    assert again(shared_client, waits) == waits


def again(client, seen) -> dict:
    return client("GET", f"/v1/proposals/{seen['proposal']['id']}").json()


def told(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("urn:problem-type:clarify:")


def test_an_edit_is_read_as_at_the_terminal_and_hands_out_the_new_version(client, seen):
    wanted = {"due": "2026-12-01", "done_criteria": "sent; filed", "priority": "HIGH", "recurrence": ""}
    answer = client.decide(seen, "edit", changes=wanted)
    assert answer.status_code == 200
    now, item = answer.json(), answer.json()["proposal"]["item"]
    assert (item["due"]["value"], item["due"]["basis"]) == ("2026-12-01", "person")
    assert [one["value"] for one in item["done_criteria"]] == ["sent", "filed"]
    assert (item["priority"]["value"], item["recurrence"]["basis"]) == ("high", "missing")
    assert answer.headers["etag"] == tag_of(now) != tag_of(seen)
    assert again(client, seen) == now


@pytest.mark.parametrize(
    "changes",
    [{"due": "whenever"}, {"goal": " "}, {"priority": "P0"}, {"recurrence": "now and then"}],
    ids=lambda changes: next(iter(changes)),
)
def test_a_value_that_cannot_be_read_changes_nothing(shared_client, untouched, changes):
    assert told(shared_client.decide(untouched, "edit", changes=changes)) == (409, "invalid-change")


def test_a_rejection_keeps_its_reason_and_its_person(client, seen):
    assert client.decide(seen, "reject", reason="asked for twice").json()["proposal"]["state"] == "rejected"
    [recorded] = client.store.proposals.history(seen["proposal"]["id"])
    assert (recorded.decision.reason, recorded.decision.by) == ("asked for twice", ANA)
    client.store.audit.verify()


def test_a_merge_binds_its_target(client, seen, beside):
    now = client.decide(seen, "merge", into=beside).json()
    assert (now["proposal"]["state"], now["proposal"]["merge_into"]) == ("merged", beside)
    [recorded] = client.store.proposals.history(seen["proposal"]["id"])
    assert recorded.decision.digest == now["digest"] != seen["digest"]
    client.store.audit.verify()
    assert told(client.decide(seen, "merge", into="W-000000000000")) == (412, "stale-revision")
    assert told(client.decide(now, "merge", into="W-000000000000")) == (404, "not-found")


def test_a_proposal_is_put_off_until_the_morning_of_a_day_to_come(client, seen):
    day = (datetime.now().astimezone() + timedelta(days=9)).date().isoformat()
    now = client.decide(seen, "snooze", until=day).json()["proposal"]
    assert now["state"] == "snoozed"
    assert datetime.fromisoformat(now["snoozed_until"]).astimezone().isoformat().startswith(f"{day}T00:00")


@pytest.mark.parametrize("until", ["2001-01-01", "blue", "today"])
def test_nothing_is_put_off_until_no_day_to_come(shared_client, untouched, until):
    assert told(shared_client.decide(untouched, "snooze", until=until)) == (409, "invalid-change")


def test_an_answer_becomes_evidence_and_closes_its_question(client, seen):
    given = VERBS["answer"] | {"said_by": "Ben Ortiz"}
    now = client.decide(seen, "answer", **given).json()["proposal"]
    [criterion] = now["item"]["done_criteria"]
    assert criterion["value"].startswith("Five new people found their desk")
    assert "done_criteria" in now["closed"]
    source = criterion["evidence"][0]["source"]
    kept = client("GET", f"/v1/intakes/{source}").json()
    assert (kept["state"], kept["intake"]["sender"]["name"]) == ("answer", "Ben Ortiz")


@pytest.mark.parametrize("topic", ["approval", "recurrence"])
def test_nobody_answers_what_was_not_asked(shared_client, untouched, topic):
    assert told(shared_client.decide(untouched, "answer", topic=topic, text="Ana")) == (409, "invalid-change")


def test_an_undo_takes_back_what_was_decided_last(client, seen):
    rejected = client.decide(seen, "reject").json()
    back = client.decide(rejected, "undo")
    assert back.json()["proposal"] == {**seen["proposal"], "revision": 3}
    assert told(client.decide(back.json(), "undo")) == (409, "invalid-change")


def test_the_undo_of_a_confirm_withdraws_the_work(client, seen):
    work = client.confirm(seen).json()["id"]
    now = client.decide(again(client, seen), "undo").json()
    assert now["proposal"]["state"] == "pending"
    assert client("GET", f"/v1/work-items/{work}").json()["status"] == "withdrawn"


@pytest.mark.parametrize("verb", VERBS)
def test_a_stale_page_never_overwrites_and_is_told_the_new_version(client, seen, verb):
    now = client.decide(seen, "edit", changes={"goal": "Write the report"}).json()
    refused = client.decide(seen, verb, **VERBS[verb])
    assert told(refused) == (412, "stale-revision")
    assert refused.json()["etag"] == refused.headers["etag"] == tag_of(now)
    assert again(client, seen) == now


@pytest.mark.parametrize("verb", VERBS)
def test_another_digest_than_that_of_the_version_writes_nothing(shared_client, untouched, there, verb):
    other = {**untouched, "digest": "0" * 64}
    body = {**VERBS, "merge": {"into": there}}[verb]
    refused = shared_client.decide(other, verb, headers={"If-Match": tag_of(untouched)}, **body)
    assert told(refused) == (412, "digest-mismatch")
    assert refused.json()["etag"] == tag_of(untouched)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("tag", [None, "*", " "])
def test_without_a_version_nothing_is_decided(shared_client, untouched, verb, tag):
    path = f"/v1/proposals/{untouched['proposal']['id']}/{verb}"
    headers = {} if tag is None else {"If-Match": tag}
    refused = shared_client(
        "POST", path, headers=headers, json={"digest": untouched["digest"], **VERBS[verb]}
    )
    assert told(refused) == (428, "precondition-required")


@pytest.mark.parametrize("verb", VERBS)
def test_without_a_digest_nothing_is_decided(shared_client, untouched, there, verb):
    path = f"/v1/proposals/{untouched['proposal']['id']}/{verb}"
    body = {**VERBS, "merge": {"into": there}}[verb]
    refused = shared_client("POST", path, headers={"If-Match": tag_of(untouched)}, json=body)
    assert told(refused) == (428, "precondition-required")


@pytest.mark.parametrize("shape", ["W/{}", "{}x", "'{}'", "{},", "x"])
def test_only_the_exact_tag_names_a_version(client, seen, shape):
    tag = shape.format(tag_of(seen))
    status = client.decide(seen, "reject", headers={"If-Match": tag}).status_code
    assert status == (200 if shape in ("{},", "{}x", "'{}'") else 412)


def test_one_of_several_tags_is_enough(client, seen):
    several = f'"1-{"0" * 64}", {tag_of(seen)}'
    assert client.decide(seen, "reject", headers={"If-Match": several}).status_code == 200


def test_what_was_decided_is_not_decided_again(client, seen):
    now = client.decide(seen, "reject").json()
    refused = client.decide(now, "reject")
    assert told(refused) == (409, "already-decided")
    assert refused.json()["etag"] == tag_of(now)


def test_a_confirm_looks_at_if_match_where_it_is_sent(client, seen):
    stale = f'"2-{seen["digest"]}"'
    refused = client.confirm(seen, headers={"If-Match": stale})
    assert told(refused) == (412, "stale-revision") and refused.json()["etag"] == tag_of(seen)
    assert client.confirm(seen, headers={"If-Match": tag_of(seen)}).status_code == 201


@pytest.mark.parametrize("unseen", ["\x1b[2J", "\x07", "\x9b", "\u202e", "\u2028", "\u2066"])
@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("edit", lambda words: {"changes": {"goal": words}}),
        ("reject", lambda words: {"reason": words}),
        ("snooze", lambda words: {"until": words}),
        ("answer", lambda words: {"topic": "done_criteria", "text": words}),
        ("answer", lambda words: {"topic": "done_criteria", "text": "it works", "said_by": words}),
    ],
    ids=["edit", "reject", "snooze", "answer", "said by"],
)
def test_words_hold_nothing_that_nobody_sees(shared_client, untouched, verb, body, unseen):
    refused = shared_client.decide(untouched, verb, **body(f"Call{unseen}Deb"))
    assert told(refused) == (422, "invalid-request")


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("edit", {"changes": {}}),
        ("edit", {"changes": {"owner": 7}}),
        ("edit", {"changes": {"state": "confirmed"}}),
        ("edit", {"changes": {"goal": "x" * 2001}}),
        ("reject", {"by": "Somebody Else"}),
        ("merge", {"into": "W-1"}),
        ("snooze", {"until": 20991231}),
        ("answer", {"topic": "weather", "text": "fine"}),
        ("undo", {"revision": 1}),
    ],
)
def test_a_body_that_does_not_fit_is_refused(shared_client, untouched, verb, body):
    assert told(shared_client.decide(untouched, verb, **body)) == (422, "invalid-request")


def test_work_is_done_and_reopened_by_the_person_of_the_token(client):
    work = client.confirm(client.propose()).json()["id"]
    done = client("POST", f"/v1/work-items/{work}/done", json={})
    assert (done.status_code, done.json()["status"]) == (200, "done")
    assert told(client("POST", f"/v1/work-items/{work}/done", json={})) == (409, "invalid-change")
    assert client("POST", f"/v1/work-items/{work}/reopen", json={}).json()["status"] == "open"
    assert client("POST", f"/v1/work-items/{work}/reopen", json={"by": "x"}).status_code == 422
    client.store.audit.verify()


def test_what_is_similar_is_told_with_reasons_for_the_version_that_is_there(client):
    beside = client.confirm(client.propose(id="first")).json()["id"]
    drain(client.http.app.state.served.services)
    seen = client.propose(id="second", text="Please send the October invoice to Deb by Friday, thanks.")
    found = client("GET", f"/v1/proposals/{seen['proposal']['id']}/similar")
    said = found.json()
    assert (said["available"], said["revision"], found.headers["etag"]) == (True, 1, tag_of(seen))
    [match] = said["matches"]
    assert (match["id"], match["verdict"]) == (beside, "duplicate")
    assert match["goal"] and match["reasons"]


def test_a_check_that_could_not_be_made_is_no_empty_list(client):
    index = client.http.app.state.served.services.index
    seen = client.propose()
    index.close()
    for path in (client.settings.home / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(b"torn")
    now = client.decide(seen, "edit", changes={"goal": "Send it"}).json()
    said = client("GET", f"/v1/proposals/{seen['proposal']['id']}/similar").json()
    assert now["proposal"]["similar"]["unavailable"]
    assert (said["available"], said["matches"], said["revision"]) == (False, None, 2)


def test_a_decision_of_another_workspace_answers_like_one_about_nothing(tmp_path):
    home = tmp_path / "home"
    with serve(home) as ours:
        work = ours.confirm(ours.propose(text="Please order toner for the printer.")).json()["id"]
        seen = ours.propose(text=TEXT)
    with serve(home, workspace="theirs") as theirs:
        nobodys = {**seen, "proposal": {**seen["proposal"], "id": "P-000000000000"}}
        for verb, body in {**VERBS, "merge": {"into": work}}.items():
            answers = [theirs.decide(one, verb, **body) for one in (seen, nobodys)]
            assert [told(answer) for answer in answers] == [(404, "not-found")] * 2
        mine = theirs.propose(text=TEXT)
        assert told(theirs.decide(mine, "merge", into=work)) == (404, "not-found")
        assert theirs("GET", f"/v1/proposals?intake={seen['proposal']['intake_id']}").json()["items"] == []
        assert theirs("POST", f"/v1/work-items/{work}/done", json={}).status_code == 404
        assert theirs("GET", f"/v1/proposals/{seen['proposal']['id']}/similar").status_code == 404


def test_every_kind_of_decision_has_its_route(shared_client):
    told = shared_client("GET", "/openapi.json").json()["paths"]
    verbs = {path.rsplit("/", 1)[1] for path in told if path.startswith("/v1/proposals/{")}
    assert {kind.value for kind in DecisionKind} <= verbs
