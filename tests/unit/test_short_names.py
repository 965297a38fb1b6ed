"""A first name in short means the only one on the text who has it."""

from datetime import UTC, datetime

import pytest

from agent.models import Channel, Finding, Intake, OwnerRole
from agent.people import EMPTY, owner


@pytest.mark.parametrize(
    ("words", "people", "name"),
    [
        ("Kev", ["Kevin Smit", "Fatih Aksoy"], "Kevin Smit"),
        ("Rafa", ["Rafael Nunes", "Dra. Heloísa Prado"], "Rafael Nunes"),
        ("Helô", ["Rafael Nunes", "Dra. Heloísa Prado"], "Dra. Heloísa Prado"),
        ("Kev forklift", ["Kevin Smit", "Fatih Aksoy"], "Kevin Smit"),
        ("Kev", ["Kevin Smit", "Kevork Aslan"], "Kev"),
        ("Kev Brown", ["Kevin Smit"], "Kev Brown"),
        ("The day team", ["Theresa Green", "Daya Patel"], None),
        ("Ke", ["Kevin Smit"], "Ke"),
    ],
)
def test_a_short_name_means_the_one_who_is_on_the_text(words, people, name):
    text = f"{words} does it by Friday."
    intake = Intake(
        id="i1",
        channel=Channel.CHAT,
        people=tuple(people),
        received_at=datetime(2026, 5, 4, 10, tzinfo=UTC),
        text=text,
        sha256="0" * 64,
    )
    found = Finding(goal="Do it", quotes=(text,), owner_role=OwnerRole.NAMED, owner_text=words)
    assert owner(found, intake, EMPTY).name == name
