"""Whom a goal reaches, and with what: "Send Ana the list" → "Ana has the list". English; pure.

Both orders of the two objects: "give Ana the list", "give the list to Ana". Where it is not sure which words
are the person and which the thing, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from agent.extractors.local import cues_ends, verbs
from agent.extractors.local.numbers import is_plural
from agent.extractors.local.phrases import is_phrase, relative
from agent.extractors.local.tails import alone
from agent.text.marks import words

_HAS = cues_ends.GIVES - {"offer"} | words(
    "refund pay grant assign fax post leave fetch find buy make draw bake build print cook write draft do "
    "save pour cut pack wrap"
)
_TO_HAS = cues_ends.GIVES - words("offer show") | words("refund grant assign fax post pass drop")
_IS_DONE = words("ask teach offer promise charge bill invoice quote refuse deny award allow")
"""In the end the person has been asked, taught or promised it."""
_FOR_WHOM = words("order book reserve schedule arrange rent hire")
_TITLE = r"(?:[Mm]r|[Mm]rs|[Mm]s|[Mm]iss|[Dd]r|[Pp]rof|[Cc]llr|[Rr]ev|[Ss]ir)\b\.?"
_NAME = (
    rf"(?:{_TITLE} )?(?!{_TITLE} )"
    r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|der|da|al))*"
)
_NAMES = rf"{_NAME}(?:(?:, {_NAME})*,? (?:and|&) {_NAME})?(?<!'s)(?<!s')"
_GROUP = (
    r"(?:everyone|everybody|(?:(?:the|our|all(?: the| of the)?|each|every|both) )"
    rf"(?:(?!{cues_ends.LINK}\b)[\w-]+ ){{0,2}}?(?!{cues_ends.LINK}\b)[\w-]+"
    r"(?: of (?:the )?[\w-]+(?: [A-Z\d][\w-]*)?)?|[A-Z][\w-]*(?:'s|s') [a-z-]+"
    r"|(?:staff|support|reception|payroll|finance|legal|security|head office))"
)
_MANY = r"(?:[a-z-]+ )?[a-z]{3,}[^s']s"
_WHO = rf"(?P<who>{_NAMES}|{_GROUP}(?: (?:and|&) (?:{_NAME}|{_GROUP}))?)"
_BACK = r"(?: back)?"
_NEW = (
    r"(?!a (?:bit|little|lot|week|day|month|year|quarter)\b"
    r"|that (?:[A-Z]\w*|the|a|an|we|you|i|he|she|they|it|\w+ \w+ed)\b)"
)
DOUBLE = re.compile(rf"{_WHO}{_BACK} (?P<what>{_NEW}{cues_ends.DETERMINER} .+)")
_TO_MANY = re.compile(rf"(?P<who>{_MANY}) (?P<what>(?:the|a|an|their|\d+) .+)")
_BARE = re.compile(
    rf"(?P<who>{_NAMES}) (?P<what>(?!(?:{cues_ends.LINK}|up|back|over|out|in"
    r"|down|off|round|know|that|if|whether|why|how|what|when|where|who|which|before|after|once|as|so|again|first|please|asap|today|tomorrow|tonight|then|right"
    r"|now|every|each|until|till|because|while|through|without|instead|directly|himself|herself|themselves"
    r"|is|are|was|were|has|have|had|will|can|may)\b)[a-z][\w'-]*(?: .+)?)"
)
_OBLIQUE = re.compile(r"(?:him|her|them|me|us|you|it|himself|herself|themselves)\b", re.IGNORECASE)
_BEHIND_PERSON = re.compile(
    rf"{cues_ends.TAIL}| (?:by|from|via|with|about|without|including|instead|asap|please|again)\b"
    r"| on (?:the )?(?:\d|first|last|mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"(?P<what>(?:the|a|your|their|our) (?:charge|price|cost|fee|rate)) to (?P<verb>[a-z-]+)\b"
)


def reached(verb: str, rest: str, asker: str | None) -> str | None:
    """None where the verb reaches nobody; an empty answer says that nothing can be told."""
    return next((said for rule in _RULES if (said := rule(verb, rest, asker)) is not None), None)


def _double(verb: str, rest: str, _: str | None) -> str | None:
    if verb not in _HAS | _IS_DONE | _FOR_WHOM | {"tell"} or _OBLIQUE.match(rest):
        return "" if verb == "give" and _LIGHT.search(rest) else None
    found = DOUBLE.fullmatch(rest) or (
        _TO_MANY.fullmatch(rest) or _BARE.fullmatch(rest) if verb not in _MAKES else None
    )
    if found is None:
        return "" if verb in _NEEDS_TWO and _TWO.match(rest) and not cues_ends.NEWS.search(rest) else None
    who, what = found["who"], found["what"]
    one_name = verb in _MAKES | _WRITES and _WHOSE.match(what)  # "Write Anna Doyle's reference"
    if (
        one_name
        or cues_ends.NEWS.search(who)
        or (verb == "tell" and cues_ends.NEWS.match(what))
        or _TIME.search(who)
    ):
        return None
    if not is_phrase(who) or _TIME.match(what):
        return None if verb in _MAKES | {"get"} else ""
    if verb == "give" and (light := _LIGHT.fullmatch(what)):
        said = "been rung" if light["call"] else f"had {light['what']}"
        return f"{who} {_have(who)} {said}"
    thing, tail = _thing(_as_known(what) if verb == "tell" else what)
    return _told(verb, who, thing, tail) if thing else ""


def _told(verb: str, who: str, thing: str, tail: str) -> str:
    if verb == "tell":
        return f"{who} {'know' if several(who) else 'knows'} {thing}{tail}"
    if verb in _FOR_WHOM:
        return f"{thing} {'are' if is_plural(thing) else 'is'} {verbs.participle(verb)} for {who}{tail}"
    if verb in _IS_DONE:
        return f"{who} {_have(who)} been {verbs.participle(verb)} {thing}{tail}"
    return f"{who} {_have(who)}{' seen' if verb == 'show' else ''} {thing}{tail}"


def _have(who: str) -> str:
    return "have" if several(who) else "has"


def several(who: str) -> bool:
    """Of people: "Ana and Tom", "the drivers", "Accounts", but not "Thomas Jones"."""
    if re.fullmatch(_NAMES, who):
        return " and " in who or bool(_DEPARTMENT.search(who))
    return is_plural(who) or who.casefold().startswith(("all ", "both "))


_DEPARTMENT = re.compile(
    r"(?:(?:oun|sen|ermi|lis|ien)ts|ions|ings|ities|ales|nors|tates|airs|ervices|orks|embers|tores)$"
)
"""For "Accounts", "Facilities", "Consents"."""
_TIME = re.compile(
    r"(?:each|every|all) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)?day|week|month|year|morning|evening|night"
    r"|time|hour|other|\d|(?:first|second|third|last))|(?:mon|tues|wednes|thurs|fri|satur|sun)day$",
    re.IGNORECASE,
)
_WRITES = words("write draft type print copy proofread")
_WHOSE = re.compile(r"[A-Z][\w-]*(?:'s|s') ")
_NEEDS_TWO = words("give lend show tell")
_TWO = re.compile(r"(?:the|our|your|all) [\w-]+ \w+")
"""Whom and what, or one thing: "the team notice"."""
_LIGHT = re.compile(
    r"(?P<what>an? (?:(?:quick|good|proper|new|first|second|final) )?(?:(?P<call>call|ring|bell|buzz)"
    r"|(?:service|sweep|clean|wash|polish|wipe|rinse|brush|once-over|tidy|coat|push|tour|shake|oiling|check"
    r"|nudge|reminder)(?: of [\w ]+)?))"
)
"""What is done rather than owned."""
_MAKES = words("find buy make draw bake build print cook do save order pour cut pack wrap leave post")
"""Also without anybody who gets it: of these only a thing with an article is one beside a name."""


def _to(verb: str, rest: str, asker: str | None) -> str | None:
    to = _GET_TO if verb == "get" else cues_ends.TO
    found = to.fullmatch(_PARTICLE.sub("", rest)) if verb in _TO_HAS else None
    if found is None or _LEADS_TO.search(found["what"]):
        return f"{asker} has {rest}" if verb == "provide" and asker and is_phrase(rest) else None
    counted = cues_ends.COUNTED.match(found["what"]) and not cues_ends.POINTS.match(found["who"])
    if (verb == "get" and counted) or (verb == "drop" and not _SOMEBODY.match(found["who"])):
        return None
    if _UP_TO.search(rest) or _NOBODY.match(found["what"]) or _unclear(found):
        return ""
    who, tail = _parted(found["who"], _BEHIND_PERSON)
    thing = _thing(found["what"])[0] if is_phrase(who) else ""
    if not thing:
        return ""
    if verb in _BY_ROAD and "'s " in who:
        return f"{thing} {'are' if is_plural(thing) else 'is'} at {who}{tail}"
    return f"{who} {_have(who)} {thing}{tail}"


def _unclear(found: re.Match[str]) -> bool:
    """Is one of them only pointed at, or what follows "to" no person: "send a man to look"?"""
    return bool(
        cues_ends.POINTS.match(found["what"])
        or cues_ends.POINTS.match(found["who"])
        or verbs.is_base(found["who"].split()[0])
    )


_LEADS_TO = re.compile(r"\b(?:access|entrance|answers?|changes?|damage|way)$", re.IGNORECASE)
_PARTICLE = re.compile(r"^(?:over|out|off|back|on|in|round|across) (?=\w+ )")
_NOBODY = re.compile(
    r"(?:somebody|someone|anyone|nobody|way$|an? (?:\w+ )?(?:man|woman|fitter|plumber|electrician|engineer"
    r"|joiner|glazier|driver|cleaner|guard|nurse|technician|roofer|locksmith|colleague|crew|team)s?\b)",
    re.IGNORECASE,
)
"""People are sent to a place, which does not have them then."""
_UP_TO = re.compile(r" up to (?:date|speed|scratch|standard|code)\b")
_SOMEBODY = re.compile(r"[A-Z]|(?:the|our|his|her|their|every|each|all) ")
"""Not "drop the price to 5"."""
_BY_ROAD = words("deliver ship courier bring")
"""What is named then may be a place: "the Smiths' site"."""


def _with(verb: str, rest: str, _: str | None) -> str | None:
    """For "Leave the keys with Ana", "Supply the canteen with gloves"."""
    if verb in _EQUIPS and (given := _EQUIPPED.fullmatch(rest)):
        who, (what, tail) = given["who"], _thing(given["what"])
        return f"{who} {_have(who)} {what}{tail}" if what and is_phrase(who) else ""
    found = (
        re.fullmatch(rf"(?P<what>.+?) with {_WHO}", rest) if verb in {"leave", "lodge", "deposit"} else None
    )
    if found is None or not is_phrase(found["what"]) or cues_ends.POINTS.match(found["what"]):
        return None
    return f"{found['what']} {'are' if is_plural(found['what']) else 'is'} with {found['who']}"


_EQUIPPED = re.compile(r"(?P<who>(?!an? |some |\d).+?) with (?P<what>.+)")
_EQUIPS = words("supply provide equip furnish issue")
_GET_TO = re.compile(r"(?P<what>.+?)(?: back| over| out| round)? to (?P<who>[A-Z].*|the .+|\w+s)")


def _thing(what: str) -> tuple[str, str]:
    """What it is, with the clause that tells which, and what hangs on the verb; nothing if not sure."""
    bare = alone(what)
    which = relative(what) if bare != what else ""
    thing, tail = _parted(bare, re.compile(_WHEN_TAIL)) if not which else (bare, "")
    thing, tail = cues_ends.UP.sub("", thing), "" if tail.startswith(" as soon as") else tail
    if cues_ends.POINTS.match(thing) or not is_phrase(thing):
        return "", ""
    return thing + which, tail


_WHEN_TAIL = r" (?:every|each|daily|weekly|monthly|before|after|until|once|so|because|while|as soon as)\b"


def _as_known(what: str) -> str:
    """For "the charge to move the tap": "the charge for moving the tap"."""
    found = _TO_DO.match(what)
    return f"{found['what']} for {verbs.gerund(found['verb'])}{what[found.end() :]}" if found else what


def _parted(text: str, tail: re.Pattern[str]) -> tuple[str, str]:
    found = tail.search(text)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


_RULES: tuple[Callable[[str, str, str | None], str | None], ...] = (_double, _with, _to)
