"""What is left out behind a verb that needs it: "the swab was lost. Repeat before noon" → "repeat it before
noon"; and how many of a thing, put behind it: "the badges, 34 pieces" → "34 badges". English; pure.
"""

from __future__ import annotations

import re

from agent.extractors.local import verbs
from agent.extractors.local.numbers import is_plural
from agent.text.marks import words

_BARE = re.compile(
    r"(?P<verb>[a-z-]+)(?P<rest>(?:,? (?:before|after|until|till|by|asap|today|tonight|tomorrow|at once|again"
    r"|first thing|if|once|right away|straight away|this|next)\b(?! (?:me|him|her|us|them)\b)|,|[.!]?$).*)",
    re.IGNORECASE | re.DOTALL,
)
_ALONE = words(
    "reply respond report return remember rest relax react retire resign rehearse register recover refer "
    "relate remind reach reduce release remain recruit reverse resume revisit reorder reboot"
)
"""Done to nothing as well."""
_ALSO = words("fix mend repair descale calibrate")
_ORDERED = re.compile(
    r"\b(?P<what>(?:the |our |your |an? )?(?:[\w'-]+ ){0,3}(?:order|delivery|shipment|batch|consignment"
    r"|supply)), (?P<many>(?:\d[\d.,]*|two|three|four|five|six|ten|twelve|twenty)"
    r" (?:[a-z]+ )?[a-z]+s)(?=$|[,.;])"
)
_PIECES = re.compile(
    r"\b(?P<det>the|our|your|those|these) (?P<what>(?!\d|two\b|three\b|four\b|five\b|six\b|ten\b)[\w'-]+"
    r"(?: [\w'-]+){0,6}?), (?P<many>\d[\d.,]*|two|three|four|five|six|ten|twelve|twenty)"
    r" (?:pieces?|pcs|off|copies|in all|in total|altogether|all told)(?=$|[,.;])"
)
_LOOKS = re.compile(
    r"(?P<look>(?:have|take) an?(?: quick| proper| closer| good)? look)"
    r"(?P<rest>(?: (?:after|before|this|tomorrow|tonight|today|later|first thing|on|in)\b.{0,30})?)",
    re.IGNORECASE,
)


def with_object(text: str) -> tuple[str, ...]:
    """The order with "it" and with "them", where it says nothing of what it is done to; else none."""
    if look := _LOOKS.fullmatch(text):
        return tuple(f"{look['look']} at {what}{look['rest']}" for what in ("it", "them"))
    found = _BARE.fullmatch(text)
    verb = found["verb"].casefold() if found else ""
    again = verb.startswith("re") and verbs.is_base(verb) and verb not in _ALONE
    if found is None or not (again or verb in _ALSO):
        return ()
    return tuple(f"{found['verb']} {what}{found['rest']}" for what in ("it", "them"))


def counted(goal: str) -> str:
    """The goal with a number that stands behind its thing put where it belongs."""
    goal = _ORDERED.sub(r"\g<what> of \g<many>", goal)
    found = _PIECES.search(goal)
    if found is None or not is_plural(found["what"]):
        return goal
    return f"{goal[: found.start('what')]}{found['many']} {found['what']}{goal[found.end() :]}"
