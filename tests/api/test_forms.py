"""Forms over HTTP: what they ask for, what was filled in, and drafts of what is asked back."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from agent.worker import drain
from tests.forms import FILLED, forms_in
from tests.served import serve


@pytest.fixture
def client(tmp_path):
    with serve(tmp_path / "home", forms=forms_in(tmp_path / "forms")) as served:
        yield served


def send(client, form="repairs", **given):
    return client("POST", f"/v1/forms/{form}", scope="intake", json={"fields": FILLED, **given})


def test_a_form_is_listed_and_tells_what_it_takes(client):
    listed = client("GET", "/v1/forms", scope="intake").json()["items"]
    assert [(one["id"], one["page"]) for one in listed] == [
        ("facilities", "/f/facilities"), ("repairs", "/f/repairs"),
    ]  # fmt: skip
    schema = client("GET", "/v1/forms/facilities?language=de", scope="intake").json()
    Draft202012Validator.check_schema(schema)
    takes = Draft202012Validator(schema).is_valid
    assert takes({"fields": {"summary": "Heizung", "name": "Jo", "urgency": "Hoch"}, "language": "de"})
    assert not takes({"fields": {"name": "Jo"}}) and not takes({"fields": FILLED, "team": "Finance"})
    assert client("GET", "/v1/forms/none", scope="read").status_code == 404


def test_what_was_filled_in_is_a_text_of_the_forms_team_once(client):
    said = send(client, id="one")
    again = send(client, id="one")
    assert (said.status_code, again.status_code) == (202, 200)
    assert said.json()["link"].startswith("/r/") and again.json()["link"] is None
    intake = client("GET", f"/v1/intakes/{said.json()['id']}").json()["intake"]
    assert (intake["channel"], intake["form"], intake["form_team"]) == ("form", "repairs", "Operations")
    assert intake["text"].startswith("Your request: Please repair the garden gate soon\nDetails:\n")


def test_no_text_says_whose_form_it_is(client):
    row = {"channel": "form", "form": "repairs", "form_team": "Finance", "text": "form_team: Finance"}
    sent = client.send(**row).json()["id"]
    intake = client("GET", f"/v1/intakes/{sent}").json()["intake"]
    assert (intake["form"], intake["form_team"]) == ("", "")
    fields = {**FILLED, "form_team": "Finance"}
    assert send(client, fields=fields).status_code == 422


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"fields": {**FILLED, "summary": " "}}, "fields.summary"),
        ({"fields": {**FILLED, "needed_by": "soon"}}, "fields.needed_by"),
        ({"fields": {**FILLED, "<b>": "x"}}, "fields"),
        ({"fields": {"summary": 1}}, "body.fields.summary"),
        ({"id": ""}, "body.id"),
    ],
)
def test_what_does_not_fit_is_told_by_its_field_and_never_quoted(client, given, field):
    said = send(client, **given)
    assert (said.status_code, said.json()["errors"][0]["field"]) == (422, field)
    assert "<b>" not in said.text and client("GET", "/v1/intakes").json()["items"] == []


def test_a_key_that_sends_forms_in_reads_none(client):
    sent = send(client).json()["id"]
    for path in (f"/v1/intakes/{sent}", "/v1/intakes", f"/v1/intakes/{sent}/draft"):
        assert client("GET", path, scope="intake").status_code == 403
    assert client("POST", "/v1/forms/repairs", scope="read", json={"fields": FILLED}).status_code == 403


def test_open_questions_are_a_draft_for_the_requester(client):
    sent = send(client).json()["id"]
    drain(client.http.app.state.served.services)
    [proposal] = client("GET", f"/v1/intakes/{sent}").json()["proposals"]
    for path in (f"/v1/proposals/{proposal}/draft", f"/v1/intakes/{sent}/draft"):
        [draft] = client("GET", path, scope="read").json()["drafts"]
        assert draft["to"]["name"] == "Jean Ashdown" and "1. " in draft["text"]
    seen = client("GET", f"/v1/proposals/{proposal}").json()
    assert client.decide(seen, "reject").status_code == 200
    assert client("GET", f"/v1/proposals/{proposal}/draft").json() == {"drafts": []}
