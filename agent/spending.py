"""The seams for what asking a model takes, and for what it answered before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from agent.models import Noun

BILLION = 1_000_000_000
"""Amounts are whole billionths of the currency of the prices."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """Money that is put aside for one request."""

    day: date
    amount: int
    """In billionths of the currency; 0 where nothing bounds the spending."""


@dataclass(frozen=True, slots=True)
class Bill:
    """What a request took."""

    tokens_in: int = 0
    tokens_out: int = 0
    cost: int = 0
    """In billionths of the currency."""


class Purse(Protocol):
    """What may be spent on the model in a day, by all processes together, and what was."""

    def reserve(self, amount: int) -> Reservation:
        """Before the request. Raises BudgetSpent, or ModelMisconfigured where no day has so much."""
        ...

    def settle(self, reservation: Reservation, bill: Bill) -> None:
        """The bill takes the place of what was put aside."""
        ...


class KeptAnswer(Noun):
    model: str
    """As its server calls it."""
    text: str
    made_at: datetime


class Answers(Protocol):
    """What the model said before."""

    def find(self, key: str) -> KeptAnswer | None: ...

    def keep(self, key: str, about: str, model: str, text: str) -> None:
        """`about`: the intake whose words it holds."""
        ...
