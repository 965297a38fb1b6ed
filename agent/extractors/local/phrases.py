"""Whether words are one noun phrase: "the lintel over the door", never "the door sits low". English; pure.

What stands for a pronoun, or is said to be done, must be one; where a form is not sure, it is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extractors.local import verbs
from agent.extractors.local.tails import FINITE
from agent.text.marks import words

ARTICLES = words("the a an")
_DETERMINERS = ARTICLES | words("that this these those my our your his her their its every each another")
_BEFORE_DETERMINER = words(
    "of for in on at to from with by about against and or & + plus all both half over under behind beside "
    "between below above across along around after before into onto off near outside inside through "
    "towards past per than including without within opposite next-to up down next till until during as "
    "only not just even also using via like round versus"
)
"""A determiner inside a phrase stands only behind these: "Ana the list" is two phrases."""
_LINKS = words(
    "of for in on at to from with by about against and or over under behind beside between below above "
    "across along into onto off near outside inside through per than including without within as via"
)
_NO_NOUNS = words(
    "i we he she they you me him them us himself herself themselves myself yourself itself ourselves it "
    "who what there whenever but because although if when while whether"
)
_SUBJECTS = words("we they he she")
"""With a verb behind them they tell which thing: "the seam they redid"."""
_ALL = words("everything all anything whatever")
_PAST = words(
    "redid did made sent wrote took drew chose saw gave had have left bought built wanted use used need"
)
_NOUNS_TOO = words("needs looks runs ends starts means stays can will may might need do costs")
"""Nouns as well, where nothing follows that a verb would have."""
_RELATIVE = words("that which who whose")
SURE_VERBS = words(
    "sits hangs lies sticks throws writes reads opens closes comes goes takes sends brings gets puts jams "
    "leans loses contains belongs lacks refuses rejects expects asks wants tells sat stood hung stuck threw "
    "wrote took brought fell felt thought asked told said says kept went came became began grew knew gave "
    "got forgot won't keeps seems appears happens remains becomes fails failed refused arrived stopped "
    "expired thinks believes knows says still already never thanks swallows eats squeaks judders rattles "
    "wobbles sags tells told meant"
)
"""Forms that are hardly ever nouns or stand before one."""
_MAYBE_VERBS = words(
    "stands leaks drips works starts stops covers shows drops trips runs turns prints reports needs "
    "smells looks costs holds fits cuts burns cracks smears peels crashes ends beeps locks shuts counts "
    "lists rubs catches slips misses"
)
_PAST_FORMS = words(
    "lost sent found made put built bought paid brought broke left lent sold cut rejected refused approved"
)
"""Of these what is followed by a link only tells which thing: "the glove found on the bus"."""
_OPENS_OBJECT = ARTICLES | words(
    "it them me us him her you this these those my our your his their its all when every again since half "
    "too so down"
)
"""Behind these a form that may be a verb is one: "the door leaks again"."""
_STILL = words("still also all now already never always only just")
_COUNTS = words("some all both two three four five six ten")
_WHICH = re.compile(r" (?P<clause>(?:that|who|which) [^,;:?!]+)")
_LONGEST = 7
"""Words of such a clause."""


def is_phrase(text: str) -> bool:
    """One noun phrase, with what hangs on it and others joined to it; a clause only behind "who"."""
    said = [word.strip('.;:()"“”') for word in text.split() if word.strip('.,;:()"“”-–—')]
    low = [word.casefold().strip(",") for word in said]
    if not said or low[0] in _LINKS or low[-1] in _LINKS | _DETERMINERS | _RELATIVE:
        return False
    cut = next((i for i in range(1, len(low)) if _opens_relative(low, i)), len(low))
    whole = cut == len(low) or low[cut] not in _RELATIVE or is_relative(low[cut:])
    return whole and all(_fits(said, low, i) for i in range(cut))


def verb_at(said: Sequence[str]) -> int | None:
    """Where the first finite verb stands in the words of a clause, if one does."""
    low = [word.casefold().strip('.,;:()"“”') for word in said]
    return next((i for i in range(1, len(low)) if _is_verb(low, i)), None)


def relative(what: str) -> str:
    """The clause that tells which things are meant: " who carry medicines"; nothing where it is not whole."""
    found = _WHICH.search(what)
    said = found["clause"].split() if found else []
    fits = said and len(said) <= _LONGEST and is_relative([word.casefold() for word in said])
    return f" {' '.join(said)}" if fits else ""


def is_noun(pieces: Sequence[str], at: int) -> bool:
    """For "Ana's blister packs still have …", "the reports need …": things, not what somebody does."""
    before, after = pieces[at - 1].casefold(), pieces[at + 1 : at + 3]
    if before in _DETERMINERS | _COUNTS or before.endswith(("'s", "s'")):
        return True
    follows = [word.casefold().strip(",.") for word in after]
    verb = follows[:1] if follows and follows[0] not in _STILL else follows[1:]
    return bool(verb) and verb[0] in FINITE


def is_relative(low: Sequence[str]) -> bool:
    """For "who carry medicines", "that the council sent": a clause, and whole."""
    if len(low) < 2 or low[-1] in _LINKS | _DETERMINERS | _RELATIVE:  # noqa: PLR2004 - a pronoun and a verb
        return False
    first = low[1]
    acts = (
        first in FINITE
        or verbs.base(first)
        or verbs.third_person(first)
        or first in SURE_VERBS | _MAYBE_VERBS
    )
    told = first in _DETERMINERS and any(verbs.base(word) or word in FINITE for word in low[2:])
    return bool(acts or told or low[0] == "who") and not {"you", "i", "we", "me", "us"} & set(low)


def _opens_relative(low: Sequence[str], i: int) -> bool:
    """Also without "that": "the seam they redid"; but not "that" behind a link: "a report on that fender"."""
    if low[i] in _SUBJECTS or (low[i] == "you" and low[i - 1] in _ALL):
        act = low[i + 1] if i + 1 < len(low) else ""
        return bool(verbs.base(act)) or act.endswith("ed") or act in _PAST
    return low[i] in _RELATIVE and not (low[i] == "that" and low[i - 1] in _LINKS)


def _fits(said: Sequence[str], low: Sequence[str], i: int) -> bool:
    word, before = low[i], low[i - 1] if i else ""
    if word in {"it", "them"} and before.endswith("ing"):
        return True
    if word in _NO_NOUNS or (i and _is_verb(low, i)):
        return False
    if word in _DETERMINERS and said[i].islower() and i:
        of_doing = i > 1 and low[i - 2] in _LINKS and (before.endswith("ing") or verbs.is_base(before))
        return before in _BEFORE_DETERMINER or of_doing or said[i - 1].endswith((",", ";"))
    return True


def _is_verb(low: Sequence[str], i: int) -> bool:
    word, before, after = low[i], low[i - 1], low[i + 1] if i + 1 < len(low) else ""
    if before in _DETERMINERS | _LINKS:
        return False
    if word in _NOUNS_TOO and (not after or after in _LINKS):
        return False
    if word in FINITE | SURE_VERBS:
        return True
    if word in _PAST_FORMS:
        return bool(after) and after not in _LINKS | _STILL and not after.endswith("ly")
    of_number = before.isdigit() and i > 1 and low[i - 2] not in _DETERMINERS | _LINKS
    if of_number and (word in _MAYBE_VERBS or verbs.third_person(word)):
        return True  # "truck 4 splits"
    named = bool(after) and (after in _OPENS_OBJECT or after[:1].isdigit())
    return named and (word in _MAYBE_VERBS or bool(verbs.third_person(word))) and not before.endswith("s")
