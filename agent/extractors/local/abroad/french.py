"""Forms of French verbs: from what stands in a sentence to the infinitive, and to the participle. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from agent.extractors.local.abroad.moods import Mood, looked_up
from agent.extractors.local.abroad.tables_fr import REGULAR, STRONG, TWICE

_E = re.compile(r"[eé]([^aeiouyéè]{1,2}|qu|gu)$")
_ENDS = {
    "ir": {
        Mood.FIRST: ("is", "irai", "issons", "irons"), Mood.SECOND: ("is", "issez", "iras", "irez"),
        Mood.THIRD: ("it", "ira"), Mood.ORDER: ("is", "issez"), Mood.WISH: ("isses", "isse", "issiez"),
    },
    "re": {
        Mood.FIRST: ("s", "rai", "ons", "rons"), Mood.SECOND: ("s", "ez", "ras", "rez"),
        Mood.THIRD: ("", "ra"), Mood.ORDER: ("s", "ez"), Mood.WISH: ("es", "e", "iez"),
    },
}  # fmt: skip


def infinitive(word: str, mood: Mood) -> str | None:
    return forms(mood).get(word.lower())


def guessed(word: str) -> str | None:
    """For "numérise" or "numérisera" of somebody: by its ending, where no accent can have changed."""
    found = re.fullmatch(r"(?P<stem>[a-zéêôîûçâ]{3,}?)e(?:ra)?", word.lower())
    if found is None or _E.search(found["stem"]) or found["stem"].endswith("i"):
        return None
    return found["stem"] + "er"


def is_infinitive(word: str) -> bool:
    word = word.lower()
    return word in REGULAR or word in STRONG or bool(re.fullmatch(r"[a-zéèêôîûçâ]{3,}er", word))


def participle(verb: str) -> str | None:
    verb = verb.lower()
    if verb in STRONG:
        return STRONG[verb].split()[4]
    if verb.endswith("er"):
        return f"{verb[:-2]}é"
    if verb not in REGULAR:
        return None
    return verb[:-1] if verb.endswith("ir") else f"{verb[:-2]}u"


def they(verb: str) -> str | None:
    """What they do: "tiennent"; None of a verb that is not known."""
    if verb in STRONG:
        _, _, you, _, _, wish = STRONG[verb].split()
        return f"{wish}ent" if you.endswith("ez") and verb != "aller" else None
    if verb.endswith("er"):
        stem = next(iter(_mute(verb, verb[:-2])))
        return f"{stem}ent"
    if verb not in REGULAR:
        return None
    return f"{verb[:-1]}ssent" if verb.endswith("ir") else f"{verb[:-2]}ent"


@lru_cache(maxsize=8)
def forms(mood: Mood) -> Mapping[str, str]:
    verbs = (*sorted(STRONG), *sorted(REGULAR - STRONG.keys()))
    if mood is Mood.BARE:
        return looked_up(verbs, lambda verb: (verb,))
    return looked_up(verbs, lambda verb: _uneven(verb, mood) if verb in STRONG else _even(verb, mood))


def _uneven(verb: str, mood: Mood) -> Iterator[str]:
    first, third, you, future, _, wish = STRONG[verb].split()
    if mood is Mood.FIRST:
        yield from (first, f"{future}ai", f"{future}ons", *([f"{you[:-2]}ons"] if you.endswith("ez") else []))
    elif mood is Mood.SECOND:
        yield from (first if first.endswith("s") else f"{first}s", you, f"{future}as", f"{future}ez")
    elif mood is Mood.THIRD:
        yield from (third, f"{future}a")
    elif mood is Mood.ORDER:
        yield from (first, you)
    elif mood is Mood.WISH:
        yield from (f"{wish}es", f"{wish}e", f"{wish}iez")
        if you.endswith("ez"):
            yield f"{you[:-2]}iez"


def _even(verb: str, mood: Mood) -> Iterator[str]:
    stem = verb[:-2]
    if verb.endswith("er"):
        yield from _er(verb, stem, mood)
    else:
        yield from (stem + end for end in _ENDS[verb[-2:]].get(mood, ()))


def _er(verb: str, stem: str, mood: Mood) -> Iterator[str]:
    mute = list(_mute(verb, stem))
    future = [verb if re.search(r"é[^aeiouy]{1,2}er$", verb) else f"{m}er" for m in mute]
    if mood is Mood.FIRST:
        soft = f"{stem}e" if stem.endswith("g") else f"{stem[:-1]}ç" if stem.endswith("c") else stem
        yield from (*(f"{m}e" for m in mute), *(f"{f}ai" for f in future), f"{soft}ons")
        yield from (f"{f}ons" for f in future)
    elif mood is Mood.SECOND:
        yield from (*(f"{m}es" for m in mute), f"{stem}ez", *(f"{f}as" for f in future))
        yield from (f"{f}ez" for f in future)
    elif mood is Mood.THIRD:
        yield from (*(f"{m}e" for m in mute), *(f"{f}a" for f in future))
    elif mood is Mood.ORDER:
        yield from (*(f"{m}e" for m in mute), f"{stem}ez")
    elif mood is Mood.WISH:
        yield from (*(f"{m}es" for m in mute), *(f"{m}e" for m in mute), f"{stem}iez")


def _mute(verb: str, stem: str) -> Iterator[str]:
    """The stem before a silent ending."""
    found = _E.search(stem)
    if verb in TWICE:
        yield stem + stem[-1]
    elif stem.endswith(("oy", "uy")):
        yield f"{stem[:-1]}i"
    elif stem.endswith("ay"):
        yield from (stem, f"{stem[:-1]}i")
    elif found and _is_open(found[1]):
        yield stem[: found.start()] + "è" + found[1]
    else:
        yield stem


def _is_open(after: str) -> bool:
    """Of "achet" and "répét", not of "rest": does the vowel stand before a single sound?"""
    return len(after) == 1 or after in {"qu", "gu", "gl", "br", "ch", "gn", "tr", "vr"}
