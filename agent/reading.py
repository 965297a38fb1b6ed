"""From an engine's words to an item: one path, whichever engine read the text. Pure.

finding → ground → resolve people → resolve dates → gaps → questions. The engine gave words;
which of them count, whom they name and which day they mean is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from agent import clarity, people
from agent.dates.due import order_of, resolve
from agent.dates.recurrence import recurrence
from agent.grounding import Source
from agent.models import (
    Basis,
    Criterion,
    FieldName,
    Finding,
    Gap,
    Intake,
    Item,
    Priority,
    Question,
    Sourced,
    Topic,
)
from agent.people import Directory

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """An item with what is still open about it."""

    item: Item
    gaps: tuple[Gap, ...]
    questions: tuple[Question, ...]


def read(finding: Finding, intake: Intake, directory: Directory) -> Reading:
    """What the finding comes to, measured against the intake's own text."""
    page = Page(finding, intake, directory.with_intake(intake))
    goal, goal_gaps = page.goal()
    owner, owner_gaps = page.owner()
    due, due_gaps = page.due()
    rule, rule_gaps = page.recurrence()
    priority, priority_gaps = page.priority()
    if due.value is None and rule.value and page.first_occurrence:
        due = page.settled(FieldName.DUE, page.first_occurrence, finding.recurrence_text)
    item = Item(
        goal=goal,
        kind=finding.kind,
        owner=owner,
        priority=priority,
        due=due,
        due_phrase=finding.due_text,
        recurrence=rule,
        done_criteria=tuple(page.criterion(criterion) for criterion in finding.done_criteria),
    )
    gaps = (*goal_gaps, *owner_gaps, *due_gaps, *rule_gaps, *priority_gaps)
    return Reading(item, gaps, clarity.questions(item, gaps, finding.questions))


class Page:
    """One finding held against one text; each method settles a field and says what is open."""

    def __init__(self, finding: Finding, intake: Intake, directory: Directory) -> None:
        self.finding = finding
        self.intake = intake
        self.directory = directory
        self.source = Source(intake.text)
        self.quotes = self.source.evidence(FieldName.GOAL, finding.quotes, finding.near)
        self.near = self.quotes[0].start if self.quotes else finding.near
        self.customs = directory.customs
        self.at = directory.written_at(intake)
        self.first_occurrence: date | None = None

    def goal(self) -> tuple[Sourced[str], list[Gap]]:
        if self.quotes:
            return Sourced(value=self.finding.goal, basis=Basis.STATED, evidence=self.quotes), []
        gap = Gap(topic=Topic.GOAL, reason="the words that the engine quoted are not in the text")
        return Sourced(value=self.finding.goal, basis=Basis.INFERRED), [gap]

    def owner(self) -> tuple[Sourced[str | None], list[Gap]]:
        found = people.owner(self.finding, self.intake, self.directory)
        gaps = []
        if found.name in clarity.NOBODY:
            gaps = [Gap(topic=Topic.OWNER, reason=found.reason, candidates=found.candidates)]
        elif found.warning:
            gaps = [Gap(topic=Topic.OWNER, reason=found.warning, candidates=(found.name,))]
        return self.settled(FieldName.OWNER, found.name, self.finding.owner_text), gaps

    def due(self) -> tuple[Sourced[date | None], list[Gap]]:
        words = self.finding.due_text
        if not words:
            return Sourced(value=None, basis=Basis.MISSING), []
        order = self.customs.day_first
        order = order_of(self.at, self.intake.text) if order is None else order
        mention = resolve(words, self.at, day_first=order, customs=self.customs)
        if mention is None or mention.date is None:
            said = mention.note if mention and mention.note else f"“{words}” names no day"
            return Sourced(value=None, basis=Basis.MISSING), [Gap(topic=Topic.DUE, reason=said)]
        due = self.settled(FieldName.DUE, mention.date, words)
        gaps = [Gap(topic=Topic.DUE, reason=mention.note)] if mention.note else []
        if due.basis is Basis.INFERRED:
            gaps.append(Gap(topic=Topic.DUE, reason=f"“{words}” is not in the text"))
        return due, gaps

    def recurrence(self) -> tuple[Sourced[str | None], list[Gap]]:
        words = self.finding.recurrence_text
        found = recurrence(words, self.at, self.customs) if words else None
        if words and found is None:
            gap = Gap(topic=Topic.RECURRENCE, reason=f"“{words}” is no recurrence that we know")
            return Sourced(value=None, basis=Basis.MISSING), [gap]
        if found is None:
            return Sourced(value=None, basis=Basis.MISSING), []
        self.first_occurrence = found.start
        rule = self.settled(FieldName.RECURRENCE, found.days, words)
        gaps = [] if rule.evidence else [Gap(topic=Topic.RECURRENCE, reason=f"“{words}” is not in the text")]
        return rule, gaps

    def priority(self) -> tuple[Sourced[Priority], list[Gap]]:
        """Only from words: without them the priority is normal, whatever the engine thinks."""
        claimed = self.finding.priority
        evidence = self.source.evidence(FieldName.PRIORITY, [self.finding.priority_text], self.near)
        if claimed and evidence:
            return Sourced(value=claimed, basis=Basis.STATED, evidence=evidence), []
        gaps = []
        if claimed and claimed is not Priority.NORMAL:
            gaps = [Gap(topic=Topic.PRIORITY, reason=f"the engine read {claimed}, but no words say so")]
        return Sourced(value=Priority.NORMAL, basis=Basis.INFERRED), gaps

    def criterion(self, criterion: Criterion) -> Sourced[str]:
        evidence = self.source.evidence(FieldName.DONE_CRITERIA, [criterion.quote], self.near)
        basis = Basis.STATED if evidence else Basis.INFERRED
        return Sourced(value=criterion.text, basis=basis, evidence=evidence)

    def settled(self, field: FieldName, value: T, words: str | None) -> Sourced[T]:
        """Stated where the words are in the text, inferred where they are not, missing without a value."""
        if value is None:
            return Sourced(value=value, basis=Basis.MISSING)
        evidence = self.source.evidence(field, [words], self.near)
        return Sourced(value=value, basis=Basis.STATED if evidence else Basis.INFERRED, evidence=evidence)
