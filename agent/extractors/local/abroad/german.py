"""Forms of German verbs: from what stands in a sentence to the infinitive, and to the participle. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from agent.extractors.local.abroad.moods import Mood, looked_up
from agent.extractors.local.abroad.tables_de import BOUND, SEPARABLE, SPOKEN, STRONG, WEAK

KNOWN = WEAK | STRONG.keys()
_HARD = re.compile(r"(?:[dt]|[^aeiouäöülrh][mn])$")
_SHORTEST = 5
_SHORT = frozenset({"schneid", "find", "bind", "lad", "send", "wend", "meld", "red", "miet"})
"""Stems that are said without an "e" when they are orders."""
_HISSES = ("s", "ß", "z", "x")
_UNSURE = re.compile(r"[äöü]|(?:^|[^aeiou])i[^aeiou]{1,3}$|ie[^aeiou]{1,2}$")
"""The stem of a verb that may change its vowel."""


def infinitive(word: str, mood: Mood) -> str | None:
    """Of "meldet", "gibt", "übernimmt" and "klimpert", the last by its ending alone, or None."""
    word = word.lower()
    if mood is Mood.POLITE:
        return word if is_infinitive(word) else None
    known = forms(mood).get(word)
    if known or (mood is Mood.THIRD and word.endswith("iert")):
        return known or f"{word[:-1]}en"
    parts = (p for p in (*SEPARABLE, *BOUND) if p != "ge" and word.startswith(p))
    return next((p + base for p in parts if (base := forms(mood).get(word[len(p) :]))), None)


def guessed(word: str) -> str | None:
    """For "klimpert" of somebody, by its ending alone: only where no vowel can have changed."""
    word = word.lower()
    if not re.fullmatch(r"[a-zäöüß]{3,}t", word):
        return None
    stem = word[:-1]
    if stem.endswith("e") and _HARD.search(stem[:-1]):
        stem = stem[:-1]
    if _UNSURE.search(stem) or stem.endswith(("gt", "ch")):
        return None
    return f"{stem}n" if stem.endswith(("er", "el")) else f"{stem}en"


def is_infinitive(word: str) -> bool:
    """A known verb, also behind prefixes: "nachbestellen"."""
    word = full(word)
    return word.endswith("ieren") or word in KNOWN or _base(word) is not None


def full(word: str) -> str:
    """For "anschaun": "anschauen"."""
    return re.sub(r"(?<=[ae]u)n$", "en", word.lower())


def joined(prefix: str, verb: str) -> str | None:
    """For "ab" and "gleichen": "abgleichen", for "runter": "herunter-"; None where "prefix" is none."""
    return SPOKEN.get(prefix, prefix) + verb if prefix in SEPARABLE else None


def without_zu(word: str) -> str | None:
    """For "anzurufen": "anrufen"."""
    for prefix in SEPARABLE:
        if word.startswith(f"{prefix}zu") and is_infinitive(word[len(prefix) + 2 :]):
            return prefix + word[len(prefix) + 2 :]
    return None


def participle(verb: str) -> str | None:
    """For "abgleichen": "abgeglichen"; None of a verb that is not known."""
    verb = verb.lower()
    if verb in STRONG:
        return STRONG[verb][1]
    if verb in WEAK:
        return _weak(verb)
    if verb.endswith("ieren") and not _base(verb):
        return f"{verb[:-2]}t"
    prefix, base = _base(verb) or ("", "")
    inner = participle(base) if base else None
    if inner is None:
        return None
    return prefix + (inner.removeprefix("ge") if prefix in BOUND else inner)


def of_participle(word: str) -> str | None:
    """For "geändert": "ändern"."""
    return _participles().get(word.lower()) or next(
        (
            prefix + base
            for prefix in (*SEPARABLE, *BOUND)
            if word.startswith(prefix)
            and (
                base := _participles().get(word[len(prefix) :])
                or _participles().get(f"ge{word[len(prefix) :]}")
            )
        ),
        None,
    )


@lru_cache(maxsize=8)
def forms(mood: Mood) -> Mapping[str, str]:
    return looked_up(sorted(KNOWN), lambda verb: _of(verb, mood))


def _of(verb: str, mood: Mood) -> list[str]:
    stem = verb[:-1] if verb.endswith(("ern", "eln")) or verb == "tun" else verb[:-2]
    he = STRONG[verb][0] if verb in STRONG else _ending(stem, "t")
    if mood is Mood.FIRST:
        short = stem[:-2] + "l" if stem.endswith("el") else stem
        return [f"{short}e", f"{stem}e", stem]
    if mood is Mood.SECOND:
        du = he.removesuffix("t")
        return [du + ("t" if du.endswith(_HISSES) else "st"), _ending(stem, "st")]
    if mood is Mood.ORDER:
        is_short = not _HARD.search(stem) or stem in _SHORT
        orders = [f"{stem}e", stem if is_short else f"{stem}e", _ending(stem, "t")]
        turned = he.removesuffix("t") if verb in STRONG and re.search(r"i", he) else ""
        return [*orders, *([turned] if turned else [])]
    return [he]


def _ending(stem: str, ending: str) -> str:
    if _HARD.search(stem):
        return f"{stem}e{ending}"
    return stem + ("t" if ending == "st" and stem.endswith(_HISSES) else ending)


def _weak(verb: str) -> str:
    stem = verb[:-1] if verb.endswith(("ern", "eln")) else verb[:-2]
    made = _ending(stem, "t")
    return made if verb.startswith(BOUND) or verb.endswith("ieren") else f"ge{made}"


@lru_cache(maxsize=1)
def _participles() -> Mapping[str, str]:
    return MappingProxyType({made: verb for verb in sorted(KNOWN) if (made := participle(verb))})


@lru_cache(maxsize=2048)
def _base(verb: str) -> tuple[str, str] | None:
    """The prefix of a verb, and the known verb behind it: the shortest prefix that leaves one."""
    for prefix in (p for p in (*SEPARABLE, *BOUND) if p != "ge" and verb.startswith(p)):
        rest = verb[len(prefix) :]
        if rest in KNOWN or (len(rest) > _SHORTEST and _base(rest)):
            return prefix, rest
    return None
