"""What a bare paper is for, as the subject line says: "the quote" → "the quote for the trip". English; pure.

Only where the subject names the paper and its matter ("Mill lease: survey report"), or an event that papers
are made for; a paper that says itself what it is for stays as it is.
"""

from __future__ import annotations

import re

from agent.extractors.local.phrases import is_phrase
from agent.extractors.local.shorten import AT_MOST
from agent.extractors.local.topics import REPLY

_PAPER = re.compile(
    r"\b(?P<det>the|your|our) (?P<paper>(?:[a-z-]+ )?(?:assessment|quote|quotation|invoice|report|plan"
    r"|rota|schedule"
    r"|agenda|minutes|budget|programme|permit|proposal|itinerary|brochure|poster|flyer|offer|estimate"
    r"|list|contract"
    r"|deposit|slides|checklist|draft|summary))"
    r"(?! (?:for|of|on|about|from|that|which|to|with|against|[a-z]+ing)\b)(?P<end>$|[,.;]| (?:in|by|at"
    r"|and|over|back|out|up|into)\b)"
)
_EVENT = re.compile(
    r"\b(?:trip|visit|fair|party|wedding|conference|gig|show|tour|day|festival|move|sale|course"
    r"|workshop|event"
    r"|exhibition|concert|match|camp|dinner|audit|inspection|launch|migration|refit|tournament|outing"
    r"|excursion)s?\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|\?|!", re.IGNORECASE
)
_FEW, _MANY = 2, 7


def about(goal: str, subject: str | None) -> str:
    """The goal with the first such paper called by what it is for."""
    found = _PAPER.search(goal)
    matter = _matter(REPLY.sub("", subject).strip(" .") if subject else "", found["paper"]) if found else None
    if found is None or matter is None or matter.casefold() in goal.casefold():
        return goal
    for name in (matter, re.split(r" (?:to|in|at|on|of|with|from) ", matter)[0]):
        told = f"{goal[: found.end('paper')]} for {name}{goal[found.start('end') :]}"
        if len(told.split()) <= AT_MOST:
            return told
    return goal


def _matter(subject: str, paper: str) -> str | None:
    """What the subject line is about, without the paper."""
    titled = re.fullmatch(
        rf"(?P<what>[^:]+?)(?:: | - | – |, )(?:the )?{re.escape(paper)}", subject, re.IGNORECASE
    )
    what = titled["what"] if titled else subject if _EVENT.search(subject) else ""
    long = _FEW <= len(what.split()) <= _MANY
    if not long or _DATED.search(what) or re.search(r"[:,–—]| - ", what) or not is_phrase(what):
        return None
    last = what.split()[-1]
    named = last[:1].isupper() and not _EVENT.search(what)
    begins = re.match(r"(?:the|our|your|my|an?) ", what, re.IGNORECASE)
    if begins:
        return f"{begins[0].lower()}{what[begins.end() :]}"
    return what if named else f"the {what}"
