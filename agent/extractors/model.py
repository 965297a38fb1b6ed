"""A model behind an OpenAI-compatible chat endpoint, asked for answers of a type. The only importer of
openai and instructor.

There is one retry layer, ours: the SDK's is switched off, and instructor is handed our policy.
A server that is busy, slow or away is asked up to `max_attempts` times; an answer that does not
fit the schema is sent back once.

Third-party errors are not chained here, against our habit: they hold the request and the model's
answer, which are somebody's mail, and a logger prints whole chains. What we raise instead names the
status and the setting to look at, and has neither cause nor context.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from agent.errors import ExtractionError, ModelAnswerInvalid, ModelUnavailable
from agent.extractors import apart, failures, reply
from agent.extractors.filled import Filled
from agent.sections import LlmSettings

if TYPE_CHECKING:
    import httpx2
    import openai
    from openai.types.chat import ChatCompletion
    from tenacity import RetryCallState, Retrying

T = TypeVar("T", bound=Filled)
Messages = list[dict[str, str]]
"""Each with its `role` and its `content`, in the order in which the model reads them."""

SCHEMA_TRIES = 2


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """What a model said, and what it took."""

    answer: T
    model: str
    """As its server calls it."""
    tokens_in: int
    """Of all attempts; 0 where the server does not say."""
    tokens_out: int
    attempts: int
    seconds: float


class Model:
    """The model of the settings. Safe to share between threads; `close` it at the end."""

    def __init__(
        self,
        config: LlmSettings,
        *,
        http_client: httpx2.Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`http_client`, where given, stays the caller's to close."""
        self._config = config
        self._http = http_client
        self._sleep = sleep
        self._lock = threading.Lock()
        self._client: openai.OpenAI | None = None

    def ask(self, messages: Messages, answer_type: type[T]) -> Answered[T]:
        """Raises ExtractionError: a named one for whatever the model or its server did."""
        started = time.perf_counter()
        call = _Call(self._connected(), self._config, self._sleep)
        answer = call.run(messages, answer_type)
        return Answered(
            answer=answer,
            model=call.model,
            tokens_in=call.tokens_in,
            tokens_out=call.tokens_out,
            attempts=call.attempts,
            seconds=time.perf_counter() - started,
        )

    def close(self) -> None:
        """It may be asked again afterwards."""
        with self._lock:
            if self._client is not None and self._http is None:
                self._client.close()
            self._client = None

    def _connected(self) -> openai.OpenAI:
        """Made on first use: importing openai takes more than a second."""
        with self._lock:
            if self._client is None:
                self._client = _client(self._config, self._http)
            return self._client


def _client(config: LlmSettings, http_client: httpx2.Client | None) -> openai.OpenAI:
    import openai

    # instructor prints errors to stderr that we raise anyway, and both log whole requests at DEBUG.
    logging.getLogger("instructor").setLevel(logging.CRITICAL)
    logging.getLogger("openai").setLevel(logging.WARNING)
    # Without a key the SDK would send the one in the environment, to whatever server this is.
    key = config.api_key.get_secret_value() if config.api_key else "none"
    address = config.address
    client = openai.OpenAI(
        base_url=address.base_url,
        api_key=key,
        default_query=address.query,
        default_headers={address.key_header: key} if address.key_header else None,
        max_retries=0,
        timeout=config.timeout_seconds,
        # A redirect would carry the text to an address that nobody configured.
        http_client=http_client or openai.DefaultHttpxClient(follow_redirects=False),
    )
    client.organization = client.project = None  # the SDK took these from the environment
    return client


class _Call:
    """One conversation with the model: its requests, their tokens, and when to try again."""

    def __init__(self, client: openai.OpenAI, config: LlmSettings, sleep: Callable[[float], None]) -> None:
        import openai

        # The key is sent once: not also as a bearer's, where it has a header of its own.
        plain = {"extra_headers": {"Authorization": openai.omit}} if config.address.key_header else {}
        self._create: Callable[..., ChatCompletion] = partial(client.chat.completions.create, **plain)
        self._config = config
        self._sleep = sleep
        self._away = 0
        self._misfits = 0
        self._schema: dict[str, Any] = {}
        self.model = config.model
        self.attempts = 0
        self.tokens_in = 0
        self.tokens_out = 0

    def run(self, conversation: Messages, answer_type: type[T]) -> T:
        import instructor
        from instructor.core import InstructorRetryException

        self._schema = answer_type.model_json_schema()
        ask = instructor.patch(create=self._ask, mode=instructor.Mode[self._config.mode.name])
        try:
            return ask(
                response_model=answer_type,
                max_retries=self._policy(),
                strict=False,
                model=self._config.model,
                messages=apart.marked(conversation),
            )
        except InstructorRetryException as error:
            cause = error.__cause__
        # Outside the except block, so that the new error has no context that holds the text.
        raise failures.bare(cause)

    def _ask(self, **request: Any) -> ChatCompletion:  # noqa: ANN401 - whatever instructor hands to the SDK
        import openai

        request["messages"] = apart.as_sent(request["messages"], self._schema)
        if "response_format" in request:
            request["response_format"]["json_schema"]["strict"] = True  # instructor leaves it out
        self.attempts += 1
        failure: ExtractionError
        try:
            return self._checked(self._create(**request, **self._config.parameters))
        except openai.APIStatusError as error:
            failure = failures.of_status(
                error.status_code, error.response.headers, error.code, self._config.model
            )
        except openai.APITimeoutError:
            failure = ModelUnavailable(f"the model did not answer in {self._config.timeout_seconds:g} s")
        except openai.APIConnectionError as error:
            failure = ModelUnavailable(f"the model was not reached ({type(error.__cause__).__name__})")
        except (openai.OpenAIError, ValueError, RecursionError):
            failure = ModelAnswerInvalid("the model's server answered something that is not JSON")
        raise failure

    def _checked(self, response: ChatCompletion) -> ChatCompletion:
        """Raises what instructor does not see in every mode, and counts tokens."""
        answer = reply.read(response)
        tokens_in, tokens_out = answer.tokens
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out
        self.model = answer.model_name or self._config.model
        answer.check(self._config.max_output_tokens)
        response.usage = None  # counted; instructor would add it up again, unchecked
        return response

    def _policy(self) -> Retrying:
        from tenacity import Retrying

        return Retrying(retry=self._again, wait=self._wait, sleep=self._sleep, reraise=True)

    def _again(self, state: RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, ModelUnavailable):
            self._away += 1
            patient = (error.retry_after or 0) <= self._config.max_wait_seconds
            return patient and self._away < self._config.max_attempts
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
        return wait_exponential_jitter(multiplier=0.5, max=self._config.max_wait_seconds)(state)
