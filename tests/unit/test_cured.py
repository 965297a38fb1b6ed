"""Faults that are mended."""

import pytest

from agent.extractors.local.cured import cured
from tests.engine import mail

MENDED = {
    "Pump 3 keeps alarming with no line on it.": "Pump 3 no longer alarms with no line on it",
    "The gate has been letting in ANY card since noon.": "The gate no longer lets in ANY card",
    "He told us the exit sign over the side door is not lit.": "The exit sign over the side door is lit",
    "Dock door 4 does not close when it rains": "Dock door 4 closes when it rains",
    "The lamp won't come on": "The lamp comes on",
    "The projector in room 5 is broken, nobody can use it": "The projector in room 5 works again",
    "Both taps leak, and the floor is wet": "Both taps no longer leak",
}


@pytest.mark.parametrize(("fault", "state"), MENDED.items())
def test_a_fault_that_is_mended_is_no_more(fault, state):
    assert cured(fault) == state


@pytest.mark.parametrize(
    "said", ["We are not happy", "I don't know the code", "It leaks", "Everything is fine", ""]
)
def test_what_is_no_fault_of_a_thing_says_nothing(said):
    assert cured(said) is None


def test_the_state_is_inferred_and_has_no_words_of_the_text():
    [finding] = mail(
        "Ben, the tap in the kitchen keeps dripping. Please have a plumber in by Friday."
    ).findings
    [criterion] = finding.done_criteria
    assert criterion.text == "The tap in the kitchen no longer drips"
    assert criterion.implied
    assert criterion.quote == ""
