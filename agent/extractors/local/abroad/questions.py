"""A question as the order to find out its answer: "Ist die Halle frei?" → "Klären, ob …". Pure."""

from __future__ import annotations

import re

from agent.extractors.local.abroad import german
from agent.extractors.local.abroad.moods import Mood
from agent.extractors.local.abroad.tables_de import SEPARABLE
from agent.extractors.local.abroad.tongue import Tongue
from agent.extractors.local.abroad.tongues import FRENCH, SPANISH
from agent.text.marks import words as words_of

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
_MODAL = words_of("soll sollen kann können darf dürfen muss müssen will wollen")
_SHALL = words_of("dois doit peux peut puis debo puedo podemos debemos tengo tenemos")
_VERB = re.compile(r" (?:que )?(?P<verb>[^\W\d_]+)")
_MINE = re.compile(
    r"(?P<wh>(?:où|comment|quand|combien|qu'est-ce qu(?:e |')|à qui|dónde|cómo|cuándo|qué|a quién|adónde"
    r"|en qué [^\W\d_]+|à quelle [^\W\d_]+|quel(?:le)?s? [^\W\d_]+)) ?(?:(?:je |j'|on ))?"
    r"(?P<verb>[^\W\d_]+)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_YES_ES = re.compile(
    r"¿?(?P<what>(?:está|están|hay|es|son|tiene|tienen|sigue|cabe|vale|se puede|podemos|tenemos)"
    r" [^?]+)\?",
    re.IGNORECASE,
)


def goal(text: str, language: str, asker: str | None = None) -> str | None:
    """None where the question is of no form that is known, or too long. `asker`: who says "I"."""
    bare = text[lead.end() :] if (lead := _LEAD.match(text)) else text
    turned = {"de": _german, "fr": _french, "es": _spanish}.get(language)
    made = turned(bare, asker) if turned else None
    return made if made and len(made.split()) <= _MOST_WORDS else None


def _german(text: str, asker: str | None) -> str | None:
    found = _WH_DE.match(text) or _YES_DE.match(text)
    if found is None:
        return None
    first = found["wh"].lower() if "wh" in found.groupdict() else "ob"
    return f"Klären, {first} {_verb_last(found['rest'], found['verb'].lower(), asker)}"


def _verb_last(rest: str, verb: str, asker: str | None) -> str:
    words = re.split(r",", rest)[0].split()
    end = words.pop() if words[-1] in SEPARABLE else ""
    if words and words[0].lower() == "ich" and asker:
        words[0] = asker
        verb = verb if verb in _MODAL else _his(verb)
    inner = next((i for i, word in enumerate(words) if german.is_infinitive(word) and word.islower()), None)
    if verb in _MODAL and inner is not None and words[inner + 1 : inner + 2] in (["mit"], ["für"], ["bei"]):
        words.append(words.pop(inner))
    return " ".join([*words, end + verb])


def _his(verb: str) -> str:
    """For "stelle" of me: "stellt" of him."""
    infinitive = german.infinitive(verb, Mood.FIRST)
    return next((form for form, of in german.forms(Mood.THIRD).items() if of == infinitive), verb)


def _to_tell(tongue: Tongue, what: str, asker: str) -> str | None:
    """For "où je pose les cartons", "dónde dejo las llaves": "où poser les cartons"."""
    found = _MINE.match(what)
    if found is None:
        return None
    verb = tongue.infinitive(found["verb"], Mood.FIRST) or tongue.infinitive(found["verb"], Mood.THIRD)
    behind = _VERB.match(found["rest"]) if found["verb"].lower() in _SHALL else None
    if behind and tongue.is_infinitive(behind["verb"]):
        verb, rest = behind["verb"], found["rest"][behind.end() :]
    elif found["verb"].lower() in _SHALL or verb is None:
        return None
    else:
        rest = found["rest"]
    wh = {"qu'est-ce que": "quoi", "qu'est-ce qu'": "quoi", "que": "quoi"}.get(found["wh"].lower().strip())
    tell = "Dire" if tongue.to == "à" else "Decir"
    said = wh if wh and tongue.to == "à" else found["wh"].strip().lower()
    return f"{tell} {tongue.to} {asker} {said} {verb}{rest}".strip()


def _french(text: str, asker: str | None) -> str | None:
    if asker and (told := _to_tell(FRENCH, re.sub(r" ?\?.*$", "", text, flags=re.DOTALL), asker)):
        return told
    if found := _YES_FR.match(text):
        what = found["what"]
        return f"Vérifier s'{what}" if re.match(r"ils?\b", what) else f"Vérifier si {what}"
    found = _WH_FR.match(text)
    return (
        f"Dire {found['what'][:1].lower()}{found['what'][1:]}" if found and "-" not in found["what"] else None
    )


def _spanish(text: str, asker: str | None) -> str | None:
    if asker and (told := _to_tell(SPANISH, re.sub(r"¿|\?.*$", "", text, flags=re.DOTALL), asker)):
        return told
    if found := _WH_ES.match(text):
        return f"Averiguar {found['what'][:1].lower()}{found['what'][1:]}"
    found = _YES_ES.match(text)
    return f"Averiguar si {found['what'][:1].lower()}{found['what'][1:]}" if found else None
