"""Sorts of forms that say in their title and a few fields what they are for: leave, access. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extractors.local.lines import Line

_LEAVE = re.compile(
    r"(?:(?:request|application) for )?(?:(?:annual|holiday|sick|study|parental|unpaid) )*"
    r"(?:leave|holidays?|vacation|absence|time[- ]off|overtime|travel|training|trip|home ?office|expenses?)"
    r"(?: (?:request|application|claim)(?: form)?)?\W*$",
    re.IGNORECASE,
)
_IS_REQUEST = re.compile(r"\b(?:request|application|claim)\b", re.IGNORECASE)
_ACCESS = re.compile(
    r"(?:(?:an? )?(?:new|replacement|second) )?"
    r"(?:access|(?:user )?account|log-?in|licen[cs]e|permissions?|mailbox|badge|key)\W*$",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"(?:system|applications?|software|program|folder|share|drive|tool|door|area)\W*$", re.IGNORECASE
)
_USER = re.compile(r"(?:for(?: whom)?|user|new user|who needs it|employee|person)\W*$", re.IGNORECASE)
_SORT = re.compile(
    r"(?:(?:form|request|leave) )?(?:type|kind|category)(?: of (?:request|form))?\W*$|form\W*$", re.IGNORECASE
)


def to_what(title: Line, fields: Sequence[Line]) -> str:
    """For "Type: Access", "System: stock list", "For: Nadia Petrov": "to stock list for Nadia Petrov"."""
    if not _ACCESS.match(title.plain):
        return ""
    system = next((ln for ln in fields if _SYSTEM.match(ln.sentence.label or "")), None)
    user = next((ln for ln in fields if _USER.match(ln.sentence.label or "")), None)
    whose = f" for {user.words.partition(' (')[0]}" if user else ""
    return (f" to {system.words}" if system else "") + whose


def asks_leave(lines: Sequence[Line]) -> Line | None:
    """The line that calls the form a request for leave, travel or money."""
    named = [ln for ln in lines[:1] if not ln.sentence.label]
    sorts = [ln for ln in lines if _SORT.match(ln.sentence.label or "")]
    asked = (ln for ln in [*named, *sorts] if _LEAVE.match(ln.plain) and _IS_REQUEST.search(ln.plain))
    return next(asked, None)
