"""From an engine's words to an item: one path, whichever engine read the text. Pure.

finding → ground → resolve people → resolve dates → contradictions → gaps. The engine gave words;
which of them count, whom they name and which day they mean is decided here. What does not count is
never dropped: a gap says what the engine gave and why it does not stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from agent import clarity, contradictions, people
from agent.dates.due import find, order_of, resolve
from agent.dates.locale import is_guess
from agent.dates.recurrence import recurrence
from agent.grounding import Source
from agent.models import (
    Basis,
    Criterion,
    Evidence,
    FieldName,
    Finding,
    Gap,
    Intake,
    Item,
    Priority,
    Sourced,
    Topic,
)
from agent.people import Directory, Resolution
from agent.terms import PRESSING
from agent.text.lines import SegmentKind
from agent.text.parts import CALLED
from agent.text.quoted import quoted
from agent.text.urgency import Urgency, urgency_of

T = TypeVar("T")

EITHER = re.compile(r"\b(?:or|oder|ou|o|of)\b", re.IGNORECASE)
OR_ELSE = re.compile(r",?[ \t\n]+(?:or|oder|ou|o|of)[ \t\n]+", re.IGNORECASE)
NEXT_DAY = 40
"""Characters behind "by Friday or" in which the other day stands."""
LONGEST_ARTICLE = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """An item with what is still open about it."""

    item: Item
    gaps: tuple[Gap, ...]


def read(finding: Finding, intake: Intake, directory: Directory) -> Reading:
    """What the finding comes to, measured against the intake's own text."""
    page = Page(finding, intake, directory.with_intake(intake))
    goal, goal_gaps = page.goal()
    owner, owner_gaps = page.owner()
    due, due_gaps = page.due()
    rule, rule_gaps = page.recurrence()
    priority, priority_gaps = page.priority()
    criteria, criteria_gaps = page.criteria()
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
        done_criteria=criteria,
    )
    gaps = (*goal_gaps, *owner_gaps, *due_gaps, *rule_gaps, *priority_gaps, *criteria_gaps)
    gaps += tuple(contradictions.within(item, intake, page.directory))
    return Reading(item, clarity.with_unclear(item, gaps, finding.questions, intake))


def warning(name: str, found: Resolution) -> Gap:
    """Of an owner who stays one: away, or placed elsewhere by the text."""
    instead = (found.deputy,) if found.deputy else ()
    return Gap(topic=Topic.OWNER, reason=found.warning or "", candidates=(name, *instead))


class Page:
    """One finding held against one text; each method settles a field and says what is open."""

    def __init__(self, finding: Finding, intake: Intake, directory: Directory) -> None:
        self.finding = finding
        self.intake = intake
        self.directory = directory
        self.source = Source.of(intake)
        self.quotes = self.source.evidence(FieldName.GOAL, finding.quotes, finding.near)
        self.near = self.quotes[0].start if self.quotes else finding.near
        self.customs = directory.customs
        self.at = directory.written_at(intake)
        self.first_occurrence: date | None = None

    def goal(self) -> tuple[Sourced[str], list[Gap]]:
        missing = self.source.missing(self.finding.quotes)
        if not self.quotes:
            reason = "the words that the engine quoted are not in the text"
            gap = Gap(
                topic=Topic.GOAL, reason=reason if missing else "the engine quoted no words of the text"
            )
            return Sourced(value=self.finding.goal, basis=Basis.INFERRED), [gap]
        goal: Sourced[str] = Sourced(value=self.finding.goal, basis=Basis.STATED, evidence=self.quotes)
        also = [
            Gap(topic=Topic.GOAL, reason=f"the engine also quoted {quoted(words)}, which is not in the text")
            for words in missing
        ]
        return goal, [*also, *self.aside(Topic.GOAL, self.quotes)]

    def owner(self) -> tuple[Sourced[str | None], list[Gap]]:
        found, words = people.owner(self.finding, self.intake, self.directory), self.finding.owner_text
        owner = self.settled(FieldName.OWNER, found.name, words)
        if found.name is None:
            evidence = self.source.evidence(FieldName.OWNER, [words], self.near)
            return owner, [
                Gap(topic=Topic.OWNER, reason=found.reason, candidates=found.candidates, evidence=evidence)
            ]
        gaps = self.doubts(Topic.OWNER, owner, words)
        if found.name in clarity.NOBODY:
            gap = Gap(
                topic=Topic.OWNER, reason=found.reason, candidates=found.candidates, evidence=owner.evidence
            )
            gaps.insert(0, gap)
        elif found.warning:
            gaps.insert(0, warning(found.name, found))
        return owner, gaps

    def due(self) -> tuple[Sourced[date | None], list[Gap]]:
        words = self.finding.due_text
        if not words:
            return Sourced(value=None, basis=Basis.MISSING), []
        order = self.customs.day_first
        order = order_of(self.at, self.intake.text) if order is None else order
        mention = resolve(words, self.at, day_first=order, customs=self.customs)
        if mention is None or mention.date is None:
            said = mention.note if mention and mention.note else f"{quoted(words)} names no day"
            evidence = self.source.evidence(FieldName.DUE, [words], self.near)
            gap = Gap(topic=Topic.DUE, reason=said, evidence=evidence)
            return Sourced(value=None, basis=Basis.MISSING), [gap]
        due = self.settled(FieldName.DUE, mention.date, words)
        gaps = []
        said = self.or_else(words, due, order=order)
        both = self.readings(said, mention.date, order=order)
        if mention.note or both:
            reason = mention.note or f"{quoted(said)} names two days"
            evidence = self.source.evidence(FieldName.DUE, [said], self.near)
            gaps = [Gap(topic=Topic.DUE, reason=reason, candidates=both, evidence=evidence)]
        return due, [*gaps, *self.doubts(Topic.DUE, due, words)]

    def or_else(self, words: str, due: Sourced[date], *, order: bool) -> str:
        """With the other day of "by Friday or Monday", where an engine gave the first alone."""
        end = due.evidence[0].end if due.evidence else len(self.intake.text)
        joint = OR_ELSE.match(self.intake.text, end)
        if joint is None:
            return words
        behind = self.intake.text[joint.end() : joint.end() + NEXT_DAY]
        other = find(behind, self.at, day_first=order, customs=self.customs)[:1]
        is_next = other and other[0].start <= LONGEST_ARTICLE
        return self.intake.text[due.evidence[0].start : joint.end() + other[0].end] if is_next else words

    def readings(self, words: str, day: date, *, order: bool) -> tuple[str, ...]:
        """Both days of "Friday or Monday", and of a 03/07 of which nothing tells how it is meant."""
        named = find(words, self.at, day_first=order, customs=self.customs)
        days = [mention.date.isoformat() for mention in named if mention.date]
        if len(set(days)) == len(named) > 1 and EITHER.search(words):
            return tuple(days)
        if self.customs.day_first is not None or not is_guess(self.at, self.intake.text):
            return ()
        other = resolve(words, self.at, day_first=not order, customs=self.customs)
        if other is None or other.date is None or other.date == day:
            return ()
        return tuple(one.isoformat() for one in sorted((day, other.date)))

    def recurrence(self) -> tuple[Sourced[str | None], list[Gap]]:
        words = self.finding.recurrence_text
        found = recurrence(words, self.at, self.customs) if words else None
        if words and (found is None or not found.days):
            gap = Gap(topic=Topic.RECURRENCE, reason=f"{quoted(words)} is no recurrence that we know")
            return Sourced(value=None, basis=Basis.MISSING), [gap]
        if found is None:
            return Sourced(value=None, basis=Basis.MISSING), []
        self.first_occurrence = found.start
        rule = self.settled(FieldName.RECURRENCE, found.days, words)
        return rule, self.doubts(Topic.RECURRENCE, rule, words)

    def priority(self) -> tuple[Sourced[Priority], list[Gap]]:
        """Only from words: without them the priority is normal, whatever the engine thinks."""
        claimed, words = self.finding.priority, self.finding.priority_text
        normal: Sourced[Priority] = Sourced(value=Priority.NORMAL, basis=Basis.INFERRED)
        evidence = self.source.evidence(FieldName.PRIORITY, [words], self.near)
        if not claimed:
            reason = f"the engine quoted {quoted(words)} and named no priority" if words else ""
            return normal, [Gap(topic=Topic.PRIORITY, reason=reason, evidence=evidence)] if words else []
        if not evidence:
            reason = f"the engine read {claimed}, but "
            reason += _absent(words) if words and words.strip() else "no words say so"
            dropped = bool(words) or claimed is not Priority.NORMAL
            return normal, [Gap(topic=Topic.PRIORITY, reason=reason)] if dropped else []
        return self.pressing(claimed, evidence)

    def pressing(
        self, claimed: Priority, evidence: tuple[Evidence, ...]
    ) -> tuple[Sourced[Priority], list[Gap]]:
        """Words for urgency ground a priority, their contrary grounds none, others let it be inferred."""
        says = urgency_of(self.intake.text, evidence[0].start, evidence[0].end)
        reason = f"{quoted(evidence[0].quote)} does not say {claimed}"
        gap = Gap(topic=Topic.PRIORITY, reason=reason, candidates=(claimed,), evidence=evidence)
        against = {Urgency.EASY: PRESSING, Urgency.PRESSING: (Priority.LOW,)}
        if says and claimed in against[says]:
            return Sourced(value=Priority.NORMAL, basis=Basis.INFERRED), [gap]
        if says is None and claimed is not Priority.NORMAL:
            return Sourced(value=claimed, basis=Basis.INFERRED), [gap]
        stated: Sourced[Priority] = Sourced(value=claimed, basis=Basis.STATED, evidence=evidence)
        return stated, self.aside(Topic.PRIORITY, evidence)

    def criteria(self) -> tuple[tuple[Sourced[str], ...], list[Gap]]:
        settled = [(self.criterion(criterion), criterion) for criterion in self.finding.done_criteria]
        gaps: list[Gap] = []
        for made, criterion in settled:
            if made.evidence:
                gaps += self.aside(Topic.DONE_CRITERIA, made.evidence)
            elif not criterion.implied:
                why = _absent(criterion.quote) if criterion.quote.strip() else "no words of the text say so"
                gaps.append(Gap(topic=Topic.DONE_CRITERIA, reason=f"{quoted(made.value)}: {why}"))
        return tuple(made for made, _ in settled), gaps

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

    def doubts(self, topic: Topic, settled: Sourced[T], words: str | None) -> list[Gap]:
        """Of a value that the engine gave words for: not in the text, or where nobody asks for anything."""
        if words and words.strip() and not settled.evidence:
            return [Gap(topic=topic, reason=_absent(words))]
        return self.aside(topic, settled.evidence)

    def aside(self, topic: Topic, evidence: tuple[Evidence, ...]) -> list[Gap]:
        """Words that stand only where their author asks for nothing; a header does say who somebody is."""
        placed = [(piece, self.source.aside(piece)) for piece in evidence]
        return [
            Gap(topic=topic, reason=f"{quoted(piece.quote)} stands only in {place}", evidence=(piece,))
            for piece, place in placed
            if place and not (topic is Topic.OWNER and place == CALLED[SegmentKind.HEADER])
        ]


def _absent(words: str) -> str:
    return f"{quoted(words)} is not in the text"
