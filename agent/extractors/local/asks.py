"""What a draft leaves open that is worth a question: who, what exactly, by when, who approves. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.extractors.local import cues_detail
from agent.extractors.local.draft import Draft
from agent.extractors.local.lines import Line, same_place
from agent.models import Asked, OwnerRole, Topic

_THEN = re.compile(r"(?:,| and) (?=(?:send|tell|give|get|let|write|ring|call|replace|fix|order|put) \w+ \w+)")
"""For "Look into the statement and send Bill a corrected one": what is wanted is said after all."""
_A_THING = re.compile(
    r"(?:[\w-]+'s?|the [\w-]+|that|this) (?:thing|stuff|matter|business)$"
    r"|(?:das|le|la|el|lo) (?:truc|asunto|ding)\b",
    re.IGNORECASE,
)
"""A label that only points: "Renke's thing: have to do it"."""
_SET = r"(?:fix\w*|g[ai]ve\w*|set|got?|get|have|had|know\w*|named?|confirm\w*|agree\w*|decide\w*|say|said)"
_KNOWN = r"(?:yet )?(?:been )?(?:fixed|known|set|given|named|decided|settled|confirmed|agreed)"
UNDATED = re.compile(
    rf"\bno (?:date|day|deadline) (?:was |has been |is |were )?(?:yet|mentioned|{_KNOWN})"
    rf"|(?:\bnot|n't|\bnever|\byet to|\bstill to)\b[^.;?!]{{0,15}}\b{_SET}\b[^.;?!]{{0,20}}"
    r"\b(?:the|a|an|our|its|any)\b[^.;?!]{0,20}\b(?:date|day|deadline)\b"
    rf"|\b(?:date|day|deadline)\b[^.;?!]{{0,25}}(?:(?:\bnot|n't) {_KNOWN}|\bunknown|\btb[cda]\b"
    rf"|\b(?:still|yet) to (?:be|come)|\bto be {_KNOWN})"
    r"|\bkein(?:en)? (?:termin|datum) (?:genannt|bekannt|fest)"
    r"|\b(?:termin|datum|tag) (?:steht|ist|haben)[^.;?!]{0,20}\b(?:nicht|offen|kein)"
    r"|\b(?:la date|le jour|le délai)[^.;?!]{0,30}"
    r"(?:\bpas (?:encore )?(?:fixée?|connue?|donnée?)|\bà (?:fixer|confirmer))"
    r"|\b(?:la fecha|el día|el plazo)[^.;?!]{0,30}"
    r"\b(?:sin (?:fijar|confirmar)|por (?:fijar|confirmar)|no (?:está|se ha))",
    re.IGNORECASE,
)
"""Says that the day is not known."""
_APPROVES_IT = re.compile(
    r"(?:but |and |though |only |however,? )?(?!(?:you|i|we|please|who|nobody|someone|somebody|it|they)\b)"
    r"(?:the |our |my )?[\w'.-]+(?: [\w'.&-]+){0,3}? (?:still )?"
    r"(?:has to|have to|needs? to|must|will (?:have|need|want) to|wants to|has yet to) (?:first )?"
    r"(?:(?:okay|ok|approve|agree(?: to)?|sign(?: off)?|vet|say yes to)"
    r" (?:it|them|this|that|everything|the (?:final |last )?[\w-]+)"
    rf"|(?:see|read|look (?:at|over)) (?:it|this|that|everything|the {cues_detail.PAPERS}))(?: off)?\b"
    r"(?= first\b| before (?:it|they|we|this|that|anything|you)\b|[^.;]*\b(?:n't|not|yet|once)\b)",
    re.IGNORECASE,
)
"""For "Legal has to see it before it goes to print": what the work before waits for."""
_OF_WHAT = re.compile(
    r"\b(?:date|day|deadline) (?:of|for) (?!that\b|this\b|it\b)(?:the |our |their |my |his |her |an? )?"
    r"(?P<what>[\w-]+)",
    re.IGNORECASE,
)
_SOON_BEHIND = 2


def questions_of(draft: Draft, goal: str, *, undated: bool) -> tuple[Asked, ...]:
    """Only what would change who does it, when, or what is delivered."""
    asked = [Asked(topic=Topic.OWNER)] if draft.owner.role is OwnerRole.NOBODY else []
    if undated:
        asked.append(Asked(topic=Topic.DUE))
    if _is_vague(draft, goal):
        asked.append(Asked(topic=Topic.SCOPE))
    if any(cues_detail.APPROVAL.search(ln.plain) or _APPROVES_IT.match(ln.plain) for ln in draft.lines()):
        asked.append(Asked(topic=Topic.APPROVAL))
    return tuple(asked)


def _is_vague(draft: Draft, goal: str) -> bool:
    second = _THEN.search(goal)
    if second and not cues_detail.VAGUE.search(goal[second.end() :]):
        return False
    said = (draft.key.plain, goal)
    if any(cues_detail.VAGUE.search(text) for text in said):
        return True
    points = any(cues_detail.POINTS_AT_WORK.search(text) for text in said)
    label = draft.key.sentence.label or ""
    return points and (bool(_A_THING.match(label)) or not (draft.topic or label or _named_by(draft)))


def _named_by(draft: Draft) -> bool:
    """Does a sentence before it, of the same place, say what "it" is?"""
    return any(ln.number < draft.key.number and same_place(ln, draft.key) for ln in draft.lines())


def awaits(line: Line, draft: Draft) -> bool:
    """Does the sentence only say who must first agree to the work right before it?"""
    behind = 0 < line.number - draft.key.number <= 2 * _SOON_BEHIND
    return behind and same_place(draft.key, line) and bool(_APPROVES_IT.match(line.plain))


def day_left_open(draft: Draft) -> Line | None:
    """The sentence that says that its day is not known: it, or one right behind it."""
    found = ((line, UNDATED.search(line.plain)) for line in _near(draft))
    return next((line for line, said in found if said and _is_its_day(line, draft)), None)


def _is_its_day(line: Line, draft: Draft) -> bool:
    """Not "the date of the party is not fixed", beside work that has nothing to do with a party."""
    of_what = _OF_WHAT.search(line.plain)
    return of_what is None or of_what["what"].casefold() in draft.key.plain.casefold()


def _near(draft: Draft) -> Iterator[Line]:
    for line in draft.lines():
        if 0 <= line.number - draft.key.number <= _SOON_BEHIND:
            yield line
