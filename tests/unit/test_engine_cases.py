"""The embedded engine on whole texts, read to the item that a reviewer would see."""

from datetime import datetime
from pathlib import Path

import pytest
import yaml

from agent import reading
from agent.extractors.local.engine import LocalExtractor
from agent.models import Channel, Intake, Party
from agent.people import Directory

CASES = yaml.safe_load(Path(__file__).with_name("engine_cases.yaml").read_text(encoding="utf-8"))
PEOPLE = ("Nora Field", "Tom Hale", "Aisha Bello", "Marek Nowak", "Lena Vogt", "Facilities", "IT")


def party(name):
    return Party(name=name, email=name.split()[0].lower() + "@field.example")


def items(channel, sender, recipients, text):
    """What was found, as items, each with its quotes."""
    intake = Intake(
        id="i1",
        channel=Channel(channel),
        sender=party(sender),
        recipients=tuple(map(party, recipients)),
        people=PEOPLE,
        received_at=datetime.fromisoformat("2026-10-14T10:00:00+01:00"),
        text=text,
        sha256="0" * 64,
    )
    found = LocalExtractor().extract(intake).findings
    return [(f, reading.read(f, intake, Directory()).item) for f in found]


def day(item):
    return item.due.value.isoformat() if item.due.value else None


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_text_gives_the_items_that_a_reader_finds_in_it(case):
    found = items(case["channel"], case["sender"], case["recipients"], case["text"])
    assert len(found) == len(case["items"])
    for (finding, item), expected in zip(found, case["items"], strict=True):
        assert finding.quotes[0] in expected["key"] or expected["key"] in finding.quotes[0]
        assert item.owner.value == expected["owner"]
        assert expected["due"] == "any" or day(item) == expected["due"]
        assert expected.get("goal", "").casefold() in item.goal.value.casefold()
        assert len(item.goal.value.split()) <= 15


@pytest.mark.parametrize(
    ("sentences", "goal"),
    [
        (
            "The sign on the mill door still says summer hours. Please get a new one printed.",
            "Get a new sign for the mill door printed",
        ),
        (
            "Our records show that invoice LC-7 is open. Could you settle it by Friday?",
            "Settle the invoice LC-7",
        ),
        (
            "So not this Wednesday after all - please have the lift inspected by Friday.",
            "Have the lift inspected",
        ),
        ("The bank wants a new mandate form since June. You must sign it.", "Sign the new mandate form"),
        ("It is cold in here. Please fix it.", "Fix it"),
    ],
)
def test_a_goal_names_what_the_pronoun_stands_for_or_leaves_it(sentences, goal):
    ((_, item),) = items("email", "Nora Field", ("Tom Hale",), mail(sentences))
    assert item.goal.value == goal


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Not this Wednesday after all - please call them by Friday 23 October.", "2026-10-23"),
        ("The fee fell due on 1 October. Please pay it by 30 October.", "2026-10-30"),
        ("From now on please call me first.", None),
        ("Please ring Mrs Daly (she is away till Friday).", None),
        ("Please send me the quote. Need the quote by Friday.", "2026-10-16"),
    ],
)
def test_only_the_date_that_is_meant_is_the_due_date(words, due):
    ((_, item),) = items("email", "Nora Field", ("Tom Hale",), mail(words))
    assert day(item) == due


@pytest.mark.parametrize(
    ("words", "criteria"),
    [
        (
            "Finished when both pages open and the old one is gone.",
            ["Both pages open", "The old one is gone"],
        ),
        ("For me it's sorted once the lid shuts.", ["The lid shuts"]),
    ],
)
def test_what_must_be_true_in_the_end_is_kept_in_its_own_words(words, criteria):
    ((_, item),) = items("email", "Nora Field", ("Tom Hale",), mail(f"Please update the site. {words}"))
    assert [c.value for c in item.done_criteria] == criteria


@pytest.mark.parametrize(
    "words",
    [
        "The missing linen left our warehouse yesterday, there is nothing you need to do.",
        "If the roof grant ever comes through we would need a survey.",
        "Track your parcel here: https://track.example/1",
        "Call with Osprey went well.",
        "The young man kindly brought up two heaters.",
        "Had we the money, somebody would have to repaint the whole hall.",
        "Wenn wir im Lotto gewinnen würden, müsste man die Halle streichen.",
        "Si un jour on gagnait au loto, il faudrait repeindre la salle.",
        "For anything urgent please call my colleague Rosa on 0555 0123.",
    ],
)
def test_what_only_informs_is_no_work(words):
    assert items("email", "Nora Field", ("Tom Hale",), mail(words)) == []


def mail(body):
    head = "From: Nora Field <nora@field.example>\nTo: Tom Hale <tom@field.example>\nSubject: update"
    return f"{head}\n\nHi Tom,\n\n{body}\n"
