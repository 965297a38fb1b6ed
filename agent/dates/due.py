"""Due dates: which words of a text are a date, which day they mean, and whether it is a deadline.

Relative to the time the text was received, in that time's own offset. The rules: a weekday's
name is the next one to come; "next Tuesday" is of next week; "by the 14th" is the 14th, "before"
it the 13th; a week is due on its Friday, a weekend on its Sunday, a month or quarter on its last
day; "asap" has no date. Linear in the length of the text.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from agent.dates import references
from agent.dates.calendars import CALENDARS
from agent.dates.customs import USUAL, Customs
from agent.dates.figures import CLOCKS, NUMBERS
from agent.dates.grammar import Match, Table, reduce, stretches
from agent.dates.locale import day_first as order_of
from agent.dates.moments import Frame, Span
from agent.dates.phrases import DAYS
from agent.dates.relations import AMOUNTS, RELATIONS, TIMES
from agent.dates.tokens import Senses, Token, tokenise
from agent.models import Noun


class DueKind(StrEnum):
    """What a date is to the text it stands in."""

    DEADLINE = "deadline"
    EVENT = "event"
    DURATION = "duration"
    PAST = "past"


class DueBasis(StrEnum):
    """Where the day comes from."""

    WRITTEN = "written"
    """Day and month stand in the words."""
    COUNTED = "counted"
    """From when the words were written."""


class DueMention(Noun):
    """A date in a text: text[start:end] == phrase, the preposition included."""

    start: int
    end: int
    phrase: str
    date: date | None
    """None where the words name no day that exists."""
    time: time | None
    kind: DueKind
    basis: DueBasis
    note: str | None
    """What a reviewer should know: how an ambiguous date was read, why there is none."""


EVENT_WORDS = frozenset(
    "meet meets meeting met event conference call party workshop webinar launch launches opens starts "
    "opening started begins happens happened takes took holds held visit visits arrives arrived prints "
    "dinner appointment training session demo standup interview holiday vacation closed off born treffen "
    "termin besprechung findet beginnt réunion rendez reunión reunião vergadering afspraak out away".split()
)
ASKS = frozenset("ll will to please must should can could you".split())
"""After these the same word is something to do: "I'll call him tomorrow"."""
AWAY = frozenset({"out", "away", "off"})
"""Events only of somebody who is so: "swap it out today" is something to do."""
OF_IT = re.compile(
    r"(?P<whose>['’]s(?:(?: [^\W\d_][\w-]*){1,3}?"
    r"(?=[,.;:!?)]|$| (?:and|so|or|but|because|as|if|when|please)\b)|\b))"
    r"|,? (?:at|a|um|à) (?:las? )?(?:\d|noon|midday|medi|midi|mittag)",
    re.IGNORECASE | re.MULTILINE,
)
"""Behind a day: what is held on it, or an hour of it: before that is on that day at the latest."""
IS_SO = frozenset("am is are was were be been m s re i'm he's she's we're they're you're".split())
LONGEST_WORD = 20
REACH = 6
"""How many words before a date may say that it is an event."""


def _saying(m: Match) -> Senses | None:
    word = next((c for c in m.classes if c in PREPOSITIONS), "")
    span = next(s for c in ("RANGE", "BY_TIME", "WHEN") for s in m.all(c, Span))
    word = "BY" if m.has("BY_TIME") else word
    if span.loose and not word and not _alone(m):
        return None
    if (
        span.loose
        and span.unit in LONG
        and word not in {"IN", "BY", "BEFORE", "FROM", "AFTER", "WITHIN", "OVER"}
    ):
        return None
    return {f"SAID_{word}": span}


def _alone(m: Match) -> bool:
    """Nothing but marks around it."""
    return all(t is None or not t.senses.keys().isdisjoint(OUTSIDE) for t in (m.before, m.after))


OUTSIDE = frozenset({"STOP", "DOT", "COMMA", "OPEN", "CLOSING", "COLON"})
LONG = frozenset({"month", "quarter", "year"})
PREPOSITIONS = ("BY", "BEFORE", "ON", "IN", "AT", "FOR", "FROM", "AFTER", "WITHIN", "OVER")


def _duration(_: Match) -> Senses:
    return {"SAID_DURATION": Span(None, None, unit="range")}


MENTIONS: Table = (
    ("BY|BEFORE|ON|IN|AT|FOR|FROM|AFTER|WITHIN|OVER? DET? WHEN", _saying),
    ("BY|FOR|ON|IN AT DET? WHEN", _saying),
    ("BY|BEFORE|ON|IN|AT|FOR|FROM|AFTER? DET? WHEN COMMA? AT? DET? LATEST", _saying),
    ("WHEN STILL", _saying),
    ("BEFORE|AFTER OF DET? WHEN", _saying),
    ("RANGE", _saying),
    ("BY_TIME", _saying),
    ("FOR|OVER DET? LAST? AMOUNT", _duration),
    ("FOR DET? NEXT AMOUNT", _duration),
)
ANCHORS = frozenset(
    "MONTH WEEKDAY DATE DATEPAIR DAY_YEAR RELATIVE_DAY UNIT SUFFIX ORD INITIALS FEAST FEAST_WORD NOW MOMENT "
    "PART CLOSE BUSINESS Q YEAR CLOCK CLOCKWORD PM STARTS MIDDLES ARTICLE DEL DIA KW H FISCAL".split()
)
"""Without one of these there is no date."""
CASCADE = (NUMBERS, CLOCKS, CALENDARS, DAYS, AMOUNTS, RELATIONS, TIMES, TIMES, MENTIONS)


def find(
    text: str,
    received_at: datetime,
    *,
    zone: str = "",
    day_first: bool | None = None,
    language: str = "",
    customs: Customs = USUAL,
) -> list[DueMention]:
    """Every date mention, left to right, none overlapping another.

    `received_at` counts by its own offset, or by the clock of `zone` (IANA) where one is given. `day_first`
    None: the text tells by its language and offset. `language`: two letters, where it is known; else the
    words of six languages count at once.
    """
    at = received_at.astimezone(ZoneInfo(zone)) if zone else received_at
    if day_first is None:
        day_first = order_of(at, text, language) if customs.day_first is None else customs.day_first
    frame = Frame(at, day_first, customs)
    found: list[DueMention] = []
    for tokens in stretches(tokenise(text, language), ANCHORS):
        for table in CASCADE:
            tokens = reduce(tokens, table, frame)  # noqa: PLW2901 - each table works on what the last one made
        mentions = (_mention(text, tokens, i, frame) for i in range(len(tokens)))
        found += [mention for mention in mentions if mention]
    return found


def resolve(
    phrase: str,
    received_at: datetime,
    *,
    zone: str = "",
    day_first: bool | None = None,
    language: str = "",
    customs: Customs = USUAL,
) -> DueMention | None:
    """The deadline that the words of a phrase state; a date that is past stays PAST."""
    mentions = find(phrase, received_at, zone=zone, day_first=day_first, language=language, customs=customs)
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
    held = OF_IT.match(text, token.end) if word == "BEFORE" else None
    end = held.end() if held and held["whose"] else token.end
    phrase = text[token.start : end]
    day = _due_day(span, "ON" if held else word, frame.today)
    if day and references.looks_back(text, tokens, index, word):
        day, kind = references.last(day, span, phrase, frame.today), DueKind.PAST
    else:
        kind = _kind_by_itself(span, word, day, frame.today) or _kind_among(text, tokens, index, span, word)
    basis = DueBasis.WRITTEN if span.written else DueBasis.COUNTED
    return DueMention(
        start=token.start, end=end, phrase=phrase, date=day, time=span.time, kind=kind, basis=basis,
        note=span.note,
    )  # fmt: skip


def _due_day(span: Span, word: str, today: date) -> date | None:
    if span.unit == "range":
        return span.first
    if span.unit == "end":  # before the end of a month is on its last day at the latest
        return span.last
    if word != "BEFORE" or span.first is None or span.time is not None:
        return span.last
    return max(span.first - timedelta(days=1), min(today, span.first))


def _kind_by_itself(span: Span, word: str, day: date | None, today: date) -> DueKind | None:
    if span.unit == "range":
        return DueKind.DURATION
    if day is not None and day < today:
        return DueKind.PAST
    if word in {"BY", "BEFORE", "WITHIN"}:
        return DueKind.DEADLINE
    return DueKind.EVENT if span.unit == "now" or word in {"FROM", "AFTER"} else None


def _kind_among(text: str, tokens: list[Token], index: int, span: Span, word: str) -> DueKind:
    """By the words around: "we meet on the 22nd" is an event."""
    if references.names_a_thing(text, tokens, index, span, word):
        return DueKind.EVENT
    near = [*tokens[max(0, index - REACH) : index], *tokens[index + 1 : index + 3]]
    words = [text[t.start : min(t.end, t.start + LONGEST_WORD)].lower() for t in near]
    events = (_is_event(w, before) for before, w in zip(["", *words], words, strict=False))
    return DueKind.EVENT if any(events) else DueKind.DEADLINE


def _is_event(word: str, before: str) -> bool:
    if word in AWAY:
        return before in IS_SO
    return word in EVENT_WORDS and before not in ASKS


__all__ = ["DueBasis", "DueKind", "DueMention", "find", "order_of", "resolve"]
