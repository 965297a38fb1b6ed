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
_MAKES = (
    "make", "get", "buy", "find", "order", "fit", "book", "print", "draw", "write", "bring", "hire", "build",
    "borrow", "bake", "rent",
)  # fmt: skip
_POINTS = re.compile(
    rf"(?<!\w)(?:(?P<many>them|these|those|both)|(?P<it>(?<!'re on )(?<!'m on )(?<!'s on )it|that|this"
    rf"|that one|this one|das"
    rf"|diese[nrs]?)){_ENDS}"
    rf"|(?<=\ba )(?P<new>new |different |second |better |bigger "
    rf")(?P<one>one){_ENDS}|(?<!one )(?<!\w)(?P<more>another(?: one)?){_ENDS}"
    rf"|(?P<there>(?<= in )there){_ENDS}"
    rf"|(?:{'|'.join(f'(?<={verb} )' for verb in _MAKES)})(?P<lone>one){_ENDS}",
    re.IGNORECASE,
)
_TITLE_WORDS = 2
_JOINED = re.compile(
    r"\b(?:the|a|an|my|your|our) [\w-]+(?: [\w-]+){0,6} (?:and|or) (?:\w+ )+$", re.IGNORECASE
)
_LEAD = re.compile(r"^(?:and|but|so|also|then|well|ok),? ", re.IGNORECASE)
_SWAPS = re.compile(r"(?:swap|replace|change|exchange|renew)\b", re.IGNORECASE)
_WORN = re.compile(
    r"\b(?:old|wrong|broken|worn|outdated|faulty|cracked|torn|bent|rusty|dead|expired)\b", re.IGNORECASE
)
_FETCHES = re.compile(
    r"(?:get|bring|send|take|return|fetch|collect|deliver|pick up|post|order|buy|hand|forward|e?-?mail|print"
    r"|sign|pack|lend|give)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:store|shop|office|hall|room|house|building|site|school|street|road|kitchen|garden|yard|church|depot"
    r"|station|hotel|flat|ward|library|market|warehouse|workshop|museum|theatre|pub|town|city|village)s?$",
    re.IGNORECASE,
)


def points(text: str) -> bool:
    """Does the text point at something that another sentence names?"""
    return _POINTS.search(text) is not None


def resolved(text: str, before: Sequence[str], names: Names, topic: str | None = None) -> str:
    """The text with its first pronoun replaced from the sentences before, the nearest first.

    `topic`: what stands above it all, which is meant where no subject in between is.
    """
    found = _POINTS.search(text)
    if found is None:
        return text
    own = text[: found.start()]
    if found["it"] and (_JOINED.search(own) or is_clause(own)):  # it is named in the sentence itself
        return text
    near = before[:1] if (found["it"] or "").casefold() in {"that", "this"} else before
    told = [[np for np in things(line, names) if _may_be(np, found, own)] for line in near]
    what = _subject(near, told) if topic and _fits(topic, found) else None
    what = what or (topic if topic and _fits(topic, found) else None) or _worn(text, told)
    what = what or next((np for phrases in told for np in phrases), None)
    if what is None:
        return text
    rest = text[found.end() :]
    if found["lone"]:
        kind = _head(what)
        return f"{own}{'an' if re.match('[aeio]', kind, re.IGNORECASE) else 'a'} {kind}{rest}"
    if found["one"]:
        return text[: found.start("one")] + _head(what) + rest
    return own + (f"another {_kind(what)}" if found["more"] else _definite(what, names)) + rest


def _subject(near: Sequence[str], told: Sequence[Sequence[str]]) -> str | None:
    """What one of the sentences begins with."""
    return next(
        (
            phrases[0]
            for line, phrases in zip(near, told, strict=True)
            if phrases and _LEAD.sub("", line).startswith(phrases[0])
        ),
        None,
    )


def _worn(text: str, told: Sequence[Sequence[str]]) -> str | None:
    """For "swap it" behind "the mail still has the old logo": what is to go."""
    if not told or not _SWAPS.match(text):
        return None
    return next((np for np in told[0] if _WORN.search(np)), None)


def _may_be(phrase: str, found: re.Match[str], own: str) -> bool:
    """Does it fit, and is it no place where something is fetched or sent?"""
    return _fits(phrase, found) and not (_FETCHES.match(own) and _PLACE.search(without_tail(phrase)))


def _fits(phrase: str, found: re.Match[str]) -> bool:
    if (
        found["one"]
        or found["there"]
        or ((found["more"] or found["lone"]) and not is_plural(phrase))
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
        re.sub(rf"^(?:{DETERMINER}|that) ", "", phrase, flags=re.IGNORECASE),
        count=1,
    )


def _definite(phrase: str, names: Names) -> str:
    phrase = re.sub(r"^(?:a|an|the|some|one|this|that) (?!of)", "the ", phrase, flags=re.IGNORECASE)
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
    bare = not re.match(rf"(?:{DETERMINER}\b|[A-Z]|[\w-]+(?: [\w-]+)? [A-Z]*\d+\w?$|\w+ [A-Z]*\d)", phrase)
    return f"the {phrase}" if bare else phrase
