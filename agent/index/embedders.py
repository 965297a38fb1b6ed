"""Text to vectors: what the dense leg compares.

How much a word tells where a few texts are read whole is another thing: closely.py asks the shipped model.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

MOST_BODY = 1000
"""Characters; for finding only, nothing is cut for people."""


class Embedder(Protocol):
    """Threads may share one."""

    @property
    def name(self) -> str:
        """A fingerprint: two embedders of one name give the same vectors for the same text."""
        ...

    def prepare(self) -> None:
        """Fetch what is needed and not there yet, which may take minutes: called before an index is made, and
        never by a search. Raises IndexUnavailable.
        """
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length for each text, which does not depend on the others. A text is a title, or
        one and its whole body after a line break. Raises IndexUnavailable where `prepare` has to come first,
        EmbedderUnavailable where a server would not.
        """
        ...


def cut(text: str) -> str:
    """As much as counts. What hides details reads the whole text before, for half a detail is none."""
    return text[: text.find("\n") + 1 + MOST_BODY]
