"""What the engine sends, to whom, and what its settings allow."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import httpx2
import pytest
from pydantic import SecretStr, ValidationError

from agent.extractors.failures import bare
from agent.extractors.llm import LlmExtractor
from agent.models import Channel, Intake, Party
from agent.sections import LlmSettings, Mode
from tests.llm_server import Script, completion, fence_of, in_memory, tool_call

WORD = "zebra-7731"
KEY = "sk-quagga-4471"
TEXT = f"Please order the {WORD} chairs by Friday."
GOOD = json.dumps({"items": [{"quotes": [TEXT], "goal": "Order the chairs"}]})
BAD = json.dumps({"items": [{"goal": 7, "quotes": WORD}]})
NOTHING = json.dumps({"items": [], "not_work_reason": "news"})


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
    first, said, last = envelope["content"].split("\n")
    assert first == last == "[envelope f00d]"
    assert json.loads(said) == {
        "channel": "email",
        "received_at": "2026-05-04T09:30:00+00:00",
        "sender": {"name": "Ada", "email": "ada@example.org"},
        "recipients": [{"name": "Bo", "email": "bo@example.org"}],
        "people": ["Ada", "Bo", "Facilities"],
    }
    assert not any(word in system["content"] for word in ("f00d", "2026", "Ada", WORD))


def test_each_text_gets_a_fence_that_nobody_can_guess():
    script = Script([completion(GOOD)])
    with in_memory(script) as client:
        engine = LlmExtractor(config(), http_client=client)
        engine.extract(intake())
        engine.extract(intake())
    codes = {fence_of(request) for request in script.requests}
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
    assert WORD in answer["content"]
    assert WORD not in objection["content"]


def test_the_mode_decides_how_the_form_is_asked_for():
    assert "response_format" in asked(Mode.JSON_SCHEMA)[0]
    assert asked(Mode.TOOLS)[0]["tool_choice"] == {"type": "function", "function": {"name": "Answer"}}
    prose, _ = asked(Mode.MD_JSON)
    assert not {"tools", "response_format"} & set(prose)


@pytest.mark.parametrize("mode", Mode)
def test_what_is_the_same_for_every_text_stays_short_in_every_mode(mode):
    request, _ = asked(mode)
    form = request.get("response_format") or request.get("tools") or ""
    fixed = request["messages"][0]["content"] + json.dumps(form, separators=(",", ":"))
    assert len(fixed) <= 8_000


def test_in_prose_mode_the_text_is_alone_in_its_message_as_well():
    """Instructor would join it with the envelope and with an instruction of its own."""
    script = Script([completion(BAD), completion(f"```json\n{GOOD}\n```")])
    with in_memory(script) as client:
        settings = config(mode=Mode.MD_JSON)
        LlmExtractor(settings, http_client=client, fence=lambda: "f00d", sleep=lambda _: None).extract(
            intake()
        )
    for request in script.requests:
        system, envelope, text, last, *_ = request["messages"]
        assert text == {"role": "user", "content": f"[text f00d]\n{TEXT}\n[text f00d]"}
        assert envelope["content"].startswith("[envelope f00d]\n{")
        assert '"not_work_reason"' in system["content"]
        assert TEXT not in last["content"]
        assert all(set(message) <= {"role", "content"} for message in request["messages"])
    assert len(script.requests[1]["messages"]) > len(script.requests[0]["messages"]) == 4


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
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "none"
