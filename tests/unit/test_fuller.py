"""Things by their full names."""

import pytest

from agent.extractors.local.fuller import fuller

NAMED = [
    (
        "Send Kim the binder",
        ["We need the Lindqvist exhibit binder by noon."],
        "Send Kim the Lindqvist exhibit binder",
    ),
    (
        "Collect the box and bring it over",
        ["There is a deed box at the bank."],
        "Collect the deed box at the bank and bring it over",
    ),
    (
        "Fix the doors",
        ["Two of the fire doors on the second floor no longer latch."],
        "Fix the fire doors on the second floor",
    ),
    (
        "Redraw the stair",
        ["Larkfield stair has twelve risers.", "We built the Larkfield stair in May."],
        "Redraw the Larkfield stair",
    ),
    ("Fix the reader", ["Badge reader, main door."], "Fix the badge reader"),
    ("Put up the new sign", ["The load limit sign has gone."], "Put up the new load limit sign"),
]
AS_THEY_ARE = [
    ("Do the report for the Raeburn", ["The Raeburn report is late."]),
    ("Send Kim the binder", ["The binder is late."]),
    ("Send Kim the binder", ["She has binder clips."]),
    ("Repair the pump", ["The bay 3 pump is loud.", "The cellar pump is fine."]),
    ("Do the rest", ["The rest of the budget is spent."]),
    ("Send a binder", ["We need the Lindqvist exhibit binder."]),
    ("Check the top of the tank", ["The black top is loose."]),
    (
        "Ring the school about the second bus of the summer camp on the last day before",
        ["The primary school called."],
    ),
]


@pytest.mark.parametrize(("goal", "before", "named"), NAMED)
def test_a_thing_is_called_as_an_earlier_sentence_calls_it(goal, before, named):
    assert fuller(goal, before) == named


@pytest.mark.parametrize(("goal", "before"), AS_THEY_ARE)
def test_where_no_one_name_is_told_the_goal_stays(goal, before):
    assert fuller(goal, before) == goal


@pytest.mark.parametrize(
    ("goal", "before", "told"),
    [
        ("Make a key for locker 5", ["the staff locker 5 is stuck"], "Make a key for staff locker 5"),
        (
            "Clean the filter in unit 7",
            ["Cooling unit 7 drips", "the cooling unit 7"],
            "Clean the filter in cooling unit 7",
        ),
        ("Check sheet 5", ["the cookbook sheet 5"], "Check cookbook sheet 5"),
        ("Paint the wall in room 3", ["the music room 3 and the art room 3"], "Paint the wall in room 3"),
        ("Paint the wall in room 3", ["please clean room 3", "the new room 3"], "Paint the wall in room 3"),
        ("Order 40 mats", ["the yoga 40 mats"], "Order 40 mats"),
    ],
)
def test_a_thing_that_its_number_sets_apart_gets_its_kind(goal, before, told):
    assert fuller(goal, before) == told
