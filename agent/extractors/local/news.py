"""Who knows what in the end, and who has been asked: "Tell Ana why" → "Ana knows why". English; pure."""

from __future__ import annotations

import re

from agent.extractors.local import cues_ends, verbs
from agent.extractors.local.phrases import is_phrase
from agent.extractors.local.recipients import several

_ABOUT = re.compile(
    r" (?:about|re|regarding|for|whether|if|to|with|that|why|how|what|who|which|where|when|on|once|after"
    r"|again|first|before|asking|saying)\b"
)

_BOOKED = re.compile(
    r"(?P<who>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?) (?P<where>(?:on|onto|into|in|for) [^,]+)(?:,.*)?"
)
_WHICH = re.compile(r" (?:who|which)\b")
_CALLED = re.compile(r" (?:in|out|over|round)$")

_ANSWERED = re.compile(
    r"[^,;]*?\b(?:letters?|e-?mails?|mails?|messages?|questions?|quer(?:y|ies)|enquir(?:y|ies)|inquir(?:y|ies)"
    r"|complaints?|calls?|requests?|reviews?|comments?|points?|objections?|surveys?|notes?|posts?|adverts?"
    r"|claims?|invitations?|tickets?)\b",
    re.IGNORECASE,
)
"""No people who learn something, but what somebody wrote or asked."""


def known(verb: str, rest: str, asker: str | None) -> str | None:
    """For "Find out whether …", "Answer how many …": who asks knows it in the end."""
    found = cues_ends.WONDERS.match(rest) if verb in cues_ends.FINDS else None
    if found is None:
        return None
    return f"{asker} knows {found['what']}" if asker else f"it is known {found['what']}"


def told(verb: str, rest: str, _: str | None) -> str | None:
    teaches = verb in {"teach", "show"} and cues_ends.HOW_TO.search(rest)
    if (verb not in cues_ends.TELLS and not teaches) or (verb == "answer" and _ANSWERED.match(rest)):
        return None
    rest = re.sub(r" know\b", "", rest) if verb == "let" else rest
    if not (news := cues_ends.NEWS.search(rest)):
        return None
    who = rest[: news.start()].strip()
    said = re.sub(r"^(?:of|about) ", "", rest[news.start() :])
    if (
        not is_phrase(who)
        or cues_ends.POINTS.match(who)
        or (news[0] in {"of", "about"} and not _is_named(said))
    ):
        return ""
    return f"{who} {'know' if several(who) else 'knows'} {rest[news.start() :]}"


def _asks_one(verb: str, who: str) -> bool:
    """For "ask the porter who has the key", not "chase the tenants who owe rent"."""
    return verb == "ask" and not several(who)


def _is_named(said: str) -> bool:
    return is_phrase(said) or cues_ends.NEWS.match(said) is not None


def asked(verb: str, rest: str, _: str | None) -> str | None:
    to = rest.startswith(("to ", "with "))
    if verb not in cues_ends.ASKS or (verb in cues_ends.SAYS and not to) or rest.startswith(("up ", "off ")):
        return None
    rest = re.sub(r"^(?:to|with) | back\b|:| but .*", "", rest)
    joined = re.search(r" and (?P<next>[a-z]+)\b", rest)
    if joined and (verbs.is_base(joined["next"]) or verbs.third_person(joined["next"])):
        rest = rest[: joined.start()]
    about = _ABOUT.search(rest)
    who, tail = (rest[: about.start()], rest[about.start() :]) if about else (rest, "")
    if _WHICH.match(tail) and not (re.fullmatch(r"[A-Z][^ ]*(?: [A-Z][^ ]*)*", who) or _asks_one(verb, who)):
        who, tail = rest, ""
    if (moved := _CALLED.search(who)) and verb in {"call", "phone", "ring", "ask"}:
        who, verb = who[: moved.start()], f"{verbs.participle(verb)}{moved[0]}"
        return f"{who} {'have' if several(who) else 'has'} been {verb}{tail}"
    if cues_ends.POINTS.match(who) or not is_phrase(who):
        return ""
    if (
        verb in cues_ends.SAYS
        and cues_ends.NEWS.match(tail.strip())
        and not tail.startswith((" about", " of"))
    ):
        return f"{who} {'have' if several(who) else 'has'} been told{tail}"
    verb = verbs.participle(verb) + (" to" if verb in cues_ends.SAYS else "")
    return f"{who} {'have' if several(who) else 'has'} been {verb}{tail}"


def booked(verb: str, rest: str, _: str | None) -> str | None:
    """For "Book Ana Ruiz on the 7:40": who is booked, not what."""
    found = _BOOKED.fullmatch(rest) if verb in {"book", "register", "enrol", "enroll"} else None
    return f"{found['who']} is {verbs.participle(verb)} {found['where']}" if found else None
