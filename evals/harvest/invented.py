"""Names, teams, domains and numbers of nobody, the same for the same real ones. Pure."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count

from agent.text.names import spellings


def listed(words: str) -> tuple[str, ...]:
    """A table of words, written as one text."""
    return tuple(words.split())


FIRST_STARTS = listed(
    "Al An Ar Be Bri Ca Co Da Do El Em Fe Fi Ga Ha Il Jo Ka La Le Li Ma Na Ne Or Ra Re Ro Sa Se So Ta Te To "
    "Va Ve Vi Wi Ya Yo Ze"
)
FIRST_MIDDLES = listed("bi da do la le li lo mi ni no ra ri ro sa se si ta va ve vi")
FIRST_ENDS = {True: listed("s dis nes las ris"), False: listed("n ra na l th no rin la mon nel")}
LAST_STARTS = listed(
    "Ald Ask Bram Bren Carr Crim Dun Ed Elm Farn Fen Gar Glim Hal Hest Ist Kel Kir Lang Lod Mar Mell Nor Ost "
    "Pell Pren Quill Rad Ros Stan Sund Thorn Ulm Ven Wick Wol Yar Zell"
)
LAST_MIDDLES = ("", "a", "el", "en", "er", "in", "o")
LAST_ENDS = {
    True: listed("ers ings fields gates lows sens"),
    False: listed(
        "brook combe dale feld gate ham hurst ley low mere moor quist rand sen stead ton vik worth"
    ),
}
TEAM_STARTS = listed(
    "Amber Aspen Birch Cedar Cobalt Coral Delta Ember Fern Granite Harbour Indigo Juniper Kestrel Lantern "
    "Linden Maple Meadow Opal Osprey Pebble Quartz Raven Saffron Slate Sorrel Teal Tidal Umber Willow"
)
TEAM_ENDS = listed("Bench Circle Corner Desk Floor Post Quarter Row Section Shed Table Tower Wing Yard")
TRIES = 50
"""For one more part in a name, where shorter ones are taken."""
FICTIONAL = "55501"
"""Then two digits: numbers that belong to nobody in the North American plan."""


class Sort(StrEnum):
    FIRST = "first"
    LAST = "last"
    TEAM = "team"
    DOMAIN = "domain"


@dataclass(frozen=True, slots=True)
class Inventor:
    """Names that depend on the key and the real name; where two fall together, on who comes first."""

    key: bytes
    taken: set[str]
    """Folded words that no invented name may have: the real ones, then those that were given."""
    _given: dict[tuple[bool, str], str] = field(default_factory=dict)

    def name(self, sort: Sort, real: str) -> str:
        """The same word as a first and as a last name is one word, and gets one."""
        said = fold_name(real)
        asked = (
            sort in (Sort.FIRST, Sort.LAST),
            said if sort in (Sort.FIRST, Sort.LAST) else f"{sort} {said}",
        )
        if asked not in self._given:
            self._given[asked] = self._new(sort, said)
        return self._given[asked]

    def digits(self, real: str) -> str:
        """Other digits in place of a number's; the same ending for the same last seven."""
        draw = _Draw(self._hash("phone", real[-7:], 0))
        tail = FICTIONAL + str(draw.below(10)) + str(draw.below(10))
        head = "".join(str(draw.below(10)) for _ in real[:-7])[::-1]
        zeros = len(real) - len(real.lstrip("0"))
        made = "0" * zeros + (head + tail)[zeros:]
        return made if made != real else made[:-1] + str((int(made[-1]) + 1) % 10)

    def _new(self, sort: Sort, said: str) -> str:
        for turn in count():
            made = _made(sort, _Draw(self._hash(sort, said, turn)), said, turn // TRIES)
            words = {fold_name(made), *(fold_name(word) for word in made.split() if sort is Sort.TEAM)}
            if not words & self.taken:
                self.taken.add(fold_name(made))
                return made
        raise AssertionError

    def _hash(self, sort: str, said: str, turn: int) -> int:
        return int.from_bytes(hmac.new(self.key, f"{sort}\n{said}\n{turn}".encode(), hashlib.sha256).digest())


@dataclass(slots=True)
class _Draw:
    """Parts drawn from a number, one after the other."""

    number: int

    def below(self, many: int) -> int:
        self.number, drawn = divmod(self.number, many)
        return drawn

    def one(self, parts: Iterable[str]) -> str:
        among = list(parts)
        return among[self.below(len(among))]


def _made(sort: Sort, draw: _Draw, said: str, more: int) -> str:
    """A real name that ends in s gets one that does too, so that its possessive stays right."""
    hissing = said[-1:] in ("s", "x", "z")
    if sort is Sort.FIRST:
        middle = "".join(draw.one(FIRST_MIDDLES) for _ in range(1 + more))
        return draw.one(FIRST_STARTS) + middle + draw.one(FIRST_ENDS[hissing])
    if sort is Sort.LAST:
        middle = "".join(draw.one(LAST_MIDDLES) for _ in range(1 + more))
        return draw.one(LAST_STARTS) + middle + draw.one(LAST_ENDS[hissing])
    words = [*(draw.one(TEAM_STARTS) for _ in range(1 + more)), draw.one(TEAM_ENDS)]
    return " ".join(words) if sort is Sort.TEAM else "".join(words).lower()


def fold_name(name: str) -> str:
    """Without case, accents and whatever is no letter or digit."""
    return "".join(spellings(name)[0])


def like(real: str, invented: str) -> str:
    """Written in capitals or in small letters where the real one is."""
    letters = re.sub(r"[\W\d_]", "", real)
    if len(letters) > 1 and letters.isupper():
        return invented.upper()
    return invented.lower() if letters.islower() else invented
