"""The thing that a paragraph or a list item is headed by: "Stair light, second floor." → "the stair light on
the second floor". English; pure.

What the sentences below speak of, where they only say "it". A heading that names no thing is none.
"""

from __future__ import annotations

import re

from agent.extractors.local import verbs
from agent.extractors.local.names import Names
from agent.extractors.local.phrases import is_phrase
from agent.extractors.local.tails import has_verb
from agent.text.marks import words

_HEADING = re.compile(
    r"(?:\d{1,2}[.)]?\s+)?(?P<what>(?:the |our )?[A-Z][\w'&/-]*(?: (?:[\w'&/-]+|\d+)){0,5}?)"
    r"(?:, (?:the )?(?P<where>[\w'-]+(?: [\w'-]+){0,3}))?[.:]?",
)
_FLOOR = re.compile(r"(?:\w+ )?(?:floor|roof|stairs|landing|terrace|platform|site)$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:room|flat|unit|bay|ward|block|lab|hall|house|plot|studio|office|dock|gate|shop|kitchen|van|bus"
    r"|building|cabin|cell|pier|lane|line|bed) \w{1,3}$",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"(?:[\w'-]+ )?(?:\w*room|hall|kitchen|office|yard|garden|garage|cellar|lobby|porch|loft|attic|workshop"
    r"|shed|wing|corridor|entrance|foyer|canteen|gym|chapel|library|ward|lab|bathroom|toilets?|basement|store)$",
    re.IGNORECASE,
)
_NO_THING = words(
    "progress safety actions action apologies finance finances news other others attendance present aob "
    "welcome minutes matters agreed done decided decision decisions next date dates closing closed "
    "staffing staff health general update updates summary quiet good great nice lovely sad weather today "
    "tomorrow yesterday tonight thanks perfect fine ok okay yes no sorry monday tuesday wednesday "
    "thursday friday saturday sunday business questions discussion introduction introductions review "
    "round notes note remarks comments open outstanding todo reminder urgent important costs money sales "
    "people team all everyone morning afternoon evening complaints numbers tasks jobs work issues "
    "problems plans ideas highlights status resolved info fyi ps anything everything something nothing "
    "training holidays holiday leave absence sickness recruitment marketing"
)
_DOING = re.compile(
    r"(?:light|heat|wir|plumb|ceil|rail|paint|fenc|awn|floor|build|cloth|bedd|draw|mooring|cutt)ing"
)


def thing_of(heading: str, names: Names) -> str | None:
    """`heading`: its words, with or without a number before and a stop behind."""
    found = _HEADING.fullmatch(" ".join(heading.split()))
    if found is None or names.at_start(found["what"]):
        return None
    what = re.sub(r"^(?:the|our) ", "", found["what"], flags=re.IGNORECASE)
    said = what.casefold().split()
    vague = said[0] in _NO_THING or said[-1] in _NO_THING or said[-1].endswith(("ly", "ed"))
    doing = len(said) == 1 and said[0].endswith("ing") and not _DOING.match(said[0])
    acts = len(said) > 1 and verbs.is_base(said[0])
    if vague or doing or acts or has_verb(what) or not is_phrase(what):
        return None
    first = what.split(maxsplit=1)[0]
    what = what[:1].lower() + what[1:] if first[1:].islower() or len(first) == 1 else what
    return f"the {what}{_where(found['where'] or '')}"


def _where(place: str) -> str:
    if _NUMBERED.fullmatch(place):
        return f" in {place}"
    if _FLOOR.fullmatch(place):
        return f" on the {place}"
    return f" in the {place}" if _ROOM.fullmatch(place) else ""
