"""How long a job waits before it is tried again. Pure, but for a clock beside a date that a server names."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime

FIRST = timedelta(seconds=10)
MOST = timedelta(minutes=15)
MOST_ASKED = timedelta(days=1)
"""A server that asks for a longer wait is asked again after this one."""
MOST_SPREAD = timedelta(minutes=1)
"""What is added by chance to a wait that was asked for."""

_DOUBLINGS = 20


def pause(attempts: int, chance: float, asked: float | None = None, first: timedelta = FIRST) -> timedelta:
    """`first`, doubled with each attempt up to `MOST`, and at least the seconds that a server asked for.

    `chance`, from 0 to 1, spreads what failed together: the wait is between half and all of the
    doubled one, and up to a tenth and to `MOST_SPREAD` longer than the one that was asked for.
    """
    if asked is not None and asked > 0:
        seconds = min(asked, MOST_ASKED.total_seconds())
        return timedelta(seconds=seconds + chance * min(seconds / 10, MOST_SPREAD.total_seconds()))
    doublings = min(max(attempts, 1) - 1, _DOUBLINGS)
    return min(first * (1 << doublings), MOST) * (0.5 + chance / 2)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, from `retry-after-ms` or `Retry-After` in either of its forms (RFC 9110, 10.2.3)."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    seconds = _number(value)
    return seconds if seconds is not None else _until(value)


def _number(value: str | None) -> float | None:
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _until(value: str | None) -> float | None:
    try:
        return max(0.0, parsedate_to_datetime(value or "").timestamp() - time.time())
    except (ValueError, OverflowError, OSError):
        return None
