"""A person says that two texts ask for the same work: one survives, with what both say, and they can part."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from agent.errors import AuditBroken, DigestMismatch, InvalidChange, StaleRevision
from agent.models import (
    Basis,
    Changes,
    DecisionKind,
    Party,
    ProposalState,
    Topic,
    WorkStatus,
)
from agent.review import revise, undo
from agent.stores.schema import decisions, proposals
from agent.survivors import merging_into
from agent.worker import drain
from tests.houses import ANA, MONDAY, house

ON_ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What no database does differently."""

ZOE, BEN = Party(name="Zoe Park", email="zoe@firm.example"), Party(name="Ben Ortiz")
TONER, INK = "do order toner for the printer on floor 3", "Ben: do get new toner for floor 3"


@pytest.fixture
def home(database_url):
    with house(database_url) as opened:
        yield opened


def asked(home, text, sender=BEN, **envelope):
    (made,) = home.propose(text, sender=sender, **envelope)
    return made


def now(home, proposal):
    return home.services.proposals.get(proposal.id)


def merge(home, seen, into, **facts):
    """As somebody who looks at both as they are."""
    shown = merging_into(now(home, seen), into, home.services)
    decision = home.decision(DecisionKind.MERGE, shown, merge_into=into, **facts)
    merged = revise(decision, home.services)
    drain(home.services)
    return merged


def take_back(home, proposal):
    restored = undo(home.decision(DecisionKind.UNDO, now(home, proposal)), home.services)
    drain(home.services)
    return restored


def edit(home, proposal, **changes):
    return revise(
        home.decision(DecisionKind.EDIT, now(home, proposal), changes=Changes(**changes)), home.services
    )


def as_content(proposal):
    return proposal.model_copy(update={"revision": 0})


def confirmed(home, text=TONER):
    work = home.confirm(asked(home, text))
    drain(home.services)
    return home.services.registry.get(work.id)


@ON_ONE
def test_two_items_of_one_text_are_one_with_the_words_of_both(home):
    first, second = home.propose("do call Eve\ndo ring Eve")
    merge(home, second, first.id)
    goal = now(home, first).item.goal
    assert [(piece.quote, piece.source) for piece in goal.evidence] == [
        ("do call Eve", ""), ("do ring Eve", ""),
    ]  # fmt: skip
    home.audit.verify()


def test_what_is_merged_into_work_points_to_it_and_changes_nothing_of_it(home):
    work = confirmed(home)
    seen = asked(home, INK, ZOE, received_at=MONDAY + timedelta(hours=2))
    merged = merge(home, seen, work.id)
    assert (merged.state, merged.merge_into, merged.survivor.digest) == (
        ProposalState.MERGED, work.id, work.digest,
    )  # fmt: skip
    there = home.services.registry.get(work.id)
    assert there.model_copy(update={"also_asked": ()}) == work
    (also,) = there.also_asked
    assert (also.proposal_id, also.intake_id, also.by) == (seen.id, seen.intake_id, ZOE)
    assert (also.digest, also.at) == (seen.digest, MONDAY + timedelta(hours=2))
    home.audit.verify()
    assert as_content(take_back(home, seen)) == as_content(seen)
    assert home.services.registry.get(work.id) == work
    home.audit.verify()


def test_what_waits_takes_up_what_was_merged_into_it(home):
    first, second = asked(home, TONER), asked(home, INK, ZOE)
    merge(home, second, first.id)
    grown = now(home, first)
    assert grown.revision == first.revision + 1
    assert grown.digest != first.digest
    assert (grown.item.owner.value, grown.item.owner.basis) == ("Ben", Basis.STATED)
    assert grown.item.owner.evidence[0].source == second.intake_id
    assert [piece.source for piece in grown.item.goal.evidence] == ["", second.intake_id]
    assert grown.item.goal.value == first.item.goal.value
    assert [one.requester for one in grown.merged] == ["Zoe Park"]
    assert second.id not in [match.id for match in grown.similar.matches]
    home.audit.verify()


def test_undo_restores_both_exactly_as_before(home):
    first, second = asked(home, TONER), asked(home, INK, ZOE)
    merge(home, second, first.id)
    restored = take_back(home, second)
    assert as_content(restored) == as_content(second)
    assert as_content(now(home, first)) == as_content(first)
    home.audit.verify()
    merge(home, second, first.id)
    home.audit.verify()


def test_who_confirms_sees_that_it_was_asked_for_twice_or_is_refused(home):
    first, second = asked(home, TONER), asked(home, INK, ZOE)
    merge(home, second, first.id)
    with pytest.raises(StaleRevision):
        home.confirm(first)
    work = home.confirm(now(home, first))
    (also,) = home.services.registry.get(work.id).also_asked
    assert (also.proposal_id, also.by) == (second.id, ZOE)
    assert home.services.merges.ends([second.id]) == {second.id: work.id}
    home.audit.verify()


@ON_ONE
def test_what_both_state_differently_is_asked_and_not_chosen(home):
    first, second = asked(home, "Eve: do order toner"), asked(home, "Ben: do order toner", ZOE)
    merge(home, second, first.id)
    grown = now(home, first)
    assert grown.item.owner.value == "Eve"
    (gap,) = [gap for gap in grown.gaps if len(gap.candidates) == 2]
    assert (gap.topic, gap.candidates) == (Topic.OWNER, ("Eve", "Ben"))
    assert [piece.source for piece in gap.evidence] == ["", second.intake_id]
    assert [question.choices for question in grown.questions] == [("Eve", "Ben")]


@ON_ONE
def test_what_a_person_settled_is_settled(home):
    first, second = asked(home, TONER), asked(home, INK, ZOE)
    edit(home, first, owner="Eve")
    merge(home, second, first.id)
    grown = now(home, first)
    assert (grown.item.owner.value, grown.item.owner.basis) == ("Eve", Basis.PERSON)
    assert not [gap for gap in grown.gaps if second.id in gap.reason]


@ON_ONE
@pytest.mark.parametrize("change", ["edit", "snooze", "merge"])
def test_a_survivor_that_changed_since_it_was_shown_refuses(home, change):
    first, second, third = asked(home, TONER), asked(home, INK, ZOE), asked(home, "do fetch toner")
    shown = merging_into(second, first.id, home.services)
    if change == "edit":
        edit(home, first, goal="Order ink")
    elif change == "snooze":
        revise(home.decision(DecisionKind.SNOOZE, first, until=home.clock()), home.services)
    else:
        merge(home, third, first.id)
    before = now(home, first)
    with pytest.raises(DigestMismatch, match="one of them changed"):
        revise(home.decision(DecisionKind.MERGE, shown, merge_into=first.id), home.services)
    assert (now(home, first), now(home, second)) == (before, second)
    home.audit.verify()


def test_work_that_was_finished_since_it_was_shown_refuses(home):
    work, second = confirmed(home), asked(home, INK, ZOE)
    shown = merging_into(second, work.id, home.services)
    home.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
    with pytest.raises(DigestMismatch, match="one of them changed"):
        revise(home.decision(DecisionKind.MERGE, shown, merge_into=work.id), home.services)
    merge(home, second, work.id)
    home.audit.verify()


def test_the_store_looks_again_whether_the_work_is_as_it_was(home):
    work, second = confirmed(home), asked(home, INK, ZOE)
    shown = merging_into(second, work.id, home.services)
    decided = shown.model_copy(update={"revision": 2, "state": ProposalState.MERGED})
    home.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
    with pytest.raises(StaleRevision, match="changed since it was shown"):
        home.services.proposals.record(
            decided, home.decision(DecisionKind.MERGE, shown, merge_into=work.id), None
        )
    assert now(home, second) == second


def test_a_chain_is_refused_with_the_one_that_survives(home):
    first, second, third = asked(home, TONER), asked(home, INK, ZOE), asked(home, "do fetch toner")
    merge(home, second, first.id)
    with pytest.raises(
        InvalidChange, match=f"merged into '{first.id}': `clarify merge {third.id} {first.id}`"
    ):
        merge(home, third, second.id)
    work = home.confirm(now(home, first))
    for into in (first, second):
        with pytest.raises(InvalidChange, match=f"`clarify merge {third.id} {work.id}`"):
            merge(home, third, into.id)
    merge(home, third, work.id)
    asking = home.services.registry.get(work.id).also_asked
    assert [one.proposal_id for one in asking] == [second.id, third.id]
    home.audit.verify()


def test_what_was_merged_goes_along_when_its_survivor_is_merged_itself(home):
    first, second, third = asked(home, TONER), asked(home, INK, ZOE), asked(home, "do fetch toner")
    merge(home, second, first.id)
    merge(home, first, third.id)
    assert [one.proposal_id for one in now(home, third).merged] == [first.id, second.id]
    sources = {piece.source for piece in now(home, third).item.goal.evidence}
    assert sources == {"", first.intake_id, second.intake_id}
    with pytest.raises(InvalidChange, match=f"`clarify undo {first.id}` first"):
        take_back(home, second)
    home.audit.verify()
    take_back(home, first)
    take_back(home, second)
    assert [as_content(now(home, one)) for one in (first, second, third)] == [
        as_content(one) for one in (first, second, third)
    ]
    home.audit.verify()


def test_decisions_and_merges_are_taken_back_from_the_top(home):
    first, second = asked(home, TONER), asked(home, INK, ZOE)
    edit(home, first, owner="Eve")
    merge(home, second, first.id)
    with pytest.raises(
        InvalidChange, match=f"was merged into '{first.id}' since: `clarify undo {second.id}`"
    ):
        take_back(home, first)
    edit(home, first, goal="Order black toner")
    with pytest.raises(InvalidChange, match=rf"about '{first.id}' since \(edit\): `clarify undo {first.id}`"):
        take_back(home, second)
    for one in (first, second, first):
        take_back(home, one)
    assert [as_content(now(home, one)) for one in (first, second)] == [as_content(first), as_content(second)]
    with pytest.raises(InvalidChange, match=r"nothing to undo$"):
        take_back(home, first)
    merge(home, second, first.id)
    with pytest.raises(InvalidChange, match=f"`clarify undo {second.id}`"):
        take_back(home, first)
    home.audit.verify()


def test_a_confirm_is_not_taken_back_from_under_what_was_merged_into_its_work(home):
    work, second = confirmed(home), asked(home, INK, ZOE)
    merge(home, second, work.id)
    with pytest.raises(InvalidChange, match=f"`clarify undo {second.id}` first"):
        take_back(home, home.services.proposals.get(work.proposal_id))
    assert home.services.registry.get(work.id).status is WorkStatus.OPEN
    take_back(home, second)
    take_back(home, home.services.proposals.get(work.proposal_id))
    assert home.services.registry.get(work.id).status is WorkStatus.WITHDRAWN
    with pytest.raises(InvalidChange, match="withdrawn"):
        merge(home, second, work.id)
    home.audit.verify()


@ON_ONE
@pytest.mark.parametrize("when", ["before the confirm", "after it"])
def test_who_asked_for_what_was_withdrawn_is_told_with_the_way_back(home, when):
    first = asked(home, TONER, source_id="first")
    second = asked(home, INK, ZOE)
    if when == "before the confirm":
        merge(home, second, first.id)
    work = home.confirm(now(home, first))
    if when == "after it":
        merge(home, second, work.id)
    assert home.services.merges.stranded() == []
    (withdrawal,) = (
        home.services.proposals.get(one.id)
        for one in _after(home, "Please forget about the toner.", references=("first",))
        if one.amends
    )
    home.confirm(withdrawal)
    ((work_id, also, back),) = home.services.merges.stranded()
    assert (work_id, also.proposal_id) == (work.id, second.id)
    assert back == (withdrawal.id if when == "before the confirm" else second.id)
    take_back(home, home.services.proposals.get(back))
    assert home.services.merges.stranded() == []
    home.audit.verify()


def _after(home, text, **envelope):
    home.submit(text, sender=BEN, received_at=MONDAY + timedelta(hours=5), **envelope)
    drain(home.services)
    return home.services.proposals.find([ProposalState.PENDING])


@ON_ONE
@pytest.mark.parametrize("what", ["itself", "rejected", "its own survivor"])
def test_what_cannot_be_merged_into_says_what_to_do(home, what):
    first, second = asked(home, TONER), asked(home, INK, ZOE)
    if what == "itself":
        with pytest.raises(InvalidChange, match="into itself"):
            merge(home, first, first.id)
    elif what == "rejected":
        revise(home.decision(DecisionKind.REJECT, second), home.services)
        with pytest.raises(InvalidChange, match=f"rejected: `clarify undo {second.id}`"):
            merge(home, first, second.id)
    else:
        merge(home, second, first.id)
        with pytest.raises(InvalidChange, match="into itself"):
            merge(home, first, second.id)


@ON_ONE
@pytest.mark.parametrize(
    "change",
    [
        sa.update(proposals).values(merge_into=None),
        sa.update(proposals).where(proposals.c.state == "merged").values(merge_into="W-other"),
        sa.update(proposals).where(proposals.c.state == "merged").values(state="pending"),
        sa.update(proposals).where(proposals.c.state == "pending").values(state="merged"),
        sa.update(decisions).values(survivor=sa.null()),
        sa.update(decisions).values(payload="{}"),
        sa.delete(decisions),
    ],
    ids=["no link", "another link", "parted", "survivor merged", "no survivor", "no payload", "no decision"],
)
def test_a_merge_that_is_not_what_a_person_said_is_found(home, change):
    first, second = asked(home, TONER), asked(home, INK, ZOE)
    merge(home, second, first.id)
    home.audit.verify()
    with home.workspace.database.write() as connection:
        connection.execute(change)
    with pytest.raises(AuditBroken):
        home.audit.verify()


@ON_ONE
@pytest.mark.parametrize("forged", ["forgets who asked", "adds who asked", "another value"])
def test_a_survivor_that_says_something_else_of_it_is_found(home, forged):
    first, second = asked(home, TONER), asked(home, INK, ZOE)
    merge(home, second, first.id)
    grown = now(home, first)
    merged = grown.merged if forged == "another value" else ()
    merged = (*grown.merged, *grown.merged) if forged == "adds who asked" else merged
    changed = grown.model_copy(update={"merged": merged, "item": first.item})
    if forged != "another value":
        changed = grown.model_copy(update={"merged": merged})
    document = changed.model_dump(mode="json")
    with home.workspace.database.write() as connection:
        connection.execute(sa.update(proposals).where(proposals.c.id == first.id).values(document=document))
    with pytest.raises(AuditBroken, match="merged with"):
        home.audit.verify()


def test_a_merge_of_before_is_linked_by_the_migration(home):
    from alembic import command

    from agent.stores.database import alembic_config

    work, second = confirmed(home), asked(home, INK, ZOE)
    merge(home, second, work.id)
    with home.workspace.database.write() as connection:
        command.downgrade(alembic_config(connection), "0009")
        command.upgrade(alembic_config(connection), "head")
    home.audit.verify()
    assert [one.proposal_id for one in home.services.registry.get(work.id).also_asked] == [second.id]
    assert as_content(take_back(home, second)) == as_content(second)
