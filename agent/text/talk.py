"""Who speaks in a chat or a transcript, by how its lines begin. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from agent.text.fields import FIELD

_TIME_FIRST = re.compile(
    r"[ \t]*[\[(]?(?:(?:\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4}|\.)?|\d{1,2} [^\W\d_]{3,9}\.?"
    r"|[^\W\d_]{2,3}\.?),?[ \t]+)?"
    r"\d{1,2}[:.]\d{2}(?::\d{2})?"
    r"(?:[ \t]?[APap]\.?[Mm]\.?)?[\])]?"
    r"[ \t]*[-–|]?[ \t]*<?(?P<who>[^\W\d_][^:\n<>]{0,40}?)>?:[ \t]+"
)
_TIME_IN_BRACKETS = re.compile(
    r"[ \t]*(?P<who>[^\W\d_][^:\n\[(]{0,40}?)[ \t]*[\[(]\d{1,2}[:.]\d{2}(?:[ \t]?[APap][Mm])?[\])]:?[ \t]+"
)
_TIME_LAST = re.compile(
    r"[ \t]*\**(?P<who>[^\W\d_][^:\n\[(|]{0,40}?)"
    r"(?:[ \t]*\([^()\n]{1,40}\))?\**[ \t]*,?[ \t]+"
    r"(?:[—–-][ \t]*)?"
    r"(?:(?:today|yesterday|heute|gestern) (?:at |um )?)?\d{1,2}[:.]\d{2}(?::\d{2})?"
    r"(?:[ \t]?[APap]\.?[Mm]\.?)?(?:[ \t]*[»>|:–—-]+[ \t]*|[ \t]+|$)"
)
"""For "Ana 09:12", alone or before the message: only where it comes again, for a plan looks like that too."""
LABEL = re.compile(
    r"[ \t]*(?P<who>[^\W_][^:\n|]{0,60}?)(?P<role>[ \t]*\([^()\n]{1,80}\))?[ \t]?:(?=[ \t]|$)[ \t]*"
)
LIST_TITLE = re.compile(
    r"(?:my |our |things |still )?(?:to[- ]?dos?\b|actions?\b|next steps|tasks?\b|open (?:items"
    r"|points)|done\b|decisions?\b"
    r"|decided\b|fyi\b|ideas?\b|shopping\b|errands\b|aufgaben|erledigt|offen\b|à faire|tareas|pendientes)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"[^\W\d_][\w.-]*")
NAME_WORDS = 4
_LINES_OF_A_TALK = 2
_SENTENCE_WORDS = 3
_MOST_LINES = 0.7
"""Of a chat in which some messages have several."""
_NO_SPEAKER = re.compile(
    r"(?:date|day|time|when|where|who|what|why|how|place|location|room|name|note|notes|ps|re|subject|due"
    r"|deadline|owner|from|to|cc|phone|tel|menu|price|total|link|address|agenda|topic|update|reminder"
    r"|important|question|answer|problem|decision|decided|agreed|info|risk|issue|result|summary|action|task"
    r"|status|today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?:AP|AI|ACT|Action|Task)\b")
_IN_A_TALK = re.compile(
    r".*\?\W*$|(?:yes|yep|yeah|yup|no|nope|nah|ok|okay|sure|will do|on it|done|sorry|thanks|thx|cheers|great"
    r"|perfect|fine|of course|no problem|ja|nein|klar|oui|non|d'accord|sí|vale|gracias|danke|merci)\b",
    re.IGNORECASE,
)
"""What one says to another: asks, or answers."""


@dataclass(frozen=True, slots=True)
class Turn:
    """line[at:] is what `who` says."""

    who: str
    at: int


@dataclass(frozen=True, slots=True)
class Company:
    """Who may speak in a chat."""

    known: frozenset[str]
    """Names and first names, without case."""
    author: frozenset[str] = frozenset()
    """Those of whoever sent it."""

    @classmethod
    def of(cls, people: Iterable[str], author: str | None) -> Company:
        return cls(_called(people), _called([author] if author else []))


@dataclass(frozen=True, slots=True)
class Talk:
    """Who speaks in a text."""

    speakers: frozenset[str]
    """Behind whose names stands a colon."""
    stamped: frozenset[str]
    """Behind whose names stands the time."""

    @classmethod
    def of(cls, text: str, company: Company | None = None) -> Talk:
        """`company`: of a chat, where few lines are enough to know who speaks."""
        spoken = _speakers(text) or _shouted(text)
        return cls(spoken | (_chatting(text, company) if company else frozenset()), _stamped(text))

    def __bool__(self) -> bool:
        return bool(self.speakers or self.stamped)

    def turn(self, line: str) -> Turn | None:
        """Where a line begins with a speaker and a time; the message may stand on the next lines."""
        found = _TIME_FIRST.match(line) or _TIME_IN_BRACKETS.match(line)
        if found and found.end() < len(line):
            return Turn(bare_name(found["who"]), found.end())
        last = _TIME_LAST.match(line) if self.stamped else None
        if last and bare_name(last["who"]) in self.stamped:
            return Turn(bare_name(last["who"]), last.end())
        return None


def _stamped(text: str) -> frozenset[str]:
    found = [last for line in text.splitlines() if (last := _TIME_LAST.match(line))]
    names = Counter(bare_name(last["who"]) for last in found)
    return frozenset(names) if len(found) > max(len(names), _LINES_OF_A_TALK) else frozenset()


def _speakers(text: str) -> frozenset[str]:
    """Labels that speak: with a role behind the name, again and again, or before whole sentences only."""
    counts: Counter[str] = Counter()
    handles: Counter[str] = Counter()
    roles: set[str] = set()
    whole = True
    for line in text.splitlines():
        found = LABEL.match(line)
        if found and found.end() < len(line) and _is_handle(bare_name(found["who"])):
            handles[bare_name(found["who"])] += 1
        if found and _looks_like_name(found["who"]) and found.end() < len(line):
            counts[bare_name(found["who"])] += 1
            if found["role"]:
                roles.add(bare_name(found["who"]))
            words = line[found.end() :].split()
            whole = whole and len(words) >= _SENTENCE_WORDS and words[-1][-1] in ".?!…"
    lines = sum(1 for line in text.splitlines() if line.strip())
    if len(counts) < sum(counts.values()) >= max(_LINES_OF_A_TALK + 1, lines - 1):
        return frozenset(counts)
    if whole and sum(counts.values()) >= max(_LINES_OF_A_TALK + 1, lines):
        return frozenset(counts)
    both = counts + handles
    if handles and len(both) < sum(both.values()) >= max(_LINES_OF_A_TALK + 1, _MOST_LINES * lines):
        return frozenset(both)
    often = {who for who, n in counts.items() if n > 1}
    return (
        frozenset(often | (roles if often else set()))
        if sum(counts.values()) > _LINES_OF_A_TALK
        else frozenset()
    )


def _shouted(text: str) -> frozenset[str]:
    """Names in capitals before nearly all lines of a transcript, of which some ask or answer."""
    lines = [line for line in text.splitlines() if line.strip()]
    found = [(bare_name(label["who"]), line[label.end() :]) for line in lines if (label := LABEL.match(line))]
    said = [(who, words) for who, words in found if _is_shouted(who) and words.strip()]
    names = frozenset(who for who, _ in said)
    talk = 1 < len(names) < len(said) and len(said) >= max(_LINES_OF_A_TALK + 1, _MOST_LINES * len(lines))
    return names if talk and any(_IN_A_TALK.match(words) for _, words in said) else frozenset()


def _is_shouted(who: str) -> bool:
    plain = who.replace(" ", "").replace("-", "").replace(".", "").replace("'", "")
    return plain.isalpha() and who.isupper() and len(who.split()) <= NAME_WORDS and not _is_field(who)


def _called(people: Iterable[str]) -> frozenset[str]:
    full = [bare_name(name).casefold() for name in people]
    return frozenset(one for name in full if name for one in (name, name.split()[0]))


def _chatting(text: str, company: Company) -> frozenset[str]:
    """Labels that speak in a chat, however few its lines: known people, else names before all lines.

    Not what one of them lists for others: "Tomorrow:", "Ben: the van", "Carla: the flowers".
    """
    lines = [line for line in text.splitlines() if line.strip()]
    labels = [
        (bare_name(found["who"]), line[found.end() :]) for line in lines if (found := LABEL.match(line))
    ]
    said = {who: words for who, words in reversed(labels) if words.strip()}
    if not said or any(line.rstrip().endswith(":") for line in lines):
        return frozenset()
    names = {who.casefold() for who in said}
    answers = len(said) > 1 and any(_IN_A_TALK.match(words) for words in said.values())
    if names & company.known:
        speak = names & company.author or answers or (len(said) > 1 and not company.author)
        return frozenset(who for who in said if speak and who.casefold() in company.known)
    whole = len(labels) == len(lines) and all(_looks_like_name(who) and not _is_field(who) for who in said)
    return frozenset(said) if answers and whole else frozenset()


def _is_field(who: str) -> bool:
    named = _NO_SPEAKER.match(who) or LIST_TITLE.match(who) or FIELD.match(f"{who}: x")
    return bool(named or _MARKED.match(who))


def bare_name(who: str) -> str:
    """Without what stands behind a name in brackets, and without emoji."""
    return re.sub(r"[^\w.' -]+$", "", re.split(r"[(\[]", who, maxsplit=1)[0].strip(" \t*_-~@")).strip()


def _is_handle(who: str) -> bool:
    """A name in lower case, as it stands in chats."""
    return bool(_HANDLE.fullmatch(who)) and who.islower() and not LIST_TITLE.match(who)


def _looks_like_name(who: str) -> bool:
    parts = bare_name(who).split()
    return (
        0 < len(parts) <= NAME_WORDS
        and not LIST_TITLE.match(who)
        and not _MARKED.match(who)
        and parts[0][:1].isupper()
        and not (who.isupper() and len(who) > NAME_WORDS)
        and not any(c.isdigit() for c in who)
    )
