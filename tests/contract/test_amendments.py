"""A reply about confirmed work is a proposal to change that work, or to withdraw it; a person decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from agent.changes import read_changes
from agent.errors import AuditBroken, InvalidChange, StaleRevision
from agent.models import (
    Changes,
    Channel,
    DecisionKind,
    DeliveryState,
    Finding,
    Party,
    Payload,
    Priority,
    ProposalState,
    Receipt,
    WorkStatus,
)
from agent.review import revise, undo
from agent.stores.schema import decisions, work_items
from agent.worker import drain
from tests.fakes import Says
from tests.houses import ANA, MONDAY, house

HEAD = "From: Ana Novak\nSubject: Re: Chairs\n\n"
CHAIRS = Finding(
    goal="Order 40 chairs for room 3", quotes=("order 40 chairs for room 3 by Friday",),
    due_text="by Friday",
)  # fmt: skip
ASKED = f"{HEAD}Please order 40 chairs for room 3 by Friday."


@pytest.fixture
def home(database_url):
    with house(database_url) as opened:
        opened.services = replace(opened.services, extractor=Says())
        yield opened


def send(home, text, name, *, findings=(), answers=(), hours=1):
    home.services.extractor.found[text] = findings
    made = home.submit(
        text, name, references=answers, channel=Channel.EMAIL, sender=Party(name=ANA),
        received_at=MONDAY + timedelta(hours=hours),
    )  # fmt: skip
    drain(home.services)
    return made


def waiting(home):
    return home.services.proposals.find([ProposalState.PENDING])


def confirmed(home):
    send(home, ASKED, "first", findings=(CHAIRS,))
    (seen,) = waiting(home)
    work = home.confirm(seen)
    drain(home.services)
    return home.services.registry.get(work.id)


def move(home, day=12, name="moved"):
    words = f"The chairs are needed by {day} November instead."
    finding = CHAIRS.model_copy(update={"quotes": (words,), "due_text": f"by {day} November"})
    return send(home, HEAD + words, name, findings=(finding,), answers=("first",), hours=2)


def take_back(home, words="Please forget about the chairs.", name="off"):
    return send(home, HEAD + words, name, answers=("first",), hours=3)


def take_back_decision(home, proposal_id):
    now = home.services.proposals.get(proposal_id)
    restored = undo(home.decision(DecisionKind.UNDO, now), home.services)
    drain(home.services)
    return restored


def test_a_change_of_confirmed_work_waits_as_a_diff_of_it(home):
    work = confirmed(home)
    reply = move(home)
    (change,) = waiting(home)
    assert (change.amends.work_id, change.amends.digest) == (work.id, work.digest)
    assert not change.amends.cancels
    assert [told.changes for told in change.amendments] == [("due: 2026-11-06 → 2026-11-12",)]
    assert change.item.due.evidence[0].source == reply
    assert (change.item.goal, change.item.owner) == (work.item.goal, work.item.owner)
    assert home.services.registry.get(work.id) == work


def test_its_confirm_changes_the_same_work_item_and_delivers_nothing_again(home):
    work = confirmed(home)
    move(home)
    (change,) = waiting(home)
    home.confirm(change)
    drain(home.services)
    (now,) = home.services.registry.find()
    assert (now.id, now.item.due.value, now.status) == (work.id, date(2026, 11, 12), WorkStatus.OPEN)
    assert (now.digest, now.proposal_id, now.receipts) == (change.digest, change.id, work.receipts)
    assert len(home.services.deliveries.of(work.id)) == 1
    assert home.index.search("chairs", "12 November", 9)[0].id == work.id
    home.audit.verify()


def test_undoing_it_restores_the_work_item_exactly(home):
    work = confirmed(home)
    move(home)
    (change,) = waiting(home)
    home.confirm(change)
    restored = take_back_decision(home, change.id)
    assert home.services.registry.get(work.id) == work
    home.audit.verify()
    home.confirm(restored)
    assert home.services.registry.get(work.id).item.due.value == date(2026, 11, 12)
    home.audit.verify()


def test_a_reply_that_takes_it_back_withdraws_it_only_by_a_confirm(home):
    work = confirmed(home)
    reply = take_back(home)
    (change,) = waiting(home)
    assert change.amends.cancels and change.cancelled.certain
    assert change.cancelled.evidence.source == reply
    assert change.cancelled.told == (
        "Ana Novak says that it is no longer needed: “Please forget about the chairs.”"
    )
    assert home.services.registry.get(work.id) == work
    home.confirm(change)
    drain(home.services)
    assert home.services.registry.get(work.id).status is WorkStatus.WITHDRAWN
    assert work.id not in [found.id for found in home.index.search("chairs", "", 9)]
    home.audit.verify()
    take_back_decision(home, change.id)
    assert home.services.registry.get(work.id) == work
    assert work.id in [found.id for found in home.index.search("chairs", "", 9)]
    home.audit.verify()


def test_a_rejected_change_leaves_the_work(home):
    work = confirmed(home)
    move(home)
    (change,) = waiting(home)
    revise(home.decision(DecisionKind.REJECT, change), home.services)
    assert home.services.registry.get(work.id) == work
    home.audit.verify()


def test_a_second_reply_revises_the_change_that_waits(home):
    work = confirmed(home)
    move(home, 12)
    move(home, 13, "again")
    (change,) = waiting(home)
    assert (change.revision, change.item.due.value) == (2, date(2026, 11, 13))
    take_back(home)
    (change,) = waiting(home)
    assert change.revision == 3 and change.amends.cancels
    move(home, 16, "after all")  # sent before the message that took it back, and read later
    (change,) = waiting(home)
    assert change.amends.cancels and change.cancelled
    home.confirm(change)
    assert home.services.registry.get(work.id).status is WorkStatus.WITHDRAWN


def test_what_is_asked_for_again_is_no_longer_taken_back(home):
    confirmed(home)
    take_back(home)
    words = "We do need the chairs, by 20 November."
    finding = CHAIRS.model_copy(update={"quotes": (words,), "due_text": "by 20 November"})
    send(home, HEAD + words, "again", findings=(finding,), answers=("first",), hours=9)
    (change,) = waiting(home)
    assert not change.amends.cancels and change.cancelled is None
    assert change.amendments[-1].changes == ("due: 2026-11-06 → 2026-11-20", "it is asked for again")


def test_work_that_changed_meanwhile_is_shown_anew_before_it_is_changed(home):
    work = confirmed(home)
    move(home)
    (first,) = waiting(home)
    home.confirm(first)
    urgent = CHAIRS.model_copy(
        update={"quotes": ("The chairs are urgent.",), "due_text": None, "priority_text": "urgent",
                "priority": Priority.URGENT}
    )  # fmt: skip
    send(home, f"{HEAD}The chairs are urgent.", "urgent", findings=(urgent,), answers=("first",), hours=4)
    (second,) = waiting(home)
    take_back_decision(home, first.id)
    with pytest.raises(StaleRevision, match="was changed since"):
        home.confirm(second)
    assert home.services.registry.get(work.id) == work
    anew = home.services.proposals.get(second.id)
    assert (anew.revision, anew.amends.digest) == (second.revision + 1, work.digest)
    assert (anew.item.due, anew.item.priority.value) == (work.item.due, "urgent")
    home.confirm(anew)
    assert home.services.registry.get(work.id).item.due == work.item.due
    home.audit.verify()


def test_a_change_of_work_that_was_withdrawn_or_done_is_refused(home):
    work = confirmed(home)
    move(home)
    (change,) = waiting(home)
    home.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
    with pytest.raises(StaleRevision, match=f"done by now: `clarify reject {change.id}`, or `clarify reopen"):
        home.confirm(change)
    home.services.registry.set_status(work.id, WorkStatus.OPEN, ANA)
    take_back_decision(home, work.proposal_id)
    with pytest.raises(StaleRevision, match="withdrawn by now"):
        home.confirm(change)
    home.audit.verify()


def test_a_confirm_below_another_cannot_be_undone(home):
    work = confirmed(home)
    move(home)
    (change,) = waiting(home)
    home.confirm(change)
    with pytest.raises(InvalidChange, match=f"`clarify undo {change.id}` first"):
        take_back_decision(home, work.proposal_id)
    take_back_decision(home, change.id)
    take_back_decision(home, work.proposal_id)
    assert home.services.registry.get(work.id).status is WorkStatus.WITHDRAWN
    home.audit.verify()


def test_a_withdrawal_has_nothing_to_edit(home):
    confirmed(home)
    take_back(home)
    (change,) = waiting(home)
    with pytest.raises(InvalidChange, match="nothing to change"):
        revise(home.decision(DecisionKind.EDIT, change, changes=Changes(owner="Zoe")), home.services)


def test_a_person_edits_a_change_before_confirming_it(home):
    work = confirmed(home)
    move(home)
    (change,) = waiting(home)
    edited = revise(home.decision(DecisionKind.EDIT, change, changes=Changes(owner="Zoe")), home.services)
    home.confirm(edited)
    now = home.services.registry.get(work.id)
    assert (now.item.owner.value, now.item.due.value) == ("Zoe", date(2026, 11, 12))
    home.audit.verify()


def test_what_a_person_settled_before_the_confirm_can_be_changed_by_their_own_decision(home):
    send(home, ASKED, "first", findings=(CHAIRS,))
    (seen,) = waiting(home)
    intake = home.services.intakes.get(seen.intake_id)
    wanted = read_changes({"due": "2026-11-20"}, intake, home.services.directory)
    home.confirm(revise(home.decision(DecisionKind.EDIT, seen, changes=wanted), home.services))
    move(home)
    (change,) = waiting(home)
    assert change.amendments[0].changes == ("due: 2026-11-20 → 2026-11-12",)


def test_what_waits_is_marked_and_a_digest_shown_before_is_refused(home):
    send(home, ASKED, "first", findings=(CHAIRS,))
    (seen,) = waiting(home)
    take_back(home)
    (marked,) = waiting(home)
    assert (marked.id, marked.revision, marked.amends) == (seen.id, 2, None)
    assert marked.digest != seen.digest
    assert marked.item == seen.item
    with pytest.raises(StaleRevision):
        home.confirm(seen)
    kept = home.confirm(marked)
    assert kept.item == seen.item
    home.audit.verify()


def test_a_text_that_only_takes_something_back_is_no_text_without_work(home):
    send(home, ASKED, "first", findings=(CHAIRS,))
    status = home.services.intakes.status(take_back(home))
    assert (status.state, status.reason) == ("extracted", "")


def test_an_engine_that_reads_the_cancellation_as_work_makes_no_work_of_it(home):
    confirmed(home)
    words = "Please cancel the chairs."
    read = Finding(goal="Cancel the chairs", quotes=(words,))
    send(home, HEAD + words, "off", findings=(read,), answers=("first",), hours=3)
    (change,) = waiting(home)
    assert change.amends.cancels


def test_asking_for_done_work_again_is_work_of_its_own_that_says_so(home):
    work = confirmed(home)
    home.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
    move(home)
    (new,) = waiting(home)
    assert new.amends is None
    assert new.trace.note == f"its thread asked for this before, and it is done: {work.id}"


def test_a_change_is_no_existing_work_beside_the_work_that_it_changes(home):
    work = confirmed(home)
    move(home)
    (change,) = waiting(home)
    assert change.similar.matches == ()
    assert [entry.id for entry in home.services.registry.entries()] == [work.id]
    assert home.services.registry.existing([change.id]) == []
    words = "Order 40 chairs for room 3."
    send(home, words, "another thread", findings=(Finding(goal=words, quotes=(words,)),))
    (_, other) = waiting(home)
    assert [match.id for match in other.similar.matches] == [work.id]


def test_a_destination_with_a_copy_is_known_to_hold_the_older_one(home):
    made = []

    class Tracker:
        def deliver(self, work, key):
            made.append(key)
            return Receipt(destination="registry", reference="T-1", at=MONDAY, digest=work.digest)

    home.services = replace(home.services, destinations={"registry": Tracker()})
    work = confirmed(home)
    move(home)
    (change,) = waiting(home)

    def holds():
        (sent,) = home.services.deliveries.of(work.id)
        return sent.state, sent.behind, len(made)

    assert holds() == (DeliveryState.DELIVERED, False, 1)
    home.confirm(change)
    drain(home.services)
    assert holds() == (DeliveryState.DELIVERED, True, 1)
    take_back_decision(home, change.id)
    assert holds() == (DeliveryState.DELIVERED, False, 1)
    home.audit.verify()


def test_what_was_called_off_with_a_withdrawal_is_sent_when_that_is_undone(home):
    send(home, ASKED, "first", findings=(CHAIRS,))
    (seen,) = waiting(home)
    work = home.confirm(seen)
    home.services.jobs.claim("nobody", timedelta(0))
    send_later = home.services.deliveries.of(work.id)
    assert [sent.state for sent in send_later] == [DeliveryState.PENDING]
    reply = home.submit(
        f"{HEAD}Please forget about the chairs.", "off", references=("first",), channel=Channel.EMAIL,
        received_at=MONDAY + timedelta(hours=3),
    )  # fmt: skip
    from agent.pipeline import clarify

    (change,) = clarify(home.services.intakes.get(reply), home.services)
    home.confirm(change)
    assert home.services.deliveries.of(work.id)[0].state is DeliveryState.WITHDRAWN
    take_back_decision(home, change.id)
    drain(home.services)
    assert home.services.deliveries.of(work.id)[0].state is DeliveryState.DELIVERED
    home.audit.verify()


def test_the_digest_of_an_ordinary_proposal_is_as_it_always_was(home):
    send(home, ASKED, "first", findings=(CHAIRS,))
    (seen,) = waiting(home)
    assert set(seen.payload.model_dump()) == {"item", "route", "destination", "merge_into", "intake_sha256"}
    assert Payload.model_validate_json(seen.payload.canonical()).digest == seen.digest
    take_back(home)
    (marked,) = waiting(home)
    assert Payload.model_validate_json(marked.payload.canonical()).digest == marked.digest


@pytest.mark.parametrize(
    "change",
    [
        sa.update(work_items).values(revision=1),
        sa.update(decisions).where(decisions.c.kind == "confirm").values(work_id="W-other"),
        sa.update(decisions).where(decisions.c.kind == "confirm").values(work_id=None),
        sa.update(work_items).values(status="withdrawn"),
    ],
)
def test_a_work_item_that_points_to_another_confirm_is_found(home, change):
    send(home, ASKED, "first", findings=(CHAIRS,))
    (seen,) = waiting(home)
    edited = revise(home.decision(DecisionKind.EDIT, seen, changes=Changes(owner="Zoe")), home.services)
    home.confirm(edited)
    move(home)
    (change_of_it,) = waiting(home)
    home.confirm(
        revise(home.decision(DecisionKind.EDIT, change_of_it, changes=Changes(owner="Eve")), home.services)
    )
    home.audit.verify()
    with home.workspace.database.write() as connection:
        connection.execute(change)
    with pytest.raises(AuditBroken):
        home.audit.verify()


def test_confirms_from_before_name_their_work_after_the_migration(home):
    from alembic import command

    from agent.stores.database import alembic_config

    work = confirmed(home)
    with home.workspace.database.write() as connection:
        command.downgrade(alembic_config(connection), "0006")
        command.upgrade(alembic_config(connection), "head")
    home.audit.verify()
    move(home)
    (change,) = waiting(home)
    home.confirm(change)
    take_back_decision(home, change.id)
    assert home.services.registry.get(work.id) == work
    home.audit.verify()
