"""A request that was answered before is not paid for again, by whichever worker."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from pydantic import ValidationError

from agent.canonical import digest
from agent.extractors.filled import Filled
from agent.sections import LlmSettings
from agent.spending import Answers

T = TypeVar("T", bound=Filled)


@dataclass(frozen=True, slots=True)
class Alike:
    """By what an answer is found again."""

    about: str
    """The intake whose words are asked about."""
    messages: list[dict[str, str]]
    """As they are sent, without what is random in them."""


@dataclass(frozen=True, slots=True)
class Recalled(Generic[T]):
    answer: T
    model: str
    note: str


@lru_cache
def _schema(answer_type: type[Filled]) -> str:
    return json.dumps(answer_type.model_json_schema(), sort_keys=True)


class Recall:
    def __init__(self, config: LlmSettings, answers: Answers | None) -> None:
        self._config = config
        self._answers = answers

    def find(self, alike: Alike | None, answer_type: type[T]) -> Recalled[T] | None:
        """None also where what was kept does not fit the form any more."""
        if self._answers is None or alike is None:
            return None
        kept = self._answers.find(self._key(alike, answer_type))
        try:
            answer = answer_type.model_validate_json(kept.text) if kept else None
        except ValidationError:
            return None
        if kept is None or answer is None:
            return None
        note = f"the model's answer of {kept.made_at:%Y-%m-%d %H:%M} was taken, nobody asked again"
        return Recalled(answer, kept.model, note)

    def keep(self, alike: Alike | None, model: str, answer: Filled) -> None:
        if self._answers is not None and alike is not None:
            key = self._key(alike, type(answer))
            self._answers.keep(key, alike.about, model, answer.model_dump_json())

    def _key(self, alike: Alike, answer_type: type[Filled]) -> str:
        """sha256 of all that decides what is asked, and whom: the prompt is the first of the messages."""
        config, schema = self._config, _schema(answer_type)
        return digest(
            [config.base_url, config.model, config.mode, config.max_output_tokens, schema, alike.messages]
        )
