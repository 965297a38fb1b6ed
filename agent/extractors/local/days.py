"""Which day of a draft's sentences is its deadline, and which only dates something else. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from agent.extractors.local import cues_days
from agent.extractors.local.draft import Draft
from agent.extractors.local.lines import WORK, Line
from agent.extractors.local.tails import has_verb

_BRIEF = 7


@dataclass(frozen=True, slots=True)
class _Day:
    """A date in a sentence."""

    line: Line
    phrase: str
    start: int
    is_deadline: bool
    is_to_come: bool
    is_held: bool
    """Is something held that day, and needs it?"""

    @property
    def before(self) -> str:
        return self.line.plain[: self.start]

    @property
    def after(self) -> str:
        return self.line.plain[self.start + len(self.phrase) :]

    @property
    def limits(self) -> bool:
        """Does it say "by" or "due", and not how long something lasts?"""
        if cues_days.UNTIL.match(self.phrase) and not cues_days.GRANTS.search(self.before):
            return False
        return bool(cues_days.LIMIT.search(self.phrase) or cues_days.LIMIT_BEFORE.search(self.before))

    @property
    def suits(self) -> bool:
        return bool(cues_days.ENOUGH.match(self.after))


def due_of(draft: Draft, received_at: datetime, *, day_first: bool, repeats: bool) -> str | None:
    """The first deadline that the sentences give, verbatim; of what repeats, when it starts."""
    lines = _asking(draft)
    for line in lines:
        days = list(_days(line, received_at, day_first=day_first))
        cycles = _cycles(line, received_at) if repeats else []
        for day in sorted(days, key=lambda d: not cues_days.LIMIT.match(d.phrase)):
            if cues_days.NOW.search(day.phrase) or (repeats and cues_days.SOME_MONTH.match(day.phrase)):
                continue
            is_cycle = any(day.start < end and start < day.start + len(day.phrase) for start, end in cycles)
            near = day.before[-16:] + day.phrase
            if repeats and not is_cycle and cues_days.START.search(near):
                return day.phrase
            if not repeats and (day.is_deadline or day.is_held) and not _is_elsewhere(day):
                return day.phrase
    if repeats:
        return None
    return _due_behind(draft, received_at, day_first=day_first)


def _asking(draft: Draft) -> list[Line]:
    """What asks for it, without what only led up to it; then what was asked first and taken back."""
    near = dict(draft.details)
    led = [
        ln for ln in draft.asking() if ln.number < draft.key.number and near.get(ln, draft.kind) not in WORK
    ]
    asking = [line for line in draft.asking() if line not in led]
    return [*asking, *(draft.replaces.lines() if draft.replaces else [])]


def _due_behind(draft: Draft, received_at: datetime, *, day_first: bool) -> str | None:
    """In a sentence behind it that says when, or one before it that says by when something must be."""
    later = draft.later()
    before = [line for line in draft.lines() if line.number < draft.key.number]
    led = [ln for ln in before if cues_days.LIMIT.search(ln.plain) and cues_days.OWED.search(ln.plain)]
    for line in [*(ln for ln in later if _may_tell(ln)), *led]:
        for day in _days(line, received_at, day_first=day_first):
            if line in later and day.is_to_come and _names_day_of(draft.key, day):
                return day.phrase
            if not day.is_deadline or cues_days.NOW.search(day.phrase) or _is_elsewhere(day):
                continue
            owed = day.limits and cues_days.OWED.search(_clause(day.before))
            if _tells_when(day) if line in later else owed:
                return day.phrase
    return None


def _may_tell(line: Line) -> bool:
    """Cheap: looking for days takes longer."""
    brief = len(line.plain.split()) <= _BRIEF
    return brief or any(
        cue.search(line.plain) for cue in (cues_days.LIMIT, cues_days.WANTS_IT, cues_days.SUITS)
    )


def _tells_when(day: _Day) -> bool:
    """Is the sentence about when it is wanted: "By Friday", "Tomorrow noon is early enough"?"""
    if day.line.plain.startswith("@"):
        return False
    brief = len(day.line.plain.split()) <= _BRIEF and not cues_days.HAPPENED.search(day.before)
    only = brief and (bool(cues_days.OF_IT.match(day.line.plain)) or not has_verb(day.line.plain))
    wanted = cues_days.WANTS_IT.search(_clause(day.before))
    return bool(only or day.limits or day.suits or wanted)


def _names_day_of(key: Line, day: _Day) -> bool:
    """For "before the open evening", and "Open evening is 19 November" behind it."""
    found = cues_days.IS_ON.match(day.before)
    what = re.escape(found["what"]) if found else None
    needed = rf"\b(?:before|by|for|in time for|until|till|ahead of) (?:the |our )?{what}\b"
    return what is not None and bool(re.search(needed, key.plain, re.IGNORECASE))


def due_beside(lines: Sequence[Line], received_at: datetime, *, day_first: bool) -> str | None:
    """For "It has to be out by Friday", or "Tomorrow noon is early enough", of the only work of a text."""
    for line in lines:
        for day in _days(line, received_at, day_first=day_first):
            points = cues_days.OF_IT.match(line.plain) or len(line.plain.split()) <= _BRIEF
            plain = day.is_deadline and not cues_days.NOW.search(day.phrase) and not _is_elsewhere(day)
            suits = day.suits or cues_days.HAS_TO_BE.search(day.before)
            if plain and ((day.limits and points) or suits):
                return day.phrase
    return None


def due_above(heading: Line, received_at: datetime, *, day_first: bool) -> str | None:
    """For a list under "By Friday:", or "Tomorrow:"; not under the date of the day it is written on."""
    from agent.dates.due import DueKind, find

    for found in find(heading.words, received_at, day_first=day_first):
        around = heading.plain[: found.start] + heading.plain[found.end :]
        heads = heading.plain.endswith(":") or cues_days.LIMIT.match(found.phrase)
        to_come = found.date is not None and found.date > received_at.date()
        if heads and to_come and found.kind is DueKind.DEADLINE and cues_days.HEADS.fullmatch(around):
            return found.phrase
    return None


def _days(line: Line, received_at: datetime, *, day_first: bool) -> Iterator[_Day]:
    from agent.dates.due import DueKind, find

    for found in find(line.words, received_at, day_first=day_first):
        if _SPARED.search(line.plain[: found.start]):
            continue
        deadline, event = (found.kind is kind for kind in (DueKind.DEADLINE, DueKind.EVENT))
        deadline = deadline or (event and bool(cues_days.CALLS.match(line.plain[: found.start])))
        held = event and bool(cues_days.MEETS.search(line.plain[: found.start]))
        yield _Day(line, found.phrase, found.start, deadline, deadline or event, held)


_SPARED = re.compile(r"\b(?:not|never|except|any day but) (?:on |at |in )?(?:an? |the )?$", re.IGNORECASE)
"""Before a day on which it must not be: "mornings only, and not on a Monday"."""


def _clause(text: str) -> str:
    return re.split(r"[,;.()]", text)[-1]


def _is_elsewhere(day: _Day) -> bool:
    """Is this the date of something else: of a booking, in a quotation, of what somebody did?"""
    before, phrase, limits = day.before, day.phrase, bool(cues_days.LIMIT.search(day.phrase))
    clause = _clause(before)
    reported = cues_days.REPORTS.match(clause)
    past = cues_days.PAST.search(clause[reported.end() :] if reported else clause) and not limits
    denied = cues_days.NOT.search(before) or (
        cues_days.FELL.search(before) and not cues_days.BY.match(phrase)
    )
    absent = (cues_days.TILL.match(phrase) and cues_days.ABSENT.search(before)) or (
        _is_away(day) and not limits
    )
    may_be = cues_days.IF.search(before) or (not limits and _is_theirs(before))
    return bool(past or denied or absent or may_be or _is_booked(day) or before.count('"') % 2)


def _is_theirs(before: str) -> bool:
    """Does it stand in a clause about others, behind what is asked: "ring him, he can come on Friday"?"""
    clause = _clause(before)
    asked = cues_days.ASKED.search(before[: len(before) - len(clause)])
    owed = cues_days.OWED.search(clause) or cues_days.WANTS_IT.search(clause)
    return bool(asked and cues_days.THEY.match(clause) and not owed)


def _is_away(day: _Day) -> bool:
    """For "I'm off on Friday"; not where the work is for then: "I'm back Monday and send it then"."""
    found = cues_days.IS_AWAY.search(day.before)
    led = found and re.search(
        r"\b(?:when|once|as soon as|before|after)\b[^,;.]*$", day.before[: found.start()]
    )
    return bool(found and not led and not cues_days.THEN.search(day.after))


def _is_booked(day: _Day) -> bool:
    """For "book the room for the 12th": done before that day."""
    found = [
        m
        for m in cues_days.BOOKING.finditer(day.before)
        if not cues_days.ANOTHER_CLAUSE.search(day.before, m.end())
    ]
    if not found or cues_days.LIMIT.search(day.phrase):
        return False
    at_once = cues_days.AT_ONCE.match(day.phrase)
    mine = day.phrase.casefold().startswith("tomorrow") and cues_days.I_TOMORROW.search(day.before)
    return not (at_once or mine)


def recurrence_of(lines: Sequence[Line], received_at: datetime) -> str | None:
    """The first words for a repetition of the work, verbatim; not of what somebody does anyway."""
    from agent.dates.recurrence import find_recurrence

    found = ((line, m) for line in lines for m in find_recurrence(line.words, received_at))
    return next((m.phrase for line, m in found if not _is_habit(line.plain[: m.start])), None)


def _is_habit(before: str) -> bool:
    """Is it said of somebody else, or of why: "my nephew walks past every day"?"""
    clause = _clause(before)
    apart = clause != before and not re.match(r" ?(?:and|then)\b", clause) and has_verb(clause)
    return apart or bool(cues_days.REASON.search(before))


def _cycles(line: Line, received_at: datetime) -> list[tuple[int, int]]:
    from agent.dates.recurrence import find_recurrence

    return [(m.start, m.start + len(m.phrase)) for m in find_recurrence(line.words, received_at)]
