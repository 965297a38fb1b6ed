"""The state in which a goal is reached: "Send Ana the list" → "Ana has the list". English; pure.

Labellers name such a state for nearly every item, and a person can tick it off. No words of the text say it,
so it is only ever inferred. Where a goal is vague or is not put as an order, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agent.extractors.local import cues_ends, verbs
from agent.extractors.local.news import asked, booked, known, told
from agent.extractors.local.numbers import is_plural, without_tail
from agent.extractors.local.phrases import is_phrase, relative
from agent.extractors.local.recipients import DOUBLE, reached, several
from agent.extractors.local.tails import ASIDE, THAT, alone, has_verb, is_clause


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
    first = news = who = None
    told = list(_clauses(goal, asker))
    for clause in [*told, *list(_clauses(whole, asker))[max(len(told), 1) :]]:
        rest = re.sub(r"\b(?:it|them)\b(?!')", _the(first), clause.rest) if first else clause.rest
        rest = cues_ends.PERSON.sub(who, rest) if who else rest
        if news and clause.verb in cues_ends.TELLS and not cues_ends.NEWS.search(rest):
            states, rest = states[:-1], f"{rest} {news}"
        rest = cues_ends.SOON.sub("", cues_ends.RANGE.sub(_kept_whole, rest))
        if state := _state(_Clause(clause.verb, rest, asker)):
            state = state.replace(_JOINED, " ")
            states.append(state[:1].upper() + state[1:])
        found = cues_ends.WONDERS.match(rest) if clause.verb in cues_ends.FINDS else None
        reaches = DOUBLE.fullmatch(rest)
        who = who or (reaches["who"] if reaches and is_phrase(reaches["who"]) else None)
        first, news = first or _object(clause.rest), found["what"] if found else None
    return list(dict.fromkeys(state for state in states if len(state.split()) <= cues_ends.MOST_WORDS))


def _the(thing: str) -> str:
    """For "a sheet": "the sheet", as it is called once it is there."""
    return re.sub(r"^an? (?!few |couple )", "the ", thing.replace("\\", ""))


_JOINED = "\u00a0"
"""Stands for a blank where words may not be parted."""


def _kept_whole(found: re.Match[str]) -> str:
    return found[0].replace(" ", _JOINED)


def object_of(goal: str) -> str | None:
    """What the first thing that a goal asks for is done to, as far as it is named."""
    first = next(_clauses(goal, None), None)
    return _object(first.rest) if first and first.verb not in cues_ends.ASKS | cues_ends.TELLS else None


def _clauses(goal: str, asker: str | None) -> Iterator[_Clause]:
    at, goal = 0, cues_ends.WHEN_ABLE.sub("", goal)
    cuts = [m for m in cues_ends.CLAUSE.finditer(goal) if m["verb"] and _acts(m["verb"])]
    cuts = sorted([*cuts, *(m for m in cues_ends.STEP.finditer(goal) if _acts(m["verb"]))], key=_start)
    for start, end in [*((m.start(), m.end()) for m in cuts), (len(goal), len(goal))]:
        verb, _, rest = goal[at:start].strip(" .,;!").partition(" ")
        rest, at = rest.split("; ")[0], end
        if _acts(verb) and rest and "?" not in rest:
            yield _Clause(verb.casefold(), rest, asker)


def _start(found: re.Match[str]) -> int:
    return found.start()


def _acts(verb: str) -> bool:
    return verbs.is_base(verb) or verb.casefold() in cues_ends.CRAFTS | {"let"}


def _state(clause: _Clause) -> str | None:
    made = next((said for rule in _RULES if (said := rule(clause)) is not None), None)
    return made or None


def _let(clause: _Clause) -> str | None:
    """For "Let Ruth have the certificate"."""
    found = re.fullmatch(r"(?P<who>.+?) have (?P<what>.+)", clause.rest) if clause.verb == "let" else None
    if found is None or cues_ends.POINTS.match(found["who"]) or cues_ends.POINTS.match(found["what"]):
        return None
    return f"{found['who']} {'have' if is_plural(found['who']) else 'has'} {found['what']}"


def _people(rule: Callable[[str, str, str | None], str | None]) -> Callable[[_Clause], str | None]:
    """A rule for what somebody has, knows or has been asked."""
    return lambda clause: rule(clause.verb, clause.rest, clause.asker)


def _made(clause: _Clause) -> str | None:
    """For "Make a new plate": no more than to be there."""
    new = clause.verb == "make" and re.match(r"(?:an?|another|two|three|\d+) (?!\w+er\b)", clause.rest)
    return _is(*_parted(clause.rest, cues_ends.TAIL), verb="made") if new else None


def _kept(clause: _Clause) -> str | None:
    """For "Keep dock 11 empty", "Have the badges ready", "Have a strap on the hook"."""
    if clause.verb not in {"have", "get", "keep", "leave"}:
        return None
    found = cues_ends.READY.fullmatch(clause.rest)
    if (
        found
        and re.match(cues_ends.DETERMINER + r"|[A-Z]|\w+ \d", found["what"])
        and not has_verb(found["what"])
    ):
        said = _is(found["what"], "")
        return said and f"{said} {found['how']}"
    there = cues_ends.STANDS.fullmatch(clause.rest) if clause.verb in {"have", "leave"} else None
    if there and not any(verbs.base(w) and not verbs.is_base(w) for w in clause.rest.split()):
        return _is(there["what"], there["where"])
    return None


def _moved(clause: _Clause) -> str | None:
    """For "Take the box to the hospice office", "Move the files to the archive share"."""
    found = re.fullmatch(r"(?P<what>.+?)(?: from .+?)? to (?P<where>.+)", clause.rest)
    if clause.verb not in cues_ends.CARRIES or found is None or cues_ends.NOUN_TO.search(f"{found['what']} "):
        return None
    link = (
        "in" if cues_ends.IN.match(found["where"]) else "on" if cues_ends.ONTO.match(found["where"]) else ""
    )
    return _is(found["what"], f"{link} {found['where']}") if link else None


def _works(clause: _Clause) -> str | None:
    """For "Get the lift working again", "Get card reader 2 in the hall going"."""
    runs = cues_ends.WORKING.match(clause.rest) if clause.verb == "get" else None
    if runs is None:
        return None
    what = runs["what"]
    return "" if cues_ends.POINTS.match(what) else f"{what} {'work' if is_plural(what) else 'works'}"


def _got(clause: _Clause) -> str | None:
    """For "Get three vials from the wholesaler", "Get the car in"."""
    if clause.verb == "get" and (moved := cues_ends.GOT_IN.fullmatch(clause.rest)):
        what, where = moved["what"], moved["where"]
        if cues_ends.CALLED_IN.fullmatch(what):
            called = f"been called {where if where in {'in', 'out'} else 'in'}"
            return f"{what} {'have' if several(what) else 'has'} {called}"
        return _is(what, cues_ends.WHERE_TO.get(where, where))
    found = cues_ends.FROM_WHERE.fullmatch(clause.rest) if clause.verb == "get" else None
    return _in_hand(found["what"]) if found else None


def _in_hand(what: str) -> str:
    """Of a thing that can be fetched."""
    people = cues_ends.CALLED_IN.fullmatch(what) or cues_ends.NOT_IN_HAND.match(alone(what))
    return "" if people else _is(what, "in hand")


def _had(clause: _Clause) -> str | None:
    """For "Get the boiler serviced", "Get a fitter to mend the tap", "Get a quote"."""
    if clause.verb not in {"get", "have"}:
        return None
    if clause.verb == "get" and not cues_ends.DEFINITE.match(clause.rest):
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
        alone = re.fullmatch(cues_ends.DETERMINER, clause.rest[: found.start()])
        if (
            not told
            and not alone
            and not verbs.is_base(said)
            and verbs.base(said)
            and not said.endswith("ing")
        ):
            return _is(clause.rest[: found.start()], f"{said} {rest}".strip())
    return _in_hand(clause.rest) if clause.verb == "get" and not cues_ends.HOW.search(clause.rest) else ""


def _taken(clause: _Clause) -> str | None:
    """For "Take the lots out of every cabinet", "Take step 11 out"."""
    found = cues_ends.OUT.fullmatch(clause.rest) if clause.verb in cues_ends.MOVES else None
    if found is None:
        return None
    put = clause.verb == "put" and found["where"] == "away"
    return _is(found["what"], "put away" if put else cues_ends.WHERE_TO.get(found["where"], found["where"]))


def _placed(clause: _Clause) -> str | None:
    writes = clause.verb in cues_ends.WRITES
    if clause.verb not in cues_ends.PLACES and not writes:
        return None
    if clause.rest.startswith("up ") and not writes:
        return _is(clause.rest[3:], "up")
    found = (cues_ends.WRITTEN_IN if writes else cues_ends.WHERE).fullmatch(clause.rest)
    if (
        found is None
        or cues_ends.ON_A_DAY.match(found["where"])
        or cues_ends.TO_A_TIME.match(found["where"])
        or (clause.verb, found["where"]) == ("bring", "up")
    ):
        return None
    if clause.verb in cues_ends.FROM_THERE and not cues_ends.PLACE.match(found["where"]):
        return None
    where = re.sub(
        r"^(?:up )?into ", "in ", re.sub(r"^onto ", "on ", cues_ends.HOLDS.sub("in ", found["where"]))
    )
    where, when = _parted(where, cues_ends.TAIL)
    return _is(cues_ends.BEHIND.sub("", found["what"]), re.sub(r"^to ", "on ", where) + when)


def _is_done(clause: _Clause) -> str | None:
    if clause.verb in {"do", "take"} and re.match(cues_ends.DETERMINER, clause.rest):
        return _is(*_parted(clause.rest, cues_ends.TAIL), verb=verbs.participle(clause.verb))
    if clause.verb in cues_ends.VAGUE or cues_ends.NO_OBJECT.match(clause.rest):
        return ""
    if clause.verb in cues_ends.THINGS and not re.match(cues_ends.DETERMINER + r"|[A-Z]", clause.rest):
        return ""
    rest = THAT.sub("", cues_ends.PERSONAL.sub("", clause.rest))
    first, _, after = rest.partition(" ")
    particle = first if first in cues_ends.PARTICLES and after else ""
    ends = cues_ends.TAIL + cues_ends.HANGS.get(clause.verb, "")
    what, tail = _parted(after if particle else rest, ends)
    to_them = clause.verb in cues_ends.MAKES_SO and cues_ends.LETTER_TO.search(what)
    if tail.startswith(" to ") and (to_them or cues_ends.NOUN_TO.search(f"{what} ")):
        what, tail = what + tail, ""
    if not tail and (which := relative(clause.rest)) and not particle:
        what += which
    elif not particle and (behind := cues_ends.BEHIND.search(what := alone(what))):
        what, particle = what[: behind.start()], behind["particle"]
    return _is(what, tail, verb=f"{verbs.participle(clause.verb)} {particle}".strip())


def _is(what: str, state: str, verb: str = "") -> str:
    which = relative(what) if not state else ""
    what = cues_ends.UP.sub("", alone(what)) + which
    state = cues_ends.WHEN_ABLE.sub("", ASIDE.sub("", re.split(r" ?,? (?:and|then) ", state)[0]))
    if (
        not what
        or cues_ends.POINTS.match(what)
        or cues_ends.NO_OBJECT.match(what)
        or cues_ends.LEFT_OPEN.search(what)
        or (what[:1].isupper() and what.endswith((" and", " or")))
        or is_clause(what)
        or not is_phrase(what)
    ):
        return ""
    state = re.sub(r"(?:^| )(?:instead|now|twice|today|tomorrow|asap)$", "", state).strip()
    return f"{what} {'are' if is_plural(what) else 'is'} {verb} {state}".replace("  ", " ").strip()


_RULES: tuple[Callable[[_Clause], str | None], ...] = (
    _people(known), _let, _works, _people(booked), _moved, _people(reached), _people(told), _made, _kept,
    _got, _had, _people(asked), _taken, _placed, _is_done,
)  # fmt: skip
"""The first that has something to say; an empty answer says that nothing can be told."""


def _parted(text: str, tail: str) -> tuple[str, str]:
    span = re.search(cues_ends.SPAN, text)
    cuts = (m for m in re.finditer(tail, text) if not span or not span.start() < m.start() < span.end())
    found = next(cuts, None)
    aside = ASIDE.search(text[: found.start()]) if found and alone(text) != text else None
    if aside and not aside[0].endswith(","):
        return text, ""
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


def _object(rest: str) -> str | None:
    """What a second "it" stands for."""
    first, _, after = rest.partition(" ")
    rest = after if first in cues_ends.PARTICLES and after else rest
    given = DOUBLE.fullmatch(rest) or cues_ends.TO.fullmatch(rest)
    given = given if given and is_phrase(given.groupdict().get("who") or "") else None
    made = cues_ends.BECOMES.fullmatch(rest)
    what = made["what"] if made else given["what"] if given else _parted(rest, cues_ends.TAIL)[0]
    what = _parted(what, cues_ends.TAIL)[0]
    what = cues_ends.BEHIND.sub("", what if is_phrase(what) else without_tail(what))
    return None if cues_ends.POINTS.match(what) or not is_phrase(what) else what
