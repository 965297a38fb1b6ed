"""A person decides on pages, without any script: what they see is what happens, or nothing does."""

from __future__ import annotations

import re

import pytest

from agent.models import DecisionKind, ProposalState
from agent.review import revise
from agent.stores.people import User
from agent.worker import drain
from tests.browsing import OWN, browse, form_of

TEXT = "Could someone please improve the onboarding page by Friday?"
TONER = "Please order toner for the printer by Friday."


@pytest.fixture
def seen(browser):
    """A proposal with a question, and its page."""
    proposal = browser.propose(TEXT)
    return proposal, browser.get(f"/proposals/{proposal.id}").text


@pytest.fixture
def shown(shared):
    """The same in a store that others use as well."""
    proposal = shared.propose(TEXT)
    return proposal, shared.get(f"/proposals/{proposal.id}").text


def last(browser, proposal):
    return browser.services.proposals.history(proposal.id)[-1].decision


def test_nobody_sees_anything_before_the_login(stranger):
    proposal = stranger.propose(TEXT)
    of_it = f"/proposals/{proposal.id}"
    assert stranger.get("/live").status_code == 401
    for path in ("/", "/queue", of_it, f"{of_it}/reply-1.eml", "/work"):
        answer = stranger.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login")
    for path in (f"/proposals/{proposal.id}/confirm", "/bulk", "/sample", "/work/W-000000000000/done"):
        assert stranger.http.post(path, headers=OWN, follow_redirects=False).status_code == 303
    assert stranger.now(proposal) == proposal


def test_an_empty_store_offers_the_sample_inbox_once(browser):
    assert "sample inbox" in browser.get("/").text
    filled = browser.send("/sample")
    assert "Settle the invoice LC-20417" in filled.text and "sample inbox" not in filled.text
    count = len(browser.services.proposals.find())
    assert count > 10 and browser.services.directory.names
    assert browser.send("/sample").status_code == 200
    assert len(browser.services.proposals.find()) == count


def test_a_page_shows_the_text_the_words_behind_each_field_and_what_a_confirm_does(browser, seen):
    proposal, page = seen
    assert re.search(r'<mark class="[^"]*due[^"]*">by Friday</mark>', page)
    assert "A confirm makes a new work item in registry" in page
    assert f"“{proposal.route.rule}”" in page and proposal.digest in page
    assert proposal.questions[0].text in page and "Nothing is sent" in page


def test_what_nobody_sees_in_a_text_is_marked(browser):
    proposal = browser.propose(
        "Hello,\n\u202eplease send the re\u200bport to Deb by Friday.", notes=("hidden in the original: x",)
    )
    page = browser.get(f"/proposals/{proposal.id}").text
    assert re.search('class="[^"]*unseen"', page) and "hidden in the original: x" in page
    assert not any(one in page for one in ("\u200b", "\u202e", "&#8238;"))
    saved = browser.decide(page, proposal, "edit")
    assert saved.status_code == 422 and "nothing was changed" in saved.text


def test_a_confirm_commits_what_was_shown_and_leads_on_to_the_next(browser, seen):
    proposal, page = seen
    later = browser.propose(TONER)
    gone = browser.decide(page, proposal, "confirm")
    assert gone.url.path == f"/proposals/{later.id}" and "Confirmed" in gone.text
    [work] = browser.services.registry.find()
    assert (work.digest, work.confirmed_by) == (proposal.digest, "Ana Novak")
    browser.store.audit.verify()


def test_an_undo_right_after_takes_it_back(browser, seen):
    proposal, page = seen
    gone = browser.decide(page, proposal, "confirm")
    back = browser.decide(gone.text, proposal, "undo")
    assert back.url.path == f"/proposals/{proposal.id}"
    assert browser.now(proposal).state is ProposalState.PENDING
    assert [work.status for work in browser.services.registry.find()] == ["withdrawn"]


def test_a_rejection_keeps_its_reason(browser, seen):
    proposal, page = seen
    browser.decide(page, proposal, "reject", reason="done already")
    assert (browser.now(proposal).state, last(browser, proposal).reason) == ("rejected", "done already")


def test_an_edit_changes_only_what_was_typed_and_is_routed_anew(browser, seen):
    proposal, page = seen
    edited = browser.decide(
        page, proposal, "edit", goal="Settle the invoice", done_criteria="sent\r\n filed; kept"
    )
    assert edited.url.path == f"/proposals/{proposal.id}"
    now = browser.now(proposal)
    assert last(browser, proposal).changes.fields == {"goal", "done_criteria"}
    assert [one.value for one in now.item.done_criteria] == ["sent", "filed, kept"]
    assert now.item.due == proposal.item.due and now.route != proposal.route
    again = browser.decide(edited.text, now, "edit")
    assert again.status_code == 422 and "nothing was changed" in again.text


def test_an_answer_closes_its_question_and_a_button_says_that_nobody_knows(browser, seen):
    proposal, page = seen
    given = {"topic": "done_criteria", "text": "Five new people found their desk."}
    browser.decide(page, proposal, "answer", **given)
    now = browser.now(proposal)
    assert now.item.done_criteria[0].value.startswith("Five new people")
    assert "done_criteria" in now.closed
    other = browser.propose("Could someone please tidy the intranet by Monday?")
    page = browser.get(f"/proposals/{other.id}").text
    browser.decide(page, other, "answer", text="don't know")
    assert other.questions[0].topic in browser.now(other).closed


def test_a_snooze_and_a_merge_end_the_wait(browser, seen):
    proposal, page = seen
    browser.decide(page, proposal, "snooze", until="next Monday")
    assert browser.now(proposal).state is ProposalState.SNOOZED
    toner = browser.propose(TONER)
    browser.decide(browser.get(f"/proposals/{toner.id}").text, toner, "confirm")
    drain(browser.services)
    [work] = browser.services.registry.find()
    again = browser.propose("Please order the toner for the printer by Friday, thanks.")
    page = browser.get(f"/proposals/{again.id}").text
    assert f"Merge into {work.id}" in page and 'class="differs"' in page
    browser.decide(page, again, "merge", into=work.id)
    assert browser.now(again).merge_into == work.id


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("edit", {"due": "whenever"}),
        ("edit", {"goal": "x" * 2001}),
        ("edit", {"owner": "Deb\u202eIto"}),
        ("snooze", {"until": "yesterday"}),
        ("merge", {"into": "W-000000000000"}),
        ("merge", {"into": " "}),
        ("answer", {"text": " "}),
        ("reject", {"reason": "no\x07work"}),
    ],
)
def test_what_cannot_be_done_says_why_and_keeps_what_was_typed(shared, shown, verb, fields):
    proposal, page = shown
    refused = shared.decide(page, proposal, verb, **fields)
    assert refused.status_code == 422 and 'class="problem" role="alert"' in refused.text
    assert shared.now(proposal) == proposal
    kept = form_of(refused.text, f"/proposals/{proposal.id}/{verb}")
    [(name, typed)] = fields.items()
    if verb != "merge" and typed.isprintable() and typed.strip():
        assert kept[name] == typed


def test_whoever_comes_second_sees_what_changed_and_keeps_what_they_typed(browser, seen):
    proposal, page = seen
    browser.store.people.add(User(name="Ben Ortiz"))
    browser.decide(browser.get(f"/proposals/{proposal.id}").text, proposal, "edit", due="2026-12-01")
    browser.log_in("Ben Ortiz")
    stale = page.replace(form_of(page, "/logout")["csrf"], browser.csrf())
    refused = browser.decide(stale, proposal, "edit", owner="Deb Ito")
    assert refused.status_code == 409
    assert "Decided last by Ana Novak" in refused.text
    assert "<del>2026-11-06</del></td><td><ins>2026-12-01</ins>" in refused.text
    now = browser.now(proposal)
    assert (now.item.due.value.isoformat(), now.item.owner.value) == ("2026-12-01", proposal.item.owner.value)
    kept = form_of(refused.text, f"/proposals/{proposal.id}/edit")
    assert kept["owner"] == "Deb Ito"
    browser.decide(refused.text, now, "edit", due=now.item.due.value.isoformat())
    assert browser.now(proposal).item.owner.value == "Deb Ito"


@pytest.mark.parametrize("verb", ["confirm", "reject", "snooze", "answer", "undo"])
def test_a_stale_page_decides_nothing(shared, shown, verb):
    proposal, page = shown
    current = shared.now(proposal)
    decision = {"kind": DecisionKind.EDIT, "changes": {"goal": "Write it"}}
    now = revise(_decision(shared, current, decision), shared.services)
    if verb == "undo":
        page = page.replace(f"/{proposal.id}/reject", f"/{proposal.id}/undo")
    refused = shared.decide(page, proposal, verb, until="tomorrow", text="yes")
    assert refused.status_code == 409 and "It changed since you looked" in refused.text
    assert shared.now(proposal) == now


def test_several_are_confirmed_each_as_it_was_shown_and_the_rest_is_told(browser):
    first, second = browser.propose(TONER), browser.propose(TEXT)
    named = [f"{one.id} {one.revision} {one.digest}" for one in (first, second)]
    revise(
        _decision(browser, second, {"kind": DecisionKind.EDIT, "changes": {"goal": "Write it"}}),
        browser.services,
    )
    said = browser.send("/bulk", {"seen": named})
    assert "1 of 2 confirmed" in said.text
    assert (browser.now(first).state, browser.now(second).state) == ("confirmed", "pending")
    assert all(one not in browser.get("/").text for one in (second.digest, browser.now(second).digest))


@pytest.mark.parametrize("named", ["", "P-000000000000 1 x", "x", "P-u 2", "\u2029 1 2"])
def test_nothing_that_was_not_shown_is_confirmed(shared, named):
    assert shared.send("/bulk", {"seen": [named]}).status_code in (404, 422)
    assert shared.services.registry.find() == []


def test_what_falls_short_is_confirmed_only_with_a_reason(tmp_path):
    from agent.sections import DestinationSettings

    needs = {"registry": DestinationSettings(requires={"owner": "inferred"})}
    with browse(tmp_path / "home", destinations=needs) as browser:
        browser.log_in("Ana Novak")
        proposal = browser.propose(TEXT)
        page = browser.get(f"/proposals/{proposal.id}").text
        assert "owner is missing (at least inferred is required)" in page and "data-ready" not in page
        assert browser.decide(page, proposal, "confirm").status_code == 422
        browser.decide(page, proposal, "confirm", override="it is urgent")
        assert [work.override for work in browser.services.registry.find()] == ["it is urgent"]


def test_the_list_is_narrowed_and_goes_on(browser):
    toner, page = browser.propose(TONER), browser.propose(TEXT)
    found = browser.get("/", params={"q": "TONER order"}).text
    assert toner.item.goal.value in found and page.item.goal.value not in found
    assert "Nothing fits" in browser.get("/", params={"state": "merged", "q": "<b>"}).text
    assert (
        browser.get("/", params={"state": "nonsense", "ready": "x", "age": "y", "team": "nobody"}).status_code
        == 200
    )
    assert browser.get("/", params={"cursor": "nonsense"}).status_code == 400
    gone = browser.decide(
        browser.get(f"/proposals/{toner.id}?q=toner").text.replace("?q=toner", ""), toner, "confirm"
    )
    assert gone.url.path == f"/proposals/{page.id}"


def test_a_reply_with_the_questions_is_handed_out_unsent(browser, seen):
    proposal, _ = seen
    mail = browser.get(f"/proposals/{proposal.id}/reply-1.eml")
    assert b"X-Unsent: 1" in mail.content and mail.headers["content-type"] == "message/rfc822"
    assert browser.get(f"/proposals/{proposal.id}/reply-2.eml").status_code == 404


def test_another_workspace_answers_like_nothing(browser, seen, tmp_path):
    proposal, _page = seen
    with browse(tmp_path / "home", workspace="theirs") as theirs:
        theirs.log_in("Ana Novak")
        for id_ in (proposal.id, "P-000000000000"):
            assert theirs.get(f"/proposals/{id_}").status_code == 404
            assert theirs.send(f"/proposals/{id_}/confirm").status_code == 404


def test_work_is_done_and_reopened_by_the_person_of_the_session(browser, seen):
    proposal, page = seen
    browser.decide(page, proposal, "confirm")
    [work] = browser.services.registry.find()
    assert work.item.goal.value in browser.get("/work").text
    assert work.item.goal.value in browser.get("/work?show=overdue").text  # its Friday is long gone
    assert work.item.goal.value not in browser.get("/work?owner=Deb").text
    browser.send(f"/work/{work.id}/done")
    assert work.item.goal.value not in browser.get("/work").text
    assert "Reopen" in browser.get("/work?show=done").text
    browser.send(f"/work/{work.id}/reopen")
    assert browser.services.registry.get(work.id).status == "open"
    assert browser.send(f"/work/{work.id}/reopen").status_code == 409


def _decision(browser, proposal, facts):
    from agent.models import Decision

    return Decision(
        proposal_id=proposal.id, revision=proposal.revision, digest=proposal.digest, by="Ana Novak",
        at=browser.services.now(), **facts,
    )  # fmt: skip
