"""`show --sent`: what left the house of one text, word for word, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from agent.cli.cards import console
from agent.cli.inert import plain
from agent.cli.options import print_object
from agent.extractors import second_look
from agent.extractors.sending import said_again
from agent.terms import IntakeState

if TYPE_CHECKING:
    from agent.extractors.model import Messages
    from agent.models import Extraction, Intake, Sent
    from agent.records import IntakeStatus
    from agent.wiring import Store

CHANGED = (
    "this program would put it otherwise by now, or what went along with the text is kept no more, "
    "so the messages cannot be shown as they were"
)


def show_sent(status: IntakeStatus, store: Store, *, json: bool) -> None:
    noted = store.sent.of(status.intake.id)
    outcome = _outcome(status, noted, store.sent.answer(status.intake.id))
    if json:
        requests = [_row(status.intake, sent) for sent in noted]
        print_object(id=status.intake.id, outcome=outcome, requests=requests)
        return
    out = console()
    out.print(Text(f"{status.intake.id}  {plain(outcome)}", style="bold"), soft_wrap=True)
    for sent in noted:
        out.print(Text(plain(f"\n{_heading(sent)}"), style="cyan"), soft_wrap=True)
        for message in _again(status.intake, sent) or [{"role": "?", "content": CHANGED}]:
            out.print(Text(f"=== {message['role']}", style="dim"))
            out.print(Text(plain(message["content"])), soft_wrap=True)


def _heading(sent: Sent) -> str:
    part = f"part {sent.part} of {sent.of}, " if sent.of > 1 else ""
    at = f"{sent.at:%Y-%m-%d %H:%M:%S} UTC: " if sent.at else ""
    return f"{at}{part}to {sent.model} at {sent.base_url}, {sent.prompt}, content {sent.content}"


def _row(intake: Intake, sent: Sent) -> dict[str, object]:
    told = sent.model_dump(mode="json", exclude={"background", "compared"})
    return told | {"messages": _again(intake, sent)}


def _again(intake: Intake, sent: Sent) -> Messages | None:
    return second_look.said_again(sent) if sent.compared else said_again(intake, sent)


def _outcome(status: IntakeStatus, noted: list[Sent], answer: Extraction | None) -> str:
    trace = answer.trace if answer else None
    if not noted:
        if trace is None:
            return f"nothing was sent; {status.state}{f': {status.reason}' if status.reason else ''}"
        note = f" ({trace.note})" if trace.note else ""
        return f"nothing was sent: read by {trace.engine!r}{note}"
    if trace is None and status.state is IntakeState.FAILED:
        return f"sent, without an answer that could be used: {status.reason}"
    if trace is None:
        return "sent, without an answer so far"
    if trace.engine == "llm":
        told = sum(not sent.compared for sent in noted)
        again = f" after {trace.attempts} requests" if trace.attempts > told else ""
        return f"sent, and answered by {trace.model}{again}"
    return f"sent without an answer, whether or not it arrived; then read by {trace.engine!r}: {trace.note}"
