"""How long a job waits before it is tried again. Pure."""

from __future__ import annotations

from datetime import timedelta

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
