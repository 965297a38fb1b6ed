"""Work as our own code understands it, each value with where it comes from."""

from __future__ import annotations

from datetime import date
from typing import Generic, Self, TypeVar

from pydantic import SerializerFunctionWrapHandler, model_serializer, model_validator

from agent.models.noun import Noun
from agent.terms import Basis, FieldName, Kind, Priority, Topic

T_co = TypeVar("T_co", covariant=True)


class Evidence(Noun):
    """A verbatim span of an intake's text that supports a field: text[start:end] == quote."""

    field: FieldName
    quote: str
    start: int
    end: int
    source: str = ""
    """The intake whose text it is, where that is a later message of the thread; else the proposal's own."""

    @model_serializer(mode="wrap")
    def _plain(self, handler: SerializerFunctionWrapHandler) -> dict[str, object]:
        """Without a source of its own it is written as it always was."""
        said: dict[str, object] = handler(self)
        return said if self.source else {name: value for name, value in said.items() if name != "source"}


class Sourced(Noun, Generic[T_co]):
    """A value together with where it comes from; a stated one always has evidence."""

    value: T_co
    basis: Basis
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _stated_means_evidence(self) -> Self:
        if (self.basis is Basis.STATED) != bool(self.evidence):
            raise ValueError("a value is stated if and only if it has evidence")
        return self


class Item(Noun):
    """Work as our own code understands it: what a person is asked to confirm."""

    goal: Sourced[str]
    kind: Kind
    owner: Sourced[str | None]
    priority: Sourced[Priority]
    due: Sourced[date | None]
    due_phrase: str | None = None
    recurrence: Sourced[str | None]
    """An RFC 5545 RRULE value."""
    done_criteria: tuple[Sourced[str], ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All of it, the goal's key sentence first."""
        singles = (self.goal, self.owner, self.due, self.recurrence, self.priority)
        return tuple(e for sourced in (*singles, *self.done_criteria) for e in sourced.evidence)

    @property
    def words(self) -> str:
        """The verbatim words behind the item, each quote once: what it is compared by, besides its goal."""
        return "\n".join(dict.fromkeys(evidence.quote for evidence in self.evidence))

    @property
    def readiness(self) -> dict[FieldName, Basis]:
        """The basis of each field that makes work clear; counted, never guessed."""
        criteria = {c.basis for c in self.done_criteria}
        weakest = (Basis.INFERRED, Basis.RULE, Basis.STATED, Basis.PERSON)
        return {
            FieldName.GOAL: self.goal.basis,
            FieldName.OWNER: self.owner.basis,
            FieldName.PRIORITY: self.priority.basis,
            FieldName.DUE: self.recurrence.basis if self.recurrence.value else self.due.basis,
            FieldName.DONE_CRITERIA: next((b for b in weakest if b in criteria), Basis.MISSING),
        }


class Gap(Noun):
    """Something a person must settle."""

    topic: Topic
    reason: str
    candidates: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    """The words that it is about: two that contradict each other, one that nobody could check."""
    asks: str = ""
    """The question as the engine put it, in the language of the text; empty where it put none."""


class Question(Noun):
    """How we ask for what is missing."""

    topic: Topic
    text: str
    choices: tuple[str, ...] = ()
    """Answers to pick from, where they are known; any other answer is as good."""
    addressee: str = ""
    """Who can answer it, by the name that the directory or the envelope has; empty where nobody is known."""
