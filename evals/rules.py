"""Recurrence rules as sets of parts, so that equal ones compare equal however they are written."""

from __future__ import annotations

from datetime import datetime

ANY_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 a rule is checked from some day, whichever


def parts(rule: str) -> frozenset[tuple[str, frozenset[str]]]:
    """Names with their values; order and INTERVAL=1 do not count. Raises ValueError where it is no RRULE."""
    from dateutil.rrule import rrulestr

    bare = rule.strip().upper().removeprefix("RRULE:")
    try:
        rrulestr(f"RRULE:{bare}", dtstart=ANY_DAY)
    except (ValueError, KeyError, TypeError) as exc:
        raise ValueError(f"{rule!r} is no RRULE: {exc}") from None
    named = (part.partition("=") for part in bare.split(";") if part)
    found = {name.strip(): frozenset(value.split(",")) for name, _, value in named}
    if found.get("INTERVAL") == frozenset({"1"}):
        del found["INTERVAL"]
    return frozenset(found.items())


def same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return parts(one) == parts(other)
