"""Text to vectors, without a model: what the dense leg compares."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Hashes = NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_GRAM_LENGTHS = (3, 4, 5)
_WORD_WEIGHT = 3.0
"""A whole word counts as much as a few of the character runs inside it."""
_BLANK = np.uint64(1)


class Embedder(Protocol):
    """Raises nothing for any text; an embedder that calls out raises IndexUnavailable."""

    @property
    def name(self) -> str:
        """A fingerprint: two embedders of one name give the same vectors for the same text."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length for each text."""
        ...


class HashedEmbedder:
    """Signed feature hashing of words and character runs, after Weinberger et al. 2009.

    Needs no weights and no download, and says the same in every process: similar spelling is
    near, similar meaning is not.
    """

    def __init__(self, dimensions: int = 384) -> None:
        self._dimensions = dimensions

    @property
    def name(self) -> str:
        return f"hashed-{self._dimensions}-v1"

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[:] = self._one(text)
        return rows

    def _one(self, text: str) -> Vectors:
        words = _WORD.findall(text.casefold())
        features, counts = np.unique(_features(words), return_counts=True)
        weights = 1.0 + np.log(counts)
        weights[features % np.uint64(2) == 1] *= _WORD_WEIGHT
        mixed = _mixed(features)
        signs = np.where(mixed >> np.uint64(63), 1.0, -1.0)
        bins = (mixed % np.uint64(self._dimensions)).astype(np.int64)
        row = np.bincount(bins, weights * signs, minlength=self._dimensions)
        length = float(np.linalg.norm(row))
        if not length:  # opposite features met in every bin, or there are none
            row[0] = length = 1.0
        return (row / length).astype(np.float32)


def _features(words: Sequence[str]) -> Hashes:
    """Hashes of words (odd) and of character runs (even); a fixed one where there are no words."""
    if not words:
        return np.array([_BLANK])
    whole = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint64)
    joined = f" {' '.join(words)} ".encode("utf-32-le", "surrogatepass")
    letters = np.frombuffer(joined, dtype=np.uint32).astype(np.uint64)
    runs = [_runs(letters, length) for length in _GRAM_LENGTHS if len(letters) >= length]
    two = np.uint64(2)
    return np.concatenate([whole * two + np.uint64(1), *(run * two for run in runs)])


def _runs(letters: Hashes, length: int) -> Hashes:
    """A polynomial hash of each run of `length` letters, modulo 2^64."""
    hashes = np.full(len(letters) - length + 1, length, dtype=np.uint64)
    for offset in range(length):
        hashes = hashes * np.uint64(0x100000001B3) + letters[offset : offset + len(hashes)]
    return hashes


def _mixed(features: Hashes) -> Hashes:
    """The finaliser of splitmix64, so that bins and signs do not follow the letters."""
    features = (features ^ (features >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    features = (features ^ (features >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return features ^ (features >> np.uint64(31))
