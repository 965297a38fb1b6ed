"""What relates nothing, what amends, and what only looks like another name."""

from __future__ import annotations

import pytest

from agent.models import Verdict
from tests.unit.test_duplicates import an_item, the_match

LITTLE_IN_COMMON = [
    ("Get Ruth to sign the new mandate form", "Get a new sign printed for the car park"),
    ("Answer whether two volunteers may help", "Carry two heaters up to the loft"),
    ("Update the imprint on Monday", "Order lunch for Monday"),
]


@pytest.mark.parametrize(("new", "old"), LITTLE_IN_COMMON)
def test_weak_words_and_one_word_of_two_meanings_relate_nothing(new, old):
    assert the_match(an_item(new), an_item(old), score=0.6) is None


ALTERED = [
    ("Move the budget meeting with Solveig to 16 May", "Prepare the budget meeting with Solveig for 9 May"),
    ("Upgrade the coast trip coach to a 70-seater", "Book the coach for the coast trip"),
    ("Make the chopped tomatoes 450 tins", "Order 300 tins of chopped tomatoes"),
    ("Gefahrgutschulung auf den 16. September verschieben", "Gefahrgutschulung am 9. September durchführen"),
]


@pytest.mark.parametrize(("new", "old"), ALTERED)
def test_what_asks_to_have_it_otherwise_amends_it(new, old):
    match = the_match(an_item(new), an_item(old), score=0.3)
    assert match is not None
    assert match.verdict is Verdict.AMENDMENT


def test_a_name_that_the_other_text_says_elsewhere_tells_nothing_apart():
    new = an_item("Get the roof window of Mrs Yilmaz sealed")
    old = an_item("Get the roof window at Ahornweg mended")
    match = the_match(new, old, body="It drips, Ahornweg 12.")
    assert match is not None
    assert match.verdict is Verdict.DUPLICATE
