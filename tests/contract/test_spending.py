"""Money for the model, on every database: never more than a day has, however many ask at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agent.errors import BudgetSpent, ModelMisconfigured, StoreBusy
from agent.ids import new_id
from agent.spending import BILLION, Bill
from agent.stores.answers import SqlAnswers
from agent.stores.database import Database
from agent.stores.spending import SqlPurse
from agent.stores.workspace import Workspace
from tests.houses import Clock, house

EVENING = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
CENT = BILLION // 100


class Room:
    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock

    def purse(self, most: float | None = 1.0, workspace: str = "default", zone=UTC) -> SqlPurse:
        return SqlPurse(Workspace(self.database, workspace, b"key", self.clock, new_id), most, zone)


@pytest.fixture
def room(database_url):
    with closing(Database(database_url, 20)) as database:
        database.open()
        yield Room(database, Clock(EVENING))


def test_what_was_put_aside_counts_until_it_is_settled(room):
    purse = room.purse()
    first, second = purse.reserve(60 * CENT), purse.reserve(40 * CENT)
    with pytest.raises(BudgetSpent, match="0 are spent and 1 put aside") as raised:
        purse.reserve(CENT)
    assert raised.value.retry_after < 60
    purse.settle(first, Bill(tokens_in=10, tokens_out=2, cost=5 * CENT))
    purse.settle(second, Bill())
    assert purse.reserve(95 * CENT).amount == 95 * CENT
    today = purse.today()
    assert (today.requests, today.tokens_in, today.tokens_out) == (2, 10, 2)
    assert (today.spent, today.reserved) == (0.05, 0.95)


def test_a_day_that_is_spent_says_until_when(room):
    purse = room.purse()
    purse.settle(purse.reserve(BILLION), Bill(cost=BILLION))
    with pytest.raises(BudgetSpent, match=r"until 2026-11-03 00:00 UTC: of 1 a day 1 are spent") as raised:
        purse.reserve(CENT)
    assert raised.value.retry_after == pytest.approx(1800, abs=10)


def test_the_next_day_has_its_own_money_and_the_bill_goes_to_the_day_of_its_request(room):
    purse = room.purse()
    late = purse.reserve(BILLION)
    room.clock.at += timedelta(hours=1)
    assert purse.reserve(BILLION).day == date(2026, 11, 3)
    purse.settle(late, Bill(cost=7 * CENT))
    assert [(day.day, day.spent, day.reserved) for day in purse.days(5)] == [
        (date(2026, 11, 3), 0, 1),
        (date(2026, 11, 2), 0.07, 0),
    ]


def test_a_day_ends_where_the_settings_say(room):
    zone = ZoneInfo("Europe/Berlin")
    assert room.purse(zone=zone).reserve(CENT).day == date(2026, 11, 3)
    assert room.purse().reserve(CENT).day == date(2026, 11, 2)


def test_a_request_that_no_day_can_pay_is_a_mistake_in_the_settings(room):
    with pytest.raises(ModelMisconfigured, match="money_per_day"):
        room.purse(0.5).reserve(BILLION)


def test_without_a_bound_nothing_is_put_aside_and_all_is_counted(room):
    purse = room.purse(None)
    purse.settle(purse.reserve(10 * BILLION), Bill(cost=10 * BILLION))
    assert purse.today().spent == 10


def test_each_workspace_has_its_own(room):
    room.purse().reserve(BILLION)
    assert room.purse(workspace="other").reserve(BILLION).amount == BILLION
    assert room.purse(workspace="third").today().reserved == 0


def test_a_hundred_at_once_never_take_more_than_there_is(room):
    purse, amount = room.purse(), 3 * CENT

    def ask(number: int) -> int:
        try:
            reservation = purse.reserve(amount)
        except BudgetSpent:
            return 0
        purse.settle(reservation, Bill(cost=amount if number % 2 else CENT))
        return amount if number % 2 else CENT

    with ThreadPoolExecutor(100) as threads:
        paid = sum(threads.map(ask, range(100)))
    today = purse.today()
    assert today.spent * BILLION == pytest.approx(paid)
    assert today.reserved == 0
    assert today.spent <= 1
    for number in range(1, 100, 2):  # what was put aside and not used can be spent after all
        ask(number)
    assert 1 - amount / BILLION < purse.today().spent <= 1


def test_two_processes_share_one_day(database_url, room):
    """Another connection to the same database, which knows nothing of the first."""
    with closing(Database(database_url)) as second:
        other = Room(second, room.clock).purse()
        room.purse().reserve(99 * CENT)
        with pytest.raises(BudgetSpent):
            other.reserve(2 * CENT)


def test_what_was_kept_is_forgotten_with_age_and_is_nobody_elses(database_url):
    with house(database_url) as home:
        intake_id = home.submit("do it")
        answers = SqlAnswers(home.workspace, timedelta(days=2))
        answers.keep("k", intake_id, "m", "{}")
        answers.keep("k", intake_id, "n", "[]")
        found = answers.find("k")
        assert (found.model, found.text) == ("n", "[]")
        with house(database_url, workspace="other") as other:
            assert SqlAnswers(other.workspace, timedelta(days=2)).find("k") is None
            assert SqlAnswers(other.workspace, timedelta(0)).purge() == 0
        home.clock.at += timedelta(days=3)
        assert answers.find("k") is None
        assert answers.purge() == 1


def test_what_was_kept_of_a_text_can_be_forgotten(database_url):
    with house(database_url) as home:
        first, second = home.submit("do it"), home.submit("do that")
        answers = SqlAnswers(home.workspace, timedelta(days=2))
        answers.keep("a", first, "m", "{}")
        answers.keep("b", second, "m", "{}")
        answers.keep("c", second, "m", "\0")
        answers.forget(first)
        assert [answers.find(key) is not None for key in "abc"] == [False, True, False]


def test_many_threads_keep_the_same_answer(database_url):
    with house(database_url, pool_size=10) as home:
        intake_id = home.submit("do it")
        answers = SqlAnswers(home.workspace, timedelta(days=2))
        with ThreadPoolExecutor(20) as threads:
            list(threads.map(lambda n: answers.keep("k", intake_id, "m", str(n)), range(40)))
        assert answers.find("k") is not None


def test_a_store_that_is_busy_is_no_free_request(room, monkeypatch):
    """Nobody asks where nobody can write it down."""
    from agent.extractors.allowance import Kept
    from agent.extractors.llm import LlmExtractor
    from agent.sections import LlmSettings, Price
    from tests.contract.test_llm_limits import GOOD, intake
    from tests.llm_server import Script, in_memory

    def busy(_self, **_options):
        raise StoreBusy("busy")

    monkeypatch.setattr(Database, "write", busy)
    script = Script([GOOD])
    config = LlmSettings(base_url="http://model.test/v1", model="m")
    with in_memory(script) as client:
        model = LlmExtractor(config, kept=Kept(Price(input=1, output=1), room.purse()), http_client=client)
        with pytest.raises(StoreBusy):
            model.extract(intake())
    assert script.requests == []
