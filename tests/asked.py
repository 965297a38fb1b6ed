"""A proposal with open questions, and what people say to them."""

from __future__ import annotations

from datetime import datetime

from agent.models import (
    Channel,
    Finding,
    Intake,
    Party,
    Proposal,
    Question,
    Route,
    Similar,
    Topic,
    Trace,
)
from agent.people import EMPTY
from agent.reading import read

MONDAY = datetime.fromisoformat("2026-11-23T10:00:00+01:00")
TEXT = (
    "From: Carla Meyer <carla@x.example>\nSubject: Chairs\n\nHi,\n\nwe need 40 chairs for room 3.\n\nCarla\n"
)
ASKED_TOPICS = (Topic.DUE, Topic.DONE_CRITERIA)


def asking(text: str = TEXT) -> Intake:
    return Intake(
        id="I-1",
        source_id="<one@x.example>",
        channel=Channel.EMAIL,
        sender=Party(name="Carla Meyer", email="carla@x.example"),
        received_at=datetime.fromisoformat("2026-11-02T10:00:00+01:00"),
        text=text,
        sha256="0" * 64,
    )


def asked_about(*topics: Topic) -> Proposal:
    """Chairs that nobody is to order so far, with a question about the owner and about each topic."""
    finding = Finding(goal="Order 40 chairs for room 3", quotes=("we need 40 chairs for room 3",))
    reading = read(finding, asking(), EMPTY)
    who = Question(topic=Topic.OWNER, text=f"Who will do this: “{finding.goal}”?")
    others = (Question(topic=topic, text=f"What about the {topic} of the chairs?") for topic in topics)
    return Proposal(
        id="P-1",
        intake_id="I-1",
        intake_sha256="0" * 64,
        item=reading.item,
        gaps=reading.gaps,
        questions=(who, *others),
        similar=Similar(),
        route=Route(rule="rest"),
        trace=Trace(engine="tests"),
    )


ASKED_ABOUT = asked_about(*ASKED_TOPICS)


def said(words: str, by: str = "Carla Meyer", *, intake_id: str = "I-2", **given: object) -> Intake:
    """An answer as it is kept."""
    envelope = {"channel": Channel.NOTE, "received_at": MONDAY, "sender": Party(name=by), **given}
    return Intake(id=intake_id, text=words, sha256="0" * 64, thread="I-1", **envelope)
