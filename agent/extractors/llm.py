"""The engine that lets a model read: one request for each part of a text, and one extraction of all answers.

How a text is put to the model is in sending.py, where it is cut in parts.py, what is taken out of it before
in redaction.py. A part that fails fails the text: half an answer would look like a whole one.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from agent.canonical import digest
from agent.errors import SettingsInvalid
from agent.extractors.allowance import Kept
from agent.extractors.answer import Answer, extraction
from agent.extractors.language import differs
from agent.extractors.model import NOTHING_KEPT, Answered, Model, Objection
from agent.extractors.parts import Read, merged
from agent.extractors.recall import Alike
from agent.extractors.sending import Manner, Part, Sending, put
from agent.models import NO_BACKGROUND, Background, Extraction, Intake, Sent, Trace
from agent.sections import LlmSettings
from agent.terms import Content
from prompts import load

if TYPE_CHECKING:
    import httpx2

Note = Callable[[Sent], None]
"""Hears of each request before it is sent."""
Known = Callable[[Intake], Background]
"""What is known beside a text, at the moment when it is read."""


def random_fence() -> str:
    """A code that nobody who wrote the text can know."""
    return secrets.token_hex(16)


def nobody_notes(_sent: Sent) -> None:
    """Where nothing is stored, there is no history either."""


def nothing_known(_intake: Intake) -> Background:
    return NO_BACKGROUND


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
        note: Note = nobody_notes,
        known: Known = nothing_known,
    ) -> None:
        """`http_client`, where given, stays the caller's to close. Raises SettingsInvalid where no text may
        be sent at all.
        """
        if config.content is Content.LOCAL_ONLY:
            raise SettingsInvalid("llm.content is local_only: no text may be sent to a model")
        self.model = Model(config, kept=kept, http_client=http_client, sleep=sleep)
        """Whoever else asks it shares its limits."""
        self._config = config
        self._fence = fence
        self._note = note
        self._known = known
        self._prompt = load("extract")

    def extract(self, intake: Intake) -> Extraction:
        """Raises ExtractionError; what was read of a part that did not fail is nothing then."""
        config = self._config
        manner = Manner(
            prompt=self._prompt.id,
            content=config.content,
            max_items=config.max_items,
            max_input_characters=config.max_input_characters,
            fence=self._fence(),
            background=self._known(intake),
        )
        sending = put(intake, manner, config.max_parts)
        answers = [self._ask(intake, manner, sending, part) for part in sending.parts]
        return _joined(answers, sending)

    def close(self) -> None:
        self.model.close()

    def _ask(self, intake: Intake, manner: Manner, sending: Sending, part: Part) -> Extraction:
        sent = Sent(
            intake_id=intake.id,
            part=sending.parts.index(part) + 1,
            of=len(sending.parts),
            model=self._config.model,
            base_url=self._config.address.base_url,
            prompt=manner.prompt,
            content=manner.content,
            max_items=manner.max_items,
            max_input_characters=manner.max_input_characters,
            fence=manner.fence,
            sha256=digest(part.messages),
            background=manner.background,
        )
        said = self.model.ask(
            part.messages,
            Answer,
            alike=Alike(intake.id, part.alike),
            objection=in_another_language(sending.redaction.text[part.span.start : part.span.end]),
            before=lambda: self._note(sent),
        )
        return extraction(said.answer, self._trace(said), manner.max_items)

    def _trace(self, said: Answered[Answer]) -> Trace:
        return Trace(
            engine="llm",
            model=said.model,
            prompt=self._prompt.id,
            prompt_sha256=self._prompt.sha256,
            tokens_in=said.tokens_in,
            tokens_out=said.tokens_out,
            cost=said.cost,
            attempts=said.attempts,
            seconds=said.seconds,
            note=said.note,
        )


def in_another_language(text: str) -> Objection[Answer]:
    return Objection(
        holds=lambda answer: differs((item.goal for item in answer.items), text),
        words="The goals are in another language than the text. Answer again, with goals in its language.",
        note="the goals are in another language than the text, also after one more try",
    )


def _joined(answers: list[Extraction], sending: Sending) -> Extraction:
    """One extraction of the answers to all parts, with the details back in it that were taken out."""
    back = sending.redaction
    read = [
        Read(part.span, tuple(map(back.restored, answer.findings)))
        for part, answer in zip(sending.parts, answers, strict=True)
    ]
    findings = merged(read, back.text) if len(read) > 1 else read[0].findings
    reasons = dict.fromkeys(back.own_words(answer.not_work_reason or "") for answer in answers)
    return Extraction(
        findings=findings,
        not_work_reason=None if findings else "; ".join(reasons),
        trace=_total([answer.trace for answer in answers], len(back.placeholders)),
    )


def _total(traces: list[Trace], hidden: int) -> Trace:
    parts = f"read in {len(traces)} parts" if len(traces) > 1 else ""
    details = f"{hidden} detail{'s' * (hidden != 1)} replaced before it was sent" if hidden else ""
    notes = dict.fromkeys(filter(None, (parts, details, *(trace.note for trace in traces))))
    counted = ("tokens_in", "tokens_out", "attempts", "seconds")
    update: dict[str, object] = {name: sum(getattr(trace, name) for trace in traces) for name in counted}
    costs = [trace.cost for trace in traces if trace.cost is not None]
    update["cost"] = sum(costs) if costs else None
    return traces[-1].model_copy(update=update | {"note": "; ".join(notes)})
