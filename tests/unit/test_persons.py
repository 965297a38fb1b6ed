"""Whom "her" and "him" mean."""

import pytest

from agent.extractors.local.names import Names
from agent.extractors.local.persons import named

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
