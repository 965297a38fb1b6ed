"""Merging over HTTP: into work or into what waits, bound to what was shown of both."""

from __future__ import annotations

import pytest

from agent.cli import cards
from tests.served import ANA, tag_of

TONER = "Please order toner for the printer on floor 3."
ZOE = {"name": "Zoe Park", "email": "zoe@firm.example"}


@pytest.fixture
def pair(client):
    """Two proposals that ask for the same."""
    return client.propose(text=TONER), client.propose(
        text="Could Ben get toner for floor 3 by Friday?", sender=ZOE
    )


def again(client, seen) -> dict:
    return client("GET", f"/v1/proposals/{seen['proposal']['id']}").json()


def id_of(seen) -> str:
    return seen["proposal"]["id"]


def shown(client, seen, into: str):
    return client("GET", f"/v1/proposals/{id_of(seen)}/merge", params={"into": into})


def merge(client, seen, into: str, digest: str | None = None):
    bound = {**seen, "digest": digest} if digest else seen
    return client.decide(bound, "merge", headers={"If-Match": tag_of(seen)}, into=into)


def told(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("urn:problem-type:clarify:")


def test_what_a_merge_would_do_is_shown_and_bound_by_its_digest(client, pair):
    first, second = pair
    look = shown(client, second, id_of(first))
    assert look.headers["etag"] == tag_of(second)
    said = look.json()
    assert (said["into"], said["state"]) == (id_of(first), "pending")
    assert "due" in [change.partition(":")[0] for change in said["changes"]]
    now = merge(client, second, id_of(first), said["digest"]).json()
    assert (now["proposal"]["state"], now["proposal"]["merge_into"]) == ("merged", id_of(first))
    grown = again(client, first)
    (also,) = grown["proposal"]["merged"]
    assert (also["proposal_id"], also["by"]) == (id_of(second), ZOE)
    assert grown["proposal"]["item"]["due"]["value"] == second["proposal"]["item"]["due"]["value"]
    (recorded,) = client.store.proposals.history(id_of(second))
    assert recorded.decision.by == ANA
    client.store.audit.verify()


def test_the_one_that_survives_says_who_asked_for_it_also_when_it_is_done(client, pair):
    first, second = pair
    work = client.confirm(first).json()["id"]
    said = shown(client, second, work).json()
    assert merge(client, second, work, said["digest"]).status_code == 200
    done = client("POST", f"/v1/work-items/{work}/done", json={}).json()
    for one in (done, client("GET", f"/v1/work-items/{work}").json()):
        assert [(also["proposal_id"], also["by"]) for also in one["also_asked"]] == [(id_of(second), ZOE)]
    assert client("GET", "/v1/work-items").json()["items"][0]["also_asked"] == done["also_asked"]


@pytest.mark.parametrize("change", ["edited", "confirmed", "done"])
def test_what_changed_since_it_was_shown_refuses_the_merge(client, pair, change):
    first, second = pair
    into = client.confirm(first).json()["id"] if change == "done" else id_of(first)
    digest = shown(client, second, into).json()["digest"]
    if change == "edited":
        client.decide(first, "edit", changes={"goal": "Order ink"})
    elif change == "confirmed":
        client.confirm(first)
    else:
        client("POST", f"/v1/work-items/{into}/done", json={})
    refused = merge(client, second, into, digest)
    expected = (409, "invalid-change") if change == "confirmed" else (412, "digest-mismatch")
    assert told(refused) == expected
    assert again(client, second) == second


def test_a_merge_without_what_was_seen_is_asked_for_it(client, pair):
    first, second = pair
    path = f"/v1/proposals/{id_of(second)}/merge"
    for headers, body in (({}, {"digest": second["digest"]}), ({"If-Match": tag_of(second)}, {})):
        refused = client("POST", path, headers=headers, json={"into": id_of(first), **body})
        assert told(refused) == (428, "precondition-required")


def test_chains_and_undos_out_of_order_are_refused_with_what_to_do(client, pair):
    first, second = pair
    third = client.propose(text="Fetch toner for the printer please.")
    merged = merge(client, second, id_of(first)).json()
    for answer in (shown(client, third, id_of(second)), merge(client, third, id_of(second))):
        assert told(answer) == (409, "invalid-change")
        assert f"`clarify merge {id_of(third)} {id_of(first)}`" in answer.json()["detail"]
    work = client.confirm(again(client, first)).json()["id"]
    assert f"{id_of(third)} {work}`" in merge(client, third, id_of(first)).json()["detail"]
    assert told(client.decide(merged, "undo")) == (409, "invalid-change")
    client.decide(again(client, first), "undo")
    back = client.decide(merged, "undo").json()
    assert back["proposal"] == {**second["proposal"], "revision": 3}
    assert again(client, first)["proposal"] == {**first["proposal"], "revision": 5}
    client.store.audit.verify()


def test_what_was_decided_before_is_not_merged(client, pair):
    first, second = pair
    now = client.decide(second, "reject").json()
    assert told(merge(client, now, id_of(first))) == (409, "already-decided")
    assert told(merge(client, first, id_of(second))) == (409, "invalid-change")
    assert told(merge(client, first, id_of(first))) == (409, "invalid-change")
    assert told(shown(client, first, "P-000000000000")) == (404, "not-found")


VERDICTS = {
    "duplicate": (
        "Please order toner for the printer on floor 3.",
        "The printer on floor 3 needs toner, please order toner.",
        "shares the words: ",
        [],
    ),
    "amendment": (
        "Please send the October invoice to Deb by 10 November.",
        "Send the October invoice to Deb by 12 November, please, it is urgent.",
        "different due date: 2026-11-12 / 2026-11-10",
        ["due: 2026-11-10 → 2026-11-12", "priority: normal → urgent"],
    ),
    "occurrence": (
        "Please water the plants in the lobby every Monday.",
        "Please water the plants in the lobby on Monday.",
        "the existing work recurs: every Monday",
        [],
    ),
    "related": (
        "Please replace the dimmer on circuit 24, it flickers.",
        "Could somebody replace the dimmer on circuit 42? It trips the breaker.",
        "both say 'circuit' but the numbers differ: 42 / 24",
        [],
    ),
}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_each_verdict_has_its_reasons_over_http_and_in_the_terminal(shared_client, capsys, verdict):
    there, new, reason, changes = VERDICTS[verdict]
    before = shared_client.propose(text=there)
    seen = shared_client.propose(text=new, received_at="2026-11-06T09:30:00+01:00")
    [match, *_] = shared_client("GET", f"/v1/proposals/{id_of(seen)}/similar").json()["matches"]
    assert (match["id"], match["verdict"], match["changes"]) == (id_of(before), verdict, changes)
    assert any(told.startswith(reason) for told in match["reasons"])
    capsys.readouterr()
    cards.print_brief(cards.console(), shared_client.store.proposals.get(id_of(seen)))
    shown = " ".join(capsys.readouterr().out.split())
    for words in (f"{verdict}?", id_of(before), reason, *(f"differs {change}" for change in changes)):
        assert words in shown
