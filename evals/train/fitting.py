"""Multinomial logistic regression on sparse rows, in plain numpy, with labels that may be known in part.

A row allows one kind or several: a sentence that is only known to ask for something may be a request, a
promise or a question. What is made small is minus the logarithm of the probability of what is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_MEMORY = 8
_ENOUGH = 1e-5
"""A step that gains less than this share is the last."""
_SMALLEST_STEP = 1e-6


@dataclass(frozen=True)
class Rows:
    """Sparse rows behind each other: row i has columns[starts[i]:starts[i + 1]]."""

    columns: NDArray[np.int64]
    values: Floats
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, vectors: Iterable[tuple[list[int], list[float]]]) -> Rows:
        columns: list[int] = []
        values: list[float] = []
        starts = [0]
        for found, weights in vectors:
            columns += found
            values += weights
            starts.append(len(columns))
        return cls(np.array(columns, dtype=np.int64), np.array(values), np.array(starts, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def numbers(self) -> NDArray[np.int64]:
        """Of each value the row it stands in."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def chosen(self, rows: NDArray[np.int64]) -> Rows:
        lengths = self.starts[rows + 1] - self.starts[rows]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        at = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], lengths)
        return Rows(self.columns[at], self.values[at], starts)

    def rarity(self, width: int) -> Floats:
        """The logarithm of how rare each column is: what stands everywhere says little."""
        count = np.bincount(self.columns, minlength=width)
        return np.log((1 + len(self)) / (1 + count)) + 1

    def scaled(self, by: Floats) -> Rows:
        return Rows(self.columns, self.values * by[self.columns], self.starts)

    def times(self, weights: Floats) -> Floats:
        """One score a row and kind; no row is empty."""
        products = weights[self.columns] * self.values[:, None]
        return np.asarray(np.add.reduceat(products, self.starts[:-1], axis=0))


def softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def fit(rows: Rows, allowed: Flags, importance: Floats, width: int, cost: float, steps: int = 80) -> Floats:
    """Weights, a row a column and one for the bias; `cost` is what a wrong row costs beside large weights."""
    used, columns = np.unique(rows.columns, return_inverse=True)
    rows, kinds = Rows(columns, rows.values, rows.starts), allowed.shape[1]
    order = np.argsort(columns, kind="stable")
    by_column = (
        rows.numbers[order],
        rows.values[order, None],
        np.searchsorted(columns[order], np.arange(len(used))),
    )
    hidden = np.where(allowed, 0.0, -np.inf)

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(len(used) + 1, kinds)
        scores = rows.times(weights) + weights[-1]
        missed = _log_sum(scores) - _log_sum(scores + hidden)
        wrong = (softmax(scores) - softmax(scores + hidden)) * (importance * cost)[:, None]
        numbers, values, starts = by_column
        slope = np.vstack([np.add.reduceat(wrong[numbers] * values, starts, axis=0), wrong.sum(axis=0)])
        slope[:-1] += weights[:-1]
        return float(cost * (importance @ missed) + 0.5 * (weights[:-1] ** 2).sum()), slope.ravel()

    best = minimum(loss, np.zeros((len(used) + 1) * kinds), steps).reshape(len(used) + 1, kinds)
    whole = np.zeros((width + 1, kinds))
    whole[used], whole[-1] = best[:-1], best[-1]
    return whole


def _log_sum(scores: Floats) -> Floats:
    most = scores.max(axis=1)
    return np.asarray(most + np.log(np.exp(scores - most[:, None]).sum(axis=1)))


def minimum(loss: Callable[[Floats], tuple[float, Floats]], at: Floats, steps: int) -> Floats:
    """L-BFGS (Nocedal 1980) with a line search that halves the step."""
    value, slope = loss(at)
    moves: list[Floats] = []
    turns: list[Floats] = []
    for _ in range(steps):
        way = _direction(slope, moves, turns)
        step, gain = 1.0, float(slope @ way)
        while True:
            new_value, new_slope = loss(at - step * way)
            if new_value <= value - 1e-4 * step * gain or step < _SMALLEST_STEP:
                break
            step /= 2
        moves, turns = [*moves, -step * way][-_MEMORY:], [*turns, new_slope - slope][-_MEMORY:]
        at, done = at - step * way, abs(value - new_value) < _ENOUGH * abs(value)
        value, slope = new_value, new_slope
        if done:
            break
    return at


def _direction(slope: Floats, moves: list[Floats], turns: list[Floats]) -> Floats:
    way, shares = slope.copy(), []
    for move, turn in zip(reversed(moves), reversed(turns), strict=True):
        share = (move @ way) / (move @ turn)
        shares.append(share)
        way -= share * turn
    way *= (
        (moves[-1] @ turns[-1]) / (turns[-1] @ turns[-1])
        if moves
        else 1 / max(1.0, float(np.sqrt(slope @ slope)))
    )
    for move, turn, share in zip(moves, turns, reversed(shares), strict=True):
        way += move * (share - (turn @ way) / (move @ turn))
    return way
