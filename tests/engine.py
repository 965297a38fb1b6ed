"""What the embedded engine reads in a text from Ana to Ben, on Monday 4 May 2026."""

from datetime import datetime

from agent.extractors.local.engine import LocalExtractor
from agent.models import Channel, Intake, OwnerRole, Party

ANA, BEN = Party(name="Ana Ruiz", email="ana@firm.example"), Party(name="Ben Ode", email="ben@firm.example")
MAIL = "From: Ana Ruiz <ana@firm.example>\nTo: Ben Ode <ben@firm.example>\nSubject: {}\n\n{}"
PEOPLE = (
    "Ana Ruiz",
    "Ben Ode",
    "Carla Mendez",
    "Dmitri Volkov",
    "Facilities",
    "Quality Assurance",
    "Frau Becker",
)


def read(channel, text, names=()):
    intake = Intake(
        id="i1",
        channel=Channel(channel),
        sender=ANA,
        recipients=(BEN,) if channel in {"email", "form"} else (),
        people=PEOPLE,
        received_at=datetime.fromisoformat("2026-05-04T10:00:00+02:00"),
        text=text,
        sha256="0" * 64,
    )
    return LocalExtractor(names).extract(intake)


def mail(body, subject="update"):
    return read("email", MAIL.format(subject, body))


def owner(finding):
    if finding.owner_role is OwnerRole.NAMED:
        return finding.owner_text
    return None if finding.owner_role is OwnerRole.NOBODY else finding.owner_role.value
