"""What the sentence models are worth on others' sentences: their features and what they say of a sentence,
weighed anew on some of the sentences, asked of the rest.

Nothing that a sentence is scored with was chosen with its label in sight, the threshold included; the models
that come along were taught on other texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agent.extractors.local.features import BUCKETS
from agent.extractors.local.model import KINDS, sentence_model
from agent.extractors.local.network import network
from agent.models import Channel
from evals.train.fitting import Floats, Rows, fit
from evals.train.texts import seen

COST = 2.0
SHARES = (1.0, 0.0, 0.3, 0.5)
"""Runs of letters are left out: with so many sentences of one language they add nothing."""
SEEN_TWICE = 2
WIDTH = BUCKETS + 2 * len(KINDS)
"""The features, and behind them what each of two models says of each kind."""
LEAST, WEIGHT = 1e-3, 0.5
"""How sure a model may be at most, and what its logarithms of odds count beside a feature."""
INNER_FOLDS = 4

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Guess:
    asks: bool
    score: float
    """Above 0 where it is taken to ask."""


def guesses(texts: Sequence[str], labels: Sequence[int], folds: int, seed: int = 0) -> list[Guess]:
    """Of each sentence what a model says that never saw it."""
    rows, wanted = Rows.of(map(vector, texts)), np.array(labels)
    found = np.zeros(len(wanted))
    for inside, outside in _parts(wanted, folds, seed):
        known, told = rows.chosen(inside), wanted[inside]
        threshold = _threshold(known, told, seed)
        found[outside] = _scores(known, told, rows.chosen(outside)) - threshold
    return [Guess(bool(score > 0), float(score)) for score in found]


def vector(text: str) -> tuple[list[int], list[float]]:
    """A row may hold several sentences; they are taken together."""
    sentences = seen(text, Channel.NOTE, shares=SHARES)[1]
    columns = [c for found, _ in sentences for c in found]
    values = [v for _, found in sentences for v in found]
    return [*columns, *range(BUCKETS, WIDTH)], [*values, *_said(text)]


def _said(text: str) -> list[float]:
    """What the models that come along say of the likeliest of its sentences, kind by kind."""
    lines, sentences = seen(text, Channel.NOTE)
    if not lines:
        return [0.0] * (WIDTH - BUCKETS)
    told = (sentence_model().probabilities(iter(sentences)), network().probabilities(lines, Channel.NOTE))
    likely = np.concatenate([one.max(axis=0) for one in told])
    return [float(odds) for odds in WEIGHT * np.log((likely + LEAST) / (1 - likely + LEAST))]


def _parts(labels: Numbers, folds: int, seed: int) -> Iterator[tuple[Numbers, Numbers]]:
    """As many of each label in every part."""
    chance, part = np.random.default_rng(seed), np.zeros(len(labels), dtype=np.int64)
    for label in (0, 1):
        rows = chance.permutation(np.flatnonzero(labels == label))
        part[rows] = np.arange(len(rows)) % folds
    for number in range(folds):
        yield np.flatnonzero(part != number), np.flatnonzero(part == number)


def _scores(known: Rows, labels: Numbers, asked: Rows) -> Floats:
    scale = known.rarity(WIDTH) * (np.bincount(known.columns, minlength=WIDTH) >= SEEN_TWICE)
    scale[BUCKETS:] = 1
    allowed = np.stack([labels == 0, labels == 1], axis=1)
    weights = fit(known.scaled(scale), allowed, np.ones(len(labels)), WIDTH, COST)
    scores = asked.scaled(scale).times(weights) + weights[-1]
    return np.asarray(scores[:, 1] - scores[:, 0])


def _threshold(rows: Rows, labels: Numbers, seed: int) -> float:
    """The score from which on F1 is best, as far as the sentences that are known tell."""
    scores = np.zeros(len(labels))
    for inside, outside in _parts(labels, INNER_FOLDS, seed + 1):
        scores[outside] = _scores(rows.chosen(inside), labels[inside], rows.chosen(outside))
    order = np.argsort(-scores)
    right = np.cumsum(labels[order])
    f1 = 2 * right / (np.arange(1, len(labels) + 1) + labels.sum())
    return float(scores[order][f1.argmax()]) - 1e-9
