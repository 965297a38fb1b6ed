"""Who can answer a question. Pure."""

from __future__ import annotations

import re

from agent import people
from agent.models import Channel, Intake, Item, Kind, OwnerRole, Route, Topic
from agent.people import Directory

NOBODY = (None, OwnerRole.SENDER, OwnerRole.RECIPIENT)
"""Owners that are no person: a text may say "I" or "you" without anybody on its envelope."""
_ANSWERS_NOTHING = re.compile(
    r"(?:no-?reply|do-?not-?reply|donotreply|mailer-daemon|postmaster)\b", re.IGNORECASE
)


def requester(item: Item, intake: Intake, directory: Directory) -> str:
    """Whoever wants the work: in a chat or minutes the one who speaks its key sentence, else the sender.

    In minutes the name before a sentence is often the one who has to do it, so an owner comes last.
    """
    spoken = ""
    if intake.channel in (Channel.CHAT, Channel.MEETING) and item.goal.evidence:
        found = people.speaker(item.goal.evidence[0].quote, intake, directory)
        spoken = (found.name or "") if found else ""
    sender = _sender(intake, directory)
    if intake.channel is Channel.MEETING and spoken == item.owner.value:
        return sender or spoken
    return spoken or sender


def addressee(topic: Topic, item: Item, route: Route | None, intake: Intake, directory: Directory) -> str:
    """By the name that the directory or the envelope has; empty where nobody is known."""
    wants = requester(item, intake, directory)
    if topic is Topic.OWNER and route and route.team:
        return _lead(route.team, directory) or wants
    owner = item.owner.value
    if topic is Topic.DUE and item.kind is Kind.COMMITMENT and owner is not None and owner not in NOBODY:
        return _lead(owner, directory) or owner
    return wants


def _sender(intake: Intake, directory: Directory) -> str:
    sender = intake.sender
    if sender is None or _ANSWERS_NOTHING.match(sender.email):
        return ""
    return directory.name_of(sender)


def _lead(name: str, directory: Directory) -> str:
    """Of a team; empty where it has none, or who leads it has left."""
    lead = next((team.lead for team in directory.teams if team.name == name), None)
    person = directory.person(lead)
    return lead if lead and not (person and person.left) else ""
