"""What a person changed against the engine, in a line for whoever edits the case. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.models import FieldName, Item, ProposalState
from evals.harvest.decided import Review


def note(reviews: Sequence[Review]) -> str:
    """Empty where the engine was simply right."""
    parts = [(review.goal, ", ".join(_told(review))) for review in reviews]
    return "; ".join(f"“{goal}”: {says}" if len(reviews) > 1 else says for goal, says in parts if says)


def is_changed(review: Review) -> bool:
    """Merged with other work is no change: it was read rightly."""
    return review.rejected or bool(review.answers or review.same_as or _changes(review))


def _told(review: Review) -> Iterator[str]:
    reason = review.decisions[-1].reason
    if review.rejected:
        yield f"rejected: {reason}" if reason else "rejected"
        return
    changes = _changes(review)
    for field, change in changes.items():
        yield f"{change} (an answer)" if field in review.answers else change
    for topic, answer in review.answers.items():
        if topic not in changes:
            yield f"{topic} answered: {answer}"
    if review.proposal.state is ProposalState.MERGED:
        yield "merged with other work of this text" if review.same_as else "merged with existing work"


def _changes(review: Review) -> dict[str, str]:
    """By field."""
    changes = {}
    for field in FieldName:
        before, after = _shown(review.first, field), _shown(review.proposal.item, field)
        if before != after:
            changes[field.value] = f"{field} changed from {before} to {after}"
    return changes


def _shown(item: Item, field: FieldName) -> str:
    """The value alone: the same value on another basis is no change."""
    if field is FieldName.DONE_CRITERIA:
        return "; ".join(f"“{criterion.value}”" for criterion in item.done_criteria) or "none"
    value = getattr(item, field).value
    if field is FieldName.GOAL:
        return f"“{value}”"
    return str(value) if value else "nobody" if field is FieldName.OWNER else "none"
