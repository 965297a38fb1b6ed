"""What is done put behind the verb again: "the letter I'll answer" → "answer the letter". English; pure."""

from __future__ import annotations

import re

from agent.extractors.local import verbs
from agent.extractors.local.phrases import is_phrase
from agent.extractors.local.tails import has_verb
from agent.extractors.local.wanted import the
from agent.text.marks import words

_ADVERBS = r"(?:also |then |just |please |kindly |gladly |happily |still |now |only )*"
_FRONTED = re.compile(
    r"(?:(?:and|but|so|also|ok|okay|then|oh)[ ,]+)?(?P<what>(?!(?:if|when|once|after|before|what|who|how|why"
    r"|because|as|since|that's|there|no|lots|plenty)\b)[^,;:?!]{4,70}?),? "
    r"(?:i|we|you)(?:'ll| will| can| could| shall| must| should|'m going to|'re going to| have to| need to) "
    rf"{_ADVERBS}(?P<verb>[a-z-]+)(?P<particle> (?:up|out|off|down|in|back|over|away|round))?"
    r"(?P<self> (?:my|our|your)sel(?:f|ves))?(?P<rest>(?: (?:to|for|with|from|on|at|by|after|before|once|when"
    r"|until|this|next|tomorrow|today|tonight|now|later|first|as|straight|asap|again|please|too|also|then"
    r"|together|personally|in (?!full\b))\b.*|[,.;!].*)?)",
    re.IGNORECASE | re.DOTALL,
)
_HOLLOW = re.compile(
    r"(?:.*\b)?(?:best|most|least|thing|things|way|days?|weeks?|weekends?|months?|year|mornings?"
    r"|afternoons?|evenings?|nights?|times?|moment|minute|hours?|place|reason|only|all|everything|anything|something|nothing|one"
    r"|rest|lot|case|first|second|third|last|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tomorrow|tonight|noon|lunch|\d{1,2}"
    r"|maybe|perhaps|hopefully|sure|fine|yes|no|thanks|sorry|well|great|right|usually|normally|actually)"
    r"(?: after| before)?$",
    re.IGNORECASE,
)
"""Behind these "I can do" tells which, or when."""
_TAIL = re.compile(r" (?:of|in|on|at|by|for|from|under|with|to|about|against|over) ")
_BEGINS = re.compile(
    r"(?:the|a|an|my|our|your|his|her|their|this|that|these|those|all|both|some|two|three|four|five|\d+"
    r"|each|every|any)\b|[\w'-]+(?: [\w'-]+){0,4}s\b|[A-Z][\w-]*(?: [A-Z][\w-]*)*'s?\b",
    re.IGNORECASE,
)
_ALONE = words("come go wait work look talk stay be reply respond help act let see think try start move live")
"""What is done to nothing."""


def fronted(text: str) -> str | None:
    """None where it is no such sentence: or where the verb has an object of its own."""
    found = _FRONTED.fullmatch(text.strip(" .,!"))
    if found is None or not verbs.is_base(found["verb"]) or found["verb"].casefold() in _ALONE:
        return None
    what = found["what"].strip()
    head = _TAIL.split(what)[0]
    named = _BEGINS.match(what) and is_phrase(what) and not has_verb(what) and not verbs.is_base(head)
    if not named or _HOLLOW.fullmatch(head):
        return None
    return f"{found['verb']}{found['particle'] or ''} {the(what)}{found['rest']}"
