"""What is told beside a text to an engine that can make use of it: the day, who is who, and its thread. Pure.

Bounded, whatever the directory and the thread hold. None of it is evidence: words are looked up in the text
alone (agent/grounding.py), whoever claims to have read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Literal, TypeVar

from agent.cancelling import Thing
from agent.clarity import NOBODY
from agent.concerned import concerned, team_members
from agent.models import (
    AskedBefore,
    Background,
    Colleague,
    Intake,
    KnownTeam,
    Noun,
    SaidBefore,
    WorkStatus,
)
from agent.people import Directory, Person, Team
from agent.text.details import details
from agent.text.normalise import one_line, visible
from agent.text.segments import SegmentKind, segments
from agent.threads import Thread

T = TypeVar("T", bound=Noun)

MOST_KNOWN = 60
"""People and teams."""
MOST_CHARACTERS_KNOWN = 4_000
MOST_ASKED = 10
MOST_SAID = 3
MOST_CHARACTERS_SAID = 2_500
"""Of all earlier messages together; the newest are told first."""
LONGEST_NAME = 80
LONGEST_GOAL = 200
_QUOTING = re.compile(r"[\s>]+")


def background(intake: Intake, directory: Directory, thread: Thread, earlier: Sequence[Intake]) -> Background:
    """`earlier`: messages of its thread that arrived before it, the newest first."""
    team_of = {name: team.name for team in directory.teams for name in team_members(team, directory)}
    known = _bounded([_told(one, team_of) for one in concerned(intake, directory)[:MOST_KNOWN]])
    return Background(
        today=f"{directory.written_at(intake):%A %Y-%m-%d}",
        people=tuple(one for one in known if isinstance(one, Colleague)),
        teams=tuple(one for one in known if isinstance(one, KnownTeam)),
        asked=_asked(intake, thread),
        said=_said(intake, earlier),
    )


def _told(one: Person | Team, team_of: Mapping[str, str]) -> Colleague | KnownTeam | None:
    name, also = _plain(one.name), tuple(filter(None, map(_plain, one.aliases)))
    if not name:
        return None
    if isinstance(one, Team):
        return KnownTeam(name=name, also=also, lead=_plain(one.lead or ""))
    team = one.team or team_of.get(one.name, "")
    return Colleague(name=name, also=also, role=_plain(one.role), team=_plain(team))


def _plain(words: str) -> str:
    """On one line; nothing where it is an address, a number or another detail of somebody."""
    line = _cut(one_line(words), LONGEST_NAME)
    return "" if details(line) else line


def _bounded(told: Iterable[T | None]) -> list[T]:
    """As many as there is room for, the first ones first."""
    known = [one for one in told if one is not None]
    ends = accumulate(len(one.model_dump_json(exclude_defaults=True)) for one in known)
    return [one for one, end in zip(known, ends, strict=True) if end <= MOST_CHARACTERS_KNOWN]


def _asked(intake: Intake, thread: Thread) -> tuple[AskedBefore, ...]:
    before = [thing for thing in thread.things if thing.source.received_at <= intake.received_at]
    return tuple(map(_before, before[-MOST_ASKED:]))


def _before(thing: Thing) -> AskedBefore:
    owner = (thing.proposal or thing.work or thing.item).owner.value or ""
    return AskedBefore(
        goal=_cut(one_line(thing.item.goal.value), LONGEST_GOAL),
        owner="" if owner in NOBODY else _plain(owner),
        due=thing.item.due.value,
        state=_state(thing),
    )


def _state(thing: Thing) -> Literal["proposed", "confirmed", "done", "taken back"]:
    if thing.proposal and thing.proposal.is_called_off:
        return "taken back"
    if thing.work is None:
        return "proposed"
    return "done" if thing.work.status is WorkStatus.DONE else "confirmed"


def _said(intake: Intake, earlier: Sequence[Intake]) -> tuple[SaidBefore, ...]:
    """Without what the text quotes anyhow."""
    there = _squeezed(intake.text)
    told: list[SaidBefore] = []
    room = MOST_CHARACTERS_SAID
    for message in earlier:
        words = _cut(_new_words(message), room)
        if len(told) < MOST_SAID and words and _squeezed(words.removesuffix("…")) not in there:
            by = _plain(message.sender.name) if message.sender else ""
            told.append(SaidBefore(by=by, at=message.received_at, words=words))
            room -= len(words)
    return tuple(reversed(told))


def _new_words(message: Intake) -> str:
    kept = (
        message.text[part.start : part.end].strip()
        for part in segments(message.text, message.channel, message.own_end)
        if part.kind is SegmentKind.BODY
    )
    return visible("\n".join(filter(None, kept)))


def _squeezed(text: str) -> str:
    return _QUOTING.sub(" ", visible(text)).strip()


def _cut(words: str, most: int) -> str:
    """Whole words, with a mark where some are left out."""
    if len(words) <= most:
        return words
    kept = words[: max(most - 1, 0)].rpartition(" ")[0] or words[: max(most - 1, 0)]
    return f"{kept.rstrip()}…" if kept else ""
