"""What a verb is called when it is done: "order" → "ordered", "nachbestellen" → "nachbestellt". Pure."""

from __future__ import annotations

import re

from agent.extractors.local import verbs
from agent.text.marks import words

_ENGLISH = {base: form for form, base in verbs.IRREGULAR.items() if form not in {"got", "gotten"}} | {
    "write": "written", "put": "put", "set": "set", "cut": "cut", "read": "read", "take": "taken", "get":
    "received", "buy": "bought", "make": "made", "ring": "rung", "shut": "shut", "split": "split", "let":
    "let", "find": "found", "think": "thought", "hide": "hidden", "know": "known", "wear": "worn", "run":
    "run",
}  # fmt: skip
_DOUBLES = re.compile(r"(?:[^aeiou]|^)[aeiou][bdgmnprt]$")
_LONG_DOUBLES = 5
_UNSTRESSED = ("er", "en", "or", "on", "it", "et")
_GERMAN_STRONG = {
    "schreiben": "geschrieben", "bringen": "gebracht", "nehmen": "genommen", "geben": "gegeben", "gießen":
    "gegossen", "rufen": "gerufen", "schließen": "geschlossen", "finden": "gefunden", "sprechen":
    "gesprochen", "halten": "gehalten", "lassen": "gelassen", "lesen": "gelesen", "waschen": "gewaschen",
    "tragen": "getragen", "ziehen": "gezogen", "laden": "geladen", "weisen": "gewiesen", "senden":
    "gesendet", "binden": "gebunden", "schneiden": "geschnitten", "streichen": "gestrichen", "scheiden":
    "geschieden", "treffen": "getroffen", "sehen": "gesehen", "gehen": "gegangen", "bieten": "geboten",
    "werfen": "geworfen", "fahren": "gefahren", "messen": "gemessen", "backen": "gebacken", "heben":
    "gehoben", "schieben": "geschoben", "tun": "getan", "stehen": "gestanden", "bitten": "gebeten",
}  # fmt: skip
_APART = (
    "zusammen", "zurück", "weiter", "fertig", "frei", "herunter", "hinunter", "fest", "bereit", "nach",
    "hoch", "auf", "aus", "ein", "vor", "mit", "her", "hin", "weg", "los", "um", "ab", "an", "zu",
    "instand",
)  # fmt: skip
"""Prefixes that the "ge" of a participle stands behind."""
_BOUND = ("be", "ver", "er", "ent", "zer", "ge", "über", "unter", "wider")
"""Prefixes that leave no room for a "ge"."""
_NO_VERBS = words(
    "neuen alten ganzen kleinen großen beiden anderen ersten zweiten letzten nächsten mitarbeitenden"
)
_SHORTEST = 4


def english(verb: str) -> str:
    """Of a base form in lower case."""
    if known := _ENGLISH.get(verb):
        return known
    if verb.startswith("re") and (known := _ENGLISH.get(verb[2:].lstrip("-"))):
        return f"re{known}"
    if verb.endswith("e"):
        return f"{verb}d"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    doubles = _DOUBLES.search(verb) and (len(verb) < _LONG_DOUBLES or not verb.endswith(_UNSTRESSED))
    return f"{verb}{verb[-1]}ed" if doubles and verb[-1] not in "wxy" else f"{verb}ed"


def german(infinitive: str) -> str | None:
    """None for a word that is hardly one."""
    if len(infinitive) < _SHORTEST or infinitive in _NO_VERBS or not infinitive.endswith("n"):
        return None
    for prefix in _APART:
        rest = infinitive.removeprefix(prefix)
        if rest != infinitive and len(rest) >= _SHORTEST and (inner := german(rest)):
            return prefix + inner
    for prefix in _BOUND:
        rest = infinitive.removeprefix(prefix)
        if rest != infinitive and len(rest) >= _SHORTEST:
            strong = _GERMAN_STRONG.get(rest)
            return prefix + (strong.removeprefix("ge") if strong else _weak(rest))
    if infinitive.endswith("ieren"):
        return _weak(infinitive)
    return _GERMAN_STRONG.get(infinitive) or f"ge{_weak(infinitive)}"


def _weak(infinitive: str) -> str:
    stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
    return stem + ("et" if stem.endswith(("t", "d", "chn", "ffn")) else "t")
