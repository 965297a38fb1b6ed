"""The parts of the settings, each with its limits."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator


class Mode(StrEnum):
    """How the model is told the form of its answer."""

    JSON_SCHEMA = "json_schema"
    """Strict structured output, enforced by the server: OpenAI, vLLM, Ollama, llama.cpp."""
    TOOLS = "tools"
    """A forced tool call, for servers without structured output."""
    MD_JSON = "md_json"
    """JSON in prose, for models that know neither. The last resort: envelope and text share a message."""


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LlmSettings(Section):
    """Where the model is, and the limits of asking it."""

    model_config = ConfigDict(hide_input_in_errors=True)

    base_url: str = "https://api.openai.com/v1"
    model: str = ""
    """A model is configured as soon as it is named."""
    api_key: SecretStr | None = None
    mode: Mode = Mode.JSON_SCHEMA
    timeout_seconds: float = Field(default=60, gt=0)
    """For connecting, and for each wait on the answer."""
    max_attempts: int = Field(default=4, ge=1)
    """Requests to a server that is busy, slow or away."""
    max_wait_seconds: float = Field(default=20, ge=0)
    """A server that asks for a longer wait is not waited for."""
    max_output_tokens: int = Field(default=4096, ge=1)
    max_items: int = Field(default=50, ge=1)

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("must be an http or https address, such as http://localhost:11434/v1")
        return url

    @field_validator("api_key")
    @classmethod
    def _fits_a_header(cls, key: SecretStr | None) -> SecretStr | None:
        """Files of secrets end in a newline; anything else that no header can hold is an error here."""
        bare = key.get_secret_value().strip() if key else ""
        if not (bare.isascii() and bare.isprintable()) or " " in bare:
            raise ValueError("holds characters that no key has")
        return SecretStr(bare) if bare else None

    @property
    def output_limit(self) -> dict[str, int]:
        """OpenAI's newer models refuse the parameter that every other server knows."""
        host = urlsplit(self.base_url).hostname or ""
        own = host.endswith((".openai.com", ".openai.azure.com"))
        return {"max_completion_tokens" if own else "max_tokens": self.max_output_tokens}


class Limits(Section):
    """What is refused with a clear error, never cut."""

    text_characters: Annotated[int, Field(ge=100)] = 200_000
    file_bytes: Annotated[int, Field(ge=1000)] = 5_000_000
    document_bytes: Annotated[int, Field(ge=1000)] = 20_000_000
    rows_bytes: Annotated[int, Field(ge=1000)] = 200_000_000
    unpacked_bytes: Annotated[int, Field(ge=1000)] = 200_000_000
    zip_members: Annotated[int, Field(ge=1)] = 10_000
    pdf_pages: Annotated[int, Field(ge=1)] = 500
    folder_files: Annotated[int, Field(ge=1)] = 10_000


class WorkerSettings(Section):
    """How jobs are run, by `clarify worker` and by the terminal itself."""

    concurrency: Annotated[int, Field(ge=1, le=64)] = 4
    lease_seconds: Annotated[float, Field(ge=0.2)] = 30
    """How long a job of a worker that died waits before another takes it over."""
    poll_seconds: Annotated[float, Field(gt=0, le=10)] = 0.5
    """Between two looks at an empty queue."""
    stop_seconds: Annotated[float, Field(ge=0)] = 30
    """What may still be finished after a signal to stop."""
    keep_done_days: Annotated[float, Field(ge=0)] = 7


class ImapSettings(Section):
    """How mail accounts are read by `clarify intake imaps://…`."""

    model_config = ConfigDict(hide_input_in_errors=True)

    password: SecretStr | None = None
    timeout_seconds: Annotated[float, Field(gt=0)] = 30
    """For connecting, and for each wait on an answer."""
    poll_seconds: Annotated[float, Field(gt=0)] = 60
    """Between two looks of `--watch`."""
    allow_plain: bool = False
    """Whether imap://, where anybody on the way can read along, may go to other machines."""

    @field_validator("password")
    @classmethod
    def _is_one_line(cls, password: SecretStr | None) -> SecretStr | None:
        """Files of secrets end in a newline."""
        bare = password.get_secret_value().strip("\r\n") if password else ""
        if not bare.isprintable():
            raise ValueError("holds characters that no password has")
        return SecretStr(bare) if bare else None


class WatchSettings(Section):
    """How `clarify intake FOLDER --watch` looks for files."""

    poll_seconds: Annotated[float, Field(gt=0)] = 2
    """Between two looks; a file that is the same at both is complete."""


class LogFormat(StrEnum):
    CONSOLE = "console"
    JSON = "json"


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogSettings(Section):
    """What the server and its worker say on standard error."""

    format: LogFormat = LogFormat.CONSOLE
    level: LogLevel = LogLevel.INFO


class ServeSettings(Section):
    """Who may talk to `clarify serve`, and how much."""

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "::1")
    """Names that a request may ask for in its Host header, without a port."""
    allow_remote: bool = False
    """Whether to listen where other machines can reach it."""
    body_bytes: Annotated[int, Field(ge=1000)] = 3_000_000
    """Of a request. The longest text has room in it however its JSON is escaped."""


class DateSettings(Section):
    """How days are written and counted here, where a text does not tell."""

    zone: str = ""
    """IANA: of texts whose time is told in UTC and whose writer's zone is not known."""
    day_first: bool | None = None
    """Whether 03/07 is the third of July; None: by a text's language and its sender's offset."""
    country: Annotated[str, Field(pattern=r"^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$")] = ""
    """ISO 3166, such as DE or DE-BY: whose holidays are no business days; else of the zone."""
    fiscal_year_start: Annotated[int, Field(ge=1, le=12)] = 1
    """The month in which quarters and fiscal years begin."""

    @field_validator("zone")
    @classmethod
    def _is_known(cls, zone: str) -> str:
        from zoneinfo import available_timezones

        if zone and zone not in available_timezones():
            raise ValueError(f"{zone!r} is no IANA time zone such as 'Europe/Berlin'")
        return zone


class Price(Section):
    """Of a model, for a million tokens, in any currency."""

    input: Annotated[float, Field(ge=0)]
    output: Annotated[float, Field(ge=0)]


class DuplicateSettings(Section):
    """What mistakes of the duplicate check cost; only their proportion counts."""

    cost_wrong_merge: Annotated[float, Field(gt=0)] = 1.0
    """Other work called a duplicate: somebody may merge it, and it is not done."""
    cost_missed: Annotated[float, Field(gt=0)] = 1.0
    """A duplicate not called so: it may be done twice."""
