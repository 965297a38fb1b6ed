"""A clause of French or Spanish that asks or promises: who does what. Pure."""

from __future__ import annotations

import re

from agent.extractors.local.abroad.moods import Mood
from agent.extractors.local.abroad.reading import Hearers, Reading, Who, person_at
from agent.extractors.local.abroad.romance_phrases import Phrase, Place, cut, phrase, tidied
from agent.extractors.local.abroad.tongue import Tongue

_I = re.IGNORECASE
_POLITE = re.compile(
    r"¿?(?:por favor|porfa|se faz favor|per favore|per piacere|s'il (?:te|vous) pla[iî]t|svp)?,? ?", _I
)
_ANY = re.compile(r"quelqu'un|alguien|l'un|uno de|qui\b|quién", _I)
_WHEN = re.compile(r"(?:para|por|el|la|los|las|esta|este|yo|hoy|mañana|luego|ahora|después|ya)\b", _I)
_BEGGED = re.compile(r"por favor|porfa|se faz favor|per favore|per piacere|s'il (?:te|vous) pla|svp|stp", _I)
_BEGS = re.compile(r"(?:te|le|os|les|solicit|il (?:me|nous) faudrait|j'aurais besoin)", _I)
_SPLIT = re.compile(r"(?<!\w)(\w+[aei]r)-(lhes?|te|vos)-(?:ei|emos)(?!\w)", _I)
"""For "enviar-lhe-ei"."""
_WILL_DO = re.compile(
    r" (?:(?:l'|les? |la |l[oa]s? |me |te |nous |nos |vous |vos ))?[^\W\d_]+(?:ra|rá|rà)(?!\w)", _I
)
_IT_IS = re.compile(r"c'est (?=[^,.;?!]{2,40} qui )", _I)
_LEFT = re.compile(
    r"(?P<what>(?:les? |la |l'|el |los |las |cette |ce |ces |tous les |toutes les |nos |notre |votre |vos )"
    r"[^,.;:?!]{2,60}?) (?:(?:est|sont|restent?|seront|sera)(?: encore| donc| aussi)? à"
    r"|(?:está|están|queda|quedan) (?:pendientes? de|por)) (?P<verb>[^\W\d_]+[ei]r|[^\W\d_]+(?:re|ar))(?!\w)",
    _I,
)
_YOU = re.compile(r"(?:tu|vous|tú|vos|ustedes|usted) ", _I)
_DOES_FOR_ME = re.compile(r"ustede?s? (?:me|nos) ", _I)
_SAYS = re.compile(
    r"(?:pedir|solicitar|preguntar|decir|contar|recordar|confirmar|informar|comentar|indicar|parecer)\b", _I
)
_FOR_ME = re.compile(
    r"(?P<what>(?:es[ae]s?|est[ae]s?|el|la|los|las|esos|estos) [^,.;:?!]{2,40}?) (?:me|nos) l[oa]s? "
    r"(?P<verb>[^\W\d_]+[ae]n)(?!\w)",
    _I,
)
_PRESSING = re.compile(
    r"\b(?:hoy|mañana|ahora|antes|urgente|por favor|porfa|cuanto|est[ea] (?:tarde|noche|semana))\b", _I
)
_CHARGED = {"s'": "S'occuper", "se": "Se charger", "es": "Se charger"}


def read(tongue: Tongue, text: str, hearers: Hearers, ahead: str = "") -> Reading | None:
    """The clause that begins here. `ahead`: what the sentence said before it."""
    place = Place(tongue, _SPLIT.sub(r"vou \2 \1", text), hearers, ahead)
    for rule in (_asked, _wished, _needed, _own, _to_be, _told_you, _somebody, _ordered, _dropped, _bare):
        if found := rule(place):
            return found
    return None


def _reading(who: Who, found: Phrase | None, *, sure: bool = False) -> Reading | None:
    return Reading(who, found.goal, sure=sure) if found else None


def _asked(place: Place) -> Reading | None:
    for pattern, who in ((place.tongue.asks, Who.YOU), (place.tongue.asks_any, Who.NOBODY)):
        found = pattern.match(place.text)
        goal = phrase(place, found.end(), None, _leading(place, found)) if found else None
        if found and goal:
            whose = Who.OPEN if who is Who.NOBODY and not _ANY.search(found[0]) else who
            return _reading(whose, goal, sure=who is Who.YOU)
    return None


def _leading(place: Place, found: re.Match[str]) -> list[str]:
    """Pronouns before the verb that asks: "me puedes enviar"."""
    head = re.match(r"¿?((?:me |nos |lo |la |les? )+)", found[0], _I)
    return head[1].lower().split() if head and place.tongue.to == "a" else []


def _wished(place: Place) -> Reading | None:
    found = place.tongue.wishes.match(place.text)
    goal = phrase(place, found.end(), Mood.WISH) if found else None
    return _reading(Who.NOBODY if found and _ANY.search(found[0]) else Who.YOU, goal, sure=True)


def _needed(place: Place) -> Reading | None:
    """For "il me faudrait la liste", "necesitamos dos copias": who asks is to get it."""
    tongue = place.tongue
    found = tongue.needs.match(place.text)
    what = tongue.object_follows.match(place.text[found.end() :]) if found else None
    if found is None or what is None or what[0].lower() in {"que", "si"}:
        return None
    thing = tidied(tongue, cut(tongue, place.text[found.end() :]))
    whom = f" {tongue.to} {place.hearers.author}" if place.hearers.author else ""
    return Reading(Who.YOU, f"{tongue.give} {thing}{whom}", sure=_BEGS.match(place.text) is not None)


def _own(place: Place) -> Reading | None:
    found = place.tongue.own.match(place.text)
    if found is None:
        return None
    will = any(v for k, v in found.groupdict().items() if k.startswith("will"))
    return _reading(Who.ME, phrase(place, found.end(), None if will else Mood.FIRST))


def _to_be(place: Place) -> Reading | None:
    """For "Les clés sont à rendre lundi", "Las cajas están por revisar"."""
    found = _LEFT.match(place.text)
    if found is None or not place.tongue.is_infinitive(found["verb"]):
        return None
    rest = tidied(place.tongue, cut(place.tongue, place.text[found.end() :]))
    what = found["what"][:1].lower() + found["what"][1:]
    return Reading(Who.OPEN, f"{found['verb'].capitalize()} {what} {rest}".strip())


def _told_you(place: Place) -> Reading | None:
    """For "usted me toma la temperatura", "tu attrapes les parents stp", "esa red me la cosen hoy"."""
    tongue, text = place.tongue, place.text
    if found := _YOU.match(text):
        polite = found[0].lower().startswith("ustede") or found[0].lower().startswith("usted")
        asked = polite or _BEGGED.search(text)
        told = phrase(place, found.end(), Mood.THIRD if polite else Mood.SECOND) if asked else None
        outright = not polite or (_DOES_FOR_ME.match(text) and not _SAYS.match(told.goal if told else ""))
        return _reading(Who.YOU, told, sure=bool(outright)) if told else None
    found = _FOR_ME.match(text) if tongue.to == "a" else None
    verb = tongue.infinitive(re.sub(r"n$", "", found["verb"]), Mood.THIRD) if found else None
    if found is None or verb is None or verb in tongue.idle or not _PRESSING.search(text, found.end()):
        return None
    rest = tidied(tongue, cut(tongue, text[found.end() :]))
    what = re.sub(r"^(es[ae]|est[ae])(?= )", _article_of, found["what"], flags=_I)
    return Reading(Who.YOU, f"{verb.capitalize()} {what[:1].lower()}{what[1:]} {rest}".strip())


def _article_of(found: re.Match[str]) -> str:
    return "la" if found[1].lower().endswith("a") else "el"


def _somebody(place: Place) -> Reading | None:
    tongue, text = place.tongue, place.text
    if found := tongue.inverted.match(text):
        span = person_at(text, found.end(), place.hearers)
        return (
            Reading(Who.NAMED, f"{tongue.care} {found['of'].lower()}{found['what']}", span) if span else None
        )
    begin = _IT_IS.match(text)
    span = person_at(text, begin.end() if begin else 0, place.hearers)
    known = span is not None and place.hearers.names.at_start(text[span[0] :]) is not None
    if span is None or (not known and tongue.infinitive(text[: span[1]], Mood.ORDER)):
        return None
    behind = span[1] + len(" qui") if begin and text.startswith(" qui ", span[1]) else span[1]
    present = False
    if found := tongue.shall.match(text, behind):
        goal = phrase(place, found.end(), None)
    elif found := tongue.cares.match(text, behind):
        goal = _cared(place, found)
    else:
        present, spaced = _WILL_DO.match(text, behind) is None, text[behind : behind + 1] == " "
        goal = phrase(place, behind + 1, Mood.THIRD, guess=known) if spaced else None
    return Reading(Who.NAMED, goal.goal, span, plain=not goal.pointed, present=present) if goal else None


def _cared(place: Place, found: re.Match[str]) -> Phrase:
    """For "Léa s'occupe de réserver la salle", "Léa s'occupe du ménage"."""
    tongue = place.tongue
    inner = phrase(place, found.end(), None) if found["of"].strip() in {"de", "d'"} else None
    verb = tongue.care if tongue.to == "a" else _CHARGED[found["does"][:2].lower()]
    return inner or Phrase(f"{verb} {found['of']}{tidied(tongue, cut(tongue, place.text[found.end() :]))}")


def _ordered(place: Place) -> Reading | None:
    begin = _POLITE.match(place.text)
    at = begin.end() if begin else 0
    if found := phrase(place, at, Mood.ORDER):
        return _reading(Who.YOU, found, sure=_BEGGED.search(place.text) is not None)
    if place.text.rstrip().endswith("?"):
        you = re.compile(r"(?:tu|vous|tú) ", _I).match(place.text, at)
        if found := phrase(place, you.end() if you else at, Mood.SECOND):
            return _reading(Who.YOU, found)
    return _reading(Who.YOU, phrase(place, at, None)) if begin and begin[0].strip("¿ ") else None


def _dropped(place: Place) -> Reading | None:
    """For "os traigo dos presupuestos", "los permisos los pido yo": I, left out or behind."""
    if place.tongue.to != "a":
        return None
    for found in re.finditer(r"(?:(?:me|te|os|lo|la|los|las|le|les|se) )*[^\W\d_]+", place.text[:90]):
        head = place.text[: found.start()]
        if re.search(r"[,;.:!?]", head):
            break
        ahead = Place(place.tongue, place.text, place.hearers, head or place.ahead)
        goal = phrase(ahead, found.start(), Mood.FIRST) if not head or _WHEN.match(head) else None
        if goal:
            return Reading(Who.ME, re.sub(r" yo\b", "", goal.goal))
    return None


def _bare(place: Place) -> Reading | None:
    first, _, follows = place.text.partition(" ")
    told = place.tongue.object_follows.match(follows) or place.tongue.infinitive(first, Mood.BARE)
    goal = phrase(place, 0, None) if told else None
    return Reading(Who.OPEN, goal.goal, plain=False) if goal else None
