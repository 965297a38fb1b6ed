"""Sentences that ask nobody who reads them: passed on to be known, told to all for all times, or told by
software to whoever writes to it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extractors.local import cues, cues_all, cues_idle
from agent.extractors.local.draft import content
from agent.extractors.local.lines import Context, Line, SentenceKind, salutation, same_place
from agent.extractors.local.owners import labelled_name, vocative
from agent.extractors.local.signs import is_imperative
from agent.extractors.local.topics import subject_of
from agent.models import Channel, Intake

Classified = tuple[Line, SentenceKind]

_ASKS = frozenset(
    {SentenceKind.REQUEST, SentenceKind.COMMITMENT, SentenceKind.QUESTION, SentenceKind.PROBLEM}
)
_HEAD = 60
_MANY = 8
_ENTRIES = 3
_SAYS_ITSELF = 2
"""An order of the sender that has so many words of its own needs none of those that are passed on."""


def asked_of_readers(
    read: Sequence[Classified], intake: Intake, lines: Sequence[Line], context: Context
) -> list[Classified]:
    """The same sentences; those that only seem to ask are taken for talk."""
    quiet = {ln.number for ln, _ in read if cues_all.COMMAND.search(ln.plain)}
    if intake.channel is Channel.EMAIL:
        quiet |= _passed_on(read) | _by_itself(read) | _as_always(read)
    if intake.channel is Channel.NOTE:
        quiet |= _logged(read)
    if audience := _audience(intake, lines):
        quiet |= {ln.number for ln, kind in read if kind in _ASKS and _always_holds(ln, context, audience)}
    return [(ln, _kind(ln, kind, context, is_quiet=ln.number in quiet)) for ln, kind in read]


def _kind(line: Line, kind: SentenceKind, context: Context, *, is_quiet: bool) -> SentenceKind:
    if is_quiet and kind in _ASKS:
        return SentenceKind.OTHER
    owed = kind in {SentenceKind.OTHER, SentenceKind.CRITERION} and _is_owed(line, context)
    return SentenceKind.REQUEST if owed and not is_quiet else kind


def _is_owed(line: Line, context: Context) -> bool:
    """For "Faye: risk assessment in my tray by 8 May": a name, a thing and a day, without a verb."""
    if not line.opens or not labelled_name(line, context):
        return False
    due = cues_all.DUE_FOR.search(line.plain) and cues_all.BY_A_DAY.search(line.plain)
    return bool(due) and not (cues_all.AWAY.search(line.plain) or cues_idle.DONE.search(line.plain))


def _logged(read: Sequence[Classified]) -> set[int]:
    """What stands in entries that each begin with the hour, where it does not say what is still to do."""
    opening = [ln for ln, _ in read if ln.opens]
    timed = [(ln, found.end()) for ln in opening if (found := cues_all.CLOCK.match(ln.plain))]
    planned = sum(is_imperative(ln.plain[end:]) for ln, end in timed)
    if len(timed) < max(_ENTRIES, len(opening) // 2) or planned * 2 >= len(timed):
        return set()
    entries = {ln.sentence.line for ln, _ in timed}
    said = [ln for ln, _ in read if ln.sentence.line in entries]
    return {ln.number for ln in said if not (cues.ASK.search(ln.plain) or cues_all.OWED.search(ln.plain))}


def _as_always(read: Sequence[Classified]) -> set[int]:
    """What others do as they always do, in a paragraph that tells how things go."""
    told = [ln for ln, _ in read if cues_all.HABIT.search(ln.plain) and not cues_all.NEW.search(ln.plain)]
    routine = [
        ln for ln, _ in read if cues_all.OTHERS_DO.match(ln.plain) and not cues_all.NEW.search(ln.plain)
    ]
    return {ln.number for ln in routine if any(same_place(ln, other) and other is not ln for other in told)}


def _passed_on(read: Sequence[Classified]) -> set[int]:
    """What strangers demand of others, where the sender only lets it be known or says what is to be done."""
    own = [(ln, kind) for ln, kind in read if not ln.forwarded]
    theirs = [ln for ln, _ in read if ln.forwarded]
    headers = {ln.number for ln in theirs if cues_all.HEADERS.match(ln.sentence.label or "")}
    if not own or not theirs:
        return headers
    knowing = {ln.number for ln, _ in own if cues_all.ONLY_TO_KNOW.search(ln.plain)}
    asks = [ln for ln, kind in own if kind in _ASKS and ln.number not in knowing]
    points = any(cues_all.POINTS_BELOW.search(ln.plain) for ln in asks)
    if knowing and not asks and not any(cues_all.HANDS_OVER.search(ln.plain) for ln, _ in own):
        return knowing | {ln.number for ln in theirs}
    says_itself = any(len(content(ln.plain)) > _SAYS_ITSELF for ln in asks)
    return headers | ({ln.number for ln in theirs} if says_itself and not points else set())


def _by_itself(read: Sequence[Classified]) -> set[int]:
    """What stands behind "this was sent automatically", in its paragraph: the same for all who get it."""
    said = [ln for ln, _ in read if cues_all.AUTOMATIC.search(ln.plain)]
    return {ln.number for ln, _ in read for told in said if same_place(ln, told) and ln.number >= told.number}


def _audience(intake: Intake, lines: Sequence[Line]) -> re.Pattern[str] | None:
    """Of a text for many, which of its orders hold for all times; None where somebody is addressed."""
    first = lines[0].plain if lines else ""
    heads = cues_all.RULES.search(subject_of(intake) or first[:_HEAD])
    if heads and intake.channel in {Channel.EMAIL, Channel.NOTE}:
        return cues_all.ANY
    if intake.channel is not Channel.EMAIL:
        return None
    greeted = salutation(lines[0]) if lines else None
    told = greeted["who"] if greeted else first if cues_all.TO_THEM.match(first) else ""
    said = " ".join([told, *(p.name for p in intake.recipients)] if len(intake.recipients) == 1 else [told])
    if cues_all.PUBLIC.search(said) or len(intake.recipients) >= _MANY:
        return cues_all.ANY
    return cues_all.NEVER_OR_ALWAYS if cues_all.EVERYBODY.search(said) else None


def _always_holds(line: Line, context: Context, audience: re.Pattern[str]) -> bool:
    if cues_all.BY_A_DAY.search(line.plain) or "?" in line.plain or context.names.called(line.plain):
        return False
    name = vocative(line, context)
    if (name and not cues_all.PUBLIC.search(name.name)) or not audience.match(line.plain):
        return False
    asked = cues_all.ASKS_ALL.search(line.plain)
    return not asked or bool(cues_all.HOLDS_ALWAYS.match(line.plain, asked.end()))
