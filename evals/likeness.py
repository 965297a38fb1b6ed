"""The weights of likeness, fitted on pairs that people labelled.

Two steps: weights that put the same work first among what was found for a text (McFadden's conditional
logit), then a chance from likeness and lead over the next best (Platt's logistic regression), on the pairs
that no veto tells apart. Both by Newton's method.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from agent.advice import MOST_CANDIDATES, MOST_READ
from agent.errors import InputError
from agent.index.closely import APART, Closeness, Traits, logit
from agent.index.likeness import MOST_AHEAD, Likeness
from agent.index.signals import Signals

Array = NDArray[np.float64]

_RIDGE = 1.0
"""Holds weights back where pairs are few; signals are in units of their spread."""
_LEAST_RIDGE = 1e-3
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
    read: Mapping[str, Traits] = field(default_factory=dict)
    """The traits of the nearest."""


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
    found = ranking.model_copy(update={name: round(value, DIGITS) for name, value in parts})
    return found.model_copy(update={"closely": _closeness(compared, found)})


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
    slope, lead, offset = _signed(np.array(rows)[:, :-1], np.array(labels), ("slope", "lead")).tolist()
    return slope, lead, offset


def _closeness(compared: Sequence[Compared], ranking: Likeness) -> Closeness | None:
    """Out of the nearest that were read and that no veto tells apart; None where nothing was."""
    rows: list[tuple[float, ...]] = []
    labels: list[float] = []
    for text in compared:
        nearest = ranking.ranked(text.found)[:MOST_READ]
        for candidate in nearest if text.read else ():
            if candidate.id in text.read and candidate.id not in text.told_apart:
                rows.append((logit(candidate.score), candidate.dense, *text.read[candidate.id]))
                labels.append(float(candidate.id in text.same))
    if not rows:
        return None
    names = ("found", "meaning", *Traits._fields)
    *weights, offset = np.round(_signed(np.array(rows), np.array(labels), names), DIGITS).tolist()
    found, meaning, *told = weights
    named = dict(zip(Traits._fields, told, strict=True))
    return Closeness(found=found, meaning=meaning, weights=named, offset=offset)


def _signed(rows: Array, labels: Array, names: Sequence[str]) -> Array:
    """Weights and offset, none of the wrong sign: what would have one is left out, worst first."""
    spread = rows.std(axis=0) + 1e-9
    scaled = np.hstack([rows / spread, np.ones((len(rows), 1))])
    ways = np.array([-1.0 if name in APART else 1.0 for name in names])
    kept = list(range(len(names)))
    while True:
        fitted = _logistic(scaled[:, [*kept, -1]], labels, ridge=_RIDGE)
        right = fitted[:-1] * ways[kept]
        if not kept or right.min() >= 0:
            break
        kept.pop(int(right.argmin()))
    weights = np.zeros(len(names))
    weights[kept] = fitted[:-1] / spread[kept]
    return np.append(weights, fitted[-1])


def _logistic(rows: Array, labels: Array, ridge: float = _LEAST_RIDGE) -> Array:
    """The last column is the offset, which nothing holds back."""
    weights, held = np.zeros(rows.shape[1]), np.full(rows.shape[1], ridge)
    held[-1] = _LEAST_RIDGE
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chance - labels) + held * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(held)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < _ENOUGH:
            break
    return np.asarray(weights)
