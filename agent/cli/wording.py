"""What happened, in a line."""

from __future__ import annotations

from agent.cli.inert import plain
from agent.models import Intake, Proposal, Recorded


def when_said(message: Intake, proposal: Proposal) -> str:
    """Of a text that changed the proposal, with who gave it: an answer, one that was merged into it, or a
    message of the thread.
    """
    answers = any(told.topic and told.intake_id == message.id for told in proposal.amendments)
    merged = any(one.intake_id == message.id for one in proposal.merged)
    if not (answers or merged) or (answers and not message.sender):
        return f"later in the thread, {message.id}"
    by = f"by {plain(str(message.sender or 'somebody'))}, {message.received_at:%Y-%m-%d %H:%M}, {message.id}"
    return f"answered {by}" if answers else f"also asked {by}"


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
