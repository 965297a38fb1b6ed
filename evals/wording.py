"""Metrics in words and figures, the same in a terminal and on a page."""

from __future__ import annotations

from evals.metrics import Estimate

SPENT = (
    "money", "calls", "tokens_in", "tokens_out",
    "judge_calls", "judge_tokens_in", "judge_tokens_out", "judge_failed",
)  # fmt: skip
TOTALS = (*SPENT, "stated_without_evidence")
"""Plain sums."""


def number(name: str, value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:g}" if name in TOTALS else f"{value:.3f}"


def signed(name: str, value: float | None) -> str:
    """A difference: its sign is part of what it says."""
    told = number(name, value)
    return f"+{told}" if value is not None and value > 0 else told


def spread(name: str, estimate: Estimate) -> str:
    """Its interval; empty where there is none."""
    if estimate.low is None:
        return ""
    return f"{number(name, estimate.low)} to {number(name, estimate.high)}"


def counted(estimate: Estimate) -> str:
    """What was divided by what; empty where nothing was."""
    if estimate.hits is None or estimate.of is None:
        return ""
    return f"{_round(estimate.hits)} of {_round(estimate.of)}"


def is_idle(name: str, *values: float | None) -> bool:
    """Nothing to tell: nothing was there to measure, or nothing was spent."""
    return all(value is None or (name in SPENT and value == 0) for value in values)


def is_share(name: str) -> bool:
    """Between 0 and 1, so that it fits on one scale with others; not an amount, not a time."""
    return name not in TOTALS and "_per_" not in name


def label(name: str) -> str:
    return name.replace("_", " ")


def _round(count: float) -> str:
    return f"{count:,.0f}" if count == int(count) else f"{count:,.1f}"
