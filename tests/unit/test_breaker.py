"""When a model that keeps failing is left alone, and who may try whether it is back."""

from __future__ import annotations

import pytest

from agent.errors import BudgetSpent, ModelMisconfigured, ModelResting, ModelUnavailable
from agent.extractors.breaker import Breaker

AFTER, SECONDS, PATIENCE = 3, 60.0, 20.0


class Room:
    """A breaker with a clock that stands still."""

    def __init__(self):
        self.at = 100.0
        self.breaker = Breaker(AFTER, SECONDS, PATIENCE, lambda: self.at)

    def asks(self, error=None):
        with self.breaker.request():
            if error:
                raise error

    def fails(self, times=1, retry_after=None):
        for _ in range(times):
            with pytest.raises(ModelUnavailable):
                self.asks(ModelUnavailable("away", retry_after=retry_after))

    def refused(self):
        with pytest.raises(ModelResting) as raised:
            self.asks()
        return raised.value.retry_after


@pytest.fixture
def room():
    return Room()


def test_it_is_asked_until_it_failed_so_often_in_a_row(room):
    room.fails(AFTER - 1)
    room.asks()
    room.fails(AFTER - 1)
    assert not room.breaker.is_resting()
    room.fails()
    assert room.breaker.is_resting()
    assert room.refused() == SECONDS


def test_after_the_rest_one_request_tries_and_the_others_wait(room):
    room.fails(AFTER)
    room.at += SECONDS
    with room.breaker.request():
        assert room.refused() == 1
    room.asks()
    room.asks()


def test_a_try_that_fails_is_another_rest(room):
    room.fails(AFTER)
    room.at += SECONDS
    room.fails()
    assert room.refused() == SECONDS


def test_a_server_that_says_no_is_there(room):
    room.fails(AFTER)
    room.at += SECONDS
    with pytest.raises(ModelMisconfigured):
        room.asks(ModelMisconfigured("no such model"))
    room.asks()


def test_a_request_that_was_not_sent_says_nothing_and_lets_the_next_one_try(room):
    room.fails(AFTER)
    room.at += SECONDS
    with pytest.raises(BudgetSpent):
        room.asks(BudgetSpent("spent", retry_after=9))
    room.fails()
    assert room.refused() == SECONDS


def test_a_short_wait_that_a_server_names_is_no_failure(room):
    room.fails(AFTER * 3, retry_after=PATIENCE)
    room.asks()


def test_a_long_wait_that_a_server_names_is_kept_by_all_at_once(room):
    room.fails(retry_after=600)
    assert room.refused() == 600
    room.at += 600
    room.asks()


def test_no_wait_is_longer_than_a_day(room):
    room.fails(retry_after=float("inf"))
    assert room.refused() == 86_400


def test_an_answer_to_a_request_from_before_the_rest_ends_none(room):
    with room.breaker.request():
        room.fails(AFTER)
    assert room.refused() == SECONDS
