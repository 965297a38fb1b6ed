"""When, how pressing, done when, and what is worth asking: words of a draft's sentences. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from agent.extractors.local import cues_abroad, cues_detail
from agent.extractors.local.draft import Draft
from agent.extractors.local.lines import Line, SentenceKind
from agent.extractors.local.tails import has_verb, particulars, rules
from agent.models import Asked, Criterion, Priority, Topic

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
_LIMIT = re.compile(
    r"\b(?:by|before|until|till|no later than|latest|deadline|due|within|bis|spätestens|vor"
    r"|avant|d'ici|antes|para|hasta)\b",
    re.IGNORECASE,
)
_START = re.compile(r"\b(?:start\w*|first|from|begin\w*|as of|ab|à partir|a partir|desde)\b", re.IGNORECASE)
_BOOKING = re.compile(r"\b(?:calendar|schedule|book|reserve|invite|move|postpone|rebook)\b", re.IGNORECASE)
_PAST = re.compile(
    r"(?<!be )\b(?:did|was|were|wrote|said|sent|happened|since|told|met|had|went|came|left|arrived"
    r"|called|asked|expired|ended|started|(?<!have )(?<!get )(?<!see )(?:he|she|they|it|we|i) \w+ed)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\bnot|n't|\bno longer|\binstead of|\brather than|\bnicht|\bpas|\bno) (?:(?:for|on|by"
    r"|until|till|the|am"
    r"|bis|le|el) ){0,2}$",
    re.IGNORECASE,
)
"""What stands before a date that is denied: "so not this Wednesday"."""
_FELL = re.compile(r"\b(?:fell|was|were|became|been|since|dated|of|from|as at|as of) $", re.IGNORECASE)
_ABSENT = re.compile(
    r"\b(?:away|out|off|closed|abroad|leave|holidays?|vacation|i'm|i am|(?:s?he|they|it)(?:'s|'re| is| are)"
    r"|open|valid|booked)\b[^,;.]{0,25}$",
    re.IGNORECASE,
)
_TILL = re.compile(r"(?:until|till|til|from|bis|jusqu|hasta)\b", re.IGNORECASE)
_SOME_MONTH = re.compile(r"(?:in|im|en) [^\W\d]+$", re.IGNORECASE)
"""For "first one in December": no day, and not its last."""
_NOW = re.compile(r"(?:from|as of) (?:now|today)$|(?:until |till )?now$", re.IGNORECASE)
_BY = re.compile(r"(?:by|before|bis|avant|antes)\b", re.IGNORECASE)
_REACHES = re.compile(r"\b(?:has|have|knows?)\b(?! been)")
_OF_IT = re.compile(
    r"(?:and |so |but )?(?:it|this|that|they|these|those|you have|you've|we need|i need|deadline|please"
    r"|the deadline"
    r"|es|das|ça|cela|c'est|eso|isso|het|dat)\b",
    re.IGNORECASE,
)
_SUITS = re.compile(
    r"\b(?:early|soon|good|time) enough\b|\b(?:is|would be) (?:fine|ok|okay|soon)\b", re.IGNORECASE
)
_HAS_TO_BE = re.compile(
    r"\b(?:has|have|needs?) to be \w+(?:ed|en|ne|nt|ut|ght|lt)\b[^.;]{0,30}$|\bque qued(?:e|en) [^.;]{2,30}$",
    re.IGNORECASE,
)
"""For "the reader has to be fixed tonight", "que quede reparado para el miércoles 9"."""
_IS_THE_WORK = re.compile(
    r"(?:needs? to|has to|have to|must|should) be \w+(?:ed|en|ne|nt|ut|ght|lt)\b", re.IGNORECASE
)
"""At the start of what is asked, with nothing before it: the work itself, and not how it must be."""
_SOON = re.compile(
    r"\b(?:today|tonight|tomorrow|asap|right away|this (?:morning|afternoon|evening|week))\b", re.IGNORECASE
)
"""Says when rather than how."""
_SO_THAT = re.compile(r"^(?:and )?so that (?=\w)", re.IGNORECASE)
_THEN = re.compile(r"(?:,| and) (?=(?:send|tell|give|get|let|write|ring|call|replace|fix|order|put) \w+ \w+)")
"""For "Look into the statement and send Bill a corrected one": what is wanted is said after all."""
_BRIEF = 7
_ENOUGH = 3


def due_of(draft: Draft, received_at: datetime, *, day_first: bool, repeats: bool) -> str | None:
    """The first deadline that the sentences give, verbatim; of what repeats, when it starts."""
    later = [line for line in draft.later() if len(line.plain.split()) <= _BRIEF or _LIMIT.search(line.plain)]
    earlier = draft.replaces.lines() if draft.replaces else []
    for line in [*draft.asking(), *later, *earlier]:
        mentions = list(_mentions(line, received_at, day_first=day_first))
        for phrase, start, is_deadline in sorted(mentions, key=lambda m: not _LIMIT.match(m[0])):
            if _NOW.search(phrase) or (repeats and _SOME_MONTH.match(phrase)):
                continue
            if repeats and _START.search(line.plain[max(0, start - 16) : start] + phrase):
                return phrase
            if is_deadline and not repeats and not _is_elsewhere(line.plain, start, phrase):
                return phrase
    return None


def due_beside(lines: Sequence[Line], received_at: datetime, *, day_first: bool) -> str | None:
    """For "It has to be out by Friday", or "Tomorrow noon is early enough", of the only work of a text."""
    for line in lines:
        for phrase, start, is_deadline in _mentions(line, received_at, day_first=day_first):
            limits = _LIMIT.search(phrase) or _LIMIT.search(line.plain[max(0, start - 12) : start])
            points = _OF_IT.match(line.plain) or len(line.plain.split()) <= _BRIEF
            plain = is_deadline and not _NOW.search(phrase) and not _is_elsewhere(line.plain, start, phrase)
            suits = _SUITS.search(line.plain) or _HAS_TO_BE.search(line.plain[:start])
            if plain and ((limits and points) or suits):
                return phrase
    return None


def _mentions(line: Line, received_at: datetime, *, day_first: bool) -> Iterator[tuple[str, int, bool]]:
    from agent.dates.due import DueKind, find

    for mention in find(line.words, received_at, day_first=day_first):
        yield mention.phrase, mention.start, mention.kind is DueKind.DEADLINE


def _is_elsewhere(text: str, start: int, phrase: str) -> bool:
    """Is this the date of something else: of a booking, in a quotation, of what somebody did?"""
    clause = re.split(r"[,;.()]", text[:start])[-1]
    booked = _BOOKING.search(text[:start]) and not _LIMIT.search(phrase)
    past = _PAST.search(clause) and not _LIMIT.search(phrase)
    before = text[:start]
    denied = _NOT.search(before) or (_FELL.search(before) and not _BY.match(phrase))
    absent = _TILL.match(phrase) and _ABSENT.search(before)
    return bool(booked or past or denied or absent or text[:start].count('"') % 2)


def recurrence_of(lines: Sequence[Line], received_at: datetime) -> str | None:
    """The first words for a repetition in the sentences, verbatim."""
    from agent.dates.recurrence import find_recurrence

    return next((m.phrase for line in lines for m in find_recurrence(line.words, received_at)), None)


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
    limits = _LIMIT.search(line.plain) or _SOON.search(line.plain) or cues_detail.APPROVAL.search(line.plain)
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
        if not (_LIMIT.search(rule) or cues_detail.APPROVAL.search(rule)):
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


def questions_of(lines: Sequence[Line], goal: str, *, nobody: bool) -> tuple[Asked, ...]:
    """Only what would change who does it or what is delivered."""
    asked = [Asked(topic=Topic.OWNER)] if nobody else []
    key = lines[0].plain
    second = _THEN.search(goal)
    is_plain = second and not cues_detail.VAGUE.search(goal[second.end() :])
    if not is_plain and (cues_detail.VAGUE.search(key) or cues_detail.VAGUE.search(goal)):
        asked.append(Asked(topic=Topic.SCOPE))
    if any(cues_detail.APPROVAL.search(line.plain) for line in lines):
        asked.append(Asked(topic=Topic.APPROVAL))
    return tuple(asked)
