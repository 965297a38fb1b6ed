"""From what was counted in each case to metrics with intervals.

A metric is a function of sums over cases, so its interval comes from resampling cases (the percentile
bootstrap of Efron, 1979): whole texts are drawn, never single items, because items of one text are
alike. What has nothing to divide by is null, never 0 or 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from agent.models import Noun

Array = NDArray[np.float64]
Counts = Mapping[str, float]
"""Of one case: what was counted, by name."""
Columns = Mapping[str, Array]
"""The same of all cases, a number a case."""

RESAMPLES = 1000
LOW, HIGH = 2.5, 97.5
"""Percentiles of the 95 % interval."""
CHUNK = 2_000_000
"""Numbers of one block of weights, so that many cases need no more memory than few."""


class Estimate(Noun):
    """A metric, its 95 % interval, and the counts it comes from."""

    value: float | None
    low: float | None = None
    high: float | None = None
    hits: float | None = None
    of: float | None = None


class Metric(Protocol):
    """How good is high: `better` is 1 where more is better, -1 where less is, 0 where it is no merit."""

    @property
    def name(self) -> str: ...

    @property
    def better(self) -> int: ...

    def over(self, columns: Columns, weights: Array) -> Array:
        """Values for each row of weights (resamples × cases); nan where it makes no sense."""
        ...

    def counts(self, columns: Columns) -> tuple[float, float] | None: ...


@dataclass(frozen=True, slots=True)
class Ratio:
    """The sum of some counts over the sum of others."""

    name: str
    hits: tuple[str, ...]
    of: tuple[str, ...]
    better: int = 1

    def over(self, columns: Columns, weights: Array) -> Array:
        return _divided(_sum(columns, self.hits, weights), _sum(columns, self.of, weights))

    def counts(self, columns: Columns) -> tuple[float, float]:
        return float(_total(columns, self.hits).sum()), float(_total(columns, self.of).sum())


@dataclass(frozen=True, slots=True)
class F1:
    """Harmonic mean of precision and recall: 2 hits / (predicted + gold)."""

    name: str
    hits: str
    predicted: tuple[str, ...]
    gold: tuple[str, ...]
    better: int = 1

    def over(self, columns: Columns, weights: Array) -> Array:
        both = _sum(columns, (*self.predicted, *self.gold), weights)
        return _divided(2 * _sum(columns, (self.hits,), weights), both)

    def counts(self, columns: Columns) -> tuple[float, float]:
        both = _total(columns, (*self.predicted, *self.gold)).sum()
        return 2 * float(_total(columns, (self.hits,)).sum()), float(both)


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement of two raters beyond chance (Cohen, 1960): (p_o - p_e) / (1 - p_e).

    Null where chance alone agrees always, for both say the same of everything.
    """

    name: str
    cells: tuple[str, str, str, str]
    """Both say yes, only the one, only the other, both say no."""
    better: int = 1

    def over(self, columns: Columns, weights: Array) -> Array:
        both, one, other, none = (_sum(columns, (cell,), weights) for cell in self.cells)
        n = both + one + other + none
        chance = (both + one) * (both + other) + (other + none) * (one + none)
        return _divided(n * (both + none) - chance, n * n - chance)

    def counts(self, columns: Columns) -> tuple[float, float]:
        """How often they agree, of how many."""
        agreed = _total(columns, (self.cells[0], self.cells[3])).sum()
        return float(agreed), float(_total(columns, self.cells).sum())


@dataclass(frozen=True, slots=True)
class Total:
    """A plain sum; it has no interval that means anything."""

    name: str
    of: str
    better: int = 0

    def over(self, columns: Columns, weights: Array) -> Array:
        return _sum(columns, (self.of,), weights)

    def counts(self, _columns: Columns) -> None:
        return None


@dataclass(frozen=True, slots=True)
class AveragePrecision:
    """Mean of the precision at each case of label 1, ranked by score; ties share a rank.

    Σ (R_n − R_{n−1}) P_n over the thresholds, as scikit-learn defines it.
    """

    name: str
    score: str
    label: str
    better: int = 1

    def over(self, columns: Columns, weights: Array) -> Array:
        labels, scores = _total(columns, (self.label,)), _total(columns, (self.score,))
        order = np.argsort(-scores, kind="stable")
        labels, scores = labels[order], scores[order]
        last = np.append(np.diff(scores) != 0, True)
        found = np.cumsum(weights[:, order] * labels, axis=1)[:, last]
        seen = np.cumsum(weights[:, order], axis=1)[:, last]
        gained = np.diff(found, axis=1, prepend=0.0)
        return _divided((gained * _divided(found, seen, empty=0.0)).sum(axis=1), found[:, -1])

    def counts(self, _columns: Columns) -> None:
        return None


def columns(cases: Sequence[Counts]) -> dict[str, Array]:
    """What a case does not count is 0 there."""
    names = sorted({name for case in cases for name in case})
    return {name: np.array([case.get(name, 0.0) for case in cases], dtype=np.float64) for name in names}


def estimate(metric: Metric, counted: Columns, seed: int) -> Estimate:
    n = len(next(iter(counted.values()), ()))
    value = _plain(float(metric.over(counted, np.ones((1, n)))[0])) if n else None
    counts = metric.counts(counted) if n else None
    low = high = None
    if n > 1 and value is not None and not isinstance(metric, Total):
        low, high = interval(_resampled(metric, counted, n, seed))
    hits, of = counts or (None, None)
    return Estimate(value=value, low=low, high=high, hits=hits, of=of)


def difference(metric: Metric, ours: Columns, theirs: Columns, seed: int) -> Estimate:
    """Ours minus theirs on the same cases in the same order, resampled together."""
    n = len(next(iter(ours.values()), ()))
    once = np.ones((1, n))
    value = _plain(float((metric.over(ours, once) - metric.over(theirs, once))[0])) if n else None
    if value is None or n < 2:  # noqa: PLR2004 one case has no spread
        return Estimate(value=value)
    drawn = [metric.over(ours, weights) - metric.over(theirs, weights) for weights in _weights(n, seed)]
    low, high = interval(np.concatenate(drawn))
    return Estimate(value=value, low=low, high=high)


def interval(drawn: Array) -> tuple[float | None, float | None]:
    drawn = drawn[~np.isnan(drawn)]
    if not drawn.size:
        return None, None
    low, high = np.percentile(drawn, [LOW, HIGH])
    return _plain(float(low)), _plain(float(high))


def _resampled(metric: Metric, counted: Columns, n: int, seed: int) -> Array:
    return np.concatenate([metric.over(counted, weights) for weights in _weights(n, seed)])


def _weights(n: int, seed: int) -> list[Array]:
    """How often each case is drawn, for each resample."""
    chance, size = np.random.default_rng(seed), max(1, CHUNK // n)
    blocks = [min(size, RESAMPLES - start) for start in range(0, RESAMPLES, size)]
    return [chance.multinomial(n, np.full(n, 1 / n), size=block).astype(np.float64) for block in blocks]


def _sum(counted: Columns, names: tuple[str, ...], weights: Array) -> Array:
    return weights @ _total(counted, names)


def _total(counted: Columns, names: tuple[str, ...]) -> Array:
    n = len(next(iter(counted.values()), ()))
    total: Array = np.sum([counted.get(name, np.zeros(n)) for name in names], axis=0, dtype=np.float64)
    return total


def _divided(hits: Array, of: Array, empty: float = np.nan) -> Array:
    return np.divide(hits, of, out=np.full_like(hits, empty), where=of > 0)


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 6)
