"""Whose a line is by where it stands: under a name, behind "AP Ben", before "(Carla, by Friday)". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent.extractors.local import cues_idle
from agent.extractors.local.lines import Context, Line
from agent.extractors.local.names import Names
from agent.extractors.local.signs import is_imperative
from agent.models import Channel
from agent.text.marks import words
from agent.text.sentences import Marker

_LISTED = frozenset({Marker.BULLET, Marker.NUMBER, Marker.OPEN, Marker.DONE})
_TITLE_WORDS = 6
_ACTION = re.compile(
    r"(?:ap|ai|act|actions?(?: (?:item|point))?|tasks?|to-?do|next steps?)[ -]?\d{0,3}[.:)]?(?: (?:for"
    r"|on))?(?:[ (]+|$)",
    re.IGNORECASE,
)
"""What stands before the name, or alone, where a line of minutes is marked as work."""
_AS_ACTION = "Actions"
_DAY = (
    r"(?:(?:by|until|till|due|before|for|on|from|asap|eow|eom|cob)\b[^()\[\]]{0,30}|today|tomorrow|tonight"
    r"|(?:this|next|end of) [\w ]{2,20}|(?:mon|tue|wed|thu|fri|sat|sun)\w*\b[^()\[\]]{0,12}"
    r"|\d{1,2}[./ -]?[^()\[\]]{0,12}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b[^()\[\]]{0,12})"
)
_BEHIND = re.compile(
    rf"(?P<at> *(?:[(\[] ?|[–—-]+ |(?:->|→|=>) ?"
    rf"|: ))(?P<who>NAME)(?:[,;:/ –—-]+(?P<day>{_DAY}))?[)\]. ]*$".replace(
        "NAME", r"[^\W\d_][^()\[\]:,;–—]{0,40}?"
    ),
    re.IGNORECASE,
)
_DAY_BEHIND = re.compile(rf"(?<=\w) \( ?(?P<day>{_DAY})!*\)[. !]*$", re.IGNORECASE)
_TOPIC = re.compile(r"(?P<topic>[^\W\d_][\w'-]*(?: [\w'-]+){0,2}): +")
"""For "Garage: book the service" in a list."""
_A_NAME = re.compile(r"[^\W\d_a-z][\w'-]*(?: [^\W\d_a-z][\w'-]*)?$")
_AREAS = words(
    "garage garden kitchen car van bike boat house home flat office work school nursery church club "
    "shop bank phone bathroom bedroom hall loft attic cellar shed roof drive lawn health money tax "
    "taxes insurance bills post mail email website computer travel holiday party food dog cat cats "
    "kids children family admin finance shopping errands calls today tomorrow weekend monday tuesday "
    "wednesday thursday friday saturday sunday urgent later next"
)
"""Of life and work, which stand before what is to be done there; other words with a capital may be names."""
_WHO_DOES = re.compile(
    r"(?:who (?:does|brings|makes|takes|gets|buys|sees to) what|(?:jobs|duties|chores)(?= (?:for|on"
    r"|this)\b|\W*$))",
    re.IGNORECASE,
)
_LIST_OF = re.compile(
    r"^(?:things )?(?:to[- ]?dos?|to do|tasks?|jobs?|actions?|list|chores) for |'s (?:to[- ]?dos?|tasks?"
    r"|jobs?|actions?"
    r"|list|chores)$",
    re.IGNORECASE,
)
"""Around a name that heads what is that person's to do."""
_ARROW = re.compile(r"(?:->|→|=>) *$")
_BEFORE = re.compile(r" *(?:->|→|=>) *|: ")
_ALSO = re.compile(r" ?(?:/|&|\+|,| and) ?")
_WORDS_OF_ITS_OWN = 2


def arranged(lines: Sequence[Line], context: Context) -> list[Line]:
    """The same lines; those whose place says whose they are bear the name as their label."""
    if context.channel is Channel.FORM or context.talk:
        return list(lines)
    parts = [part for line in _under_names(lines, context.names) for part in _told(line, context)]
    return [part if part.number == at else replace(part, number=at) for at, part in enumerate(parts)]


def _under_names(lines: Sequence[Line], names: Names) -> Iterator[Line]:
    """Lists that stand under a name are that person's."""
    section: str | None = None
    owner: str | None = None
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        if (name := _heads(line, after, names)) is not None:
            owner, section = name, _AS_ACTION if _LIST_OF.search(line.plain) else section
            yield replace(line, sentence=replace(line.sentence, marker=Marker.HEADING, heading=name))
        elif owner and line.sentence.marker in _LISTED:
            label = line.sentence.label or owner
            yield replace(line, sentence=replace(line.sentence, label=label, heading=section))
        elif section and (name := _leads(line, names)):
            owner = None
            in_list = replace(line.sentence, marker=Marker.BULLET, label=name, heading=section)
            yield replace(line, sentence=in_list)
        else:
            owner = None
            section = _title(line) or (section if line.sentence.marker in _LISTED else None)
            yield line


def _heads(line: Line, after: Line | None, names: Names) -> str | None:
    """For "Ben" or "Ben:" above a list: his name."""
    if after is None or after.sentence.marker not in _LISTED or not line.opens:
        return None
    if line.sentence.marker not in {Marker.NONE, Marker.HEADING}:
        return None
    bare = re.sub(r"(?: ?\([^)]*\))?[\s:*#–—-]*$", "", line.plain).strip("*# ")
    bare = _LIST_OF.sub("", bare).removeprefix("For ").removeprefix("for ")
    found = names.at_start(bare)
    return bare if found and found.end == len(bare) else None


def _leads(line: Line, names: Names) -> str | None:
    """For "Ben: roof quote", or "Ben – roof quote", right under "Actions": his name."""
    label, found = line.sentence.label or "", names.at_start(line.plain)
    if line.sentence.marker is Marker.FIELD and _is_name(label, names):
        return label
    behind = found and line.opens and re.compile(r" [–—-] ").match(line.plain, found.end)
    return line.words[: found.end] if found and behind else None


def _title(line: Line) -> str | None:
    """The words of a line that heads what follows."""
    if not line.opens or line.sentence.marker in _LISTED or len(line.plain.split()) > _TITLE_WORDS:
        return None
    if _WHO_DOES.match(line.plain):
        return _AS_ACTION
    known = cues_idle.WORK_HEADING.match(line.plain) or cues_idle.IDLE_HEADING.match(line.plain)
    return line.plain if known or line.sentence.marker is Marker.HEADING else None


def _told(line: Line, context: Context) -> Iterator[Line]:
    """The line, or its parts, with the name that stands before or behind what is to be done."""
    label = line.sentence.label or ""
    if context.channel is Channel.MEETING and (marked := _ACTION.match(label)):
        name = label[marked.end() :].strip(" )")
        yield _as_action(line, name if _is_name(name, context.names) else label)
    elif (found := context.names.at_start(line.plain)) and (at := _after_names(line, found.end, context)):
        owed = _labelled(line, line.words[found.start : found.end], at, len(line.plain))
        is_thing = len(owed.plain.split()) >= _WORDS_OF_ITS_OWN and _ARROW.search(line.plain[:at])
        yield _as_action(owed, owed.sentence.label or "") if is_thing else owed
    elif _may_be_owed(line) and (told := _BEHIND.search(line.plain)) and _is_name(told["who"], context.names):
        yield from _cut(line, told)
    elif _may_be_owed(line) and (told := _DAY_BEHIND.search(line.plain)):
        yield _part(line, 0, told.start())
        yield replace(_part(line, told.start("day"), told.end("day")), opens=False)
    elif topic := _topic(line, context):
        yield _labelled(line, line.words[: topic.end("topic")], topic.end(), len(line.plain))
    else:
        yield line


def _topic(line: Line, context: Context) -> re.Match[str] | None:
    """What stands before an order in a list of one's own."""
    found = _TOPIC.match(line.plain) if context.channel is Channel.NOTE and _may_be_owed(line) else None
    if found is None or context.names.at_start(line.plain) or not is_imperative(line.plain[found.end() :]):
        return None
    topic = found["topic"]
    return found if topic.casefold() in _AREAS or not _A_NAME.match(topic) else None


def _after_names(line: Line, end: int, context: Context) -> int:
    """Where the words behind "Ben ->" or "Ben/Carla:" begin; 0 where nothing of the kind stands there."""
    if context.channel is not Channel.MEETING or not line.opens:
        return 0
    several = False
    while joint := _ALSO.match(line.plain, end):
        more = context.names.at_start(line.plain[joint.end() :])
        if more is None:
            break
        end, several = joint.end() + more.end, True
    found = _BEFORE.match(line.plain, end)
    behind = found and (several or _ARROW.search(found[0])) and found.end() < len(line.plain)
    return found.end() if found and behind else 0


def _may_be_owed(line: Line) -> bool:
    """Does it stand in a list, or under "Actions"?"""
    listed = line.sentence.marker in _LISTED - {Marker.DONE}
    return line.opens and (listed or bool(cues_idle.WORK_HEADING.match(line.sentence.heading or "")))


def _cut(line: Line, told: re.Match[str]) -> Iterator[Line]:
    """For "programme text (Carla, by Friday)": the work, and the day."""
    if len(line.plain[: told.start()].split()) < _WORDS_OF_ITS_OWN:
        yield line
        return
    yield _labelled(line, line.words[told.start("who") : told.end("who")], 0, told.start())
    if told["day"]:
        yield replace(_part(line, told.start("day"), told.end("day")), opens=False)


def _as_action(line: Line, label: str) -> Line:
    sentence = replace(line.sentence, label=label, heading=_AS_ACTION, marker=Marker.BULLET)
    return replace(line, sentence=sentence, opens=True)


def _labelled(line: Line, label: str, start: int, end: int) -> Line:
    part = _part(line, start, end)
    return replace(part, sentence=replace(part.sentence, label=label))


def _part(line: Line, start: int, end: int) -> Line:
    words = line.words[start:end].rstrip(" ,;:–—-")
    base = line.sentence.start
    sentence = replace(line.sentence, start=base + start, end=base + start + len(words))
    return replace(line, sentence=sentence, words=words, plain=line.plain[start : start + len(words)])


def _is_name(words: str, names: Names) -> bool:
    found = names.at_start(words)
    return found is not None and found.end == len(words)
