"""A fault is a count with its reason."""

from __future__ import annotations

from pydantic_evals.evaluators import EvaluationReason


def told(fault: bool, says: str) -> EvaluationReason:
    """1 and the reason where there is a fault, else 0."""
    return EvaluationReason(float(fault), says if fault else None)
