"""A proposal as a person has it before them: fields with where they come from, and what is open. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from agent import readiness
from agent.changes import SEPARATOR
from agent.dates.occurrences import next_days
from agent.models import (
    Basis,
    Decision,
    FieldName,
    Intake,
    Item,
    OwnerRole,
    Proposal,
    ProposalState,
    Question,
    Recorded,
    Sourced,
)
from agent.readiness import Requirements
from agent.terms import WAITING, DecisionKind
from agent.text.normalise import visible
from api.pages.views.words import BASES, FIELDS, STATES, day, distance, moment

DONE = {
    DecisionKind.CONFIRM: "Confirmed",
    DecisionKind.EDIT: "Edited",
    DecisionKind.REJECT: "Rejected",
    DecisionKind.MERGE: "Merged",
    DecisionKind.SNOOZE: "Snoozed",
    DecisionKind.ANSWER: "Answered",
    DecisionKind.UNDO: "Taken back",
}
UNNAMED = (None, OwnerRole.SENDER, OwnerRole.RECIPIENT)
"""Owners without a name."""
NOTHING = {
    FieldName.OWNER: "nobody yet",
    FieldName.DUE: "no day stated",
    FieldName.DONE_CRITERIA: "nothing said",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field, with what it stands on."""

    text: str
    basis: str
    told: str
    """The basis in words."""
    quotes: tuple[str, ...]
    aside: str = ""
    """What helps to read it: how far a day is, on which days something falls."""


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    values: tuple[Value, ...]
    gaps: tuple[str, ...]
    """Why it is open."""
    short: str
    """What its destination requires, where it falls short."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was decided."""

    told: str
    why: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Card:
    id: str
    revision: int
    digest: str
    goal: str
    state: str
    waits: bool
    kind: str
    ready: str
    fields: tuple[Field, ...]
    questions: tuple[Question, ...]
    other_gaps: tuple[str, ...]
    """Of what is no field: scope, approval."""
    lacking: str
    """Why a confirm needs a reason, in words."""
    note: str
    """Of the engine that read it."""
    read_by: str
    changes: tuple[str, ...]
    """What later messages changed."""
    history: tuple[Event, ...]
    undoable: str
    """What an undo would take back; empty where there is nothing."""


def card(
    proposal: Proposal, intake: Intake, history: Sequence[Recorded], requires: Requirements, today: date
) -> Card:
    waits = proposal.state in WAITING
    named = {field.value for field in FieldName}
    standing = [
        one.decision for one in history if not one.undone and one.decision.kind is not DecisionKind.UNDO
    ]
    trace = proposal.trace
    return Card(
        id=proposal.id,
        revision=proposal.revision,
        digest=proposal.digest,
        goal=proposal.item.goal.value,
        state=_state(proposal),
        waits=waits,
        kind=proposal.item.kind.value,
        ready=readiness.ready(proposal),
        fields=tuple(fields(proposal, intake, requires if waits else {}, today)),
        questions=proposal.questions if waits else (),
        other_gaps=tuple(f"{gap.topic}: {gap.reason}" for gap in proposal.gaps if gap.topic not in named),
        lacking=readiness.told(proposal, requires) if waits and not _withdraws(proposal) else "",
        note=trace.note or "",
        read_by=" ".join(filter(None, (trace.engine, trace.model, trace.prompt))),
        changes=tuple(f"{'; '.join(said.changes)} ({moment(said.at)})" for said in proposal.amendments),
        history=tuple(_event(one) for one in history),
        undoable=DONE[standing[-1].kind].lower() if standing else "",
    )


def fields(proposal: Proposal, intake: Intake, requires: Requirements, today: date) -> Iterator[Field]:
    """In the order in which one reads them; what repeats only where it does."""
    item, rule = proposal.item, proposal.route.rule
    short, bases = readiness.short_of(proposal, requires), readiness.bases(proposal)

    def one(name: FieldName, *values: Value) -> Field:
        gaps = tuple(gap.reason for gap in proposal.gaps if gap.topic.value == name.value)
        required = f"at least {short[name]} is required" if name in short else ""
        empty = Value(NOTHING.get(name, "none"), Basis.MISSING.value, BASES[Basis.MISSING], ())
        return Field(name.value, FIELDS[name], values or (empty,), gaps, required)

    yield one(FieldName.GOAL, _value(item.goal.value, item.goal, rule))
    owner = proposal.owner
    is_known = bases[FieldName.OWNER] is not Basis.MISSING
    yield one(FieldName.OWNER, *([_value(owner.value, owner, rule)] if is_known else []))
    if item.due.value or not item.recurrence.value:
        yield one(FieldName.DUE, *_due(item, rule, today))
    if item.recurrence.value:
        since = item.due.value or intake.received_at.date()
        falls = _falls(item.recurrence.value, since)
        told = day(None, item.recurrence.value, today).text
        yield one(FieldName.RECURRENCE, _value(told, item.recurrence, rule, aside=falls))
    yield one(FieldName.PRIORITY, _value(proposal.priority.value.value, proposal.priority, rule))
    yield one(FieldName.DONE_CRITERIA, *(_value(c.value, c, rule) for c in item.done_criteria))


def editable(item: Item) -> dict[FieldName, str]:
    """Each field as a person would type it, without what shows nothing; criteria a line each."""
    typed = {
        FieldName.GOAL: item.goal.value,
        FieldName.OWNER: item.owner.value if item.owner.value not in UNNAMED else "",
        FieldName.DUE: item.due.value.isoformat() if item.due.value else "",
        FieldName.RECURRENCE: item.recurrence.value or "",
        FieldName.PRIORITY: item.priority.value.value,
        FieldName.DONE_CRITERIA: "\n".join(criterion.value for criterion in item.done_criteria),
    }
    return {name: visible(value) for name, value in typed.items()}


def wishes(item: Item, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed and is another value than the item's, as an edit takes it."""
    known = {name.value: _as_edit(name, value) for name, value in editable(item).items()}
    given = {name: _as_edit(FieldName(name), typed[name]) for name in known if name in typed}
    return {name: value for name, value in given.items() if value != known[name]}


def _as_edit(name: FieldName, typed: str) -> str:
    if name is not FieldName.DONE_CRITERIA:
        return " ".join(typed.split())
    lines = (" ".join(line.replace(SEPARATOR, ",").split()) for line in typed.splitlines())
    return f"{SEPARATOR} ".join(filter(None, lines))


def _falls(rule: str, since: date) -> str:
    """On which days next. One that goes by hours may search for a day that never comes for very long."""
    if any(f"FREQ={often}" in rule for often in ("HOURLY", "MINUTELY", "SECONDLY")):
        return ""
    return ", ".join(f"{on:%a} {on.day} {on:%b}" for on in next_days(rule, since))


def _due(item: Item, rule: str, today: date) -> list[Value]:
    if item.due.value is None:
        return []
    value = _value(
        day(item.due.value, None, today).text, item.due, rule, aside=distance(item.due.value, today)
    )
    return [value]


def _value(text: str | None, sourced: Sourced[object] | Sourced[str], rule: str, aside: str = "") -> Value:
    told = BASES[sourced.basis]
    told = f"{told} “{rule}”" if sourced.basis is Basis.RULE else told
    quotes = dict.fromkeys(evidence.quote for evidence in sourced.evidence)
    return Value(text or "", sourced.basis.value, told, tuple(quotes), aside)


def _state(proposal: Proposal) -> str:
    told = STATES[proposal.state]
    if proposal.state is ProposalState.SNOOZED and proposal.snoozed_until:
        return f"{told} until {moment(proposal.snoozed_until)}"
    return f"{told} into {proposal.merge_into}" if proposal.merge_into else told


def _withdraws(proposal: Proposal) -> bool:
    return proposal.amends is not None and proposal.amends.cancels


def _event(recorded: Recorded) -> Event:
    decision = recorded.decision
    told = f"{DONE[decision.kind]} by {decision.by}, {moment(decision.at)}"
    return Event(told, _why(decision), recorded.undone)


def _why(decision: Decision) -> str:
    said = f"{decision.topic}: “{decision.answer}”" if decision.answer else decision.reason
    override = f"although less clear than required: {decision.override}" if decision.override else ""
    return "; ".join(filter(None, (said, override)))
