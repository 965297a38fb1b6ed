"""What stands before every request to the model: is it there, is it our turn, is there money?"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from agent.extractors.breaker import Breaker
from agent.extractors.pace import Pace
from agent.sections import LlmSettings, Price
from agent.spending import Answers, Bill, Purse

BYTES_A_TOKEN = 4
"""As servers estimate it who limit the tokens of a minute."""
FRAME_TOKENS = 16
"""What a chat template adds to a message, at most."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What lasts of asking a model; without it nothing is counted, bounded by the day or found again."""

    price: Price | None = None
    purse: Purse | None = None
    answers: Answers | None = None


@dataclass(slots=True)
class Tab:
    """What one request comes to. Until it is told otherwise: nothing, for no answer was made."""

    price: Price | None
    most: int
    """What it can cost at most: put aside for it where the day's money is bounded."""
    bill: Bill = field(default_factory=Bill)

    def used(self, tokens_in: int, tokens_out: int) -> None:
        """An answer; where its server does not count, it is taken to have cost the most."""
        told = tokens_in or tokens_out
        cost = self.price.of(tokens_in, tokens_out) if self.price and told else self.most
        self.bill = Bill(tokens_in, tokens_out, cost)

    def lost(self) -> None:
        """The request went out and no answer came: it may be charged all the same."""
        self.bill = Bill(cost=self.most)


class Allowance:
    """Safe to share between threads."""

    def __init__(
        self, config: LlmSettings, kept: Kept, patience: float, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """`patience`: seconds that a thread waits at a time."""
        self.breaker = Breaker(config.rest_after, config.rest_seconds, patience)
        self._pace = Pace(config.requests_per_minute, config.tokens_per_minute, patience, sleep)
        self._output = config.max_output_tokens
        self._price = kept.price
        self._purse = kept.purse

    @contextmanager
    def request(self, request: Mapping[str, object]) -> Iterator[Tab]:
        """Around one request; what is told to the tab is what it cost. Raises ModelNotAsked."""
        size = len(json.dumps(request, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        with self.breaker.request():
            self._pace.wait(-(-size // BYTES_A_TOKEN) + self._output)
            most = self._most(size, request)
            reservation = self._purse.reserve(most) if self._purse else None
            tab = Tab(self._price, most)
            try:
                yield tab
            finally:
                if self._purse is not None and reservation:
                    self._purse.settle(reservation, tab.bill)

    def _most(self, size: int, request: Mapping[str, object]) -> int:
        """That it can cost: no tokeniser makes more tokens of a text than it has bytes."""
        messages = request.get("messages")
        frames = FRAME_TOKENS * (len(messages) if isinstance(messages, list) else 1)
        return self._price.of(size + frames, self._output) if self._price else 0
