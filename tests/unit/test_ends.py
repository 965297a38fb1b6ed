"""The state in which a goal is reached."""

from datetime import datetime

import pytest

from agent import reading
from agent.extractors.local.ends import ends_of
from agent.models import Basis, Intake, Topic
from agent.people import Directory
from tests.engine import mail

STATES = {
    "Send Ana Ruiz the signed lease": ["Ana Ruiz has the signed lease"],
    "Get the keys to the tenants": ["The tenants have the keys"],
    "Find out from Accounts whether tips are shared and tell Ben": ["Ben knows whether tips are shared"],
    "Answer how many chairs we need": ["Tom knows how many chairs we need"],
    "Ring the school about the bus": ["The school has been rung about the bus"],
    "Put the 3 plans up on the wall": ["The 3 plans are up on the wall"],
    "Get a fitter to mend the tap": ["The tap is mended"],
    "Book Ana Ruiz on the 7:40 to Leeds, aisle seat": ["Ana Ruiz is booked on the 7:40 to Leeds"],
    "Get card reader 2 in the hall working": ["Card reader 2 in the hall works"],
    "Get three quotes for the roof": ["Three quotes for the roof are in hand"],
    "Swap the lamp in hall 2": ["The lamp in hall 2 is swapped"],
    "Scan the deeds and email them to the notary": ["The deeds are scanned", "The notary has the deeds"],
    "Have the boiler serviced": ["The boiler is serviced"],
    "Get a new sign printed": ["A new sign is printed"],
    "Bring two heaters up": ["Two heaters are brought up"],
    "Send the takings to Ruth every Monday": ["Ruth has the takings every Monday"],
}
NOTHING_TO_TELL = ("Make the site nicer", "Look into it", "Send it", "Kitchen light?", "Sort out the hall")


@pytest.mark.parametrize(("goal", "states"), STATES.items())
def test_a_goal_is_told_as_the_state_it_ends_in(goal, states):
    assert ends_of(goal, "Tom") == states


@pytest.mark.parametrize("goal", NOTHING_TO_TELL)
def test_of_a_vague_goal_no_end_is_told(goal):
    assert ends_of(goal, "Tom") == []


def test_an_end_that_only_the_goal_implies_is_inferred_and_asks_nobody():
    (finding,) = mail("Please order the new lamps.").findings
    intake = Intake(
        id="i1", channel="note", received_at=datetime.fromisoformat("2026-05-04T10:00:00+02:00"),
        text="Please order the new lamps.", sha256="0" * 64,
    )  # fmt: skip
    settled = reading.read(finding, intake, Directory())
    (criterion,) = settled.item.done_criteria
    assert (criterion.value, criterion.basis) == ("The new lamps are ordered", Basis.INFERRED)
    assert Topic.DONE_CRITERIA not in {gap.topic for gap in settled.gaps}


@pytest.mark.parametrize(
    ("goal", "states"),
    [
        ("Move the desks to the back office", ["The desks are in the back office"]),
        ("Move Ana to the night shift", ["Ana is on the night shift"]),
        ("Keep the gate shut until six", ["The gate is shut"]),
        ("Leave the hall clean and tidy", ["The hall is clean and tidy"]),
        ("Have the badges ready by noon", ["The badges are ready"]),
        ("Have a word with the driver", []),
        ("Make a new key for locker 5", ["A new key for locker 5 is made"]),
        ("Text Carla the headcount", ["Carla has the headcount"]),
        ("Get the minutes out to members", ["Members have the minutes"]),
        ("Get the invoice to the office by Friday", ["The office has the invoice by Friday"]),
        ("Lay the hall out, 8 round tables", ["The hall is laid out"]),
        ("Refund her the 12.20 and ring her once it is through", ["The 12.20 is refunded"]),
        ("Count the spare keys to the store", ["The spare keys to the store are counted"]),
        ("Order three mats, two buckets and a mop", ["Three mats, two buckets and a mop are ordered"]),
        ("Order 40 mats, on site by May", ["40 mats are ordered"]),
        ("Get the signed lease collected", ["The signed lease is collected"]),
        ("Draft a note that goes out to tenants", ["A note that goes out to tenants is drafted"]),
        ("Load test certificate for the hoist", []),
        ("Order another from Kessler", []),
    ],
)
def test_a_state_is_a_plain_sentence_or_is_left_out(goal, states):
    assert ends_of(goal, "Tom") == states


@pytest.mark.parametrize(
    ("goal", "states"),
    [
        ("Send Priya and Owen the revised rota", ["Priya and Owen have the revised rota"]),
        ("Send Dr Hale, Owen Marsh and Ida the plan", ["Dr Hale, Owen Marsh and Ida have the plan"]),
        ("Make Thomas Jones a new badge", ["Thomas Jones has a new badge"]),
        ("Send Ida back the signed lease", ["Ida has the signed lease"]),
        ("Send Ida copies of both leases", ["Ida has copies of both leases"]),
        (
            "Refund Ida the 12.20 and ring her about the van",
            ["Ida has the 12.20", "Ida has been rung about the van"],
        ),
        (
            "Count the mugs and write the number in the red book",
            ["The mugs are counted", "The number is in the red book"],
        ),
        ("Write a letter in German", ["A letter in German is written"]),
        ("Write to all four but firmly", ["All four have been written to"]),
        ("File the claim now", ["The claim is filed"]),
        ("Have the bench repaired instead", ["The bench is repaired"]),
        ("Give Ida's team the plan", ["Ida's team has the plan"]),
        ("Hand over the keys to Maria", ["Maria has the keys"]),
        ("Leave the keys with Maria", ["The keys are with Maria"]),
        ("Supply the canteen with gloves", ["The canteen has gloves"]),
        ("Send the samples to the lab in Leeds", ["The lab in Leeds has the samples"]),
        ("Tell the joiner the price of two doors", ["The joiner knows the price of two doors"]),
        ("Tell Ruth the charge to fit a lock", ["Ruth knows the charge for fitting a lock"]),
        ("Teach the new boy how the till works", ["The new boy knows how the till works"]),
        ("Show the tenants the new boiler", ["The tenants have seen the new boiler"]),
        ("Offer Ida the post", ["Ida has been offered the post"]),
        ("Ask Ida the price", ["Ida has been asked the price"]),
        ("Book Ida a room", ["A room is booked for Ida"]),
        ("Give the boiler a service", ["The boiler has had a service"]),
        ("Pay the cleaners for June", ["The cleaners are paid for June"]),
        ("Bring Sam's bike back", ["Sam's bike is brought back"]),
        ("Send Ida a report on that fender", ["Ida has a report on that fender"]),
        ("Send Ida the list whenever you have a quiet hour", ["Ida has the list"]),
    ],
)
def test_whom_a_goal_reaches_is_told_in_either_order_of_its_objects(goal, states):
    assert ends_of(goal, "Tom") == states


@pytest.mark.parametrize(
    ("goal", "states"),
    [
        ("Give Ida the names of all pupils who have paid", ["Ida has the names of all pupils who have paid"]),
        ("Replace the label that says 1733", ["The label that says 1733 is replaced"]),
        ("Clear the gutter they blocked", ["The gutter they blocked is cleared"]),
        ("Order the parts that Pete sent us", ["The parts are ordered"]),
    ],
)
def test_a_clause_that_tells_which_thing_is_kept_whole_or_left_out(goal, states):
    assert ends_of(goal, "Tom") == states


@pytest.mark.parametrize(
    "goal",
    [
        "Tell her himself",
        "Give the team notice",
        "Take the gate hangs 20 mm low out",
        "Get the right ones to him, to the site",
        "Send a man to look at the roof",
        "Send somebody to the gate",
        "Bring Ida up to date",
        "Give him a ring on Friday",
        "Do the stairs twice a week",
        "Tell the tenants of block C the new rent",
        "Write every Monday the temperature of the fridge",
    ],
)
def test_where_it_is_not_sure_which_words_are_the_thing_no_end_is_told(goal):
    assert ends_of(goal, "Tom") == []


@pytest.mark.parametrize(
    ("goal", "states"),
    [
        ("Write Mrs Lal's reference", ["Mrs Lal's reference is written"]),
        ("Draft Anna Doyle's contract", ["Anna Doyle's contract is drafted"]),
        ("Send Ana Tom's list", ["Ana has Tom's list"]),
        ("Get Otis in", ["Otis has been called in"]),
        ("Get the plumber out", ["The plumber has been called out"]),
        ("Get the washing in before it rains", ["The washing is in"]),
        ("Move the skip at the gate", ["The skip at the gate is moved"]),
        ("Log the leak in unit 3", ["The leak in unit 3 is logged"]),
        ("Record the readings in the log", ["The readings are in the log"]),
        ("Reserve the hall for Friday from 9 to 12", ["The hall is reserved for Friday from 9 to 12"]),
        ("Explain the gaps from 3 to 7 June to Ida", ["The gaps from 3 to 7 June are explained to Ida"]),
        ("Deliver the missing twelve", ["The missing twelve are delivered"]),
        ("Book the hall for 40 people", ["The hall for 40 people is booked"]),
        ("Close the pool from Monday to Thursday", ["The pool is closed from Monday to Thursday"]),
        ("Take the broken pallets away", ["The broken pallets are gone"]),
        ("Put the chairs away", ["The chairs are put away"]),
        ("Answer Mrs Lal's email about the keys", ["Mrs Lal's email about the keys is answered"]),
        ("Answer Ida about the keys", ["Ida knows about the keys"]),
    ],
)
def test_names_places_and_hours_stay_whole(goal, states):
    assert ends_of(goal, "Tom") == states


@pytest.mark.parametrize(
    ("goal", "states"),
    [
        ("Book cover for both nights, 8pm to 8am, one carer each", ["Cover for both nights is booked"]),
        ("Send the certificates for grids A to F to Ida", ["Ida has the certificates for grids A to F"]),
        ("Print pages 4 to 12", ["Pages 4 to 12 are printed"]),
        ("Open the bar from 8pm to 2am", ["The bar is opened from 8pm to 2am"]),
        ("Mend the gate, the one by the lane, to the old pattern", ["The gate is mended to the old pattern"]),
        ("Paint the hall, lobby and stairs", ["The hall, lobby and stairs are painted"]),
        ("Move the meeting to 3pm", ["The meeting is moved to 3pm"]),
        ("Move the meeting to Thursday", ["The meeting is moved to Thursday"]),
        ("Ask Ida who had them last", ["Ida has been asked who had them last"]),
        ("Write to Marlow: what went wrong", ["Marlow has been told what went wrong"]),
        ("Write to Marlow about the price", ["Marlow has been written to about the price"]),
        ("Get the guest list from Ida", ["The guest list is in hand"]),
        ("Get the store keys", ["The store keys are in hand"]),
        ("Ask the porter who has the key", ["The porter has been asked who has the key"]),
        (
            "Chase the four tenants who haven't paid",
            ["The four tenants who haven't paid have been chased"],
        ),
        ("Call the pest firm in", ["The pest firm has been called in"]),
        ("Empty the trap, Mondays and Thursdays", ["The trap is emptied"]),
        ("Print new ones with the right date", ["New ones with the right date are printed"]),
        ("Make a sheet up and drop it in to Ida", ["A sheet is made", "Ida has the sheet"]),
        ("Drop the price to 5", ["The price is dropped to 5"]),
        ("Repair the lamp on the second floor", ["The lamp on the second floor is repaired"]),
        ("Sign the letter to the bank", ["The letter to the bank is signed"]),
        ("Take the letter to the office", ["The letter is in the office"]),
        ("Put the bins out on the street every Friday", ["The bins are on the street every Friday"]),
        ("Get the reader back tonight", ["The reader is back"]),
        ("Get the engineer", []),
        ("Get Ida from the station", []),
        ("Get the office", []),
        ("Fit the one from stores", []),
    ],
)
def test_ranges_asides_and_people_give_no_garbled_end(goal, states):
    assert ends_of(goal, "Tom") == states
