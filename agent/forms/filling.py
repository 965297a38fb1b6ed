"""What somebody filled in: checked field by field, and turned into a text of labelled lines."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agent.forms.model import Field, FieldKind, Form
from agent.models import YEARS, Arrival, Channel, Noun, Party
from agent.text.normalise import hidden_note, visible

UNCHECKED = "sent in by a form that needs no login: nobody checked who the sender is"

_UNSEEN = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_CONTROLS = re.compile(f"[{_UNSEEN}]")
"""Nobody sees them, and some turn the direction of a line."""
_EMAIL = re.compile(r"[^\s@<>(),;:\\\"]{1,64}@[^\s@<>(),;:\\\"]+\.[^\s@<>(),;:\\\".]+")


class Wrong(StrEnum):
    """What can be wrong with a field."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NO_CHOICE = "no_choice"
    NO_DATE = "no_date"
    NO_EMAIL = "no_email"
    NO_TEXT = "no_text"
    UNKNOWN = "unknown"


class Fault(Noun):
    field: str
    wrong: Wrong


@dataclass(frozen=True, slots=True)
class Filled:
    form: Form
    language: str
    values: Mapping[str, str]
    """By field, also where they do not fit, so that nobody has to type them again."""
    faults: tuple[Fault, ...]

    @property
    def text(self) -> str:
        """A line a field, as forms by mail have it: an empty one says that it was asked and not filled in."""
        lines = (
            f"{field.label.to(self.language)}: {self.values.get(field.name, '')}".strip()
            for field in self.form.fields
        )
        return "\n".join(lines)

    @property
    def sender(self) -> Party | None:
        """As they call themselves: the field `name`, and the first address."""
        party = Party(name=self.values.get("name", ""), email=self.values.get(self.form.sender_email, ""))
        return party if str(party) else None


def fill(form: Form, given: Mapping[str, str], language: str) -> Filled:
    """Nothing is stored before all fits."""
    values = {name: _tidy(words) for name, words in given.items()}
    known = {field.name for field in form.fields}
    faults = [Fault(field=name, wrong=Wrong.UNKNOWN) for name in values if name not in known]
    for field in form.fields:
        wrong = _wrong(field, values.get(field.name, ""))
        faults += [Fault(field=field.name, wrong=wrong)] if wrong else []
        if field.kind is FieldKind.CHOICE and field.name in values:
            values[field.name] = _in_language(field, values[field.name], language)
    if not faults and not any(visible(words).strip() for words in values.values()):
        faults.append(Fault(field=form.fields[0].name, wrong=Wrong.MISSING))
    return Filled(form, language, values, tuple(faults))


def arrival(filled: Filled, at: datetime, source_id: str) -> Arrival:
    """A text of channel `form`; only what the form itself says goes with it as facts."""
    said = {"form": filled.form.id, "language": filled.language, "fields": dict(filled.values)}
    return Arrival(
        source_id=source_id,
        channel=Channel.FORM,
        sender=filled.sender,
        received_at=at,
        text=filled.text,
        notes=(UNCHECKED, *hidden_note(filled.text)),
        form=filled.form.id,
        form_team=filled.form.team,
        raw=json.dumps(said, ensure_ascii=False).encode(),
    )


def _tidy(words: str) -> str:
    """Browsers send two characters for a new line."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def _wrong(field: Field, words: str) -> Wrong | None:
    if not visible(words).strip():
        return Wrong.MISSING if field.required else None
    if _CONTROLS.search(words) or (field.kind is not FieldKind.LONG_TEXT and "\n" in words):
        return Wrong.NO_TEXT
    if len(words) > field.max_length:
        return Wrong.TOO_LONG
    return _wrong_of_kind(field, words)


def _wrong_of_kind(field: Field, words: str) -> Wrong | None:
    match field.kind:
        case FieldKind.CHOICE:
            return None if any(words in one.texts.values() for one in field.choices) else Wrong.NO_CHOICE
        case FieldKind.DATE:
            return None if _is_date(words) else Wrong.NO_DATE
        case FieldKind.EMAIL:
            return None if _EMAIL.fullmatch(words) else Wrong.NO_EMAIL
        case _:
            return None


def _is_date(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words and date.fromisoformat(words).year in YEARS
    except ValueError:
        return False


def _in_language(field: Field, words: str, language: str) -> str:
    """The same choice in the language of the rest."""
    return next((one.to(language) for one in field.choices if words in one.texts.values()), words)
