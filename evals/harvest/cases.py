"""Decided texts as candidate cases: what a person confirmed is the label, the note says what they changed.

Pure. A value that a person set has no words of its own; one that they set to what the engine had read
keeps the engine's words. The words behind a goal stay its key sentence however a person rewords it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from agent.models import Basis, Item, Noun, Priority, Sourced
from agent.people import Directory
from evals.gold import GoldRow
from evals.harvest import told
from evals.harvest.decided import Decided, Review
from evals.harvest.owners import basis, mentioned


class LeftOut(Noun):
    """A text that makes no case."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    row: GoldRow
    text: Decided
    changed: bool
    """A person changed, rejected or answered something: the engine was not simply right."""


def candidates(texts: Iterable[Decided], directory: Directory) -> tuple[list[Candidate], list[LeftOut]]:
    """Those with changes first."""
    made: list[Candidate] = []
    left_out: list[LeftOut] = []
    for text in texts:
        if any(review.is_moved for review in text.reviews if not review.rejected):
            left_out.append(LeftOut(id=text.intake.id, reason="a later message changed what it asks for"))
            continue
        try:
            row = _row(text, directory)
        except ValidationError as exc:
            left_out.append(LeftOut(id=text.intake.id, reason=_fault(exc)))
        else:
            made.append(Candidate(row, text, any(map(told.is_changed, text.reviews))))
    return sorted(made, key=lambda candidate: not candidate.changed), left_out


def _fault(exc: ValidationError) -> str:
    fault = exc.errors()[0]
    if fault["loc"][-1:] == ("evidence",):
        return "an item has no words in the text"
    return f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].removeprefix('Value error, ')}"


def _row(text: Decided, directory: Directory) -> GoldRow:
    """Raises ValidationError where no case can be made of it."""
    intake = text.intake
    known = directory.with_intake(intake)
    kept = [review for review in text.reviews if not review.rejected]
    own = [review for review in kept if not _is_second(review, kept)]
    items = [
        _item(review, [other for other in kept if other.same_as == review.proposal.id], text, known)
        for review in own
    ]
    owners = [review.proposal.item.owner.value for review in own]
    return GoldRow.model_validate(
        {
            "id": f"{intake.channel}-{intake.id}",
            "channel": intake.channel,
            "received_at": intake.received_at.isoformat(),
            "sender": intake.sender,
            "recipients": intake.recipients,
            "people": (*intake.people, *mentioned(intake, owners, directory)),
            "text": intake.text,
            "note": told.note(text.reviews),
            "items": items,
        }
    )


def _is_second(review: Review, kept: Sequence[Review]) -> bool:
    """The engine read one piece of work twice, and a person said so."""
    return any(
        other.proposal.id == review.same_as and other.same_as is None and other is not review
        for other in kept
    )


def _item(review: Review, merged: Sequence[Review], text: Decided, directory: Directory) -> dict[str, object]:
    item = _settled(review.first, review.proposal.item)
    keys = [evidence.quote for one in (review, *merged) for evidence in one.first.goal.evidence]
    return {
        "goal": item.goal.value,
        "kind": item.kind,
        "evidence": _quotes(keys, item),
        "owner": item.owner.value,
        "owner_basis": basis(item, keys, text.intake, directory),
        "due": item.due.value and item.due.value.isoformat(),
        "due_phrase": item.due_phrase if _is_own(item.due) else None,
        "recurrence": item.recurrence.value,
        "priority": item.priority.value,
        "priority_stated": item.priority.basis is Basis.STATED and _is_own(item.priority),
        "done_criteria": tuple(criterion.value for criterion in item.done_criteria),
        "must_ask": tuple(review.answers),
    }


def _is_own(value: Sourced[date | None] | Sourced[Priority]) -> bool:
    """Its words stand in the text itself, not in a later message or an answer."""
    return not any(evidence.source for evidence in value.evidence)


def _settled(first: Item, last: Item) -> Item:
    """The last version, with the engine's words where the value is the engine's."""
    same: dict[str, object] = {
        name: getattr(first, name)
        for name in ("owner", "due", "recurrence", "priority")
        if getattr(first, name).value == getattr(last, name).value
    }
    if "due" in same:
        same["due_phrase"] = first.due_phrase
    read = {criterion.value: criterion for criterion in first.done_criteria}
    criteria = tuple(read.get(criterion.value, criterion) for criterion in last.done_criteria)
    return last.model_copy(update={**same, "done_criteria": criteria})


def _quotes(keys: Iterable[str], item: Item) -> tuple[str, ...]:
    """Key sentences first; then the words of other fields, unless they stand in a quote already. What a later
    message of the thread said is not in this text.
    """
    quotes: list[str] = []
    own = (evidence.quote for evidence in item.evidence if not evidence.source)
    for quote in [*keys, *own]:
        if not any(quote in known for known in quotes):
            quotes.append(quote)
    return tuple(quotes)
