"""Who is to do it, taken away from the words that say what: "Tamika to hold the keys" → "hold the keys".

English; pure.
"""

from __future__ import annotations

import re

from agent.extractors.local import cues, cues_detail, verbs
from agent.extractors.local.clauses import STATES
from agent.extractors.local.names import Names
from agent.extractors.local.openings import ADVERBS, MODAL
from agent.extractors.local.parties import acts, doing
from agent.extractors.local.phrases import is_noun

_LET_ME = re.compile(r"let(?:'s| me\b| us\b| alone\b| it be\b)", re.IGNORECASE)
_FEW = 3
"""An order has at least so many words."""
_NAME_WORDS = 3
_WHEN = re.compile(
    r"(?:every|each|after|before|on|at|from|once|tonight|today|tomorrow)\b[^.;:?!]*$", re.IGNORECASE
)
"""What may stand before the name of who does it: "every evening after closing"."""
_THEN_DOES = re.compile(
    r"(?P<joint>(?:,| and|, and) )(?P<verb>[a-z]+s)(?= (?:the|a|an|it|them|his|her|their|all|each"
    r"|every|to|in|on|up"
    r"|back|out|off)\b)"
)
_TOLD_TO = re.compile(
    r"(?:,? you (?:two |both |all )?(?:please |pls |just |also |then )*|,? (?:please|pls|plz|kindly) "
    r"|(?: (?:to|will|please|pls|also|then))? (?=[a-z-]+ (?:the|a|an|all|both|it|them|his|her|their|our|your"
    r"|my|this|these|those|up|out|down|off|back|away|\d+)\b))(?=(?P<verb>[a-z-]+)\b)"
)
"""Behind a name at the start: "Luca you do the cards", "Kestrel take down the bay"."""
_IS_DOING = re.compile(r"(?: is| are|'s) (?:also |now |then )?(?P<verb>[a-z]+ing) ")
_UNKNOWN_VERB = re.compile(r" (?P<verb>[a-z]+s) ")


def without_address(text: str, names: Names) -> str:
    greeting = cues_detail.GREETING.match(text)
    if greeting and greeting.end() < len(text) and len(greeting["who"].split()) <= _NAME_WORDS:
        text = text[greeting.end() :].lstrip()
    start = names.at_start(text)
    if start and re.match(r"\s*(?:\([^)]{0,30}\))?\s*[,:–—-]+\s", text[start.end :]):
        text = re.sub(r"^\s*(?:\([^)]{0,30}\))?\s*[,:–—-]+\s+", "", text[start.end :])
    elif start and (asked := _TOLD_TO.match(text, start.end)) and _may_order(asked["verb"]):
        text = text[asked.end() :]
    text = re.sub(r"^[A-Z][\w'-]+(?:, | ?: )(?=(?:please|can|could|[a-z]))", "", text)
    while text.startswith("@") and (called := names.called(text)) and called.start == 1:
        text = text[called.end :].lstrip(" \t,:")
    text = _without_call(text, names)
    lead = cues.LEAD.match(text)
    return text[lead.end() :] if lead and lead.end() < len(text) else text


def _without_call(text: str, names: Names) -> str:
    """For "can you send me the plan by Friday, Gordon?"; not for "ask Olga, Gordon", which may name two."""
    said = text.rstrip(" .!?")
    found = names.find(said)
    last = found[-1] if found and found[-1].end == len(said) else None
    if last is None or not said[: last.start].endswith(", ") or len(said[: last.start].split()) < _FEW:
        return text
    before = said[: last.start - 2]
    return text if any(one.end == len(before) for one in found) else before + text[len(said) :]


def after_name(text: str, names: Names) -> str:
    """For "Tamika to hold the pallets", "Mateus copies the drive" → the verb and what follows it."""
    if (
        found := re.match(
            rf".{{1,60}}? (?:(?:very )?(?:kindly )?(?:offered|agreed|promised|volunteered) to"
            rf"|{MODAL}) {ADVERBS}(?P<rest>[a-z].*)",
            text,
            re.DOTALL,
        )
    ) and starts_with_action(found["rest"]):
        return found["rest"]
    if (called := names.find(text)) and called[0].start and _WHEN.match(text[: called[0].start]):
        text = text[called[0].start :]
    pieces = text.split(" ")
    for i, word in enumerate(pieces[1:8] if text[:1].isupper() else (), 1):
        verb = verbs.third_person(word.strip(","))
        if verb and not is_noun(pieces, i):
            return _THEN_DOES.sub(_then_do, " ".join([verb, *pieces[i + 1 :]]))
    if (does := doing(text, names)) and not does.start and (found := _IS_DOING.match(text, does.end)):
        return f"{verbs.base(found['verb'])} {text[found.end() :]}"
    if (doer := acts(text, names)) and (found := _UNKNOWN_VERB.match(text, doer.end)):
        return f"{_base_of(found['verb'])} {text[found.end() :]}"
    return text


def _may_order(verb: str) -> bool:
    return verbs.is_base(verb) and verb not in STATES


def _base_of(verb: str) -> str:
    """Of a verb that is in no list: "sands" → "sand", "varnishes" → "varnish"."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if re.search(r"(?:sh|ch|ss|x|zz|o)es$", verb) else verb[:-1]


def _then_do(found: re.Match[str]) -> str:
    verb = verbs.third_person(found["verb"])
    return found["joint"] + verb if verb else found[0]


def starts_with_action(text: str) -> bool:
    first = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", re.sub(r"^(?:m|nous |me |l)'", "", text))
    word = first[0].casefold() if first else ""
    return (
        verbs.is_base(word)
        or (word == "let" and not _LET_ME.match(text))
        or word in verbs.ACTIONS_DE | verbs.ACTIONS_FR | verbs.ACTIONS_ES
        or bool(re.match(r"\w+(?:en|n) Sie ", text))
    )
