"""Lists of a note: things under one order, steps of a recipe, sub-points, topics."""

import pytest

from tests.engine import owner, read


def notes(text):
    return [(f.goal, f.due_text) for f in read("note", text).findings]


@pytest.mark.parametrize(
    ("text", "goal", "due"),
    [
        ("Bring on Saturday:\n- flask\n- spare socks", "Bring flask and spare socks", "on Saturday"),
        ("need to buy for the fair:\n- plates\n- candles", "Buy plates and candles for the fair", None),
        ("Order from Halm:\n* 6 bags of lime\n* trowel", "Order 6 bags of lime and trowel from Halm", None),
        (
            "Take to the tip:\n- sofa\n- tins\n- two doors\n- carpet\n- fridge",
            "Take sofa, tins, two doors and 2 more things to the tip",
            None,
        ),
    ],
)  # fmt: skip
def test_things_under_one_order_are_one_order(text, goal, due):
    assert notes(text) == [(goal, due)]


@pytest.mark.parametrize(
    "text",
    [
        "To buy\n- milk\n- bread",
        "Order of service\n- hymn\n- reading",
        "Bring and buy sale\n- stall 4\n- float 50",
        "Take care of:\n- cat\n- plants",
        "How to reset the till\n1. hold the red key\n2. turn the lock",
        "Soup\nMethod\n- fry the onions\n- add the stock",
        "Recipe, mum's dumplings\n- mix flour and eggs\n- boil until they float",
    ],
)
def test_shopping_titles_and_steps_are_no_work(text):
    assert not notes(text)


def test_steps_that_name_a_day_are_asked_for():
    assert notes("How to close up\n- Please lock the gate by 9 May\n- turn the lights off") == [
        ("Lock the gate", "by 9 May")
    ]


def test_instructions_from_somebody_are_for_the_reader():
    assert notes("Instructions from the vet\n- give him a tablet\n- ring her on Friday")


def test_the_evidence_of_an_order_put_together_stands_in_the_text():
    [finding] = read("note", "Bring on Saturday:\n- wellies\n- flask").findings
    assert finding.quotes == ("Bring on Saturday:",)


def test_points_below_what_is_to_be_done_belong_to_it():
    text = (
        "Book the village hall\n  - Saturday 6 Feb\n  - ask about the piano\n"
        "Send invites\n  - by 10 Jan\n  - the list is in the blue folder"
    )
    assert notes(text) == [("Book the village hall", None), ("Send invites", "by 10 Jan")]


def test_points_below_a_mere_topic_are_work_of_their_own():
    assert notes("- Electricity\n  - cancel the old contract\n  - read the meter") == [
        ("Cancel the old contract", None),
        ("Read the meter", None),
    ]


def test_a_topic_before_an_order_is_not_who_does_it():
    assert notes("- Garage: book the service\n- School: sign the slip\n- Mum: birthday on the 12th") == [
        ("Book the service", None),
        ("Sign the slip", None),
    ]


def test_a_day_in_brackets_is_the_day():
    assert notes("TODO\n- form for the allotment (Friday!)\n- nothing else")[0] == (
        "Form for the allotment",
        "Friday",
    )


def test_a_name_that_nobody_knows_before_an_order_is_who_does_it():
    found = read("note", "- [ ] Zoe: water the plants\n- [ ] Garage: book the service").findings
    assert [owner(f) for f in found] == ["Zoe", "sender"]
