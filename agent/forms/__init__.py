"""Forms that requesters fill in: defined in YAML, checked at load, and turned into texts. Pure."""

from agent.forms.filling import Fault, Filled, Wrong, arrival, fill
from agent.forms.load import load
from agent.forms.model import LANGUAGES, Field, FieldKind, Form, Wording
from agent.forms.schema import json_schema

__all__ = [
    "LANGUAGES", "Fault", "Field", "FieldKind", "Filled", "Form", "Wording", "Wrong", "arrival", "fill",
    "json_schema", "load",
]  # fmt: skip
