"""What was merged with what, and who asked for it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agent.cli.wording import short
from agent.merging import Ground, matters, state_of, stated_changes
from agent.models import Intake, Joined, Proposal, WorkItem

Line = tuple[str, str]
"""A label, and what it says."""


def names(merged: Sequence[Joined]) -> str:
    """Who asked for the same besides, each once; empty where nobody did."""
    return ", ".join(dict.fromkeys(one.requester for one in merged))


def asked(merged: Iterable[Joined]) -> list[Line]:
    """Each text that asks for the same, with who and when."""
    return [
        ("also asked", f"by {one.requester}, {_when(one)}: {one.goal} ({one.proposal_id})") for one in merged
    ]


def first_asked(source: Intake) -> str:
    return f"by {source.sender or 'somebody'}, {source.received_at:%Y-%m-%d %H:%M} ({source.id})"


def said_besides(work: WorkItem, merged: Sequence[Proposal]) -> list[Line]:
    """What was merged into confirmed work states otherwise, and what it leaves open that the work does not
    say: a merge changes nothing of it.
    """
    told = [
        ("says", f"{change} ({one.id})") for one in merged for change in stated_changes(one.item, work.item)
    ]
    still = [
        ("open", f"{question.text} ({one.id})")
        for one in merged
        for question in one.questions
        if matters(question.topic, work.item)
    ]
    return told + still


def fate(into: Ground, end: str) -> str:
    """What became of a proposal that was merged."""
    told = f"{into.id}, {state_of(into)}: {short(into.item.goal.value)}"
    return told if end == into.id else f"{told}; that went into {end}"


def _when(one: Joined) -> str:
    return f"{one.at:%Y-%m-%d %H:%M}"
