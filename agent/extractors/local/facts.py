"""What is so in the end, as a fact: "It must say 36 sacks" → "The new bill says 36 sacks". English; pure."""

from __future__ import annotations

import re

from agent.extractors.local import verbs
from agent.extractors.local.numbers import is_plural
from agent.extractors.local.phrases import is_phrase
from agent.extractors.local.tails import has_verb
from agent.text.marks import words

_LEAD = re.compile(
    r"(?:(?:and|but|so|also|then|only|please|just|important|note|remember|mind)\b[,: ]+)*"
    r"(?:(?:(?:please )?(?:make|be) sure|ensure|it is (?:important|essential|vital)"
    r"|it's (?:important|essential|vital)|(?:for (?:me|us),? )?(?:it |what )?(?:is|matters is|counts is)"
    r"(?: only| also)?(?: important| essential| vital)? (?=that )|the (?:main"
    r"|important) thing is) (?:that )?(?=\S+ \S+ \S))?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:,? (?:otherwise|or else|because|since|as (?:in|last|we|I)\b|if that|if you)\b.*"
    r"|, (?:so|and|but) (?:that )?(?:we|i|he|she|they|you|there|nobody|people)\b.*"
    r"|, (?:i|we) (?:don't|do not) (?:care|mind)\b.*|, not (?:the|like|as) [\w ]+|, (?:ok|okay|right"
    r"|please|thanks)\?*)$",
    re.IGNORECASE | re.DOTALL,
)
_WHEN = re.compile(
    r"(?: (?:by|before|until|no later than))?,? (?:today|tonight|tomorrow|this (?:week|morning|afternoon"
    r"|evening)"
    r"|(?:(?:by|on|before|until|next|this) )+(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:by|on|before|until) (?:the )?\d{1,2}(?:st|nd|rd|th)?(?: [A-Z]\w+)?)$"
)
_WHEN_INSIDE = re.compile(
    r" (?:by|before|no later than) (?:the )?(?:\d{1,2}(?:(?:st|nd|rd|th)(?: (?:of )?(?-i:[A-Z])[a-z]+)?"
    r"| (?-i:[A-Z])[a-z]+)|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: (?:morning|noon|afternoon|evening|lunchtime|night))?|noon|tomorrow|tonight|(?:next|this) week"
    r"|\d{1,2}(?:[:.]\d\d| ?[ap]m))(?=, | and )",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"(?P<what>[^,;:]*?) ?\b(?P<modal>must(?:n't)?|should(?:n't)?|shall|ought to|(?:will |'ll )?(?:have"
    r"|has|need|needs)"
    r" to|may(?= not)|cannot|can't|can(?= not))\b(?P<not>(?: also| all| always| both| really| each| still"
    r"| then)*"
    r" not\b)?(?P<all>(?: also| all| always| both| really| each| still| then"
    r"| only)*) (?P<verb>[a-z]+)\b ?(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_EACH = re.compile(
    r"(?P<what>(?i:each|every|all|both)\b[\w' -]{0,30}?) to (?P<not>not )?(?P<verb>[a-z]+) (?P<rest>.+)"
)
_THING = re.compile(r"(?:it|this|that|they|these|those|all of (?:it|them)|which)$", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:it|they) (?=(?:is|are|isn't|aren't|has|have|does|do|no longer|[a-z]+s)\b)|(?:it|they)'(?:s|re) ",
    re.IGNORECASE,
)
_SEVERAL = words("they these those both all")
_PERSON = re.compile(r"(?:i|we|you|he|she|who|there|what|nobody|somebody|someone)$", re.IGNORECASE)
_WANTS = re.compile(
    r"(?:i|we|they|he|she) (?:want|need|expect|would like|'d like)s? (?P<what>[^,;]{3,60}?)"
    r" to (?P<verb>be|have|show|say|include|stay) (?P<rest>.+)",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"(?:i|we|they|he|she)(?:'d| would)? (?:also |really |still )?(?:want|need|expect"
    r"|like)s?(?: to (?:have|see|get))? "
    r"(?P<what>(?:an?|the|one|two|three|\d+|all|no)\b[^,;]{3,60})",
    re.IGNORECASE,
)
"""For "they want a photo of each door": it is there in the end."""
_WITH = re.compile(
    r"with(?P<out>out)? (?P<what>(?:(?:the|an?|all|no|both|one|two|\d+)\b|[a-z-]+s\b)[^,;]{2,60})",
    re.IGNORECASE,
)
_RULED_OUT = re.compile(
    r"(?P<what>[\w' -]{3,40}?) (?:would be|is|are|'s) (?:a no(?:-no)?|out(?: of the question)?"
    r"|no option|not an option"
    r"|not on|not wanted|not allowed|forbidden|unacceptable)(?: (?:from|for|with) \w+)?$",
    re.IGNORECASE,
)
_HAVE_IT = re.compile(
    r"(?:[^,;]{0,30} )?(?:must|needs? to|ha(?:s|ve) to|should) (?:have|get|see) (?P<it>it|them) "
    r"(?P<where>(?:in|on|by|at|back|here|ready)\b.*)",
    re.IGNORECASE,
)
"""For "he must have it in hand before noon"."""
_IN_IT = re.compile(r" (?P<link>on|in|with|to|under|behind) it$")
_ARRIVES = re.compile(
    r"(?:be|get|go|reach) (?:(?:with|to) (?:me|us|him|her|them|you)|here|there|done|ready|finished|out)\b",
)
"""Says when rather than how: "It has to be with her on the 3rd"."""
_REMARK = re.compile(
    r"(?:it|this|that)(?: is|'s) #?\d|(?:how|why|what|when|where|who|do|does|is|are|can|could) .*\?$"
    r"|(?:every|each) (?:hour|minute|day|second|week|delay|time) (?:costs?|counts?|matters?)\b"
    r"|.*\b(?:(?:does|do|did|would|wo)(?:n't| not) (?:help|matter|count|suffice)|no (?:use|good|help)"
    r"|is not enough)"
    r"\b|(?:i|we) (?:don't|do not) (?:care|mind|know)\b"
    r"|(?:i|we|they|he|she|you)(?: have|'ve| has) (?!to\b|been\b|\w+ed\b)|(?:i|we|you)(?:'m| am|'re| are) "
    r"|(?!(?:what|whatever|all|any|each|every)\w* )[^,;]{3,50}? (?:failed|didn't|did not|wasn't|weren't"
    r"|was not|were not|was|were|had) ",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"(?:i|we|they|he|she|you|nobody|no one|the [^\W\d_][\w' -]{1,25}?) "
    r"(?:can|can't|cannot|won't|will not|will) .+ without (?:it|them|this|that|these|those|her|him)\b",
    re.IGNORECASE,
)
"""For "They can't order the tables without it": what waits for the work."""
_MEASURE = re.compile(
    r"\d|\b(?:no|not|without|with|each|every|all|both|only|same|at (?:least|most)|max|min|less|more|within"
    r"|one|two|three|four|five|six|ten|twenty|nothing|none|free|clean|dry|level)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\bour(?= (?!own\b))", re.IGNORECASE)
_MY = re.compile(r"\bmy\b(?! own\b)", re.IGNORECASE)
_AN = re.compile(r"(?:an?|another|some) (?=\w)", re.IGNORECASE)
_BARE = re.compile(r",.*| (?:with|in|against|from|by|before|after|so|that|which|who)\b.*", re.DOTALL)
_NEGATIVE = words("mustn't shouldn't cannot can't may can")


def fact(said: str, thing: str | None, author: str | None) -> str:
    """The words themselves where their form is not known. `thing`: what the goal is about, for "it"."""
    text = _WHEN_INSIDE.sub("", _WHEN.sub("", _TAIL.sub("", said.strip(" .,;!"))))
    text = text[lead.end() :] if (lead := _LEAD.match(text)) and lead.end() < len(text) else text
    named = the(thing) if thing else None
    made = _at_hand(text, named) or _turned(text, named) or _shown(text, named) or _named(text, named)
    made = _OURS.sub("the", made)
    made = _MY.sub(f"{author}'s", made) if author else made
    return made[:1].upper() + made[1:]


def _at_hand(text: str, thing: str | None) -> str | None:
    found = _HAVE_IT.fullmatch(text) if thing else None
    if found is None or is_plural(thing or "") != (found["it"].casefold() == "them"):
        return None
    return f"{thing} {'are' if is_plural(thing or '') else 'is'} {found['where']}"


def _shown(text: str, thing: str | None) -> str | None:
    """What is wanted, what goes with the thing, and what is ruled out."""
    if (found := _WANTED.fullmatch(text)) and is_phrase(found["what"]):
        return f"there {'are' if is_plural(found['what']) else 'is'} {found['what']}"
    if (
        thing
        and (found := _WITH.fullmatch(text))
        and is_phrase(found["what"])
        and not re.search(r"\bits?$", text)
    ):
        no = "no " if found["out"] else ""
        what = re.sub(r"^an? ", "", found["what"]) if no else found["what"]
        return f"{thing} {'have' if is_plural(thing) else 'has'} {no}{what}"
    if found := _RULED_OUT.fullmatch(text):
        what = found["what"][:1].lower() + found["what"][1:]
        if not re.fullmatch(r"[\w-]+ed", what):
            return f"there {'are' if is_plural(what) else 'is'} no {what}"
        return f"{thing} {'are' if is_plural(thing) else 'is'} not {what}" if thing else None
    if thing and not is_plural(thing) and (found := _IN_IT.search(text)) and _several(text):
        return f"{text[: found.start()]} {found['link']} {thing}"
    return None


def _several(text: str) -> bool:
    """Is its subject several, so that a later "it" is another thing?"""
    return re.match(r"[\w' -]{3,50}? (?:are|have|were)\b", text) is not None


def the(thing: str) -> str:
    """For "a new plate for sheet 5" → "the new plate for sheet 5", as it is named once it is there."""
    named = _BARE.sub("", thing)
    return f"the {named[found.end() :]}" if (found := _AN.match(named)) else named


def stands(said: str) -> bool:
    """Can it be held against the work? Not what tells why or when, nor what says nothing of anything:
    "Every hour costs", "It has to be with her on the 3rd", "Mince pies under the counter".
    """
    if _WHY.match(said):
        return False
    found = _MODAL.match(said)
    if found and (not found["what"] or _THING.match(found["what"])):
        return not _ARRIVES.match(f"{found['verb']} {found['rest']}")
    return not _REMARK.match(said.strip()) and bool(
        has_verb(said) or _MEASURE.search(said.split(", not ", maxsplit=1)[0])
    )


def _turned(text: str, thing: str | None) -> str | None:
    found = _WANTS.match(text) or _MODAL.match(text) or _EACH.match(text)
    if found is None:
        return None
    groups = found.groupdict()
    what, rest, verb = groups["what"].strip(), groups["rest"] or "", groups["verb"]
    if _PERSON.match(what) or (not what and not thing) or not _is_plain(verb):
        return None
    subject = thing if thing and (not what or _points_at(what, thing)) else what
    several = is_plural(subject) or subject.casefold() in _SEVERAL
    denied = bool(groups.get("not")) or (groups.get("modal") or "").casefold() in _NEGATIVE
    also = f"{groups.get('all') or ''} ".replace(" also", "").lstrip()
    return " ".join(f"{subject} {_form(verb, several=several, denied=denied)} {also}{rest}".split())


def _points_at(what: str, thing: str) -> bool:
    """Does "it" or "they" agree with the thing?"""
    if not _THING.match(what):
        return False
    return (what.rsplit(maxsplit=1)[-1].casefold() in _SEVERAL | {"them"}) == is_plural(thing)


def _form(verb: str, *, several: bool, denied: bool) -> str:
    if verb == "be":
        return ("are" if several else "is") + (" not" if denied else "")
    if denied:
        return f"{'do' if several else 'does'} not {verb}"
    return verb if several else verbs.third(verb)


def _is_plain(verb: str) -> bool:
    return not verb.endswith(("ed", "ing", "ly"))


def _named(text: str, thing: str | None) -> str:
    found = _BEGINS.match(text) if thing else None
    if found is None or not _points_at(re.split(r"[ ']", found[0])[0], thing or ""):
        return text
    link = "" if "'" not in found[0] else "are " if is_plural(thing or "") else "is "
    return f"{thing} {link}{text[found.end() :]}"
