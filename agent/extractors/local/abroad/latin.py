"""Forms of Portuguese and Italian verbs that change by rule, and of a few that do not. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from agent.extractors.local.abroad.moods import Mood
from agent.extractors.local.abroad.tables_latin import (
    IT_REGULAR,
    IT_STRONG,
    PT_REGULAR,
    PT_STRONG,
)

_PT = {
    "ar": {
        Mood.FIRST: ("o", "arei"), Mood.SECOND: ("as", "arás"), Mood.THIRD: ("a", "ará"),
        Mood.ORDER: ("a", "e", "em"), Mood.WISH: ("e", "es", "em"),
    },
    "er": {
        Mood.FIRST: ("o", "erei"), Mood.SECOND: ("es", "erás"), Mood.THIRD: ("e", "erá"),
        Mood.ORDER: ("e", "a", "am"), Mood.WISH: ("a", "as", "am"),
    },
    "ir": {
        Mood.FIRST: ("o", "irei"), Mood.SECOND: ("es", "irás"), Mood.THIRD: ("e", "irá"),
        Mood.ORDER: ("e", "a", "am"), Mood.WISH: ("a", "as", "am"),
    },
}  # fmt: skip
_IT = {
    "are": {
        Mood.FIRST: ("o", "erò"), Mood.SECOND: ("i", "erai"), Mood.THIRD: ("a", "erà"),
        Mood.ORDER: ("a", "i", "ate"), Mood.WISH: ("i", "iate"),
    },
    "ere": {
        Mood.FIRST: ("o", "erò"), Mood.SECOND: ("i", "erai"), Mood.THIRD: ("e", "erà"),
        Mood.ORDER: ("i", "a", "ete"), Mood.WISH: ("a", "iate"),
    },
    "ire": {
        Mood.FIRST: ("o", "isco", "irò"), Mood.SECOND: ("i", "isci"), Mood.THIRD: ("e", "isce", "irà"),
        Mood.ORDER: ("i", "isci", "isca", "ite"), Mood.WISH: ("a", "isca", "iate"),
    },
}  # fmt: skip
_UNEVEN = (Mood.FIRST, Mood.SECOND, Mood.THIRD, Mood.ORDER, Mood.WISH)


@dataclass(frozen=True, slots=True)
class Latin:
    """The verbs of one language."""

    regular: frozenset[str]
    strong: Mapping[str, str]
    """Of each mood one form, then the participle."""
    ends: Mapping[str, Mapping[Mood, tuple[str, ...]]]
    made: Callable[[str], str]

    def infinitive(self, word: str, mood: Mood) -> str | None:
        return _forms(self)[mood].get(word.lower())

    def guessed(self, _: str) -> None:
        """Nothing: endings alone tell too little."""

    def is_infinitive(self, word: str) -> bool:
        return word.lower() in self.regular or word.lower() in self.strong

    def participle(self, verb: str) -> str | None:
        if verb in self.strong:
            return self.strong[verb].split()[len(_UNEVEN)]
        return self.made(verb) if verb in self.regular else None

    def __hash__(self) -> int:
        return id(self)


@lru_cache(maxsize=2)
def _forms(tongue: Latin) -> Mapping[Mood, Mapping[str, str]]:
    found: dict[Mood, dict[str, str]] = {mood: {} for mood in Mood}
    for verb in sorted(tongue.strong):
        for mood, form in zip(_UNEVEN, tongue.strong[verb].split(), strict=False):
            found[mood].setdefault(form, verb)
    for verb in sorted(tongue.regular - tongue.strong.keys()):
        for mood, form in _even(tongue, verb):
            found[mood].setdefault(form, verb)
    found[Mood.BARE] = {verb: verb for verb in (*tongue.regular, *tongue.strong)}
    return MappingProxyType(found)


def _even(tongue: Latin, verb: str) -> Iterator[tuple[Mood, str]]:
    end = next(end for end in tongue.ends if verb.endswith(end))
    stem = verb[: -len(end)]
    for mood, endings in tongue.ends[end].items():
        for ending in endings:
            yield mood, _spelt(stem, ending, end)


def _spelt(stem: str, ending: str, end: str) -> str:
    """For "verific" and "ica" kept hard: "verifique", "verifichi"; two i are one: "invii" is "invi"."""
    soft = ending[0] in "eiéí"
    if end == "ar" and soft:
        stem = re.sub(r"ç$", "c", re.sub(r"g$", "gu", re.sub(r"c$", "qu", stem)))
    if end == "are" and soft:
        stem = re.sub(r"([cg])$", r"\1h", stem)
        stem = re.sub(r"([cg])i$", r"\1", stem) if ending[0] == "e" else re.sub(r"i$", "", stem)
    return stem + ending


PORTUGUESE = Latin(
    PT_REGULAR, PT_STRONG, _PT, lambda verb: verb[:-2] + ("ado" if verb.endswith("ar") else "ido")
)
ITALIAN = Latin(
    IT_REGULAR,
    IT_STRONG,
    _IT,
    lambda verb: verb[:-3] + {"are": "ato", "ere": "uto", "ire": "ito"}[verb[-3:]],
)
