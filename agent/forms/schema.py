"""A form as JSON Schema (2020-12): what `POST /v1/forms/{form}` takes, for programs that draw their own."""

from __future__ import annotations

from agent.forms.model import Field, FieldKind, Form

LONGEST_ID = 200


def json_schema(form: Form, language: str) -> dict[str, object]:
    """With the labels of one language; choices are taken in each of the form's."""
    required = [field.name for field in form.fields if field.required]
    fields = {
        "type": "object",
        "properties": {field.name: _property(field, language) for field in form.fields},
        "required": required,
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:clarify:form:{form.id}",
        "title": form.title.to(language),
        **({"description": form.intro.to(language)} if form.intro.to(language) else {}),
        "type": "object",
        "properties": {
            "fields": fields,
            "id": {"type": "string", "minLength": 1, "maxLength": LONGEST_ID},
            "language": {"enum": list(form.languages), "default": form.languages[0]},
        },
        "required": ["fields"],
        "additionalProperties": False,
    }


def _property(field: Field, language: str) -> dict[str, object]:
    said: dict[str, object] = {"title": field.label.to(language), "type": "string"}
    if field.help.to(language):
        said["description"] = field.help.to(language)
    if field.kind is FieldKind.CHOICE:
        offered = [text for choice in field.choices for text in choice.texts.values()]
        return said | {"enum": list(dict.fromkeys(offered if field.required else ["", *offered]))}
    if field.kind in (FieldKind.DATE, FieldKind.EMAIL):
        # an empty text is no date: who leaves it open leaves it out
        return said | {"format": field.kind.value}
    return said | {"maxLength": field.max_length, "minLength": int(field.required)}
