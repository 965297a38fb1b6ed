"""How an organisation writes and counts days: its zone, its order of day and month, holidays, fiscal year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Customs:
    zone: str = ""
    """IANA. Where a text was written whose time is told in UTC, and whose writer's zone is not known."""
    day_first: bool | None = None
    """Whether 03/07 is the third of July; None: each text tells, by its language and its sender's offset."""
    country: str = ""
    """ISO 3166 with an optional region, "DE" or "DE-BY": whose holidays are no business days; of the zone
    where it is empty."""
    fiscal_year_start: int = 1
    """The month. A fiscal year goes by the year in which it ends."""

    def clock(self, at: datetime, zone: str | None = None) -> datetime:
        """`at` by the writer's clock. An offset of its own tells that; UTC does not, so the writer's zone
        counts, or else the organisation's.
        """
        known = zone or self.zone
        return at.astimezone(ZoneInfo(known)) if known and at.utcoffset() == timedelta() else at

    @property
    def holidays(self) -> str:
        """The country whose holidays count; empty where none is known."""
        return self.country or (country_of(self.zone) if self.zone else "")


USUAL = Customs()


def country_of(zone: str) -> str:
    """ISO 3166 code of the country in which an IANA zone lies; empty for zones of none, such as UTC."""
    return _countries().get(zone, "")


@cache
def _countries() -> dict[str, str]:
    """From the table of the time zone database: code, coordinates, zone, comment, with tabs between."""
    from importlib import resources

    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
