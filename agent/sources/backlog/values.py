"""What the words of an export mean: days, priorities, states, labels. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from types import MappingProxyType
from typing import Final, NamedTuple

from agent.models import YEARS, Kind, Priority
from agent.text.names import word_set

NOTHING = frozenset({"", "-", "–", "—", "none", "null", "nil", "n/a", "na", "unset", "no priority"})
"""Cells that say that there is nothing to say."""

PRIORITIES: Mapping[Priority, str] = MappingProxyType(
    {
        Priority.URGENT: "urgent highest critical blocker p0 immediate showstopper dringend kritisch",
        Priority.HIGH: "high p1 important hoch wichtig alta haute élevée hoog",
        Priority.NORMAL: "normal medium major p2 default moderate mittel media moyenne moyen gemiddeld",
        Priority.LOW: "low lowest minor trivial p3 p4 p5 niedrig gering baja basse faible laag",
    }
)
PRIORITY_OF = {word: priority for priority, words in PRIORITIES.items() for word in words.split()}
LABELLED_PRIORITY = re.compile(r"(?:prio(?:rity)?\s*[:/=-]?\s*)(\w+)|(p[0-4])", re.IGNORECASE)

DONE = word_set(
    "done closed resolved complete completed finished fixed shipped delivered released verified "
    "erledigt geschlossen fertig abgeschlossen terminé fermé résolu hecho cerrado resuelto "
    "terminado afgerond gesloten klaar"
)
CALLED_OFF = word_set(
    "cancelled canceled wontfix wontdo wontdone notplanned duplicate rejected declined abandoned invalid "
    "cannotreproduce obsolete dropped abgebrochen verworfen abgelehnt annulé cancelado geannuleerd "
    "withdrawn deleted removed archived"
)
OPEN = word_set(
    "open new todo tobedone backlog inprogress doing reopened reopen blocked onhold inreview review ready "
    "selectedfordevelopment selected started active pending waiting triage planned next later "
    "unstarted testing qa assigned accepted offen neu inarbeit wartend ouvert encours abierto pendiente "
    "encurso bezig unresolved indeterminate"
)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar", "feb february februar", "mar march mär märz mrz", "apr april",
            "may mai", "jun june juni", "jul july juli", "aug august", "sep sept september",
            "oct october okt oktober", "nov november", "dec december dez dezember",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

CLOCK = r"(?:[ T,]+(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?\s*(?P<ap>[ap]\.?m\.?)?)?"
ISO = re.compile(r"\d{4}-\d{2}-\d{2}.*")
YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})[./-](?P<m>\d{{1,2}})[./-](?P<d>\d{{1,2}}){CLOCK}", re.IGNORECASE)
NAMED = re.compile(
    rf"(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th)?[ ./-]+(?P<n>[^\W\d_]+)\.?[ ,./-]+(?P<y>\d{{2,4}}){CLOCK}",
    re.IGNORECASE,
)
NAME_FIRST = re.compile(
    rf"(?P<n>[^\W\d_]+)\.? +(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<y>\d{{4}}){CLOCK}", re.IGNORECASE
)
FIGURES = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<cut>[./-])(?P<b>\d{{1,2}})[./-](?P<y>\d{{2,4}}){CLOCK}", re.IGNORECASE
)
MONTHS_A_YEAR: Final = 12
NOON: Final = 12
CENTURY: Final = 2000
SHORT_YEAR: Final = 100


class State(NamedTuple):
    """Of an item there."""

    done: bool
    called_off: bool
    known: bool
    """False where the word is in no table, and it counts as open."""


def said(words: str) -> str:
    """Empty where the cell says that there is nothing."""
    return "" if words.strip().casefold() in NOTHING else words.strip()


def state(words: str) -> State:
    word = re.sub(r"[\W_]+", "", words.casefold())
    return State(word in DONE, word in CALLED_OFF, word in DONE or word in CALLED_OFF or word in OPEN)


def priority(words: str) -> Priority | None:
    """`2 - High`, `P1` and `Highest` as well."""
    found = [PRIORITY_OF[word] for word in re.findall(r"\w+", words.casefold()) if word in PRIORITY_OF]
    return found[0] if len(set(found)) == 1 else None


def labelled_priority(labels: Iterable[str]) -> Priority | None:
    """What a label says of it, such as `P1` or `priority: high`; none where two say different things."""
    meant = [m[1] or m[2] for label in labels if (m := LABELLED_PRIORITY.fullmatch(label.strip()))]
    found = {PRIORITY_OF[word.casefold()] for word in meant if word.casefold() in PRIORITY_OF}
    return found.pop() if len(found) == 1 else None


def kind(words: str) -> Kind:
    word = words.casefold()
    if word in ("bug", "defect", "incident", "problem", "fehler"):
        return Kind.PROBLEM
    return Kind(word) if word in list(Kind) else Kind.REQUEST


def labels(cells: Iterable[str]) -> tuple[str, ...]:
    parts = (part.strip() for cell in cells for part in re.split(r"[,;\n]", cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def day_first(cells: Iterable[str]) -> bool | None:
    """Whether a column writes the day before the month, as its own dates tell; None where they do not."""
    pairs = [(int(m["a"]), int(m["b"])) for cell in cells if (m := FIGURES.fullmatch(cell.strip()))]
    days = any(first > MONTHS_A_YEAR for first, _ in pairs)
    months = any(second > MONTHS_A_YEAR for _, second in pairs)
    return days if days != months else None


def moment(words: str, day_first: bool | None, zone: tzinfo = UTC) -> datetime:
    """A time, or the beginning of a day. Raises ValueError with what is wrong."""
    text = words.strip()
    found = _iso(text, zone) or _written(text, day_first, zone)
    if found is None:
        raise ValueError(f"{_short(words)} is no date: write it as 2026-11-30")
    if found.year not in YEARS:
        raise ValueError(f"{_short(words)} is no year in which anything was done")
    return found


def day(words: str, day_first: bool | None) -> date:
    """A day. Raises ValueError with what is wrong."""
    return moment(words, day_first).date()


def _iso(text: str, zone: tzinfo) -> datetime | None:
    if not ISO.fullmatch(text):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=zone)


def _written(text: str, day_first: bool | None, zone: tzinfo) -> datetime | None:
    named = NAMED.fullmatch(text) or NAME_FIRST.fullmatch(text)
    if named:
        month = MONTHS.get(named["n"].casefold())
        return _at(named, int(named["y"]), month, int(named["d"]), zone) if month else None
    if found := YEAR_FIRST.fullmatch(text):
        return _at(found, int(found["y"]), int(found["m"]), int(found["d"]), zone)
    found = FIGURES.fullmatch(text)
    if not found:
        return None
    first, second = int(found["a"]), int(found["b"])
    if max(first, second) <= MONTHS_A_YEAR and first != second and found["cut"] != "." and day_first is None:
        raise ValueError(f"{_short(text)} may be two days: write it as 2026-11-30, or set dates.day_first")
    days = first > MONTHS_A_YEAR or (second <= MONTHS_A_YEAR and (found["cut"] == "." or day_first is True))
    month, day = (second, first) if days else (first, second)
    return _at(found, int(found["y"]), month, day, zone)


def _at(found: re.Match[str], year: int, month: int, day: int, zone: tzinfo) -> datetime | None:
    hour, minute, second = (int(found[name] or 0) for name in ("h", "mi", "s"))
    half = (found["ap"] or "").casefold()
    if half:
        hour = hour % NOON + (NOON if half.startswith("p") else 0)
    try:
        return datetime(
            year + CENTURY if year < SHORT_YEAR else year, month, day, hour, minute, second, tzinfo=zone
        )
    except ValueError:
        return None


def _short(words: str, most: int = 40) -> str:
    return repr(words if len(words) <= most else f"{words[: most - 1]}…")
