"""The settings of the duplicate index: where it is kept, and what compares meanings in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import ConfigDict, Field, SecretStr, field_validator, model_validator

from agent.sections import Section
from agent.terms import EmbedderKind

_LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


class EndpointSettings(Section):
    """A server that speaks OpenAI's /embeddings."""

    model_config = ConfigDict(hide_input_in_errors=True)

    url: str = ""
    """Without the /embeddings, such as https://api.openai.com/v1."""
    model: str = ""
    key: SecretStr | None = None
    """Sent as `Authorization: Bearer`."""
    allow_plain: bool = False
    """Whether the key may go to another machine where anybody on the way can read along."""
    dimensions: Annotated[int, Field(ge=1, le=16_384)] | None = None
    """Asked for, where the model can be asked; else as many as it has."""
    batch: Annotated[int, Field(ge=1, le=2048)] = 64
    """Texts in a request."""
    most_characters: Annotated[int, Field(ge=100)] = 2000
    """Of a text; for finding only."""
    timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 20
    """For a whole answer."""
    max_attempts: Annotated[int, Field(ge=1)] = 3
    max_wait_seconds: Annotated[float, Field(ge=0, le=600)] = 20
    """A server that asks for a longer wait is asked again later."""

    @field_validator("url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        whole = parts.scheme in {"http", "https"} and parts.hostname and _port(parts) is not None
        if url and (not whole or parts.query or parts.fragment or parts.username is not None):
            raise ValueError("is no address such as https://api.openai.com/v1; a key goes into `key`")
        return url.rstrip("/").removesuffix("/embeddings")

    @field_validator("key")
    @classmethod
    def _fits_a_header(cls, key: SecretStr | None) -> SecretStr | None:
        """Files of secrets end in a newline."""
        return _header(key) if key and key.get_secret_value().strip() else None

    @model_validator(mode="after")
    def _keeps_its_key(self) -> Self:
        if self.key and not (_is_private(self.url) or self.allow_plain):
            raise ValueError(
                "url is no https:// address, so anybody on the way could read the key: "
                "use https://, or set allow_plain"
            )
        return self

    @property
    def headers(self) -> dict[str, str]:
        told = {"content-type": "application/json", "user-agent": "clarify"}
        return told | ({"authorization": f"Bearer {self.key.get_secret_value()}"} if self.key else {})


class IndexSettings(Section):
    """Where the duplicate index is, disposable wherever it is; and what compares meanings in it."""

    model_config = ConfigDict(hide_input_in_errors=True)

    embedder: EmbedderKind = EmbedderKind.STATIC
    minilm_folder: Path | None = None
    """Holds the model already; else it is downloaded once."""
    endpoint: EndpointSettings = EndpointSettings()
    weights: Path | None = None
    """Of likeness, as `clarify eval duplicates --fit` writes them; else those that are shipped."""
    chroma_url: str = ""
    """Of a Chroma server, such as https://chroma.example:8000; a folder in `home` where it is empty."""
    chroma_token: SecretStr | None = None
    """Sent as `Authorization: Bearer`."""
    chroma_headers: dict[str, SecretStr] = Field(default_factory=dict)
    """Sent with every request."""
    chroma_tenant: Annotated[str, Field(pattern=r"^[\w-]{1,100}$")] = "default_tenant"
    chroma_database: Annotated[str, Field(pattern=r"^[\w-]{1,100}$")] = "default_database"
    chroma_timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 10
    """For connecting, and for each wait on an answer."""
    chroma_allow_plain: bool = False
    """Whether secrets may go to another machine where anybody on the way can read along."""

    @field_validator("chroma_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        parts = urlsplit(url.rstrip("/"))
        whole = parts.scheme in {"http", "https"} and parts.hostname and _port(parts) is not None
        if url and (not whole or parts.path or parts.query or parts.fragment or parts.username is not None):
            raise ValueError("is no address of a server such as https://chroma.example:8000")
        return url.rstrip("/")

    @field_validator("chroma_token", "chroma_headers")
    @classmethod
    def _fit_headers(cls, secrets: SecretStr | dict[str, SecretStr] | None) -> object:
        """Files of secrets end in a newline."""
        if isinstance(secrets, dict):
            return {name: _header(secret) for name, secret in secrets.items()}
        return _header(secrets) if secrets else None

    @model_validator(mode="after")
    def _keeps_its_secrets(self) -> Self:
        host, _, encrypted = self.chroma_address
        secret = self.chroma_token or self.chroma_headers
        if host and secret and not (encrypted or host in _LOOPBACK or self.chroma_allow_plain):
            raise ValueError(
                "chroma_url is no https:// address, so anybody on the way could read the token: "
                "use https://, or set chroma_allow_plain"
            )
        return self

    @model_validator(mode="after")
    def _knows_its_endpoint(self) -> Self:
        if self.embedder is EmbedderKind.ENDPOINT and not (self.endpoint.url and self.endpoint.model):
            raise ValueError("the embedder is an endpoint: set endpoint.url and endpoint.model")
        return self

    @property
    def chroma_address(self) -> tuple[str, int, bool]:
        """Host, port, and whether it is asked over TLS."""
        parts = urlsplit(self.chroma_url)
        host = parts.hostname or ""
        return f"[{host}]" if ":" in host else host, _port(parts) or 0, parts.scheme == "https"

    @property
    def headers(self) -> dict[str, str]:
        told = {"Content-Type": "application/json", "User-Agent": "clarify"}
        if self.chroma_token:
            told["Authorization"] = f"Bearer {self.chroma_token.get_secret_value()}"
        return told | {name: secret.get_secret_value() for name, secret in self.chroma_headers.items()}


def _is_private(url: str) -> bool:
    """Whether nobody on the way can read along."""
    parts = urlsplit(url)
    return parts.scheme == "https" or parts.hostname in {"localhost", "127.0.0.1", "::1"}


def _port(parts: SplitResult) -> int | None:
    """That of the scheme where none is named; None where there is no such port."""
    try:
        return parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return None


def _header(secret: SecretStr) -> SecretStr:
    bare = secret.get_secret_value().strip()
    if not (bare.isascii() and bare.isprintable()):
        raise ValueError("holds characters that no header has")
    return SecretStr(bare)
