"""How the work must be, said as what is so in the end."""

import pytest

from agent.extractors.local.facts import fact, stands
from agent.extractors.local.tails import particulars


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("It must show the VAT number", "The new invoice shows the VAT number"),
        ("Has to be legible in black and white", "The new invoice is legible in black and white"),
        ("Must be A4, otherwise the printer jams", "The new invoice is A4"),
        ("It has to be back in use today", "The new invoice is back in use"),
        ("They should not be stapled", "They are not stapled"),
        ("The label must not show the price", "The label does not show the price"),
        ("Each card to show the price", "Each card shows the price"),
        ("Make sure that the lid closes", "The lid closes"),
        ("Both must fit the van", "Both fit the van"),
        ("The files must go in our shared folder", "The files go in the shared folder"),
        ("Two copies are in my tray", "Two copies are in Ana Ruiz's tray"),
        ("You must sign it", "You must sign it"),
        ("The lid closes", "The lid closes"),
        ("It has to be on her desk by 30 May, signed", "The new invoice is on her desk, signed"),
        ("It must be in the post by Friday and insured", "The new invoice is in the post and insured"),
        ("It must be 3 cm by 5, no more", "The new invoice is 3 cm by 5, no more"),
    ],
)
def test_a_rule_for_the_work_becomes_a_fact_with_its_name(said, told):
    assert fact(said, "a new invoice", "Ana Ruiz") == told


@pytest.mark.parametrize(
    "said",
    [
        "Every minute counts",
        "They have 3 guests",
        "A glossy cover alone doesn't help us",
        "The one from May failed on two of them",
        "It has to be with her on the 3rd",
        "Must be ready by Friday",
        "Biscuits on the shelf, not the stale ones",
        "How would we know?",
        "They can't order the tables without it",
        "The printers cannot start without them",
    ],
)
def test_what_tells_why_or_when_cannot_be_held_against_the_work(said):
    assert not stands(said)


@pytest.mark.parametrize(
    "said", ["No sharp edges", "Bolts at 80 Nm", "Must work offline", "The seat is level", "Each one signed"]
)
def test_what_can_be_checked_stands(said):
    assert stands(said)


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ("Send me the lease, signed and dated", ["signed and dated"]),
        ("Order the racks, same colour, 40 kg each", ["same colour"]),
        ("Send the statement, deposits on a separate line", ["deposits on a separate line"]),
        ("Rework the die, scrap under 2 %", ["scrap under 2 %"]),
        ("Tell her today, by phone", ["by phone"]),
        ("Send the list, Ana needs it", []),
        ("Send the list, thanks", []),
        ("Tell her, Ben, at ten", []),
    ],
)
def test_how_it_must_be_is_read_behind_the_order(said, beside):
    assert list(particulars(said)) == beside


@pytest.mark.parametrize(
    ("said", "thing", "told"),
    [
        ("They want a photo of each tree", "the report", "There is a photo of each tree"),
        ("We'd like two copies of the plan", "the plan", "There are two copies of the plan"),
        ("With the new price list", "the binder", "The binder has the new price list"),
        ("She must have it in hand before noon", "the lease", "The lease is in hand before noon"),
        ("Without a logo", "the flyers", "The flyers have no logo"),
        ("With the date on it", "the door", "With the date on it"),
        ("Nailed would be a no from me", "the shelf", "The shelf is not nailed"),
        ("Glass is out of the question", "the door", "There is no glass"),
        ("All four samples are on it", "the sheet", "All four samples are on the sheet"),
        ("The lid stays on it", "the pot", "The lid stays on it"),
    ],
)
def test_what_is_wanted_with_it_or_ruled_out_is_told_as_a_fact(said, thing, told):
    assert fact(said, thing, None) == told


def test_a_number_that_is_told_is_nothing_to_hold_the_work_against():
    assert not stands("It is 4417")
