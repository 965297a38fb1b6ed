"""A text cut where labels and predictions begin and end, so that both can be shown in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise

from agent.models import FieldName, Noun
from agent.rows import ItemRow
from agent.text.normalise import marked
from evals.gold import GoldItem
from evals.matching import occurrences


class Side(StrEnum):
    GOLD = "gold"
    SAID = "said"


class Span(Noun):
    """What one item stands on; it is not empty."""

    start: int
    end: int
    side: Side
    item: int
    """Its number, from 1."""
    field: FieldName = FieldName.GOAL
    is_key: bool = False
    """The item's number is shown where it begins."""


class Segment(Noun):
    """Words that the same spans cover."""

    text: str
    spans: tuple[Span, ...]
    begins: tuple[Span, ...]
    """Key spans whose first words these are."""

    @property
    def classes(self) -> str:
        sides = {span.side.value for span in self.spans}
        is_detail = any(span.side is Side.SAID and span.field is not FieldName.GOAL for span in self.spans)
        return " ".join(sorted(sides | ({"detail"} if is_detail else set())))

    @property
    def says(self) -> str:
        """Whose words these are, in words."""
        return ", ".join(dict.fromkeys(_told(span) for span in self.spans))

    @property
    def marks(self) -> str:
        return " ".join(dict.fromkeys(mark(span.side, span.item) for span in self.begins))


def mark(side: Side, number: int) -> str:
    return f"{'G' if side is Side.GOLD else 'P'}{number}"


def gold_spans(items: Iterable[GoldItem], text: str) -> list[Span]:
    """Each quote wherever it stands; a quote that stands nowhere is left out."""
    return [
        Span(start=start, end=end, side=Side.GOLD, item=number, is_key=place == 0 and at == 0)
        for number, item in enumerate(items, start=1)
        for place, quote in enumerate(item.evidence)
        for at, (start, end) in enumerate(occurrences(quote, text))
        if start < end
    ]


def said_spans(items: Iterable[ItemRow], text: str) -> list[Span]:
    """Each quote where it says that it stands; one that does not stand there is left out."""
    spans = []
    for number, item in enumerate(items, start=1):
        key = next((e for e in item.evidence if e.field is FieldName.GOAL), None)
        spans += [
            Span(
                start=e.start, end=e.end, side=Side.SAID, item=number, field=e.field, is_key=e is key,
            )
            for e in item.evidence
            if 0 <= e.start < e.end and text[e.start : e.end] == e.quote
        ]  # fmt: skip
    return spans


def segments(text: str, spans: Iterable[Span]) -> list[Segment]:
    """The whole text in order; a character that shows nothing is replaced by a mark."""
    kept = sorted(spans, key=lambda span: (span.start, -span.end, span.side, span.item))
    shown = marked(text)
    cuts = sorted({0, len(text), *(span.start for span in kept), *(span.end for span in kept)})
    return [
        Segment(
            text=shown[start:end],
            spans=tuple(span for span in kept if span.start <= start and end <= span.end),
            begins=tuple(span for span in kept if span.is_key and span.start == start),
        )
        for start, end in pairwise(cuts)
    ]


def _told(span: Span) -> str:
    if span.side is Side.GOLD:
        return f"gold {span.item}"
    return f"predicted {span.item}: {span.field.replace('_', ' ')}"
