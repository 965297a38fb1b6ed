"""The settings of the duplicate index: where it is kept."""

from __future__ import annotations

from typing import Annotated, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import ConfigDict, Field, SecretStr, field_validator, model_validator

from agent.sections import Section

_LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


class IndexSettings(Section):
    """Where the duplicate index is; it is disposable wherever it is."""

    model_config = ConfigDict(hide_input_in_errors=True)

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
