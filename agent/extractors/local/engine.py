"""The embedded engine: no network, no key, no model file; the same text always gives the same answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extractors.local import clauses, cues, cues_bulk, cues_machine, forms, rows
from agent.extractors.local.abroad import likely
from agent.extractors.local.abroad.criteria import criteria
from agent.extractors.local.classify import Classified, classify
from agent.extractors.local.details import (
    due_beside,
    due_of,
    priority_of,
    questions_of,
    recurrence_of,
)
from agent.extractors.local.draft import Draft, same_place
from agent.extractors.local.drafts import gather
from agent.extractors.local.fuller import fuller
from agent.extractors.local.goals import Goal, Parties, goal, starts_with_action
from agent.extractors.local.lines import WORK, Context, Line, SentenceKind, context_of, lines_of
from agent.extractors.local.owners import Addressees, addressed, salutation
from agent.extractors.local.topics import REPLY
from agent.models import Asked, Channel, Extraction, Finding, Intake, Kind, OwnerRole, Topic, Trace
from agent.text.segments import Segment, SegmentKind, segments
from agent.text.sentences import Marker

_LINES_WITH_TITLE = 3
_LOOK_BACK = 4
_FAR_BACK = 12
_QUOTED = 100
_FOOT = 300
"""Characters at the end of a mail, where it says how not to get such mail again."""
_KINDS = {
    SentenceKind.COMMITMENT: Kind.COMMITMENT,
    SentenceKind.QUESTION: Kind.QUESTION,
    SentenceKind.PROBLEM: Kind.PROBLEM,
}


class LocalExtractor:
    """Reads work out of a text by the words that people use to ask and to promise."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        """`names`: people and teams of the organisation, besides those that come with an intake."""
        self._names = tuple(names)

    def extract(self, intake: Intake) -> Extraction:
        """Never raises; a text without work comes back with the reason in words."""
        parts = segments(intake.text, intake.channel, intake.own_end)
        lines = lines_of(intake.text, parts)
        context = context_of(intake, lines, self._names)
        lines = [part for line in likely.dated(lines, context) for part in clauses.split(line, context.names)]
        read = _classified(lines, context)
        if reason := _sent_to_all(intake, parts):
            return Extraction(not_work_reason=reason, trace=Trace(engine="local", note=_note(read)))
        heard = addressed(intake, parts, lines, context)
        drafts = _drafts(intake, read, context, heard)
        writer = _Writer(intake, context, read, is_alone=len(drafts) == 1)
        findings = tuple(writer.finding(d) for d in drafts)
        reason = None if findings else _reason(read)
        return Extraction(
            findings=findings, not_work_reason=reason, trace=Trace(engine="local", note=_note(read))
        )


def _classified(lines: Sequence[Line], context: Context) -> list[Classified]:
    """Each sentence with what it does, greetings left out."""
    read = _told_to_software(classify(lines, context))
    kept = [(ln, k) for ln, k in read if not _is_greeting(ln)]
    if kept and _is_title(kept, context):
        kept[0] = (kept[0][0], SentenceKind.OTHER)
    return rows.ordered(kept, context)


def _told_to_software(read: Sequence[Classified]) -> Iterator[Classified]:
    """Where a text has begun to speak to the software, the rest of the line does too, and orders after it."""
    last: Line | None = None
    for line, kind in read:
        is_told = kind is SentenceKind.HOSTILE or (last is not None and _goes_on(last, line))
        last = line if is_told else None
        yield line, SentenceKind.HOSTILE if is_told else kind


def _goes_on(told: Line, line: Line) -> bool:
    same_speaker = line.sentence.speaker == told.sentence.speaker
    return same_place(told, line) or (same_speaker and bool(cues_machine.FOR_A_MACHINE.match(line.plain)))


def _is_title(read: Sequence[Classified], context: Context) -> bool:
    """Is the first line of notes or minutes only their name? Then it asks for nothing."""
    line, lone = read[0][0], len(read) < _LINES_WITH_TITLE
    if (
        context.channel not in {Channel.NOTE, Channel.MEETING}
        or line.sentence.marker is not Marker.NONE
        or lone
    ):
        return False
    if (
        re.match(r"[^\W\d_-]+ (?:the|a|an|my|our|your|to|for|back|up|out|\d|[A-Z])", line.plain)
        and line.plain.count(",") == 0
    ):
        return False
    return (
        line.plain[-1] not in ".!?"
        and read[1][0].opens
        and not cues.ASK.search(line.plain)
        and not cues.SELF.match(line.plain)
    )


def _is_greeting(line: Line) -> bool:
    found = salutation(line) if line.number == 0 else None
    return found is not None and not line.plain[found.end() :].strip(" ,.!")


def _drafts(intake: Intake, read: Sequence[Classified], context: Context, heard: Addressees) -> list[Draft]:
    if intake.channel is not Channel.FORM:
        drafts = gather(read, context, heard)
        return drafts or _problem(intake, read, heard)
    drafts = gather(forms.prose(read), context, heard)
    lines = _of_people(read)
    if forms.is_settled(lines):
        return [draft for draft in drafts if cues.ASK.search(draft.key.plain)]
    if not drafts and (
        main := forms.main_request(forms.read(lines), [row for row in read if row[0] in lines])
    ):
        drafts = [
            Draft(
                main[0],
                main[1],
                heard.default,
                [main[0]],
                [(ln, k) for ln, k in read if k is SentenceKind.CRITERION],
            )
        ]
    return drafts


def _of_people(read: Sequence[Classified]) -> list[Line]:
    return [ln for ln, kind in read if kind is not SentenceKind.HOSTILE]


def _problem(intake: Intake, read: Sequence[Classified], heard: Addressees) -> list[Draft]:
    """A mail to one recipient that only reports a fault asks for its repair."""
    troubles = [ln for ln, kind in read if kind is SentenceKind.PROBLEM]
    calm = any(kind in {SentenceKind.DONE, SentenceKind.CANCEL} for _, kind in read)
    if intake.channel is not Channel.EMAIL or not troubles or calm or not heard.default.known:
        return []
    return [Draft(troubles[0], SentenceKind.PROBLEM, heard.default, [troubles[0]], [])]


class _Writer:
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
        self._form = forms.read(_of_people(read)) if intake.channel is Channel.FORM else forms.Form()

    def finding(self, draft: Draft) -> Finding:
        lines = draft.lines()
        at = self._intake.received_at
        recurrence = recurrence_of(draft.asking(), at)
        due = due_of(draft, at, day_first=self._day_first, repeats=bool(recurrence)) or self._form.due
        if due is None and recurrence is None and self._is_alone:
            due = due_beside(self._near(draft), at, day_first=self._day_first)
        priority = priority_of(lines) or self._form.priority
        asked_for = self._goal(draft, [p for p in (due, recurrence if draft.kind not in WORK else None) if p])
        words = asked_for.words
        asked = questions_of(lines, words, nobody=draft.owner.role is OwnerRole.NOBODY)
        is_vague = any(one.topic is Topic.SCOPE for one in asked)
        return Finding(
            goal=fuller(words, self._told_before(draft)),
            quotes=tuple(dict.fromkeys(line.words for line in draft.quotes)),
            kind=Kind.RECURRING if recurrence else _KINDS.get(draft.kind, Kind.REQUEST),
            owner_role=draft.owner.role,
            owner_text=draft.owner.words,
            due_text=due,
            recurrence_text=recurrence,
            priority=priority[0] if priority else None,
            priority_text=priority[1] if priority else None,
            done_criteria=criteria(draft, None if is_vague else asked_for, self._context.language, self._author(draft)),
            questions=(*asked, *self._approval()),
        )

    def _near(self, draft: Draft) -> list[Line]:
        """What is said around its key sentence, of what is still to come."""
        at = self._at.get(draft.key.sentence.start, 0)
        around = self._read[max(0, at - _LOOK_BACK) : at + _LOOK_BACK + 1]
        over = {SentenceKind.DONE, SentenceKind.CANCEL, SentenceKind.HOSTILE}
        return [line for line, kind in around if kind not in over]

    def _author(self, draft: Draft) -> str | None:
        return draft.key.sentence.speaker or (self._intake.sender.name if self._intake.sender else None)

    def _goal(self, draft: Draft, drop: list[str]) -> Goal:
        author = self._author(draft)
        addressee = self._addressee(draft)
        form, parties = self._form, self._parties(author, addressee)
        before = self._before(draft)
        abroad = likely.goal(draft.key, drop, self._context, (author, addressee), before)
        plain = Goal(abroad, abroad) if abroad else goal(draft.key.words, drop, parties, before)
        problem = draft.kind is SentenceKind.PROBLEM
        if form.title is draft.key and (form.buying or problem or not starts_with_action(plain.words)):
            head = "Buy " if form.buying else "Fix: " if problem else "Provide "
            many = f"{form.quantity} " if form.quantity else ""
            return goal(head + many + draft.key.words, drop, parties, ())
        if form.title is not None and form.title is not draft.key and problem:
            return goal(f"Fix: {form.title.words}", drop, parties, ())
        return plain

    def _before(self, draft: Draft) -> list[str]:
        """The sentences in which the key sentence's "it" may be named, nearest first."""
        at = self._at.get(draft.key.sentence.start, 0)
        reach = self._read[max(0, at - _LOOK_BACK) : at][::-1]
        close = [
            ln.plain for ln, _ in reach if draft.key.sentence.line - ln.sentence.line <= self._reach(draft)
        ]
        subject = _subject(self._intake)
        return [*close, *([subject] if subject and len(close) < _LINES_WITH_TITLE else [])]

    def _told_before(self, draft: Draft) -> list[str]:
        """The sentences that may have called its things by their full names, nearest first."""
        at = self._at.get(draft.key.sentence.start, 0)
        subject = _subject(self._intake)
        earlier = [ln.plain for ln, _ in self._read[max(0, at - _FAR_BACK) : at][::-1]]
        return [*earlier, *([subject] if subject else [])]

    def _reach(self, draft: Draft) -> int:
        if draft.key.sentence.marker in {Marker.BULLET, Marker.NUMBER, Marker.OPEN}:
            return 0
        return _LOOK_BACK if self._context.talk else 0 if self._context.channel is Channel.MEETING else 1

    def _parties(self, author: str | None, addressee: str | None) -> Parties:
        return Parties(author, addressee, self._context.names)

    def _addressee(self, draft: Draft) -> str | None:
        """Whom "you" means in a promise."""
        own = draft.owner.role is OwnerRole.SENDER
        recipients = self._intake.recipients
        return recipients[0].name or None if own and len(recipients) == 1 else None

    def _approval(self) -> tuple[Asked, ...]:
        label = self._form.approval_missing
        return (Asked(topic=Topic.APPROVAL, text=f"Who approves this? Left empty: {label}"),) if label else ()


def _subject(intake: Intake) -> str | None:
    found = re.search(
        r"^(?:subject|betreff|objet|asunto|onderwerp|assunto|oggetto):[ \t]*(.+)$",
        intake.text[:5000],
        re.IGNORECASE | re.MULTILINE,
    )
    return found[1] if found and intake.channel is Channel.EMAIL else None


def _sent_to_all(intake: Intake, parts: Sequence[Segment]) -> str | None:
    """Why nobody in particular is asked for anything: an offer, or the answer of a mailbox."""
    text = intake.text
    footers = " ".join(text[p.start : p.end] for p in parts if p.kind is SegmentKind.FOOTER)
    sender = intake.sender.email or "" if intake.sender else ""
    to_many = cues_bulk.SUBSCRIPTION.search(footers + text[-_FOOT:]) or cues_bulk.SENT_BY_MANY.match(sender)
    if intake.channel is Channel.EMAIL and to_many and cues_bulk.PROMOTION.search(text):
        return "It is promotional mail."
    subject = _subject(intake) or ""
    answers_itself = cues_bulk.AWAY.search(subject) and not REPLY.match(subject)
    return "It is what a mailbox answers by itself." if answers_itself else None


def _note(read: Sequence[Classified]) -> str:
    """What a reviewer should know of the reading."""
    said = next((_labelled(line) for line, kind in read if kind is SentenceKind.HOSTILE), None)
    return (
        f"There is an instruction to a machine in it, which was not followed: “{_brief(said)}”"
        if said
        else ""
    )


def _labelled(line: Line) -> str:
    label = line.sentence.label
    return f"{label}: {line.words}" if label else line.words


def _brief(words: str) -> str:
    whole = " ".join(words.split())
    return whole if len(whole) <= _QUOTED else f"{whole[:_QUOTED]}…"


def _reason(read: Sequence[Classified]) -> str:
    kinds = {kind for _, kind in read}
    if not read:
        return "There are no new words in it."
    if SentenceKind.HOSTILE in kinds:
        return "What it asks for is addressed to the software, not to a person."
    if SentenceKind.CANCEL in kinds:
        return "What was asked for is taken back."
    if SentenceKind.DONE in kinds:
        return "It reports what is done or happening; nobody is asked for anything."
    return "Nobody is asked for anything, and nobody promises anything."
