"""The wheel's numbers as they were at most a minute ago, and what was drawn of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from agent.wheel import Wheel
from api.served import Served

SECONDS = 60


class Days(IntEnum):
    """How long a period is."""

    WEEK = 7
    MONTH = 30
    QUARTER = 90


@dataclass(frozen=True, slots=True)
class Turned:
    wheel: Wheel
    at: datetime
    until: float
    """By the clock that never goes back; then they are read anew."""
    drawn: dict[str, str] = field(default_factory=dict)
    """Name → drawing, once somebody asked for it."""

    def drawing(self, name: str, draw: Callable[[Wheel], str]) -> str:
        if name not in self.drawn:
            self.drawn[name] = draw(self.wheel)
        return self.drawn[name]


class Recent:
    """One reads the store, whoever else asks meanwhile waits for it."""

    def __init__(self) -> None:
        self._reading = threading.Lock()
        self._known: dict[Days, Turned] = {}

    def turned(self, here: Served, days: Days) -> Turned:
        with self._reading:
            known = self._known.get(days)
            if known is None or known.until <= time.monotonic():
                until = time.monotonic() + SECONDS
                known = Turned(here.store.figures.wheel(days), here.services.now(), until)
                self._known[days] = known
            return known
