"""What is left out behind a verb, and how many of a thing there are."""

import pytest

from agent.extractors.local.goals import goal
from agent.extractors.local.names import Names
from agent.extractors.local.objects import counted
from agent.extractors.local.persons import Parties
from tests.engine import read


@pytest.mark.parametrize(
    ("before", "said", "order"),
    [
        ("The swab was lost.", "Repeat before the noon round", "Repeat the swab before the noon round"),
        (
            "The hand scales are off.",
            "Recalibrate until they agree",
            "Recalibrate the hand scales until they agree",
        ),
        ("The phone box is scratched.", "Repaint, RAL 3003", "Repaint the phone box, RAL 3003"),
        ("The gate is broken.", "Please repair at once", "Repair the gate at once"),
        ("The two labels are wrong.", "Please reprint", "Reprint the two labels"),
        ("The gate is broken.", "Please reply before the round", "Reply before the round"),
        ("The gate is broken.", "Please return before five", "Return before five"),
        ("It was fun.", "Repeat before the round", "Repeat before the round"),
        ("The gate is broken.", "Please repair the fence", "Repair the fence"),
        ("The gate is broken.", "Rehearse until Friday", "Rehearse until Friday"),
    ],
)
def test_what_a_verb_needs_is_named_by_the_sentence_before(before, said, order):
    assert goal(said, [], Parties("Ana Ruiz", None, Names(["Ana Ruiz"])), [before]).words == order


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("Print the badges for the choir, 34 pieces", "Print the 34 badges for the choir"),
        ("Put in the wine order, 9 cases", "Put in the wine order of 9 cases"),
        ("Print the menu cards, 120 copies, by noon", "Print the 120 menu cards, by noon"),
        ("Buy the big tins, six off", "Buy the six big tins"),
        ("Check the delivery, 3 pallets", "Check the delivery of 3 pallets"),
        ("Order ten boxes, the usual ones", "Order ten boxes, the usual ones"),
        ("Wash the glasses, two of them", "Wash the glasses, two of them"),
        ("Book the hall, 40 people", "Book the hall, 40 people"),
        ("Read the report, 3 pages", "Read the report, 3 pages"),
        ("Pay the order, 3 days late", "Pay the order, 3 days late"),
        ("Send the report, 2 copies", "Send the report, 2 copies"),
    ],
)
def test_a_number_behind_a_thing_goes_before_it(said, order):
    assert counted(said) == order


FORM = "PURCHASE REQUEST\nItem: {}\nQuantity: {}\nSupplier: Kell\nRemarks: {}\n"


@pytest.mark.parametrize(
    ("item", "many", "remark", "order"),
    [
        (
            "gloves, size M",
            "40 boxes",
            "Please order the thin ones, others tear.",
            "Order 40 boxes of gloves, size M",
        ),
        (
            "clear film, 23 micron",
            "6 rolls",
            "Please order the 23 micron and not the 17.",
            "Buy 6 rolls of clear film, 23 micron",
        ),
        ("fixed benches", "3", "Please order the fixed benches this time.", "Buy 3 fixed benches"),
        ("trestle bench", "3", "Please order the fixed bench this time.", "Buy trestle bench, quantity 3"),
    ],
)
def test_a_remark_on_which_to_buy_asks_for_the_article_of_the_form(item, many, remark, order):
    (finding,) = read("form", FORM.format(item, many, remark)).findings
    assert finding.goal == order


def test_a_remark_that_asks_for_more_is_work_of_its_own():
    found = read("form", FORM.format("label printer", "1", "Please also order two spare rolls.")).findings
    assert [one.goal for one in found] == ["Buy 1 label printer", "Order two spare rolls"]
