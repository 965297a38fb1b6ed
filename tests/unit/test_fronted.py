"""What is done put behind its verb, and a goal without its deadline and its doer."""

import pytest

from agent.extractors.local.dated import undated
from agent.extractors.local.doers import after_name, without_address
from agent.extractors.local.fronted import fronted
from agent.extractors.local.names import Names
from agent.extractors.local.shorten import shorten

NAMES = Names(["Luca", "Kestrel Roofing", "Bogdan Ilie", "Day team"])


@pytest.mark.parametrize(
    ("said", "order"),
    [
        (
            "The council's notice about the hedge I'll answer myself",
            "answer the council's notice about the hedge",
        ),
        ("The minutes from Tuesday I will type up.", "type up the minutes from Tuesday"),
        ("Those two crates we'll bring over to the hall", "bring over those two crates to the hall"),
        ("And the flowers I'll pick up on the way", "pick up the flowers on the way"),
        ("The wine you can order from Brandt", "order the wine from Brandt"),
        ("My half of the slides I'll send to Ben first", "send my half of the slides to Ben first"),
        ("The keys, I'll drop off at the desk", "drop off the keys at the desk"),
        ("But the big oven you should clean with soda", "clean the big oven with soda"),
        ("The deposit I will refund", "refund the deposit"),
        ("The old rota you must take down", "take down the old rota"),
    ],
)
def test_what_is_named_before_who_does_it_goes_behind_the_verb(said, order):
    assert fronted(said) == order


@pytest.mark.parametrize(
    "said",
    [
        "The best I can do",
        "All I can offer",
        "Next week I'll paint",
        "The day after I'll ring",
        "Sunday evenings I'll read",
        "If the hall is free I'll book",
        "The report I'll send is ready",
        "The boiler is off so I'll call the plumber",
        "The hall I can book a room in",
        "No worries I'll ask",
        "Carla says I can send",
        "The office I'll be in",
    ],
)
def test_what_only_tells_when_or_which_stays_where_it_is(said):
    assert fronted(said) is None


@pytest.mark.parametrize(
    ("text", "phrase", "left"),
    [
        ("get the fitter in by Friday", "in by Friday", "get the fitter in"),
        ("have the bins out before noon", "before noon", "have the bins out"),
        (
            "swap the May table for the Christmas one",
            "the Christmas",
            "swap the May table for the Christmas one",
        ),
        ("pack the Friday delivery", "Friday", "pack the Friday delivery"),
        ("ring Brandt before the Monday meeting", "Monday", "ring Brandt before the Monday meeting"),
        (
            "mail them the sheet every Monday, first one on the 20th",
            "Monday, first",
            "mail them the sheet every Monday",
        ),
        ("put the bins out every Monday from now on", "never", "put the bins out every Monday"),
        ("print the cards by Friday please", "by Friday", "print the cards please"),
        ("on the Monday make the beds", "on the Monday", "make the beds"),
        ("hang the sign before the film night on the 14th", "on the 14th", "hang the sign"),
        ("send the list by the end of Friday", "by the end of Friday", "send the list"),
    ],
)
def test_a_deadline_goes_and_what_only_looks_like_one_stays(text, phrase, left):
    assert " ".join(undated(text, [phrase]).split()) == left


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("Luca you do the menu cards", "do the menu cards"),
        ("Luca you please wash the glasses", "wash the glasses"),
        ("Kestrel take down the loading bay", "take down the loading bay"),
        ("Day team please repeat the bloods", "repeat the bloods"),
        ("Luca you know the caterer", "Luca you know the caterer"),
        ("Luca you are a star", "Luca you are a star"),
        ("Kestrel order forms", "Kestrel order forms"),
    ],
)
def test_who_is_told_to_do_it_is_no_part_of_the_order(said, order):
    assert without_address(said, NAMES) == order


def test_a_verb_that_is_in_no_list_is_put_as_an_order_too():
    assert after_name("Bogdan sands the loop every day", NAMES) == "sand the loop every day"
    assert after_name("Bogdan is having the lamps back on", NAMES) == "have the lamps back on"
    assert after_name("Bogdan redoes the door", NAMES) == "redo the door"
    assert after_name("Bogdan varnishes the door", NAMES) == "varnish the door"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("find out whether the tenant has moved in", "Find out whether the tenant has moved in"),
        ("ask Ida who the van belongs to", "Ask Ida who the van belongs to"),
        ("get the engineer in", "Get the engineer in"),
        ("put the heating on", "Put the heating on"),
        ("get the label in case 9 reprinted", "Get the label in case 9 reprinted"),
        ("send the list by", "Send the list"),
        ("paint the hall in", "Paint the hall"),
        ("take a torch in case the lamp fails", "Take a torch"),
    ],
)
def test_what_belongs_to_the_verb_is_not_cut_off(text, short):
    assert shorten(text) == short
