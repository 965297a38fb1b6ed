"""What happened, in a line."""

from __future__ import annotations

from agent.cli.inert import plain
from agent.models import Intake, Proposal, Recorded


def when_said(message: Intake, proposal: Proposal) -> str:
    """Of a text that changed the proposal: an answer, with who gave it, or a message of the thread."""
    answers = any(told.topic and told.intake_id == message.id for told in proposal.amendments)
    said = f"answered by {plain(str(message.sender))}, {message.received_at:%Y-%m-%d %H:%M}"
    return said if answers and message.sender else "later in the thread"


def history_line(recorded: Recorded) -> str:
    decision = recorded.decision
    undone = " (undone)" if recorded.undone else ""
    reason = f": {decision.reason}" if decision.reason else ""
    reason = f": {decision.topic} “{short(decision.answer)}”" if decision.answer else reason
    reason += f", overriding what is required: {decision.override}" if decision.override else ""
    return f"{decision.at:%Y-%m-%d %H:%M} {decision.kind} by {decision.by}{reason}{undone}"


def short(text: str, most: int = 70) -> str:
    """On one line, cut with an ellipsis: for a glance; the whole text is shown elsewhere."""
    words = " ".join(plain(text).split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
