"""The engine behind a model, driven through the real openai client at two distances."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest
from pydantic import SecretStr, ValidationError

from agent.errors import (
    ExtractionError,
    ModelAnswerInvalid,
    ModelMisconfigured,
    ModelRefused,
    ModelTruncated,
    ModelUnavailable,
)
from agent.extractors.failures import bare
from agent.extractors.llm import LlmConfig, LlmExtractor, Mode
from agent.models import Channel, Intake, OwnerRole, Party, Priority, Topic
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
    Scenario("an item that says nothing", (completion('{"items":[{}]}'),), ModelAnswerInvalid, 2),
    Scenario("fenced where the schema is enforced", (completion(FENCED),), ModelAnswerInvalid, 2),
    Scenario("empty content", (completion(""),), ModelAnswerInvalid, 2),
    Scenario("no content", (completion(None),), ModelAnswerInvalid, 2),
    Scenario("prose", (completion(f"I like {MARK}"),), ModelAnswerInvalid, 2),
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
    Scenario("not JSON", (NOT_JSON,), ModelAnswerInvalid),
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


def config(**changes: object) -> LlmConfig:
    plain = {"base_url": "http://model.test/v1", "model": "asked-model", "api_key": SecretStr(KEY)}
    return LlmConfig.model_validate({**plain, "timeout_seconds": 0.2, **changes})


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
def connect(request, waits) -> Iterator[Callable[[Script, LlmConfig], LlmExtractor]]:
    """An extractor whose model plays a script, and which does not really wait."""
    with ExitStack() as stack:

        def make(script: Script, settings: LlmConfig) -> LlmExtractor:
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
    assert (trace.engine, trace.model, trace.prompt) == ("llm", "served-model", "extract/v1")
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
    settings = config(max_attempts=8, max_wait_seconds=5)
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


def asked(mode: Mode, **changes: object) -> tuple[dict, dict]:
    turn = {Mode.TOOLS: tool_call(GOOD)}.get(mode, completion(GOOD))
    script = Script([turn])
    with in_memory(script) as client:
        settings = config(mode=mode, **changes)
        LlmExtractor(settings, http_client=client, fence=lambda: "f00d").extract(intake())
    return script.requests[0], script.headers[0]


def test_the_text_is_alone_in_its_message_inside_the_fence():
    request, _ = asked(Mode.JSON_SCHEMA)
    system, envelope, text = request["messages"]
    assert [m["role"] for m in request["messages"]] == ["system", "user", "user"]
    assert text["content"] == f"[text f00d]\n{TEXT}\n[text f00d]"
    assert json.loads(envelope["content"]) == {
        "code": "f00d",
        "channel": "email",
        "received_at": "2026-05-04T09:30:00+00:00",
        "sender": {"name": "Ada", "email": "ada@example.org"},
        "recipients": [{"name": "Bo", "email": "bo@example.org"}],
        "people": ["Ada", "Bo", "Facilities"],
    }
    assert not any(word in system["content"] for word in ("f00d", "2026", "Ada", MARK))


def test_each_text_gets_a_fence_that_nobody_can_guess():
    script = Script([completion(GOOD)])
    with in_memory(script) as client:
        engine = LlmExtractor(config(), http_client=client)
        engine.extract(intake())
        engine.extract(intake())
    codes = {json.loads(r["messages"][1]["content"])["code"] for r in script.requests}
    assert [len(code) for code in codes] == [32, 32]
    assert script.requests[0]["messages"][0] == script.requests[1]["messages"][0]


def test_text_that_looks_like_a_template_is_sent_as_it_is():
    script = Script([completion(NOTHING)])
    with in_memory(script) as client:
        LlmExtractor(config(), http_client=client).extract(intake("{{ 7 * 7 }} {% raw %}"))
    assert "\n{{ 7 * 7 }} {% raw %}\n" in script.requests[0]["messages"][2]["content"]


def test_the_schema_is_sent_as_strict_also_when_asking_again():
    script = Script([completion(BAD), completion(GOOD)])
    with in_memory(script) as client:
        LlmExtractor(config(), http_client=client, sleep=lambda _: None).extract(intake())
    for request in script.requests:
        form = request["response_format"]["json_schema"]
        assert form["strict"] is True
        assert form["schema"]["additionalProperties"] is False
    *_, answer, objection = script.requests[1]["messages"]
    assert (len(script.requests[1]["messages"]), answer["role"], objection["role"]) == (
        5,
        "assistant",
        "user",
    )
    assert MARK in answer["content"]
    assert MARK not in objection["content"]


def test_the_mode_decides_how_the_form_is_asked_for():
    assert "response_format" in asked(Mode.JSON_SCHEMA)[0]
    assert asked(Mode.TOOLS)[0]["tool_choice"] == {"type": "function", "function": {"name": "Answer"}}
    prose, _ = asked(Mode.MD_JSON)
    assert not {"tools", "response_format"} & set(prose)
    assert f"[text f00d]\n{TEXT}\n[text f00d]" in prose["messages"][1]["content"]


@pytest.mark.parametrize(
    ("url", "parameter"),
    [
        ("http://localhost:11434/v1", "max_tokens"),
        ("https://api.openai.com/v1", "max_completion_tokens"),
        ("https://team.openai.azure.com/openai/v1", "max_completion_tokens"),
        ("https://notopenai.com/v1", "max_tokens"),
    ],
)
def test_the_output_limit_goes_by_the_name_the_server_knows(url, parameter):
    request, _ = asked(Mode.JSON_SCHEMA, base_url=url, max_output_tokens=77)
    assert {k: v for k, v in request.items() if k.startswith("max_")} == {parameter: 77}


def test_no_key_or_account_is_taken_from_the_environment(monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_BASE_URL"):
        monkeypatch.setenv(name, "from-the-environment")
    _, headers = asked(Mode.JSON_SCHEMA, api_key=None)
    assert "from-the-environment" not in str(headers)
    assert headers["host"] == "model.test"


@pytest.mark.parametrize(
    "changes",
    [
        {"base_url": "localhost:1234"},
        {"base_url": "file:///etc/passwd"},
        {"base_url": "http://"},
        {"model": ""},
        {"api_key": f"{KEY}\nX-Evil: 1"},
        {"api_key": f"{KEY}é"},
        {"mode": "yaml"},
        {"max_attempts": 0},
        {"timeout_seconds": 0},
        {"modl": "x"},
    ],
    ids=str,
)
def test_a_setting_that_cannot_be_used_is_refused_without_showing_the_key(changes):
    with pytest.raises(ValidationError) as raised:
        config(**changes)
    assert KEY not in str(raised.value)


def test_a_key_from_a_file_loses_its_newline_and_never_shows():
    settings = config(api_key=f"{KEY}\n")
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == KEY
    assert KEY not in repr(settings) + settings.model_dump_json()


def test_a_given_client_stays_open_and_a_closed_engine_can_be_used_again():
    script = Script([completion(GOOD)])
    with in_memory(script) as client:
        engine = LlmExtractor(config(), http_client=client)
        engine.extract(intake())
        engine.close()
        engine.extract(intake())
        assert not client.is_closed


def test_threads_share_an_engine_and_none_gets_the_answer_of_another():
    def echo(request: httpx2.Request) -> httpx2.Response:
        text = json.loads(request.content)["messages"][2]["content"].splitlines()[1]
        turn = completion(json.dumps({"items": [{"goal": text, "quotes": [text]}]}))
        return httpx2.Response(200, content=turn.body, headers=turn.headers)

    texts = [f"Do number {n}" for n in range(24)]
    with httpx2.Client(transport=httpx2.MockTransport(echo)) as client, ThreadPoolExecutor(8) as threads:
        found = list(threads.map(LlmExtractor(config(), http_client=client).extract, map(intake, texts)))
    assert [extraction.findings[0].goal for extraction in found] == texts
    assert {extraction.trace.attempts for extraction in found} == {1}


def test_a_mistake_in_our_own_code_is_not_dressed_up_as_an_error_of_the_model():
    mistake = TypeError("ours")
    assert bare(mistake) is mistake


def test_importing_the_engine_loads_no_heavy_library():
    code = (
        "import sys, agent.extractors.llm; "
        "print({'openai', 'instructor', 'jinja2', 'tenacity', 'httpx2'} & set(sys.modules) or 'none')"
    )
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603 - our own code
    assert ran.stdout.strip() == "none"
