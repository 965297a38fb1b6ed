"""A proposal in a line of the queue. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agent.models import Basis, FieldName, ProposalState
from agent.stores.queue import Waiting
from api.pages.views.words import BASES, FIELDS, STATES, Day, age, day, moment

VERDICTS = {
    "duplicate": "duplicate?",
    "amendment": "amends?",
    "occurrence": "recurring?",
    "related": "related",
}


@dataclass(frozen=True, slots=True)
class Dot:
    """A field in one mark: its basis by colour and shape, told in words to those who see neither."""

    basis: str
    told: str


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    goal: str
    owner: str
    due: Day
    priority: str
    dots: tuple[Dot, ...]
    ready: str
    """'4 of 5 clear'."""
    team: str
    age: str
    made: str
    """The same as a time."""
    flags: tuple[str, ...]
    source: str
    state: str
    """Of those that wait no longer, or not yet."""


def row(waiting: Waiting, now: datetime) -> Row:
    line = waiting.line
    dots = tuple(
        Dot(basis.value, f"{FIELDS[FieldName(field)]}: {BASES[basis]}") for field, basis in line.bases.items()
    )
    return Row(
        id=waiting.id,
        goal=line.goal,
        owner=line.owner if line.owner and line.bases[FieldName.OWNER] is not Basis.MISSING else "",
        due=day(line.due, line.recurrence, now.astimezone().date()),
        priority=line.priority.value,
        dots=dots,
        ready=f"{waiting.ready} of {len(dots)} clear",
        team=waiting.team,
        age=age(waiting.made_at, now),
        made=moment(waiting.made_at),
        flags=tuple(_flags(waiting)),
        source=" · ".join(filter(None, (line.sender, line.title))),
        state="" if waiting.state is ProposalState.PENDING else STATES[waiting.state],
    )


def _flags(waiting: Waiting) -> list[str]:
    line = waiting.line
    told = []
    if line.called_off:
        told.append("called off")
    if line.amends:
        told.append("changes work")
    if line.verdict:
        told.append(VERDICTS[line.verdict])
    if line.unchecked:
        told.append("unchecked")
    if line.questions:
        told.append("1 question" if line.questions == 1 else f"{line.questions} questions")
    return told
