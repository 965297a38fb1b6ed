"""The state in which a fault is mended: "It keeps alarming" → "It no longer alarms". English; pure.

As with any end of a goal, no words of the text say it: it is only ever inferred.
"""

from __future__ import annotations

import re

from agent.extractors.local import verbs
from agent.extractors.local.abroad import faults as faults_abroad
from agent.extractors.local.draft import Draft
from agent.extractors.local.ends import ends_of
from agent.extractors.local.goals import Goal
from agent.extractors.local.lines import SentenceKind
from agent.extractors.local.numbers import is_plural
from agent.text.marks import words

_FAULTS = words(
    "leak drip squeak smear trip flicker jam stick alarm crash freeze loop beep stall overheat rattle "
    "smell fail hang bounce block reject shake vibrate rub scratch slip spill whistle buzz hum cut drop "
    "lose skip double return show open close turn stop let lag time blink grind wobble clog seize peel "
    "crack tear throw eat lock burn spark"
)
"""What faulty things do."""
_SUBJECT = (
    r"(?:[^,.;:?!]{0,40}?\b(?:that|says?|found|noticed|reports?|reported|told (?:us|me)) )?"
    r"(?P<what>(?!(?i:i|we|you|he|she|it|they|there|nobody|everybody|somebody|everything|this|that"
    r"|who)\b [a-z]+)"
    r"(?:(?i:the|a|an|our|my|your|his|her|their|this|that|one of|both|all)|[A-Z][\w'-]*|[\w-]+ \d+)"
    r"(?: [\w'#&/.-]+){0,7}?)"
)
_NOT = re.compile(
    _SUBJECT + r" (?:(?P<be>is|are)(?: not|n't)|(?:does|do|did|ca|can|wo|will)(?:n't| ?not)(?: any ?more)?) "
    r"(?P<rest>[a-z].*)"
)
_KEEPS = re.compile(
    _SUBJECT + r" (?:keeps?|has been|have been|is|are|was|started|starts) (?P<verb>[a-z]+ing)\b(?P<rest>.*)"
)
_BROKEN = re.compile(
    _SUBJECT + r" (?:is|are|has|have|'s)(?: \w+ly| gone| been| now| still| all| completely| again){0,2} "
    r"(?:broken|dead|out of order|out|down|stuck|faulty|bust|kaput|blocked|cracked|torn|jammed"
    r"|perished|leaking)\b"
)
_CUT = re.compile(
    r"[,;]| (?:and|but|so|since|because|which|who|while|every time|after|again|now|this morning|today"
    r"|yesterday)\b"
)
_MENDS = re.compile(
    r"(?:fix|repair|mend|sort|look|check|resolve|investigate|have|get|come|send|take|see|réparer|arreglar)\b"
    r"|.* reparieren$",
    re.IGNORECASE,
)
"""How a goal begins that may mean that a fault is to be mended."""
_STARTS = re.compile(_SUBJECT)
_CALLED = re.compile(r"^(?:[A-Z][\w'-]+ ?){1,2}, (?=(?:the|a|an|our|my|your|both|one)\b)")
_FAR = 8
"""Words before its verb."""
_MOST_WORDS = 14


def implied(draft: Draft, goal: Goal, asker: str | None) -> list[str]:
    """What a goal implies; where a fault is to be mended, that it is no more."""
    ends = ends_of(goal.words, asker, goal.whole)
    faults = [line for line, kind in draft.details if kind is SentenceKind.PROBLEM]
    faults = [draft.key, *faults] if draft.kind is SentenceKind.PROBLEM else faults
    mended = next((said for line in faults if (said := cured(line.plain))), None)
    if mended is None or not (draft.kind is SentenceKind.PROBLEM or _MENDS.match(goal.words)):
        return ends
    return [mended, *ends[1:]]


def cured(problem: str) -> str | None:
    """None where the sentence does not plainly say what is wrong with what."""
    text = _CALLED.sub("", problem.strip(" .!"))
    said = _not(text) or _still(text) or _no_longer(text) or faults_abroad.mended(text)
    return said[:1].upper() + said[1:] if said and len(said.split()) <= _MOST_WORDS else None


def _not(text: str) -> str | None:
    """For "is not lit", "won't close", "does not drain"."""
    if not (found := _NOT.match(text)):
        return None
    rest = _end(found["rest"])
    if found["be"]:
        return f"{found['what']} {found['be']} {rest}"
    verb, _, after = rest.partition(" ")
    if not verb.isalpha() or verb in {"be", "know", "think", "want", "need", "have"}:
        return None
    does = verb if is_plural(found["what"]) else verbs.third(verb)
    return f"{found['what']} {does} {after}".strip()


def _still(text: str) -> str | None:
    if not (found := _BROKEN.match(text)):
        return None
    return f"{found['what']} {'work' if is_plural(found['what']) else 'works'} again"


def _no_longer(text: str) -> str | None:
    """For "keeps alarming", "has been letting in any card", "smears"."""
    if (found := _KEEPS.match(text)) and (verb := _base_of(found["verb"])) in _FAULTS:
        return _ended(found["what"], verb, found["rest"])
    subject = _STARTS.match(text)
    said = _CUT.split(text[subject.start("what") :], maxsplit=1)[0].split() if subject else []
    at = next((i for i in range(1, len(said[:_FAR])) if _does(said, i)), 0)
    return _ended(" ".join(said[:at]), _base_of(said[at]) or "", " ".join(said[at + 1 :])) if at else None


def _does(said: list[str], at: int) -> bool:
    """Is it the verb of what stands before it: "the alarms trip", not "the fume hood alarm goes off"?"""
    word = said[at]
    agrees = word.endswith("ing") or word.endswith("s") != is_plural(" ".join(said[:at]))
    return agrees and _base_of(word) in _FAULTS


def _ended(what: str, verb: str, rest: str) -> str:
    return f"{what} no longer {verb if is_plural(what) else verbs.third(verb)} {_end(rest)}".strip()


def _base_of(verb: str) -> str | None:
    if verb.endswith("ing"):
        stem = verb[:-3]
        ends = (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else "")
    elif verb.endswith("s"):
        ends = (verb[:-1], verb[:-2], "")
    else:
        ends = (verb, "", "")
    return next((end for end in ends if end in _FAULTS or verbs.is_base(end)), None)


def _end(rest: str) -> str:
    return _CUT.split(rest.strip(), maxsplit=1)[0].strip()
