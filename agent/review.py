"""A person decides: bound to the revision and the digest that they saw, or nothing happens."""

from __future__ import annotations

from datetime import datetime

from agent import people, readiness
from agent.advice import advised
from agent.amending import put_back, rebased
from agent.answers import answered, closing
from agent.changes import changed
from agent.errors import AlreadyDecided, DigestMismatch, InvalidChange, StaleRevision
from agent.models import (
    Amends,
    Arrival,
    Changes,
    Channel,
    Decision,
    DecisionKind,
    Intake,
    Party,
    Proposal,
    ProposalState,
    Question,
    WorkItem,
    WorkStatus,
)
from agent.people import Directory
from agent.protocols import Services
from agent.readiness import Requirements
from agent.reading import warning
from agent.terms import WAITING

NOTHING: Requirements = {}

BECOMES = {
    DecisionKind.CONFIRM: ProposalState.CONFIRMED,
    DecisionKind.REJECT: ProposalState.REJECTED,
    DecisionKind.MERGE: ProposalState.MERGED,
    DecisionKind.SNOOZE: ProposalState.SNOOZED,
    DecisionKind.EDIT: ProposalState.PENDING,
    DecisionKind.ANSWER: ProposalState.PENDING,
}


def confirm(decision: Decision, services: Services) -> WorkItem:
    """Commit exactly what the person saw: decision, work item, event and jobs in one transaction.

    Raises NotReady where it is less clear than its destination requires; an override is kept only then.
    """
    seen = services.proposals.get(decision.proposal_id)
    decided = decide(seen, decision, services.requires)
    if not readiness.short_of(seen, services.requires):
        decision = decision.model_copy(update={"override": ""})
    if seen.amends:
        work = _changed_work(decided, decision, _amended(seen, seen.amends, services))
    else:
        work = _new_work(decided, decision, services)
    services.proposals.record(decided, decision, work)
    return work


def _new_work(decided: Proposal, decision: Decision, services: Services) -> WorkItem:
    return WorkItem(
        id=services.new_id("W"),
        workspace=decided.workspace,
        proposal_id=decided.id,
        intake_id=decided.intake_id,
        digest=decision.digest,
        item=decided.item,
        route=decided.route,
        confirmed_by=decision.by,
        confirmed_at=decision.at,
        override=decision.override,
    )


def _changed_work(decided: Proposal, decision: Decision, work: WorkItem) -> WorkItem:
    withdraws = decided.amends is not None and decided.amends.cancels
    return work.model_copy(
        update={
            "proposal_id": decided.id,
            "digest": decision.digest,
            "status": WorkStatus.WITHDRAWN if withdraws else WorkStatus.OPEN,
            "item": decided.item,
            "route": decided.route,
            "confirmed_by": decision.by,
            "confirmed_at": decision.at,
            "override": work.override if withdraws else decision.override,
        }
    )


def _amended(seen: Proposal, amends: Amends, services: Services) -> WorkItem:
    """The work that a proposal amends. Raises StaleRevision where it is no longer what the person saw; where
    it was changed, the proposal is held against how it is now, as a new revision to look at.
    """
    work = services.registry.get(amends.work_id)
    if work.status is not WorkStatus.OPEN:
        again = f", or `clarify reopen {work.id}` first" if work.status is WorkStatus.DONE else ""
        raise StaleRevision(
            f"{seen.id!r} amends {work.id!r}, which is {work.status} by now: "
            f"`clarify reject {seen.id}`{again}"
        )
    if work.digest != amends.digest:
        standing = [one.decision for one in services.proposals.history(seen.id) if not one.undone]
        edited = {field for decision in standing if decision.changes for field in decision.changes.fields}
        services.proposals.refresh(advised(rebased(seen, work, edited), services))
        raise StaleRevision(
            f"{work.id!r} was changed since {seen.id!r} was shown, which now says what it would change in "
            f"the work as it is: `clarify show {seen.id}`"
        )
    return work


def revise(decision: Decision, services: Services) -> Proposal:
    """Edit, answer, reject, merge or snooze. A changed item is checked and routed anew. An answer is kept as
    a text of the thread, in the transaction of the decision; where it cannot be understood, nothing is.
    """
    seen = services.proposals.get(decision.proposal_id)
    decided = _with_warning(decide(seen, decision), decision, services.directory)
    said = None
    if decision.kind is DecisionKind.ANSWER:
        if decision.topic is None:
            raise InvalidChange("an answer names the topic of its question")
        intake = services.intakes.get(seen.intake_id)
        by = Party(name=decision.said_by or decision.by)
        said = said_in(decision.answer or "", by, decision.at, intake, services.new_id("I"))
        decided = answered(decided, decision.topic, said, services.directory.with_intake(intake))
    if (decided.item, decided.gaps) != (seen.item, seen.gaps):
        decided = advised(decided, services)
    services.proposals.record(decided, decision, None, said)
    return decided


def _with_warning(decided: Proposal, decision: Decision, directory: Directory) -> Proposal:
    """A person may choose somebody who is away; whoever looks next is told."""
    if decision.changes is None or decision.changes.owner is None:
        return decided
    found = people.resolve(decision.changes.owner, directory, decision.at.date())
    if found.name is None or found.warning is None:
        return decided
    return decided.model_copy(update={"gaps": (*decided.gaps, warning(found.name, found))})


def questions(seen: Proposal, topic: str = "") -> list[Question]:
    """Those that an answer may be about: the open ones, or the one of this topic, open or answered before.

    Raises InvalidChange where there is none.
    """
    meant = [question for question in seen.questions if topic in ("", question.topic)]
    before = [closed for closed in seen.closed if closed == topic]
    if not meant and before:
        return [Question(topic=before[0], text=f"What is the answer about {topic!r} now?")]
    if not meant:
        about = f" about {topic!r}" if topic else ""
        answered = f"--topic {' or '.join(seen.closed)} corrects an answer, " if seen.closed else ""
        raise InvalidChange(
            f"{seen.id!r} has no open question{about}: {answered}`clarify edit {seen.id}` changes a field"
        )
    return meant


def said_in(words: str, by: Party, at: datetime, asked: Intake, intake_id: str) -> Intake:
    """An answer as a text of the thread whose text it was asked about."""
    arrival = Arrival(
        channel=Channel.NOTE,
        sender=by,
        received_at=at,
        text=words,
        derived=False,
        raw=words.encode(errors="surrogatepass"),
    )
    return Intake.of(arrival, intake_id, asked.workspace, thread=asked.thread or asked.id)


def undo(decision: Decision, services: Services) -> Proposal:
    """Take the newest decision back: the proposal is again what it was before, as a new revision, with what
    messages of its thread said of it since.
    """
    proposal = services.proposals.get(decision.proposal_id)
    _check_seen(proposal, decision)
    standing = [
        recorded
        for recorded in services.proposals.history(proposal.id)
        if not recorded.undone and recorded.decision.kind is not DecisionKind.UNDO
    ]
    if not standing:
        raise InvalidChange(f"nobody decided anything about {proposal.id!r}: there is nothing to undo")
    restored = put_back(standing[-1], proposal)
    if restored.amendments != standing[-1].before.amendments:
        restored = advised(restored, services)
    services.proposals.record(restored, decision, None)
    return restored


def decide(proposal: Proposal, decision: Decision, requires: Requirements = NOTHING) -> Proposal:
    """The proposal as it is after the decision. Pure.

    Raises AlreadyDecided, StaleRevision, DigestMismatch where the person decided about something
    else than what is there now; NotReady for a confirm that falls short of what is required.
    """
    if proposal.state not in WAITING:
        raise AlreadyDecided(f"{proposal.id!r} is {proposal.state} already: `clarify undo` takes that back")
    target = proposal.model_copy(update={"merge_into": decision.merge_into})
    _check_seen(target, decision)
    withdrawn = proposal.amends.work_id if proposal.amends and proposal.amends.cancels else ""
    if withdrawn and decision.kind in (DecisionKind.EDIT, DecisionKind.ANSWER):
        raise InvalidChange(
            f"{proposal.id!r} withdraws {withdrawn!r}, so there is nothing to change: "
            f"`clarify reject {proposal.id}` keeps the work"
        )
    if decision.kind is DecisionKind.CONFIRM and not withdrawn:
        readiness.check(target, decision, requires)
    decided = target.model_copy(
        update={
            "revision": proposal.revision + 1,
            "state": BECOMES[decision.kind],
            "snoozed_until": decision.until,
        }
    )
    return _changed(decided, decision)


def _check_seen(proposal: Proposal, decision: Decision) -> None:
    if proposal.revision != decision.revision:
        raise StaleRevision(
            f"{proposal.id!r} is at revision {proposal.revision}, you saw {decision.revision}: "
            "look at it again"
        )
    if proposal.digest != decision.digest:
        raise DigestMismatch(
            f"what {proposal.id!r} would commit is not what you saw: "
            f"`clarify show {proposal.id}` has its digest"
        )


def _changed(proposal: Proposal, decision: Decision) -> Proposal:
    """With the person's values in place of the engine's; what was asked about them is answered."""
    changes = decision.changes or Changes()
    topics = {str(name) for name in changes.fields}
    asked = {question.topic for question in proposal.questions if question.topic in topics}
    return closing(proposal, asked).model_copy(
        update={
            "item": changed(proposal.item, changes),
            "gaps": tuple(gap for gap in proposal.gaps if gap.topic not in topics),
        }
    )
