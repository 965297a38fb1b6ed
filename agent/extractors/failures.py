"""From what a model's server did to our own errors; messages never quote what it sent."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import ValidationError

from agent.backoff import retry_after
from agent.errors import (
    ExtractionError,
    ModelAnswerInvalid,
    ModelMisconfigured,
    ModelRefused,
    ModelUnavailable,
)
from agent.extractors.bounded import MOST_BYTES, AnswerTooLong, AnswerTooSlow
from agent.sections import LlmSettings

FILTERED = frozenset({"content_filter", "content_policy_violation"})
BUSY = frozenset({408, 409, 425, 429})
NOT_SENT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "UnsupportedProtocol", "ProxyError"})
"""Errors of the HTTP client, by name: it is imported late."""
MOST_PLACES = 3
"""Of an answer that does not fit, in a message."""
HINTS = {
    401: "it does not take the key; check api_key",
    403: "the key may not use this model; check api_key and model",
    404: "it knows no such model or address; check model and base_url",
}


def of_status(status: int, headers: Mapping[str, str], code: object, model: str) -> ExtractionError:
    """The error for an HTTP status that is not success. `code` is the error code in the body, if any."""
    if status in BUSY or status >= 500:  # noqa: PLR2004 - HTTP's server errors
        wait = retry_after(headers)
        asks = f", asks to wait {wait:g} s" if wait is not None else ""
        return ModelUnavailable(f"the model's server is not able now (HTTP {status}{asks})", retry_after=wait)
    named = code if isinstance(code, str) and re.fullmatch(r"[a-z0-9_.-]{1,64}", code) else ""
    if named in FILTERED:
        return ModelRefused(f"the model's server refused the text ({named})")
    hint = HINTS.get(status, "it does not take the request; check base_url, model and mode")
    detail = f", {named}" if named else ""
    return ModelMisconfigured(f"model {model!r}: its server answered HTTP {status}{detail}: {hint}")


def of_connection(cause: BaseException | None, config: LlmSettings) -> tuple[ExtractionError, bool]:
    """The error for an answer that never came, by what the HTTP client raised; and whether the request went
    out, so that it may be charged.
    """
    name = type(cause).__name__
    if isinstance(cause, AnswerTooLong):
        return ModelAnswerInvalid(f"the model's server sent more than {MOST_BYTES:,} bytes"), True
    sent = name not in NOT_SENT
    if isinstance(cause, AnswerTooSlow):
        return ModelUnavailable(f"the model's answer took more than {config.answer_seconds:g} s"), True
    if name.endswith("Timeout"):
        return ModelUnavailable(f"the model did not answer in {config.timeout_seconds:g} s"), sent
    return ModelUnavailable(f"the model was not reached ({name})"), sent


def bare(cause: BaseException | None, *, was_empty: bool = False) -> BaseException:
    """What to raise for `cause`, without anything that holds the text.

    Our own errors lose their chain and the frames they passed through; errors about the form of
    the answer, which may have been empty, become ModelAnswerInvalid. Anything else is a mistake in the code
    and stays as it is.
    """
    if isinstance(cause, ExtractionError):
        cause.__cause__ = cause.__context__ = None
        return cause.with_traceback(None)
    if cause is None or isinstance(cause, ValueError | RecursionError):
        wrong = "is empty" if was_empty else _misfit(cause)
        return ModelAnswerInvalid(f"the model's answer {wrong}, also after one more try")
    return cause


def _misfit(cause: BaseException | None) -> str:
    """Where it does not fit: names of our own fields and pydantic's of errors, no words of the answer."""
    if not isinstance(cause, ValidationError):
        return "is not JSON"
    errors = cause.errors(include_url=False, include_context=False, include_input=False)
    if any(error["type"] == "json_invalid" for error in errors):
        return "is not JSON"
    places = [f"{'.'.join(map(str, error['loc'])) or 'as a whole'}: {error['type']}" for error in errors]
    return f"does not fit the schema ({'; '.join(places[:MOST_PLACES])})"
