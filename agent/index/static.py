"""The static embedding model that is shipped: a vector for each word piece, summed. numpy only."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from agent.index.embedders import Vectors
from agent.index.pieces import Pieces

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

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self._rows.shape[1]), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[:] = self._one(text)
        return rows

    def _one(self, text: str) -> Vectors:
        numbers = self._pieces.of(text)
        row = self._scales[numbers] @ self._rows[numbers].astype(np.float32)
        length = float(np.linalg.norm(row))
        if not length:
            row[0] = length = 1.0
        return row / np.float32(length)


@cache
def shipped() -> StaticEmbedder:
    """Read once a process; 30 ms."""
    return StaticEmbedder(resources.files("agent").joinpath(SHIPPED).read_bytes())
