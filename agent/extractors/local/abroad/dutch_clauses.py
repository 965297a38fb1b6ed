"""A Dutch clause that asks: "Wil jij de vergunning aanvragen?". Its verb stands at the end already. Pure."""

from __future__ import annotations

import re

from agent.extractors.local.abroad.reading import Hearers, Reading, Who

_I = re.IGNORECASE
_ASKS_YOU = re.compile(
    r"(?:graag )?(?:kun|kan|kunt|wil|wilt|zou|zouden|kunnen|willen) (?:je|jij|u|jullie)(?: me)? (?:willen )?"
    r"|(?:je|jij|u|jullie) (?:moet|moeten|kan|kunt|mag) ",
    _I,
)
_ASKS_ANY = re.compile(
    r"(?:kan|wil|zou) iemand |iemand (?:moet|zou|kan) |(?:we|wij|er) (?:moeten|moet) |niet"
    r" vergeten(?: om)?:? ",
    _I,
)
_I_WILL = re.compile(r"ik (?:zal|ga|wil|moet) ", _I)
_FILLERS = re.compile(
    r"(?<![\w-])(?:alsjeblieft|alstublieft|a\.?u\.?b\.?|graag|nog(?! (?:een|eens)\b)|even|ff"
    r"|eventjes|ook|alvast|dan|misschien"
    r"|vandaag nog|zo snel mogelijk)(?![\w-])",
    _I,
)
_VERB = re.compile(r"(?<![\w-])(?:te )?[a-zë]{2,}en(?![\w-])")


def read(text: str, _: Hearers) -> Reading | None:
    """The clause that begins here."""
    for pattern, who in ((_ASKS_YOU, Who.YOU), (_ASKS_ANY, Who.NOBODY), (_I_WILL, Who.ME)):
        if found := pattern.match(text):
            rest = re.split(r"[,;.!?](?: |$)|\s+[-–—]+\s+|\s*\(", text[found.end() :], maxsplit=1)[0]
            goal = " ".join(_FILLERS.sub(" ", rest).split())
            open_ = found[0].lower().startswith(("we ", "wij ", "er ", "niet "))
            return (
                Reading(Who.OPEN if open_ else who, goal[:1].upper() + goal[1:])
                if _VERB.search(goal)
                else None
            )
    return None
