"""Lists of a note: things under one order, steps of a recipe, sub-points of what is to be done. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.extractors.local import cues, cues_all, cues_idle
from agent.extractors.local.lines import WORK, Context, Line, SentenceKind
from agent.extractors.local.signs import is_imperative
from agent.models import Channel
from agent.text.sentences import Marker, Sentence

Classified = tuple[Line, SentenceKind]

_LISTED = frozenset({Marker.BULLET, Marker.NUMBER, Marker.OPEN})
_STEPS = re.compile(
    r"(?:how to\b|(?:the )?recipe\b|method\b|instructions?\b(?! from)|directions\b|steps (?:to|for)\b"
    r"|rezept\b|zubereitung|anleitung|so geht|recette|préparation\b|mode d'emploi"
    r"|receta|preparación|instrucciones)",
    re.IGNORECASE,
)
"""Heads what is done each time, not what is to be done now."""
HEADS_THINGS = re.compile(
    r"(?:(?:i |we )?(?:still |also )?(?:need|have|must|remember)(?: to)? )?"
    r"(?P<verb>(?:buy|order|bring|get|fetch|collect|take|pack|pick up))\b"
    r"(?P<rest>(?: (?:for|from|at|on|to|with|before|by|in|this|next|tomorrow|today)\b[^:]{0,50}?)?)[: ]*$",
    re.IGNORECASE,
)
"""For "Bring on Saturday:", above what is to be brought."""
_DAY = re.compile(
    r"(?:on )?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|\d{1,2}[./ ](?:\d|[a-z]{3})|\d{1,2}(?:st|nd|rd"
    r"|th)\b)",
    re.IGNORECASE,
)
_MANY, _LONG, _TITLE_WORDS = 4, 6, 3


def listed(
    read: Sequence[Classified], text: str, context: Context
) -> tuple[list[Classified], dict[int, Line]]:
    """The same sentences as the lists make of them; of what was put together, the lines as they stand."""
    if context.channel is not Channel.NOTE:
        return list(read), {}
    whole: dict[int, Line] = {}
    found = _under_orders(_without_steps(read), whole)
    return _below(found, text), whole


def _without_steps(read: Sequence[Classified]) -> list[Classified]:
    """Steps under "How to …" ask nobody, but for those that say please or name a day."""
    found: list[Classified] = []
    steps = False
    for at, (line, kind) in enumerate(read):
        in_list = line.sentence.marker in _LISTED
        if line.opens and not in_list:
            heads = at + 1 < len(read) and read[at + 1][0].sentence.marker in _LISTED
            steps = bool((heads or at == 0) and _STEPS.match(line.plain))
        asks = cues.ASK.search(line.plain) or cues_all.BY_A_DAY.search(line.plain)
        found.append((line, SentenceKind.OTHER if steps and kind in WORK and not asks else kind))
    return found


def _under_orders(read: Sequence[Classified], whole: dict[int, Line]) -> list[Classified]:
    """For "need to buy for the party:" and a list: one order of all its things."""
    found = list(read)
    for at, (line, _) in enumerate(read):
        order = HEADS_THINGS.match(line.plain) if line.opens and line.sentence.marker not in _LISTED else None
        things = _things(read[at + 1 :]) if order else []
        if order is None or len(things) < 1 or len(line.plain.split()) < _TITLE_WORDS:
            continue
        told = _put_together(order, [thing.words for thing in things])
        whole[line.number] = line
        found[at] = (replace(line, words=told, plain=told), SentenceKind.REQUEST)
        for behind, thing in enumerate(things, start=at + 1):
            found[behind] = (thing, SentenceKind.OTHER)
    return found


def _things(after: Sequence[Classified]) -> list[Line]:
    """The list right behind, where it holds only things."""
    things: list[Line] = []
    for line, _ in after:
        if line.sentence.marker not in _LISTED:
            break
        if len(line.plain.split()) > _LONG or is_imperative(line.plain) or cues_idle.DONE.search(line.plain):
            return []
        things.append(line)
    return things


def _put_together(order: re.Match[str], things: Sequence[str]) -> str:
    named = [thing.rstrip(" .;,") for thing in things]
    if len(named) > _MANY:
        named = [*named[: _MANY - 1], f"{len(named) - _MANY + 1} more things"]
    joined = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]
    return f"{order['verb']} {joined}{order['rest'].rstrip()}"


def _below(read: Sequence[Classified], text: str) -> list[Classified]:
    """Points that are indented below what is to be done say how, when, or what belongs to it."""
    found: list[Classified] = []
    above: tuple[int, Line] | None = None
    for line, kind in read:
        depth = _depth(line, text)
        if above and line.sentence.marker in _LISTED and depth > above[0]:
            told = SentenceKind.OTHER if kind in WORK or kind is SentenceKind.QUESTION else kind
            placed = (
                line if _is_day_of_it(line) else replace(line, opens=False, sentence=_placed(line, above[1]))
            )
            found.append((placed, told))
            continue
        if line.opens:
            above = (depth, line) if kind in WORK else None
        found.append((line, kind))
    return found


def _is_day_of_it(line: Line) -> bool:
    """For "Saturday 6 Feb": when it takes place, not by when it has to be done."""
    return bool(_DAY.match(line.plain)) and not cues_all.BY_A_DAY.search(line.plain)


def _placed(line: Line, above: Line) -> Sentence:
    return replace(line.sentence, line=above.sentence.line)


def _depth(line: Line, text: str) -> int:
    """How far its line is indented."""
    start = text.rfind("\n", 0, line.sentence.start) + 1
    lead = text[start : line.sentence.start].expandtabs(4)
    return len(lead) - len(lead.lstrip())
