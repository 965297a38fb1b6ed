"""The one retry layer: when a model is asked again, and after how long. Of one conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from agent.errors import ModelUnavailable
from agent.sections import LlmSettings

if TYPE_CHECKING:
    from tenacity import RetryCallState, Retrying

SCHEMA_TRIES = 2
LONGEST_WAIT = 120.0
"""Seconds that a thread waits at a time, whatever the settings say: a job can wait without one."""
FIRST_WAIT = 0.5
"""Seconds, where the server names none; doubled each time."""


def longest_wait(config: LlmSettings) -> float:
    """Seconds that a thread waits at a time."""
    return min(config.max_wait_seconds, LONGEST_WAIT)


class Patience:
    def __init__(self, config: LlmSettings, resting: Callable[[], bool]) -> None:
        """`resting`: whether the model is left alone by now, as others failed as well."""
        self._attempts = config.max_attempts
        self._longest = longest_wait(config)
        self._resting = resting
        self._away = 0
        self._misfits = 0

    def policy(self, sleep: Callable[[float], None]) -> Retrying:
        from tenacity import Retrying

        return Retrying(retry=self._again, wait=self._wait, sleep=sleep, reraise=True)

    def _again(self, state: RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, ModelUnavailable):
            self._away += 1
            patient = (error.retry_after or 0) <= self._longest
            return patient and self._away < self._attempts and not self._resting()
        if isinstance(error, ValueError):  # pydantic's and instructor's errors of form are ValueErrors
            self._misfits += 1
            return self._misfits < SCHEMA_TRIES
        return False

    def _wait(self, state: RetryCallState) -> float:
        from tenacity import wait_exponential_jitter

        error = state.outcome.exception() if state.outcome else None
        if not isinstance(error, ModelUnavailable):
            return 0
        if error.retry_after is not None:
            return error.retry_after
        return wait_exponential_jitter(multiplier=FIRST_WAIT, max=self._longest)(state)
