"""A question put as what its answer tells: "Does our policy cover children?" → "whether our policy covers
children". English; pure.
"""

from __future__ import annotations

import re

from agent.extractors.local import verbs
from agent.text.marks import words

_QUESTION = re.compile(
    r"(?P<verb>is|are|was|were|am|has|have|had|does|do|did|can|could|will|would|should|shall|may|must)"
    r"(?P<rest> .+)",
    re.IGNORECASE | re.DOTALL,
)
_PRONOUN = re.compile(
    r" (?P<who>we|it|they|he|she|there|this|that|these|those|i|you|any(?:one|body)"
    r"|some(?:one|body))\b(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_DETERMINED = re.compile(
    r" (?:the|our|your|my|his|her|their|this|that|these|those|any|all|a|an|some|[A-Z][\w'-]+)\b"
)
_PLACES = words("in on at for to with from by under over off out up down about between within")
_ADJECTIVES = words(
    "free available open closed ready ok okay fine done due included allowed enough still already also "
    "really even now yet always possible necessary safe full empty back here there true right wrong "
    "valid complete worth aware happy able going supposed meant not too more less both new"
)
_OTHER_VERBS = words(
    "need apply count know mean want have be cost belong exist allow depend cover include offer require"
)
_ASKED = re.compile(
    r"(?P<what>how (?:many|much)(?: [\w'-]+){0,4}?|how (?:long|often|far|soon|big|old|high|late"
    r"|wide|deep)|how"
    r"|(?:what|which)(?: (?!(?:is|are|was|were|do|does|did|has|have|had|can|will"
    r"|would)\b)[\w'-]+){0,3}?|when|where"
    r"|why|who) (?=(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|must) )",
    re.IGNORECASE,
)
_CHARGE = re.compile(
    r"(?:what|how much) (?:(?:would|do|will|could) (?:you|u|one of you) (?P<verb>charge|want|ask|take|quote)"
    r"(?: me| us)?(?P<rest> (?:to|for) .+)|(?:would|will|does) (?:it|that) (?P<cost>cost|be)(?: me| us)?"
    r"(?P<of> (?:to|for) .+))",
    re.IGNORECASE | re.DOTALL,
)
_THE_THING = re.compile(r"what(?:'s| is| are) (?P<thing>(?:the|your|our|my)\b(?: [\w'-]+)+)$", re.IGNORECASE)
_PAST = {
    "get": "got", "go": "went", "come": "came", "see": "saw", "take": "took", "give": "gave", "know": "knew",
    "do": "did", "have": "had", "write": "wrote", "speak": "spoke", "choose": "chose", "draw": "drew",
    "drive": "drove", "run": "ran", "ring": "rang", "show": "showed", "begin": "began", "break": "broke",
    "cost": "cost", "fall": "fell", "grow": "grew", "eat": "ate", "cut": "cut", "leave": "left",
    "mean": "meant",
    "think": "thought", "spend": "spent", "lose": "lost", "win": "won", "stand": "stood",
    "withdraw": "withdrew",
}  # fmt: skip
_STEM = 4
_LONG = 6
_ADVERBS = words(
    "in fact ever even still also just then first only again twice once now today yesterday this last next"
)
_OFTEN = words("ever still already")
_MOST_WORDS = 9
"""Of a subject."""


def whether(text: str) -> str | None:
    """None where it is no such question, or where its subject ends cannot be told."""
    found = _QUESTION.match(text.strip(" ?"))
    if found is None:
        return None
    verb = found["verb"].lower()
    if pronoun := _PRONOUN.match(found["rest"]):
        if verb in {"shall", "should"} and pronoun["who"].lower() in {"i", "we"}:
            return f"whether to {pronoun['rest'].strip()}"
        return f"whether {pronoun['who'].lower()} {_now(verb, pronoun['rest'].strip())}"
    if not _DETERMINED.match(found["rest"]):
        return None
    said = found["rest"].split()
    acts = verb not in {"is", "are", "was", "were", "am"}
    at = next((i for i, word in enumerate(said[: _MOST_WORDS + 1]) if i and _tells(word, verb)), 0)
    after = " ".join(said[at + 1 : at + 2])
    at += acts and at > 0 and (_ends(after, acts=True) or after in _OFTEN)  # "does our cover include"
    if not at:
        return None
    who = " ".join(said[:at])
    return f"whether {who} {_now(verb, ' '.join(said[at:]))}"


def indirect(text: str) -> str | None:
    """For "how many visits did she get": "how many visits she got"; None where it is no such question."""
    text = text.strip(" ?")
    if found := _CHARGE.match(text):
        noun = "charge" if (found["verb"] or "").casefold() == "charge" else "price"
        return f"the {noun}{found['rest'] or found['of']}"
    if found := _THE_THING.match(text):
        return None if _is_told(found["thing"]) else found["thing"]
    found = _ASKED.match(text)
    if found is None:
        return None
    said = _statement(text[found.end() :])
    return f"{found['what'][:1].lower()}{found['what'][1:]} {said}" if said else None


def _is_told(thing: str) -> bool:
    return any(word.endswith("ing") for word in thing.split()[2:])


def _statement(text: str) -> str | None:
    """A verb and its subject the other way round: "did she get" → "she got"."""
    verb, _, rest = text.partition(" ")
    verb = verb.casefold()
    if verb in {"has", "have", "had"} and not any(_is_participle(word) for word in rest.split()[1:]):
        return None  # "who has the key": nothing is the other way round
    if pronoun := _PRONOUN.match(f" {rest}"):
        return f"{pronoun['who']} {_now(verb, pronoun['rest'].strip())}".strip()
    if not _DETERMINED.match(f" {rest}"):
        return None
    said = rest.split()
    acts = verb not in {"is", "are", "was", "were"}
    at = _last_of_subject(said, acts=acts)
    if not at or (at == len(said) and (acts or at > _LONG)):
        return None
    return f"{' '.join(said[:at])} {_now(verb, ' '.join(said[at:]))}".strip()


def _is_participle(word: str) -> bool:
    return word in verbs.IRREGULAR or (word.endswith("ed") and len(word) > _STEM)


def _last_of_subject(said: list[str], *, acts: bool) -> int:
    """So many words are the subject; all where nothing ends it."""
    place = next((i for i, word in enumerate(said) if word in _PLACES), len(said))
    for i, word in enumerate(said[: min(place, _MOST_WORDS + 1)]):
        after = said[i + 1].casefold() if i + 1 < len(said) else ""
        closed = not after or after in _PLACES | _ADVERBS
        done = word.casefold() in verbs.IRREGULAR or _ends(word, acts=False)
        if i > 1 and (_ends(word, acts=True) if acts else closed and done):
            return i
    if not acts:
        return len(said)
    at = place - 1
    return at if 1 < at <= _LONG and not said[at].endswith("s") else 0


def _now(verb: str, rest: str) -> str:
    """What is told of the subject, in the tense that it was asked in."""
    if verb not in {"do", "does", "did"}:
        return f"{verb} {rest}"
    words_ = rest.split(" ")
    at = next((i for i, word in enumerate(words_) if word not in _ADVERBS and not word.endswith("ly")), 0)
    act = words_[at]
    form = {"does": verbs.third(act), "did": _past(act)}.get(verb, act)
    return " ".join([*words_[:at], form, *words_[at + 1 :]])


def _past(verb: str) -> str:
    return _PAST.get(verb) or verbs.participle(verb)


def _tells(word: str, verb: str) -> bool:
    """Does what is asked of the subject begin with it?"""
    if verb in {"has", "have", "had"}:
        return word in {"been", *_OFTEN, *_ADVERBS} or _is_participle(word)
    return (verb in {"did", "do", "does"} and word in {*_OFTEN, "go"}) or _ends(
        word, acts=verb not in {"is", "are", "was", "were", "am"}
    )


def _ends(word: str, *, acts: bool) -> bool:
    """Does the subject end before it?"""
    low = word.casefold().strip(",.;")
    if acts:
        return verbs.is_base(low) or low in _OTHER_VERBS
    return low in _ADJECTIVES | _PLACES or (low.endswith(("ed", "ing", "able", "ible")) and len(low) > _STEM)
