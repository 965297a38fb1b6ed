"""Many at once, on each database: nothing is lost, nothing is done twice, and the chain stays whole."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from agent.errors import AlreadyDecided, InvalidChange, ReviewError, StaleRevision
from agent.models import DecisionKind, WorkStatus
from agent.review import undo
from agent.stores.people import User
from tests.houses import ANA, house

THREADS = 8
LEASE = timedelta(hours=1)


@pytest.fixture
def home(database_url):
    with house(database_url, pool_size=THREADS) as opened:
        yield opened


def together(count, act):
    """The results of `act(0)`, `act(1)`, …, all started at the same moment."""
    start = Barrier(count)

    def one(number):
        start.wait()
        return act(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_each_job_is_claimed_exactly_once(home):
    for number in range(40):
        home.submit(f"do {number}")

    def work(number):
        claimed = []
        while job := home.services.jobs.claim(f"worker {number}", LEASE):
            claimed.append(job.id)
            assert home.services.jobs.done(job, f"worker {number}")
        return claimed

    claimed = Counter(job for jobs in together(THREADS, work) for job in jobs)
    assert len(claimed) == 40
    assert set(claimed.values()) == {1}


def test_twenty_who_confirm_at_once_make_one_work_item(home):
    for round_ in range(10):
        [seen] = home.propose(f"do pay invoice {round_}")

        def confirm(_, seen=seen):
            try:
                return home.confirm(seen)
            except (AlreadyDecided, StaleRevision):
                return None

        made = [work for work in together(20, confirm) if work]
        assert [work.id for work in home.services.registry.find()[round_:]] == [made[0].id]
        assert len(made) == 1
    home.audit.verify()


def test_eight_who_write_at_once_keep_one_chain(database_url):
    """Also for the very first event of a workspace."""
    with house(database_url, pool_size=THREADS) as home:
        for name in ("one", "two", "three"):
            with house(database_url, workspace=name, pool_size=THREADS, users=()) as room:
                together(THREADS, lambda number, room=room: [room.submit(f"do {number}") for _ in range(5)])
                assert room.audit.verify().seq == THREADS * 5
        together(THREADS, lambda number: [home.submit(f"do {number}") for _ in range(5)])
        assert home.audit.verify().seq == THREADS * 5 + 1


def test_the_same_text_at_once_is_one_intake(home):
    ids = together(THREADS, lambda _: home.submit("do it", source_id="mail 1"))
    assert len(set(ids)) == len(home.services.intakes.find()) == 1


def test_the_same_user_at_once_is_added_once(home):
    def add(number):
        try:
            home.people.add(User(name="Bo" if number % 2 else "bo"))
        except InvalidChange:
            return False
        return True

    assert sum(together(THREADS, add)) == 1


def test_work_that_is_finished_and_undone_at_once_is_one_of_both(home):
    for round_ in range(5):
        [seen] = home.propose(f"do pay invoice {round_}")
        work = home.confirm(seen)
        confirmed = home.services.proposals.get(seen.id)
        decision = home.decision(DecisionKind.UNDO, confirmed)

        def act(number, work=work, decision=decision):
            try:
                if number % 2:
                    undo(decision, home.services)
                else:
                    home.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
            except ReviewError:
                return False
            return True

        assert sum(together(4, act)) == 1
        home.audit.verify()


def test_a_chain_is_verified_while_others_write(home):
    def act(number):
        if number:
            return [home.submit(f"do {number}") for _ in range(10)]
        return [home.audit.verify().seq for _ in range(20)]

    seen, *_ = together(4, act)
    assert seen == sorted(seen)
