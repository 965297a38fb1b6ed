"""Which plain signs a sentence bears: tables of words it hits, an order at its start, somebody told. Pure.

They are some of what the sentence model looks at; none of them decides anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from agent.extractors.local import cues, cues_detail, cues_idle, cues_machine, verbs
from agent.extractors.local.lines import Context, Line
from agent.extractors.local.parties import pronoun_promise, third_party
from agent.text.marks import words

_TABLES = {
    "ask": cues.ASK,
    "ask others": cues.ASK_OTHERS,
    "promise": cues.PROMISE,
    "question": cues.QUESTION_LEAD,
    "done when": cues_detail.DONE_WHEN,
    "must": cues_detail.MUST,
    "urgent": cues_detail.URGENT,
    "nobody": cues_detail.NOBODY,
    "social": cues_idle.SOCIAL,
    "idle": cues_idle.IDLE,
    "no work": cues_idle.NO_WORK,
    "conditional": cues_idle.CONDITIONAL,
    "cancel": cues_idle.CANCEL,
    "done": cues_idle.DONE,
    "problem": cues_idle.PROBLEM,
}
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
_PLACE = re.compile(r" (?:in|at|on|from|and|with|under) ", re.IGNORECASE)
_OFTEN_NOUNS = words(
    "water plant store stock paint host name mail place post order book file plan label map vote wash"
)
_GERMAN_IMPERATIVE = re.compile(r"\w+en Sie\b")
_SOON = ("tonight", "today", "tomorrow", "now", "asap", "afternoon", "morning", "evening", "week")
_PLAIN_PROMISES = (
    "you", "ich", "wir", "je ", "nous", "voy", "vamos", "me ", "yo", "mache", "leave",
)  # fmt: skip


def signs(line: Line, context: Context) -> Iterator[str]:
    """Their names, in no order that matters."""
    text = line.plain
    yield from (name for name, table in _TABLES.items() if table.search(text))
    if speaks_to_software(line) or may_speak_to_software(line):
        yield "hostile"
    if cues.ACK.match(text):
        yield "ack"
    if cues.SELF.match(text):
        yield "self"
    yield from _orders(text)
    if _promises(text):
        yield "promises"
    if party := third_party(text, context.names):
        yield "party will" if party[2] else "party"
    if pronoun_promise(text):
        yield "they will"
    for place, said in (("heading", line.sentence.heading), ("label", line.sentence.label)):
        if said and cues_idle.IDLE_HEADING.match(said):
            yield f"idle {place}"
        if said and cues_idle.WORK_HEADING.match(said):
            yield f"work {place}"


def speaks_to_software(line: Line) -> bool:
    """By its words, or by the label that they stand behind: "AI assistants: …"."""
    return _hits(cues_machine.SPOKEN_TO, line.plain, f"{line.sentence.label or ''}: x")


def may_speak_to_software(line: Line) -> bool:
    return _hits(cues_machine.MAY_BE_SPOKEN_TO, line.plain)


def _hits(table: re.Pattern[str], *said: str) -> bool:
    return any(_is_of_software(words) and table.search(words) for words in said)


@lru_cache(maxsize=512)
def _is_of_software(words: str) -> bool:
    """Is there a word of it at all? Asked several times of a sentence."""
    return cues_machine.MENTIONED.search(words) is not None


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
        past = cues_idle.DONE.search(clause) or cues_idle.PROBLEM.search(clause)
        if first[0].casefold() in verbs.SAME_IN_PAST and past:
            return False
        noun = cues.NOT_A_VERB.match(rest.lstrip()) or rest.startswith(("'", ":", ",", "?"))
        return not (noun or _TELLS.match(rest))
    return bool(_GERMAN_IMPERATIVE.match(bare))


def is_idle_section(heading: str) -> bool:
    """Done, decided, parked, present, for information."""
    return bool(cues_idle.IDLE_HEADING.match(heading)) and not cues_idle.WORK_HEADING.match(heading)


def _orders(text: str) -> Iterator[str]:
    clauses = [clause for clause in cues.CLAUSE.split(text) if clause]
    if clauses and is_imperative(clauses[0]):
        yield "order"
    if any(is_imperative(clause) for clause in clauses[1:]):
        yield "order later"


def _promises(text: str) -> bool:
    if found := cues.SELF.match(text):
        return verbs.is_base(found["verb"])
    return any(_is_kept(text, found) for found in cues.PROMISE.finditer(text))


def _is_kept(text: str, found: re.Match[str]) -> bool:
    """Does an action follow, that is not done yet?"""
    if cues_idle.DONE.search(text, found.end()):
        return False
    said = found[0].casefold()
    if said.startswith(_PLAIN_PROMISES) or said.endswith(_SOON) or " owe " in said or "promised " in said:
        return True
    after = re.match(r"[^\W\d_]+", _ADVERBS.sub("", text[found.end() :].lstrip(), count=2))
    last = re.findall(r"[^\W\d_]+", said)[-1]
    return bool((after and verbs.base(after[0])) or verbs.base(last))
