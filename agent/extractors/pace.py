"""How many requests and tokens a minute this process sends to the model."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from agent.errors import BudgetSpent

if TYPE_CHECKING:
    from pyrate_limiter import StateBucket


class Pace:
    """Token buckets: what was not used in the last minute may be used at once. Safe to share."""

    def __init__(
        self,
        requests: int | None,
        tokens: int | None,
        longest: float,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`longest`: seconds that a thread waits for its turn."""
        self._requests = _Bucket(requests, "requests") if requests else None
        self._tokens = _Bucket(tokens, "tokens") if tokens else None
        self._longest = longest
        self._sleep = sleep

    def wait(self, tokens: int) -> None:
        """Until a request of so many tokens may be sent. Raises BudgetSpent where that takes too long."""
        waited = 0.0
        for bucket, weight in ((self._requests, 1), (self._tokens, tokens)):
            while bucket and (seconds := bucket.take(weight)):
                if waited + seconds > self._longest:
                    raise BudgetSpent(
                        f"waiting for budget: {bucket.limit} {bucket.what} a minute are taken",
                        retry_after=seconds,
                    )
                self._sleep(seconds)
                waited += seconds


class _Bucket:
    def __init__(self, limit: int, what: str) -> None:
        from pyrate_limiter import Duration, Rate, StateBucket, TokenBucket

        self.limit = limit
        self.what = what
        self._bucket: StateBucket = StateBucket([Rate(limit, Duration.MINUTE)], algorithm=TokenBucket())
        self._lock = threading.Lock()

    def take(self, weight: int) -> float:
        """0 where it was taken; else the seconds to wait. What is more than a minute has takes all of it."""
        from pyrate_limiter import RateItem

        with self._lock:
            item = RateItem("model", time.monotonic_ns() // 1_000_000, weight=min(weight, self.limit))
            if self._bucket.put(item):
                return 0.0
            wait = self._bucket.waiting(item)
        return max(wait if isinstance(wait, int) else 1, 1) / 1000
