"""What "it", "them", "one" and "there" stand for: the nearest fitting noun phrase before. Pure.

Conservative: a phrase must begin like one, and agree in number; else the pronoun stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extractors.local.names import Names
from agent.extractors.local.numbers import is_plural, without_tail
from agent.extractors.local.tails import is_clause
from agent.extractors.local.things import DETERMINER, LONGEST, things

_ENDS = (
    r"(?= (?:by|within|before|until|to|in|on|at|for|from|off|up|out|over|back|again|with|as"
    r"|when|if|right|now|and|or"
    r"|into|upstairs|downstairs|outside|inside|away|home|round|along|across|here|today|tomorrow|asap"
    r"|please|pls|once|this|next|too|also|properly|ready|done|down"
    r"|through|under|prüfen|\w+ed"
    r"|\w+ing|written|sent|built|put|made|mended)\b|\s*[,.;:!?)]|\s*$)"
)
_POINTS = re.compile(
    rf"(?<!\w)(?:(?P<many>them|these|those|both)|(?P<it>(?<!'re on )(?<!'m on )(?<!'s on )it|that|this"
    rf"|that one|this one|das"
    rf"|diese[nrs]?)){_ENDS}"
    rf"|(?<=\ba )(?P<new>new |different |second |better |bigger "
    rf")(?P<one>one){_ENDS}|(?<!one )(?<!\w)(?P<more>another(?: one)?){_ENDS}"
    rf"|(?P<there>(?<= in )there){_ENDS}",
    re.IGNORECASE,
)
_TITLE_WORDS = 2


def points(text: str) -> bool:
    """Does the text point at something that another sentence names?"""
    return _POINTS.search(text) is not None


def resolved(text: str, before: Sequence[str], names: Names) -> str:
    """The text with its first pronoun replaced from the sentences before, the nearest first."""
    found = _POINTS.search(text)
    if found is None:
        return text
    own = text[: found.start()]
    if found["it"] and re.search(
        r"\b(?:the|a|an|my|your|our) [\w-]+(?: [\w-]+){0,6} (?:and|or) (?:\w+ )+$", own, re.IGNORECASE
    ):
        return text
    if found["it"] and is_clause(own):  # it is named in the sentence itself
        return text
    near = before[:1] if (found["it"] or "").casefold() in {"that", "this"} else before
    what = next((np for sentence in near for np in things(sentence, names) if _fits(np, found)), None)
    if what is None:
        return text
    rest = text[found.end() :]
    if found["one"]:
        return text[: found.start("one")] + _head(what) + rest
    return own + (f"another {_kind(what)}" if found["more"] else _definite(what, names)) + rest


def _fits(phrase: str, found: re.Match[str]) -> bool:
    if (
        found["one"]
        or found["there"]
        or (found["more"] and not is_plural(phrase))
        or (found["it"] and phrase[:1].isupper() and 0 < phrase.count(" ") < _TITLE_WORDS)
    ):
        return True
    return is_plural(phrase) == bool(found["many"])


def _head(phrase: str) -> str:
    """For "the old sign on the mill door": "sign for the mill door"."""
    kind = _kind(phrase)
    bare = kind if len(kind.split()) <= LONGEST and " for " in kind else _kind(without_tail(phrase))
    return re.sub(r"^(?:(?:old|new|broken|worn|last|current|present|wrong|faulty|damaged) )+(?=\w)", "", bare)


def _kind(phrase: str) -> str:
    """For "the reader in unit 5": "reader for unit 5"."""
    return re.sub(
        r" (?:in|on|at|of) (?=[\w' ]+$)",
        " for ",
        re.sub(rf"^{DETERMINER} ", "", phrase, flags=re.IGNORECASE),
        count=1,
    )


def _definite(phrase: str, names: Names) -> str:
    phrase = re.sub(r"^(?:a|an|the|some|one) (?!of)", "the ", phrase, flags=re.IGNORECASE)
    phrase = re.sub(
        r"^(?:Der|Die|Das|Le|La|Les|El|Los|My|Our|Your|Unser\w*)\b", lambda m: m[0].lower(), phrase
    )
    phrase = re.sub(r"^der ", "den ", phrase)
    if (
        " " in phrase
        and phrase[:1].isupper()
        and phrase.split(" ")[1][:1].islower()
        and not names.at_start(phrase)
    ):
        phrase = phrase[:1].lower() + phrase[1:]
    bare = not re.match(rf"(?:{DETERMINER}\b|[A-Z]|\w+ [A-Z]*\d)", phrase)
    return f"the {phrase}" if bare else phrase
