"""The programs elsewhere that are told of what happens here, as the settings name them."""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import ConfigDict, Field, SecretStr, field_validator, model_validator

from agent.sections import Section
from agent.terms import WebhookEvent

SECRET_BYTES = range(24, 65)
"""192 to 512 bits (Standard Webhooks 1.0, "Signature scheme")."""


def new_secret() -> str:
    return f"whsec_{b64encode(secrets.token_bytes(32)).decode()}"


class WebhookSettings(Section):
    """A program elsewhere that is told of what happens here."""

    model_config = ConfigDict(hide_input_in_errors=True)

    url: str
    secret: SecretStr
    """Both sides know it: `clarify webhooks --new-secret` makes one."""
    events: tuple[WebhookEvent, ...] = tuple(WebhookEvent)
    allow_private: bool = False
    """Whether it may be on this machine or in its own networks; http:// is allowed there."""
    timeout_seconds: Annotated[float, Field(gt=0, le=60)] = 10
    """For connecting, sending and the answer together."""

    @field_validator("secret")
    @classmethod
    def _is_a_secret(cls, secret: SecretStr) -> SecretStr:
        """Files of secrets end in a newline."""
        bare = secret.get_secret_value().strip()
        try:
            size = len(b64decode(bare.removeprefix("whsec_"), validate=True))
        except ValueError:
            size = 0
        if not bare.startswith("whsec_") or size not in SECRET_BYTES:
            raise ValueError("is no secret such as `clarify webhooks --new-secret` makes")
        return SecretStr(bare)

    @model_validator(mode="after")
    def _can_be_sent_to(self) -> Self:
        parts = urlsplit(self.url)
        schemes = ("https", "http") if self.allow_private else ("https",)
        plain = self.url.isascii() and self.url.isprintable() and " " not in self.url
        if parts.scheme not in schemes or not parts.hostname or parts.username is not None or not plain:
            raise ValueError(f"url: it begins with {' or '.join(schemes)}:// and a host, without a password")
        return self
