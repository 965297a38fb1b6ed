"""How people write the names of people and teams: spelling, titles, initials, near misses. Pure.

A name is compared as words without case, accents and titles. `rank` says how directly words mean
a name; a lower rank beats a higher one, and equal ranks are a tie for the caller to report.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import lru_cache

Words = tuple[str, ...]

LONGEST_NAME = 200
"""Characters; words that are longer name nobody."""
SHORTEST_NEAR_MISS = 5
"""Letters; shorter names are too often one letter away from another name."""


def word_set(words: str) -> frozenset[str]:
    """A set of folded words, written as one text."""
    return frozenset(words.split())


_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´ʼ"))

MALE = word_set("mr mister herr herrn monsieur senor signor sir pan")
FEMALE = word_set("mrs ms miss frau madame mme mlle senora sra signora pani madam")
TITLES = (
    MALE
    | FEMALE
    | word_set(
        "mx chef dr dra prof professor doktor cllr councillor sr sister br brother fr father rev reverend "
        "coach nurse judge capt captain sgt sergeant lt col maj major officer don dona dott dipl ing mag mgr"
        " dame"
    )
)
ARTICLES = word_set("the our your my whole der die das dem den des unser unsere le la les el los las il lo")
GENERIC = word_set(
    "team teams crew group department dept squad staff folks people guys abteilung gruppe equipe equipo"
)
_SMALL = word_set("and of the for und der die das de la et y")


class Rank(IntEnum):
    """How directly words mean a name, the most direct first."""

    EXACT = 0
    CORE = 1
    """All of it but for "team" and the like, or written as one word; a role."""
    SEVERAL = 2
    """Two or more of its words, or initials with one."""
    ONE = 3
    """Its first or its last word."""
    INNER = 4
    ACRONYM = 5
    LONGER = 6
    """Only the first word is known: "Ines Ferreira" where the list says "Ines"."""


@lru_cache(maxsize=8192)
def spellings(name: str) -> tuple[Words, ...]:
    """The words of a name without case and accents; "Kröger" also as "kroeger", "Hye-jin" as "hyejin"."""
    folded = name.casefold().translate(_APOSTROPHES)
    plain = folded.translate(_LETTERS)
    variants = (plain, folded.translate(_DIGRAPHS).translate(_LETTERS), plain.replace("-", ""))
    return tuple(dict.fromkeys(_split(variant) for variant in variants))


def _split(folded: str) -> Words:
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return tuple("".join(c if c.isalnum() else " " for c in plain).split())


def without_titles(words: Words) -> Words:
    """What follows the titles; all of it where there is nothing else."""
    rest = words
    while rest and rest[0] in TITLES:
        rest = rest[1:]
    return rest or words


def without_articles(words: Words) -> Words:
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return words


def rank(asked: str, name: str) -> Rank | None:
    """How `asked` means `name`; None where it does not."""
    ranks = [
        found
        for words in spellings(asked)
        for known in spellings(name)
        if (found := _rank(without_articles(words), known)) is not None
    ]
    if (
        not ranks
        and asked.isupper()
        and asked.replace("&", "").isalpha()
        and _acronym(name) == asked.replace("&", "")
    ):
        return Rank.ACRONYM
    if not ranks and _is_longer(asked, name):
        return Rank.LONGER
    return min(ranks, default=None)


def _rank(asked: Words, known: Words) -> Rank | None:
    if not asked or not known or _other_title(asked, known):
        return None
    plain, name = without_titles(asked), without_titles(known)
    if known in (asked, plain) or name in (asked, plain):
        return Rank.EXACT
    if "".join(plain) == "".join(name) or (_core(plain) and _core(plain) == _core(name)):
        return Rank.CORE
    if len(plain) == 1:
        return _rank_one(plain[0], known, name, titled=len(asked) > 1)
    return Rank.SEVERAL if _in_order(plain, name) else None


def _rank_one(word: str, known: Words, name: Words, *, titled: bool) -> Rank | None:
    """After a title the last name is meant before the first: "Mr Osei"."""
    if word in GENERIC or len(word) == 1:
        return None
    if word in (name[-1], known[0]):
        return Rank.ONE
    if word == name[0]:
        return Rank.INNER if titled else Rank.ONE
    return Rank.INNER if word in name else None


def _other_title(asked: Words, known: Words) -> bool:
    """Herr Vollmer is not Frau Vollmer."""
    both = {asked[0], known[0]}
    return bool(both & MALE and both & FEMALE)


def _core(words: Words) -> Words:
    return tuple(word for word in words if word not in GENERIC)


def _in_order(asked: Words, name: Words) -> bool:
    """Every word asked for stands in the name, in its order, as itself or as an initial."""
    whole, rest = False, iter(name)
    for word in asked:
        found = next((n for n in rest if n == word or (len(word) == 1 and n.startswith(word))), None)
        if found is None:
            return False
        whole = whole or (found == word and len(word) > 1)
    return whole


def _acronym(name: str) -> str:
    words = [word for word in spellings(name)[0] if word not in _SMALL]
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


def _is_longer(asked: str, name: str) -> bool:
    """Two capitalised words, the first of which is all we know of somebody."""
    pair, known = asked.split(), spellings(name)[0]
    if len(pair) != len(("first", "last")) or len(known) != 1:
        return False
    return all(word[:1].isupper() for word in pair) and spellings(pair[0])[0] == known


def is_near_miss(asked: str, name: str) -> bool:
    """One letter wrong, missing, too many or swapped with the next, in a name of five letters or more."""
    said = {" ".join(without_titles(without_articles(words))) for words in spellings(asked)}
    plain = [without_titles(words) for words in spellings(name)]
    known = {key for words in plain for key in (" ".join(words), *words[:1], *words[-1:])}
    return any(_one_edit(one, other) for one in said for other in known)


def _one_edit(one: str, other: str) -> bool:
    if one == other or min(len(one), len(other)) < SHORTEST_NEAR_MISS - 1 or abs(len(one) - len(other)) > 1:
        return False
    if max(len(one), len(other)) < SHORTEST_NEAR_MISS:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, others = one[at:], other[at:]
    swapped = len(rest) > 1 and rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return swapped or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]
