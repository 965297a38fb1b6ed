"""A German clause that asks or promises: who does what. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.extractors.local.abroad import german, german_open
from agent.extractors.local.abroad.german_phrases import SHALL, at_end, cut, finite, tidy, without_zu
from agent.extractors.local.abroad.moods import Mood
from agent.extractors.local.abroad.reading import Hearers, Reading, Who, person_at
from agent.extractors.local.abroad.tables_de import SEPARABLE
from agent.extractors.local.abroad.times import without_times

_I = re.IGNORECASE
_ASKS_YOU = re.compile(
    r"(?:bitte )?(?:kannst|könntest|würdest|magst|willst|möchtest|solltest|sollst|musst)(?: du)? "
    r"|(?:könn(?:t)?en|würden|möchten|mögen|wollen) sie |(?:könnt|könntet|würdet|mögt) ihr "
    r"|(?:du|ihr|sie) (?:musst|müsst|müssen|sollst|sollt|solltest|sollten|kannst|könnt|können"
    r"|könntest|könnten) ",
    _I,
)
_ASKS_ANY = re.compile(
    r"(?:kann|könnte|mag|würde|muss|müsste|sollte|soll) (?:jemand|wer|einer(?: von (?:euch|uns))?|man) "
    r"|(?:jemand(?: (?:(?:aus|von|in)(?: (?:der|dem|den|unser\w*))?|vom|im) (?!euch|uns)[\w-]+)?"
    r"|einer von (?:euch|uns)|man|wer) "
    r"(?:muss|müsste|sollte|soll|könnte|kann|mag) "
    r"|(?:können|könnten|sollten|sollen|müssen|wollen) wir ",
    _I,
)
_REMINDS = re.compile(
    r"(?:wärst du|wären sie|wärt ihr) so (?:nett|lieb|freundlich|gut),? (?:und )?"
    r"|(?:bitte )?(?:denk(?:t|e|en sie)?(?: bitte)? (?:bitte )?daran|vergiss(?: bitte)?(?: bitte)? nicht"
    r"|vergesst(?: bitte)? nicht|vergessen sie(?: bitte)? nicht|ich bitte (?:dich|euch|sie)(?: darum)?"
    r"|wir bitten sie(?: darum)?|es wäre (?:nett|schön|toll),? wenn du),? ",
    _I,
)
_WILL = r"(?:werde|will|muss|soll|kann|möchte|wollte|würde|werden|wollen|müssen|sollen|können|möchten)"
_AGREED = re.compile(
    r" (?:hat|haben) (?:sich )?(?:zugesagt|versprochen|angeboten|übernommen|vorgenommen|bereit"
    r" erklärt|verpflichtet)(?: es)?,? ",
    _I,
)
_NEED = re.compile(
    r"(?:(?:ich|wir) (?P<verb>brauche?n?|bräuchten?|benötigen?|benötige|erwarten?)"
    r"|(?P<bare>brauche?|bräuchte|benötige)(?! (?:ich|wir|du|ihr)\b))"
    r" (?:von (?:dir|ihnen|euch) )?(?P<what>.+)",
    _I,
)
_NEED_TURNED = re.compile(
    r"(?P<what>.{0,90}?) ?\b(?P<verb>brauche?n?|bräuchten?|benötigen?|erwarten?) (?:ich|wir) (?:von"
    r" (?:dir|ihnen|euch) |dringend |dazu )*(?P<rest>.*)",
    _I,
)
_WOULD = re.compile(
    r"(?:(?:es|das) )?(?:wäre?|fände ich|ich wäre|wir wären|ich würde mich freuen)[^,]{0,40}, wenn"
    r" (?:du|sie|ihr) (?P<what>.+?)"
    r" (?:könntest|könnten|könntet|würdest|würden|kannst|können)\b",
    _I,
)
_THING = re.compile(
    r"(?:(?:bis|dringend|noch|dafür|dazu) \S+ )?(?:(?:den|die|das|eine?n?|\d[\d.]*|ihren?|deinen?"
    r"|euren?|alle|neue"
    r"|zwei|drei) |(?-i:[A-ZÄÖÜ])|(?:sie|ihn|es)\b)",
    _I,
)
_ONLY_IT = re.compile(r"(?:den|die|das|sie|ihn|es|diese[nrs]?)", _I)
_TAKES = re.compile(r"(?:kümmern|übernehmen)$")
_DENIED = re.compile(r"\b(?:nicht|kein\w*|nie|niemals)\b", _I)
_FIRST = re.compile(r"(?P<who>ich|wir) (?P<verb>[\wäöüß]+) ", _I)
_SIE = re.compile(r"(?P<verb>[\wäöüß]+en|[\wäöüß]+[er]n) sie ", _I)
_WORD = re.compile(r"[\wäöüß]+", _I)
_NOUNLY = re.compile(r" (?:des|vom|von|für|zur|zum|ist|sind|war|wird|wurde|hat|haben|bei)\b", _I)
_OBJECT = re.compile(
    r" (?:den|die|das|dem|eine?[nmrs]?|mir|uns|ihm|ihr|ihnen|mich|dich|dir|euch|bitte|doch|mal|noch"
    r"|auch|alle[snm]?"
    r"|beide|\d+|(?:mein|dein|unser|ihr|euer|eur)\w*|bis|am|um|zum|zur|im|in|an|auf|sofort|gleich"
    r"|schnell|kurz"
    r"|nur|jede\w*|diese\w*|ihn"
    r"|sie (?=(?:ihr|ihm|ihnen|mir|uns|bitte|noch|heute|morgen|am|zum|zur|in|an|auf|ab|weg)\b)"
    r"|es|nochmal|morgen|heute|wieder|weiter|zwei|drei|vier|fünf|zehn)\b",
    _I,
)
"""What follows an order; after a noun that looks like one comes something else."""
_TO_HER = re.compile(
    r"(?:gib|gebt|sag|sagt|schick\w*|sende?t?|bring\w*|zeig\w*|meld\w*|schreib\w*|hilf|helft)$", _I
)
_ASKS_WHAT = re.compile(r"(?:was|wie|wo|wohin|woher|wann|wer|wen|wem|warum|welche[rsmn]?)\b", _I)
_AFTER = re.compile(r" (?P<who>ich|wir)\b(?: mich)?", _I)
_MOVES = re.compile(
    r"(?:fahren|gehen|kommen|laufen|bleiben|melden|kümmern|warten|schauen|rufen|helfen|reden|fragen|denken"
    r"|sprechen|arbeiten|schreiben|beginnen|stehen|ziehen)$"
)
"""Verbs that take no thing, or not always."""
_HAS_THING = re.compile(
    r"[A-ZÄÖÜ]|\b(?:den|die|das|dem|der|es|sie|ihn|eine?[nmrs]?|dir|euch|mich|mir|uns|sich|dich|was|alles"
    r"|nichts|kein\w*|so|dann|und|um|mit|für|nach)\b"
)


def read(text: str, hearers: Hearers) -> Reading | None:
    """The clause that begins here."""
    for rule in (
        _asked,
        _reminded,
        _needed,
        _own,
        _promised,
        german_open.anyone,
        _somebody,
        _ordered,
        _turned,
        german_open.passive,
        german_open.bare,
    ):
        if found := rule(text, hearers):
            denied = found.who in {Who.ME, Who.NAMED} and _DENIED.search(found.goal)
            return replace(found, plain=False) if denied else found
    return None


def _asked(text: str, hearers: Hearers) -> Reading | None:
    for pattern, who in ((_ASKS_YOU, Who.YOU), (_ASKS_ANY, Who.NOBODY)):
        if found := pattern.match(text):
            goal = at_end(text[found.end() :])
            if hearers.strangers and found[0].lower().startswith("sie "):
                return None  # in minutes these are others
            whose = Who.OPEN if " wir " in found[0].lower() else who
            return Reading(whose, goal, sure=who is Who.YOU) if goal else None
    return None


def _reminded(text: str, _: Hearers) -> Reading | None:
    if would := _WOULD.match(text):
        goal = at_end(f"{would['what']} ")
        return Reading(Who.YOU, goal, sure=True) if goal else None
    found = _REMINDS.match(text)
    goal = without_zu(text[found.end() :]) if found else None
    return Reading(Who.YOU, goal, sure=True) if goal else None


def _needed(text: str, hearers: Hearers) -> Reading | None:
    """For "wir brauchen bis Freitag eine Liste", "Ihren Bericht erwarten wir": who asks is to get it."""
    found = _NEED.match(text) or _NEED_TURNED.match(text)
    if found is None or _DENIED.search(found["what"]):
        return None
    said = (found["rest"], found["what"]) if "rest" in found.groupdict() else (found["what"],)
    what = next((cut(part) for part in said if _THING.match(part.lstrip())), None)
    if len(said) > 1 and what and _ONLY_IT.fullmatch(what):
        return None  # why what was asked for is needed
    begs = (found["verb"] or "").lower().startswith("erwart") and hearers.author
    goal = f"mir {what} schicken" if begs else f"{what} liefern"
    return Reading(Who.YOU, tidy(goal)) if what else None


def _promised(text: str, hearers: Hearers) -> Reading | None:
    """For "Sven hat zugesagt, die Liste zu schicken"."""
    span = person_at(text, 0, hearers)
    found = _AGREED.match(text, span[1]) if span else None
    goal = without_zu(text[found.end() :]) if found else None
    return Reading(Who.NAMED, goal, span) if goal else None


def _own(text: str, _: Hearers) -> Reading | None:
    found = _FIRST.match(text)
    if found is None:
        return None
    if re.fullmatch(_WILL, found["verb"], _I):
        goal = at_end(text[found.end() :])
    else:
        goal = finite("", text[found.end() :], _first(found["verb"], found["who"]))
    return Reading(Who.ME, goal) if goal else None


def _first(verb: str, who: str) -> str | None:
    return german.infinitive(verb, Mood.FIRST if who.lower() == "ich" else Mood.POLITE)


def _somebody(text: str, hearers: Hearers) -> Reading | None:
    span = person_at(text, 0, hearers)
    found = re.compile(r" (?P<verb>[\wäöüß]+) ").match(text, span[1]) if span else None
    if span is None or found is None:
        return None
    rest = text[found.end() :]
    shall = re.fullmatch(SHALL, found["verb"], _I) is not None
    if shall:
        goal = at_end(rest)
    else:
        verb = german.infinitive(found["verb"], Mood.THIRD)
        if verb is None and hearers.names.at_start(text[span[0] :]):
            verb = german.guessed(found["verb"])
        goal = finite("", rest, verb)
    return Reading(Who.NAMED, goal, span, present=not (shall or _TAKES.search(goal))) if goal else None


def _ordered(text: str, hearers: Hearers) -> Reading | None:
    begin = re.match(r"bitte ", text, _I)
    begged = "bitte" in text.lower()
    at = begin.end() if begin else 0
    if polite := _SIE.match(text, at):
        verb = german.infinitive(polite["verb"], Mood.POLITE)
        goal = finite("", text[polite.end() :], verb)
        return Reading(Who.YOU, goal, sure=begged) if goal else None
    found = _WORD.match(text, at)
    if found is None or _NOUNLY.match(text, found.end()) or _AFTER.match(text, found.end()):
        return None
    if spoken_to := re.match(r" (?P<who>du|ihr)\b", text[found.end() :], _I):
        mood = Mood.SECOND if spoken_to["who"].lower() == "du" else Mood.ORDER
        verb = german.infinitive(found[0], mood)
        goal = finite("", text[found.end() + spoken_to.end() :], verb)
        return Reading(Who.YOU, goal, sure=begged) if goal else None
    if begged and (told := re.match(r"(?:du|ihr) (?P<verb>[a-zäöüß]+) ", text[at:], _I)):
        goal = finite("", text[at + told.end() :], german.infinitive(told["verb"], Mood.SECOND))
        return Reading(Who.YOU, goal, sure=True) if goal else None
    verb = german.infinitive(found[0], Mood.ORDER)
    if verb and _is_told(text, found.end(), hearers):
        goal = finite("", text[found.end() :], verb)
        return Reading(Who.YOU, goal, sure=begged) if goal else None
    goal = at_end(text[at:]) if begin else None
    return Reading(Who.YOU, goal, sure=begged) if goal else None


def _is_told(text: str, at: int, hearers: Hearers) -> bool:
    """Does something follow that follows an order, not a noun?"""
    if _TO_HER.match(text[:at]) and text[at:].startswith(" der "):
        return True
    if _OBJECT.match(text, at) or person_at(text, at + 1, Hearers(hearers.names)):
        return True
    return cut(text[at:]).rsplit(" ", 1)[-1] in SEPARABLE


def _turned(text: str, hearers: Hearers) -> Reading | None:
    """For "Den Entwurf stelle ich Ihnen zu", "Ab sofort gleicht Frau Lorenz die Pläne ab"."""
    head = re.split(r"[,;:.!?]", text, maxsplit=1)[0]
    if _ASKS_WHAT.match(text):
        return None
    for found in _WORD.finditer(head):
        if own := _AFTER.match(text, found.end()):
            shall = re.fullmatch(_WILL, found[0], _I)
            verb = None if shall else _first(found[0], own["who"])
            goal = _joined(text[: found.start()], text[own.end() :], verb, shall=bool(shall))
            goal = without_times(goal, "de") if goal else None
            goal = goal if found.start() or shall or goal is None else _with_its_thing(goal)
            return Reading(Who.ME, goal) if goal else None
        if not found.start() or text[found.end() : found.end() + 1] != " " or found[0][:1].isupper():
            continue
        at = found.end() + (len(" sich ") if text.startswith(" sich ", found.end()) else 1)
        span = person_at(text, at, Hearers(hearers.names))
        shall = re.fullmatch(SHALL, found[0], _I)
        verb = german.infinitive(found[0], Mood.THIRD) if span else None
        if span and (shall or verb):
            goal = _joined(text[: found.start()], text[span[1] :], verb, shall=bool(shall))
            return (
                Reading(Who.NAMED, goal, span, present=not (shall or _TAKES.search(goal))) if goal else None
            )
    return None


def _with_its_thing(goal: str) -> str:
    """For "bau ich morgen ein", in which "das" is left out; not for "fahr ich morgen hin"."""
    bare = goal[:1].lower() + goal[1:]
    verb = bare.rsplit(" ", 1)[-1].lower()
    if _MOVES.search(verb) or _HAS_THING.search(bare) or verb not in bare.lower().split():
        return goal
    return f"Das {bare}"


def _joined(before: str, rest: str, verb: str | None, *, shall: bool) -> str | None:
    before = before.strip()
    return at_end(f"{before} {rest}") if shall else finite(before, rest, verb)


def follows(text: str, hearers: Hearers) -> Reading | None:
    """Behind a clause that says why or when, the verb stands first: "…, lässt Heiner die Pumpe laufen"."""
    found = _WORD.match(text)
    if found is None or found[0][:1].isupper() or text[found.end() : found.end() + 1] != " ":
        return None
    span = person_at(text, found.end() + 1, hearers)
    if span is None or text[found.end() + 1 : span[0]].strip():
        return None
    shall = re.fullmatch(SHALL, found[0], _I)
    verb = german.infinitive(found[0], Mood.THIRD)
    goal = _joined("", text[span[1] :], verb, shall=bool(shall)) if shall or verb else None
    return Reading(Who.NAMED, goal, span, present=not shall) if goal else None
