"""What is known of the servers that a model may stand behind: addresses, forms, limits. Pure.

Only OpenAI's protocol is tested here; what a server takes or ignores is from its documentation and its
issues, see docs/models.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlsplit


class Mode(StrEnum):
    """How the model is told the form of its answer."""

    JSON_SCHEMA = "json_schema"
    """Strict structured output, enforced by the server: OpenAI, vLLM, Ollama, llama.cpp."""
    TOOLS = "tools"
    """A forced tool call, for servers without structured output."""
    MD_JSON = "md_json"
    """JSON in prose, for models that know neither. The last resort: nothing enforces the form."""


class Provider(StrEnum):
    OPENAI = "openai"
    AZURE = "azure"
    OLLAMA = "ollama"
    VLLM = "vllm"
    LLAMACPP = "llamacpp"
    LMSTUDIO = "lmstudio"
    OPENROUTER = "openrouter"
    CUSTOM = "custom"
    """Any other server that speaks OpenAI's chat completions."""


class LimitParameter(StrEnum):
    """How a server calls the most tokens of an answer."""

    MAX_TOKENS = "max_tokens"
    MAX_COMPLETION_TOKENS = "max_completion_tokens"


@dataclass(frozen=True, slots=True)
class Preset:
    """What counts for a provider where the settings say nothing else."""

    base_url: str = ""
    """Empty: everybody has their own, so it has to be set."""
    needs_key: bool = False
    limit_parameter: LimitParameter = LimitParameter.MAX_TOKENS
    without: Mapping[Mode, str] = field(default_factory=dict)
    """Modes that cannot work there, with the reason."""
    max_input_characters: int = 60_000
    extra_body: Mapping[str, Any] = field(default_factory=dict)
    """What every request says besides."""


PRESETS: Mapping[Provider, Preset] = {
    Provider.OPENAI: Preset(
        base_url="https://api.openai.com/v1",
        needs_key=True,
        limit_parameter=LimitParameter.MAX_COMPLETION_TOKENS,
    ),
    Provider.AZURE: Preset(needs_key=True, limit_parameter=LimitParameter.MAX_COMPLETION_TOKENS),
    # It drops what its context window does not hold and says nothing, so little is sent at a time.
    Provider.OLLAMA: Preset(base_url="http://localhost:11434/v1", max_input_characters=12_000),
    Provider.VLLM: Preset(base_url="http://localhost:8000/v1"),
    Provider.LLAMACPP: Preset(
        base_url="http://localhost:8080/v1",
        without={Mode.TOOLS: "its server takes a named tool for 'auto', so an answer need not be a call"},
        max_input_characters=12_000,
    ),
    Provider.LMSTUDIO: Preset(
        base_url="http://localhost:1234/v1",
        without={Mode.TOOLS: "its server refuses a named tool"},
        max_input_characters=12_000,
    ),
    # Without this it may hand the request to a host that drops the form of the answer.
    Provider.OPENROUTER: Preset(
        base_url="https://openrouter.ai/api/v1",
        needs_key=True,
        extra_body={"provider": {"require_parameters": True}},
    ),
    Provider.CUSTOM: Preset(),
}
AZURE_PATHS = ("", "/openai", "/openai/v1")


@dataclass(frozen=True, slots=True)
class Address:
    """Where requests go, and what goes along with each."""

    base_url: str
    query: Mapping[str, str] = field(default_factory=dict)
    key_header: str = ""
    """The key goes into this header; empty: into Authorization, as a bearer's."""


def provider_of(base_url: str) -> Provider:
    """Whose address it is, where nobody says."""
    host = urlsplit(base_url).hostname or ""
    if not base_url or host == "api.openai.com" or host.endswith(".api.openai.com"):
        return Provider.OPENAI
    return Provider.AZURE if host.endswith(".openai.azure.com") else Provider.CUSTOM


def filled(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a model as given, with the preset's values where nothing is said."""
    given = {name: value for name, value in raw.items() if value not in ("", None)}
    named = given.get("provider") or provider_of(str(given.get("base_url", "")))
    if named not in set(Provider):
        return given
    preset = PRESETS[Provider(named)]
    values = {
        "provider": named,
        "base_url": preset.base_url,
        "limit_parameter": preset.limit_parameter,
        "max_input_characters": preset.max_input_characters,
    }
    return values | given


def fault(provider: Provider, base_url: str, mode: Mode, api_version: str) -> str:
    """Why these do not go together, and what to do; empty where they do."""
    if reason := PRESETS[provider].without.get(mode):
        return f"mode {mode.value} does not work with provider {provider.value}: {reason}; leave mode out"
    if api_version and provider is not Provider.AZURE:
        return f"api_version is Azure's, and the provider is {provider.value}: leave it out"
    if not base_url:
        return f"provider {provider.value} has no address of its own: set base_url"
    wrong = _address_fault(base_url)
    return wrong or (_azure_fault(base_url, api_version) if provider is Provider.AZURE else "")


def _address_fault(base_url: str) -> str:
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return "base_url must be an http or https address, such as http://localhost:11434/v1"
    if parts.username or parts.password or parts.query or parts.fragment:
        return (
            "base_url holds more than an address: keys go into api_key, the version of Azure into api_version"
        )
    return ""


def _azure_fault(base_url: str, api_version: str) -> str:
    path = urlsplit(base_url).path.rstrip("/")
    if path not in AZURE_PATHS:
        return (
            "base_url of azure is that of the resource, such as https://NAME.openai.azure.com; "
            "the deployment goes into model"
        )
    if api_version and path == "/openai/v1":
        return "an address that ends in /openai/v1 takes no api_version: leave one of them out"
    return ""


def address(provider: Provider, base_url: str, model: str, api_version: str) -> Address:
    """Azure's v1 API takes the deployment as the model; with a version it is part of the path."""
    if provider is not Provider.AZURE:
        return Address(base_url)
    resource = base_url.rstrip("/").removesuffix("/v1").removesuffix("/openai")
    if not api_version:
        return Address(f"{resource}/openai/v1", key_header="api-key")
    deployment = f"{resource}/openai/deployments/{quote(model, safe='')}"
    return Address(deployment, {"api-version": api_version}, key_header="api-key")
