"""How often a token may ask, and what it is told about that."""

from __future__ import annotations

import re

import pytest
from pyrate_limiter import AbstractClock

from agent.sections import ServeSettings
from api.rates import Rates
from tests.served import serve

FIELD = re.compile(r'"key";r=(\d+);t=(\d+)')


class Clock(AbstractClock):
    """Milliseconds that go on when somebody says so."""

    at = 1_000_000

    def now(self) -> int:
        return self.at


@pytest.fixture
def hurried(tmp_path):
    with serve(tmp_path / "home", serve=ServeSettings(requests_per_minute=3)) as client:
        yield client


def test_each_answer_says_what_is_left(hurried):
    answers = [hurried("GET", "/v1/intakes") for _ in range(2)] + [hurried("POST", "/v1/intakes")]
    assert [answer.status_code for answer in answers] == [200, 200, 415]
    assert {answer.headers["ratelimit-policy"] for answer in answers} == {'"key";q=3;w=60'}
    left = [FIELD.fullmatch(answer.headers["ratelimit"]).groups() for answer in answers]
    assert [int(few) for few, _ in left] == [2, 1, 0]
    assert all(0 < int(seconds) <= 60 for _, seconds in left)


def test_whoever_asks_too_often_is_told_when_to_come_back(hurried):
    statuses = [hurried("GET", "/v1/intakes").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = hurried("POST", "/v1/intakes", content=b"x" * 1000)
    assert refused.json()["type"] == "urn:problem-type:clarify:too-many-requests"
    assert 0 < int(refused.headers["retry-after"]) <= 20
    assert FIELD.fullmatch(refused.headers["ratelimit"]).groups() == ("0", refused.headers["retry-after"])


def test_a_token_does_not_wait_for_another(hurried):
    for _ in range(4):
        hurried("GET", "/v1/intakes")
    assert hurried("GET", "/v1/intakes", scope="read").status_code == 200
    assert hurried.http.get("/health/live").status_code == 200
    assert hurried.http.get("/v1/intakes").status_code == 401


def test_without_a_limit_nothing_is_said(tmp_path):
    with serve(tmp_path / "home", serve=ServeSettings(requests_per_minute=None)) as client:
        assert "ratelimit" not in client("GET", "/v1/intakes").headers


def test_what_was_not_used_comes_back_with_time():
    clock = Clock()
    rates = Rates(60, clock)
    assert [rates.take("a").wait for _ in range(61)] == [0] * 60 + [1]
    clock.at += 2_500
    assert [rates.take("a").wait for _ in range(3)] == [0, 0, 1]
