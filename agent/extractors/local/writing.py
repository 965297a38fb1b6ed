"""Drafts of one text written out as findings. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extractors.local import forms
from agent.extractors.local.abroad import likely
from agent.extractors.local.abroad.criteria import criteria
from agent.extractors.local.abroad.fuller import fuller as fuller_abroad
from agent.extractors.local.abroad.sentences import LANGUAGES
from agent.extractors.local.amounts import amounts
from agent.extractors.local.asks import day_left_open, questions_of
from agent.extractors.local.assigned import starts_with_action
from agent.extractors.local.bought import bought, purchase, within
from agent.extractors.local.classify import Classified
from agent.extractors.local.days import due_above, due_beside, due_of, recurrence_of
from agent.extractors.local.details import priority_of
from agent.extractors.local.draft import Draft
from agent.extractors.local.fuller import fuller
from agent.extractors.local.goals import Goal, goal
from agent.extractors.local.headed import placed, thing_of
from agent.extractors.local.heading import about
from agent.extractors.local.lines import WORK, Context, Line, SentenceKind, same_place
from agent.extractors.local.objects import counted
from agent.extractors.local.offers import MAY_I
from agent.extractors.local.persons import Parties
from agent.extractors.local.topics import subject_of
from agent.models import Asked, Channel, Criterion, Finding, Intake, Kind, OwnerRole, Topic
from agent.text.sentences import Marker

_FEW = 3
_TWO = 2
_INITIALS = 3
"""So many capitals may be how somebody is called."""
_YOU_TWO = re.compile(r"\byou (?:both|two)\b")
_FROM = re.compile(r"^[> \t]*From:[ \t]*(?P<name>[A-Z][^<\n(]{2,40}?)[ \t]*(?:[<(]|$)", re.MULTILINE)
_LISTED = frozenset({Marker.BULLET, Marker.NUMBER, Marker.OPEN, Marker.DONE})
_LOOK_BACK, _FAR_BACK = 4, 12
"""Sentences before, that may name what "it" is, and that may have called things by their full names."""
_KINDS = {
    SentenceKind.COMMITMENT: Kind.COMMITMENT,
    SentenceKind.QUESTION: Kind.QUESTION,
    SentenceKind.PROBLEM: Kind.PROBLEM,
}


class Writer:
    """Turns drafts of one intake into findings."""

    def __init__(
        self, intake: Intake, context: Context, read: Sequence[Classified], *, is_alone: bool
    ) -> None:
        from agent.dates.due import order_of

        self._intake = intake
        self._context = context
        self._read = read
        self._is_alone = is_alone
        self._at = {ln.sentence.start: i for i, (ln, _) in enumerate(read)}
        self._day_first = order_of(intake.received_at, intake.text)
        self._form = forms.read(of_people(read)) if intake.channel is Channel.FORM else forms.Form()

    def finding(self, draft: Draft) -> Finding:
        lines = draft.lines()
        at = self._intake.received_at
        recurrence = recurrence_of(draft.asking(), at)
        due = due_of(draft, at, day_first=self._day_first, repeats=bool(recurrence)) or self._form.due
        if due is None and recurrence is None and (heading := self._heading(draft)):
            due = due_above(heading, at, day_first=self._day_first)
        if due is None and recurrence is None and self._is_alone:
            due = due_beside(self._near(draft), at, day_first=self._day_first)
        priority = priority_of(lines) or self._form.priority
        asked_for = self._goal(draft, [p for p in (due, recurrence if draft.kind not in WORK else None) if p])
        words = asked_for.words
        open_day = day_left_open(draft) if due is None and recurrence is None else None
        asked = questions_of(draft, words, undated=open_day is not None)
        full = self._full(words, draft)
        is_vague = any(one.topic is Topic.SCOPE for one in asked)
        return Finding(
            goal=full,
            quotes=self._quotes(draft, open_day),
            kind=Kind.RECURRING if recurrence else _KINDS.get(draft.kind, Kind.REQUEST),
            owner_role=draft.owner.role,
            owner_text=draft.owner.words,
            due_text=due,
            recurrence_text=recurrence,
            priority=priority[0] if priority else None,
            priority_text=priority[1] if priority else None,
            done_criteria=self._criteria(draft, None if is_vague else Goal(full, asked_for.whole)),
            questions=(*asked, *self._left_empty(due)),
        )

    def _full(self, words: str, draft: Draft) -> str:
        """With things called as earlier sentences and the subject line call them."""
        before, language = self._told_before(draft), self._context.language
        if language in LANGUAGES:
            return fuller_abroad(words, before, language)
        words = fuller(amounts(counted(words), [draft.key.plain, *before]), before)
        label = draft.key.sentence.label if self._intake.channel is not Channel.FORM else None
        return placed(about(words, subject_of(self._intake)), label)

    def _criteria(self, draft: Draft, asked_for: Goal | None) -> tuple[Criterion, ...]:
        """With names for "she" and "him", where one person was spoken of."""
        author, language = self._author(draft), self._context.language
        found = criteria(draft, asked_for, language, author)
        if language in LANGUAGES:
            return found
        parties = self._parties(author, None, draft)
        told = [draft.key.plain, *self._told_before(draft)]
        owner = self._hearer(draft)

        def plain(text: str) -> str:
            return _owned(parties.person(text, told), owner)

        return tuple(
            c.model_copy(update={"text": _owned(c.text, owner) if c.implied else plain(c.text)})
            for c in found
        )

    def _hearer(self, draft: Draft) -> str | None:
        """Who is "you" in what was asked of one person."""
        recipients = self._intake.recipients
        asked = draft.owner.role is OwnerRole.RECIPIENT and len(recipients) == 1
        return (recipients[0].name or None) if asked else None

    def _near(self, draft: Draft) -> list[Line]:
        """What is said around its key sentence, of what is still to come."""
        at = self._at.get(draft.key.sentence.start, 0)
        around = self._read[max(0, at - _LOOK_BACK) : at + _LOOK_BACK + 1]
        over = {SentenceKind.DONE, SentenceKind.CANCEL, SentenceKind.HOSTILE}
        return [line for line, kind in around if kind not in over]

    def _heading(self, draft: Draft) -> Line | None:
        """The line above the list that its key sentence stands in."""
        if draft.key.sentence.marker not in _LISTED:
            return None
        before = self._read[: self._at.get(draft.key.sentence.start, 0)]
        return next((ln for ln, _ in reversed(before) if ln.sentence.marker not in _LISTED), None)

    def _author(self, draft: Draft) -> str | None:
        said = draft.key.sentence.speaker
        said = said.title() if said and said.isupper() and len(said) > _INITIALS else said
        return said or (self._intake.sender.name if self._intake.sender else None)

    def _goal(self, draft: Draft, drop: list[str]) -> Goal:
        author = self._author(draft)
        addressee = self._addressee(draft)
        form, parties = self._form, self._parties(author, addressee, draft)
        before = self._before(draft)
        abroad = likely.goal(draft.key, drop, self._context, (author, addressee), before)
        plain = Goal(abroad, abroad) if abroad else self._ordered(draft, drop, parties, before)
        if form.title is not draft.key and (order := bought(plain.words, form)):
            return Goal(order, order)
        problem = draft.kind is SentenceKind.PROBLEM
        if form.asks_leave is draft.key:
            of = f" of {form.whose}" if form.whose else ""
            words = f"Decide on the {draft.key.words.lower()}{of}"
            return Goal(words, words)
        if form.title is draft.key and (form.buying or problem or not starts_with_action(plain.words)):
            many = f"{form.quantity} " if form.quantity else ""
            give = "Arrange " if forms.is_service(draft.key) else "Provide "
            what = f"{'Fix: ' if problem else give}{many}{within(draft.key.words)}"
            if form.buying and not problem:
                what = purchase("Deliver" if form.selling else "Buy", draft.key.words, form.quantity)
            return goal(what + form.to_what, drop, parties, ())
        if form.title is not None and form.title is not draft.key and problem:
            return goal(f"Fix: {form.title.words}", drop, parties, ())
        if problem and not abroad and (forms.is_trouble(draft.key) or not starts_with_action(plain.words)):
            return goal(f"Fix: {draft.key.words}", drop, parties, ())
        return plain

    def _ordered(self, draft: Draft, drop: list[str], parties: Parties, before: list[str]) -> Goal:
        """The order that its key sentence comes to; where that only tells how things are, the next one."""
        promised = draft.kind is SentenceKind.COMMITMENT
        words = MAY_I.sub("", draft.key.words) if promised else draft.key.words
        topic = self._topic(draft.key)
        plain = goal(words, drop, parties, before, topic)
        if starts_with_action(plain.words) or draft.kind not in WORK:
            return plain
        for line in draft.quotes[1:]:
            if line is draft.topic or line.number < draft.key.number:
                continue
            other = goal(line.words, drop, parties, [draft.key.plain, *before], topic)
            if starts_with_action(other.words):
                return other
        return plain

    def _topic(self, key: Line) -> str | None:
        """The thing that its list item or paragraph is headed by."""
        if self._intake.channel is Channel.FORM:
            return None
        at = self._at.get(key.sentence.start, 0)
        here = [ln for ln, _ in self._read[max(0, at - _FAR_BACK) : at] if same_place(ln, key)]
        listed = key.sentence.marker is not Marker.NONE or self._intake.channel is Channel.MEETING
        first = here[0].plain.split(": ")[0] if here and here[0].opens and listed else None
        headings = [key.sentence.label, first]
        found = (thing_of(said, self._context.names) for said in headings if said and not said.isupper())
        return next((thing for thing in found if thing), None)

    def _before(self, draft: Draft) -> list[str]:
        """The sentences in which the key sentence's "it" may be named, nearest first."""
        at = self._at.get(draft.key.sentence.start, 0)
        reach = self._read[max(0, at - _LOOK_BACK) : at][::-1]
        close = [
            ln.plain for ln, _ in reach if draft.key.sentence.line - ln.sentence.line <= self._reach(draft)
        ]
        subject = subject_of(self._intake)
        return [*close, *([subject] if subject and len(close) < _FEW else [])]

    def _told_before(self, draft: Draft) -> list[str]:
        """The sentences that may have called its things by their full names, nearest first."""
        at = self._at.get(draft.key.sentence.start, 0)
        subject = subject_of(self._intake)
        earlier = [ln.plain for ln, _ in self._read[max(0, at - _FAR_BACK) : at][::-1]]
        return [*earlier, *([subject] if subject else [])]

    def _reach(self, draft: Draft) -> int:
        if draft.key.sentence.marker in _LISTED:
            return 0
        return _LOOK_BACK if self._context.talk else 0 if self._context.channel is Channel.MEETING else 1

    def _parties(self, author: str | None, addressee: str | None, draft: Draft) -> Parties:
        heard = [one.name for one in self._intake.recipients[:_TWO]]
        heard = [name for name in heard if name] if len(heard) < _TWO else []
        present = [name for name in (author, draft.owner.words, *heard) if name]
        return Parties(
            author, addressee, self._context.names, present, self._wrote(present), self._told_before(draft)
        )

    def _wrote(self, present: Sequence[str]) -> str | None:
        """The one person whose mail was sent on with this one."""
        if self._intake.channel is not Channel.EMAIL:
            return None
        names = {found["name"].strip() for found in _FROM.finditer(self._intake.text)}
        other = {name for name in names if " " in name and "@" not in name} - set(present)
        return other.pop() if len(other) == 1 else None

    def _addressee(self, draft: Draft) -> str | None:
        """Whom "you" means in a promise."""
        own = draft.owner.role is OwnerRole.SENDER
        recipients = self._intake.recipients
        if own and len(recipients) == _TWO and _YOU_TWO.search(draft.key.plain):
            return " and ".join(one.name for one in recipients)
        return recipients[0].name or None if own and len(recipients) == 1 else None

    def _quotes(self, draft: Draft, open_day: Line | None) -> tuple[str, ...]:
        """With the words by which its day is left open."""
        empty = [self._form.due_missing] if self._form.due_missing and not self._form.due else []
        said = [line.words for line in (*draft.quotes, *([open_day] if open_day else []))]
        return tuple(dict.fromkeys([*said, *empty]))

    def _left_empty(self, due: str | None) -> Iterator[Asked]:
        if label := self._form.approval_missing:
            yield Asked(topic=Topic.APPROVAL, text=f"Who approves this? Left empty: {label}")
        if (label := self._form.due_missing) and due is None:
            yield Asked(topic=Topic.DUE, text=f"By which date? Left empty: {label}")


def _owned(text: str, owner: str | None) -> str:
    """With the name of the one who was asked for "your"."""
    return re.sub(r"\b[Yy]our\b(?! own\b)", f"{owner}'s", text, count=1) if owner else text


def of_people(read: Sequence[Classified]) -> list[Line]:
    return [ln for ln, kind in read if kind is not SentenceKind.HOSTILE]
