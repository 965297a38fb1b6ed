"""Whom "her" and "him" mean."""

import pytest

from agent.extractors.local.names import Names
from agent.extractors.local.persons import Parties, named

NAMES = Names(["Ida Marsh", "Owen Pike", "Ruth Hale", "Stores", "IT Support"])


@pytest.mark.parametrize(
    ("before", "text", "told"),
    [
        (
            ["Ruth Hale was here about the bill."],
            "Ring her once it is paid",
            "Ring Ruth Hale once it is paid",
        ),
        (["Mrs Okafor rang again."], "Send her the form", "Send Mrs Okafor the form"),
        (["Mr Bell left a bag behind."], "Post him his bag", "Post Mr Bell his bag"),
        (
            ["Ruth Hale sent a sheet round."],
            "Put her sheet on the board",
            "Put Ruth Hale's sheet on the board",
        ),
        (["The customer has no idea yet."], "Tell her today", "Tell the customer today"),
        (["Maud Ellis complained about the van."], "Find out what she saw", "Find out what Maud Ellis saw"),
        (["Mrs Bell came with Mr Kay."], "Call him back", "Call Mr Kay back"),
    ],
)
def test_the_one_person_spoken_of_before_is_named(before, text, told):
    assert named(text, before, NAMES, ["Ida Marsh", "Owen"]) == told


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (["Ruth Hale and Mrs Okafor rang."], "Ring her back"),
        (["Mr Bell rang."], "Ring her back"),
        (["Owen Pike will be there."], "Ring him back"),
        (["Stores has it."], "Ring her back"),
        (["A laptop for IT Support."], "Give him a chair"),
        (["The van is late."], "Ring her back"),
        (["Mrs Okafor rang."], "Ring Ruth Hale and tell her why"),
    ],
)
def test_where_two_fit_or_nobody_does_the_pronoun_stays(before, text):
    assert named(text, before, NAMES, ["Ida Marsh", "Owen"]) == text


def test_whose_mail_was_sent_on_is_meant_where_nobody_else_was_named():
    told = named("Refund her the 12.20", ["Third one since May."], NAMES, ["Ida Marsh"], "Maud Ellis")
    assert told == "Refund Maud Ellis the 12.20"


@pytest.mark.parametrize(
    ("earlier", "told"),
    [
        (
            ["It must be on his desk.", "A laptop for him.", "It rains.", "Owen Pike starts in May."],
            "Owen Pike's",
        ),
        (["He was here.", "Fine.", "Good.", "Well.", "Mr Bell rang about his flat."], "Mr Bell's"),
        (["Fine.", "Good.", "Well.", "It rains.", "Owen Pike starts in May."], "his"),
        (["He was here.", "He met Owen Pike and Mr Bell."], "his"),
    ],
)
def test_somebody_is_meant_as_long_as_the_talk_is_of_one_person(earlier, told):
    parties = Parties("Ida Marsh", None, NAMES, ["Ida Marsh"], earlier=earlier)
    assert parties.person("Make a plan for his week", ["It rains."]) == f"Make a plan for {told} week"
