"""Which predicted item is which labelled one: by the words they stand on, or by their goals.

The rule of the metrics: two items match where the key quotes share three tenths of their characters
(intersection over union), or the goals half of their content words (F1); one to one, best first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from agent.models import FieldName
from agent.rows import ItemRow
from agent.text.overlap import FUNCTION_WORDS
from evals.gold import GoldItem, GoldRow

QUOTE_IOU = 0.3
GOAL_F1 = 0.5

Span = tuple[int, int]
Left = TypeVar("Left")
Right = TypeVar("Right")


@dataclass(frozen=True, slots=True)
class Pairing:
    """Of one text: what was found, what was missed, what was invented."""

    matched: tuple[tuple[ItemRow, GoldItem], ...]
    missed: tuple[GoldItem, ...]
    invented: tuple[ItemRow, ...]


def pair(predicted: Sequence[ItemRow], row: GoldRow) -> Pairing:
    """Optional items count nowhere: found, they are taken out; not found, they are not missed."""
    found = places(predicted, row.items, row.text)
    optional = {g for g, gold in enumerate(row.items) if gold.optional}
    return Pairing(
        matched=tuple((predicted[p], row.items[g]) for p, g in sorted(found.items()) if g not in optional),
        missed=tuple(
            gold for g, gold in enumerate(row.items) if g not in found.values() and g not in optional
        ),
        invented=tuple(item for p, item in enumerate(predicted) if p not in found),
    )


def places(predicted: Sequence[ItemRow], gold: Sequence[GoldItem], text: str) -> dict[int, int]:
    """Which predicted item, by its number, is which labelled one; optional ones too."""
    return dict(
        best_first(
            (_likeness(item, labelled, text), p, g)
            for p, item in enumerate(predicted)
            for g, labelled in enumerate(gold)
        )
    )


def best_first(scored: Iterable[tuple[float, Left, Right]]) -> list[tuple[Left, Right]]:
    """One to one, the best pair first, of pairs whose score is above 0."""
    taken_left: set[Left] = set()
    taken_right: set[Right] = set()
    pairs = []
    for score, left, right in sorted(scored, key=lambda entry: -entry[0]):
        if score > 0 and left not in taken_left and right not in taken_right:
            taken_left.add(left)
            taken_right.add(right)
            pairs.append((left, right))
    return pairs


def _likeness(item: ItemRow, gold: GoldItem, text: str) -> float:
    """0 where they are no match, else 1 to 3: above all the words they stand on."""
    overlap = _quote_iou(item, gold, text)
    goals = word_f1(item.goal, gold.goal)
    if overlap < QUOTE_IOU and goals < GOAL_F1:
        return 0.0
    return 1.0 + overlap + goals


def _quote_iou(item: ItemRow, gold: GoldItem, text: str) -> float:
    key = next((e for e in item.evidence if e.field is FieldName.GOAL), None)
    if key is None:
        return 0.0
    spans = (span for quote in gold.evidence for span in occurrences(quote, text))
    return max((iou((key.start, key.end), span) for span in spans), default=0.0)


def occurrences(quote: str, text: str) -> list[Span]:
    return [(m.start(), m.end()) for m in re.finditer(re.escape(quote), text)]


def iou(one: Span, other: Span) -> float:
    """Characters in both over characters in either."""
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / (one[1] - one[0] + other[1] - other[0] - both) if both else 0.0


def word_f1(one: str, other: str) -> float:
    """Harmonic mean of the shares of content words (letters and digits, case and accents as written)."""
    ours, theirs = _content(one), _content(other)
    if not ours or not theirs:
        return float(ours == theirs)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _content(text: str) -> frozenset[str]:
    words = frozenset(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
    return words - FUNCTION_WORDS or words
