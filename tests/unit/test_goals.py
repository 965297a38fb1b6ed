"""A goal as an order that stands by itself."""

import pytest

from agent.extractors.local.goals import goal
from agent.extractors.local.names import Names
from agent.extractors.local.persons import Parties
from tests.engine import read

NAMES = Names(["Ana Novak", "Ben Ortiz", "Mirela"])
ORDERS = {
    "The meter readings are still missing from your side.": "Send Ana Novak the meter readings",
    "Still outstanding: the signed lease": "Send Ana Novak the signed lease",
    "You still owe us the photos of the roof.": "Send Ana Novak the photos of the roof",
    "Any luck with the timesheets?": "Send Ana Novak the timesheets",
    "Any joy with the boiler?": "Tell Ana Novak the news of the boiler",
    "I would like to have from you the wage slips": "Send Ana Novak the wage slips",
    "Fire drill report in my tray": "Put the fire drill report in Ana Novak's tray",
    "The gutters could do with cleaning before winter": "Clean the gutters before winter",
    "The shelves want shifting a metre to the left": "Shift the shelves a metre to the left",
    "That beam must come out and go back in at 2 m": "Take that beam out and put it back in at 2 m",
    "Could you let the cleaners have the keys?": "Give the cleaners the keys",
    "Please let me have his number": "Give Ana Novak his number",
    "Send Ben the names as soon as they've agreed": "Send Ben the names as soon as they've agreed",
    "I need the ladder back": "Get the ladder back",
    "Pop round and mend the gate": "Mend the gate",
    "Paint the gate, if you can manage it": "Paint the gate",
    "Order two filters, petty cash covers it": "Order two filters",
    "Print the leaflet, after that our shop is closing": "Print the leaflet",
    "every evening after closing Mirela counts the mops and writes the number down": (
        "Count the mops and write the number down"
    ),
    "Mirela agreed to take the bins out": "Take the bins out",
    "Mirela was asked to ring the roofer": "Ring the roofer",
    "Mirela said she'd look into the damp": "Look into the damp",
    "It has to be repainted before winter": "Repaint it before winter",
    "Has to be repainted before winter": "Repaint it before winter",
    "Needs descaling": "Descale it",
}
QUESTIONS = {
    "What would you charge to sand the floor?": "Tell Ana Novak the charge to sand the floor",
    "How many calls did she in fact take?": "Tell Ana Novak how many calls she in fact took",
    "When does the new lease start?": "Tell Ana Novak when the new lease starts",
    "Where are the signed copies?": "Tell Ana Novak where the signed copies are",
    "Why was the invoice paid twice?": "Tell Ana Novak why the invoice was paid twice",
    "What did the auditor say about the stock?": "Tell Ana Novak what the auditor said about the stock",
    "Who has it?": "Tell Ana Novak who has it",
    "Who has the spare key?": "Tell Ana Novak who has the spare key",
}
AS_THEY_STAND = {
    "Put the report in my tray": "Put the report in Ana Novak's tray",
    "Please put the list on my desk": "Put the list on Ana Novak's desk",
    "Could you send the report to me?": "Send the report to Ana Novak",
    "You can send the draft to me": "Send the draft to Ana Novak",
    "The house needs painting materials": "Provide painting materials",
    "I need two more chairs": "Provide two more chairs",
    "Order chairs, table covers and lamps": "Order chairs, table covers and lamps",
}


def words(text, *before):
    return goal(text, [], Parties("Ana Novak", None, NAMES), before).words


@pytest.mark.parametrize(("said", "order"), (ORDERS | AS_THEY_STAND).items())
def test_what_is_wanted_is_put_as_an_order(said, order):
    assert words(said) == order


@pytest.mark.parametrize(("asked", "told"), QUESTIONS.items())
def test_a_question_is_turned_round(asked, told):
    assert words(asked) == told


def test_another_is_one_more_of_what_was_named():
    assert words("Order another from Kell.", "The pump in shed 3 has died.") == (
        "Order another pump for shed 3 from Kell"
    )


def test_what_needs_doing_is_named_by_the_sentence_before():
    assert words("Needs filling, properly", "The hole outside no. 7 is back.").startswith("Fill the hole")


@pytest.mark.parametrize(
    ("before", "said", "order"),
    [
        ("The gate at the yard hangs crooked.", "Please rehang it", "Rehang the gate at the yard"),
        ("The label printer eats cards.", "Please replace it", "Replace the label printer"),
        ("The clerk said the boiler lost pressure.", "Please refill it", "Refill the boiler"),
        ("We found a leak under the sink.", "Please repair it", "Repair the leak"),
        ("The board rejected the permit because of the fence.", "Please resubmit it", "Resubmit the permit"),
        ("The vendor sent a new lease, it's long.", "Please read it", "Read the new lease"),
        ("Ben wrote the draft but never sent it.", "Please sign it", "Sign the draft"),
        ("The report that Pete wrote misses a page.", "Please complete it", "Complete the report"),
        (
            "Somebody looked round and two of the lamps no longer work.",
            "Please swap them",
            "Swap two of the lamps",
        ),
        (
            "Still no invoices from Kessler.",
            "Please send them to Ben",
            "Send the invoices from Kessler to Ben",
        ),
        ("The hose on truck 4 splits.", "Please fit a new one", "Fit a new hose for truck 4"),
        ("The old sign fell off.", "Get a new one made", "Get a new sign made"),
        ("That list doesn't exist yet.", "Please make one up", "Make a list up"),
        ("The lamp in hall 2 is dead.", "Please order one", "Order a lamp for hall 2"),
        ("The mail still has the old logo in it.", "Can you swap it out?", "Swap the old logo out"),
        ("The form has the wrong date.", "Please replace it", "Replace the wrong date"),
        ("Rear step lamp dead.", "Please replace it", "Replace the rear step lamp"),
        ("temp lights on the stairs out again.", "Please mend them", "Mend the temp lights on the stairs"),
        ("nearside blade perished, smears across.", "Please fit a new one", "Fit a new nearside blade"),
        ("That's the old mail filter.", "Please correct it", "Correct the old mail filter"),
        ("The office is a mess.", "Please clean it", "Clean the office"),
        ("Paper tray 2 jams the sheets.", "Please replace it", "Replace paper tray 2"),
    ],
)
def test_a_pronoun_is_named_by_a_noun_phrase_of_an_earlier_sentence(before, said, order):
    assert words(said, before) == order


@pytest.mark.parametrize(
    ("before", "said", "order"),
    [
        ("The storm took the keypad out.", "Please fix it", "Fix it"),
        ("It fails every night.", "Please fix it", "Fix it"),
        ("I owe you a coffee.", "Please bring it", "Bring it"),
        ("The rest is in the way.", "Please move it", "Move it"),
        ("The store is near.", "Please bring it back", "Bring it back"),
        ("It's the last day.", "Please fix it", "Fix it"),
        ("The whole morning gone.", "Please fix it", "Fix it"),
        ("Back since May, all of them.", "Please fix it", "Fix it"),
        ("The last one was fun.", "Please fix it", "Fix it"),
    ],
)
def test_a_pronoun_stays_where_no_thing_is_named(before, said, order):
    assert words(said, before) == order


def test_things_that_are_so_are_not_taken_for_what_somebody_does():
    assert not words("Mr Hale's blister packs still have the old dose").startswith("Pack ")


def test_an_order_behind_what_is_so_stands_alone():
    said = "The log has gaps from 3 to 7 May, and these must be explained to Ben"
    assert words(said) == "Explain the gaps from 3 to 7 May to Ben"
    assert words("Sweep the yard whenever you have a quiet hour") == "Sweep the yard"


@pytest.mark.parametrize(
    "said",
    [
        "We would be grateful if you could settle invoice 88 in full.",
        "It would help if you can settle invoice 88 in full.",
        "When you get a minute, please settle invoice 88 in full.",
        "Please settle invoice 88 in full, if you have a spare moment.",
    ],
)
def test_a_clause_that_names_the_work_is_no_remark_on_time(said):
    assert words(said) == "Settle invoice 88 in full"


def test_who_is_spoken_to_behind_the_order_is_no_part_of_it():
    [finding] = read(
        "chat", "Ana: hi\nBen: hi\nAna: can you send me the plan by Friday, Ben?\nBen: ok"
    ).findings
    assert finding.goal == "Send Ana the plan"
    asked = "Ana: hi\nBen: hi\nAna: please invite Carla, Dmitri and Ben to the tasting, Ben\nBen: ok"
    assert "Carla, Dmitri and Ben" in read("chat", asked).findings[0].goal


@pytest.mark.parametrize(
    ("channel", "text", "goal"),
    [
        ("email", "Hi Ben\n\nI'll let the tenants know tonight.", "Let the tenants know"),
        (
            "email",
            "Hi Ben\n\nWe will decide on the colour within a week of getting it.",
            "Decide on the colour",
        ),
        ("email", "Hi Ben\n\nHave you had a chance to look at the draft? It is urgent.", "Look at the draft"),
        (
            "email",
            "Hi Ben\n\nCould you ask Carla for it? And please don't forget the parking spaces, we need four.",
            "See to the parking spaces",
        ),
        (
            "email",
            "Hi Ben\n\nAttached is the contract. I need it signed by Friday.",
            "Get the contract signed",
        ),
        ("meeting", "1. Website - Ben Ode said he'd update the opening hours.", "Update the opening hours"),
        (
            "chat",
            "Ana: the printer on 2 is jammed\nBen: I'll have a look\nAna: ta",
            "Have a look at the printer on 2",
        ),
    ],
)
def test_the_order_stands_alone_with_its_thing(channel, text, goal):
    said = f"From: Ana Ruiz <ana@firm.example>\nTo: Ben Ode <ben@firm.example>\n\n{text}"
    assert goal in [f.goal for f in read(channel, said if channel == "email" else text).findings]


def test_what_a_note_to_oneself_needs_is_got():
    own = Parties(None, None, NAMES)
    assert goal("Need a photo of the new van", [], own, []).words == "Get a photo of the new van"
