"""How pressing, and done when: words of a draft's sentences. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from agent.extractors.local import cues_abroad, cues_detail
from agent.extractors.local.cues_days import LIMIT
from agent.extractors.local.draft import Draft
from agent.extractors.local.lines import Line, SentenceKind
from agent.extractors.local.tails import has_verb, particulars, rules
from agent.models import Criterion, Priority

_AND = re.compile(
    r"; +|(?:,? +(?:and|AND|und|et|y) +|, +)(?=(?:[\w'-]+ ){1,5}?(?:is|are|isn't|aren't|has"
    r"|have|can|cannot|can't"
    r"|does|doesn't|was|were|must|should|muss|müssen|doit|doivent|deben?|deve|moet|shows?|works?|stays?"
    r"|opens?|closes?|shuts?|catches|passes|runs?|comes?"
    r"|reads?|gets?|says?|holds?|fits?|prints?|starts?|boots?|loads?|ist|sind|hat|est|sont|es|son)\b)"
)
_AND_THE = re.compile(
    r"(?:, (?:and )?| and )(?=(?:the|a|an|all|both|each|every|no|nothing|your|my|our|his|her|their|its)\b)",
    re.IGNORECASE,
)
_ONE_ARE = re.compile(r"(?:the|an?|your|my|our|his|her|its) [\w-]*[^s\W] (?:are|have|were)\b")
"""For "your initials and the time are on the sheet": of both."""
_COMMA = re.compile(r"[;,] +(?:(?:and|und|et|y) +)?")
_CONDITION = re.compile(
    r".*?(?:done|finished|complete|sorted|solved|fixed|resolved|closed|accepted|ready"
    r"|accept(?: it| this)?(?: back)?|fertig|erledigt|terminé|hecho)(?: for (?:me|us|you))?\b[,:]? ?"
    r"(?:only )?(?:when|once|if|as soon as|until|till|before|wenn|sobald|quand|cuando)[: "
    r"]+",
    re.IGNORECASE,
)
_OR_ELSE = re.compile(
    r",? (?:otherwise|or else|because|sonst|sinon|anders|si no|senão|altrimenti|parce que"
    r"|porque)\b.*",
    re.DOTALL,
)
_CONJUNCTION = re.compile(
    r"\b(?:when|once|if|at|that|wenn|sobald|quand|lorsque|que|cuando|quando|als|wanneer|zodra)$",
    re.IGNORECASE,
)
_REACHES = re.compile(r"\b(?:has|have|knows?)\b(?! been)")
_IS_THE_WORK = re.compile(
    r"(?:needs? to|has to|have to|must|should) be \w+(?:ed|en|ne|nt|ut|ght|lt)\b", re.IGNORECASE
)
"""At the start of what is asked, with nothing before it: the work itself, and not how it must be."""
_SOON = re.compile(
    r"\b(?:today|tonight|tomorrow|asap|right away|this (?:morning|afternoon|evening|week))\b", re.IGNORECASE
)
"""Says when rather than how."""
_SO_THAT = re.compile(r"^(?:and )?so that (?=\w)", re.IGNORECASE)
_ENOUGH = 3


def priority_of(lines: Sequence[Line]) -> tuple[Priority, str] | None:
    """Only from words that say so, with these words."""
    for line in lines:
        for words in (line.words, line.sentence.label or ""):
            for priority, cue in (
                (Priority.LOW, cues_detail.LOW),
                (Priority.URGENT, cues_detail.URGENT),
                (Priority.HIGH, cues_detail.HIGH),
            ):
                found = cue.search(words.replace("’", "'"))
                if found and (
                    priority is Priority.LOW or not cues_detail.NEGATED.search(words[: found.start()])
                ):
                    return priority, words[found.start() : found.end()]
    return None


def criteria_of(
    draft: Draft, ends: Sequence[str], stands: Callable[[str], bool] = bool
) -> tuple[Criterion, ...]:
    """What the text says must be true in the end, then what its goal implies, which has no words.

    `ends`: what the goal implies. Where the text says how the work must be, only whom it reaches is added.
    `stands`: can what a sentence says be held against the work, or does it only remark on something?
    """
    near = dict(draft.details)
    lines = dict.fromkeys([draft.key, *draft.quotes, *near])
    stated = [
        c
        for line in lines
        for c in _criteria(line, near.get(line, draft.kind), is_key=line is draft.key)
        if stands(c.quote)
    ]
    implied = [
        Criterion(text=end, quote="", implied=True) for end in ends if not stated or _REACHES.search(end)
    ]
    aside = [_criterion(_as_written(draft.key, piece)) for piece in particulars(draft.key.plain)]
    return (*{criterion.quote: criterion for criterion in (*stated, *aside)}.values(), *implied)


def _criteria(line: Line, kind: SentenceKind, *, is_key: bool) -> Iterator[Criterion]:
    found = cues_detail.DONE_WHEN.search(line.plain) or _accepted_when(line)
    said = kind is SentenceKind.CRITERION or (not is_key and _tells_how(line, kind))
    over = kind in {SentenceKind.DONE, SentenceKind.CANCEL}
    pieces = (
        _parts(line.words[_condition_end(line, found) :]) if found or said else () if over else _musts(line)
    )
    for piece in pieces:
        if not (is_key and _IS_THE_WORK.match(piece)):
            yield _criterion(piece)


def _criterion(words: str) -> Criterion:
    words = _SO_THAT.sub("", words)
    return Criterion(text=words[:1].upper() + words[1:], quote=words)


def _tells_how(line: Line, kind: SentenceKind) -> bool:
    """For "La page doit rester blanche" or "No bleach", beside the sentence that asks for it."""
    quiet = kind not in {SentenceKind.DONE, SentenceKind.CANCEL, SentenceKind.ACK, SentenceKind.PROBLEM}
    limits = LIMIT.search(line.plain) or _SOON.search(line.plain) or cues_detail.APPROVAL.search(line.plain)
    rule = cues_detail.RULE.match(line.plain) and not limits
    how = cues_abroad.HOW.match(line.plain) and not _SOON.search(line.plain) and not line.plain.endswith("?")
    if how and kind is SentenceKind.DONE:
        return True
    return quiet and bool(rule or how or cues_detail.SPEC.match(line.plain))


def _condition_end(line: Line, found: re.Match[str] | None) -> int:
    """Where what must be true begins: behind "it is done when"."""
    if condition := _CONDITION.match(line.plain) or _accepted_when(line):
        return condition.end()
    return found.end() if found and _CONJUNCTION.search(found[0]) else 0


def _accepted_when(line: Line) -> re.Match[str] | None:
    """Only where something is told of it: "until Monday" tells when, not what."""
    found = cues_detail.ACCEPTED_WHEN.search(line.plain)
    return found if found and has_verb(line.plain[found.end() :]) else None


def _musts(line: Line) -> Iterator[str]:
    for clause in re.split(
        r", (?=must|make sure|so that|and must|needs to)|(?<=[a-z]) (?=so that)", line.plain
    ):
        if cues_detail.MUST.match(clause) and len(clause.split()) >= _ENOUGH:
            yield _as_written(line, clause).strip(" .,;")
    for rule in rules(line.plain):
        if not (LIMIT.search(rule) or cues_detail.APPROVAL.search(rule)):
            yield _as_written(line, rule)


def _as_written(line: Line, part: str) -> str:
    at = line.plain.index(part)
    return line.words[at : at + len(part)]


def _parts(text: str) -> Iterator[str]:
    """Several at once, between semicolons, or between commas where all of them are clauses of their own."""
    text = _OR_ELSE.sub("", text)
    at, listed = 0, text.split(", ")
    commas = len(listed) >= _ENOUGH and all(len(part.split()) > 1 for part in listed)
    cuts = [(m.start(), m.end()) for m in (_COMMA if commas else _AND).finditer(text)]
    cuts += [(m.start(), m.end()) for m in _AND_THE.finditer(text) if _both_say(text, m)]
    for start, end in [*sorted(set(cuts)), (len(text), len(text))]:
        if start < at or _ONE_ARE.match(text, end):
            continue
        if len((part := text[at:start].strip(" .,;:")).split()) > 1:
            yield part
        at = end


def _both_say(text: str, joint: re.Match[str]) -> bool:
    """Does each side say something of its own: "the seat hangs level and the tape is gone"?"""
    after = _AND_THE.split(text[joint.end() :], maxsplit=1)[0]
    before = _AND_THE.split(text[: joint.start()])[-1]
    return has_verb(before) and has_verb(after)
