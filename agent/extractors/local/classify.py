"""What a sentence does: asks, promises, reports, cancels, or only talks. Pure.

`classify` is the seam for a trained sentence model; everything after it takes its word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from agent.extractors.local import cues, cues_detail, cues_idle, verbs
from agent.extractors.local.names import Names
from agent.extractors.local.parties import pronoun_promise, third_party
from agent.models import Channel
from agent.text.marks import words
from agent.text.sentences import Marker, Sentence

_ADVERBS = re.compile(
    r"(?:also|then|just|quickly|now|please|try to|personally|gladly|definitely|probably|be) ", re.IGNORECASE
)
_TELLS = re.compile(
    r"(?: (?!the |a |an |if |that |what |who |whether |why |how )[^\W\d_][\w'-]*){1,3}? (?:done|came|went"
    r"|was|were|is|are|has|had|looks|looked|got|ended|started|moved)(?!\w)"
)
"""After a noun that looks like a verb: "Book Week parade done", "audit fee came in"."""
_MEETING = re.compile(
    r"(?:visit|trip|drive|walk|delivery)s? to |(?:call|meeting|chat|visit|review|update|report"
    r"|note|test|drive|walk|talk|order|answer|reply|draft"
    r"|contact|check|list|change|request|help|support|view)s? (?:with|from|between|\d|-|–)",
    re.IGNORECASE,
)
"""A verb's form that is a noun here: "Call with Osprey"."""
_TOPIC = re.compile(r"^[^\W\d_][\w' /-]{1,40}: (?=\S)|^\*\*[^*\n]{1,60}\*\*:? ")
"""What a list item is about, before its words: "petty cash: count it"."""
_ERRAND = re.compile(
    r"(?:so|then) |(?:tell|ask|ring|phone|e-?mail|chase|remind|inform) (?!me\b|us\b|you\b)\w", re.IGNORECASE
)
"""What may follow a report in the same breath: "guard rail loose - tell maintenance"."""
_FEW_WORDS = 5
_SOON = ("tonight", "today", "tomorrow", "now", "asap", "afternoon", "morning", "evening", "week")
_PLACE = re.compile(r" (?:in|at|on|from|and|with|under) ", re.IGNORECASE)
_OFTEN_NOUNS = words(
    "water plant store stock paint host name mail place post order book file plan label map vote wash"
)
_ROUTINE = re.compile(r"\b(?:i|we) (?P<verb>[a-z-]+)\b", re.IGNORECASE)
_FROM_NOW = re.compile(
    r"starting|from now on|as of|beginning|from (?:next|monday|today|tomorrow|january|february"
    r"|march|april|may|june|july|august|september|october|november|december)|ab sofort|à partir"
    r"|a partir",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:every|each|weekly|monthly|daily|jeden|jede|chaque|tous les|cada|todos los)\b", re.IGNORECASE
)
_ACTS = re.compile(r"(?:[a-z]+,? ){0,2}?(?:(?P<self>i|we|ich|wir|je)|you|du|tu)\b", re.IGNORECASE)
_GERMAN_IMPERATIVE = re.compile(r"\w+en Sie\b")
_PARTITIVE = re.compile(
    r"(?:it|they|this|these|that|those|both|each|all of (?:them|it)|(?:one|two|three|four|\d+|some|most"
    r"|none) of (?:the|them))\b",
    re.IGNORECASE,
)


class SentenceKind(StrEnum):
    REQUEST = "request"
    COMMITMENT = "commitment"
    QUESTION = "question"
    PROBLEM = "problem"
    CRITERION = "criterion"
    """Says when the work before it is done, or how it must be."""
    CANCEL = "cancel"
    ACK = "ack"
    """Says yes to the request before it."""
    DONE = "done"
    HOSTILE = "hostile"
    """Addresses the software."""
    OTHER = "other"


WORK = frozenset({SentenceKind.REQUEST, SentenceKind.COMMITMENT})


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its words; `plain` is as long as `words`, with straight apostrophes."""

    number: int
    sentence: Sentence
    words: str
    plain: str
    opens: bool = True
    """Is it the first of its list item, message or paragraph?"""
    parted: bool = False
    """Is it one of the parts of a sentence that gives work to several?"""


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence is read against."""

    channel: Channel
    names: Names
    talk: bool = False
    """Are there speakers?"""


def classify(line: Line, context: Context) -> SentenceKind:
    """What the sentence does, by the words in it and the mark before it."""
    marked = _by_layout(line, context)
    if marked is None and cues_idle.CONDITIONAL.search(line.plain):
        marked = SentenceKind.OTHER
    if marked is not None:
        return marked
    if context.talk and cues.ACK.match(line.plain) and len(line.plain.split()) <= _FEW_WORDS:
        return SentenceKind.ACK
    if line.parted and (found := _ACTS.match(line.plain)):
        return SentenceKind.COMMITMENT if found["self"] else SentenceKind.REQUEST
    doing = [kind for clause in _live_clauses(line, context) if (kind := _work_in(clause, line, context))]
    if doing and not (
        cues_idle.IDLE.search(line.plain)
        and not re.search(r"please|(?:can|could) you", line.plain, re.IGNORECASE)
    ):
        return SentenceKind.CRITERION if _is_detail(line) else doing[0]
    return _without_work(line, context)


def is_imperative(clause: str) -> bool:
    """Does the clause begin with an action verb that is no noun here?"""
    bare = clause[lead.end() :] if (lead := cues.LEAD.match(clause)) else clause
    first = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", bare)
    if first is None:
        return False
    if verbs.is_base(first[0]) and not _MEETING.match(bare):
        rest = bare[first.end() :]
        if first[0].casefold() in _OFTEN_NOUNS and _PLACE.match(rest):
            return False
        if first[0].casefold() in verbs.SAME_IN_PAST and (
            cues_idle.DONE.search(clause) or cues_idle.PROBLEM.search(clause)
        ):
            return False
        return not (
            cues.NOT_A_VERB.match(rest.lstrip())
            or rest.startswith(("'", ":", ",", "?"))
            or _TELLS.match(rest)
        )
    return bool(_GERMAN_IMPERATIVE.match(bare))


def _by_layout(line: Line, context: Context) -> SentenceKind | None:
    sentence = line.sentence
    heading = "" if context.channel is Channel.FORM else sentence.heading or ""
    if cues_idle.HOSTILE.search(line.plain) or cues_idle.HOSTILE.search(f"{sentence.label or ''}: x"):
        return SentenceKind.HOSTILE
    if sentence.marker is Marker.DONE or line.plain.lstrip().startswith(("~~", "✅", "✔")):
        return SentenceKind.DONE
    title = f"{sentence.label or ''}\n{heading}"
    if cues_detail.DONE_WHEN.search(line.plain) or (
        cues_detail.DONE_WHEN.search(title) and sentence.marker is not Marker.HEADING
    ):
        return SentenceKind.CRITERION
    if sentence.marker is Marker.HEADING or is_idle_section(heading) or _is_idle_label(sentence.label or ""):
        return SentenceKind.OTHER
    return None


def _is_idle_label(label: str) -> bool:
    """Behind "Decision:" somebody may still be given work."""
    return is_idle_section(label) and not re.match(r"deci(?:sion|ded)|beschl", label, re.IGNORECASE)


def is_idle_section(heading: str) -> bool:
    """Done, decided, parked, present, for information."""
    return bool(cues_idle.IDLE_HEADING.match(heading)) and not cues_idle.WORK_HEADING.match(heading)


def in_work_section(line: Line) -> bool:
    """An item of a list that is headed as work, or an empty check-box."""
    listed = line.sentence.marker in {Marker.BULLET, Marker.NUMBER, Marker.OPEN}
    if not line.opens:
        return False
    if line.sentence.marker is Marker.FIELD and cues_idle.WORK_HEADING.match(line.sentence.label or ""):
        return True
    return line.sentence.marker is Marker.OPEN or (
        listed and bool(cues_idle.WORK_HEADING.match(line.sentence.heading or ""))
    )


def _live_clauses(line: Line, context: Context) -> Iterator[str]:
    text = cues_idle.SOCIAL.sub(" ", line.plain)
    text = _TOPIC.sub("", text)
    start = context.names.at_start(text)
    if start and re.match(r"\s*[,:–-]+\s", text[start.end :]):
        text = text[start.end :].lstrip(" ,:–-")
    first = True
    for clause in cues.CLAUSE.split(text):
        if clause.strip() and not (cues_idle.NO_WORK.search(clause) or cues_idle.CANCEL.search(clause)):
            yield clause if first else "\0" + clause
        first = first and bool(cues.ASIDE.match(clause))


def _work_in(clause: str, line: Line, context: Context) -> SentenceKind | None:
    later, clause = clause.startswith("\0"), clause.lstrip("\0 ")
    if (found := third_party(clause, context.names)) and not cues_idle.DONE.search(clause[found[1] :]):
        return SentenceKind.COMMITMENT if found[2] else SentenceKind.REQUEST
    if (told := pronoun_promise(clause)) and (
        told["who"] or context.names.find(f"{line.sentence.label or ''} {line.plain}")
    ):
        return SentenceKind.COMMITMENT
    if _promises(clause) or (_is_routine(line.plain) and not cues_idle.DONE.search(clause)):
        return SentenceKind.COMMITMENT
    if cues.ASK.search(clause) or cues.ASK_OTHERS.search(clause):
        return SentenceKind.REQUEST
    if (not later or _ERRAND.match(clause)) and is_imperative(clause):
        return SentenceKind.REQUEST
    return None


def _promises(clause: str) -> bool:
    if found := cues.SELF.match(clause):
        return verbs.is_base(found["verb"])
    for found in cues.PROMISE.finditer(clause):
        if cues_idle.DONE.search(clause, found.end()):
            continue
        after = _ADVERBS.sub("", clause[found.end() :].lstrip(), count=2)
        word = re.match(r"[^\W\d_]+", after)
        if (
            found[0]
            .casefold()
            .startswith(("you", "ich", "wir", "je ", "nous", "voy", "vamos", "me ", "yo", "mache", "leave"))
        ):
            return True
        if found[0].casefold().endswith(_SOON) or re.search(r" owe |promised ", found[0], re.IGNORECASE):
            return True
        last = re.findall(r"[^\W\d_]+", found[0])[-1]
        if (word and verbs.base(word[0])) or verbs.base(last):
            return True
    return False


def _is_routine(text: str) -> bool:
    """For "From now on I check the pumps every Monday"."""
    found = _ROUTINE.search(text) if _FROM_NOW.search(text) and _EVERY.search(text) else None
    return found is not None and verbs.is_base(found["verb"])


def _is_detail(line: Line) -> bool:
    """Says only how the work before it is to be done."""
    return bool(_PARTITIVE.match(line.plain) and cues_detail.MUST.search(line.plain))


def _without_work(line: Line, context: Context) -> SentenceKind:
    text = line.plain
    if cues_idle.CANCEL.search(text):
        return SentenceKind.CANCEL
    if context.talk and cues.ACK.match(text):
        return SentenceKind.ACK
    if cues_idle.DONE.search(text) and not cues_idle.PROBLEM.search(text):
        return SentenceKind.DONE
    if in_work_section(line) and not cues_idle.NO_WORK.search(text):
        return SentenceKind.REQUEST
    return _without_effect(text)


def _without_effect(text: str) -> SentenceKind:
    if text.rstrip().endswith("?") and cues.QUESTION_LEAD.search(text) and not cues_idle.IDLE.search(text):
        return SentenceKind.QUESTION
    if cues_idle.PROBLEM.search(text) and not cues_idle.IDLE.search(text):
        return SentenceKind.PROBLEM
    return SentenceKind.OTHER
