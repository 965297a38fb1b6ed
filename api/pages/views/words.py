"""The words in which values are told. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from agent.dates.occurrences import in_words
from agent.models import Basis, FieldName, ProposalState

SOON_DAYS = 3

FIELDS = {
    FieldName.GOAL: "Goal",
    FieldName.OWNER: "Owner",
    FieldName.DUE: "Due",
    FieldName.RECURRENCE: "Repeats",
    FieldName.PRIORITY: "Priority",
    FieldName.DONE_CRITERIA: "Done when",
}
BASES = {
    Basis.STATED: "stated in the text",
    Basis.PERSON: "set by a person",
    Basis.RULE: "given by the rule",
    Basis.INFERRED: "inferred",
    Basis.MISSING: "missing",
}
STATES = {
    ProposalState.PENDING: "Waiting",
    ProposalState.SNOOZED: "Snoozed",
    ProposalState.CONFIRMED: "Confirmed",
    ProposalState.REJECTED: "Rejected",
    ProposalState.MERGED: "Merged",
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day in words, and how near it is."""

    text: str
    tone: str = ""
    """`late`, `soon` or nothing."""


def day(due: date | None, rule: str | None, today: date) -> Day:
    """'Fri 6 Nov', with the year where it is another one; what recurs is told in words."""
    if rule:
        first = f", first {short_day(due, today)}" if due else ""
        return Day(in_words(rule) + first)
    if due is None:
        return Day("")
    left = (due - today).days
    return Day(short_day(due, today), "late" if left < 0 else "soon" if left <= SOON_DAYS else "")


def short_day(due: date, today: date) -> str:
    year = f" {due.year}" if due.year != today.year else ""
    return f"{due:%a} {due.day} {due:%b}{year}"


def distance(due: date, today: date) -> str:
    """'today', 'in 3 days', '2 days ago'."""
    left = (due - today).days
    if abs(left) <= 1:
        return {0: "today", 1: "tomorrow", -1: "yesterday"}[left]
    return f"in {left} days" if left > 0 else f"{-left} days ago"


def age(since: datetime, now: datetime) -> str:
    """In the largest unit that says something: 'now', '5 min', '3 h', '12 d'."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes == 0:
        return "now"
    if minutes < 60:  # noqa: PLR2004 minutes of an hour
        return f"{minutes} min"
    hours = minutes // 60
    return f"{hours} h" if hours < 48 else f"{hours // 24} d"  # noqa: PLR2004 hours are told for two days


def moment(at: datetime) -> str:
    """By the clock of the server, as the terminal tells it."""
    local = at.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"
