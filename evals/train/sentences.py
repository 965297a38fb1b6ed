"""`python -m evals.train.sentences`: the weights of the sentence model, and what they are worth.

The same data, seed and version of numpy give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from agent.extractors.local.classify import ASKING, kind_of
from agent.extractors.local.features import BUCKETS
from agent.extractors.local.lines import SentenceKind
from agent.extractors.local.model import KINDS, WEIGHTS, SentenceModel, quantised
from evals.train.fitting import Flags, Rows, fit
from evals.train.texts import Labelled, labelled, own_texts

COST = 6.0
SEEN_TWICE = 2
"""A feature that one sentence alone has is left out."""


def train(own: Sequence[Labelled]) -> SentenceModel:
    """The mean of three: of the first texts, of the later ones, of all. One alone is too sure of its own."""
    parts = [[one for one in own if not one.later], [one for one in own if one.later], own]
    first, later, whole = (_fitted(part) if part else None for part in parts)
    if first is None or later is None or whole is None:
        return quantised(_fitted(own))
    speaks = KINDS.index(SentenceKind.HOSTILE)
    later[:, speaks] = whole[:, speaks]  # no later text speaks to software
    return quantised((first + later + whole) / len(parts))


def _fitted(own: Sequence[Labelled]) -> NDArray[np.float64]:
    rows = Rows.of(one.vector for one in own)
    kinds = np.array([[one.kind is kind for kind in KINDS] for one in own])
    common = (np.bincount(rows.columns, minlength=BUCKETS) >= SEEN_TWICE).astype(np.float64)
    return fit(rows.scaled(common), kinds, np.ones(len(own)), BUCKETS, COST)


def measured(own: Sequence[Labelled], folds: int, seed: int = 0) -> dict[str, float]:
    """What models are worth that were trained on other texts: of kinds, and of work or none by language."""
    texts = np.array([one.text for one in own])
    part = np.random.default_rng(seed).permutation(texts.max() + 1)[texts] % folds
    said = np.empty(len(own), dtype=np.int64)
    for number in range(folds):
        model = train([one for one, p in zip(own, part, strict=True) if p != number])
        asked = [one.vector for one, p in zip(own, part, strict=True) if p == number]
        said[part == number] = [KINDS.index(kind_of(row)) for row in model.probabilities(asked)]
    kinds = np.array([KINDS.index(one.kind) for one in own])
    found = {f"f1 {kind}": _f1(said == number, kinds == number) for number, kind in enumerate(KINDS)}
    work = [KINDS.index(kind) for kind in ASKING]
    for language in sorted({one.language for one in own}):
        here = np.array([one.language == language for one in own])
        found[f"work f1 {language}"] = _f1(np.isin(said[here], work), np.isin(kinds[here], work))
    return {**found, "work f1": _f1(np.isin(said, work), np.isin(kinds, work)), "sentences": len(own)}


def _f1(said: Flags, true: Flags) -> float:
    return round(float(2 * (said & true).sum() / max(1, said.sum() + true.sum())), 3)


def main(
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = WEIGHTS,
    folds: Annotated[int | None, typer.Option(min=2, help="Write nothing; cross-validate by text.")] = None,
) -> None:
    """Train on all of our own texts and write the weights."""
    own = list(labelled(own_texts()))
    if folds:
        typer.echo(json.dumps(measured(own, folds), indent=1))
        return
    model = train(own)
    model.save(out)
    typer.echo(json.dumps({"sha256": sha256(out.read_bytes()).hexdigest(), "bytes": out.stat().st_size}))


if __name__ == "__main__":
    typer.run(main)
