"""At most one object where the destination can tell; an unknown outcome is found out first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from agent.errors import (
    AuditBroken,
    DeliveryFailed,
    DeliveryUnavailable,
    DeliveryUnknown,
    InvalidChange,
    NotFound,
)
from agent.models import DecisionKind, DeliveryState, Receipt, WorkStatus, delivery_key
from agent.review import undo
from agent.terms import JobState
from agent.worker import MOST_ATTEMPTS, drain
from tests.houses import ANA, MONDAY, house

LEASE = timedelta(seconds=30)


class Killed(BaseException):
    """Stands for kill -9: nothing of ours catches it."""


@dataclass
class Tracker:
    """A destination outside; `objects` is what it holds. It takes the same key twice, like most."""

    objects: list[str] = field(default_factory=list)
    before: list[BaseException] = field(default_factory=list)
    """Raised before the next objects are made, one each time."""
    after: list[BaseException] = field(default_factory=list)
    """Raised when the next objects are made already."""

    def deliver(self, work, key):
        if self.before:
            raise self.before.pop(0)
        self.objects.append(key)
        if self.after:
            raise self.after.pop(0)
        return self._receipt(key)

    def _receipt(self, key):
        return Receipt(destination="registry", reference=f"T-{self.objects.index(key)}", at=MONDAY)


@dataclass
class TracingTracker(Tracker):
    deaf: bool = False

    def find(self, work, key):
        if self.deaf:
            raise DeliveryUnavailable("no answer")
        return self._receipt(key) if key in self.objects else None


@pytest.fixture
def home(tmp_path):
    with house(tmp_path) as opened:
        yield opened


def sends_to(home, tracker):
    home.services = replace(home.services, destinations={"registry": tracker})
    return tracker


def confirmed(home):
    [seen] = home.propose("do it")
    return home.confirm(seen)


def drain_for_days(home, days=MOST_ATTEMPTS + 1):
    for _ in range(days):
        drain(home.services)
        home.clock.at += timedelta(days=1)


def delivery(home, work):
    [only] = home.services.deliveries.of(work.id)
    return only


def test_a_confirm_writes_its_delivery_with_a_constant_key(home):
    work = confirmed(home)
    pending = delivery(home, work)
    assert (pending.state, pending.attempts) == (DeliveryState.PENDING, 0)
    assert pending.key == delivery_key(work.id, "registry") != delivery_key(work.id, "tracker")


def test_what_was_delivered_has_its_receipt_and_is_not_delivered_again(home):
    tracker = sends_to(home, Tracker())
    work = confirmed(home)
    drain(home.services)
    with home.workspace.database.write() as connection:
        from agent.terms import JobKind

        home.workspace.enqueue(connection, JobKind.DELIVER, work.id)
    drain(home.services)
    assert tracker.objects == [delivery(home, work).key]
    assert [receipt.reference for receipt in home.services.registry.get(work.id).receipts] == ["T-0"]


def test_a_second_receipt_changes_nothing(home):
    work = confirmed(home)
    drain(home.services)
    arrived, events = delivery(home, work), home.audit.verify().seq
    other = Receipt(destination="registry", reference="another", at=MONDAY)
    home.services.deliveries.delivered(arrived, other)
    assert delivery(home, work) == arrived
    assert home.audit.verify().seq == events


def test_a_destination_that_is_away_is_tried_again_without_a_doubt(home):
    tracker = sends_to(home, Tracker(before=[DeliveryUnavailable("away"), DeliveryUnavailable("away")]))
    work = confirmed(home)
    drain(home.services)
    assert (delivery(home, work).state, delivery(home, work).error) == (DeliveryState.PENDING, "away")
    drain_for_days(home)
    assert delivery(home, work).state is DeliveryState.DELIVERED
    assert (len(tracker.objects), delivery(home, work).attempts) == (1, 3)


@pytest.mark.parametrize("fault", [DeliveryFailed("no such project"), DeliveryUnavailable("away")])
def test_what_was_surely_not_taken_is_failed_and_a_person_orders_another_attempt(home, fault):
    tracker = sends_to(home, Tracker(before=[fault] * MOST_ATTEMPTS))
    work = confirmed(home)
    drain_for_days(home)
    failed = delivery(home, work)
    assert (failed.state, failed.error) == (DeliveryState.FAILED, str(fault))
    assert [job.reason for job in home.services.jobs.find([JobState.DEAD])] == [str(fault)]
    tracker.before.clear()
    home.services.deliveries.retry(work.id, ANA)
    drain(home.services)
    assert delivery(home, work).state is DeliveryState.DELIVERED
    assert len(tracker.objects) == 1


OUTCOMES = [DeliveryUnknown("timed out"), OSError("reset"), Killed()]


@pytest.mark.parametrize("fault", OUTCOMES, ids=lambda fault: type(fault).__name__)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_destination_that_can_tell_gets_exactly_one_object(home, when, fault):
    tracker = sends_to(home, TracingTracker(**{when: [fault]}))
    work = confirmed(home)
    drain(home.services)
    assert delivery(home, work).state is DeliveryState.UNKNOWN
    drain_for_days(home)
    assert delivery(home, work).state is DeliveryState.DELIVERED
    assert tracker.objects == [delivery(home, work).key]


@pytest.mark.parametrize("fault", OUTCOMES, ids=lambda fault: type(fault).__name__)
@pytest.mark.parametrize("when", ["before", "after"])
def test_one_that_cannot_tell_is_never_tried_blindly(home, when, fault):
    tracker = sends_to(home, Tracker(**{when: [fault]}))
    work = confirmed(home)
    drain_for_days(home)
    assert delivery(home, work).state is DeliveryState.UNKNOWN
    assert len(tracker.objects) == (when == "after")
    [dead] = home.services.jobs.find([JobState.DEAD])
    assert "cannot be asked" in dead.reason
    home.services.jobs.requeue_dead()
    drain_for_days(home)
    assert delivery(home, work).state is DeliveryState.UNKNOWN

    home.services.deliveries.retry(work.id, ANA)
    drain(home.services)
    assert delivery(home, work).state is DeliveryState.DELIVERED
    assert home.audit.verify().seq


def test_one_that_does_not_answer_stays_unknown_until_it_does(home):
    tracker = sends_to(home, TracingTracker(after=[OSError("reset")], deaf=True))
    work = confirmed(home)
    drain_for_days(home)
    assert (delivery(home, work).state, delivery(home, work).error) == (DeliveryState.UNKNOWN, "no answer")
    tracker.deaf = False
    home.services.jobs.requeue_dead()
    drain(home.services)
    assert delivery(home, work).state is DeliveryState.DELIVERED
    assert len(tracker.objects) == 1


def test_a_worker_that_dies_on_every_attempt_leaves_the_outcome_unknown(home):
    work = confirmed(home)
    drain(replace(home.services, destinations={}))
    home.services.jobs.requeue_dead()
    assert home.services.deliveries.begin(delivery(home, work))
    for attempt in range(MOST_ATTEMPTS):
        home.services.jobs.claim(f"dies {attempt}", LEASE)
        home.clock.at += LEASE * 2
    drain(home.services)
    assert delivery(home, work).state is DeliveryState.UNKNOWN


def test_of_two_who_saw_the_same_delivery_one_begins(home):
    seen = delivery(home, confirmed(home))
    assert home.services.deliveries.begin(seen).attempts == 1
    assert home.services.deliveries.begin(seen) is None


def test_a_missing_destination_is_told(home):
    work = confirmed(home)
    drain(replace(home.services, destinations={}))
    assert delivery(home, work).state is DeliveryState.FAILED
    assert "no destination 'registry'" in delivery(home, work).error


class TestWithdrawn:
    def take_back(self, home, work):
        seen = home.services.proposals.get(work.proposal_id)
        undo(home.decision(DecisionKind.UNDO, seen), home.services)
        assert home.services.registry.get(work.id).status is WorkStatus.WITHDRAWN

    def test_withdrawn_work_is_not_delivered(self, home):
        tracker = sends_to(home, Tracker())
        work = confirmed(home)
        self.take_back(home, work)
        drain(home.services)
        assert (delivery(home, work).state, tracker.objects) == (DeliveryState.WITHDRAWN, [])

    def test_neither_is_it_where_the_undo_comes_between_looking_and_beginning(self, home):
        work = confirmed(home)
        seen = delivery(home, work)
        self.take_back(home, work)
        assert home.services.deliveries.begin(seen) is None

    @pytest.mark.parametrize("when", ["before", "after"])
    def test_an_unknown_outcome_is_found_out_all_the_same(self, home, when):
        tracker = sends_to(home, TracingTracker(**{when: [OSError("reset")]}))
        work = confirmed(home)
        drain(home.services)
        self.take_back(home, work)
        drain_for_days(home)
        expected = DeliveryState.DELIVERED if tracker.objects else DeliveryState.WITHDRAWN
        assert delivery(home, work).state is expected
        assert len(tracker.objects) == (when == "after")


class TestRetry:
    def test_there_is_nothing_to_retry_where_all_arrived(self, home):
        work = confirmed(home)
        with pytest.raises(InvalidChange, match="being delivered"):
            home.services.deliveries.retry(work.id, ANA)
        drain(home.services)
        with pytest.raises(InvalidChange, match="nothing to retry"):
            home.services.deliveries.retry(work.id, ANA)

    def test_another_workspace_knows_nothing_of_it(self, home, tmp_path):
        work = confirmed(home)
        with house(tmp_path, workspace="other") as other:
            assert other.services.deliveries.of(work.id) == other.services.deliveries.find() == []
            with pytest.raises(NotFound):
                other.services.deliveries.retry(work.id, ANA)


class TestMigration:
    def test_receipts_become_deliveries_and_receipts_again(self, home):
        from alembic import command

        from agent.stores.database import alembic_config

        arrived, waiting, taken_back = (home.confirm(seen) for seen in home.propose("do a\ndo b\ndo c"))
        home.services.deliveries.delivered(
            delivery(home, arrived), Receipt(destination="registry", reference=arrived.id, at=MONDAY)
        )
        TestWithdrawn().take_back(home, taken_back)
        before = home.services.deliveries.find()
        with home.workspace.database.write() as connection:
            command.downgrade(alembic_config(connection), "0001")
            kept = connection.execute(sa.text("SELECT work_id, destination FROM receipts")).all()
            command.upgrade(alembic_config(connection), "head")
        assert [tuple(row) for row in kept] == [(arrived.id, "registry")]
        after = home.services.deliveries.find()
        same = {"work_id", "destination", "key", "state", "error", "receipt"}
        by_id = [
            {found.work_id: found.model_dump(include=same) for found in found_ones}
            for found_ones in (before, after)
        ]
        assert by_id[0] == by_id[1]
        assert [found.state for found in (delivery(home, waiting), delivery(home, taken_back))] == [
            DeliveryState.PENDING, DeliveryState.WITHDRAWN,
        ]  # fmt: skip
        drain(home.services)
        assert home.services.registry.get(arrived.id).receipts[0].reference == arrived.id
        assert home.audit.verify().seq


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE deliveries SET state = 'delivered' WHERE state = 'failed'",
        "UPDATE deliveries SET receipt = replace(receipt, 'T-0', 'T-9')",
        "UPDATE deliveries SET state = 'failed' WHERE state = 'delivered'",
        "DELETE FROM deliveries",
    ],
)
def test_changed_deliveries_are_found(home, statement):
    sends_to(home, Tracker(before=[DeliveryFailed("no")]))
    confirmed(home)
    drain(home.services)
    home.confirm(home.propose("do that")[0])
    drain(home.services)
    assert home.audit.verify().seq
    with home.workspace.database.write() as connection:
        connection.execute(sa.text(statement))
    with pytest.raises(AuditBroken, match="delivery"):
        home.audit.verify()
