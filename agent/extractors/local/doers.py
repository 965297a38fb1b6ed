"""Who is said to do something, in the shorter ways of lists, notes and talk. Pure."""

from __future__ import annotations

import re

from agent.extractors.local import verbs
from agent.extractors.local.clauses import STATES
from agent.extractors.local.names import Mention, Names

_STATES_DE = r"(?:hat|ist|war|heißt|sagt|meint|findet|glaubt|hofft|bittet|braucht|kommt|steht|bleibt|kennt)"
_OBJECT_DE = r"(?:das|die|den|dem|der|ein|eine|einen|sich|es|ihn|sie|uns|alle|noch|bitte|morgen|heute)\b"
_ASIDE = re.compile(rf" \([^)]{{1,30}}\) (?:(?P<verb>[a-z]+s) |(?!{_STATES_DE} )[a-zäöüß]+t {_OBJECT_DE})")
_TURNED = re.compile(rf"(?:^|[,;:.] |\bund )(?!{_STATES_DE} )[a-zäöüß]+t (?=[A-ZÄÖÜ])")
_TURNED_OBJECT = re.compile(f" {_OBJECT_DE}")
_TO_PERSONS = re.compile(
    r"(?:.{0,20}\b)?(?:call|ring|phone|e-?mail|ask|tell|text|meet|invite|thank|remind|contact|write to"
    r"|message|chase|visit|speak to|talk to)\b"
    r"|.*\b(?:with|to|from|by|for) (?:the|our|my|his|her|their|a) [\w ]+, $",
    re.IGNORECASE,
)
"""Before a name, that says who the vet is: "call the vet, Dr Hay"."""
_FOR_ME = re.compile(
    r"(?:(?:actions?|to-?do|ai|ap)\W{1,3})?(?P<first>me|myself|ich|moi|yo)(?: ?[:–—]| -) "
    r"|.*(?:[-–—(=>→] ?)(?P<last>me|myself|ich|moi|yo)\)?[.!]?$",
    re.IGNORECASE,
)
_TOLD_YOU = re.compile(
    r"\bi(?:'ve| have)? (?:told|promised|assured) (?!you\b)[\w' ]{1,30}?(?:that )?"
    r"you(?:'d|'ll| would| will)\b",
    re.IGNORECASE,
)
_WHAT_SHALL_I = re.compile(
    r"(?:\w+[,:]? )?(?:what|which|where|how|who|when|was|wie|wo|wohin|welche\w*|que|qu'est-ce que|où|comment"
    r"|qué|dónde|cómo|cuál)\b[^?]*?\b(?:(?:should|shall|do|can|must|may) i|am i to"
    r"|(?:soll|sollte|muss|kann|darf) ich|dois-je|je dois|debo|tengo que|hago)\b[^?]*\?",
    re.IGNORECASE,
)
_SO_DO = re.compile(
    r"\bi(?:'m| am|'ll be| will be) [^.;?!]*?,? so (?:please )?(?P<verb>[a-z]+) ", re.IGNORECASE
)
"""For "I'm out on Tuesday, so leave them next door"."""
_TAKES_IT = re.compile(
    r"(?: (?:has |have )?(?:said|says|promised|agreed|offered|volunteered)"
    r"(?: (?:that )?(?:he|she|they)(?:'d|'ll| would| will)| to)|'ll| will| would| can|(?: is|'s) going to)"
    r" (?:see to|do|take(?: care of| on)?|handle|look (?:after|into)|sort(?: out)?|deal with|get|be on|fix)"
    r" (?:it|that|this|them|these|those)\b"
    r"|(?:'s| is)(?: already)? (?:on (?:it|that|to it)|doing (?:it|that|this|them))\b"
    r"|(?: has|'s got| has got) (?:that|this) (?:one|in hand)\b",
    re.IGNORECASE,
)


def named(text: str, names: Names, *, listed: bool) -> Mention | None:
    """For "Frau Weiß (in Kopie) baut sie ab", "lässt Heiner das Rad laufen".

    In a list, also for "pool hoist certificate, Facilities, by the 26th".
    """
    return _at_start(text, names) or _turned(text, names) or (_between(text, names) if listed else None)


def _at_start(text: str, names: Names) -> Mention | None:
    at = article.end() if (article := re.match(r"(?:The|Der|Die|Das) ", text)) else 0
    start = names.at_start(text[at:])
    if start is None:
        return None
    mention = Mention(at + start.start, at + start.end, start.name)
    aside = _ASIDE.match(text, mention.end)
    acts = aside and (aside["verb"] is None or verbs.third_person(aside["verb"]))
    return mention if acts else None


def _turned(text: str, names: Names) -> Mention | None:
    """German, where the verb comes first."""
    if "?" in text:
        return None
    for found in _TURNED.finditer(text):
        start = names.at_start(text[found.end() : found.end() + 100])
        if start and _TURNED_OBJECT.match(text, found.end() + start.end):
            return Mention(found.end(), found.end() + start.end, start.name)
    return None


def _between(text: str, names: Names) -> Mention | None:
    """The only name, set off by commas."""
    found = names.find(text)
    if len(found) != 1:
        return None
    before, after = text[: found[0].start], text[found[0].end :]
    last = not after.strip(" .")
    apart = before.endswith(", ") and (after.startswith(",") or last)
    says_who = tells_who(before if last else before[:20])
    return found[0] if apart and not says_who else None


def tells_who(before: str) -> bool:
    """Is a name behind this, and a comma, that of the one just spoken of: "call the vet, Dr Hay"?"""
    return bool(_TO_PERSONS.match(before))


def for_me(text: str) -> re.Match[str] | None:
    """For "me: the new call sheet", "new call sheet (me)"."""
    return _FOR_ME.match(text)


def asks_who_hears(text: str) -> bool:
    """Is it for the hearer though it says "I": "I told him you'd ring", "What should I do with it?"?"""
    orders = _SO_DO.search(text)
    told = orders and verbs.is_base(orders["verb"]) and orders["verb"].casefold() not in STATES
    return bool(told or _TOLD_YOU.search(text) or _WHAT_SHALL_I.match(text))


def takes_it(text: str, names: Names) -> Mention | None:
    """Who does what was said before: "Kwame said he would see to that", "Ben's on it"."""
    start = names.at_start(text)
    found = _TAKES_IT.match(text, start.end) if start else None
    return start if found else None
