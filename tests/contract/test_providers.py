"""Each preset's real request, and which settings go together."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import httpx2
import pytest
from pydantic import SecretStr, ValidationError

from agent.extractors.llm import LlmExtractor
from agent.models import Channel, Intake
from agent.providers import PRESETS, Mode, Provider
from agent.sections import LlmSettings
from agent.settings import load_settings
from tests.llm_server import completion, tool_call

KEY = "sk-quagga-4471"
ANSWER = json.dumps({"items": [], "not_work_reason": "news"})
RESOURCE = "https://team.openai.azure.com"
INTAKE = Intake(
    id="i1",
    channel=Channel.NOTE,
    received_at=datetime(2026, 5, 4, 9, 30, tzinfo=UTC),
    text="The lift works again.",
    sha256="0" * 64,
)
BEARER = {"authorization": f"Bearer {KEY}"}
IN_HEADER = {"api-key": KEY}
REQUESTS = [
    ({"provider": "openai"}, "https://api.openai.com/v1/chat/completions", BEARER, "max_completion_tokens"),
    ({"provider": "ollama"}, "http://localhost:11434/v1/chat/completions", BEARER, "max_tokens"),
    ({"provider": "vllm"}, "http://localhost:8000/v1/chat/completions", BEARER, "max_tokens"),
    ({"provider": "llamacpp"}, "http://localhost:8080/v1/chat/completions", BEARER, "max_tokens"),
    ({"provider": "lmstudio"}, "http://localhost:1234/v1/chat/completions", BEARER, "max_tokens"),
    ({"provider": "openrouter"}, "https://openrouter.ai/api/v1/chat/completions", BEARER, "max_tokens"),
    (
        {"provider": "custom", "base_url": "https://models.example/v1"},
        "https://models.example/v1/chat/completions",
        BEARER,
        "max_tokens",
    ),
    (
        {"provider": "azure", "base_url": RESOURCE},
        f"{RESOURCE}/openai/v1/chat/completions",
        IN_HEADER,
        "max_completion_tokens",
    ),
    (
        {"provider": "azure", "base_url": f"{RESOURCE}/", "api_version": "2024-10-21"},
        f"{RESOURCE}/openai/deployments/some%2Fmodel/chat/completions?api-version=2024-10-21",
        IN_HEADER,
        "max_completion_tokens",
    ),
    ({}, "https://api.openai.com/v1/chat/completions", BEARER, "max_completion_tokens"),
    (
        {"base_url": f"{RESOURCE}/openai/v1"},
        f"{RESOURCE}/openai/v1/chat/completions",
        IN_HEADER,
        "max_completion_tokens",
    ),
    (
        {"base_url": "http://localhost:11434/v1/"},
        "http://localhost:11434/v1/chat/completions",
        BEARER,
        "max_tokens",
    ),
]


def settings(**given: object) -> LlmSettings:
    return LlmSettings.model_validate({"model": "some/model", "api_key": SecretStr(KEY), **given})


def request_of(given: LlmSettings) -> httpx2.Request:
    """What the real client hands to its transport."""
    seen = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        turn = tool_call(ANSWER) if b'"tools"' in request.content else completion(f"```json\n{ANSWER}\n```")
        if b'"response_format"' in request.content:
            turn = completion(ANSWER)
        return httpx2.Response(200, content=turn.body, headers=turn.headers)

    with httpx2.Client(transport=httpx2.MockTransport(answer)) as client:
        LlmExtractor(given, http_client=client).extract(INTAKE)
    [request] = seen
    return request


@pytest.mark.parametrize(("given", "url", "key", "limit"), REQUESTS, ids=str)
def test_a_preset_says_where_a_request_goes_and_what_it_holds(given, url, key, limit, monkeypatch):
    for name in ("OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_AD_TOKEN", "OPENAI_API_VERSION"):
        monkeypatch.setenv(name, "from-the-environment")
    request = request_of(settings(**given))
    body = json.loads(request.content)
    assert str(request.url) == url
    keys = {name: request.headers[name] for name in ("authorization", "api-key") if name in request.headers}
    assert keys == key
    assert "from-the-environment" not in str(request.headers)
    assert (body["model"], body[limit]) == ("some/model", 4096)
    assert body["response_format"]["json_schema"]["strict"] is True
    assert [message["role"] for message in body["messages"]] == ["system", "user", "user"]
    extra = {"provider": {"require_parameters": True}} if given.get("provider") == "openrouter" else {}
    assert body == body | extra
    assert set(body) == {"model", "messages", "response_format", limit, *extra}


@pytest.mark.parametrize("provider", Provider)
@pytest.mark.parametrize("mode", Mode)
def test_every_mode_that_a_preset_allows_can_be_asked_in(provider, mode):
    own = {"base_url": "https://x.example/v1"} if provider is Provider.CUSTOM else {}
    own |= {"base_url": RESOURCE} if provider is Provider.AZURE else {}
    if mode in PRESETS[provider].without:
        with pytest.raises(ValidationError, match=f"mode {mode.value} does not work"):
            settings(provider=provider, mode=mode, **own)
        return
    body = json.loads(request_of(settings(provider=provider, mode=mode, **own)).content)
    expected = {Mode.JSON_SCHEMA: {"response_format"}, Mode.TOOLS: {"tools", "tool_choice"}}
    assert {"response_format", "tools", "tool_choice"} & set(body) == expected.get(mode, set())


def test_what_is_set_counts_more_than_a_preset():
    body = json.loads(
        request_of(
            settings(
                provider="ollama",
                base_url="http://big-box:11434/v1",
                limit_parameter="max_completion_tokens",
                max_output_tokens=77,
            )
        ).content
    )
    assert body["max_completion_tokens"] == 77
    assert settings(provider="ollama").max_input_characters == 12_000
    assert settings(provider="ollama", max_input_characters=90_000).max_input_characters == 90_000
    assert settings(provider="custom", base_url="http://localhost:11434/v1").max_input_characters == 60_000


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"provider": "azure"}, "set base_url"),
        ({"provider": "custom"}, "set base_url"),
        ({"provider": "llamacpp", "mode": "tools"}, "leave mode out"),
        ({"provider": "lmstudio", "mode": "tools"}, "leave mode out"),
        ({"provider": "openai", "api_version": "2024-10-21"}, "api_version is Azure's"),
        ({"base_url": f"{RESOURCE}/openai/deployments/x"}, "the deployment goes into model"),
        ({"base_url": f"{RESOURCE}/openai/v1", "api_version": "2024-10-21"}, "leave one of them out"),
        ({"base_url": f"{RESOURCE}/openai?api-version=1"}, "into api_version"),
        ({"base_url": f"https://user:{KEY}@models.example/v1"}, "keys go into api_key"),
        ({"provider": "grok"}, "'openai'"),
    ],
    ids=str,
)
def test_settings_that_make_no_sense_together_are_refused_with_what_to_do(given, says):
    with pytest.raises(ValidationError) as raised:
        settings(**given)
    assert says in str(raised.value)
    assert KEY not in str(raised.value)


def test_a_preset_is_chosen_in_the_environment_and_the_rest_beside_it(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clarify.yaml").write_text("llm: {model: m, max_parts: 3, content: redacted}\n")
    monkeypatch.setenv("CLARIFY_LLM__PROVIDER", "ollama")
    given = load_settings().llm
    assert (given.base_url, given.max_parts, given.lacks_key) == ("http://localhost:11434/v1", 3, False)


def test_a_workspace_may_have_a_rule_of_its_own(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clarify.yaml").write_text("llm: {content: redacted, workspaces: {hr: local_only}}\n")
    assert load_settings().llm.content == "redacted"
    assert load_settings(workspace="hr").llm.content == "local_only"
