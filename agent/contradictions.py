"""What a text says against itself: both sayings with their quotes, for a person to settle. Pure.

A form's field against its free text, two deadlines for the same work, a newer message against the one
it quotes. Only what can hardly be meant otherwise counts: two steps of one piece of work have two days,
and "Friday, no, Monday" is one day. The value of the item stays; the gap tells the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import islice

from agent import people
from agent.clarity import NOBODY
from agent.dates.customs import Customs
from agent.dates.due import DueBasis, DueKind, DueMention, find, order_of
from agent.models import Channel, Evidence, FieldName, Gap, Intake, Item, Priority, Topic
from agent.people import Directory
from agent.terms import PRESSING
from agent.text.actions import speaks_of_change
from agent.text.fields import CALLS, FIELD, LEVELS, PLAINLY_EASY, PLAINLY_PRESSING
from agent.text.lines import SegmentKind
from agent.text.overlap import content_words, shared_share
from agent.text.parts import parts_of
from agent.text.quoted import quoted
from agent.text.urgency import Urgency, sayings

SAME_WORK = 0.4
"""Of the content words of a goal and of a sentence (Dice), for both to be about the same work."""
MOST_NAMES = 20
CLOSE = 30
"""Characters between two days, the second of which corrects the first."""
NEAR = 60
"""Characters between a day and words that say it is the last, or that what was before is over."""
LONG = 300
"""Characters of a sentence on either side of a day or a name."""

_LIMIT = re.compile(
    r"(?:due|by|before|until|till|no later than|not later than|fällig|bis|spätestens|vor|avant|d['’]ici"
    r"|pour le|au plus tard|antes|hasta|para el)\b",
    re.IGNORECASE,
)
_LATEST = re.compile(
    r"\b(?:due|deadline|latest|(?:need|needed|required|want|wanted)(?: \w+){0,3}|fällig|spätestens|échéance"
    r"|a más tardar)[ \t:is]*$",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\b(?:fell|was|were|has been|had been|became|originally|previously|war(?:en)?|wurde|ursprünglich|était"
    r"|étaient|arrivée? à|venció|vencía|era)(?: \w+){0,2}[ \t]*$",
    re.IGNORECASE,
)
"""Before a day that was one: "fell due on 16 October" sets no deadline."""
_TURNS = re.compile(
    r"\b(?:no|sorry|i mean|make (?:that|it)|rather|actually|correction|instead|scratch|wait|oops|update"
    r"|nein|besser|doch|vielmehr|non|plutôt|pardon|enfin|mejor|perdón|digo)\b",
    re.IGNORECASE,
)
"""Between two days of which the second takes the place of the first."""
_OVER = re.compile(
    r"\b(?:forget|scratch|ignore|cancel|not you|no longer|in (?:your|his|her) place|off your plate"
    r"|vergiss|statt|hinfällig|oublie|olvid)\w*",
    re.IGNORECASE,
)
"""New words that say themselves that what was asked before is over."""
_ENDS = re.compile(r"[.!?](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Said:
    """One value that a text gives, and where."""

    value: str
    start: int
    end: int
    is_limit: bool = True
    """A day with words that make it a deadline; without, it only counts as a correction."""


def within(item: Item, intake: Intake, directory: Directory) -> Iterator[Gap]:
    """Where the text of an item says something else than the item does; one gap a field."""
    page = _Page(item, intake, directory)
    for field, told, others in (
        (FieldName.DUE, page.day(), page.days),
        (FieldName.OWNER, page.name(), page.names),
        (FieldName.PRIORITY, page.level(), page.levels),
    ):
        against = (found for found in others(told) if found[1].value != told.value) if told else iter(())
        found = next(against, None)
        if told and found:
            yield _gap(page.text, field, told, *found)


def _gap(text: str, field: FieldName, told: Said, why: str, other: Said) -> Gap:
    pieces = [
        Evidence(field=field, quote=text[s.start : s.end], start=s.start, end=s.end) for s in (told, other)
    ]
    quotes = " and ".join(quoted(piece.quote) for piece in pieces)
    values = (told.value, other.value)
    return Gap(topic=Topic(field), reason=f"{why}: {quotes}", candidates=values, evidence=tuple(pieces))


class _Page:
    """One text, asked what it says about one item."""

    def __init__(self, item: Item, intake: Intake, directory: Directory) -> None:
        self.item = item
        self.intake = intake
        self.text = intake.text
        self.directory = directory
        self.at = directory.written_at(intake)
        self.parts = parts_of(intake.text, intake.channel, intake.own_end)
        self.fields = [found for found in FIELD.finditer(self.text) if self.parts.counts(found.start())]
        self.words = content_words(item.goal.value)

    def day(self) -> Said | None:
        due, evidence = self.item.due.value, self.item.due.evidence
        return Said(due.isoformat(), evidence[0].start, evidence[0].end) if due and evidence else None

    def name(self) -> Said | None:
        owner = self.item.owner.value
        evidence = self.item.owner.evidence or self.item.goal.evidence
        known = owner and owner not in NOBODY and evidence
        return Said(owner, evidence[0].start, evidence[0].end) if owner and known else None

    def level(self) -> Said | None:
        evidence = self.item.priority.evidence
        return Said(self.item.priority.value, evidence[0].start, evidence[0].end) if evidence else None

    def days(self, told: Said) -> Iterator[tuple[str, Said]]:
        """Other deadlines of the same work; what recurs has many days."""
        if self.item.recurrence.value:
            return
        deadlines = [said for said in self.deadlines() if said.end <= told.start or told.end <= said.start]
        limits = [said for said in deadlines if said.is_limit]
        yield from self.by_field("due", told, limits, self.field_day)
        for said in deadlines:
            if self.is_correction(told, said):
                yield "the text corrects the day", said
            elif not said.is_limit:
                continue
            elif self.is_own(said) and self.is_apart(told, said):
                yield "the text names two days for it", said
            elif self.is_older(said, told):
                yield "an older message says another day", said
            elif self.is_later(said, told):
                yield "a later line says another day", said

    def names(self, told: Said) -> Iterator[tuple[str, Said]]:
        """Others who are asked to do the same work."""
        called = list(self.called())
        yield from self.by_field("owner", told, called, self.field_name)
        yield from (
            ("an older message asks somebody else", said) for said in called if self.is_older(said, told)
        )

    def levels(self, told: Said) -> Iterator[tuple[str, Said]]:
        """How pressing it is elsewhere."""
        pressing = told.value in PRESSING
        wanted, plainly = (Urgency.EASY, PLAINLY_EASY) if pressing else (Urgency.PRESSING, PLAINLY_PRESSING)
        other = Priority.LOW if pressing else Priority.URGENT
        said = [
            Said(other, found.start, found.end)
            for found in sayings(self.text)
            if found.urgency is wanted and plainly.match(self.text, found.start)
        ]
        yield from self.by_field("priority", told, said, self.field_level)

    def by_field(
        self, name: str, told: Said, free: Iterable[Said], read: Callable[[re.Match[str]], str | None]
    ) -> Iterator[tuple[str, Said]]:
        """A field of a form against the words around it, whichever of the two the item has."""
        fields = [found for found in self.fields if found[name] and self.is_near(found.start())]
        if len(fields) != 1:
            return
        [field] = fields
        first, end = field.span("value")
        if first <= told.start < end:
            why = f"the field “{field[name]}” and the text say different things"
            yield from ((why, said) for said in free if self.is_free(said) and self.is_near(said.start))
        elif (value := read(field)) and self.is_free(told):
            yield f"the field “{field[name]}” and the text say different things", Said(value, first, end)

    @cached_property
    def mentions(self) -> tuple[DueMention, ...]:
        order = self.directory.customs.day_first
        order = order_of(self.at, self.text) if order is None else order
        return _mentions(self.text, self.at, order, self.directory.customs)

    def deadlines(self) -> Iterator[Said]:
        """Days that may be deadlines; of a quoted message, only those that name day and month."""
        for found in self.mentions:
            written = found.basis is DueBasis.WRITTEN or self.parts.counts(found.start)
            hour = found.time is not None and found.basis is DueBasis.COUNTED and found.date == self.at.date()
            if found.date and written and not hour and not _WAS.search(_line_before(self.text, found)):
                limit = _is_limit(self.text, found)
                yield Said(found.date.isoformat(), found.start, found.end, limit)

    def called(self) -> Iterator[Said]:
        """Whoever is asked by name at the beginning of a sentence."""
        for found in islice(CALLS.finditer(self.text), MOST_NAMES):
            who = people.resolve(found["who"], self.directory, self.intake.received_at.date())
            if who.name:
                yield Said(who.name, *found.span("who"))

    def field_day(self, field: re.Match[str]) -> str | None:
        first, end = field.span("value")
        found = [mention for mention in self.mentions if first <= mention.start < end]
        days = {mention.date for mention in found if mention.date}
        return days.pop().isoformat() if len(days) == 1 else None

    def field_name(self, field: re.Match[str]) -> str | None:
        return people.resolve(field["value"], self.directory, self.intake.received_at.date()).name

    def field_level(self, field: re.Match[str]) -> str | None:
        """Nothing where it is as pressing as the item is."""
        pressing = self.item.priority.value in PRESSING
        said = next((level for level, words in LEVELS.items() if words.match(field["value"])), None)
        return said if said and (said in PRESSING) is not pressing else None

    def is_near(self, place: int) -> bool:
        """In a form all belongs together; elsewhere what no blank line parts from the goal's words."""
        if self.intake.channel is Channel.FORM:
            return self.parts.counts(place)
        spans = ((min(place, e.end), max(place, e.start)) for e in self.item.goal.evidence)
        return any("\n\n" not in self.text[first:end] for first, end in spans)

    def is_free(self, said: Said) -> bool:
        """In no field, and in words that count."""
        in_field = any(field.start() <= said.start < field.end() for field in self.fields)
        return self.parts.counts(said.start) and not in_field

    def is_own(self, said: Said) -> bool:
        """In the sentences that the engine quoted for the goal."""
        quoted = any(piece.start <= said.start < piece.end for piece in self.item.goal.evidence)
        return quoted and self.is_free(said)

    def is_older(self, said: Said, told: Said) -> bool:
        """In what the mail quotes, where the item has new words and these do not call the old ones off."""
        quoted = self.parts.kind(said.start) is SegmentKind.QUOTED and self.parts.counts(told.start)
        return quoted and self.is_about_it(said) and not self.is_over

    @cached_property
    def is_over(self) -> bool:
        new = (part for part in self.parts.segments if part.kind is SegmentKind.BODY)
        words = [self.text[part.start : part.end] for part in new]
        return any(_OVER.search(said) or speaks_of_change(said) for said in words)

    def is_correction(self, told: Said, said: Said) -> bool:
        """Where the item has the Friday of "Friday, no, Monday"."""
        between = self.text[told.end : said.start]
        close = told.end <= said.start and len(between) <= CLOSE and "\n" not in between
        return close and bool(_TURNS.search(between)) and self.parts.counts(said.start)

    def is_later(self, said: Said, told: Said) -> bool:
        later = self.intake.channel is Channel.CHAT and said.start > told.end
        return later and self.is_free(said) and self.is_about_it(said)

    def is_about_it(self, said: Said) -> bool:
        first, end = _sentence(self.text, said.start, said.end)
        return shared_share(self.words, content_words(self.text[first:end])) >= SAME_WORK

    def is_apart(self, one: Said, other: Said) -> bool:
        """Not in one sentence, where two days are two steps or a choice, nor one corrected by the other."""
        first, second = sorted((one, other), key=lambda said: said.start)
        between = self.text[first.end : second.start]
        return bool(_ENDS.search(between)) and not _TURNS.search(between)


@lru_cache(maxsize=2)
def _mentions(text: str, at: datetime, order: bool | None, customs: Customs) -> tuple[DueMention, ...]:
    """The days of one text, which each of its items asks for."""
    return tuple(m for m in find(text, at, day_first=order, customs=customs) if m.kind is DueKind.DEADLINE)


def _is_limit(text: str, found: DueMention) -> bool:
    return bool(_LIMIT.match(found.phrase) or _LATEST.search(_line_before(text, found)))


def _line_before(text: str, found: DueMention) -> str:
    return text[max(0, found.start - NEAR) : found.start].rpartition("\n")[2]


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """From one full stop or line's end to the next, no further than a long sentence goes."""
    before = list(_ENDS.finditer(text, max(0, start - LONG), start))
    after = _ENDS.search(text, end, end + LONG)
    return before[-1].end() if before else max(0, start - LONG), after.start() if after else end + LONG
