"""A question as the order to find out its answer: "Ist die Halle frei?" → "Klären, ob …". Pure."""

from __future__ import annotations

import re

from agent.extractors.local.abroad.tables_de import SEPARABLE

_MOST_WORDS = 15
_LEAD = re.compile(r"(?:und|aber|also|et|mais|y|pero|e) |[^,:?]{1,30}[,:] (?=[A-ZÄÖÜÉ¿])", re.IGNORECASE)
_WH_DE = re.compile(
    r"(?P<wh>(?:ab |bis |seit )?(?:wann|wer|wen|wem|was|wie(?: viele?| lange| oft| hoch)?|wo|woher|wohin"
    r"|warum)) (?P<verb>[a-zäöüß]+) (?P<rest>[^?]+)\?",
    re.IGNORECASE,
)
_YES_DE = re.compile(
    r"(?P<verb>(?:ist|sind|hat|haben|darf|dürfen|muss|müssen|soll|sollen|wird|werden|gilt|gibt|passt"
    r"|reicht|gehört|braucht|brauchen|kommt|funktioniert)) (?P<rest>[^?]+)\?",
    re.IGNORECASE,
)
_WH_FR = re.compile(
    r"(?P<what>(?:quand|combien|où|comment|pourquoi|quel(?:le)?s?|à quelle|qui) [^?]+?) ?\?", re.IGNORECASE
)
_YES_FR = re.compile(r"est-ce qu(?:e |')(?P<what>[^?]+?) ?\?", re.IGNORECASE)
_WH_ES = re.compile(
    r"¿?(?P<what>(?:cuándo|cuánt[oa]s?|dónde|cómo|por qué|qué|quién(?:es)?|cuál(?:es)?|a qué) [^?]+)\?",
    re.IGNORECASE,
)
_YES_ES = re.compile(
    r"¿?(?P<what>(?:está|están|hay|es|son|tiene|tienen|sigue|cabe|vale|se puede|podemos|tenemos)"
    r" [^?]+)\?",
    re.IGNORECASE,
)


def goal(text: str, language: str) -> str | None:
    """None where the question is of no form that is known, or too long."""
    bare = text[lead.end() :] if (lead := _LEAD.match(text)) else text
    turned = {"de": _german, "fr": _french, "es": _spanish}.get(language)
    made = turned(bare) if turned else None
    return made if made and len(made.split()) <= _MOST_WORDS else None


def _german(text: str) -> str | None:
    if found := _WH_DE.match(text):
        return f"Klären, {found['wh'].lower()} {_verb_last(found['rest'], found['verb'])}"
    found = _YES_DE.match(text)
    return f"Klären, ob {_verb_last(found['rest'], found['verb'])}" if found else None


def _verb_last(rest: str, verb: str) -> str:
    words = re.split(r",", rest)[0].split()
    end = words.pop() if words[-1] in SEPARABLE else ""
    return " ".join([*words, end + verb.lower()])


def _french(text: str) -> str | None:
    if found := _YES_FR.match(text):
        what = found["what"]
        return f"Vérifier s'{what}" if re.match(r"ils?\b", what) else f"Vérifier si {what}"
    found = _WH_FR.match(text)
    return (
        f"Dire {found['what'][:1].lower()}{found['what'][1:]}" if found and "-" not in found["what"] else None
    )


def _spanish(text: str) -> str | None:
    if found := _WH_ES.match(text):
        return f"Averiguar {found['what'][:1].lower()}{found['what'][1:]}"
    found = _YES_ES.match(text)
    return f"Averiguar si {found['what'][:1].lower()}{found['what'][1:]}" if found else None
