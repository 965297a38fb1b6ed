"""The parts of the settings, each with its limits."""

from __future__ import annotations

from enum import StrEnum
from math import ceil
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from agent import providers
from agent.providers import LimitParameter, Mode, Provider
from agent.terms import Basis, Content, FieldName


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LlmSettings(Section):
    """Where the model is, and the limits of asking it."""

    model_config = ConfigDict(hide_input_in_errors=True)

    provider: Provider = Provider.OPENAI
    """Whose server it is; where it is not said, the address tells."""
    base_url: str = ""
    model: str = ""
    """A model is configured as soon as it is named; on Azure it is the name of the deployment."""
    api_key: SecretStr | None = None
    api_version: str = ""
    """Azure's, where deployments are addressed by their path."""
    mode: Mode = Mode.JSON_SCHEMA
    content: Content = Content.FULL
    """What of a text may be sent."""
    workspaces: dict[str, Content] = {}
    """The same, of workspaces that have a rule of their own."""
    background: bool = True
    """Whether what is known of people and thread goes along, as far as a text concerns it."""
    max_input_characters: int = Field(default=60_000, ge=2_000)
    """Of the text in one request; a longer text is read in parts."""
    max_parts: int = Field(default=20, ge=1)
    limit_parameter: LimitParameter = LimitParameter.MAX_COMPLETION_TOKENS
    timeout_seconds: float = Field(default=60, gt=0)
    """For connecting, and for each wait on the answer."""
    max_attempts: int = Field(default=4, ge=1)
    """Requests to a server that is busy, slow or away."""
    max_wait_seconds: float = Field(default=20, ge=0)
    """A server that asks for a longer wait is asked again by a later job."""
    answer_seconds: float = Field(default=300, gt=0)
    """For a whole answer, however slowly it comes."""
    rest_after: int = Field(default=5, ge=1)
    """Failures in a row, of all threads, after which the model is left alone."""
    rest_seconds: float = Field(default=60, gt=0)
    """For so long; then one request tries."""
    requests_per_minute: int | None = Field(default=None, ge=1)
    """Of each process, as the next."""
    tokens_per_minute: int | None = Field(default=None, ge=1)
    money_per_day: float | None = Field(default=None, ge=0)
    """Of the workspace, by all processes together, at the `prices` of the settings."""
    keep_answers_days: float = Field(default=7, ge=0)
    """How long the same request is answered from the store; 0 keeps nothing."""
    max_output_tokens: int = Field(default=4096, ge=1)
    max_items: int = Field(default=50, ge=1)

    @model_validator(mode="before")
    @classmethod
    def _from_preset(cls, raw: object) -> object:
        return providers.filled(raw) if isinstance(raw, dict) else raw

    @model_validator(mode="after")
    def _goes_together(self) -> Self:
        fault = providers.fault(self.provider, self.base_url, self.mode, self.api_version)
        if fault:
            raise ValueError(fault)
        return self

    @field_validator("api_key")
    @classmethod
    def _fits_a_header(cls, key: SecretStr | None) -> SecretStr | None:
        """Files of secrets end in a newline; anything else that no header can hold is an error here."""
        bare = key.get_secret_value().strip() if key else ""
        if not (bare.isascii() and bare.isprintable()) or " " in bare:
            raise ValueError("holds characters that no key has")
        return SecretStr(bare) if bare else None

    @property
    def address(self) -> providers.Address:
        return providers.address(self.provider, self.base_url, self.model, self.api_version)

    @property
    def lacks_key(self) -> bool:
        return providers.PRESETS[self.provider].needs_key and self.api_key is None

    @property
    def parameters(self) -> dict[str, Any]:
        """What every request says besides messages and form."""
        extra = dict(providers.PRESETS[self.provider].extra_body)
        limit = {self.limit_parameter.value: self.max_output_tokens}
        return {**limit, "extra_body": extra} if extra else limit

    def of_workspace(self, workspace: str) -> Self:
        """With the workspace's own rule for what may be sent, where it has one."""
        return self.model_copy(update={"content": self.workspaces.get(workspace, self.content)})


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
    import_bytes: Annotated[int, Field(ge=1000)] = 50_000_000
    import_rows: Annotated[int, Field(ge=1)] = 100_000
    import_cell_characters: Annotated[int, Field(ge=100)] = 100_000


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
    requests_per_minute: Annotated[int, Field(ge=1)] | None = 1200
    """Of one key, in each process that serves."""
    requests_at_once: Annotated[int, Field(ge=1)] = 200
    """Under way in each process that serves; one more is asked to come back."""
    keep_replies_hours: Annotated[float, Field(gt=0)] = 24
    """How long a request with the same Idempotency-Key is answered as the first was."""
    session_hours: Annotated[float, Field(gt=0)] = 12
    """How long a login to the pages lasts."""
    live_pages: Annotated[int, Field(ge=0)] = 50
    """How many open pages are told at once what changed; others find out when they decide."""
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    """Addresses whose word counts for where a request comes from, and whether it came by TLS."""
    visits_per_minute: Annotated[int, Field(ge=1)] = 120
    """Of one address, to pages that need no login: forms and private links; as many looks at similar work."""
    submissions_per_minute: Annotated[int, Field(ge=1)] = 12
    """Of one address: forms sent in, and answers."""
    link_days: Annotated[float, Field(gt=0)] = 90
    """How long a requester's private link counts."""
    extract_seconds: Annotated[float, Field(gt=0)] = 30
    """For a text that is read while its sender waits."""


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


REQUIRABLE = (
    FieldName.GOAL,
    FieldName.OWNER,
    FieldName.PRIORITY,
    FieldName.DUE,
    FieldName.DONE_CRITERIA,
)
ENOUGH = (Basis.INFERRED, Basis.RULE, Basis.STATED, Basis.PERSON)


class DestinationSettings(Section):
    """What is asked of work before it goes there."""

    requires: dict[FieldName, Basis] = {}
    """Field → the weakest basis that is enough."""

    @field_validator("requires", mode="before")
    @classmethod
    def _can_be_required(cls, requires: object) -> object:
        for field, basis in requires.items() if isinstance(requires, dict) else ():
            if field not in REQUIRABLE:
                raise ValueError(f"{field!r} cannot be required: use one of {', '.join(REQUIRABLE)}")
            if basis not in ENOUGH:
                raise ValueError(f"{field}: {basis!r} is no basis: use one of {', '.join(ENOUGH)}")
        return requires


class Price(Section):
    """Of a model, for a million tokens, in any currency."""

    input: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    output: Annotated[float, Field(ge=0, allow_inf_nan=False)]

    def of(self, tokens_in: int, tokens_out: int) -> int:
        """In billionths of the currency, rounded up."""
        return ceil(1000 * (self.input * tokens_in + self.output * tokens_out))


class DuplicateSettings(Section):
    """What mistakes of the duplicate check cost; only their proportion counts."""

    cost_wrong_merge: Annotated[float, Field(gt=0)] = 3.0
    """Other work called a duplicate: somebody may merge it, and it is not done."""
    cost_missed: Annotated[float, Field(gt=0)] = 1.0
    """A duplicate not called so: it may be done twice."""
    cost_asked: Annotated[float, Field(gt=0)] = 0.1
    """Asking a model once more whether two are the same work."""
    model_check: bool = False
    """Whether the model of `llm` is asked about those in doubt."""
