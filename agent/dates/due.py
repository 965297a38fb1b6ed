"""Due dates: which words of a text are a date, which day they mean, and whether it is a deadline.

Relative to the time the text was received, in that time's own offset. The rules: a weekday's
name is the next one to come; "next Tuesday" is of next week; "by the 14th" is the 14th, "before"
it the 13th; a week is due on its Friday, a weekend on its Sunday, a month or quarter on its last
day; "asap" has no date. Linear in the length of the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from agent.dates.grammar import Match, Table, reduce
from agent.dates.locale import day_first
from agent.dates.moments import Frame, Span
from agent.dates.phrases import CALENDARS, CLOCKS, DAYS, NUMBERS
from agent.dates.relations import AMOUNTS, RELATIONS, TIMES
from agent.dates.tokens import Senses, Token, tokenise
from agent.models import Noun


class DueKind(StrEnum):
    """What a date is to the text it stands in."""

    DEADLINE = "deadline"
    EVENT = "event"
    DURATION = "duration"
    PAST = "past"


class DueMention(Noun):
    """A date in a text: text[start:end] == phrase, the preposition included."""

    start: int
    end: int
    phrase: str
    date: date | None
    """None where the words name no day that exists."""
    time: time | None
    kind: DueKind
    note: str | None
    """What a reviewer should know: how an ambiguous date was read, why there is none."""


EVENT_WORDS = frozenset(
    "meet meets meeting met event conference call party workshop webinar launch launches opens opening starts "
    "started starting begins happens happened takes took holds held visit visits arrives arrived prints lunch "
    "dinner appointment training session demo standup interview holiday vacation closed off born treffen termin "
    "besprechung findet beginnt réunion rendez reunión reunião vergadering afspraak out away".split()
)
REACH = 6
"""How many words before a date may say that it is an event."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A span with the word before it that says what it is for."""

    span: Span
    word: str


def _saying(m: Match) -> Senses | None:
    word = next((c for c in m.classes if c in PREPOSITIONS), "")
    span = m.get("RANGE", Span) if m.has("RANGE") else m.span
    if span.loose and not word and not _alone(m):
        return None
    if span.loose and span.unit in LONG and word not in {"IN", "BY", "BEFORE", "FROM", "AFTER", "WITHIN", "OVER"}:
        return None
    return {f"SAID_{word}": span}


def _alone(m: Match) -> bool:
    """Nothing but marks around it."""
    return all(t is None or not t.senses.keys().isdisjoint(OUTSIDE) for t in (m.before, m.after))


OUTSIDE = frozenset({"STOP", "DOT", "COMMA", "OPEN", "CLOSING", "COLON"})
LONG = frozenset({"month", "quarter", "year"})
PREPOSITIONS = ("BY", "BEFORE", "ON", "IN", "AT", "FOR", "FROM", "AFTER", "WITHIN", "OVER")


def _duration(m: Match) -> Senses:
    return {"SAID_DURATION": Span(None, None, unit="range")}


MENTIONS: Table = (
    ("BY|BEFORE|ON|IN|AT|FOR|FROM|AFTER|WITHIN|OVER? DET? WHEN", _saying),
    ("BY|FOR|ON|IN AT DET? WHEN", _saying),
    ("BY|BEFORE|ON|IN|AT|FOR|FROM|AFTER? DET? WHEN COMMA? AT? DET? LATEST", _saying),
    ("RELATIVE_DAY STILL", _saying),
    ("RANGE", _saying),
    ("FOR|OVER DET? NEXT|LAST? AMOUNT", _duration),
)
CASCADE = (NUMBERS, CLOCKS, CALENDARS, DAYS, AMOUNTS, RELATIONS, TIMES, TIMES, MENTIONS)


def find(text: str, received_at: datetime, *, day_first: bool) -> list[DueMention]:
    """Every date mention, left to right, none overlapping another."""
    frame = Frame(received_at, day_first)
    tokens = tokenise(text)
    for table in CASCADE:
        tokens = reduce(tokens, table, frame)
    found = (_mention(text, tokens, i, frame) for i in range(len(tokens)))
    return [mention for mention in found if mention]


def resolve(phrase: str, received_at: datetime, *, day_first: bool) -> DueMention | None:
    """The deadline that the words of a phrase state; a date that is past stays PAST."""
    mentions = find(phrase, received_at, day_first=day_first)
    best = next((m for m in mentions if m.kind is DueKind.DEADLINE and m.date), None)
    best = best or next(iter(mentions), None)
    if best is None or best.kind is DueKind.PAST or best.date is None:
        return best
    return best.model_copy(update={"kind": DueKind.DEADLINE})


def _mention(text: str, tokens: list[Token], index: int, frame: Frame) -> DueMention | None:
    token = tokens[index]
    said = next((s for s in token.senses if s.startswith("SAID_")), None)
    span = token.senses[said] if said else None
    if said is None or not isinstance(span, Span):
        return None
    word = said.removeprefix("SAID_")
    day = _due_day(span, word, frame.today)
    return DueMention(
        start=token.start,
        end=token.end,
        phrase=text[token.start : token.end],
        date=day,
        time=span.time,
        kind=_kind(text, tokens, index, span, word, day, frame),
        note=span.note,
    )


def _due_day(span: Span, word: str, today: date) -> date | None:
    if span.unit == "range":
        return span.first
    if word != "BEFORE" or span.first is None or span.time is not None:
        return span.last
    return max(span.first - timedelta(days=1), min(today, span.first))


def _kind(
    text: str, tokens: list[Token], index: int, span: Span, word: str, day: date | None, frame: Frame
) -> DueKind:
    if span.unit == "range":
        return DueKind.DURATION
    if day is not None and day < frame.today:
        return DueKind.PAST
    if word in {"BY", "BEFORE", "WITHIN"}:
        return DueKind.DEADLINE
    if span.unit == "now" or word in {"FROM", "AFTER"}:
        return DueKind.EVENT
    near = tokens[max(0, index - REACH) : index + 3]
    words = {text[t.start : t.end].lower() for t in near if t.end - t.start < 20}
    return DueKind.DEADLINE if words.isdisjoint(EVENT_WORDS) else DueKind.EVENT


__all__ = ["DueKind", "DueMention", "day_first", "find", "resolve"]
