"""An answer to a question becomes evidence: its words are read like those of any text. Pure.

The words are grounded, and people and days resolved, by the code of a first reading; days count from when
the answer was given. Only what was asked about changes. What nobody knows closes its question and leaves
its gap, and no question that was answered is asked again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

from agent.amending import differences
from agent.changes import check_is_there
from agent.clarity import NOBODY
from agent.dates.due import DueBasis, find, resolve
from agent.dates.recurrence import recurrence
from agent.errors import InvalidChange
from agent.models import (
    Amendment,
    Basis,
    Criterion,
    Evidence,
    FieldName,
    Finding,
    Gap,
    Intake,
    Item,
    OwnerRole,
    Proposal,
    Sourced,
    Topic,
)
from agent.people import Directory
from agent.people import resolve as who_is
from agent.reading import Page
from agent.text.answering import Span, is_nothing, is_unknown, pieces, stripped
from agent.whom import whom

T = TypeVar("T")

LONGEST_ANSWER = 5000
"""Characters; what is longer is a text of its own, and may be taken in as one."""

CRITERIA = (Topic.DONE_CRITERIA, Topic.SCOPE, Topic.APPROVAL)
"""Answers to these say when the work is done; their order is that of the criteria."""

TOPICS = list(Topic)


@dataclass(frozen=True, slots=True)
class Settled:
    """What an answer changes: fields of the item, gaps that it closes, gaps that it opens."""

    values: dict[str, object] = field(default_factory=dict)
    closes: frozenset[Topic] = frozenset()
    opens: tuple[Gap, ...] = ()


def answered(
    proposal: Proposal, topic: Topic, said: Intake, directory: Directory, where: Span | None = None
) -> Proposal:
    """The proposal with the answer that `said` gives, or that stands in it at `where`; its revision stays.

    Raises InvalidChange where the words cannot be understood; then it says what would be.
    """
    start, end = where or stripped(said.text)
    words = said.text[start:end]
    if not words:
        raise InvalidChange("there is no answer: give one, or 'don't know'")
    if len(words) > LONGEST_ANSWER:
        raise InvalidChange(f"an answer has {LONGEST_ANSWER} characters at most: take this in as a text")
    if any(c not in "\n\r\t" and unicodedata.category(c) in ("Cc", "Cs") for c in said.text):
        raise InvalidChange("the answer has characters that are no text: type it again")
    if topic not in READINGS:
        raise InvalidChange(f"nobody is asked about {topic!r}: `clarify edit` sets it")
    settled = Settled()
    if not is_unknown(words):
        answer = _Answer(proposal, topic, said, directory, (start, end))
        settled = READINGS[topic](answer)
    item = Item.model_validate(proposal.item.model_copy(update=settled.values).model_dump())
    gaps = [gap for gap in proposal.gaps if gap.topic not in settled.closes]
    known = {(gap.topic, gap.reason, gap.candidates): gap for gap in proposal.gaps}
    gaps += [known.get((gap.topic, gap.reason, gap.candidates), gap) for gap in settled.opens]
    changes = differences(proposal.item, item)
    if not changes and topic not in proposal.closed:
        changes = (f"{topic.replace('_', ' ')}: {'nobody knows' if is_unknown(words) else 'as it was'}",)
    told = Amendment(intake_id=said.id, at=said.received_at, changes=changes, topic=topic, quote=words)
    return closing(proposal, {topic}).model_copy(
        update={
            "item": item,
            "gaps": tuple(sorted(gaps, key=lambda gap: TOPICS.index(gap.topic))),
            "amendments": (*proposal.amendments, *([told] if changes else [])),
        }
    )


def closing(proposal: Proposal, topics: Iterable[Topic]) -> Proposal:
    """With these questions answered, for good."""
    closed = {*proposal.closed, *topics}
    return proposal.model_copy(
        update={
            "closed": tuple(sorted(closed, key=TOPICS.index)),
            "questions": tuple(q for q in proposal.questions if q.topic not in closed),
        }
    )


class _Answer:
    """An answer held against the item that it is about; each method settles what its question asks for."""

    def __init__(
        self, proposal: Proposal, topic: Topic, said: Intake, directory: Directory, where: Span
    ) -> None:
        self.proposal, self.item = proposal, proposal.item
        self.topic = topic
        self.said = said
        self.offset, self.source = where[0], said.id
        self.words = said.text[where[0] : where[1]]
        self.earlier = [told for told in proposal.amendments if told.topic is not None]
        self.directory = directory.with_intake(said)
        at = directory.written_at(said)
        self.text = said.model_copy(update={"text": self.words, "received_at": at, "attachments": ()})

    def owner(self) -> Settled:
        name = whom(self.words, self.text, self.directory)
        meant = who_is(name, self.directory)
        check_is_there(meant.name, self.directory)
        a_day = meant.reason.endswith("not in the directory") and find(name, self.text.received_at)
        if not name or not name.isprintable() or a_day:
            raise InvalidChange(_nobody(self.words, ()))
        alone = self.within(name)  # who is only spoken of in a text is meant in an answer: "ask Ben"
        owner, gaps = alone.page(owner_role=OwnerRole.NAMED, owner_text=name).owner()
        if owner.value in NOBODY:
            raise InvalidChange(_nobody(self.words, [name for gap in gaps for name in gap.candidates]))
        return Settled(
            {"owner": alone.in_place_of(self.item.owner, owner)}, frozenset({Topic.OWNER}), alone.opened(gaps)
        )

    def within(self, words: str) -> _Answer:
        """The same answer, of which only these of its words are looked at."""
        start = self.offset + max(self.words.find(words), 0)
        where = start, min(start + len(words), self.offset + len(self.words))
        return _Answer(self.proposal, self.topic, self.said, self.directory, where)

    def when(self) -> Settled:
        """A day, or how often: with the new one goes what an earlier answer said of both."""
        if offered := self.offered_day():
            self.text = self.text.model_copy(update={"received_at": self.days_before(offered, 1)})
        found = recurrence(self.words, self.text.received_at, self.directory.customs)
        if found:
            page = self.page(recurrence_text=self.words)
            rule, gaps = page.recurrence()
            first: Sourced[date | None] = Sourced(value=None, basis=Basis.MISSING)
            if page.first_occurrence:
                first = page.settled(FieldName.DUE, page.first_occurrence, self.words)
        else:
            page = self.page(due_text=self.day_words())
            first, gaps = page.due()
            rule = Sourced(value=None, basis=Basis.MISSING)
        if first.value is None and rule.value is None:
            raise InvalidChange(
                f"{self.words!r} names no day: give one such as 2026-11-30, 'next Friday' or 'every Monday'"
            )
        return self._dated(first, rule, page.finding.due_text, gaps)

    def offered_day(self) -> date | None:
        """Where two days are to choose from, "Monday" is the one that is a Monday, whenever that is said."""
        days = [
            date.fromisoformat(d)
            for gap in self.proposal.gaps
            if gap.topic is Topic.DUE
            for d in gap.candidates
        ]
        meant = [day for day in days if all(self.day_said(self.days_before(day, n)) == day for n in (1, 4))]
        return meant[0] if len(meant) == 1 else None

    def days_before(self, day: date, days: int) -> datetime:
        return datetime.combine(day - timedelta(days=days), self.text.received_at.timetz())

    def day_said(self, at: datetime) -> date | None:
        found = resolve(self.words, at, customs=self.directory.customs)
        return found.date if found and found.basis is DueBasis.COUNTED else None

    def _dated(
        self, day: Sourced[date | None], rule: Sourced[str | None], phrase: str | None, gaps: list[Gap]
    ) -> Settled:
        due = self.in_place_of(self.item.due, day) if day.value else self.without(self.item.due)
        settled: dict[str, object] = {
            "due": due,
            "recurrence": self.in_place_of(self.item.recurrence, rule)
            if rule.value
            else self.without(self.item.recurrence),
        }
        if due != self.item.due:
            settled["due_phrase"] = phrase
        closes = frozenset({Topic.DUE, Topic.RECURRENCE} if rule.value else {Topic.DUE, self.topic})
        return Settled(settled, closes, self.opened(gaps))

    def day_words(self) -> str:
        """The words that name the day, where they mean the same by themselves."""
        at, customs = self.text.received_at, self.directory.customs
        found = resolve(self.words, at, customs=customs)
        alone = resolve(found.phrase, at, customs=customs) if found else None
        same = found and alone and found.date == alone.date
        return found.phrase if found and same else self.words

    def criteria(self) -> Settled:
        parts = [self.words[start:end] for start, end in pieces(self.words)] or [self.words]
        said = [self.page().criterion(Criterion(text=" ".join(part.split()), quote=part)) for part in parts]
        return self._done_when(said)

    def approval(self) -> Settled:
        if is_nothing(self.words):
            return self._done_when([])
        found = who_is(self.words, self.directory)
        if found.tied:
            raise InvalidChange(_nobody(self.words, found.candidates))
        name = found.name or " ".join(self.words.rstrip(". ").split())
        return self._done_when(
            [self.page().criterion(Criterion(text=f"Approved by {name}", quote=self.words))]
        )

    def _done_when(self, said: list[Sourced[str]]) -> Settled:
        """After those of the text come those of answers, in the order of their topics, each once."""
        places = [(self._asked_by(criterion), criterion) for criterion in self.item.done_criteria]
        known = {criterion.value.casefold(): criterion for topic, criterion in places if topic is self.topic}
        new = [known.get(criterion.value.casefold(), self.moved(criterion)) for criterion in said]
        ordered = [criterion for topic, criterion in places if topic is None]
        for topic in CRITERIA:
            if topic is self.topic:
                ordered += new
            else:
                ordered += [criterion for asked, criterion in places if asked is topic]
        once = {criterion.value.casefold(): criterion for criterion in reversed(ordered)}
        kept = tuple(criterion for criterion in ordered if once[criterion.value.casefold()] is criterion)
        return Settled({"done_criteria": kept}, frozenset({self.topic}))

    def page(self, **words: object) -> Page:
        given = {"goal": self.item.goal.value, "quotes": (self.words,), **words}
        return Page(Finding.model_validate(given), self.text, self.directory)

    def in_place_of(self, old: Sourced[T], new: Sourced[T]) -> Sourced[T]:
        """Who says again what was stated or settled changes nothing."""
        if old.value == new.value and old.basis in (Basis.STATED, Basis.PERSON):
            return old
        return self.moved(new)

    def without(self, old: Sourced[T]) -> Sourced[T | None]:
        """Nothing in place of what an earlier answer to this question said."""
        if self._asked_by(old) is self.topic:
            return Sourced(value=None, basis=Basis.MISSING)
        return Sourced[T | None].model_validate(old.model_dump())

    def moved(self, value: Sourced[T]) -> Sourced[T]:
        """With its evidence where it stands in the whole text of the answer."""
        return value.model_copy(update={"evidence": tuple(map(self._in_the_text, value.evidence))})

    def opened(self, gaps: Iterable[Gap]) -> tuple[Gap, ...]:
        """What the answer leaves open, with its words where they stand in the whole text of the answer."""
        return tuple(
            gap.model_copy(update={"evidence": tuple(map(self._in_the_text, gap.evidence))}) for gap in gaps
        )

    def _in_the_text(self, span: Evidence) -> Evidence:
        place = {"start": span.start + self.offset, "end": span.end + self.offset}
        return span.model_copy(update={**place, "source": self.source})

    def _asked_by(self, value: Sourced[T]) -> Topic | None:
        """The question that it came as an answer to."""
        for told in self.earlier:
            if value.evidence and all(
                span.source == told.intake_id and span.quote in told.quote for span in value.evidence
            ):
                return told.topic
        return None


def _nobody(words: str, candidates: Iterable[str]) -> str:
    candidates = list(candidates)
    if candidates:
        return f"{words!r} may be {', '.join(map(repr, candidates))}: name one of them"
    return f"{words!r} names nobody: give a name as the directory or the text has it, such as 'Ana Novak'"


READINGS: dict[Topic, Callable[[_Answer], Settled]] = {
    Topic.OWNER: _Answer.owner,
    Topic.DUE: _Answer.when,
    Topic.RECURRENCE: _Answer.when,
    Topic.DONE_CRITERIA: _Answer.criteria,
    Topic.SCOPE: _Answer.criteria,
    Topic.APPROVAL: _Answer.approval,
}
