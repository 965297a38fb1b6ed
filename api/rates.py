"""How many requests a minute a key makes: told in every answer, refused beyond.

The fields are those of draft-ietf-httpapi-ratelimit-headers.
"""

from __future__ import annotations

import threading
from math import ceil
from typing import NamedTuple

from pyrate_limiter import AbstractClock, Duration, MonotonicClock, Rate, RateItem, StateBucket, TokenBucket
from starlette.requests import Request

from agent.stores.api_keys import ApiKey
from api.problems import HttpProblem

MINUTE = 60
STATE = "rate_headers"
"""Where the outermost layer finds what to say of a request's key."""


class Standing(NamedTuple):
    left: int
    """Requests that may follow at once."""
    wait: int
    """Seconds until one more may follow; 0 where this one was let through."""


class Rates:
    """Of this process: what a key did not use in the last minute it may use at once. Safe to share."""

    def __init__(self, per_minute: int, clock: AbstractClock | None = None) -> None:
        self.per_minute = per_minute
        self._clock = clock or MonotonicClock()
        self._buckets: dict[str, StateBucket] = {}
        self._lock = threading.Lock()

    def take(self, key_id: str) -> Standing:
        with self._lock:
            bucket = self._buckets.get(key_id)
            if bucket is None:
                rates = [Rate(self.per_minute, Duration.MINUTE)]
                bucket = StateBucket(rates, algorithm=TokenBucket(), clock=self._clock)
                self._buckets[key_id] = bucket
            item = RateItem(key_id, _plain(self._clock.now()))
            if bucket.put(item):
                return Standing(max(0, self.per_minute - _plain(bucket.count())), 0)
            return Standing(0, max(1, ceil(_plain(bucket.waiting(item)) / 1000)))


def check_rate(request: Request, key: ApiKey) -> None:
    """Count a request of this key. Raises HttpProblem 429."""
    rates: Rates | None = request.app.state.rates
    if rates is None:
        return
    standing = rates.take(key.id)
    filled = ceil((rates.per_minute - standing.left) * MINUTE / rates.per_minute)
    headers = {
        "RateLimit-Policy": f'"key";q={rates.per_minute};w={MINUTE}',
        "RateLimit": f'"key";r={standing.left};t={standing.wait or filled}',
    }
    setattr(request.state, STATE, headers)
    if standing.wait:
        raise HttpProblem(
            429, "too-many-requests", "The key asks too often",
            f"It may ask {rates.per_minute} times a minute: `serve.requests_per_minute`.",
            {"Retry-After": str(standing.wait)},
        )  # fmt: skip


def _plain(count: object) -> int:
    """Buckets in memory answer at once; others would hand out something to wait for."""
    return count if isinstance(count, int) else 0
