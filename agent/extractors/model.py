"""A model behind an OpenAI-compatible chat endpoint, asked for answers of a type. The only importer of
openai and instructor.

There is one retry layer, ours: the SDK's is switched off, and instructor is handed our policy.
A server that is busy, slow or away is asked up to `max_attempts` times; an answer that does not
fit the schema, or that the caller objects to, is sent back once. Before each request stands the
allowance: a model that keeps failing, a minute or a day that is used up raise ModelNotAsked.

Third-party errors are not chained here, against our habit: they hold the request and the model's
answer, which are somebody's mail, and a logger prints whole chains. What we raise instead names the
status and the setting to look at, and has neither cause nor context.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from agent.errors import ExtractionError, ModelAnswerInvalid
from agent.extractors import apart, failures, reply
from agent.extractors.allowance import Allowance, Kept, Tab
from agent.extractors.bounded import bound
from agent.extractors.filled import Filled
from agent.extractors.patience import Patience, longest_wait
from agent.extractors.recall import Alike, Recall, Recalled
from agent.sections import LlmSettings
from agent.spending import BILLION

if TYPE_CHECKING:
    import httpx2
    import openai
    from openai.types.chat import ChatCompletion

T = TypeVar("T", bound=Filled)
Messages = list[dict[str, str]]
"""Each with its `role` and its `content`, in the order in which the model reads them."""

NOTHING_KEPT = Kept()


@dataclass(frozen=True, slots=True)
class Objection(Generic[T]):
    """What an answer that fits the schema may still be wrong in."""

    holds: Callable[[T], bool]
    words: str
    """The model is told, once."""
    note: str
    """Of an answer that is taken all the same."""


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """What a model said, and what it took."""

    answer: T
    model: str
    """As its server calls it."""
    tokens_in: int
    """Of all attempts; 0 where the server does not say."""
    tokens_out: int
    cost: float | None
    """In the currency of the prices; None where there is none for the model."""
    attempts: int
    seconds: float
    note: str = ""
    """What a reviewer should know."""


class Model:
    """The model of the settings. Safe to share between threads; `close` it at the end."""

    def __init__(
        self,
        config: LlmSettings,
        *,
        kept: Kept = NOTHING_KEPT,
        http_client: httpx2.Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`http_client`, where given, stays the caller's to close."""
        self._config = config
        self._recall = Recall(config, kept.answers)
        self._price = kept.price
        self._allowance = Allowance(config, kept, longest_wait(config), sleep)
        self._http = http_client
        self._sleep = sleep
        self._lock = threading.Lock()
        self._client: openai.OpenAI | None = None

    def ask(
        self,
        messages: Messages,
        answer_type: type[T],
        *,
        alike: Alike | None = None,
        objection: Objection[T] | None = None,
        before: Callable[[], None] | None = None,
    ) -> Answered[T]:
        """`alike`: the answer may be one that was kept, and is kept. `before` is called once, right before
        the first request leaves, and not at all where none does. Raises ExtractionError: a named one for
        whatever the model or its server did, ModelNotAsked where nobody asked it.
        """
        started = time.perf_counter()
        recalled = self._recall.find(alike, answer_type)
        if recalled:
            return self._recalled(recalled, objection, started)
        call = _Call(self._connected(), self._config, self._allowance, self._sleep, before)
        answer, note = call.converse(messages, answer_type, objection)
        self._recall.keep(alike, call.model, answer)
        return Answered(
            answer=answer,
            model=call.model,
            tokens_in=call.tokens_in,
            tokens_out=call.tokens_out,
            cost=call.cost / BILLION if self._price else None,
            attempts=call.attempts,
            seconds=time.perf_counter() - started,
            note=note,
        )

    def close(self) -> None:
        """It may be asked again afterwards."""
        with self._lock:
            if self._client is not None and self._http is None:
                self._client.close()
            self._client = None

    def _recalled(self, recalled: Recalled[T], objection: Objection[T] | None, started: float) -> Answered[T]:
        """Nobody was asked, so nothing was spent."""
        wrong = objection.note if objection and objection.holds(recalled.answer) else ""
        return Answered(
            answer=recalled.answer,
            model=recalled.model,
            tokens_in=0,
            tokens_out=0,
            cost=0.0 if self._price else None,
            attempts=0,
            seconds=time.perf_counter() - started,
            note="; ".join(filter(None, (recalled.note, wrong))),
        )

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
        http_client=http_client
        or openai.DefaultHttpxClient(
            follow_redirects=False, event_hooks={"response": [bound(config.answer_seconds)]}
        ),
    )
    client.organization = client.project = None  # the SDK took these from the environment
    return client


@lru_cache
def _prepared(answer_type: type[T]) -> type[T]:
    """As instructor wants it; left to itself it makes a new class for each call."""
    import instructor

    prepared: type[T] = instructor.openai_schema(answer_type)
    return prepared


class _Call:
    """One conversation with the model: its requests, and what they take."""

    def __init__(
        self,
        client: openai.OpenAI,
        config: LlmSettings,
        allowance: Allowance,
        sleep: Callable[[float], None],
        before: Callable[[], None] | None,
    ) -> None:
        import openai

        # The key is sent once: not also as a bearer's, where it has a header of its own.
        plain = {"extra_headers": {"Authorization": openai.omit}} if config.address.key_header else {}
        self._create: Callable[..., ChatCompletion] = partial(client.chat.completions.create, **plain)
        self._config = config
        self._allowance = allowance
        self._policy = Patience(config, allowance.breaker.is_resting).policy(sleep)
        self._before = before
        self._form: type[Filled] = Filled
        self.model = config.model
        self._was_empty = False
        self.attempts = 0
        self.tokens_in = 0
        self.tokens_out = 0
        self.cost = 0
        """In billionths."""

    def converse(
        self, messages: Messages, answer_type: type[T], objection: Objection[T] | None
    ) -> tuple[T, str]:
        """The answer, and what a reviewer should know of it."""
        answer = self.run(messages, answer_type)
        if objection is None or not objection.holds(answer):
            return answer, ""
        said = {"role": "assistant", "content": answer.model_dump_json()}
        told = {"role": "user", "content": objection.words}
        with suppress(ExtractionError):  # then the first answer counts
            answer = self.run([*messages, said, told], answer_type)
        return answer, objection.note if objection.holds(answer) else ""

    def run(self, conversation: Messages, answer_type: type[T]) -> T:
        import instructor
        from instructor.core import InstructorRetryException

        ask = instructor.patch(create=self._ask, mode=instructor.Mode[self._config.mode.name])
        form: type[T] = _prepared(answer_type)
        self._form = form
        try:
            return ask(
                response_model=form,
                max_retries=self._policy,
                strict=False,
                model=self._config.model,
                messages=apart.marked(conversation),
            )
        except InstructorRetryException as error:
            cause = error.__cause__
        # Outside the except block, so that the new error has no context that holds the text.
        raise failures.bare(cause, was_empty=self._was_empty)

    def _ask(self, **request: Any) -> ChatCompletion:  # noqa: ANN401 - whatever instructor hands to the SDK
        request["messages"] = apart.as_sent(request["messages"], self._form)
        if "response_format" in request:
            request["response_format"]["json_schema"]["strict"] = True  # instructor leaves it out
        with self._allowance.request(request) as tab:
            try:
                if self._before and not self.attempts:
                    self._before()
                self.attempts += 1
                return self._answer(request, tab)
            finally:
                self.cost += tab.bill.cost

    def _answer(self, request: dict[str, Any], tab: Tab) -> ChatCompletion:
        import openai

        failure: ExtractionError
        try:
            return self._checked(self._create(**request, **self._config.parameters), tab)
        except openai.APIStatusError as error:
            failure = failures.of_status(
                error.status_code, error.response.headers, error.code, self._config.model
            )
        except openai.APIConnectionError as error:
            failure, sent = failures.of_connection(error.__cause__, self._config)
            if sent:
                tab.lost()
        except (openai.OpenAIError, ValueError, RecursionError):
            tab.lost()
            failure = ModelAnswerInvalid(
                "the model's server answered something that is not JSON; check base_url"
            )
        raise failure

    def _checked(self, response: ChatCompletion, tab: Tab) -> ChatCompletion:
        """Raises what instructor does not see in every mode, and counts tokens."""
        tab.used(0, 0)
        answer = reply.read(response)
        tokens_in, tokens_out = answer.tokens
        tab.used(tokens_in, tokens_out)
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out
        self.model = answer.model_name or self._config.model
        self._was_empty = answer.is_empty
        answer.check(self._config.max_output_tokens)
        response.usage = None  # counted; instructor would add it up again, unchecked
        return response
