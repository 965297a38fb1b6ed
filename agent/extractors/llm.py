"""The engine that lets a model read: what it is sent for a text, and what its answer becomes.

One call per intake. The system prompt is the same for every text, so providers can cache it; the
envelope and the text follow as two messages of data, the text alone inside a random fence.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from agent.extractors.allowance import Kept
from agent.extractors.answer import Answer, extraction
from agent.extractors.language import differs
from agent.extractors.model import NOTHING_KEPT, Answered, Messages, Model, Objection
from agent.extractors.recall import Alike
from agent.models import Extraction, Intake, Trace
from agent.sections import LlmSettings
from agent.text.normalise import visible
from prompts import Prompt, load

if TYPE_CHECKING:
    import httpx2


def random_fence() -> str:
    """A code that nobody who wrote the text can know."""
    return secrets.token_hex(16)


class LlmExtractor:
    """An Extractor. Safe to share between threads; `close` it at the end."""

    def __init__(
        self,
        config: LlmSettings,
        *,
        kept: Kept = NOTHING_KEPT,
        http_client: httpx2.Client | None = None,
        fence: Callable[[], str] = random_fence,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`http_client`, where given, stays the caller's to close."""
        self._model = Model(config, kept=kept, http_client=http_client, sleep=sleep)
        self._max_items = config.max_items
        self._fence = fence
        self._prompt = load("extract")
        self._system = self._prompt.render(max_items=config.max_items)

    def extract(self, intake: Intake) -> Extraction:
        said = self._model.ask(
            messages(self._system, intake, self._fence()),
            Answer,
            alike=Alike(intake.id, messages(self._system, intake, "")),
            objection=in_another_language(intake),
        )
        return extraction(said.answer, _trace(said, self._prompt), self._max_items)

    def close(self) -> None:
        self._model.close()


def messages(system: str, intake: Intake, fence: str) -> Messages:
    """The fixed prompt, the envelope as JSON, and the text alone between two fence lines."""
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": json.dumps(envelope(intake, fence), ensure_ascii=False)},
        {"role": "user", "content": fenced(intake, fence)},
    ]


def envelope(intake: Intake, fence: str) -> dict[str, Any]:
    """All that is known of a text but its words, and the code of the fence."""
    return {
        "code": fence,
        "channel": intake.channel.value,
        "received_at": intake.received_at.isoformat(),
        "sender": intake.sender.model_dump() if intake.sender else None,
        "recipients": [party.model_dump() for party in intake.recipients],
        "people": list(intake.people),
    }


def fenced(intake: Intake, fence: str) -> str:
    """The text as a reader sees it, between two lines that it cannot hold itself."""
    return f"[text {fence}]\n{visible(intake.text)}\n[text {fence}]"


def in_another_language(intake: Intake) -> Objection[Answer]:
    return Objection(
        holds=lambda answer: differs((item.goal for item in answer.items), intake.text),
        words="The goals are in another language than the text. Answer again, with goals in its language.",
        note="the goals are in another language than the text, also after one more try",
    )


def _trace(said: Answered[Answer], prompt: Prompt) -> Trace:
    return Trace(
        engine="llm",
        model=said.model,
        prompt=prompt.id,
        prompt_sha256=prompt.sha256,
        tokens_in=said.tokens_in,
        tokens_out=said.tokens_out,
        cost=said.cost,
        attempts=said.attempts,
        seconds=said.seconds,
        note=said.note,
    )
