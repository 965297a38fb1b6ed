"""A text is never a duplicate of itself, however often it is read, edited or sent."""

from __future__ import annotations

import pytest

from agent.advice import similar
from agent.models import Changes, DecisionKind
from agent.review import revise, undo
from agent.worker import drain
from tests.houses import house

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
