"""The state in which a goal is reached: "Send Ana the list" → "Ana has the list". English; pure.

Labellers name such a state for nearly every item, and a person can tick it off. No words of the text say it,
so it is only ever inferred. Where a goal is vague or is not put as an order, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agent.extractors.local import verbs
from agent.extractors.local.numbers import is_plural
from agent.extractors.local.tails import is_clause
from agent.text.marks import words

_CLAUSE = re.compile(
    r",? (?:and|then|&|\+) (?:then |also |please )*(?=(?P<verb>[a-z][a-z-]+) )|, then (?=[a-z])"
)
_VAGUE = words(
    "look sort handle deal help improve see try think consider come go be do make use take watch keep "
    "let follow support meet attend act respond"
)
"""What these bring about cannot be told from the verb."""
_GIVES = words(
    "send give deliver return forward hand bring mail email e-mail show lend pass supply provide "
    "submit resend issue get ship courier offer refund"
)
_TELLS = words("tell inform notify advise answer let brief warn update")
_FINDS = words("find check see clarify confirm answer learn determine ask know investigate verify")
_ASKS = words(
    "ask call ring phone contact chase nudge ping remind invite thank warn visit message text speak talk "
    "write email consult apologise apologize interview"
)
_SAYS = words("write speak talk")
_PLACES = words("put place upload save store add post publish lay leave pin hang copy move log record")
_PARTICLES = words("up out off in back down over on away together through")
_WONDERS = re.compile(
    r"(?:out )?(?:(?:from|with|at) (?:the )?[\w'-]+(?: [A-Z][\w'-]+)? )?"
    r"(?P<what>(?:whether|if|why|how|what|which|when|where|who)\b.+)",
    re.IGNORECASE,
)
_NEWS = re.compile(r"\b(?:that|whether|if|about|of|why|how|what|which|when|where|who)\b", re.IGNORECASE)
_DETERMINER = (
    r"(?:the|a|an|his|her|their|its|our|your|my|all|some|more|both|two|three|four|five|\d+|last|this|that"
    r"|[A-Z][\w-]*'s?)"
)
_LINK = r"(?:to|of|for|in|on|at|from|with|by|about|and|or)"
_TO_WHOM = re.compile(
    rf"(?P<who>[A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|and (?=[A-Z]))){{0,4}}|(?:the|our|all(?: the)?)"
    rf"(?: (?!{_LINK}\b)[\w-]+){{1,3}}?|everyone|everybody) (?P<what>{_DETERMINER} .+)"
)
_TO = re.compile(r"(?P<what>.+?)(?: back| over)? to (?P<who>.+)")
_WHERE = re.compile(
    r"(?P<what>.+?) (?P<where>(?:up )?(?:in|on|onto|into|to|at|under|behind|next to|up) .+|up)$"
)
_MOVES = words("take pull move get bring put carry clear lift")
_OUT = re.compile(r"(?P<what>.+?) (?P<where>(?:out of|off|away from) .+|out|off|away)$")
_FROM_WHERE = re.compile(r"(?P<what>(?:the |a |an )?[\w' -]+?) (?:from|out of) .+")
_DEFINITE = re.compile(r"(?:the|his|her|their|its|our|your|my|this|that|[A-Z])")
_TAIL = (
    r" (?:to|into|onto|through|via|against|before|after|until|so|because|while|in time|every|each"
    r"|daily|weekly|monthly|whenever|when|once|if|as|on the (?:first|last|second|third))\b"
)
_WITH, _FROM = (
    words("replace swap exchange fill compare combine match"),
    words("remove delete drop take strip cut"),
)
"""Of these, what follows "with" or "from" is no part of what is named before it."""
_ON_A_DAY = re.compile(
    r"on (?:the )?(?:first|last|second|third|fourth|\d|mon|tue|wed|thu|fri|sat|sun|each|every)", re.IGNORECASE
)
_HOLDS = re.compile(
    r"to (?=(?:\w+ ){0,3}\w*(?:folder|box|log|list|binder|file|book|calendar|cupboard|room)s?\b)"
)
_POINTS = re.compile(
    rf"(?:it|them|this|that|these|those|one|ones|both|him|her|us|me|you|everything|only|again|just|then|also)"
    rf"(?: {_LINK}\b.*)?$|(?:two|three|four|all|more|some|\d+)$",
    re.IGNORECASE | re.DOTALL,
)
_HOW = re.compile(r"\b\w+ly\b")
_COUNTED = re.compile(r"\d")
"""For "Get the card reader 2 going": no thing for somebody."""
_WORKING = re.compile(r"(?P<what>.+?) (?:working|running|going)(?: again| properly)*$")
_NO_OBJECT = re.compile(
    r"(?:at|into|after|before|until|till|for|of|with|from|by|about|as|to|first|so|if|when|then)\b",
    re.IGNORECASE,
)
_UP = re.compile(r" (?:up|over|round|along|back|down)$")
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class _Clause:
    verb: str
    rest: str
    asker: str | None


def ends_of(goal: str, asker: str | None, whole: str = "") -> list[str]:
    """One for each thing that the goal says is to be done. `asker`: who learns what is found out.

    `whole`: the goal as it was before it was shortened, which may ask for more.
    """
    states: list[str] = []
    first = news = None
    told = list(_clauses(goal, asker))
    for clause in [*told, *list(_clauses(whole, asker))[max(len(told), 1) :]]:
        rest = re.sub(r"\b(?:it|them)\b", first.replace("\\", ""), clause.rest) if first else clause.rest
        if news and clause.verb in _TELLS and not _NEWS.search(rest):
            states, rest = states[:-1], f"{rest} {news}"
        if state := _state(_Clause(clause.verb, rest, asker)):
            states.append(state[:1].upper() + state[1:])
        found = _WONDERS.match(rest) if clause.verb in _FINDS else None
        first, news = first or _object(clause.rest), found["what"] if found else None
    return list(dict.fromkeys(state for state in states if len(state.split()) <= _MOST_WORDS))


def _clauses(goal: str, asker: str | None) -> Iterator[_Clause]:
    at = 0
    cuts = [m for m in _CLAUSE.finditer(goal) if m["verb"] and _acts(m["verb"])]
    for start, end in [*((m.start(), m.end()) for m in cuts), (len(goal), len(goal))]:
        verb, _, rest = goal[at:start].strip(" .,;!").partition(" ")
        at = end
        if _acts(verb) and rest and "?" not in rest:
            yield _Clause(verb.casefold(), rest, asker)


def _acts(verb: str) -> bool:
    return verbs.is_base(verb) or verb.casefold() == "let"


def _state(clause: _Clause) -> str | None:
    made = next((said for rule in _RULES if (said := rule(clause)) is not None), None)
    return made or None


def _known(clause: _Clause) -> str | None:
    """For "Find out whether …", "Answer how many …": who asks knows it in the end."""
    found = _WONDERS.match(clause.rest) if clause.verb in _FINDS else None
    if found is None:
        return None
    return f"{clause.asker} knows {found['what']}" if clause.asker else f"it is known {found['what']}"


def _told(clause: _Clause) -> str | None:
    if clause.verb not in _TELLS:
        return None
    rest = re.sub(r" know\b", "", clause.rest) if clause.verb == "let" else clause.rest
    if not (news := _NEWS.search(rest)):
        return None
    who = rest[: news.start()].strip()
    if not who or _POINTS.match(who):
        return ""
    return f"{who} {'know' if is_plural(who) else 'knows'} {rest[news.start() :]}"


def _let(clause: _Clause) -> str | None:
    """For "Let Ruth have the certificate"."""
    found = re.fullmatch(r"(?P<who>.+?) have (?P<what>.+)", clause.rest) if clause.verb == "let" else None
    if found is None or _POINTS.match(found["who"]) or _POINTS.match(found["what"]):
        return None
    return f"{found['who']} {'have' if is_plural(found['who']) else 'has'} {found['what']}"


def _given(clause: _Clause) -> str | None:
    if clause.verb not in _GIVES:
        return None
    found = _TO_WHOM.fullmatch(clause.rest) or (_TO.fullmatch(clause.rest) if clause.verb != "get" else None)
    if found is None and clause.verb == "get":
        found = re.fullmatch(r"(?P<what>.+?)(?: back| over)? to (?P<who>[A-Z].*|the .+)", clause.rest)
    if found is None:
        return f"{clause.asker} has {clause.rest}" if clause.verb == "provide" and clause.asker else None
    if _POINTS.match(found["what"]) or _POINTS.match(found["who"]):
        return ""
    if clause.verb == "get" and _COUNTED.match(found["what"]):
        return None
    who, tail = _parted(found["who"], _TAIL)
    return f"{who} {'have' if is_plural(who) else 'has'} {found['what']}{tail}"


def _got(clause: _Clause) -> str | None:
    """For "Get three vials from the wholesaler", "Get the lift working again"."""
    if clause.verb == "get" and (runs := _WORKING.match(clause.rest)):
        what = runs["what"]
        return "" if _POINTS.match(what) else f"{what} {'work' if is_plural(what) else 'works'}"
    found = _FROM_WHERE.fullmatch(clause.rest) if clause.verb == "get" else None
    return _is(found["what"], "in hand") if found else None


def _had(clause: _Clause) -> str | None:
    """For "Get the boiler serviced", "Get a fitter to mend the tap", "Get a quote"."""
    if clause.verb not in {"get", "have"}:
        return None
    if clause.verb == "get" and not _DEFINITE.match(clause.rest):
        asked = re.match(r".+? to (?P<verb>[a-z-]+) (?P<rest>.+)", clause.rest)
        if asked and verbs.is_base(asked["verb"]):
            return _state(_Clause(asked["verb"], asked["rest"], clause.asker)) or ""
        what, _, last = clause.rest.rpartition(" ")
        made = verbs.base(last) and not verbs.is_base(last) and not last.endswith("ing")
        return _is(what, last) if made else _is(clause.rest, "in hand")
    for found in re.finditer(r" (?:to )?(?P<verb>[a-z-]+)", clause.rest):
        told, said = found[0].startswith(" to "), found["verb"]
        rest = clause.rest[found.end() :].strip()
        if told and verbs.is_base(said) and rest:
            return _state(_Clause(said, rest, clause.asker)) or ""
        if not told and not verbs.is_base(said) and verbs.base(said) and not said.endswith("ing"):
            return _is(clause.rest[: found.start()], f"{said} {rest}".strip())
    return _is(clause.rest, "in hand") if clause.verb == "get" and not _HOW.search(clause.rest) else ""


def _asked(clause: _Clause) -> str | None:
    to = clause.rest.startswith(("to ", "with "))
    if (
        clause.verb not in _ASKS
        or (clause.verb in _SAYS and not to)
        or clause.rest.startswith(("up ", "off "))
    ):
        return None
    rest = re.sub(r"^(?:to|with) | back\b", "", clause.rest)
    who, tail = _parted(
        rest,
        r" (?:about|for|whether|if|to|with|that|why|how|what|when|on|again|first|before|asking|saying)\b",
    )
    if _POINTS.match(who) or _NO_OBJECT.match(who):
        return ""
    verb = _participle(clause.verb) + (" to" if clause.verb in _SAYS else "")
    return f"{who} {'have' if is_plural(who) else 'has'} been {verb}{tail}"


def _taken(clause: _Clause) -> str | None:
    """For "Take the lots out of every cabinet", "Take step 11 out"."""
    found = _OUT.fullmatch(clause.rest) if clause.verb in _MOVES else None
    return _is(found["what"], found["where"]) if found else None


def _placed(clause: _Clause) -> str | None:
    if clause.verb not in _PLACES:
        return None
    if clause.rest.startswith("up "):
        return _is(clause.rest[3:], "up")
    found = _WHERE.fullmatch(clause.rest)
    if found is None or _ON_A_DAY.match(found["where"]):
        return None
    where = re.sub(r"^(?:up )?into ", "in ", re.sub(r"^onto ", "on ", _HOLDS.sub("in ", found["where"])))
    return _is(found["what"], re.sub(r"^to ", "on ", where))


def _is_done(clause: _Clause) -> str | None:
    if clause.verb in {"do", "take"} and re.match(_DETERMINER, clause.rest):
        return _is(*_parted(clause.rest, _TAIL), verb=_participle(clause.verb))
    if clause.verb in _VAGUE or _NO_OBJECT.match(clause.rest):
        return ""
    first, _, after = clause.rest.partition(" ")
    particle = first if first in _PARTICLES and after else ""
    ends = _TAIL + (r"| with\b" if clause.verb in _WITH else r"| from\b" if clause.verb in _FROM else "")
    what, tail = _parted(after if particle else clause.rest, ends)
    return _is(what, tail, verb=f"{_participle(clause.verb)} {particle}".strip())


def _is(what: str, state: str, verb: str = "") -> str:
    what, state = _UP.sub("", what), re.split(r" ?,? (?:and|then) ", state)[0]
    if (
        not what
        or _POINTS.match(what)
        or _NO_OBJECT.match(what)
        or (what[:1].isupper() and what.endswith(("and", "or")))
        or is_clause(what)
    ):
        return ""
    return f"{what} {'are' if is_plural(what) else 'is'} {verb} {state.strip()}".replace("  ", " ").strip()


_RULES: tuple[Callable[[_Clause], str | None], ...] = (
    _known, _let, _told, _given, _got, _had, _asked, _taken, _placed, _is_done,
)  # fmt: skip
"""The first that has something to say; an empty answer says that nothing can be told."""


def _parted(text: str, tail: str) -> tuple[str, str]:
    found = re.search(tail, text)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


def _object(rest: str) -> str | None:
    """What a second "it" stands for."""
    first, _, after = rest.partition(" ")
    rest = after if first in _PARTICLES and after else rest
    given = _TO_WHOM.fullmatch(rest) or _TO.fullmatch(rest)
    what = given["what"] if given else _parted(rest, _TAIL)[0]
    return None if not what or _POINTS.match(what) else what


def _participle(verb: str) -> str:
    return verbs.participle(verb)
