"""What a model is asked to fill in, and how it becomes an Extraction. Pure.

The docstrings of `Answer` and of the types in it are prompt text: a model reads them as the
descriptions of the JSON schema. A change in them is a change of the prompt.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from agent.errors import ModelAnswerInvalid
from agent.extractors.filled import Filled
from agent.models import Asked, Criterion, Extraction, Finding, Kind, OwnerRole, Priority, Topic, Trace


class AnswerCriterion(Filled):
    text: str
    quote: str = ""
    """Verbatim words that state it."""


class AnswerQuestion(Filled):
    topic: Literal["owner", "due", "done_criteria", "scope", "approval"]
    text: str


class AnswerItem(Filled):
    quotes: list[str] = Field(default_factory=list)
    """Verbatim sentences that ask for, promise or narrow it down, the key one first."""
    goal: str = ""
    kind: Literal["request", "commitment", "problem", "question", "recurring"] = "request"
    owner_role: Literal["named", "sender", "recipient", "nobody"] = "nobody"
    owner_text: str | None = None
    """Verbatim."""
    due_text: str | None = None
    """Verbatim."""
    recurrence_text: str | None = None
    """Verbatim."""
    priority: Literal["urgent", "high", "normal", "low"] | None = None
    priority_text: str | None = None
    """Verbatim."""
    done_criteria: list[AnswerCriterion] = Field(default_factory=list)
    questions: list[AnswerQuestion] = Field(default_factory=list)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not _line(self.goal) and not any(map(_line, self.quotes)):
            raise ValueError("an item needs a goal and the words it comes from")
        return self


class Answer(Filled):
    """The work in the text."""

    items: list[AnswerItem]
    not_work_reason: str | None = None
    """Only where items is empty."""


def extraction(answer: Answer, trace: Trace, max_items: int) -> Extraction:
    """Raises ModelAnswerInvalid where there are more items than a person could have meant."""
    if len(answer.items) > max_items:
        raise ModelAnswerInvalid(
            f"the model named {len(answer.items)} items, more than the {max_items} that are allowed"
        )
    reason = _line(answer.not_work_reason or "") or "the model found no work and gave no reason"
    return Extraction(
        findings=tuple(map(_finding, answer.items)),
        not_work_reason=None if answer.items else reason,
        trace=trace,
    )


def _finding(item: AnswerItem) -> Finding:
    quotes = tuple(quote for quote in item.quotes if _line(quote))
    return Finding(
        goal=_line(item.goal) or _line(quotes[0]),
        quotes=quotes,
        kind=Kind(item.kind),
        owner_role=OwnerRole(item.owner_role),
        owner_text=_words(item.owner_text),
        due_text=_words(item.due_text),
        recurrence_text=_words(item.recurrence_text),
        priority=Priority(item.priority) if item.priority else None,
        priority_text=_words(item.priority_text),
        done_criteria=tuple(
            Criterion(text=_line(c.text), quote=c.quote) for c in item.done_criteria if _line(c.text)
        ),
        questions=tuple(
            Asked(topic=Topic(q.topic), text=_line(q.text)) for q in item.questions if _line(q.text)
        ),
    )


def _words(text: str | None) -> str | None:
    """Verbatim words as they are; blank is nothing."""
    return text if text and _line(text) else None


def _line(text: str) -> str:
    """One line of printable characters: a model's own words are shown in lists and titles."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
