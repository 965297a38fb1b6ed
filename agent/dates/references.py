"""Dates that are said in passing: they date a document, look back, or are part of a name. None is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from agent.dates.moments import Span, safe_date
from agent.dates.tokens import Token

WEEK = timedelta(days=7)
REACH = 4
"""How many words before "of 3 May" may name the document: "invoice no. 4711 of 3 May"."""
OPEN_ENDED = frozenset({"", "ON", "IN", "AT", "FOR", "FROM"})
"""Prepositions that say nothing of a deadline."""
BREAKS = frozenset({"STOP", "COMMA", "COLON"})


def looks_back(text: str, tokens: Sequence[Token], index: int, word: str) -> bool:
    """'the invoice of 3 May', 'the mail from Monday', 'since Monday'."""
    if text[tokens[index].start : tokens[index].end].split(maxsplit=1)[0].lower() in SINCE:
        return True
    before = tokens[max(0, index - 1 - REACH) : index]
    if word == "FROM":
        return _names_document(before[-REACH:])
    dated = bool(before) and not {"OF", "DATED"}.isdisjoint(before[-1].senses)
    return dated and not word and _names_document(before[:-1])


VERBS = frozenset("is are will would should has have ends ended please ist sind wird est sont es son".split())
SMALL = frozenset(
    "if when so but and or we you i they he she it please then that because as unless may might must had can"
    " could works suits fits seems looks comes goes does ideally maybe perhaps though instead too also"
    " following".split()
)
"""What may follow "the Friday" where that is a day: all else is named by it, as in "the Friday list"."""
SINCE = frozenset("since seit depuis sinds".split())


def _names_document(before: Sequence[Token]) -> bool:
    for token in reversed(before):
        if not BREAKS.isdisjoint(token.senses):
            return False
        if "DOCUMENT" in token.senses:
            return True
    return False


def last(day: date, span: Span, phrase: str, today: date) -> date:
    """The same day where it was last; a year that is written stays."""
    if day <= today:
        return day
    if span.weekday is not None:
        return day - WEEK
    if span.written and str(day.year) not in phrase:
        return safe_date(day.year - 1, day.month, day.day) or day
    return day


def names_a_thing(text: str, tokens: Sequence[Token], index: int, span: Span, word: str) -> bool:
    """'the Q2 forecast', 'the Sunday Times', 'the Friday one', 'the week ending Friday', 'Sunday was it'."""
    if word not in OPEN_ENDED:
        return False
    if index > 1 and "ENDING" in tokens[index - 1].senses and "UNIT" in tokens[index - 2].senses:
        return True
    if index + 1 >= len(tokens) or text[tokens[index].end : tokens[index + 1].start] not in (" ", "-"):
        return False
    after = tokens[index + 1]
    if not {"DOCUMENT", "WARES", "WAS"}.isdisjoint(after.senses):
        return True
    said, phrase = text[after.start : after.end], text[tokens[index].start : tokens[index].end].lower()
    if said == "ones" or (said == "one" and "the " in phrase):
        return True
    unknown = "WORD" in after.senses and said.isalpha() and said not in VERBS
    named = "the " in phrase and (said.istitle() or (said.islower() and said not in SMALL))
    return unknown and (span.unit == "quarter" or (span.weekday is not None and named))
