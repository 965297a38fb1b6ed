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


@pytest.mark.parametrize(
    ("offer", "reply", "goal"),
    [
        ("should I order more cups?", "yes, do", "Order more cups"),
        ("shall I cancel the skip?", "please do, and thanks", "Cancel the skip"),
        ("happy to do the flyer", "please!", "Do the flyer"),
        ("shall we move the fair to June?", "yes let's", "Move the fair to June"),
        ("I could take the dog out", "oh that would be so kind", "Take the dog out"),
        ("shall I tell the growers?", "go for it", "Tell the growers"),
    ],
)
def test_two_messages_are_enough_for_an_offer(offer, reply, goal):
    [finding] = read("chat", f"Ana: {offer}\nBen: {reply}").findings
    assert (finding.goal, owner(finding)) == (goal, "Ana")


def test_the_day_that_whoever_agrees_names_is_the_day():
    [finding] = read(
        "chat", "Ana: want me to redo the labels?\nBen: yes please, by Wednesday would help"
    ).findings
    assert (finding.goal, owner(finding), finding.due_text) == ("Redo the labels", "Ana", "by Wednesday")


@pytest.mark.parametrize(
    ("offer", "reply"),
    [
        ("should we put the prices up?", "hmm not sure, let's see"),
        ("shall I do the flyer?", "no, Carla has one"),
        ("I can tell that it rained", "please!"),
    ],
)
def test_two_messages_that_agree_on_nothing_are_no_work(offer, reply):
    assert not read("chat", f"Ana: {offer}\nBen: {reply}").findings
