"""What a text makes of somebody whom it names: who does it, who approves, who is only spoken of. Pure.

By the words beside the name, in English, German, French and Spanish. What no table knows is OTHER:
the reading of whoever asks stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from agent.text import beside
from agent.text.names import TITLES, spellings

REACH = 70
"""Characters on either side of a name that are looked at, no further than the sentence goes."""
MOST_MENTIONS = 200


class Part(StrEnum):
    """What somebody is to the work beside their name."""

    DOER = "doer"
    APPROVER = "approver"
    COPIED = "copied"
    THANKED = "thanked"
    REPORTED = "reported"
    OBJECT = "object"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    part: Part
    start: int
    end: int


Beside = Callable[[str, str], bool]


def _does(before: str, after: str) -> bool:
    line = before.rpartition("\n")[2]
    heads = beside.LINE_HEAD.fullmatch(line) and beside.HEADS.match(after)
    told = beside.DOES_AFTER.match(after) and not (
        beside.IF_APPROVES_BEFORE.search(before) or beside.CALLED_BEFORE.search(before)
    )
    asked = beside.DOES_BEFORE.search(before) and not (
        beside.APPROVES_BEFORE.search(before) or beside.CALLED_AFTER.match(after)
    )
    theirs = beside.MADE_FOR.search(line) and beside.LINE_HEAD.fullmatch(beside.MADE_FOR.sub("", line))
    return bool(heads or told or asked or theirs or beside.GREETS.search(before))


def _approves(before: str, after: str) -> bool:
    agreed = beside.IF_APPROVES_BEFORE.search(before) and beside.IF_APPROVES_AFTER.match(after)
    return bool(beside.APPROVES_BEFORE.search(before) or beside.APPROVES_AFTER.match(after) or agreed)


def _copied(before: str, after: str) -> bool:
    told = beside.COPIED_AFTER.match(after)
    does = told and beside.DOES_IN_COPY.match(after, told.end())
    return bool(beside.COPIED_BEFORE.search(before) or (told and not does))


def _thanked(before: str, after: str) -> bool:
    return bool(
        beside.THANKED_BEFORE.search(before) or (beside.THANKS.search(before) and beside.FOR.match(after))
    )


def _reported(before: str, after: str) -> bool:
    said = beside.REPORTED_AFTER.match(after)
    agreed = beside.AGREED_BEFORE.search(before) and beside.AGREED_AFTER.match(after)
    told = said and not beside.THEN_DOES.search(after, said.end())
    return bool(beside.REPORTED_BEFORE.search(before) or agreed or told)


def _is_object(before: str, after: str) -> bool:
    if beside.HAS_TO.match(after):
        return False
    made = beside.MADE_FOR.search(before) and not beside.TASK_FOR.search(before)
    handed = beside.HANDED_BEFORE.search(before)
    if handed and handed[0].strip().casefold() == "an":
        handed = None if not beside.AN_AFTER.match(after) else handed
    return bool(made or handed or beside.CALLED_BEFORE.search(before) or beside.CALLED_AFTER.match(after))


_TABLE: tuple[tuple[Part, Beside], ...] = (
    (Part.APPROVER, _approves),
    (Part.COPIED, _copied),
    (Part.DOER, _does),
    (Part.THANKED, _thanked),
    (Part.REPORTED, _reported),
    (Part.OBJECT, _is_object),
)


def mentions(text: str, names: Collection[str], counts: Callable[[int], bool]) -> Iterator[Mention]:
    """Each place where one of the names stands and `counts` says that it is somebody's words."""
    pattern = _pattern(names)
    if pattern is None:
        return
    for number, found in enumerate(pattern.finditer(text)):
        if number >= MOST_MENTIONS:
            return
        if counts(found.start()):
            yield Mention(part(text, *found.span()), *found.span())


def part(text: str, start: int, end: int) -> Part:
    """What the words around text[start:end] make of whoever they name."""
    before = re.split(r"[.!?][ \t]+", text[max(0, start - REACH) : start])[-1]
    after = re.split(r"[.!?](?:[ \t]|$)|\n", text[end : end + REACH])[0]
    return next((found for found, fits in _TABLE if fits(before, after)), Part.OTHER)


def _pattern(names: Collection[str]) -> re.Pattern[str] | None:
    """Whole names in any case, and the capitalised words of them as they are written."""
    whole = {name.strip() for name in names if name.strip()}
    words = {
        word
        for name in whole
        for word in re.findall(r"[^\W\d_][\w'’-]+", name)
        if word[0].isupper() and not set(spellings(word)[0]) & TITLES
    }
    if not whole:
        return None
    alternatives = [f"(?i:{re.escape(name)})" for name in sorted(whole, key=len, reverse=True)]
    alternatives += [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    return re.compile(r"(?<!\w)@?(?:" + "|".join(alternatives) + r")(?!\w)")
