"""Words that say how pressing something is, and those that only look so. Tables and one walk. Pure.

English, German, French and Spanish; all are searched whatever the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

REACH = 40
"""Characters on either side of words that may deny them, or make a name of them."""


class Urgency(StrEnum):
    """What words say, coarser than a priority: nobody can tell "urgent" from "high" by words alone."""

    PRESSING = "pressing"
    EASY = "easy"


@dataclass(frozen=True, slots=True)
class Saying:
    """text[start:end] says how pressing something is."""

    urgency: Urgency
    start: int
    end: int


_EASY = re.compile(
    r"(?<!\w)(?:no (?:big |great |particular |real )?(?:rush|hurry|urgency)\b"
    r"|(?:not|isn['’]t|nothing|non|never)[- ](?:\w+ ){0,2}(?:urgent|critical|important|pressing|asap)\b"
    r"|(?:when|whenever) (?:you (?:get|have|find)|there is|there's|it suits|convenient|possible)\b"
    r"|(?:low|lowest|minor)[- ]?(?:priority|prio|urgency)?(?!\w)|at your (?:leisure|convenience)"
    r"|in your own time|nice[- ]to[- ]have|(?:can|could) wait\b|p[45]\b|take your time|some ?time\b"
    r"|(?:eilt|drängt) (?:\w+ )?nicht|keine eile|nicht (?:\w+ )?(?:dringend|eilig|wichtig)|bei gelegenheit"
    r"|wenn (?:du|sie) zeit|hat zeit\b|niedrig\w*|gering\w*"
    r"|(?:pas|rien|non) (?:d['’])?(?:\w+ )?(?:urgent\w*|pressé\w*|important\w*)|quand (?:tu|vous) (?:as"
    r"|avez|pour)"
    r"|sans urgence|pas d['’]urgence|basse\b|faible\b"
    r"|sin (?:prisa|urgencia)|no (?:es |corre |hay )?(?:\w+ )?(?:urgente|prisa|importante)|cuando puedas"
    r"|baja\b)",
    re.IGNORECASE,
)
_PRESSING = re.compile(
    r"(?<!\w)(?:urgen\w+|a\.?s\.?a\.?p\b|as soon as (?:possible|you can)|immediate\w*|right (?:away|now)"
    r"|straight ?away|emergenc\w+|critical\w*|high\w*|top|important\w*|importance|priorit\w+|pressing"
    r"|p[0-2]\b|sev(?:erity)? ?[-:]?[01]\b|blocker|blocking|showstopper|drop everything|at once|quick\w*"
    r"|hurry|before anything else|rush\b|vital|crucial|essential|must"
    r"|dringend\w*|dringlich\w*|eilt\b|eilig\w*|sofort\w*|umgehend\w*|schnellst\w*|unverzüglich\w*|wichtig\w*"
    r"|kritisch\w*|notfall\w*|hoch\b|hohe\w*"
    r"|au plus vite|dès que possible|immédiat\w*|prioritaire\w*|haute|élevée?|critique\w*"
    r"|cuanto antes|lo antes posible|inmediat\w*|alta\b|crític\w+)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"[ \t'\"”-]*(?:lanes?|queues?|lists?|care|folders?|columns?|boards?|labels?|tags?|channels?|rooms?"
    r"|boxes|box|tickets?|trays?|cases|orders|treatment|services?|exits?|contacts?|numbers?|lights?|stops?"
    r"|spur|liste|ordner|file)\b",
    re.IGNORECASE,
)
"""Behind a word for urgency: the ASAP lane, urgent care, the emergency exit are names of things."""
_SCALE = re.compile(r"(?:priorit\w+|urgency|urgence|urgencia|importance|dringlichkeit)\b", re.IGNORECASE)
"""A word for the scale itself, which says nothing without a degree."""


def sayings(text: str) -> Iterator[Saying]:
    """Each place that says how pressing something is, in order; a denied one is easy, a name is none."""
    easy = [Saying(Urgency.EASY, *found.span()) for found in _EASY.finditer(text)]
    covered = iter([*easy, Saying(Urgency.EASY, len(text) + 1, len(text) + 1)])
    pending = next(covered)
    for found in _PRESSING.finditer(text):
        while pending.end <= found.start():
            yield pending
            pending = next(covered)
        if found.start() >= pending.start or _NAMED.match(text, found.end()) or _SCALE.fullmatch(found[0]):
            continue
        yield Saying(Urgency.PRESSING, *found.span())
    while pending.end <= len(text):
        yield pending
        pending = next(covered)


def urgency_of(text: str, start: int, end: int) -> Urgency | None:
    """What text[start:end] says where it stands: "urgent" says nothing of the kind behind "not"."""
    first = max(0, start - REACH)
    window = text[first : end + REACH]
    said = {s.urgency for s in sayings(window) if s.start + first < end and s.end + first > start}
    return Urgency.PRESSING if Urgency.PRESSING in said else next(iter(said), None)
