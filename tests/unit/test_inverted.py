"""Questions turned round."""

import pytest

from agent.extractors.local.inverted import whether

TURNED = {
    "Does our cover include children under twelve?": "whether our cover includes children under twelve",
    "Is the moisture tester free on Friday?": "whether the moisture tester is free on Friday",
    "Can the vans be used at night?": "whether the vans can be used at night",
    "Do the keys still exist?": "whether the keys still exist",
    "Are we on for it?": "whether we are on for it",
    "Did the plumber ever call back?": "whether the plumber ever called back",
    "Did Olga already order the paper?": "whether Olga already ordered the paper",
    "Did the order ever ship?": "whether the order ever shipped",
    "Has the deposit been paid?": "whether the deposit has been paid",
    "Has the plan changed?": "whether the plan has changed",
    "Have our two trainees got their badges yet?": "whether our two trainees have got their badges yet",
    "Has anybody heard from the printer?": "whether anybody has heard from the printer",
    "Should I order more cups?": "whether to order more cups",
    "Must the form have a stamp?": "whether the form must have a stamp",
}


@pytest.mark.parametrize(("asked", "told"), TURNED.items())
def test_a_question_becomes_what_its_answer_tells(asked, told):
    assert whether(asked) == told


@pytest.mark.parametrize(
    "asked", ["Why is it late?", "Is that?", "Does the?", "Could somebody else", "", "Is the roof"]
)
def test_where_its_subject_does_not_end_it_is_left_alone(asked):
    assert whether(asked) is None or whether(asked).startswith("whether ")
    assert whether("Is the roof") is None
