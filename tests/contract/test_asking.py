"""What a stored intake asks, and what it asks after a person has decided something."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent import routing
from agent.models import Changes, DecisionKind, Topic
from agent.review import revise
from tests.houses import house

FIVE = "do order the toner\ndo mend the lamp\ndo wax the floor\ndo oil the door\nBen: do wash the hall better"


@pytest.fixture
def home(database_url):
    with house(database_url) as opened:
        yield opened


def topics(proposals):
    return [[str(question.topic) for question in proposal.questions] for proposal in proposals]


def test_a_stored_intake_asks_three_things_and_the_gaps_of_the_others_stay(home):
    made = home.propose(FIVE)
    assert topics(made) == [["owner"], ["owner"], ["owner"], [], []]
    assert [[str(gap.topic) for gap in proposal.gaps] for proposal in made] == [["owner"]] * 4 + [
        ["done_criteria"]
    ]


def test_an_edit_words_the_question_anew(home):
    made = home.propose("do order the toner")[0]
    seen = revise(
        home.decision(DecisionKind.EDIT, made, changes=Changes(goal="Order red toner")), home.services
    )
    assert [question.text for question in seen.questions] == ["Who will do this: “Order red toner”?"]


def test_an_edit_makes_no_room_for_questions_that_others_of_the_text_took(home):
    fourth = home.propose(FIVE)[3]
    changes = Changes(goal="Oil both doors")
    assert revise(home.decision(DecisionKind.EDIT, fourth, changes=changes), home.services).questions == ()


def test_a_rule_that_gives_it_to_somebody_answers_who_does_it(home):
    made = home.propose("do order the toner")[0]
    paid = revise(
        home.decision(DecisionKind.EDIT, made, changes=Changes(goal="Pay the invoice")), home.services
    )
    assert (paid.owner.value, paid.questions) == ("Deb", ())
    back = revise(home.decision(DecisionKind.EDIT, paid, changes=Changes(goal="Order toner")), home.services)
    assert topics([back]) == [["owner"]]


def test_what_was_answered_is_not_asked_again_and_makes_no_room_for_more(home):
    made = home.propose("do make the hall better")[0]
    assert topics([made]) == [["owner", "done_criteria"]]
    closed = made.model_copy(update={"closed": (Topic.OWNER,), "revision": made.revision + 1})
    home.services.proposals.record(closed, home.decision(DecisionKind.EDIT, made, changes=Changes()), None)
    changes = Changes(goal="Make the yard better")
    after = revise(home.decision(DecisionKind.EDIT, closed, changes=changes), home.services)
    assert topics([after]) == [["done_criteria"]]


def test_rules_are_told_the_language_of_a_text(home):
    rules = """
version: 1
rules:
  - {name: german, when: 'language == "de"', route: {team: Berlin}}
  - {name: rest, when: always, route: {team: Leeds}}
"""
    home.services = replace(home.services, rules=routing.load(rules))
    teams = [
        home.propose(text)[0].route.team for text in ("do mend the lamp", "Bitte do die Lampe reparieren")
    ]
    assert teams == ["Leeds", "Berlin"]
