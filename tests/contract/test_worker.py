"""Leases, dead letters and poison: what becomes of a job, whatever becomes of its workers."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from agent import logs
from agent.errors import ModelAnswerInvalid, ModelUnavailable, NotFound, StoreBusy
from agent.sections import WorkerSettings
from agent.terms import IntakeState, JobKind, JobState
from agent.worker import MOST_ATTEMPTS, Worker, drain
from tests.houses import house

LEASE = timedelta(seconds=30)
QUICK = WorkerSettings(concurrency=4, poll_seconds=0.01, lease_seconds=0.6, stop_seconds=5)


@pytest.fixture
def home(tmp_path):
    with house(tmp_path) as opened:
        yield opened


@pytest.fixture
def jobs(home):
    return home.services.jobs


def states(home):
    return {job.subject: job.state for job in home.services.jobs.find() if job.kind is JobKind.EXTRACT}


def until(happened):
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


class TestLeases:
    def test_a_renewed_lease_is_not_taken_over(self, home, jobs):
        home.submit("do it")
        job = jobs.claim("one", LEASE)
        for _ in range(5):
            home.clock.at += LEASE * 0.8
            assert jobs.renew(job, "one", LEASE)
            assert jobs.claim("two", LEASE) is None

    def test_a_lost_lease_can_neither_be_renewed_nor_settled(self, home, jobs):
        home.submit("do it")
        lost = jobs.claim("one", LEASE)
        home.clock.at += LEASE * 2
        taken = jobs.claim("two", LEASE)
        told = [
            jobs.renew(lost, "one", LEASE), jobs.release(lost, "one"), jobs.done(lost, "one"),
            jobs.retry(lost, "one", "late", LEASE), jobs.bury(lost, "one", "late"),
        ]  # fmt: skip
        assert not any(told)
        assert home.services.intakes.status(lost.subject).state is IntakeState.RECEIVED
        assert jobs.done(taken, "two")

    def test_one_claim_does_not_settle_another_of_the_same_worker(self, home, jobs):
        home.submit("do it")
        first = jobs.claim("one", LEASE)
        home.clock.at += LEASE * 2
        second = jobs.claim("one", LEASE)
        assert not jobs.done(first, "one")
        assert jobs.done(second, "one")

    def test_a_released_job_is_ready_at_once_and_has_lost_no_attempt(self, home, jobs):
        home.submit("do it")
        for _ in range(MOST_ATTEMPTS * 2):
            job = jobs.claim("one", LEASE)
            assert job.attempts == 1
            assert jobs.release(job, "one")

    def test_what_a_killed_terminal_held_is_read_by_the_next_one_when_its_lease_is_over(self, home, jobs):
        intake_id = home.submit("do it")
        jobs.claim("killed", LEASE)
        assert drain(home.services).done == 0
        home.clock.at += LEASE
        drain(home.services)
        assert len(home.services.proposals.find(intake_id=intake_id)) == 1

    def test_another_workspace_renews_nothing(self, home, jobs, tmp_path):
        home.submit("do it")
        job = jobs.claim("one", LEASE)
        with house(tmp_path, workspace="other") as other:
            assert not other.services.jobs.renew(job, "one", LEASE)
            assert other.services.jobs.find() == []


class TestDeadLetters:
    def fail(self, home, failure):
        home.engine.failure = failure
        intake_id = home.submit("do it")
        for _ in range(MOST_ATTEMPTS):
            drain(home.services)
            home.clock.at += timedelta(days=1)
        return home.services.intakes.status(intake_id)

    def test_a_job_that_cannot_succeed_is_dead_at_once(self, home, jobs):
        status = self.fail(home, ModelAnswerInvalid("no schema"))
        assert (status.state, status.reason) == (IntakeState.FAILED, "no schema")
        assert [(job.state, job.attempts) for job in jobs.find()] == [(JobState.DEAD, 1)]

    def test_one_that_may_succeed_is_tried_to_the_last_attempt(self, home, jobs):
        status = self.fail(home, ModelUnavailable("no model"))
        assert status.state is IntakeState.FAILED
        assert [(job.attempts, job.reason) for job in jobs.find([JobState.DEAD])] == [
            (MOST_ATTEMPTS, "no model")
        ]

    def test_a_dead_job_can_be_tried_again(self, home, jobs):
        status = self.fail(home, ModelUnavailable("no model"))
        home.engine.failure = None
        [dead] = jobs.find([JobState.DEAD])
        assert jobs.requeue(dead.id) == 1
        assert home.services.intakes.status(status.intake.id).state is IntakeState.RECEIVED
        drain(home.services)
        assert home.services.intakes.status(status.intake.id).state is IntakeState.EXTRACTED
        assert home.audit.verify().seq

    def test_only_a_dead_job_can_be_tried_again(self, home, jobs):
        home.submit("do it")
        with pytest.raises(NotFound, match="no dead job"):
            jobs.requeue(1)
        assert jobs.requeue_dead() == 0

    def test_a_retried_intake_leaves_no_dead_job_behind(self, home, jobs):
        status = self.fail(home, ModelAnswerInvalid("no schema"))
        home.engine.failure = None
        home.services.intakes.retry(status.intake)
        drain(home.services)
        assert jobs.find([JobState.DEAD]) == []

    def test_poison_is_buried_and_its_intake_says_so(self, home, jobs):
        intake_id = home.submit("do it")
        for attempt in range(1, MOST_ATTEMPTS + 1):
            assert jobs.claim(f"dies {attempt}", LEASE).attempts == attempt
            home.clock.at += LEASE * 2
        outcome = drain(home.services)
        status = home.services.intakes.status(intake_id)
        assert status.state is IntakeState.FAILED
        assert "died" in status.reason and outcome.failed == {intake_id: status.reason}
        assert states(home) == {intake_id: JobState.DEAD}

    def test_an_unexpected_error_is_retried_and_logged_without_anybodys_text(self, home, jobs, capsys):
        home.engine.failure = KeyError("the text of somebody's mail")
        first = home.submit("do it")
        outcome = drain(home.services)
        said = capsys.readouterr()
        assert "KeyError" in outcome.waiting[first]
        assert said.out == ""
        assert "KeyError" in said.err and "fakes.py" in said.err and "mail" not in said.err
        assert "mail" not in "".join(job.reason for job in jobs.find())

    def test_a_store_that_is_busy_is_no_fault_of_the_text(self, home):
        home.engine.failure = StoreBusy("held")
        intake_id = home.submit("do it")
        assert drain(home.services).waiting == {intake_id: "held"}

    def test_a_model_is_waited_for_as_long_as_it_asked(self, home):
        home.engine.failure = ModelUnavailable("busy", retry_after=1000)
        home.submit("do it")
        drain(home.services)
        home.engine.failure = None
        home.clock.at += timedelta(seconds=900)
        assert drain(home.services).done == 0
        home.clock.at += timedelta(seconds=250)
        assert drain(home.services).done

    def test_a_text_that_was_read_is_not_given_to_the_engine_again(self, home, jobs):
        """Its reader died between storing the proposals and settling the job."""
        [made] = home.propose("do it")
        with home.workspace.database.write() as connection:
            home.workspace.enqueue(connection, JobKind.EXTRACT, made.intake_id)
        home.engine.failure = ModelUnavailable("asked again")
        assert drain(home.services).waiting == {}

    def test_done_jobs_are_forgotten_after_a_week(self, home, jobs):
        home.propose("do it")
        assert jobs.find([JobState.DONE])
        home.clock.at += timedelta(days=8)
        drain(home.services)
        assert jobs.find() == []


class SlowEngine:
    """Reads when it is told to; counts how many read at once."""

    def __init__(self, engine):
        self.engine = engine
        self.go = threading.Event()
        self.reading = threading.Semaphore(0)

    def extract(self, intake):
        self.reading.release()
        assert self.go.wait(20)
        return self.engine.extract(intake)


class TestWorker:
    @pytest.fixture
    def slow(self, home):
        return SlowEngine(home.engine)

    @pytest.fixture
    def services(self, home, slow):
        """The clock of the house goes on by itself at each look, so here the real one counts."""
        from datetime import UTC, datetime

        object.__setattr__(home.workspace, "now", lambda: datetime.now(UTC))
        return replace(home.services, extractor=slow)

    def worker(self, services, **config):
        return Worker(services, QUICK.model_copy(update=config), logs.quiet("critical"))

    def test_as_many_run_at_once_as_are_allowed(self, home, services, slow):
        ids = [home.submit(f"do {i}") for i in range(6)]
        worker = self.worker(services, concurrency=3)
        worker.start()
        for _ in range(3):
            assert slow.reading.acquire(timeout=20)
        assert not slow.reading.acquire(timeout=0.1)
        slow.go.set()
        until(lambda: set(states(home).values()) == {JobState.DONE})
        assert worker.stop().done >= len(ids)
        assert len(home.services.proposals.find()) == len(ids)
        assert home.audit.verify().seq

    def test_a_job_that_outlasts_its_lease_stays_with_its_worker(self, home, services, slow):
        home.submit("do it")
        first, second = self.worker(services), self.worker(services)
        first.start()
        assert slow.reading.acquire(timeout=20)
        second.start()
        time.sleep(QUICK.lease_seconds * 2.5)
        slow.go.set()
        until(lambda: set(states(home).values()) == {JobState.DONE})
        second.stop()
        assert first.stop().done >= 1
        assert not slow.reading.acquire(timeout=0)
        assert [job.attempts for job in home.services.jobs.find()] == [1, 1]

    def test_a_stop_lets_finish_what_can_be_finished(self, home, services, slow):
        intake_id = home.submit("do it")
        worker = self.worker(services)
        worker.start()
        assert slow.reading.acquire(timeout=20)
        threading.Timer(0.2, slow.go.set).start()
        assert worker.stop().handed_back == 0
        assert states(home) == {intake_id: JobState.DONE}

    def test_a_stop_hands_back_what_cannot(self, home, services, slow):
        intake_id = home.submit("do it")
        worker, before = self.worker(services, stop_seconds=0.1), threading.active_count()
        worker.start()
        assert slow.reading.acquire(timeout=20)
        assert worker.stop().handed_back == 1
        assert states(home) == {intake_id: JobState.READY}
        slow.go.set()
        drain(services)
        until(lambda: threading.active_count() == before)
        assert len(home.services.proposals.find(intake_id=intake_id)) == 1

    def test_a_store_that_is_away_for_a_while_ends_no_worker(self, home, services, slow):
        class Shaky:
            def __init__(self, jobs):
                self.jobs, self.faults = jobs, 3

            def __getattr__(self, name):
                return getattr(self.jobs, name)

            def claim(self, worker, lease, without=()):
                self.faults -= 1
                if self.faults >= 0:
                    raise StoreBusy("held")
                return self.jobs.claim(worker, lease)

        slow.go.set()
        intake_id = home.submit("do it")
        worker = self.worker(replace(services, jobs=Shaky(services.jobs)))
        worker.start()
        until(lambda: states(home) == {intake_id: JobState.DONE})
        worker.stop()
