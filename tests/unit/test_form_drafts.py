"""What a form is about where nobody asks in so many words, and what its remarks are beside it."""

import pytest

from tests.engine import read


def goals(*fields):
    return [f.goal for f in read("form", "\n".join(fields)).findings]


ABOUT = [
    (("Item: Pool pump", "Fault: no pressure since Sunday"), "Fix: Pool pump"),
    (("Item: Mixer", "Fault: burnt fuse"), "Fix: Mixer"),
    (("Room: 214", "Issue: Heating"), "Fix: Heating"),
    (("Leave request", "Name: Omar", "From: 21 Dec", "To: 4 Jan"), "Decide on the leave request of Omar"),
    (
        ("Type: Travel request", "Employee: Ivo Lang", "Status: pending"),
        "Decide on the travel request of Ivo Lang",
    ),
    (("Request: Access", "System: Stores", "For: Nadia (new)"), "Provide Access to Stores for Nadia"),
    (("Material: plywood, 8 mm", "Number of sheets: 6"), "Buy 6 sheets of plywood, 8 mm"),
    (("Product: garden bench", "Quantity: 2", "Cost centre: 4410"), "Buy garden bench, quantity 2"),
    (
        ("Customer: Hill Farm", "Product: Layers pellets", "Amount: 40 bags"),
        "Deliver 40 bags of layers pellets",
    ),
    (("Service: Window cleaning", "Where: Hall B"), "Arrange window cleaning"),
    (("New starter", "Needs: laptop, gate card"), "Provide laptop, gate card"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "goal"), ABOUT)
def test_the_fields_say_what_a_form_is_about(fields, goal):
    assert goals(*fields) == [goal]


HOW = [
    "Please ring before you come, the gate is locked.",
    "please leave them in the barn, not the yard",
    "Please don't use the front stairs.",
    "Please take the layers pellets of the new batch.",
]


@pytest.mark.parametrize("remark", HOW)
def test_a_remark_on_how_is_not_what_the_form_is_about(remark):
    assert goals("Product: Layers pellets", "Quantity: 40 bags", f"Remarks: {remark}") == [
        "Buy 40 bags of layers pellets"
    ]


def test_what_a_remark_asks_for_besides_is_work_too():
    found = goals("Item: Ladder, 3 m", "Remarks: Please also send me the price list for scaffolding.")
    assert found[0] == "Provide Ladder, 3 m"
    assert found[1].endswith("the price list for scaffolding")


def test_a_remark_that_asks_where_the_fields_only_name_the_matter_is_the_work():
    found = goals("Subject: Christmas opening", "Comments: Please send me the final hours by Friday.")
    assert len(found) == 1
    assert found[0].endswith("the final hours")


OVER = [
    ("Leave request", "Name: Omar Said", "Approved by: Petra Voss"),
    ("Training request", "Name: Omar Said", "Line manager approval: yes"),
    ("Leave request", "Name: Omar Said", "Status: approved"),
    ("Absence notice", "Name: Omar Said", "From: 21 Dec", "To: 4 Jan"),
    ("Product: garden bench", "Quantity: 2", "Status: delivered"),
    ("Product: garden bench", "Quantity: 2", "Delivered: 3 Nov"),
    ("Delivery note", "Product: garden bench", "Quantity: 2", "Remarks: please leave the pallets outside"),
    ("Item: Ladder 7", "Result: passed", "Remarks: keep dry"),
    ("Stock card", "Product: Bleach 5 l", "Quantity: 12"),
    ("Issue: none", "Machine: Press 4"),
    ("Key: Store 4", "Issued to: Kemal", "Returned: no"),
    ("Material: handed to the class this morning", "Class: 10B"),
]


@pytest.mark.parametrize("fields", OVER)
def test_what_is_answered_handed_over_or_only_kept_is_no_work(fields):
    assert not goals(*fields)


def test_what_is_wanted_is_no_day():
    [finding] = read("form", "Problem: two of the plates arrived cracked\nWanted: replacement").findings
    assert finding.due_text is None
    [finding] = read("form", "Item: twelve plates\nWanted: by Friday").findings
    assert finding.due_text == "by Friday"
