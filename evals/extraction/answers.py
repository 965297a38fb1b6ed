"""What an engine answered to a labelled text, held against its labels once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from agent.models import Intake, Trace
from agent.people import Directory
from agent.pipeline import extract
from agent.protocols import Extractor
from agent.rows import ItemRow, ResultRow
from evals.gold import GoldItem, GoldRow
from evals.matching import Pairing, pair


@dataclass(frozen=True)
class Answer:
    row: GoldRow
    result: ResultRow | None
    """None where the text could not be read."""
    trace: Trace

    @cached_property
    def pairing(self) -> Pairing:
        return pair(self.result.items if self.result else (), self.row)

    @property
    def matched(self) -> tuple[tuple[ItemRow, GoldItem], ...]:
        return self.pairing.matched


def answered(row: GoldRow, extractor: Extractor, directory: Directory) -> Answer:
    """Raises ExtractionError."""
    extraction, result = extract(row.intake, extractor, directory)
    return Answer(row, result, extraction.trace)


def timed(answer: Answer, seconds: float) -> Answer:
    """With all the time it took, our own code included."""
    return replace(answer, trace=answer.trace.model_copy(update={"seconds": seconds}))


def unread(row: GoldRow) -> Answer:
    return Answer(row, None, Trace(engine="", attempts=0))


def of(row: GoldRow, output: object) -> Answer:
    return output if isinstance(output, Answer) else unread(row)


def owner_name(said: str | None, intake: Intake) -> str | None:
    """`sender` and `recipient` as the names that the envelope has for them."""
    if said == "sender" and intake.sender:
        return intake.sender.name or said
    if said == "recipient" and len(intake.recipients) == 1:
        return intake.recipients[0].name or said
    return said
