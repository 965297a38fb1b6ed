"""Which way round a text writes 03/07, from its own dates, its language and its clock's offset."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

PAIR = re.compile(r"(?<![\w./-])(\d{1,2})[/](\d{1,2})(?:[/]\d{2,4})?(?![\w/-])")
ENGLISH = frozenset("the and to of is that for you we it with this please can be on will are have".split())
OTHERS = frozenset(
    "der und die das ist nicht bitte wir sie mit für le les et est pour vous nous une dans que el los y por "
    "una con para het een en niet van wij voor o os um uma não com não é por favor merci "
    "danke gracias obrigado".split()
)
WESTERNMOST, EASTERNMOST = timedelta(hours=-10), timedelta(hours=-4)
"""Offsets of the United States and Canada, where English writes the month first."""
ENOUGH = 4000
"""Characters that settle the language of a text."""


def is_guess(received_at: datetime, text: str) -> bool:
    """Whether nothing tells which way round a text writes its days: English, from a clock that is nobody's
    own, without a date that can be read in one way only.
    """
    pairs = [(int(m[1]), int(m[2])) for m in PAIR.finditer(text)]
    told = any(max(pair) > 12 for pair in pairs)
    return not told and not received_at.utcoffset() and _is_english(text)


def day_first(received_at: datetime, text: str, language: str = "") -> bool:
    """Whether an ambiguous 03/07 is the third of July. A date in the text that is not ambiguous decides,
    else its language and its writer's offset.
    """
    pairs = [(int(m[1]), int(m[2])) for m in PAIR.finditer(text)]
    days = sum(12 < first <= 31 and 1 <= second <= 12 for first, second in pairs)
    months = sum(12 < second <= 31 and 1 <= first <= 12 for first, second in pairs)
    if days != months:
        return days > months
    offset = received_at.utcoffset() or timedelta()
    english = language == "en" if language else _is_english(text)
    return not (WESTERNMOST <= offset <= EASTERNMOST and english)


def _is_english(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text[:ENOUGH].lower())
    return sum(w in ENGLISH for w in words) >= sum(w in OTHERS for w in words)
