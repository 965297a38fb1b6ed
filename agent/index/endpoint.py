"""Vectors from a server that speaks OpenAI's /embeddings: hosted, or one's own vLLM, Ollama, llama.cpp.

There is one retry layer. A server that failed all the same is left alone for a moment, so that not every text
waits for it. What was embedded in the last minute is remembered: whoever asks often whether the index is
available does not ask the server each time. Messages quote nothing that was sent or answered.
"""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Annotated

import numpy as np
from pydantic import BaseModel, Field, FiniteFloat, ValidationError

from agent.backoff import retry_after
from agent.errors import EmbedderAway, EmbedderUnavailable
from agent.index.embedders import Vectors, cut
from agent.indexing import EndpointSettings

if TYPE_CHECKING:
    from tenacity import RetryCallState

SERVER = "the embeddings endpoint"
NUMBER_BYTES, MOST_NUMBERS = 40, 16_384
"""Of an answer: of one number as JSON, of one vector."""
BUSY = frozenset({408, 409, 425, 429})
HINTS = {
    400: "it does not take the request; check index.endpoint.model, dimensions, batch and most_characters",
    401: "it does not take the key; check index.endpoint.key",
    403: "the key may not use this model; check index.endpoint.key",
    404: "it knows no such model or address; check index.endpoint.url and model",
    413: "it takes less at a time; lower index.endpoint.batch",
}
FIRST_WAIT = 0.5
RESTS = 15.0
"""Seconds after a failure in which nobody asks."""
LONGEST_REST = 3600.0
REMEMBERED_SECONDS, REMEMBERED = 60.0, 500
BLANK = "-"
"""In place of a text without a letter, which servers refuse."""


class _Row(BaseModel):
    index: Annotated[int, Field(strict=True)]
    embedding: list[FiniteFloat]


class _Reply(BaseModel):
    data: list[_Row]


class EndpointEmbedder:
    """Implements `Embedder`. Only the configured address is talked to."""

    def __init__(
        self,
        settings: EndpointSettings,
        shown: Callable[[str], str] | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`shown`: a text as it may be sent; other vectors come of it, so the name tells."""
        self._settings = settings
        self._shown = shown
        self._sleep = sleep
        self._clock = clock
        self._width = settings.dimensions
        self._rests: tuple[float, str] = (-math.inf, "")
        """Until when, and why."""
        self._recent: dict[str, tuple[float, Vectors]] = {}
        self._lock = Lock()

    @property
    def name(self) -> str:
        told = [self._settings.url, self._settings.model, self._settings.dimensions, self._shown is not None]
        return f"endpoint-{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]}"

    def prepare(self) -> None:
        """It has nothing to fetch."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        self._check_rest()
        asked = [self._as_sent(text) for text in texts]
        known = self._remembered()
        new = [text for text in dict.fromkeys(asked) if text not in known]
        for start in range(0, len(new), self._settings.batch):
            batch = new[start : start + self._settings.batch]
            known |= dict(zip(batch, self._asked(batch), strict=True))
        self._remember({text: known[text] for text in new[-REMEMBERED:]})
        rows = np.array([known[text] for text in asked], dtype=np.float32)
        return rows.reshape(len(asked), self._width or 0)

    def _as_sent(self, text: str) -> str:
        shown = cut(self._shown(text) if self._shown else text)[: self._settings.most_characters]
        return shown.encode("utf-8", "replace").decode() if shown.strip() else BLANK

    def _asked(self, texts: list[str]) -> Vectors:
        from tenacity import Retrying, retry_if_exception, stop_after_attempt

        attempts = stop_after_attempt(self._settings.max_attempts)
        again = retry_if_exception(self._is_worth_waiting)
        policy = Retrying(retry=again, stop=attempts, wait=self._wait, sleep=self._sleep, reraise=True)
        try:
            rows: Vectors = policy(self._answer, texts)
        except EmbedderAway as error:
            seconds = min(max(error.retry_after or 0.0, RESTS), LONGEST_REST)
            self._rests = (self._clock() + seconds, str(error))
            raise EmbedderAway(str(error), retry_after=seconds) from None
        return rows

    def _answer(self, texts: list[str]) -> Vectors:
        from agent.outbound import ForbiddenAddress, NoAnswer, post

        settings = self._settings
        asked = {"model": settings.model, "input": texts, "encoding_format": "float"}
        size = {"dimensions": settings.dimensions} if settings.dimensions else {}
        url, body = f"{settings.url}/embeddings", json.dumps({**asked, **size}).encode()
        most = NUMBER_BYTES * MOST_NUMBERS * (len(texts) + 1)
        waits = settings.timeout_seconds
        try:
            answer = post(url, body, settings.headers, seconds=waits, private=True, most_bytes=most)
        except ForbiddenAddress as exc:
            raise EmbedderUnavailable(f"index.endpoint.url: {exc}") from None
        except NoAnswer as exc:
            raise EmbedderAway(f"{SERVER} gave no answer: {exc}") from None
        _check(answer.status, retry_after(answer.headers))
        return self._rows(answer.body, len(texts))

    def _rows(self, body: bytes, count: int) -> Vectors:
        """Of unit length, in the order of the texts."""
        rows = np.array(_vectors(body, count))
        width = self._width or rows.shape[1]
        if rows.shape[1] != width:
            raise EmbedderUnavailable(f"{SERVER} answered vectors of {rows.shape[1]} dimensions, not {width}")
        with np.errstate(over="ignore"):
            lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        if not (np.isfinite(lengths).all() and lengths.all()):
            raise EmbedderUnavailable(f"{SERVER} answered a vector without a direction")
        self._width = width
        return np.asarray(rows / lengths, dtype=np.float32)

    def _is_worth_waiting(self, error: BaseException) -> bool:
        return isinstance(error, EmbedderAway) and (error.retry_after or 0) <= self._settings.max_wait_seconds

    def _wait(self, state: RetryCallState) -> float:
        from tenacity import wait_exponential_jitter

        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, EmbedderAway) else None
        doubled = wait_exponential_jitter(multiplier=FIRST_WAIT, max=self._settings.max_wait_seconds)
        return doubled(state) if asked is None else asked

    def _check_rest(self) -> None:
        until, why = self._rests
        left = until - self._clock()
        if left > 0:
            raise EmbedderAway(why, retry_after=left)

    def _remembered(self) -> dict[str, Vectors]:
        oldest = self._clock() - REMEMBERED_SECONDS
        with self._lock:
            self._recent = {text: one for text, one in self._recent.items() if one[0] >= oldest}
            return {text: row for text, (_, row) in self._recent.items()}

    def _remember(self, rows: dict[str, Vectors]) -> None:
        with self._lock:
            kept = {**self._recent, **{text: (self._clock(), row) for text, row in rows.items()}}
            self._recent = dict(list(kept.items())[-REMEMBERED:])


def _vectors(body: bytes, count: int) -> list[list[float]]:
    """In the order of the texts, all of one length."""
    try:
        data = sorted(_Reply.model_validate_json(body).data, key=lambda row: row.index)
    except ValidationError:
        raise EmbedderUnavailable(f"{SERVER} answered something else than vectors of numbers") from None
    if [row.index for row in data] != list(range(count)):
        raise EmbedderUnavailable(f"{SERVER} did not answer one vector for each of {count} texts")
    if len({len(row.embedding) for row in data}) != 1:
        raise EmbedderUnavailable(f"{SERVER} answered vectors of different dimensions")
    return [row.embedding for row in data]


def _check(status: int, wait: float | None) -> None:
    if 200 <= status < 300:  # noqa: PLR2004 as RFC 9110 has it
        return
    if status in BUSY or status >= 500:  # noqa: PLR2004 same
        asks = f", asks to wait {wait:g} s" if wait is not None else ""
        told = f"{SERVER} is not able now (HTTP {status}{asks})"
        raise EmbedderAway(told, retry_after=wait)
    hint = HINTS.get(status, "check index.endpoint.url, no redirect is followed")
    raise EmbedderUnavailable(f"{SERVER} answered HTTP {status}: {hint}")
