"""The network that reads English sentences within their text, as probabilities of kinds. numpy only.

Word pieces of a sentence are read in windows (gated convolutions, Dauphin et al. 2017), their mean and
maximum stand for the sentence, and a window over sentences sees its neighbours. The weights are
`agent/weights/network.npz`; `agent/weights/MODEL_CARD.md` says how they were made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from agent.extractors.local.lines import Line
from agent.models import Channel
from agent.text.pieces import Pieces
from agent.text.sentences import Marker

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from threadpoolctl import ThreadpoolController

WEIGHTS = Path(__file__).parents[2] / "weights" / "network.npz"
PLACES = (
    *(f"channel {channel}" for channel in Channel),
    *(f"mark {mark}" for mark in Marker),
    *("said", "another speaks", "opens", "first", "last but one", "last", "heading", "label", "asks"),
)
"""How a sentence stands in its text: a row of weights each."""
MOST_PIECES = 64
AT_ONCE = 200
"""Sentences; a long text takes no more memory than these."""
BEGIN, END = 0, 1
"""Rows of what stands before and behind the pieces of a sentence; the pieces come after them."""
_EPSILON = 1e-5


@dataclass(frozen=True)
class Window:
    """One gated convolution, added to what was, then a layer norm. Weights are (width x size, 2 x size)."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    norm: NDArray[np.float32]
    """Two rows: factor and offset."""

    @property
    def reach(self) -> int:
        """Rows before and behind that it sees."""
        return len(self.weights) // len(self.norm[0]) // 2

    def over(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Of rows with `reach` rows of zeros at either end; as many rows less those."""
        import numpy as np

        count = len(rows) - 2 * self.reach
        seen = np.concatenate([rows[at : at + count] for at in range(2 * self.reach + 1)], axis=1)
        both = seen @ self.weights + self.bias
        size = both.shape[1] // 2
        told = rows[self.reach : self.reach + count] + both[:, :size] / (1 + np.exp(-both[:, size:]))
        told -= told.mean(axis=1, keepdims=True)
        told /= np.sqrt((told**2).mean(axis=1, keepdims=True) + _EPSILON)
        return np.asarray(told * self.norm[0] + self.norm[1])


@dataclass(frozen=True)
class Network:
    """Rows of pieces are whole numbers of a byte with one scale a row."""

    pieces: Pieces
    rows: NDArray[np.int8]
    scales: NDArray[np.float32]
    within: tuple[Window, ...]
    pool: NDArray[np.float32]
    """(2 x size + 1, size): of mean and maximum; the last row is the bias. So in `head`."""
    places: NDArray[np.float32]
    between: tuple[Window, ...]
    head: NDArray[np.float32]

    def probabilities(self, lines: Sequence[Line], channel: Channel) -> NDArray[np.float64]:
        """One row a sentence, one column a kind, in the order of `SentenceKind`; each row sums to 1."""
        with _single_threaded().limit(limits=1, user_api="blas"):
            return self._read(lines, channel)

    def _read(self, lines: Sequence[Line], channel: Channel) -> NDArray[np.float64]:
        import numpy as np

        said = [numbers(line, self.pieces) for line in lines]
        told = np.concatenate(
            [self._sentences(said[at : at + AT_ONCE]) for at in range(0, len(said), AT_ONCE)]
        )
        for row, line in enumerate(lines):
            told[row] += self.places[places(lines, line, row, channel)].sum(axis=0)
        for window in self.between:
            edge = np.zeros((window.reach, told.shape[1]), dtype=np.float32)
            told = window.over(np.concatenate([edge, told, edge]))
        scores = (told @ self.head[:-1] + self.head[-1]).astype(np.float64)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    def _sentences(self, said: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """A row a sentence. All are read at once, with rows of zeros between them."""
        import numpy as np

        apart = max(window.reach for window in self.within)
        lengths = np.array([len(one) for one in said])
        starts = apart + np.concatenate([[0], np.cumsum(lengths[:-1] + apart)])
        at = np.repeat(starts - np.concatenate([[0], np.cumsum(lengths[:-1])]), lengths) + np.arange(
            lengths.sum()
        )
        flat = np.concatenate([np.asarray(one) for one in said])
        whole = np.zeros((int(starts[-1] + lengths[-1]) + apart, self.rows.shape[1]), dtype=np.float32)
        whole[at] = self.rows[flat] * self.scales[flat, None]
        for window in self.within:
            inner = window.over(whole[apart - window.reach : len(whole) - apart + window.reach])
            whole = np.zeros_like(whole)
            whole[at] = inner[at - apart]
        kept, first = whole[at], np.concatenate([[0], np.cumsum(lengths[:-1])])
        mean = np.add.reduceat(kept, first, axis=0) / lengths[:, None]
        most = np.maximum.reduceat(kept, first, axis=0)
        pooled = np.concatenate([mean, most], axis=1) @ self.pool[:-1] + self.pool[-1]
        return np.asarray(np.tanh(pooled), dtype=np.float32)


def numbers(line: Line, pieces: Pieces) -> list[int]:
    """The rows that a sentence is read from."""
    label = f"{line.sentence.label} : " if line.sentence.label else ""
    found = pieces.of(label + line.plain)[:MOST_PIECES]
    return [BEGIN, *(number + 2 for number in found), END]


def places(lines: Sequence[Line], line: Line, row: int, channel: Channel) -> list[int]:
    """Which of `PLACES` are true of a sentence."""
    sentence = line.sentence
    true = {
        f"channel {channel}": True,
        f"mark {sentence.marker}": True,
        "said": bool(sentence.speaker),
        "another speaks": row > 0 and lines[row - 1].sentence.speaker != sentence.speaker,
        "opens": line.opens,
        "first": row == 0,
        "last but one": row == len(lines) - 2,
        "last": row == len(lines) - 1,
        "heading": bool(sentence.heading),
        "label": bool(sentence.label),
        "asks": line.plain.rstrip().endswith("?"),
    }
    return [number for number, name in enumerate(PLACES) if true.get(name)]


@lru_cache(maxsize=1)
def _single_threaded() -> ThreadpoolController:
    """For matrices as small as these, threads only wait for each other."""
    import numpy as np  # noqa: F401 - the controller finds what is loaded
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _windows(arrays: Mapping[str, NDArray[np.float32]], name: str) -> tuple[Window, ...]:
    count = sum(key.startswith(f"{name} ") for key in arrays) // 3
    return tuple(
        Window(*(arrays[f"{name} {number} {part}"] for part in ("weights", "bias", "norm")))
        for number in range(count)
    )


@lru_cache(maxsize=1)
def network(path: Path = WEIGHTS) -> Network:
    """The one that comes with the program, read once."""
    import numpy as np

    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    floats = {name: value.astype(np.float32) for name, value in arrays.items() if value.dtype == np.float16}
    if len(floats["places"]) != len(PLACES):
        raise ValueError(f"{path.name} was made for other places in a text: make it anew")
    return Network(
        pieces=Pieces(arrays["pieces"].tobytes().decode().split("\n")),
        rows=arrays["rows"],
        scales=floats["scales"],
        within=_windows(floats, "within"),
        pool=floats["pool"],
        places=floats["places"],
        between=_windows(floats, "between"),
        head=floats["head"],
    )
