"""The only reader of the environment: `CLARIFY_*` over `clarify.yaml` over the defaults."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_data_path
from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    YamlConfigSettingsSource,
)

from agent.errors import SettingsInvalid
from agent.indexing import IndexSettings
from agent.receivers import WebhookSettings
from agent.sections import (
    DateSettings,
    DestinationSettings,
    DuplicateSettings,
    ImapSettings,
    Limits,
    LlmSettings,
    LogSettings,
    Price,
    ServeSettings,
    WatchSettings,
    WorkerSettings,
)
from agent.terms import Engine

CONFIG = "clarify.yaml"
PATHS = ("home", "rules", "people", "forms", "recordings", "record")


class Settings(BaseSettings):
    """Every setting; `clarify doctor` shows what is in force."""

    model_config = SettingsConfigDict(
        env_prefix="CLARIFY_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    home: Path = Field(default_factory=lambda: user_data_path("clarify"))
    """The folder of the store, its key and its index; `clarify init` makes one beside clarify.yaml."""
    database: str = ""
    """A database URL; a SQLite file in `home` where it is empty."""
    database_pool: Annotated[int, Field(ge=1)] = 5
    """Connections to PostgreSQL that a process keeps; twice as many more are made at need."""
    workspace: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")] = "default"
    """It names a folder of the index as well."""
    engine: Engine = Engine.AUTO
    llm: LlmSettings = LlmSettings()
    limits: Limits = Limits()
    worker: WorkerSettings = WorkerSettings()
    imap: ImapSettings = ImapSettings()
    watch: WatchSettings = WatchSettings()
    dates: DateSettings = DateSettings()
    duplicates: DuplicateSettings = DuplicateSettings()
    index: IndexSettings = IndexSettings()
    log: LogSettings = LogSettings()
    serve: ServeSettings = ServeSettings()
    destinations: dict[str, DestinationSettings] = {}
    """Destination → what must be clear before it gets anything."""
    webhooks: dict[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")], WebhookSettings] = {}
    """Name → a program elsewhere that is told of what happens here."""
    rules: Path | None = None
    """Routing rules; the packaged ones where it is empty."""
    people: Path | None = None
    """The directory; the imported one where it is empty."""
    forms: Path | None = None
    """A folder of forms, a .yaml file each; there are none where it is empty."""
    recordings: Path | None = None
    """Where the `replay` engine finds its answers."""
    record: Path | None = None
    """Where answers of the engine are kept, for the `replay` engine to find."""
    prices: dict[str, Price] = {}
    """Model → what it costs; the money is then told, and can be bounded: `llm.money_per_day`."""
    user: str = ""
    """Who decides where `--as` does not say."""
    audit_key: SecretStr | None = None
    """Of the chain of events; a file in `home`, made at first use, where it is empty."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, YamlConfigSettingsSource(settings_cls, yaml_file=config_file())


def config_file() -> Path:
    return Path(os.environ.get("CLARIFY_CONFIG", CONFIG))


def offline_settings(home: str) -> Settings:
    """The defaults with the embedded engine in a folder of its own, whatever the environment says."""
    return Settings.model_construct(home=Path(home), engine=Engine.LOCAL)


def load_settings(**overrides: Any) -> Settings:  # noqa: ANN401 each setting has its own type, checked by pydantic
    """Raises SettingsInvalid, which names each setting that is unknown or has a wrong value."""
    from yaml import YAMLError

    named = os.environ.get("CLARIFY_CONFIG")
    if named and not Path(named).is_file():
        raise SettingsInvalid(f"CLARIFY_CONFIG names {named!r}, but there is no such file")
    if config_file().is_dir():
        raise SettingsInvalid(f"{str(config_file())!r} is a folder, not a file of settings")
    try:
        settings = Settings(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as exc:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or CONFIG}: {_said(e)}" for e in exc.errors())
        raise SettingsInvalid(f"settings (environment, {str(config_file())!r}): {faults}") from None
    except SettingsError as exc:
        raise SettingsInvalid(f"{exc}: give its parts one by one, such as CLARIFY_LLM__MODEL") from None
    except (YAMLError, TypeError, ValueError, RecursionError, OSError) as exc:
        said = " ".join(str(exc).split())
        raise SettingsInvalid(f"{str(config_file())!r} is not a YAML mapping of settings: {said}") from None
    _check_unknown()
    llm = settings.llm.of_workspace(settings.workspace)
    index = settings.index.model_copy(update=_anchored(settings.index, ("minilm_folder", "weights")))
    return settings.model_copy(update={**_anchored(settings, PATHS), "llm": llm, "index": index})


def _said(fault: ErrorDetails) -> str:
    if fault["type"] == "extra_forbidden":
        return "there is no such setting"
    return fault["msg"].removeprefix("Value error, ")


def _anchored(section: BaseModel, names: Iterable[str]) -> dict[str, Path]:
    """Relative paths count from the folder of the configuration file, wherever the command runs."""
    base = config_file().resolve().parent
    paths = {name: getattr(section, name) for name in names}
    return {name: base / path for name, path in paths.items() if path}


def _check_unknown() -> None:
    """A mistyped CLARIFY_ variable is an error, not a setting that silently does nothing."""
    known = {f"CLARIFY_{name.upper()}" for name in Settings.model_fields} | {"CLARIFY_CONFIG"}
    for name in os.environ:
        outer = name.split("__", 1)[0]
        if name.startswith("CLARIFY_") and outer not in known and not name.startswith("CLARIFY_TEST_"):
            raise SettingsInvalid(f"there is no setting {name!r}: see docs/settings.md")
