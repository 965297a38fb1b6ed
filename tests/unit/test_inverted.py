"""Questions turned round."""

import pytest

from agent.extractors.local.inverted import whether

TURNED = {
    "Does our cover include children under twelve?": "whether our cover includes children under twelve",
    "Is the moisture tester free on Friday?": "whether the moisture tester is free on Friday",
    "Can the vans be used at night?": "whether the vans can be used at night",
    "Do the keys still exist?": "whether the keys still exist",
    "Are we on for it?": "whether we are on for it",
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
