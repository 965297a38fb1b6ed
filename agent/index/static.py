"""The static embedding model that is shipped: a vector for each word piece, summed. numpy only."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from agent.index.embedders import Vectors, cut
from agent.text.pieces import Pieces

SHIPPED = "weights/static.npz"


class StaticEmbedder:
    """Near in meaning is near in direction, as far as a sum of words can tell; English first.

    The weights are whole numbers of a byte and one scale a row. How much a piece tells is the length of its
    row. A text of which nothing is known gets a direction of its own.
    """

    def __init__(self, weights: bytes) -> None:
        with np.load(io.BytesIO(weights)) as arrays:
            self._rows: NDArray[np.int8] = arrays["rows"]
            self._scales: Vectors = arrays["scales"].astype(np.float32)
            pieces = arrays["pieces"].tobytes().decode().split("\n")
        self._pieces = Pieces(pieces)
        self._name = f"static-{hashlib.sha256(weights).hexdigest()[:12]}"

    @property
    def name(self) -> str:
        return self._name

    def prepare(self) -> None:
        """It is shipped."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = self.sums([cut(text) for text in texts])
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows[lengths[:, 0] == 0, 0] = 1.0
        return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)

    def sums(self, texts: Sequence[str]) -> Vectors:
        """Before they got unit length: the longer, the more a text tells. Zeros where nothing is known."""
        rows = np.zeros((len(texts), self._rows.shape[1]), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):  # one by one, which stays in the cache
            if numbers := self._pieces.of(text):
                (self._rows[numbers] * self._scales[numbers, None]).sum(axis=0, out=row)
        return rows


@cache
def shipped() -> StaticEmbedder:
    """Read once a process; 30 ms."""
    return StaticEmbedder(resources.files("agent").joinpath(SHIPPED).read_bytes())
