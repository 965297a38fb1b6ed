"""The JSON Lines rows that people and measurements rely on: one intake in, one result out. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, NoReturn

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

from agent.errors import EmptyInput, InvalidRow
from agent.models import (
    YEARS,
    Arrival,
    Basis,
    Channel,
    Evidence,
    Extraction,
    FieldName,
    Intake,
    Item,
    Kind,
    Noun,
    Party,
    Priority,
    Question,
    Topic,
)
from agent.text.normalise import hidden_note, visible

MOST_NAMED = 10_000
"""People and teams that come with one text."""

RowId = Annotated[str, Field(min_length=1, max_length=500)]


class TextRow(BaseModel):
    """One text with its envelope; fields beyond these (labels, notes of one's own) are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    channel: Channel
    received_at: AwareDatetime
    sender: Party | None = None
    recipients: Annotated[tuple[Party, ...], Field(max_length=MOST_NAMED)] = ()
    people: Annotated[tuple[str, ...], Field(max_length=MOST_NAMED)] = ()
    text: str

    @field_validator("received_at", mode="before")
    @classmethod
    def _is_iso(cls, words: object) -> datetime:
        """Text only: a bare number could be seconds, milliseconds or a year."""
        try:
            at = datetime.fromisoformat(words) if isinstance(words, str) else None
        except ValueError:
            at = None
        if at is None or at.tzinfo is None or at.year not in YEARS:
            raise ValueError("give an ISO 8601 time with its offset, such as 2026-11-05T09:30:00+01:00")
        return at

    def _arrival(self, source_id: str | None, raw: bytes) -> Arrival:
        return Arrival(
            source_id=source_id,
            channel=self.channel,
            sender=self.sender,
            recipients=self.recipients,
            people=self.people,
            received_at=self.received_at,
            text=self.text,
            notes=hidden_note(self.text),
            derived=False,
            raw=raw,
        )


class IntakeRow(TextRow):
    """A row of a file: each has an id, so that the same file twice changes nothing."""

    id: RowId

    def arrival(self, raw: bytes) -> Arrival:
        return self._arrival(self.id, raw)


class PostedRow(TextRow):
    """A row that is sent by itself: without an id, the same sender, time and text are the same intake."""

    id: RowId | None = None

    def arrival(self, raw: bytes) -> Arrival:
        """Raises EmptyInput."""
        if not visible(self.text).strip():
            raise EmptyInput("the text: there is no text in it")
        return self._arrival(self.id, raw)


class AskedRow(Noun):
    field: Topic
    text: str
    choices: tuple[str, ...] = ()
    addressee: str = ""


class ItemRow(Noun):
    goal: str
    kind: Kind
    owner: str | None
    due: date | None
    due_phrase: str | None
    recurrence: str | None
    priority: Priority
    done_criteria: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    questions: tuple[AskedRow, ...]
    basis: dict[FieldName, Basis]


class ResultRow(Noun):
    """What an engine made of one text. Every quote equals text[start:end]."""

    id: str
    not_work: bool
    not_work_reason: str | None = None
    items: tuple[ItemRow, ...]
    notes: tuple[str, ...] = ()
    engine: str
    text: str | None = None
    """The canonical text that offsets count in; only where it was not given by the row itself."""


def item_row(item: Item, questions: Iterable[Question]) -> ItemRow:
    readiness = item.readiness
    return ItemRow(
        goal=item.goal.value,
        kind=item.kind,
        owner=item.owner.value,
        due=item.due.value,
        due_phrase=item.due_phrase,
        recurrence=item.recurrence.value,
        priority=item.priority.value,
        done_criteria=tuple(criterion.value for criterion in item.done_criteria),
        evidence=item.evidence,
        questions=tuple(
            AskedRow(field=q.topic, text=q.text, choices=q.choices, addressee=q.addressee) for q in questions
        ),
        basis={**readiness, FieldName.DUE: item.due.basis, FieldName.RECURRENCE: item.recurrence.basis},
    )


def result_row(
    intake: Intake, extraction: Extraction, items: Iterable[ItemRow], *, with_text: bool
) -> ResultRow:
    return ResultRow(
        id=intake.source_id or intake.id,
        not_work=not extraction.findings,
        not_work_reason=extraction.not_work_reason,
        items=tuple(items),
        notes=(*intake.notes, *([extraction.trace.note] if extraction.trace.note else [])),
        engine=extraction.trace.engine,
        text=intake.text if with_text else None,
    )


def read_rows(content: bytes, source: str) -> list[Arrival]:
    """Every row, or none: InvalidRow names the file, the line and the field of the first fault."""
    arrivals: list[Arrival] = []
    first_line: dict[str, int] = {}
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        place = f"{source}:{number}"
        row = _row(line, place)
        if row.id in first_line:
            raise InvalidRow(f"{place}: the id {row.id!r} stands in line {first_line[row.id]} already")
        first_line[row.id] = number
        arrivals.append(row.arrival(line))
    return arrivals


def _row(line: bytes, place: str) -> IntakeRow:
    try:
        value = strict_json(line)
    except UnicodeDecodeError:
        raise InvalidRow(f"{place}: it is no UTF-8: save the file as UTF-8") from None
    except RecursionError:
        raise InvalidRow(f"{place}: it is nested too deeply") from None
    except ValueError as exc:
        raise InvalidRow(f"{place}: it is no JSON: {_fault(exc)}") from None
    if not isinstance(value, dict):
        raise InvalidRow(f"{place}: a row is a JSON object")
    try:
        row = IntakeRow.model_validate(value)
    except ValidationError as exc:
        fault = exc.errors()[0]
        field = ".".join(map(str, fault["loc"]))
        said = fault["msg"].removeprefix("Value error, ")
        raise InvalidRow(f"{place}: field {field!r}: {said[:1].lower()}{said[1:]}") from None
    if not row.text.strip():
        raise InvalidRow(f"{place}: field 'text': there is no text in it")
    return row


def _fault(exc: ValueError) -> str:
    """Where and what; the line is known already, and advice to programmers helps nobody here."""
    if isinstance(exc, json.JSONDecodeError):
        return f"{exc.msg.lower()} at character {exc.pos + 1}"
    return str(exc).partition(";")[0]


def strict_json(line: bytes) -> object:
    """JSON in UTF-8 without NaN, repeated keys, NUL or lone surrogates. Raises ValueError."""
    value: object = json.loads(line.decode(), object_pairs_hook=_unrepeated, parse_constant=_no_constant)
    said = json.dumps(value, ensure_ascii=False)
    if "\\u0000" in said.replace("\\\\", ""):  # a written backslash is doubled
        raise ValueError("a NUL character in a string")
    try:
        said.encode()
    except UnicodeEncodeError:
        raise ValueError("a lone surrogate in a string") from None
    return value


def _unrepeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
