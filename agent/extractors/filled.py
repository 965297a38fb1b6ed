"""What a model is asked to fill in: the schema that it is shown is strict, the parsing lenient. Pure."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, JsonValue, model_validator


def _strict(schema: dict[str, JsonValue]) -> None:
    """The form that strict structured outputs want: every key required, no others, no defaults.

    Titles of fields go too; they only cost tokens. Parsing stays lenient: a server that does not
    enforce the schema may leave keys out or add some, and that is no reason to ask again.
    """
    properties = schema["properties"]
    if isinstance(properties, dict):
        for field in properties.values():
            if isinstance(field, dict):
                field.pop("title", None)
                field.pop("default", None)
        schema["required"] = list(properties)
    schema["additionalProperties"] = False


class Filled(BaseModel):
    """A part of an answer. The docstrings of its fields and of the type itself are prompt text: a model
    reads them as the descriptions of the JSON schema. This one is not sent.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        # Errors of this model go back to the model and into logs: they must not quote the text.
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
        json_schema_extra=_strict,
    )

    _form: ClassVar[str]

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 as pydantic has them
        """Made once for each type: it takes longer than all the rest of a call."""
        if args or kwargs:
            return super().model_json_schema(*args, **kwargs)
        if "_form" not in cls.__dict__:
            cls._form = json.dumps(super().model_json_schema())
        form: dict[str, Any] = json.loads(cls._form)
        return form

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, raw: object) -> object:
        """Small models write null where the schema says an empty list."""
        return {k: v for k, v in raw.items() if v is not None} if isinstance(raw, dict) else raw
