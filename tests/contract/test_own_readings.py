"""A text is never a duplicate of itself, however often it is read, edited or sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agent.advice import similar
from agent.models import Changes, Channel, DecisionKind, Party, ProposalState
from agent.review import revise, undo
from agent.survivors import merging_into
from agent.worker import drain
from tests.houses import MONDAY, house

TONER = "do order toner for the printer on floor 3"


@pytest.fixture
def home(database_url):
    with house(database_url) as opened:
        yield opened


def test_an_edited_item_does_not_match_what_it_was(home):
    [seen] = home.propose(TONER)
    edited = revise(home.decision(DecisionKind.EDIT, seen, changes=Changes(owner="Eve")), home.services)
    assert edited.similar.unavailable is None
    assert edited.similar.matches == ()


def test_what_was_confirmed_and_undone_does_not_match_itself(home):
    [seen] = home.propose(TONER)
    home.confirm(seen)
    drain(home.services)
    taken = home.services.proposals.get(seen.id)
    undo(home.decision(DecisionKind.UNDO, taken), home.services)
    again = home.services.proposals.get(seen.id)
    edited = revise(home.decision(DecisionKind.EDIT, again, changes=Changes(owner="Eve")), home.services)
    assert edited.similar.matches == ()


def test_confirmed_work_of_the_same_text_is_no_match_for_the_rest_of_it(home):
    first, second = home.propose(f"{TONER}\n{TONER}")
    home.confirm(first)
    drain(home.services)
    intake = home.services.intakes.get(second.intake_id)
    assert similar(second.item, intake, home.services).matches == ()


def test_the_same_message_sent_again_is_read_once_and_matches_nothing(home):
    home.submit(TONER, source_id="mail 1")
    home.submit(TONER, source_id="mail 1")
    drain(home.services)
    [only] = home.services.proposals.find()
    assert only.similar.matches == ()


def test_its_own_readings_take_no_place_among_the_candidates(home):
    asked = []
    search = home.index.search
    [seen] = home.propose(TONER)
    home.index.search = lambda *given: asked.append(given) or search(*given)
    revise(home.decision(DecisionKind.EDIT, seen, changes=Changes(owner="Eve")), home.services)
    assert [given[-1] for given in asked] == [{seen.id}]


MAIL = "From: Zoe Park <zoe@x.example>\nSubject: Projector\n\n{}"
BROKEN = "do replace the projector in room 5"
AGAIN = "do get a new beamer for room 5"


@pytest.fixture
def survivor(home):
    """What Ana asked for, into which was merged what Zoe asked for in other words."""
    [first] = home.propose(BROKEN)
    [second] = mail(home, AGAIN, "zoe 1")
    shown = merging_into(second, first.id, home.services)
    revise(home.decision(DecisionKind.MERGE, shown, merge_into=first.id), home.services)
    drain(home.services)
    return home.services.proposals.get(first.id)


def mail(home, words, source_id, hours=1, **envelope):
    """Zoe's."""
    return home.propose(
        MAIL.format(words), source_id=source_id, channel=Channel.EMAIL, sender=Party(name="Zoe Park"),
        received_at=MONDAY + timedelta(hours=hours), **envelope,
    )  # fmt: skip


def test_a_merged_text_that_is_sent_again_is_known_by_what_survives(home, survivor):
    assert mail(home, AGAIN, "zoe 1")[0].state is ProposalState.MERGED
    assert mail(home, AGAIN, "sent anew", hours=20) == []
    assert len(home.services.proposals.find()) == 2
    work = home.confirm(home.services.proposals.get(survivor.id))
    drain(home.services)
    assert mail(home, AGAIN, "and again", hours=30) == []
    assert home.services.registry.get(work.id).item == work.item
    home.audit.verify()


def test_what_was_merged_into_work_is_known_by_the_work(home):
    [first] = home.propose(BROKEN)
    work = home.confirm(first)
    [second] = mail(home, AGAIN, "zoe 1")
    shown = merging_into(second, work.id, home.services)
    revise(home.decision(DecisionKind.MERGE, shown, merge_into=work.id), home.services)
    assert mail(home, AGAIN, "sent anew", hours=20) == []
    assert mail(home, AGAIN, "a reply", hours=30, references=("zoe 1",)) == []


def test_other_words_that_were_merged_into_work_find_it_until_they_are_parted(home):
    [first] = home.propose(BROKEN)
    work = home.confirm(first)
    [second] = mail(home, AGAIN, "zoe 1")
    shown = merging_into(second, work.id, home.services)
    merged = revise(home.decision(DecisionKind.MERGE, shown, merge_into=work.id), home.services)
    drain(home.services)
    [third] = home.propose(AGAIN)
    (best, *_) = third.similar.matches
    assert best.id == work.id
    undo(home.decision(DecisionKind.UNDO, merged), home.services)
    drain(home.services)
    [fourth] = home.propose(AGAIN)
    scores = {match.id: match.score for match in fourth.similar.matches}
    assert scores.get(work.id, 0) < best.score


def test_a_survivor_matches_neither_what_was_merged_into_it_nor_itself(home, survivor):
    edited = revise(home.decision(DecisionKind.EDIT, survivor, changes=Changes(owner="Eve")), home.services)
    assert survivor.similar.matches == edited.similar.matches == ()
    work = home.confirm(edited)
    drain(home.services)
    merged = home.services.proposals.get(survivor.merged[0].proposal_id)
    intake = home.services.intakes.get(merged.intake_id)
    assert work.id not in [found.id for found in similar(merged.item, intake, home.services).matches]


def test_the_other_items_of_a_merged_text_do_not_match_what_survives(home):
    [first] = home.propose(BROKEN)
    second, third = mail(home, f"{AGAIN}\n{AGAIN}, and a screen", "zoe 1")
    shown = merging_into(second, first.id, home.services)
    revise(home.decision(DecisionKind.MERGE, shown, merge_into=first.id), home.services)
    edited = revise(home.decision(DecisionKind.EDIT, third, changes=Changes(owner="Eve")), home.services)
    assert edited.similar.matches == ()


def test_a_reply_in_the_thread_of_a_merged_text_is_about_what_survives(home, survivor):
    words = f"Ben: {AGAIN}"
    [now] = mail(home, words, "zoe 2", hours=3, references=("zoe 1",)) or [
        home.services.proposals.get(survivor.id)
    ]
    assert (now.id, now.revision, now.item.owner.value) == (survivor.id, survivor.revision + 1, "Ben")
    [told] = now.amendments
    assert told.changes == ("owner: none → Ben",)


def test_who_takes_back_what_others_asked_for_as_well_may_not_mean_all_of_it(home, survivor):
    mail(home, "Please forget about the beamer.", "zoe 3", hours=3, references=("zoe 1",))
    now = home.services.proposals.get(survivor.id)
    assert now.cancelled is not None
    assert not now.cancelled.certain
    assert now.cancelled.told.startswith("Zoe Park may mean that it is no longer needed")
