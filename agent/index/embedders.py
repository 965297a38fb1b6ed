"""Text to vectors: what the dense leg compares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Raises nothing for any text; an embedder that calls out raises IndexUnavailable."""

    @property
    def name(self) -> str:
        """A fingerprint: two embedders of one name give the same vectors for the same text."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length for each text."""
        ...

    def sums(self, texts: Sequence[str]) -> Vectors:
        """The same rows before they got that length: the longer, the more a text tells."""
        ...
