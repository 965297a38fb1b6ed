"""What a sentence says beside the work it asks for."""

import pytest

from agent.extractors.local.tails import has_verb, is_clause, parted, particulars, rules

WORK = {
    "Send the order to the mill, list is final": "Send the order to the mill",
    "Publish the report on the intranet, needs Ana's ok": "Publish the report on the intranet",
    "Reset the token like the popup said": "Reset the token",
    "Get a price so leave that with him": "Get a price",
    "Move the racks and I want to do the floor on Sunday": "Move the racks",
    "Tell the desk so they stop calling us": "Tell the desk",
    "Book the hall, or we lose the deposit": "Book the hall",
    "Draft the reply, the client is waiting, and send it to Ana": "Draft the reply, and send it to Ana",
    "Send Ana, who is back on Monday, the list": "Send Ana",
}
WHOLE = (
    "Order 8 tables, 6 chairs and 4 lamps",
    "Print the form, sign it and send it back",
    "Wash the car, have it serviced, and call Ana",
    "Find out who has the keys and tell Ben",
    "Check that the door closes and the alarm is on",
    "Provide what we need and the list",
)


@pytest.mark.parametrize(("said", "work"), WORK.items())
def test_a_clause_of_its_own_is_no_part_of_the_work(said, work):
    assert parted(said).work == work


@pytest.mark.parametrize("said", WHOLE)
def test_steps_lists_and_what_is_asked_about_stay(said):
    assert parted(said).work == said
    assert parted(said).beside == ()


def test_a_rule_for_the_work_is_known_from_its_reason():
    assert list(rules("Set up the kiosk, must work offline")) == ["must work offline"]
    assert list(rules("Set up the kiosk, the old one is dead")) == []


def test_particulars_stand_behind_the_work_or_in_brackets():
    assert list(particulars("Laminate 6 copies, one per section")) == ["one per section"]
    assert list(particulars("Send the binder (tabs 1-40, with the new index)")) == ["with the new index"]
    assert list(particulars("Order mats, with handles (the big ones) on each side")) == ["with handles"]
    assert list(particulars("Order the paint, no rush")) == []
    assert list(particulars("Order the paint, with that we are done")) == []


@pytest.mark.parametrize("said", ["the old one is dead", "it's late", "list is final", "needs Ana's ok"])
def test_a_clause_says_something_of_a_subject(said):
    assert is_clause(said)


@pytest.mark.parametrize("said", ["", "sign it", "that bracket", "a text that goes out", "why is that?"])
def test_an_order_a_thing_and_a_question_are_no_clauses(said):
    assert not is_clause(said)


def test_verbs_are_seen_in_any_of_their_forms():
    assert has_verb("the seat hangs level")
    assert has_verb("page numbers run through")
    assert not has_verb("the totals of both shops")
