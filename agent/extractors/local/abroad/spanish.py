"""Forms of Spanish verbs: from what stands in a sentence to the infinitive, and to the participle. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from agent.extractors.local.abroad.moods import Mood, looked_up
from agent.extractors.local.abroad.tables_es import CHANGED, DONE, PAST, REGULAR, STRONG

KNOWN = REGULAR | STRONG.keys()
_PLAIN = str.maketrans("áéíóú", "aeiou")
_CLITIC = re.compile(r"(?P<verb>.{2,}?)(?P<clitics>(?:me|nos|te|os|se|le|les)?(?:lo|la|los|las)?)")
_RAISED = frozenset({"pid", "mid", "sirv", "repit", "despid"})
_SOUNDS = {"ar": (("c", "qu"), ("g", "gu"), ("z", "c")), "er": (("g", "j"), ("c", "z")), "ir": (("g", "j"),)}


_SMALL = frozenset({"para", "sobre", "entre", "bajo", "como", "cada", "ve", "pasado"})
"""Words that only look like orders."""


def infinitive(word: str, mood: Mood) -> str | None:
    word = word.lower()
    if mood is Mood.ORDER and word in _SMALL:
        return None
    return forms(mood).get(word) or _to_vos(word, mood)


def _to_vos(word: str, mood: Mood) -> str | None:
    """For "llamás" and "llamá", as they are said on the Plata; "abrí" may be what I did."""
    ends = {Mood.SECOND: r"(?P<stem>.+[áéí])s", Mood.ORDER: r"(?P<stem>.+(?:á|(?<=[^aeiou])é|aé))"}.get(mood)
    found = re.fullmatch(ends, word) if ends else None
    verb = f"{found['stem'].translate(_PLAIN)}r" if found else ""
    return verb if verb in KNOWN else None


def guessed(word: str) -> str | None:
    """For "rotula" or "rotulará" of somebody: by its ending, where no vowel can have changed."""
    word = word.lower()
    if found := re.fullmatch(r"(?P<stem>[a-zñü]{3,}[aei]r)á", word):
        return found["stem"]
    found = re.fullmatch(r"(?P<stem>[a-zñü]{3,})a", word)
    unsure = found is None or re.search(r"(?:ie|ue)[^aeiou]{1,3}$|[aeiou]$", found["stem"])
    return None if unsure or found is None else f"{found['stem']}ar"


def is_infinitive(word: str) -> bool:
    word = word.lower()
    return word in KNOWN or bool(re.fullmatch(r"[a-zñáéíóúü]{3,}[aei]r", word))


def split(word: str) -> tuple[str, str]:
    """For "enviarme" and "mándamelo": the verb, and the pronouns that hang on it."""
    found = _CLITIC.fullmatch(word.lower())
    while found and found["clitics"]:
        verb, bare = found["verb"], found["verb"].translate(_PLAIN)
        for form in (verb, bare):
            if is_known(form) or (
                form in forms(Mood.ORDER) and not (form.endswith("d") and found["clitics"].startswith("os"))
            ):
                return form, found["clitics"]
        if f"{bare}d" in forms(Mood.ORDER) and found["clitics"].startswith("os"):
            return f"{bare}d", found["clitics"]
        break
    return word.lower(), ""


def is_known(word: str) -> bool:
    return word in KNOWN


def participle(verb: str) -> str | None:
    verb = verb.lower()
    if verb in DONE:
        return DONE[verb]
    if verb in STRONG:
        return STRONG[verb].split()[5]
    if verb not in KNOWN:
        return f"{verb[:-2]}ado" if verb.endswith("ar") else None
    return verb[:-2] + ("ado" if verb.endswith("ar") else "ido")


@lru_cache(maxsize=8)
def forms(mood: Mood) -> Mapping[str, str]:
    verbs = (*sorted(STRONG), *sorted(REGULAR - STRONG.keys()))
    if mood is Mood.BARE:
        return looked_up(verbs, lambda verb: (verb,))
    return looked_up(verbs, lambda verb: _uneven(verb, mood) if verb in STRONG else _even(verb, mood))


def _uneven(verb: str, mood: Mood) -> Iterator[str]:
    first, third, wish, future, order, _ = STRONG[verb].split()
    if mood is Mood.FIRST:
        yield from (first, f"{future[:-1]}é", f"{future[:-1]}emos", f"{verb[:-1]}mos")
    elif mood is Mood.SECOND:
        yield from (f"{third}s", f"{future}s", f"{verb[:-1]}s")
    elif mood is Mood.THIRD:
        yield from (third, future)
    elif mood is Mood.ORDER:
        yield from (order, wish, f"{wish}n", f"{verb[:-1]}d")
    elif mood is Mood.WISH:
        yield from (wish, f"{wish}s", f"{wish}n", f"{wish}mos")
        past = PAST.get(verb, f"{verb[:-2]}ier")
        yield from (f"{past}a", f"{past}as", f"{past}an")


def _even(verb: str, mood: Mood) -> Iterator[str]:
    end, plain = verb[-2:], verb[:-2]
    stem = CHANGED.get(verb, plain)
    he, wish = stem + ("a" if end == "ar" else "e"), _wished(stem, end)
    if mood is Mood.FIRST:
        soft = _turned(stem, end) if end != "ar" else stem
        yield from (f"{soft}o", f"{verb}é", f"{verb}emos", f"{plain}{end[0]}mos")
    elif mood is Mood.SECOND:
        yield from (f"{_third(he, stem)}s", f"{verb}ás")
    elif mood is Mood.THIRD:
        yield from (_third(he, stem), f"{verb}á")
    elif mood is Mood.ORDER:
        yield from (_third(he, stem), wish, f"{wish}n", f"{verb[:-1]}d")
    elif mood is Mood.WISH:
        yield from (wish, f"{wish}s", f"{wish}n", f"{_wished(plain, end)}mos")
        past = stem if end == "ir" and not stem.endswith(("í", "ú", "y")) and stem in _RAISED else plain
        ended = "ar" if end == "ar" else "ier"
        yield from (f"{past}{ended}a", f"{past}{ended}as", f"{past}{ended}an")


def _third(he: str, stem: str) -> str:
    """For "elij" and "corrij": "elige"."""
    return f"{stem[:-1]}ge" if stem.endswith("j") and he.endswith("e") else he


def _wished(stem: str, end: str) -> str:
    return _turned(stem, end) + ("e" if end == "ar" else "a")


def _turned(stem: str, end: str) -> str:
    """The stem as it is spelt before another vowel: "busc" → "busqu", "recog" → "recoj"."""
    if stem.endswith(("gu", "qu")) and end != "ar":
        return stem[:-1]
    last = next(((a, b) for a, b in _SOUNDS[end] if stem.endswith(a)), None)
    return stem[: -len(last[0])] + last[1] if last else stem
