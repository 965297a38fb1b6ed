"""From signals to an order and a chance: weights that were fitted on labelled pairs, kept as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp, inf, log
from typing import Self

from pydantic import model_validator

from agent.duplicates import Candidate
from agent.index.closely import Closeness, compared
from agent.index.signals import Signals
from agent.models import Noun
from agent.records import Entry

SHIPPED, CONTEXTUAL = "weights/likeness.json", "weights/likeness-minilm.json"
"""For the static embedder; for one that knows words in their context."""
LEAST = 0.002
"""Nearer to nothing and to everything no share is counted."""
MOST_AHEAD = 1.0
NEIGHBOUR = 0.2
"""The share of the nearest other work in a large index; in a small one anything is far ahead of the rest."""


class Likeness(Noun):
    """Likeness is a weighted sum of signals; the chance adds how far it is ahead of the next best."""

    weights: dict[str, float]
    """Of each signal, by its name. None is below 0: more in common is never less alike."""
    slope: float
    lead: float
    offset: float
    """chance = 1 / (1 + exp(-(slope share + lead ahead + offset))), share and ahead as logits"""
    closely: Closeness | None = None
    """How the few that are read whole are weighed; without it the chance stays as it is."""
    about: str = ""
    """What it was fitted on: for people."""

    @model_validator(mode="after")
    def _weighs_every_signal(self) -> Self:
        if self.weights.keys() != set(Signals._fields) or min(self.weights.values()) < 0:
            raise ValueError(f"needs a weight of 0 or more for each of {', '.join(Signals._fields)}")
        return self

    def of(self, signals: Signals) -> float:
        return sum(self.weights[name] * value for name, value in zip(signals._fields, signals, strict=True))

    def ranked(self, found: Mapping[str, Signals]) -> list[Candidate]:
        """Best first; what is alike to the last digit in the order of ids."""
        order = sorted((-self.of(signals), id_) for id_, signals in found.items())
        logits = [self.logit(-negative) for negative, _ in order]
        best, second = self.rivals(logits)
        return [
            Candidate(
                id=id_,
                lexical=found[id_].words,
                dense=(found[id_].title_meaning + found[id_].text_meaning) / 2,
                score=self.chance(logit, logit - (second if at == 0 else best)),
            )
            for at, (logit, (_, id_)) in enumerate(zip(logits, order, strict=True))
        ]

    def reread(self, new: Entry, found: Sequence[tuple[Candidate, Entry]]) -> list[Candidate]:
        """Those that were found, with the chance that both whole texts tell; best first."""
        if self.closely is None:
            return [candidate for candidate, _ in found]
        read = compared(new, [entry for _, entry in found])
        again = (
            candidate.model_copy(update={"score": self.closely.chance(candidate, traits)})
            for (candidate, _), traits in zip(found, read, strict=True)
        )
        return sorted(again, key=lambda candidate: -candidate.score)

    def rivals(self, logits: Sequence[float]) -> tuple[float, float]:
        """What others have to be ahead of: the best, for it the second, but at least the usual neighbour."""
        best, second = (logits[at] if at < len(logits) else -inf for at in (0, 1))
        usual = log(NEIGHBOUR / (1 - NEIGHBOUR))
        return max(best, usual), max(second, usual)

    def logit(self, likeness: float) -> float:
        """Of the share of what the very same text would have: differences near the ends count for more."""
        share = min(max(likeness / sum(self.weights.values()), LEAST), 1 - LEAST)
        return log(share / (1 - share))

    def chance(self, logit: float, ahead: float) -> float:
        """That two texts ask for the same work; `ahead` of the next best, below 0 for all but the best."""
        ahead = min(max(ahead, -MOST_AHEAD), MOST_AHEAD)
        return 1 / (1 + exp(-(self.slope * logit + self.lead * ahead + self.offset)))


@cache
def shipped(weights: str = SHIPPED) -> Likeness:
    return Likeness.model_validate_json(resources.files("agent").joinpath(weights).read_bytes())
