"""Money for the model, by day: put aside before a request, settled after it, by all processes in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

import sqlalchemy as sa

from agent.errors import BudgetSpent, ModelMisconfigured
from agent.models import Noun
from agent.spending import BILLION, Bill, Reservation
from agent.stores.database import insert_new
from agent.stores.schema import spending
from agent.stores.workspace import Workspace

LOOK_AGAIN = 15.0
"""Seconds, where what others put aside may become free."""


class SpentDay(Noun):
    day: date
    requests: int
    tokens_in: int
    tokens_out: int
    spent: float
    """In the currency of the prices."""
    reserved: float
    """Put aside for requests that are under way, or whose worker died before the answer."""


@dataclass(frozen=True, slots=True)
class SqlPurse:
    workspace: Workspace
    most: float | None
    """A day; None: nothing bounds it."""
    zone: tzinfo
    """Whose midnight ends the day."""

    def reserve(self, amount: int) -> Reservation:
        """One statement decides, so that however many ask at once, the day's money is not exceeded."""
        now = self.workspace.now().astimezone(self.zone)
        if self.most is None:
            return Reservation(now.date(), 0)
        most = int(self.most * BILLION)
        if amount > most:
            raise ModelMisconfigured(
                f"a request may cost {_money(amount)}, more than the {_money(most)} of a whole day: raise "
                "money_per_day, or lower max_output_tokens"
            )
        row = self._row(now.date())
        fits = spending.c.spent + spending.c.reserved + amount <= most
        reserved = sa.update(spending).where(row, fits).values(reserved=spending.c.reserved + amount)
        with self.workspace.database.write(durable=False) as connection:
            if not self._change(connection, now.date(), reserved):
                spent, under_way = connection.execute(
                    sa.select(spending.c.spent, spending.c.reserved).where(row)
                ).one()
                raise _refusal(now, spent, under_way, amount, most)
        return Reservation(now.date(), amount)

    def settle(self, reservation: Reservation, bill: Bill) -> None:
        """In the row of the day on which it was put aside."""
        after = {
            "requests": spending.c.requests + 1,
            "tokens_in": spending.c.tokens_in + bill.tokens_in,
            "tokens_out": spending.c.tokens_out + bill.tokens_out,
            "spent": spending.c.spent + bill.cost,
            "reserved": spending.c.reserved - reservation.amount,
        }
        settled = sa.update(spending).where(self._row(reservation.day)).values(**after)
        with self.workspace.database.write(durable=False) as connection:
            self._change(connection, reservation.day, settled)

    def today(self) -> SpentDay:
        day = self.workspace.now().astimezone(self.zone).date()
        found = self.days(1)
        if found and found[0].day == day:
            return found[0]
        return SpentDay(day=day, requests=0, tokens_in=0, tokens_out=0, spent=0, reserved=0)

    def days(self, limit: int) -> Sequence[SpentDay]:
        """On which something was asked, the newest first."""
        query = sa.select(spending).where(spending.c.workspace == self.workspace.name)
        with self.workspace.database.read() as connection:
            rows = connection.execute(query.order_by(spending.c.day.desc()).limit(limit)).all()
        return [
            SpentDay(
                day=row.day,
                requests=row.requests,
                tokens_in=row.tokens_in,
                tokens_out=row.tokens_out,
                spent=row.spent / BILLION,
                reserved=row.reserved / BILLION,
            )
            for row in rows
        ]

    def _change(self, connection: sa.Connection, day: date, change: sa.Update) -> bool:
        """Whether it changed the day's row, which is made where there is none; with the first one the
        workspace has its chain, as a backup wants it.
        """
        if connection.execute(change).rowcount:
            return True
        new = insert_new(connection, spending).values(workspace=self.workspace.name, day=day)
        if connection.execute(new.on_conflict_do_nothing()).rowcount > 0:
            self.workspace.head(connection, lock=True)
        return connection.execute(change).rowcount > 0

    def _row(self, day: date) -> sa.ColumnElement[bool]:
        return (spending.c.workspace == self.workspace.name) & (spending.c.day == day)


def _refusal(now: datetime, spent: int, reserved: int, amount: int, most: int) -> BudgetSpent:
    if spent + amount <= most:
        return BudgetSpent(
            f"waiting for budget: of {_money(most)} a day {_money(spent)} are spent and {_money(reserved)} "
            "put aside for requests under way",
            retry_after=LOOK_AGAIN,
        )
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    return BudgetSpent(
        f"waiting for budget until {midnight:%Y-%m-%d %H:%M %Z}: of {_money(most)} a day {_money(spent)} "
        "are spent, and one more request may cost more than is left",
        retry_after=(midnight - now).total_seconds(),
    )


def _money(amount: int) -> str:
    return f"{amount / BILLION:.6f}".rstrip("0").rstrip(".")
