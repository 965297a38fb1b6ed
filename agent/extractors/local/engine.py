"""The embedded engine: no network, no key, no model file; the same text always gives the same answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extractors.local import clauses, cues, cues_bulk, cues_days, cues_machine, form_drafts, rows
from agent.extractors.local.abroad import likely
from agent.extractors.local.addressed import FOR_WHOM, addressed
from agent.extractors.local.classify import Classified, classify
from agent.extractors.local.draft import Draft
from agent.extractors.local.drafts import gather
from agent.extractors.local.hearers import asked_of_readers
from agent.extractors.local.lines import (
    Context,
    Line,
    SentenceKind,
    company_of,
    context_of,
    lines_of,
    salutation,
    same_place,
)
from agent.extractors.local.lists import HEADS_THINGS, listed
from agent.extractors.local.owners import Addressees
from agent.extractors.local.sections import arranged
from agent.extractors.local.signs import is_imperative
from agent.extractors.local.topics import REPLY, subject_of
from agent.extractors.local.writing import Writer
from agent.models import Channel, Extraction, Intake, Trace
from agent.text.segments import Segment, SegmentKind, segments
from agent.text.sentences import Marker

_LINES_WITH_TITLE = 3
_QUOTED = 100
_FOOT = 300
"""Characters at the end of a mail, where it says how not to get such mail again."""


class LocalExtractor:
    """Reads work out of a text by the words that people use to ask and to promise."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        """`names`: people and teams of the organisation, besides those that come with an intake."""
        self._names = tuple(names)

    def extract(self, intake: Intake) -> Extraction:
        """Never raises; a text without work comes back with the reason in words."""
        parts = segments(intake.text, intake.channel, intake.own_end)
        lines = lines_of(intake.text, parts, company_of(intake))
        context = context_of(intake, lines, self._names)
        lines = arranged(lines, context)
        lines = [part for line in likely.dated(lines, context) for part in clauses.split(line, context.names)]
        read = asked_of_readers(_classified(lines, context), intake, lines, context)
        read, whole = listed(read, intake.text, context)
        if reason := _sent_to_all(intake, parts):
            return Extraction(not_work_reason=reason, trace=Trace(engine="local", note=_note(read)))
        heard = addressed(intake, parts, lines, context)
        drafts = _drafts(intake, read, context, heard)
        for draft in drafts:
            draft.quotes = [whole.get(line.number, line) for line in draft.quotes]
        writer = Writer(intake, context, read, is_alone=len(drafts) == 1)
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
    """Of the first line: does it only say whom the text is for?"""
    if line.number == 0 and FOR_WHOM.match(line.plain):
        return True
    found = salutation(line) if line.number == 0 and not cues_days.BY_A_DAY_ALONE.match(line.plain) else None
    alone = found is not None and not line.plain[found.end() :].strip(" ,.!")
    orders = is_imperative(line.plain.rstrip(" :")) or HEADS_THINGS.match(line.plain)
    return alone and not orders


def _drafts(intake: Intake, read: Sequence[Classified], context: Context, heard: Addressees) -> list[Draft]:
    if intake.channel is Channel.FORM:
        return form_drafts.drafts_of(read, context, heard)
    return gather(read, context, heard) or _problem(intake, read, heard)


def _problem(intake: Intake, read: Sequence[Classified], heard: Addressees) -> list[Draft]:
    """A mail to one recipient that only reports a fault asks for its repair."""
    troubles = [ln for ln, kind in read if kind is SentenceKind.PROBLEM]
    calm = any(kind in {SentenceKind.DONE, SentenceKind.CANCEL} for _, kind in read)
    if intake.channel is not Channel.EMAIL or not troubles or calm or not heard.default.known:
        return []
    return [Draft(troubles[0], SentenceKind.PROBLEM, heard.default, [troubles[0]], [])]


def _sent_to_all(intake: Intake, parts: Sequence[Segment]) -> str | None:
    """Why nobody in particular is asked for anything: an offer, or the answer of a mailbox."""
    text = intake.text
    footers = " ".join(text[p.start : p.end] for p in parts if p.kind is SegmentKind.FOOTER)
    sender = intake.sender.email or "" if intake.sender else ""
    to_many = cues_bulk.SUBSCRIPTION.search(footers + text[-_FOOT:]) or cues_bulk.SENT_BY_MANY.match(sender)
    if intake.channel is Channel.EMAIL and to_many and cues_bulk.PROMOTION.search(text):
        return "It is promotional mail."
    subject = subject_of(intake) or ""
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
