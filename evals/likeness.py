"""The weights of likeness, fitted on pairs that people labelled.

Two steps: weights that put the same work first among what was found for a text (McFadden's conditional
logit), then a chance from likeness and lead over the next best (Platt's logistic regression), on the pairs
that no veto tells apart. Both by Newton's method.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agent.advice import MOST_CANDIDATES
from agent.errors import InputError
from agent.index.likeness import MOST_AHEAD, Likeness
from agent.index.signals import Signals

Array = NDArray[np.float64]

_RIDGE = 1.0
"""Holds weights back where pairs are few; signals are in units of their spread."""
_ROUNDS = 60
_ENOUGH = 1e-4
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Compared:
    """One text of the labelled ones, and what was found for it."""

    id: str
    found: Mapping[str, Signals]
    same: frozenset[str]
    told_apart: frozenset[str]
    """Those that a veto keeps from being called a duplicate."""


def fit(compared: Sequence[Compared], about: str = "") -> Likeness:
    """Raises InputError where no labelled duplicate was found, so that there is nothing to learn."""
    tables = [(_matrix(text), _labels(text)) for text in compared if text.found]
    learned = [(signals, same) for signals, same in tables if same.any()]
    if not learned:
        raise InputError("none of the labelled duplicates was found: there is nothing to fit")
    # with so few pairs a weight may come out below 0; more in common is never less alike
    weights = np.maximum(_ranking(learned), 0.0)
    named = dict(zip(Signals._fields, np.round(weights, DIGITS).tolist(), strict=True))
    ranking = Likeness(weights=named, slope=1.0, lead=1.0, offset=0.0, about=about)
    parts = zip(("slope", "lead", "offset"), _chances(compared, ranking), strict=True)
    return ranking.model_copy(update={name: round(value, DIGITS) for name, value in parts})


def folded(compared: Sequence[Compared], folds: int, seed: int = 0) -> dict[str, Likeness]:
    """For each text the weights that were fitted without it, and without all that is the same work."""
    of = {text.id: _fold(min({text.id, *text.same}), folds, seed) for text in compared}
    fitted = [fit([text for text in compared if of[text.id] != fold]) for fold in range(folds)]
    return {id_: fitted[fold] for id_, fold in of.items()}


def _fold(name: str, folds: int, seed: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed} {name}".encode()).digest()[:8]) % folds


def _matrix(text: Compared) -> Array:
    return np.array(list(text.found.values()), dtype=np.float64)


def _labels(text: Compared) -> Array:
    return np.array([float(id_ in text.same) for id_ in text.found])


def _ranking(learned: Sequence[tuple[Array, Array]]) -> Array:
    """Weights under which each text's duplicates are likeliest to stand before all else that was found."""
    spread = np.concatenate([signals for signals, _ in learned]).std(axis=0) + 1e-9
    scaled = [(signals / spread, same / same.sum()) for signals, same in learned]
    weights = np.zeros(len(spread))
    loss = _loss(scaled, weights)
    for _ in range(_ROUNDS):
        slope, bend = _RIDGE * weights, _RIDGE * np.eye(len(weights))
        for signals, same in scaled:
            likely = _softmax(signals @ weights)
            slope = slope + signals.T @ (likely - same)
            apart = signals - likely @ signals
            bend = bend + apart.T @ (apart * likely[:, None])
        step, length = np.linalg.solve(bend, slope), 1.0
        while length > _ENOUGH and _loss(scaled, weights - length * step) > loss:
            length /= 2
        weights = weights - length * step
        before, loss = loss, _loss(scaled, weights)
        if before - loss < _ENOUGH:
            break
    return np.asarray(weights / spread)


def _loss(scaled: Sequence[tuple[Array, Array]], weights: Array) -> float:
    likely = ((same, _softmax(signals @ weights)) for signals, same in scaled)
    surprise = sum(float(-(same * np.log(chance + 1e-300)).sum()) for same, chance in likely)
    return surprise + _RIDGE * float(weights @ weights) / 2


def _softmax(values: Array) -> Array:
    raised = np.exp(values - values.max())
    return np.asarray(raised / raised.sum())


def _chances(compared: Iterable[Compared], ranking: Likeness) -> tuple[float, float, float]:
    """Slope, lead and offset, from those that are judged and that no veto tells apart."""
    rows: list[tuple[float, float, float]] = []
    labels: list[float] = []
    for text in compared:
        logits = {id_: ranking.logit(ranking.of(signals)) for id_, signals in text.found.items()}
        order = sorted(logits, key=lambda id_: -logits[id_])
        best, second = ranking.rivals([logits[id_] for id_ in order])
        for at, id_ in enumerate(order[:MOST_CANDIDATES]):
            if id_ not in text.told_apart:
                ahead = logits[id_] - (best if at else second)
                rows.append((logits[id_], min(max(ahead, -MOST_AHEAD), MOST_AHEAD), 1.0))
                labels.append(float(id_ in text.same))
    slope, lead, offset = _logistic(np.array(rows), np.array(labels)).tolist()
    return slope, lead, offset


def _logistic(rows: Array, labels: Array) -> Array:
    weights = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chance - labels) + 1e-3 * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + 1e-3 * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < _ENOUGH:
            break
    return np.asarray(weights)
