"""What a bare measure or number is of."""

import pytest

from agent.extractors.local.amounts import amounts


@pytest.mark.parametrize(
    ("before", "goal", "named"),
    [
        ("Screen wash is nearly gone though.", "Pick up 5 litres", "Pick up 5 litres of screen wash"),
        ("We're almost out of the thin gloves.", "Order ten boxes", "Order ten boxes of thin gloves"),
        (
            "We've run out of printer paper again.",
            "Order five reams from Kell",
            "Order five reams of printer paper from Kell",
        ),
        ("No candles left in the store.", "Get two packs", "Get two packs of candles"),
        ("The milk is running low.", "Buy a bottle", "Buy a bottle of milk"),
        ("We're short of flour.", "Fetch two sacks from the mill", "Fetch two sacks of flour from the mill"),
        ("The coffee is finished, and Ben is cross.", "Bring 3 packets", "Bring 3 packets of coffee"),
        ("They lent us seven vases.", "Wrap the seven by Friday", "Wrap the seven vases by Friday"),
        (
            "Three people at Marlow can't log in.",
            "Correct it for all three",
            "Correct it for all three people",
        ),
        ("She timed 9 runs.", "Write up the nine", "Write up the nine runs"),
    ],
)
def test_a_bare_measure_is_named_by_what_has_run_out(before, goal, named):
    assert amounts(goal, [before]) == named


@pytest.mark.parametrize(
    ("before", "goal"),
    [
        ("The meeting is over.", "Order two boxes of pens"),
        ("I'm out of the office today.", "Order two boxes"),
        ("He is out of breath.", "Order two bottles"),
        ("The lift is out.", "Order two boxes"),
        ("It took three days.", "Mend all three"),
        ("Stock is low on nights.", "Send two crates"),
        ("Two vans and two drivers are late.", "Book the two"),
        ("We are nearly out of time.", "Order two boxes"),
        ("The milk is running low.", "Order two lamps"),
        ("Seven vases came.", "Pay the seven percent"),
    ],
)
def test_a_measure_stays_bare_where_nothing_has_run_out(before, goal):
    assert amounts(goal, [before]) == goal
