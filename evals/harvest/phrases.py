"""Known names as they are spelt in texts, and where they stand there. Pure.

Words are compared without case and accents ("Müller" is also "Mueller"), whatever stands between them, and
with what shows nothing left out. A name that is also an everyday word ("Will", "IT", "June") counts only as
it is written in the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from agent.people import I_WORDS, NOBODY, YOU_WORDS
from agent.text.names import GENERIC, spellings, word_set
from agent.text.normalise import fold
from agent.text.overlap import FUNCTION_WORDS
from evals.harvest.edits import Edit
from evals.harvest.invented import like

TOKEN = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|\d+")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f\uac00-\ud7af]")
CALENDAR = word_set(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday januar februar mai juni juli oktober dezember montag dienstag "
    "mittwoch donnerstag freitag samstag sonntag avril juin marzo abril mayo junio julio agosto"
)
EVERYDAY = (
    FUNCTION_WORDS | NOBODY | GENERIC | I_WORDS | YOU_WORDS | CALENDAR
    | word_set("must might shall cannot today tomorrow yesterday week month year day days new yes ok")
)  # fmt: skip
SHORT = 2
"""Letters of a word that is too short to be a name however it is written."""
LONGEST_GAP = 3
"""Characters between two words of a name."""
PLURAL = 4
"""Letters of a name that may have an s behind it: "the Novaks", "Müllers Bericht"."""

Written = Callable[[int, int], str]
"""The words at a place as they are written, where the place is one of the folded text."""


@lru_cache(maxsize=65536)
def variants(word: str) -> tuple[str, ...]:
    """The spellings that a word may be known by."""
    return tuple(dict.fromkeys("".join(words) for words in spellings(word) if words))


def is_everyday(name: str) -> bool:
    """Is it one word that texts use without meaning anybody, or a very short one?"""
    found = TOKEN.findall(fold(name).text)
    return len(found) == 1 and (len(found[0]) <= SHORT or not EVERYDAY.isdisjoint(variants(found[0])))


@dataclass(frozen=True, slots=True)
class Phrase:
    words: tuple[tuple[str, ...], ...]
    new: tuple[str, ...]
    """A word for each, so that what stands between them stays; or one for all."""
    written: str
    everyday: bool
    """It counts only as it is written."""

    @classmethod
    def of(cls, name: str, *new: str) -> Phrase | None:
        """None where there is no letter and no digit in the name."""
        words = tuple(variants(word) for word in TOKEN.findall(fold(name).text))
        instead = new if len(new) == len(words) else (" ".join(new),)
        return cls(words, instead, name, is_everyday(name)) if words and all(words) else None


@dataclass(slots=True)
class Phrases:
    """Found by their first words; the first one that was added wins."""

    _by_word: dict[str, list[Phrase]] = field(default_factory=dict)
    _unspaced: dict[str, str] = field(default_factory=dict)

    def add(self, phrases: Iterable[Phrase | None]) -> None:
        for phrase in phrases:
            if phrase is None:
                continue
            if UNSPACED.search(phrase.written) and len(phrase.written) > 1:
                self._unspaced.setdefault(fold(phrase.written).text, " ".join(phrase.new))
            for word in phrase.words[0]:
                self._by_word.setdefault(word, []).append(phrase)

    def find(self, text: str, written: Written | None) -> Iterator[Edit]:
        """In a folded text. Without `written`, everyday words count too: in an address they are no words."""
        for name, new in self._unspaced.items():
            yield from (Edit(m.start(), m.end(), new) for m in re.finditer(re.escape(name), text))
        tokens = list(TOKEN.finditer(text))
        at = 0
        while at < len(tokens):
            found = self._at(tokens, at, written)
            if found:
                phrase, more = found
                yield from _edits(phrase, more, tokens[at : at + len(phrase.words)], written)
            at += len(found[0].words) if found else 1

    def _at(self, tokens: list[re.Match[str]], at: int, written: Written | None) -> tuple[Phrase, str] | None:
        """The longest phrase that begins there, and the s behind it."""
        word = tokens[at][0]
        for phrase in self._starting(word):
            if _fits(phrase, tokens, at) and _is_meant(phrase, tokens, at, written):
                return phrase, ""
        if word[-1] == "s" and len(word) > PLURAL:
            single = (p for p in self._starting(word[:-1]) if len(p.words) == 1 and not p.everyday)
            return next(((phrase, "s") for phrase in single), None)
        return None

    def _starting(self, word: str) -> list[Phrase]:
        found = [phrase for spelt in variants(word) for phrase in self._by_word.get(spelt, ())]
        return sorted(found, key=lambda phrase: -len(phrase.words))


def _edits(
    phrase: Phrase, more: str, tokens: Sequence[re.Match[str]], written: Written | None
) -> Iterator[Edit]:
    """In capitals or small letters where the text has the name so, unless the name itself is so."""
    places = [(token.start(), token.end()) for token in tokens]
    if len(phrase.new) < len(places):
        places = [(places[0][0], places[-1][1])]
    for (start, end), new in zip(places, phrase.new, strict=True):
        said = written(start, end) if written else phrase.written
        yield Edit(start, end, new + more if said == phrase.written else like(said, new + more))


def _fits(phrase: Phrase, tokens: list[re.Match[str]], at: int) -> bool:
    here = tokens[at : at + len(phrase.words)]
    if len(here) < len(phrase.words):
        return False
    near = all(b.start() - a.end() <= LONGEST_GAP for a, b in pairwise(here))
    return near and all(
        not set(words).isdisjoint(variants(t[0])) for t, words in zip(here, phrase.words, strict=True)
    )


def _is_meant(phrase: Phrase, tokens: list[re.Match[str]], at: int, written: Written | None) -> bool:
    """An everyday word as it is written in the name, and no month beside a number."""
    if not phrase.everyday or written is None:
        return True
    beside = [tokens[n][0].isdigit() for n in (at - 1, at + 1) if 0 <= n < len(tokens)]
    dated = any(beside) and not CALENDAR.isdisjoint(phrase.words[0])
    return not dated and written(tokens[at].start(), tokens[at].end()) == phrase.written
