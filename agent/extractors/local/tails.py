"""What a sentence says beside the work it asks for: why, what else is so, how it must be. English; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from agent.extractors.local import verbs
from agent.text.marks import words

_BOUNDARY = re.compile(
    r"(?P<comma>[,;]| [-–—]+)\s+(?:(?:and|but|so|or|since|as|because|otherwise|then|though|although"
    r"|while)\s+)?"
    r"|\s+(?P<link>so|because|or|and|but|since|though|although|while)\s+"
    r"|(?<! soon)(?<! long)(?<! far)(?<! much)(?<! many)(?<! well)(?<! quickly)\s+"
    r"(?P<like>like|as)\s+(?=(?:i|we|you|he|she|it|they|the [\w-]+|[A-Z][\w-]+) (?:said|says|did"
    r"|does|asked"
    r"|told|wanted|agreed|discussed|mentioned|has|have|had)\b)",
    re.IGNORECASE,
)
FINITE = words(
    "is are was were isn't aren't wasn't weren't has had hasn't hadn't does doesn't did didn't will "
    "won't would wouldn't could couldn't must mustn't should shouldn't needs need may might can can't "
    "cannot keeps comes goes says runs gets makes takes looks seems stays remains means ends starts "
    "wants have haven't do don't"
)
_PRONOUN = re.compile(
    r"(?:i|we|you|he|she|it|they|there|that|this|these|those|theirs|ours|yours|nobody|everybody|everything"
    r"|nothing|who|which)(?:'(?:s|re|ll|ve|d|m))?$",
    re.IGNORECASE,
)
_SPEC = re.compile(
    r"(?:it |they |that |this |these |all of (?:it|them) |which )?"
    r"(?!(?:must|should) have (?!to\b)(?:been|had|\w+ed|\w+en|sent|made|told|put"
    r"|brought|kept|left|built)\b)"
    r"(?:must|mustn't|should|shouldn't"
    r"|needs? to|has to"
    r"|have to) |(?:each|all|both) to \w|(?:each|every|at (?:least|most)|no more than|not more than|no "
    r"less than|max|min|one per|with no)\b",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(
    r"(?:with(?:out)? (?!(?:me|you|him|her|them|us)\b)|no (?!(?:rush|hurry|need|idea|problem|worries"
    r"|later|matter|one)\b)"
    r"|one (?:per|for each)\b|(?:split|sorted|grouped|broken down) by\b|up to \d|under \d|in (?:colour"
    r"|color|bold|pdf|csv|english|writing|duplicate|black and white|alphabetical order|one (?:file|piece"
    r"|go))\b"
    r"|(?:both |all |each )?(?:signed|certified|dated|stamped|laminated|countersigned|initialled|numbered"
    r"|labelled"
    r"|double-sided|single-sided|sealed|unopened)(?: and \w+ed)?(?: (?:by|in|on|with|and) .+)?$"
    r"|none of (?:them|it|these|those)\b|by (?:phone|post|courier|hand|recorded delivery)\b"
    r"|(?:the )?same (?:terms|size|colour|color|price|font|format|layout|order|make|type)\b"
    r"|[\w'-]+(?: [\w'-]+){0,4} (?:on a separate \w+|as an? [\w ]*of (?:its|their) own|on (?:every"
    r"|each) \w+|separately"
    r"|on top|at the front|in bold)$"
    r"|(?:[\w'-]+ ){0,6}(?:under|over|above|below|within|no more than|at most|at least|exactly) \d[\d.,]* ?"
    r"(?:%|°|(?:mm|cm|m|km|kg|g|l|ml|degrees|bar|dpi|db|pages?|words|percent|euros?|pounds|volts|nm)\b)"
    r"|\d[\w ]* with (?!(?:me|you|him|her|them|us)\b)[\w ]+$|\d[\w ]* (?:per|on every|on each|in each"
    r"|for each|of each) \w+|(?:[\w'-]+ ){1,2}\d+ ?\w+ each$"
    r"|[\w'-]+(?: [\w'-]+){0,3} (?:passed|signed|checked|approved|initialled|countersigned|witnessed) by .+)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]{6,90})\)")
_ORDERS = words("let please don't never always")
"""Words that begin an order, whatever follows."""
_POINTERS = words("that this these those both")
_RELATIVES = words("that which who whose where when")
_DETERMINERS = words(
    "the a an my our your his her their its this that these those some all both no each every"
)
_UNDER = re.compile(r"\b(?:whether|if|that|what|how|why|when|where|who|which)\b", re.IGNORECASE)
_JOINS = re.compile(r"[,; ]*\b(?:and|or)\s+$", re.IGNORECASE)
_LEADS = re.compile(
    r"(?:after (?:that|this|which)|by then|before (?:that|then)|till then|until then|from then on),? (?=\w)",
    re.IGNORECASE,
)
"""When, at the head of a clause."""
_OBJECTS = words("it them that this me us him her you the a an our my your his their everything all")
ASIDE = re.compile(r" ?, (?!\d+[:.]\d|\d{4}\b|[a-z]+ [\d-]+$).*", re.DOTALL)
_LISTED = re.compile(r", (?!(?i:\w+days?)\b)[^,]+(?:,)? (?:and|or) ")
THAT = re.compile(
    r",? (?:which|who|(?<! on )(?<! of )(?<! in )(?<! at )(?<! to )(?<! by )(?<! for )(?<! from )(?<! with )"
    r"(?<! about )(?<! and )(?<! or )that) (?=\w).*",
    re.DOTALL,
)
_BRIEF = 9
_LONG = 14
_FAR = 6
"""So many words before its verb a clause has at most."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in two: the work, and the clauses beside it."""

    work: str
    beside: tuple[str, ...]


def parted(text: str) -> Said:
    """Steps of the work ("…, sign it and send it back") and lists stay; a clause of another subject, a rule
    for the work ("must be A4"), and what hangs on them, go.
    """
    work, dropping = "", False
    beside: list[str] = []
    for joint, piece in _pieces(text):
        if not work:
            work = piece
            continue
        apart = _is_apart(joint, piece, work)
        dropping = apart or (dropping and not _is_step(piece))
        if not dropping:
            work += joint + piece
        elif apart or not beside:
            beside.append(piece)
        else:
            beside[-1] += joint + piece
    return Said(work.strip(" ,;-–—"), tuple(beside))


def _is_apart(joint: str, piece: str, work: str) -> bool:
    if re.match(r"\s+(?:so|like|as)\s+$", joint, re.IGNORECASE):
        return True
    if not joint.strip(" ,;-–—"):
        return is_clause(piece) or bool(_SPEC.match(piece))
    return is_clause(piece) and not (_JOINS.match(joint) and _UNDER.search(work))


def rules(text: str) -> Iterator[str]:
    """The clauses beside the work that say how it must be: "…, must work offline"."""
    return (piece.strip(" .,;!") for piece in parted(text).beside if _SPEC.match(piece))


def particulars(text: str) -> Iterator[str]:
    """How it must be, put behind the work or in brackets: "…, one per section", "(with lids)"."""
    within = [part for inside in _BRACKETS.findall(text) for part in re.split(r"[,;] ", inside)]
    beside = re.split(r"[,;] ", _BRACKETS.sub("; ", text))[1:]  # no piece goes on behind a bracket
    for piece in dict.fromkeys(part.strip(" .,;!") for part in (*beside, *within)):
        said = piece.split()
        if 1 < len(said) <= _BRIEF and _FRAGMENT.match(piece) and not any(_is_finite(word) for word in said):
            yield piece


def is_clause(text: str) -> bool:
    """Does it say something of a subject of its own?"""
    said = text.split()[: _FAR + 1]
    if said and (led := _LEADS.match(text)):
        return is_clause(text[led.end() :])
    first = said[0].casefold().strip(",") if said else ""
    if not said or text.endswith("?") or first in _ORDERS:
        return False
    if first in _POINTERS:
        return len(said) > 1 and (_is_finite(said[1]) or bool(verbs.third_person(said[1])))
    if _PRONOUN.match(first) or (first in FINITE and not verbs.is_base(first)):
        return "'" in first or len(said) > 1
    at = next((i for i, word in enumerate(said[1:], 1) if _is_finite(word) or _acts(said, i)), 0)
    if not at or any("," in word or word in _RELATIVES for word in said[:at]):
        return False
    return at == 1 or first in _DETERMINERS or not verbs.is_base(first)


def _acts(said: list[str], at: int) -> bool:
    """For "petty cash covers it": the third person, with what it is done to."""
    told = at + 1 < len(said) and bool(verbs.third_person(said[at])) and not said[at - 1].endswith("s")
    return told and (said[at + 1].casefold().strip(".,;") in _OBJECTS)


def alone(what: str) -> str:
    """Without what is put behind it: "the insert, scrap under 2 %", "a text that goes out the day before"."""
    what = THAT.sub("", what)
    return what if _LISTED.search(what) else ASIDE.sub("", what)


def has_verb(text: str) -> bool:
    """Does it say something of something: "the seat hangs level", "page numbers run through"?"""
    said = [word.casefold().strip(".,;:") for word in text.split()[:_LONG]]
    return any(
        word in FINITE or verbs.third_person(word) or (verbs.is_base(word) and before.endswith("s"))
        for before, word in pairwise(said)
    )


def _is_finite(word: str) -> bool:
    return word.casefold().strip(".,;") in FINITE


def _is_step(piece: str) -> bool:
    first, _, rest = piece.partition(" ")
    if first.casefold() in _ORDERS:
        return True
    return verbs.is_base(first.casefold().strip(",")) and not is_clause(f"{first} {rest}")


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What joins it to the piece before, and the piece."""
    at, joint = 0, ""
    for found in _BOUNDARY.finditer(text):
        if found.start() < at or (found["link"] and not _links(text[found.end() :], found["link"])):
            continue
        yield joint, text[at : found.start()]
        at, joint = found.end(), found[0]
    yield joint, text[at:]


def _links(rest: str, link: str) -> bool:
    """Without a comma a word joins clauses only where one follows."""
    following = re.split(r"[,;]", rest, maxsplit=1)[0]
    return is_clause(following) or (link.casefold() == "so" and _is_step(following))
