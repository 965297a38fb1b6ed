"""The trained sentence model: what a sentence does, as probabilities. Linear, and always the same answer.

The weights are `agent/weights/sentences.npz`; `agent/weights/MODEL_CARD.md` says what they were trained on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.extractors.local.features import BUCKETS
from agent.extractors.local.lines import SentenceKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = tuple(SentenceKind)
WEIGHTS = Path(__file__).parents[2] / "weights" / "sentences.npz"
LARGEST = 127


@dataclass(frozen=True)
class SentenceModel:
    """Small whole numbers, a row a feature and a column a kind, and what one is worth in each column."""

    weights: NDArray[Any]
    scale: NDArray[Any]
    bias: NDArray[Any]

    def probabilities(self, vectors: Iterable[tuple[list[int], list[float]]]) -> NDArray[np.float64]:
        """One row a sentence, one column a kind; each row sums to 1."""
        import numpy as np

        rows = [np.array(values) @ self.weights[columns] for columns, values in vectors]
        scores = np.array(rows).reshape(len(rows), len(KINDS)) * self.scale + self.bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
        shares: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
        return shares

    def save(self, path: Path) -> None:
        """The same weights give the same bytes."""
        import numpy as np

        np.savez_compressed(path, weights=self.weights, scale=self.scale, bias=self.bias)


def quantised(weights: NDArray[Any]) -> SentenceModel:
    """Of float weights with the bias in their last row."""
    import numpy as np

    scale = np.maximum(np.abs(weights[:-1]).max(axis=0), 1e-9) / LARGEST
    return SentenceModel(np.rint(weights[:-1] / scale).astype(np.int8), scale, weights[-1])


@lru_cache(maxsize=1)
def sentence_model(path: Path = WEIGHTS) -> SentenceModel:
    """The weights that come with the program, read once."""
    import numpy as np

    with np.load(path, allow_pickle=False) as file:
        model = SentenceModel(file["weights"], file["scale"], file["bias"])
    if model.weights.shape != (BUCKETS, len(KINDS)):
        raise ValueError(f"{path.name} was trained for other features: train it anew")
    return model
