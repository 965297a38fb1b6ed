"""Labelled rows: the text as it came in, and what a careful person reads out of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    field_validator,
    model_validator,
)

from agent.models import YEARS, Channel, Intake, Kind, Noun, Priority, Topic, Verdict
from agent.rows import IntakeRow
from evals.rules import parts

MOST_DAYS = 36_500
RowKey = StrictInt | str | None
"""As the data have it; predictions are told by the same."""


class OwnerBasis(StrEnum):
    """How the text says who does it."""

    NAMED = "named"
    ADDRESSEE = "addressee"
    SENDER = "sender"
    TEAM = "team"
    UNKNOWN = "unknown"


class Labels(BaseModel):
    """Fields beyond these are left alone; what is written by hand is checked for mistyped keys."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    note: str = ""
    """Why it is labelled so, for people."""


def _is_rule(rule: str | None) -> str | None:
    if rule is not None:
        parts(rule)
    return rule


def _is_in_years(at: datetime) -> datetime:
    if at.year not in YEARS:
        raise ValueError(f"give a time between {YEARS.start} and {YEARS.stop - 1}")
    return at


Moment = Annotated[datetime, AfterValidator(_is_in_years)]
"""From which days can be counted both ways."""

Rule = Annotated[str | None, BeforeValidator(_is_rule)]
"""An RFC 5545 RRULE value."""


class GoldItem(Labels):
    goal: Annotated[str, Field(min_length=1)]
    kind: Kind = Kind.REQUEST
    evidence: Annotated[tuple[str, ...], Field(min_length=1)]
    """Verbatim words of the text, the key sentence first."""
    owner: str | None = None
    owner_basis: OwnerBasis | None = None
    due: date | None = None
    due_phrase: str | None = None
    recurrence: Rule = None
    priority: Priority = Priority.NORMAL
    priority_stated: bool = False
    """Left out, it is true where another priority than normal is given."""
    done_criteria: tuple[str, ...] = ()
    must_ask: tuple[Topic, ...] = ()
    optional: bool = False
    """Neither missed where it is not found nor invented where it is."""

    @model_validator(mode="before")
    @classmethod
    def _stated_unless_normal(cls, value: object) -> object:
        if isinstance(value, dict) and "priority_stated" not in value:
            return {**value, "priority_stated": value.get("priority", "normal") != "normal"}
        return value


class GoldRow(IntakeRow):
    """An intake row with its labels."""

    not_work: bool | None = None
    """Left out, it is true where there are no items."""
    items: tuple[GoldItem, ...]
    traps: tuple[str, ...] = ()
    """What makes it hard, in short tags."""
    note: str = ""

    @model_validator(mode="after")
    def _fits_its_text(self) -> Self:
        for number, item in enumerate(self.items):
            for quote in item.evidence:
                if quote not in self.text:
                    raise ValueError(f"item {number}: the quote {quote!r} is not in the text")
        if self.not_work and any(not item.optional for item in self.items):
            raise ValueError("it says not_work, and has items")
        return self

    @property
    def is_idle(self) -> bool:
        """Is there no work in it?"""
        return bool(self.not_work) or not any(not item.optional for item in self.items)

    @cached_property
    def intake(self) -> Intake:
        """What an engine is given: nothing of the labels."""
        return Intake.of(self.arrival(self.text.encode()), intake_id=self.id)


class SentenceRow(Labels):
    id: RowKey = None
    text: str
    label: Annotated[int, Field(ge=0, le=1)]
    """1: it asks for or offers an action."""


class JudgeLabel(Labels):
    """What a person says of an item that was read out of a labelled text."""

    id: Annotated[str, Field(min_length=1)]
    """Of the text's row."""
    goal: Annotated[str, Field(min_length=1)]
    """Letter by letter as it was predicted."""
    goal_faithful: StrictBool
    criteria: dict[str, StrictBool] = Field(default_factory=dict)
    """Criterion → can somebody who did not write it tell whether it is met?"""


class DateRow(Labels):
    id: RowKey = None
    text: str
    ref: Moment
    """When it was written, by the writer's clock."""
    day_first: bool
    due: date | None
    """None: there is no date in it."""
    language: str = ""

    @field_validator("due", mode="before")
    @classmethod
    def _is_a_day(cls, words: object) -> object:
        if words is not None and not isinstance(words, str):
            raise ValueError("give a date such as 2026-11-30, or null")
        return words


class RecurrenceRow(Labels):
    id: RowKey = None
    text: str
    rrule: Rule
    """None: nothing recurs in it."""
    ref: Moment | None = None
    language: str = ""


class DocumentRow(Labels):
    id: Annotated[str, Field(min_length=1)]
    title: str
    body: str = ""


class Relation(StrEnum):
    """What the query is to the other item, as a person judges it."""

    DUPLICATE = Verdict.DUPLICATE.value
    AMENDMENT = Verdict.AMENDMENT.value
    OCCURRENCE = Verdict.OCCURRENCE.value
    RELATED = Verdict.RELATED.value
    DIFFERENT = "different"


class PairRow(Labels):
    query: str
    dup: str
    label: Relation = Relation.DUPLICATE
    why: str = ""


class RoutedItem(Noun):
    """What is known of an item when the rules are asked; anything left out is as it is by default."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    goal: str
    quotes: tuple[str, ...] = ()
    kind: Kind = Kind.REQUEST
    owner: str | None = None
    priority: Priority = Priority.NORMAL
    due_in_days: Annotated[float, Field(ge=-MOST_DAYS, le=MOST_DAYS)] | None = None
    recurring: bool = False
    unclear: tuple[Topic, ...] = ()
    labels: tuple[str, ...] = ()
    duplicates: int = 0
    channel: Channel = Channel.NOTE
    sender_email: str = ""
    recipients: tuple[str, ...] = ()
    language: str = ""
    form: str = ""
    form_team: str = ""


class Expected(Labels):
    """Whatever is given has to hold."""

    team: str | None = None
    rule: str | None = None
    owner: str | None = None
    labels: tuple[str, ...] | None = None
    priority_floor: Priority | None = None
    destination: str | None = None


class RoutingRow(Labels):
    id: RowKey = None
    item: RoutedItem
    expected: Expected

    @field_validator("expected", mode="before")
    @classmethod
    def _may_be_a_team(cls, value: object) -> object:
        return {"team": value} if isinstance(value, str) else value
