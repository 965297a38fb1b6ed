"""The model as jobs ask it: many at once, at the time that was named, within the day's money."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent import logs
from agent.errors import BudgetSpent, ModelResting, ModelUnavailable
from agent.extractors.second_look import said_again
from agent.models import Arrival, Channel
from agent.sections import DuplicateSettings, LlmSettings, Price, WorkerSettings
from agent.settings import Settings
from agent.terms import Engine, IntakeState, JobKind, JobState
from agent.wiring import now, open_services, open_store
from agent.worker import MOST_ATTEMPTS, Worker, drain
from tests.houses import house
from tests.llm_server import Script, completion, error, serving

MANY = 30
SECONDS = 0.5
GOOD = completion(json.dumps({"items": [{"quotes": ["do it"], "goal": "Do it"}]}))


@pytest.fixture
def home(tmp_path):
    with house(tmp_path) as opened:
        yield opened


def extraction_job(home):
    return next(job for job in home.services.jobs.find() if job.kind is JobKind.EXTRACT)


class TestWaiting:
    @pytest.mark.parametrize("seconds", [121, 600, 7200])
    def test_a_server_that_names_a_time_is_asked_then_and_not_before(self, home, seconds):
        home.engine.failure = ModelUnavailable("busy", retry_after=seconds)
        home.submit("do it")
        begin = home.clock.at
        drain(home.services)
        job = extraction_job(home)
        assert timedelta(seconds=seconds) <= job.run_at - begin <= timedelta(seconds=seconds + 75)
        assert (job.state, job.attempts, job.reason) == (JobState.READY, 1, "busy")
        assert [waiting.id for waiting in home.services.jobs.postponed()] == [job.id]

    @pytest.mark.parametrize("failure", [BudgetSpent, ModelResting])
    def test_what_nobody_asked_is_no_attempt_and_never_dead(self, home, failure):
        home.engine.failure = failure("waiting for budget until tomorrow", retry_after=3600)
        intake_id = home.submit("do it")
        for _ in range(MOST_ATTEMPTS * 2):
            drain(home.services)
            assert (extraction_job(home).state, extraction_job(home).attempts) == (JobState.READY, 0)
            home.clock.at += timedelta(hours=2)
        assert home.services.intakes.status(intake_id).state is IntakeState.RECEIVED
        home.engine.failure = None
        drain(home.services)
        assert home.services.intakes.status(intake_id).state is IntakeState.EXTRACTED

    def test_a_worker_that_waited_is_told_from_one_whose_lease_was_lost(self, home):
        jobs, lease = home.services.jobs, timedelta(seconds=30)
        home.submit("do it")
        first = jobs.claim("one", lease)
        assert jobs.retry(first, "one", "spent", timedelta(0), tried=False)
        assert not jobs.done(first, "one")
        assert jobs.claim("two", lease).attempts == 1


@contextmanager
def working(folder: Path, url: str, *, asking: bool = False, **llm: object):
    """The whole house as it is wired, with a model at this address."""
    config = LlmSettings.model_validate({"base_url": url, "model": "m", **llm})
    prices = {"m": Price(input=1, output=4)}
    duplicates = DuplicateSettings(model_check=asking)
    settings = Settings(home=folder, engine=Engine.LLM, llm=config, prices=prices, duplicates=duplicates)
    with open_store(settings) as store, open_services(settings, store) as services:
        yield store, services


def submit(store, number: int, text: str = "") -> str:
    text = text or f"Please do it, number {number}."
    arrival = Arrival(
        source_id=f"{number}", channel=Channel.NOTE, received_at=now(), text=text, raw=text.encode()
    )
    return store.intakes.receive(arrival)[0].id


def test_thirty_texts_are_read_at_once_by_one_process(tmp_path):
    with (
        serving(Script([replace(GOOD, seconds=SECONDS)])) as url,
        working(tmp_path, url) as (store, services),
    ):
        submit(store, 0)
        drain(services)  # what is imported is there
        for number in range(1, MANY + 1):
            submit(store, number)
        worker = Worker(services, WorkerSettings(concurrency=MANY, poll_seconds=0.01), logs.quiet())
        begin = time.monotonic()
        outcome = worker.run_until_idle()
        seconds = time.monotonic() - begin
        assert (outcome.failed, outcome.waiting) == ({}, {})
        assert len(store.intakes.find(IntakeState.EXTRACTED)) == MANY + 1
    assert seconds < MANY * SECONDS * 0.6, seconds


def test_a_day_that_is_spent_stops_asking_and_says_so(tmp_path):
    script = Script([GOOD])
    money = {"money_per_day": 0.03, "max_output_tokens": 1000, "keep_answers_days": 0}
    with serving(script) as url, working(tmp_path, url, **money) as (store, services):
        for number in range(3):
            submit(store, number)
        store.purse.settle(store.purse.reserve(0), _bill(0.015))
        Worker(services, WorkerSettings(concurrency=3, poll_seconds=0.01), logs.quiet()).run_until_idle()
        asked = len(script.requests)
        store.purse.settle(store.purse.reserve(0), _bill(0.02))
        submit(store, 4)
        outcome = drain(services)
        assert "waiting for budget until" in next(iter(outcome.waiting.values()))
        assert [job.state for job in store.jobs.postponed()].count(JobState.READY) >= 1
        assert len(script.requests) == asked
        assert store.purse.today().reserved == 0


def _bill(money: float):
    from agent.spending import Bill

    return Bill(cost=int(money * 1e9))


def test_a_killed_workers_answer_is_not_paid_for_again(tmp_path):
    script = Script([GOOD, error(500)])
    with serving(script) as url:
        with working(tmp_path, url) as (store, services):
            intake_id = submit(store, 1)
            # The model answered, and the worker died before it stored what that comes to.
            services.extractor.extract(store.intakes.get(intake_id))
        with working(tmp_path, url) as (store, services):
            drain(services)
            assert store.intakes.status(intake_id).state is IntakeState.EXTRACTED
            [proposal] = store.proposals.find(intake_id=intake_id)
            assert "nobody asked again" in proposal.trace.note
    assert len(script.requests) == 1


DIMMER = ("Please replace the dimmer on circuit 24, it flickers.", "The dimmer on circuit 24 flickers again.")
GOALS = ("Replace the dimmer on circuit 24", "See to the flickering dimmer on circuit 24")


@pytest.mark.parametrize("asking", [True, False])
def test_what_the_duplicate_check_doubts_is_asked_of_the_same_model_counted_and_shown(tmp_path, asking):
    pairs = zip(GOALS, DIMMER, strict=True)
    read = [completion(json.dumps({"items": [{"goal": goal, "quotes": [text]}]})) for goal, text in pairs]
    same = {"number": 1, "same": True, "quote_new": GOALS[1], "quote_known": "it flickers"}
    script = Script([*read, completion(json.dumps({"looks": [same]}))])
    with serving(script) as url, working(tmp_path, url, asking=asking) as (store, services):
        for number, text in enumerate(DIMMER):
            intake_id = submit(store, number, text)
            drain(services)
        [match] = store.proposals.find(intake_id=intake_id)[0].similar.matches
        assert match.reasons[0].startswith("a model takes it for the same: ") == asking
        assert store.purse.today().tokens_in == 100 * len(script.requests)
        sent = store.sent.of(intake_id)
        assert [one.prompt for one in sent] == ["extract/v3", "duplicates/v1"][: 1 + asking]
        assert len(script.requests) == 2 + asking
        assert [said_again(one) for one in sent[1:]] == [r["messages"] for r in script.requests[2:]]
