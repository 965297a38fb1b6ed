"""What a confirm does, and what it may do twice: the effect, and existing work side by side. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from agent.amending import differences
from agent.models import Item, Match, Priority, Proposal, Route, Verdict, WorkItem, WorkStatus
from agent.routing import Rules
from agent.terms import WAITING
from api.pages.views.words import day

VERDICTS = {
    Verdict.DUPLICATE: "Probably the same",
    Verdict.AMENDMENT: "Probably changes",
    Verdict.OCCURRENCE: "One of a series",
    Verdict.RELATED: "Related",
}
MOST = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """A field of both."""

    label: str
    this: str
    that: str

    @property
    def differs(self) -> bool:
        return self.this.casefold() != self.that.casefold()


@dataclass(frozen=True, slots=True)
class Beside:
    """Existing work beside the proposal."""

    id: str
    goal: str
    verdict: str
    reasons: tuple[str, ...]
    pairs: tuple[Pair, ...]
    status: str
    is_work: bool
    """It may be merged into; else it waits like this one."""


@dataclass(frozen=True, slots=True)
class Existing:
    """What a match is at present."""

    item: Item
    owner: str | None
    priority: Priority
    team: str
    status: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a confirm does, and why it goes there."""

    headline: str
    rule: str
    when: str
    """The rule's condition, as it is written."""
    team: str
    labels: tuple[str, ...]
    destination: str
    changes: tuple[str, ...]
    """In the work that it amends."""
    warnings: tuple[str, ...]


def existing(found: WorkItem | Proposal) -> Existing:
    status = found.status if isinstance(found, WorkItem) else found.state
    team = found.route.team or found.route.destination
    return Existing(found.item, found.owner.value, found.priority.value, team, status.value)


def beside(proposal: Proposal, known: Mapping[str, Existing], today: date) -> tuple[Beside, ...]:
    """The likeliest first; what is there no longer is left out."""
    mine = existing(proposal)
    return tuple(
        Beside(
            id=match.id,
            goal=known[match.id].item.goal.value,
            verdict=VERDICTS[match.verdict],
            reasons=match.reasons,
            pairs=_pairs(mine, known[match.id], today),
            status=known[match.id].status,
            is_work=match.id.startswith("W-"),
        )
        for match in shown(proposal.similar.matches)
        if match.id in known
    )


def shown(matches: Sequence[Match]) -> Sequence[Match]:
    return matches[:MOST]


def effect(proposal: Proposal, amended: WorkItem | None, rules: Rules) -> Effect:
    route = proposal.route
    rule = next((rule for rule in rules.rules if rule.name == route.rule), None)
    return Effect(
        headline=_headline(proposal),
        rule=route.rule,
        when=rule.when if rule else "this rule is no longer in force",
        team=route.team or "",
        labels=route.labels,
        destination=route.destination,
        changes=_changes(proposal, amended),
        warnings=tuple(_warnings(proposal, amended)),
    )


def _pairs(this: Existing, that: Existing, today: date) -> tuple[Pair, ...]:
    def told(one: Existing) -> tuple[str, ...]:
        criteria = "; ".join(criterion.value for criterion in one.item.done_criteria)
        due = day(one.item.due.value, one.item.recurrence.value, today).text
        return (
            one.item.goal.value,
            one.owner or "nobody",
            due or "no day",
            one.priority.value,
            criteria,
            one.team,
        )

    labels = ("Goal", "Owner", "Due", "Priority", "Done when", "Team")
    rows = zip(labels, told(this), told(that), strict=True)
    return tuple(Pair(*row) for row in rows if row[1] or row[2])


def _headline(proposal: Proposal) -> str:
    where = proposal.route.destination
    if proposal.amends is None:
        return f"makes a new work item in {where}"
    verb = "withdraws" if proposal.amends.cancels else "changes"
    return f"{verb} {proposal.amends.work_id} in {where}"


def _changes(proposal: Proposal, work: WorkItem | None) -> tuple[str, ...]:
    if work is None or proposal.amends is None or proposal.amends.cancels:
        return ()
    found = differences(work.item, proposal.item)
    moved = (
        (f"route: {_place(work.route)} → {_place(proposal.route)}",) if proposal.route != work.route else ()
    )
    return (*found, *moved) or ("nothing",)


def _warnings(proposal: Proposal, work: WorkItem | None) -> list[str]:
    told = []
    if proposal.cancelled:
        told.append(proposal.cancelled.told)
    if proposal.state in WAITING and work and proposal.amends:
        if work.status is not WorkStatus.OPEN:
            told.append(f"{work.id} is {work.status} by now: reject this, or reopen that first")
        elif work.digest != proposal.amends.digest:
            told.append(f"{work.id} was changed since this was proposed: a confirm shows it anew first")
    return told


def _place(route: Route) -> str:
    return f"{route.team or route.destination} (rule “{route.rule}”)"
