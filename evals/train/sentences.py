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

from agent.extractors.local.features import BUCKETS
from agent.extractors.local.model import KINDS, WEIGHTS, SentenceModel, quantised
from evals.train.fitting import Rows, fit
from evals.train.texts import Labelled, labelled, own_texts

COST = 2.0
SEEN_TWICE = 2
"""A feature that one sentence alone has is left out."""


def train(own: Sequence[Labelled]) -> SentenceModel:
    rows = Rows.of(one.vector for one in own)
    kinds = np.array([[one.kind is kind for kind in KINDS] for one in own])
    common = (np.bincount(rows.columns, minlength=BUCKETS) >= SEEN_TWICE).astype(np.float64)
    return quantised(fit(rows.scaled(common), kinds, np.ones(len(own)), BUCKETS, COST))


def main(out: Annotated[Path, typer.Option(help="Where the weights go.")] = WEIGHTS) -> None:
    """Train on all of our own texts and write the weights."""
    model = train(list(labelled(own_texts())))
    model.save(out)
    typer.echo(json.dumps({"sha256": sha256(out.read_bytes()).hexdigest(), "bytes": out.stat().st_size}))


if __name__ == "__main__":
    typer.run(main)
