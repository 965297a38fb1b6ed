"""The engine behind a model, driven through the real openai client at two distances."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pydantic import SecretStr

from agent.errors import (
    ExtractionError,
    ModelAnswerInvalid,
    ModelMisconfigured,
    ModelRefused,
    ModelTruncated,
    ModelUnavailable,
)
from agent.extractors.llm import LlmExtractor
from agent.models import Channel, Intake, OwnerRole, Party, Priority, Topic
from agent.sections import LlmSettings, Mode
from tests.llm_server import Script, Turn, as_json, completion, error, in_memory, serving, tool_call

MARK = "zebra-7731"  # stands in the text, in answers and in error bodies, and may show up nowhere else
KEY = "sk-quagga-4471"
TEXT = f"Please order the {MARK} chairs by Friday."
FULL = {
    "items": [
        {
            "quotes": [TEXT],
            "goal": f"Order the {MARK} chairs",
            "kind": "request",
            "owner_role": "recipient",
            "owner_text": None,
            "due_text": "by Friday",
            "recurrence_text": None,
            "priority": "high",
            "priority_text": "Please",
            "done_criteria": [{"text": "Chairs are ordered", "quote": "order the"}],
            "questions": [{"topic": "scope", "text": "How many chairs?"}],
        }
    ],
    "not_work_reason": None,
}
GOOD = json.dumps(FULL)
BAD = json.dumps({"items": [{"goal": 7, "quotes": MARK}]})
NOTHING = json.dumps({"items": [], "not_work_reason": "news"})
FENCED = f"Sure! Here it is:\n```json\n{GOOD}\n```"
HTML = Turn(body=f"<p>{MARK}</p>".encode(), headers={"content-type": "text/html"})
NOT_JSON = Turn(body=f"{{{MARK}".encode(), headers={"content-type": "application/json"})
STREAM = Turn(body=f"data: {GOOD}\n\n".encode(), headers={"content-type": "text/event-stream"})
PLAIN = {"content-type": "text/plain"}
MANY = json.dumps({"items": FULL["items"] * 10_000})
GONE = ModelUnavailable


@dataclass(frozen=True)
class Scenario:
    name: str
    turns: tuple[Turn, ...]
    outcome: type[ExtractionError] | None
    """None: an extraction."""
    requests: int = 1
    mode: Mode = Mode.JSON_SCHEMA
    says: str = ""


SCENARIOS = [
    Scenario("valid", (completion(GOOD),), None),
    Scenario("valid by tool", (tool_call(GOOD),), None, mode=Mode.TOOLS),
    Scenario("valid in prose", (completion(FENCED),), None, mode=Mode.MD_JSON),
    Scenario("invalid once", (completion(BAD), completion(GOOD)), None, 2),
    Scenario("invalid once by tool", (tool_call(BAD), tool_call(GOOD)), None, 2, Mode.TOOLS),
    Scenario("invalid once in prose", (completion(BAD), completion(FENCED)), None, 2, Mode.MD_JSON),
    Scenario("always invalid", (completion(BAD),), ModelAnswerInvalid, 2, says="one more try"),
    Scenario("always invalid by tool", (tool_call(BAD),), ModelAnswerInvalid, 2, Mode.TOOLS),
    Scenario("text instead of a tool call", (completion(MARK),), ModelAnswerInvalid, 2, Mode.TOOLS),
    Scenario("two tool calls", (tool_call(GOOD, GOOD),), ModelAnswerInvalid, 1, Mode.TOOLS),
    Scenario(
        "an item that says nothing",
        (completion('{"items":[{}]}'),),
        ModelAnswerInvalid,
        2,
        says="(items.0: value_error), also",
    ),
    Scenario("fenced where the schema is enforced", (completion(FENCED),), ModelAnswerInvalid, 2),
    Scenario("empty content", (completion(""),), ModelAnswerInvalid, 2, says="is empty"),
    Scenario("no content", (completion(None),), ModelAnswerInvalid, 2, says="is empty"),
    Scenario("prose", (completion(f"I like {MARK}"),), ModelAnswerInvalid, 2, says="is not JSON"),
    Scenario(
        "prose in prose",
        (completion(f"I like {MARK}"),),
        ModelAnswerInvalid,
        2,
        Mode.MD_JSON,
        says="is not JSON",
    ),
    Scenario("nothing in prose", (completion(" "),), ModelAnswerInvalid, 2, Mode.MD_JSON, says="is empty"),
    Scenario("deeply nested", (completion('{"items":' + "[" * 5000),), ModelAnswerInvalid, 2),
    # It cannot be sent back: no request can hold it.
    Scenario("a lone surrogate", (completion('{"items":[{"goal":"\ud800"}]}'),), ModelAnswerInvalid, 1),
    Scenario(
        "truncated", (completion(GOOD[:40], finish="length"),), ModelTruncated, says="max_output_tokens"
    ),
    Scenario("truncated by tool", (completion(GOOD[:40], finish="length"),), ModelTruncated, mode=Mode.TOOLS),
    Scenario("refusal", (completion(None, refusal=f"not {MARK}"),), ModelRefused),
    Scenario("refusal by tool", (completion(None, refusal=MARK),), ModelRefused, mode=Mode.TOOLS),
    Scenario("filtered answer", (completion("", finish="content_filter"),), ModelRefused),
    Scenario("filtered text", (error(400, MARK, "content_filter"),), ModelRefused),
    Scenario("wrong content type", (HTML,), ModelAnswerInvalid, says="base_url"),
    Scenario("not JSON", (NOT_JSON,), ModelAnswerInvalid, says="base_url"),
    Scenario("not a completion", (as_json({"error": MARK}),), ModelAnswerInvalid, says="base_url"),
    Scenario("no choices", (as_json({"choices": []}),), ModelAnswerInvalid),
    Scenario("a list", (as_json([MARK]),), ModelAnswerInvalid),
    Scenario("busy once", (error(429, MARK, retry_after="3"), completion(GOOD)), None, 2),
    Scenario("always busy", (error(429, MARK),), GONE, 4, says="429"),
    Scenario("busy for long", (error(429, MARK, retry_after="3600"),), GONE, 1, says="3600 s"),
    Scenario("request timeout", (error(408), completion(GOOD)), None, 2),
    Scenario("conflict", (error(409), completion(GOOD)), None, 2),
    Scenario("broken twice", (error(500, MARK), error(503), completion(GOOD)), None, 3),
    Scenario("always broken", (error(500, MARK),), GONE, 4, says="500"),
    Scenario("hangs once", (Turn(hangs=True), completion(GOOD)), None, 2),
    Scenario("always hangs", (Turn(hangs=True),), GONE, 4, says="0.2 s"),
    Scenario("reset once", (Turn(resets=True), completion(GOOD)), None, 2),
    Scenario("always reset", (Turn(resets=True),), GONE, 4, says="not reached"),
    Scenario("breaks off once", (replace(completion(GOOD), breaks_off=True), completion(GOOD)), None, 2),
    Scenario("always breaks off", (replace(completion(GOOD), breaks_off=True),), GONE, 4, says="not reached"),
    Scenario("half-closed once", (Turn(half_closes=True), completion(GOOD)), None, 2),
    Scenario("always half-closed", (Turn(half_closes=True),), GONE, 4, says="not reached"),
    Scenario("empty body", (Turn(headers={"content-type": "application/json"}),), ModelAnswerInvalid),
    Scenario("no content type", (replace(completion(GOOD), headers={}),), None),
    Scenario("an answer as plain text", (replace(completion(GOOD), headers=PLAIN),), None),
    Scenario("an event stream", (STREAM,), ModelAnswerInvalid),
    Scenario("10,000 items", (completion(MANY),), ModelAnswerInvalid, says="10000 items"),
    Scenario("broken, then invalid", (error(500), completion(BAD), completion(GOOD)), None, 3),
    Scenario("wrong key", (error(401, KEY),), ModelMisconfigured, says="api_key"),
    Scenario("forbidden", (error(403, MARK),), ModelMisconfigured, says="api_key"),
    Scenario(
        "no such model", (error(404, MARK, "model_not_found"),), ModelMisconfigured, says="'asked-model'"
    ),
    Scenario(
        "too long", (error(400, MARK, "context_length_exceeded"),), ModelMisconfigured, says="context_length"
    ),
    Scenario(
        "an error code that is text", (error(422, MARK, f"no {MARK}!"),), ModelMisconfigured, says="422"
    ),
    Scenario("elsewhere", (Turn(307, headers={"location": "/v2"}),), ModelMisconfigured, says="307"),
]

Connect = Callable[..., LlmExtractor]


def config(**changes: object) -> LlmSettings:
    plain = {"base_url": "http://model.test/v1", "model": "asked-model", "api_key": SecretStr(KEY)}
    return LlmSettings.model_validate({**plain, "timeout_seconds": 0.2, **changes})


def intake(text: str = TEXT) -> Intake:
    return Intake(
        id="i1",
        channel=Channel.EMAIL,
        sender=Party(name="Ada", email="ada@example.org"),
        recipients=(Party(name="Bo", email="bo@example.org"),),
        people=("Ada", "Bo", "Facilities"),
        received_at=datetime(2026, 5, 4, 9, 30, tzinfo=UTC),
        text=text,
        sha256="0" * 64,
    )


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture(params=["loopback", "in memory"])
def connect(request, waits) -> Iterator[Callable[[Script, LlmSettings], LlmExtractor]]:
    """An extractor whose model plays a script, and which does not really wait."""
    with ExitStack() as stack:

        def make(script: Script, settings: LlmSettings) -> LlmExtractor:
            if request.param == "loopback":
                url = stack.enter_context(serving(script))
                own = LlmExtractor(settings.model_copy(update={"base_url": url}), sleep=waits.append)
                return stack.enter_context(closing(own))
            client = stack.enter_context(in_memory(script))
            return stack.enter_context(
                closing(LlmExtractor(settings, http_client=client, sleep=waits.append))
            )

        yield make


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_every_way_a_server_behaves_has_one_outcome_and_leaks_nothing(scenario, connect, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    script = Script(scenario.turns)
    engine = connect(script, config(mode=scenario.mode))
    if scenario.outcome is None:
        extraction = engine.extract(intake())
        assert [f.goal for f in extraction.findings] == [f"Order the {MARK} chairs"]
        assert extraction.trace.attempts == scenario.requests
    else:
        with pytest.raises(ExtractionError) as raised:
            engine.extract(intake())
        assert type(raised.value) is scenario.outcome
        assert scenario.says in str(raised.value)
        assert (raised.value.__cause__, raised.value.__context__) == (None, None)
        assert not any(secret in str(raised.value) for secret in (MARK, KEY))
    assert len(script.requests) == scenario.requests
    seen = caplog.text + "".join(capfd.readouterr())
    assert MARK not in seen
    assert KEY not in seen


def test_an_answer_becomes_findings_with_a_full_trace(connect):
    extraction = connect(Script([completion(BAD), completion(GOOD)]), config()).extract(intake())
    (finding,) = extraction.findings
    assert finding.quotes == (TEXT,)
    assert (finding.owner_role, finding.due_text) == (OwnerRole.RECIPIENT, "by Friday")
    assert (finding.priority, finding.priority_text) == (Priority.HIGH, "Please")
    assert [(c.text, c.quote) for c in finding.done_criteria] == [("Chairs are ordered", "order the")]
    assert [(q.topic, q.text) for q in finding.questions] == [(Topic.SCOPE, "How many chairs?")]
    trace = extraction.trace
    assert (trace.engine, trace.model, trace.prompt) == ("llm", "served-model", "extract/v3")
    assert (trace.tokens_in, trace.tokens_out, trace.attempts) == (200, 40, 2)
    assert len(trace.prompt_sha256) == 64
    assert trace.seconds > 0


def test_no_work_is_an_answer_with_its_reason(connect):
    extraction = connect(Script([completion(NOTHING)]), config()).extract(intake())
    assert extraction.findings == ()
    assert extraction.not_work_reason == "news"


def test_more_items_than_allowed_are_refused_and_not_cut(connect):
    many = json.dumps({"items": FULL["items"] * 4})
    with pytest.raises(ModelAnswerInvalid, match="4 items, more than the 3"):
        connect(Script([completion(many)]), config(max_items=3)).extract(intake())


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ({"retry-after": "3"}, 3),
        ({"retry-after": "0"}, 0),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after": format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True)}, 0),
    ],
    ids=str,
)
def test_a_server_that_names_a_wait_is_waited_for(header, expected, waits):
    with in_memory(Script([error(429, **header), completion(GOOD)])) as client:
        LlmExtractor(config(), http_client=client, sleep=waits.append).extract(intake())
    assert waits == [expected]


@pytest.mark.parametrize("value", ["", "soon", "nan", "inf", "-3", "1e999", "Mon, 99 Foo"])
def test_a_wait_that_makes_no_sense_is_replaced_by_our_own(value, waits):
    with in_memory(Script([error(503, retry_after=value), completion(GOOD)])) as client:
        LlmExtractor(config(), http_client=client, sleep=waits.append).extract(intake())
    assert len(waits) == 1
    assert 0.5 <= waits[0] <= 2


def test_a_longer_wait_than_we_take_is_handed_to_the_caller(waits):
    tomorrow = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
    busy = Script([error(429, retry_after=tomorrow)])
    with in_memory(busy) as client, pytest.raises(ModelUnavailable) as raised:
        LlmExtractor(config(), http_client=client, sleep=waits.append).extract(intake())
    assert raised.value.retry_after == pytest.approx(86_400, abs=60)
    assert raised.value.retryable
    assert waits == []


def test_the_waits_between_tries_grow_and_stay_below_the_cap(waits):
    settings = config(max_attempts=8, max_wait_seconds=5, rest_after=99)
    with in_memory(Script([error(500)])) as client, pytest.raises(ModelUnavailable):
        LlmExtractor(settings, http_client=client, sleep=waits.append).extract(intake())
    assert len(waits) == 7
    assert max(waits) <= 5
    assert waits[-1] > waits[0]


def test_a_server_that_is_not_there_is_unavailable(waits):
    with serving(Script([completion(GOOD)])) as url:
        pass
    engine = LlmExtractor(config(base_url=url), sleep=waits.append)
    with closing(engine), pytest.raises(ModelUnavailable, match="not reached"):
        engine.extract(intake())
