"""Lists: narrowed by what a reviewer looks for, in bounded pages, and sent only where something changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.stores.lists import SqlLists
from tests.served import serve

PEOPLE = """
people:
  - {name: Deb Ito, email: deb@example.com, team: Finance}
  - {name: Ana Novak, email: ana@example.com}
teams:
  - {name: Finance, lead: Deb Ito}
"""
TEXTS = {
    "report": "Deb Ito: please send the report by Friday.",
    "invoice": "Deb Ito: please send the invoice by 1 December 2026.",
    "toner": "Please order toner for the printer.",
    "lamp": "Ana Novak: please replace the lamp in the hall by Friday.",
}


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    """Four that wait, one of them confirmed as well."""
    people = tmp_path_factory.mktemp("people") / "people.yaml"
    people.write_text(PEOPLE)
    with serve(tmp_path_factory.mktemp("lists") / "home", people=people) as client:
        seen = {name: client.propose(id=name, text=text) for name, text in TEXTS.items()}
        assert client.confirm(seen["report"]).status_code == 201
        yield client


def names(client, path: str, **wanted) -> list[str]:
    """Whose texts they come from, page by page."""
    sent = {one["id"]: one["source_id"] for one in client("GET", "/v1/intakes").json()["items"]}
    found, cursor = [], {}
    while True:
        page = client("GET", path, params={**wanted, **cursor})
        assert page.status_code == 200, page.json()
        found += [sent[one.get("proposal", one)["intake_id"]] for one in page.json()["items"]]
        if page.json()["next"] is None:
            return found
        cursor = {"cursor": page.json()["next"]}


WANTED = [
    ({}, ["report", "invoice", "toner", "lamp"]),
    ({"state": "pending"}, ["invoice", "toner", "lamp"]),
    ({"owner": "Deb Ito"}, ["report", "invoice"]),
    ({"owner": "Deb Ito", "state": "pending"}, ["invoice"]),
    ({"owner": "deb"}, []),
    ({"due_before": "2026-11-07"}, ["report", "lamp"]),
    ({"due_before": "2026-11-06"}, []),
    ({"owner": "Ana Novak", "due_before": "2027-01-01"}, ["lamp"]),
    ({"ready": 0, "limit": 1}, ["report", "invoice", "toner", "lamp"]),
    ({"team": "nobody's"}, []),
]


@pytest.mark.parametrize(("wanted", "found"), WANTED)
def test_proposals_are_narrowed(listed, wanted, found):
    assert names(listed, "/v1/proposals", **wanted) == found


def test_readiness_and_team_narrow_to_what_is_so(listed):
    every = listed("GET", "/v1/proposals").json()["items"]
    counts = [sum(basis != "missing" for basis in one["readiness"].values()) for one in every]
    for least in range(6):
        some = listed("GET", "/v1/proposals", params={"ready": least}).json()["items"]
        assert len(some) == sum(count >= least for count in counts)
    routes = [one["proposal"]["route"] for one in every]
    team = routes[0]["team"] or routes[0]["destination"]
    for state in ({}, {"state": "pending"}):
        some = listed("GET", "/v1/proposals", params={"team": team, **state}).json()["items"]
        assert some and {
            one["proposal"]["route"]["team"] or one["proposal"]["route"]["destination"] for one in some
        } == {team}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"owner": "Deb Ito"}, ["report"]),
        ({"owner": "Ana Novak"}, []),
        ({"status": "open", "due_before": "2026-11-07"}, ["report"]),
        ({"due_before": "2026-11-06"}, []),
        ({"status": "done"}, []),
    ],
)
def test_work_is_narrowed(listed, wanted, found):
    assert names(listed, "/v1/work-items", **wanted) == found


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_a_page_that_has_looked_at_enough_ends_and_none_is_missed(listed, limit):
    state = listed.http.app.state
    before = state.served
    store = replace(before.store, lists=SqlLists(before.store.queue.workspace, most=1))
    state.served = replace(before, store=store)
    try:
        for wanted, found in WANTED:
            assert (
                names(listed, "/v1/proposals", **wanted, **({} if "limit" in wanted else {"limit": limit}))
                == found
            )
        first = listed("GET", "/v1/proposals", params={"owner": "Ana Novak"}).json()
        assert first["items"] == [] and first["next"] is not None
    finally:
        state.served = before


@pytest.mark.parametrize(
    "wrong",
    [
        {"owner": ""},
        {"owner": "a\x00"},
        {"due_before": "soon"},
        {"due_before": "0"},
        {"ready": 6},
        {"due": "2026-11-07"},
    ],
)
def test_a_filter_that_cannot_be_meant_is_an_error(listed, wrong):
    assert listed("GET", "/v1/proposals", params=wrong).status_code == 422


LISTS = ["/v1/intakes", "/v1/proposals", "/v1/work-items", "/v1/people", "/v1/rules"]


@pytest.mark.parametrize("path", LISTS)
def test_what_is_as_it_was_is_not_sent_again(listed, path):
    first = listed("GET", path)
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = listed("GET", path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert "ratelimit" in again.headers
    for other in ('"other"', tag.strip('"'), ""):
        assert listed("GET", path, headers={"If-None-Match": other}).json() == first.json()
    assert listed("GET", path, headers={"If-None-Match": "x" * 2001}).status_code == 422


def test_what_changed_is_sent_again(listed):
    tags = {path: listed("GET", path).headers["etag"] for path in LISTS[:3]}
    seen = next(
        one for one in listed("GET", "/v1/proposals").json()["items"] if one["proposal"]["state"] == "pending"
    )
    assert listed.send(id="new").status_code == 202
    assert listed.confirm(seen).status_code == 201
    for path, tag in tags.items():
        assert listed("GET", path, headers={"If-None-Match": tag}).status_code == 200, path
