"""What words mean in dates, in six languages; the words themselves stand in `agent/dates/languages`.

A class name in capitals is what the tables of patterns speak of. A word may have several classes ("second"
is an ordinal and a unit); the pattern around it decides which one counts. A word of one language only
carries that language's code as well, in small letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import Final

LANGUAGES: Final = ("en", "de", "fr", "es", "nl", "pt")
NUMBERED: Final = MappingProxyType(
    {
        "MONTHS": ("MONTH", 1),
        "WEEKDAYS": ("WEEKDAY", 0),
        "SHORT_WEEKDAYS": ("SHORT_WEEKDAY", 0),  # only beside a numeric date: "Fr, 14.11."
        "PLURAL_WEEKDAYS": ("WEEKDAYS", 0),
    }
)
"""Rows in their order → class, and the value of the first row."""
BY_VALUE: Final = MappingProxyType(
    {
        "ORDINALS": "ORD",
        "UNITS": "UNIT",
        "DAYS": "RELATIVE_DAY",
        "PARTS": "PART",
        "CYCLES": "CYCLE",
        "INITIALS": "INITIALS",
        "STARTS": "STARTS",
        "MIDDLES": "MIDDLES",
        "FEASTS": "FEAST",
    }
)
"""Tables of value → words, and their class."""
PASSING: Final = frozenset("DOCUMENT WARES WAS ENDING DATED".split())
"""Classes of words that stand beside dates; to the patterns they are words like any other."""
TEN, TWENTY = 10, 20
FEAST_WORD: Final = MappingProxyType(
    {w: w for w in "new black good independence labour earth patrick".split()}
)
"""First words of feasts of two words: Black Friday, New Year."""
ALSO_OTHER_WORDS: Final = frozenset(
    "may march mar mars mai marco jan dec april june august sun sat mon wed lun segunda terça terca quarta "
    "quinta sexta domingo".split()
)
"""Names and words that are a month or a weekday only where something beside them says so."""


@cache
def lexicon(language: str = "") -> dict[str, dict[str, int | str]]:
    """Word in lower case → its classes, each with a value; of English and that language, or of all six."""
    words: dict[str, dict[str, int | str]] = {}
    spoken: dict[str, set[str]] = {}
    for code in dict.fromkeys(("en", language) if language in LANGUAGES else LANGUAGES):
        for sense, value, word in _entries(import_module(f"agent.dates.languages.{code}")):
            words.setdefault(word, {})[sense] = value
            spoken.setdefault(word, set()).add(code)
    for word, codes in spoken.items():
        if PASSING.issuperset(words[word]):
            words[word]["WORD"] = 0
        if len(codes) == 1:
            words[word][next(iter(codes))] = 0
    for name in FEAST_WORD:
        words.setdefault(name, {})["FEAST_WORD"] = name
    return words


def _entries(table: ModuleType) -> Iterator[tuple[str, int | str, str]]:
    """Class, value and word of all that a language has."""
    for name, (sense, first) in NUMBERED.items():
        rows: Sequence[str] = getattr(table, name, ())
        for number, listing in enumerate(rows, start=first):
            yield from ((sense, number, word) for word in listing.split())
    glued = getattr(table, "GLUED_PARTS", "").split()
    for number, listing in enumerate(table.WEEKDAYS):
        yield from (("WEEKDAY", number, day + part) for day in listing.split() for part in glued)
    for number, listing in table.CARDINALS.items():
        sense = "ONES" if number < TEN else "TEENS" if number < TWENTY else "TENS"
        yield from ((sense, number, word) for word in listing.split())
    for name, sense in BY_VALUE.items():
        values: Mapping[int | str, str] = getattr(table, name, {})
        for value, listing in values.items():
            yield from ((sense, value, word) for word in listing.split())
    for sense, listing in table.MORE.items():
        yield from ((sense, 0, word) for word in listing.split())


@cache
def misspelt() -> dict[str, str]:
    """Common misspellings of weekdays and months, and what they stand for."""
    tables = (import_module(f"agent.dates.languages.{code}") for code in LANGUAGES)
    known = ((name, listing) for table in tables for name, listing in getattr(table, "MISSPELT", {}).items())
    return {word: name for name, listing in known for word in listing.split()}
