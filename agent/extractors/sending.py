"""What a model is sent for an intake. Pure: the same intake put in the same manner gives the same messages.

The system prompt is the same for every text, so providers can cache it; then follow two messages of data,
each inside a random fence: what is known beside the text, and the text alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from agent.canonical import digest
from agent.errors import PromptInvalid, TooLongForModel
from agent.extractors.model import Messages
from agent.extractors.parts import cut
from agent.extractors.redaction import Redaction, nothing_hidden, redaction
from agent.models import NO_BACKGROUND, Background, Intake, Sent
from agent.terms import Content
from agent.text.normalise import Span, visible
from agent.text.segments import segments
from prompts import load

UNFENCED_ENVELOPE = ("extract/v1", "extract/v2")
"""Prompts that were sent with an envelope that tells the code of the fence instead of standing in it."""
_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
"""Those that JSON leaves as they are."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text is put to a model: all that its messages depend on, but the intake."""

    prompt: str
    """Name and version."""
    content: Content
    max_items: int
    max_input_characters: int
    fence: str
    """A code that nobody who wrote the text can know."""
    background: Background = NO_BACKGROUND


@dataclass(frozen=True, slots=True)
class Part:
    span: Span
    """Of what a reader sees of the text."""
    messages: Messages
    alike: Messages
    """The same without the fence: what is asked again is asked in the same words but for it."""


@dataclass(frozen=True, slots=True)
class Sending:
    parts: tuple[Part, ...]
    redaction: Redaction


def put(intake: Intake, manner: Manner, most_parts: int | None = None) -> Sending:
    """Raises TooLongForModel where it would take more parts than are allowed."""
    replaced = redaction if manner.content is Content.REDACTED else nothing_hidden
    shown = replaced(intake, manner.background)
    spans = _spans(intake, shown, manner.max_input_characters)
    if most_parts and len(spans) > most_parts:
        raise TooLongForModel(
            f"the text has {len(shown.text):,} characters, which makes {len(spans)} parts of at most "
            f"{manner.max_input_characters:,}; {most_parts} are allowed: raise llm.max_parts, or "
            "llm.max_input_characters if the model holds more, or read it with --engine local"
        )
    system = _system(manner.prompt, manner.max_items)
    told = [f"{number} of {len(spans)}" if len(spans) > 1 else "" for number in range(1, len(spans) + 1)]
    parts = []
    for span, part in zip(spans, told, strict=True):
        seen = shown.part(intake, span)
        about = envelope(seen) | _known(shown.background) | ({"part": part} if part else {})
        asked, alike = (_messages(system, about, seen, fence, manner) for fence in (manner.fence, ""))
        parts.append(Part(span, asked, alike))
    return Sending(tuple(parts), shown)


def _known(background: Background) -> dict[str, object]:
    return {"background": shown} if (shown := background.shown()) else {}


@lru_cache
def _system(prompt: str, max_items: int) -> str:
    """A released prompt never changes."""
    return load(prompt).render(max_items=max_items)


def _spans(intake: Intake, shown: Redaction, most: int) -> list[Span]:
    if len(shown.text) <= most:
        return [Span(0, len(shown.text))]
    starts = (segment.start for segment in segments(shown.text, intake.channel))
    return cut(shown.text, most, starts, [Span(detail.start, detail.end) for detail in shown.spans])


def _messages(system: str, about: dict[str, Any], seen: Intake, fence: str, manner: Manner) -> Messages:
    """The fixed prompt, what is known beside the text as JSON, and the text, each between two fence lines."""
    if manner.prompt in UNFENCED_ENVELOPE:
        beside = json.dumps({"code": fence} | about, ensure_ascii=False)
    else:
        beside = fenced("envelope", on_one_line(about), fence)
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": beside},
        {"role": "user", "content": fenced("text", visible(seen.text), fence)},
    ]


def on_one_line(about: Mapping[str, object]) -> str:
    """JSON that nothing in it can end a line of."""
    return json.dumps(about, ensure_ascii=False).translate(_LINE_ENDS)


def envelope(intake: Intake) -> dict[str, Any]:
    """All that came with a text but its words."""
    return {
        "channel": intake.channel.value,
        "received_at": intake.received_at.isoformat(),
        "sender": intake.sender.model_dump() if intake.sender else None,
        "recipients": [party.model_dump() for party in intake.recipients],
        "people": list(intake.people),
    }


def fenced(what: str, words: str, fence: str) -> str:
    """Words between two lines that they cannot hold themselves."""
    return f"[{what} {fence}]\n{words}\n[{what} {fence}]"


def said_again(intake: Intake, sent: Sent) -> Messages | None:
    """The messages exactly as they were sent; None where this program would put them otherwise by now, or
    where the background that went along was not kept.
    """
    manner = Manner(
        sent.prompt, sent.content, sent.max_items, sent.max_input_characters, sent.fence, sent.background
    )
    try:
        parts = put(intake, manner).parts
    except PromptInvalid:
        return None
    again = parts[sent.part - 1].messages if sent.part <= len(parts) else []
    return again if digest(again) == sent.sha256 else None
