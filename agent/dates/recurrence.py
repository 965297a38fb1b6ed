"""Recurring work: "every other Tuesday starting 10 June" to an RFC 5545 RRULE value.

Clauses are read one by one (how often, which days, what time) and folded into one rule, in
whatever order they stand. Every rule is checked with dateutil. Linear in the length of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache

from agent.dates.customs import USUAL, Customs
from agent.dates.cycles import CODES, LISTS, NTH_DAYS, NUMBERED, RANGES, REPEATS, WORDS, WORKDAYS
from agent.dates.due import find
from agent.dates.figures import CLOCKS, NUMBERS
from agent.dates.grammar import reduce, stretches
from agent.dates.moments import Frame
from agent.dates.tokens import Senses, Token, tokenise
from agent.dates.turns import TURNS
from agent.models import Noun

CASCADE = (NUMBERS, CLOCKS, WORDS, NUMBERED, RANGES, LISTS, LISTS, LISTS, NTH_DAYS, LISTS, TURNS, REPEATS)
ANCHORS = frozenset(
    "EVERY ONCE TWICE OM CYCLE WEEKDAYS WEEKENDS BUSINESSDAYS WORKDAYS BUSINESS USABLE ORD SUFFIX "
    "LAST TURN SUR".split()
)
"""Without one of these nothing repeats."""
CLAUSES = frozenset("REPEATS WITHOUT NAMED NTHS NTH_NAMED NTH_BUSINESS MONTHS HOUR EDGE WEEK".split())
LINKS = frozenset("ON OF IN AT DET AND FOR A".split())
MOST_TOKENS = 24
"""A cadence is said in fewer; bounds the work on texts made of nothing else."""


class Recurrence(Noun):
    """How often, and from when where that is said."""

    rrule: str
    start: date | None = None

    @property
    def days(self) -> str:
        """The rule without its time of day, which is kept apart."""
        parts = self.rrule.split(";")
        return ";".join(part for part in parts if not part.startswith(("BYHOUR=", "BYMINUTE=")))


class RecurrenceMention(Noun):
    """A cadence in a text: text[start:end] == phrase."""

    start: int
    end: int
    phrase: str
    rrule: str


@dataclass(frozen=True, slots=True)
class Cadence:
    """What the clauses have said so far."""

    freq: str = ""
    interval: int = 1
    days: tuple[int, ...] = ()
    nths: tuple[int, ...] = ()
    nth_named: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    edge: int = 0
    week: int = 0
    at: time | None = None


def recurrence(phrase: str, received_at: datetime, customs: Customs = USUAL) -> Recurrence | None:
    """The rule that a phrase states, with its first day if it names one."""
    mentions = [m for m in _find(phrase, received_at) if not _is_said_of_a_thing(phrase, m)]
    if not mentions:
        return None
    dates = find(phrase[mentions[0].end :], received_at, customs=customs)
    start = next((d.date for d in dates if d.phrase.lower().startswith(STARTING)), None)
    return Recurrence(rrule=mentions[0].rrule, start=start)


STARTING = ("from", "start", "beginning", "ab ", "since", "desde", "vanaf", "à partir", "partir")


def find_recurrence(text: str, received_at: datetime) -> list[RecurrenceMention]:
    """Every cadence, left to right; "the weekly report" is the name of a thing, and none."""
    return [m for m in _find(text, received_at) if not _names_a_thing(text, m)]


def _names_a_thing(text: str, mention: RecurrenceMention) -> bool:
    rest = text[mention.end : mention.end + 2]
    return " " not in mention.phrase and mention.phrase.lower().endswith("ly") and rest[1:].isalpha()


def _is_said_of_a_thing(text: str, mention: RecurrenceMention) -> bool:
    """In "our daily stand-up went well" nothing is to be done; "daily stand-up" by itself may be work."""
    earlier, before = ["", "", *text[: mention.start].split()][-2:]
    owned = before.lower() in OWNERS or before.endswith(("'s", "’s"))
    after_noun = " " not in mention.phrase and earlier.lower() in ARTICLES
    return (owned and _names_a_thing(text, mention)) or after_noun


ARTICLES = frozenset("el la los las le les l'un o os as del al du".split())
"""'el informe mensual': the adjective stands behind."""
OWNERS = frozenset("the our your my his her their its this that last".split())


def _find(text: str, received_at: datetime) -> list[RecurrenceMention]:
    frame = Frame(received_at, day_first=True)
    found: list[RecurrenceMention] = []
    for tokens in stretches(tokenise(text), ANCHORS):
        for table in CASCADE:
            tokens = reduce(tokens, table, frame)  # noqa: PLW2901 - each table works on what the last one made
        found += [m for m in (_mention(text, run) for run in _runs(tokens)) if m]
    return found


def _mention(text: str, run: list[Token]) -> RecurrenceMention | None:
    rule = _rrule(_fold(run))
    start, end = run[0].start, run[-1].end
    return RecurrenceMention(start=start, end=end, phrase=text[start:end], rrule=rule) if rule else None


def _runs(tokens: list[Token]) -> list[list[Token]]:
    """Stretches of clauses and the little words between them, in which something repeats."""
    runs: list[list[Token]] = []
    run: list[Token] = []
    for token in [*tokens, Token(0, 0, {})]:
        is_clause = not CLAUSES.isdisjoint(token.senses)
        if is_clause or (run and not LINKS.isdisjoint(token.senses)):
            run.append(token)
        if run and (token is not run[-1] or len(run) == MOST_TOKENS):
            while CLAUSES.isdisjoint(run[-1].senses):
                run.pop()
            if any("REPEATS" in t.senses for t in run):
                runs.append(run)
            run = []
    return runs


def _fold(run: list[Token]) -> Cadence:
    cadence = Cadence()
    for token in run:
        cadence = _add(cadence, token.senses)
    return cadence


def _add(so_far: Cadence, senses: Senses) -> Cadence:
    """One clause more; the first word on how often counts, lists grow."""
    if without := _ints(senses, "WITHOUT"):
        every = so_far.days or tuple(range(7))
        return replace(so_far, days=tuple(day for day in every if day not in without))
    ints = {
        s: _ints(senses, s)
        for s in ("NAMED", "ALSO", "NTHS", "NTH_BUSINESS", "PLACES", "MONTHS", "MONTHS_TOO")
    }
    repeats = senses.get("REPEATS")
    if isinstance(repeats, tuple) and not so_far.freq:
        so_far = replace(so_far, freq=str(repeats[0]), interval=int(repeats[1]))
    nth_named = senses.get("NTH_NAMED")
    hour = senses.get("HOUR")
    named = ints["ALSO"] or ints["NAMED"] or (WORKDAYS if ints["NTH_BUSINESS"] else ())
    return replace(
        so_far,
        days=so_far.days + named,
        nths=so_far.nths + ints["NTHS"],
        nth_named=so_far.nth_named
        + (tuple(str(n) for n in nth_named) if isinstance(nth_named, tuple) else ()),
        months=so_far.months + (ints["MONTHS_TOO"] or ints["MONTHS"]),
        places=so_far.places + ints["NTH_BUSINESS"] + ints["PLACES"],
        edge=_one(senses, "EDGE") or so_far.edge,
        week=_one(senses, "WEEK") or so_far.week,
        at=hour if isinstance(hour, time) else so_far.at,
    )


def _ints(senses: Senses, sense: str) -> tuple[int, ...]:
    value = senses.get(sense)
    return tuple(v for v in value if isinstance(v, int)) if isinstance(value, tuple) else ()


def _one(senses: Senses, sense: str) -> int:
    value = senses.get(sense)
    return value if isinstance(value, int) else 0


def _rrule(c: Cadence) -> str | None:
    """The rule's text, if dateutil takes it."""
    freq = _frequency(c)
    parts = [f"FREQ={freq}"] + ([f"INTERVAL={c.interval}"] if c.interval > 1 else [])
    parts += _which_days(c, freq)
    if c.at is not None:
        parts += [f"BYHOUR={c.at.hour}", f"BYMINUTE={c.at.minute}"]
    rule = ";".join(parts)
    return rule if _is_valid(rule) else None


def _frequency(c: Cadence) -> str:
    if c.week or (c.months and c.freq in {"WEEKLY", "DAILY", "YEARLY"}):
        return "YEARLY"
    return "WEEKLY" if c.freq == "DAILY" and c.days else c.freq


def _which_days(c: Cadence, freq: str) -> list[str]:
    days = [CODES[d] for d in dict.fromkeys(c.days)]
    if freq == "WEEKLY":
        days += [CODES[(n - 2) % 7] for n in c.nths if 1 <= n <= 7]
    days += dict.fromkeys(c.nth_named)
    parts = [f"BYMONTH={_csv(c.months)}"] if c.months else []
    parts += [f"BYDAY={','.join(days)}"] if days else []
    parts += [f"BYSETPOS={_csv(c.places)}"] if c.places else []
    parts += [f"BYWEEKNO={c.week}"] if c.week else []
    return parts + _which_numbers(c, freq)


def _which_numbers(c: Cadence, freq: str) -> list[str]:
    numbers = c.nths or ((c.edge,) if c.edge else ())
    if not numbers or freq not in {"MONTHLY", "YEARLY"}:
        return []
    by = "BYMONTHDAY" if freq == "MONTHLY" or c.months else "BYYEARDAY"
    return [f"{by}={_csv(numbers)}"]


def _csv(numbers: tuple[int, ...]) -> str:
    return ",".join(str(n) for n in dict.fromkeys(numbers))


@lru_cache(maxsize=256)
def _is_valid(rule: str) -> bool:
    from dateutil.rrule import rrulestr

    try:
        rrulestr(rule)
    except ValueError:
        return False
    return True
