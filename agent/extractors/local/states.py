"""What is so when a goal is reached: "Order the hinge" → "The hinge is ordered". Pure.

Said in the language of the goal; a goal that begins with no verb we know has no such sentence.
"""

from __future__ import annotations

import re

from agent.extractors.local import participles, romance, verbs
from agent.text.marks import words

_GIVE = re.compile(
    r"(?:send|give|bring|hand|show|lend|forward|mail|email|e-mail|get|deliver|pass) "
    r"(?P<who>(?-i:[A-Z])[\w'.-]+(?: (?-i:[A-Z])[\w'.-]+){0,2}) "
    r"(?P<what>(?:the|a|an|his|her|their|its|all|two|three|four|\d+|[a-z]+'s)\b.+)",
    re.IGNORECASE,
)
_GIVE_TO = re.compile(
    r"(?:send|give|bring|hand|show|lend|forward|mail|email|get|deliver|submit|return|pass)"
    r"(?: (?:back|over|on))? "
    r"(?P<what>.+?) to (?P<who>(?:the |our )?[^,;]{2,60})$",
    re.IGNORECASE,
)
_KNOW = re.compile(
    r"(?:tell|inform|let|ask|remind) (?P<who>(?-i:[A-Z])[\w'.-]+(?: (?-i:[A-Z])[\w'.-]+){0,2})(?: know)? "
    r"(?:that |about |of )?(?P<what>(?:whether|if|what|when|who|how|why|where|which|about)?\b.+)",
    re.IGNORECASE,
)
_FIND_OUT = re.compile(
    r"(?:find out|check|clarify|answer|confirm|determine) "
    r"(?P<what>(?:whether|if|what|when|who|how|why|where|which)\b.+)",
    re.IGNORECASE,
)
_REPAIR = re.compile(r"(?:fix|repair|mend)[: ]+(?P<what>.+)", re.IGNORECASE)
_PARTICLE = re.compile(
    r"(?P<verb>[\w-]+) (?P<particle>up|out|down|off|over|back|in|on|round|away) (?P<rest>.+)"
)
_PLURAL = re.compile(
    r"(?:\w*[^s\W]s|people|children|both|all)(?= (?:of|in|on|at|for|from|to|with|by|about|that)\b|$)"
)
_NO_END = words("have let like look need see talk be go come wait try keep think know want help")
"""Verbs that bring nothing to an end, or that say it with other words."""
_WHERE = re.compile(
    r" (?:(?:in|on|at|for|from|with|by|about|before|after|until|so|that|which|and|into|onto|against|per|to)"
    r"\b|\().*"
)
_NEXT = re.compile(r",? and (?P<verb>[a-z-]+)")
_POINTS = re.compile(r"[\w-]+ (?:it|them|this|that|these|those)\b", re.IGNORECASE)
_DE = re.compile(r"(?P<what>.+) (?P<verb>[a-zäöüß]+en|[a-zäöüß]+ern|[a-zäöüß]+eln)$")
_NO_GERMAN = re.compile(r",|\b(?:een|het|voor|van|naar|is|sein|haben|werden|muss|lassen)\b")
_DE_PLURAL = re.compile(r"(?:die|alle|\d+|zwei|drei|vier|unsere|neue) ", re.IGNORECASE)


def states(goal: str) -> list[str]:
    """The ends that the goal is about, one a step, as far as its form lets us say them."""
    bare = goal.strip(" .!?")
    if not verbs.is_base(bare.partition(" ")[0]):
        end = _german(bare) or romance.state(bare)
        return [end] if end else []
    ends = (_received(step) or _known(step) or _mended(step) or _done(step) for step in _steps(bare))
    return [end for end in ends if end]


def _steps(goal: str) -> list[str]:
    """For "mop the floor and disinfect the sink": both, but for one that only points back."""
    steps, start = [], 0
    for found in _NEXT.finditer(goal):
        if verbs.is_base(found["verb"]):
            steps.append(goal[start : found.start()])
            start = found.start("verb")
    return [step for step in (*steps, goal[start:]) if not _POINTS.match(step)]


def _received(goal: str) -> str | None:
    found = _GIVE.match(goal) or _GIVE_TO.match(goal)
    return f"{_first_upper(found['who'])} has {found['what']}" if found else None


def _known(goal: str) -> str | None:
    if found := _FIND_OUT.match(goal):
        return f"It is known {found['what']}"
    found = _KNOW.match(goal)
    return f"{found['who']} knows {found['what']}" if found and not found["what"].startswith("to ") else None


def _mended(goal: str) -> str | None:
    if not (found := _REPAIR.match(goal)):
        return None
    if re.search(r"\b(?:is|are|does|do|has|can|won't|prints?|keeps?)\b", found["what"]):
        return f"Solved: {found['what']}"
    return f"{_first_upper(found['what'])} {_is(found['what'])} fixed"


def _done(goal: str) -> str | None:
    first, _, rest = goal.partition(" ")
    if not rest or not verbs.is_base(first):
        return None
    verb, particle = first.casefold(), ""
    if found := _PARTICLE.match(goal):
        particle, rest = " " + found["particle"], found["rest"]
    what, where = _split(rest)
    return (
        None
        if verb in _NO_END or not what
        else f"{_first_upper(what)} {_is(what)} {participles.english(verb)}{particle}{where}"
    )


def _split(rest: str) -> tuple[str, str]:
    """What is acted on, and the words behind it."""
    found = _WHERE.search(rest)
    if found is None or not found.start():
        return rest, ""
    head = rest[: found.start()]
    return (head, rest[found.start() :]) if head.strip() else (rest, "")


def _is(what: str) -> str:
    head = re.split(r" (?:of|in|on|at|for|from|to|with|by|about|that) ", what)[0]
    return "are" if " and " in what or _PLURAL.search(head) else "is"


def _german(goal: str) -> str | None:
    """For "600 kg Mehl bestellen": "600 kg Mehl sind bestellt"."""
    found = _DE.match(goal)
    done = participles.german(found["verb"]) if found else None
    if not found or not done or _NO_GERMAN.search(goal):
        return None
    plural = _DE_PLURAL.match(found["what"])
    return f"{_first_upper(found['what'])} {'sind' if plural else 'ist'} {done}"


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
