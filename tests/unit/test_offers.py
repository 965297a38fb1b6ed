"""What one offers and the next says yes to is promised; what nobody says yes to is not."""

import pytest

from tests.engine import owner, read

TALK = "Ana: hi\nBen: hi, the tap in the kitchen drips\nAna: oh no\nBen: {}\nAna: {}\nBen: fine"


@pytest.mark.parametrize(
    ("offer", "reply", "goal"),
    [
        ("I could bring a washer tomorrow", "yes please", "Bring a washer"),
        ("we could ask the plumber", "ok, do that", "Ask the plumber"),
        ("happy to ring the plumber", "that would be great", "Ring the plumber"),
        ("shall I order a new one?", "yes, go ahead", "Order a new one"),
        ("want me to print a sign?", "please do", "Print a sign"),
    ],
)
def test_an_offer_that_is_taken_is_a_promise(offer, reply, goal):
    [finding] = read("chat", TALK.format(offer, reply)).findings
    assert (finding.goal, owner(finding)) == (goal, "Ben")


@pytest.mark.parametrize(
    ("offer", "reply"),
    [
        ("shall I order a new one?", "no need, Carla has one"),
        ("I could imagine that it is the washer", "that would be good"),
        ("I might be wrong", "do tell"),
    ],
)
def test_what_is_refused_or_is_no_offer_is_no_work(offer, reply):
    assert not [f for f in read("chat", TALK.format(offer, reply)).findings if owner(f) == "Ben"]
