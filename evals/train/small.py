"""The small network while it learns; `agent/extractors/local/network.py` is the same in numpy. By torch."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import typer

from agent.extractors.local.model import KINDS
from agent.extractors.local.network import PLACES, numbers, places
from agent.text.pieces import Pieces
from evals.train.lessons import Lesson, Matrix

SIZE, WITHIN, BETWEEN, WIDTH, WIDTH_BETWEEN = 96, 3, 1, 3, 3
EPOCHS, BATCH, RATE, SEED = 6, 32, 2e-3, 0
_DROPPED, _BLANKED, _DECAY, _WARM = 0.1, 0.05, 0.01, 0.05
_PAD = -1
Tensor = Any
"""One of torch."""
Weights = dict[str, Tensor]
Example = tuple[list[list[int]], list[list[int]], Matrix]
"""Of each sentence its pieces, its places, and how likely each kind is."""


def examples(lessons: Sequence[Lesson], answers: Sequence[Matrix], pieces: Pieces) -> list[Example]:
    return [
        (
            [numbers(line, pieces) for line in lesson.lines],
            [places(lesson.lines, line, at, lesson.channel) for at, line in enumerate(lesson.lines)],
            answer,
        )
        for lesson, answer in zip(lessons, answers, strict=True)
    ]


def taught(known: Sequence[Example], rows: Matrix) -> dict[str, Matrix]:
    """The weights, named as in the file. `rows` of the pieces stay; what is made of them is learned."""
    import torch

    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311 - the order of lessons is no secret
    weights = _fresh(rows.shape[1])
    fixed = torch.tensor(rows)
    steps = torch.optim.AdamW(weights.values(), lr=RATE, weight_decay=_DECAY)
    batches = [batch for _ in range(EPOCHS) for batch in _batches(known, chance)]
    for number, batch in enumerate(batches):
        for group in steps.param_groups:
            warm = min(1, (number + 1) / (_WARM * len(batches)))
            group["lr"] = RATE * warm * max(0.02, 1 - number / len(batches))
        scores = _scores(weights, fixed, batch)
        wanted = torch.tensor(np.concatenate([answer for _, _, answer in batch]))
        loss = -(wanted * torch.log_softmax(scores, -1)).sum(-1).mean()
        steps.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(list(weights.values()), 1.0)
        steps.step()
        if number % (len(batches) // EPOCHS) == 0:
            typer.echo(f"small: {number} of {len(batches)}, loss {loss.item():.3f}")
    found = {name: value.detach().numpy() for name, value in weights.items()}
    return {**found, "rows": rows @ found.pop("in")[:-1] + weights["in"].detach().numpy()[-1]}


def _fresh(width: int) -> Weights:
    """Weights of a matrix carry the bias in their last row."""
    import torch

    def matrix(above: int, beside: int) -> Tensor:
        return torch.cat([torch.empty(above, beside).uniform_(-1, 1) / above**0.5, torch.zeros(1, beside)])

    found = {"in": matrix(width, SIZE), "pool": matrix(2 * SIZE, SIZE), "head": matrix(SIZE, len(KINDS))}
    found["places"] = torch.zeros(len(PLACES), SIZE)
    for name, count, wide in (("within", WITHIN, WIDTH), ("between", BETWEEN, WIDTH_BETWEEN)):
        for number in range(count):
            whole = matrix(wide * SIZE, 2 * SIZE)
            found[f"{name} {number} weights"], found[f"{name} {number} bias"] = (
                whole[:-1].clone(),
                whole[-1].clone(),
            )
            found[f"{name} {number} norm"] = torch.stack([torch.ones(SIZE), torch.zeros(SIZE)])
    return {name: value.requires_grad_() for name, value in found.items()}


def _batches(known: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Texts of about as many sentences."""
    order = sorted(known, key=lambda example: len(example[0]) + 3 * chance.random())
    batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    chance.shuffle(batches)
    yield from batches


def _scores(weights: Weights, rows: Tensor, batch: Sequence[Example]) -> Tensor:
    import torch

    drop = torch.nn.functional.dropout
    said = [one for pieces, _, _ in batch for one in pieces]
    grid = np.full((len(said), max(map(len, said))), _PAD)
    for row, one in enumerate(said):
        grid[row, : len(one)] = one
    at = torch.tensor(grid)
    seen = (at != _PAD).float()[..., None]
    blank = (torch.rand(at.shape) > _BLANKED).float()[..., None]
    read = drop(rows[at.clamp(min=0)] * blank @ weights["in"][:-1] + weights["in"][-1], _DROPPED) * seen
    for number in range(WITHIN):
        read = _window(weights, f"within {number}", read) * seen
    mean, most = read.sum(1) / seen.sum(1), (read - 1e4 * (1 - seen)).max(1).values
    told = torch.tanh(
        drop(torch.cat([mean, most], -1), _DROPPED) @ weights["pool"][:-1] + weights["pool"][-1]
    )
    where = np.zeros((len(said), len(PLACES)), dtype=np.float32)
    for row, true in enumerate(true for _, standing, _ in batch for true in standing):
        where[row, true] = 1
    told = told + torch.tensor(where) @ weights["places"]
    whole, slots = _apart(told, [len(pieces) for pieces, _, _ in batch])
    for number in range(BETWEEN):
        whole = _window(weights, f"between {number}", whole)
    return drop(whole.flatten(0, 1)[slots], _DROPPED) @ weights["head"][:-1] + weights["head"][-1]


def _apart(told: Tensor, counts: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Sentences by text, with rows of zeros behind each, and where they are when laid flat."""
    import torch

    longest = max(counts) + 1
    slots = torch.tensor([text * longest + at for text, count in enumerate(counts) for at in range(count)])
    flat = torch.zeros(len(counts) * longest, told.shape[1]).index_copy(0, slots, told)
    return flat.view(len(counts), longest, -1), slots


def _window(weights: Weights, name: str, rows: Tensor) -> Tensor:
    """As `agent.extractors.local.network.Window`, over (texts, rows, size)."""
    import torch

    matrix, (factor, offset) = weights[f"{name} weights"], weights[f"{name} norm"]
    wide = len(matrix) // SIZE
    padded = torch.nn.functional.pad(rows, (0, 0, wide // 2, wide // 2))
    seen = torch.cat([padded[:, at : at + rows.shape[1]] for at in range(wide)], -1)
    kept, gate = (seen @ matrix + weights[f"{name} bias"]).chunk(2, -1)
    added = torch.nn.functional.dropout(kept * torch.sigmoid(gate), _DROPPED)
    return torch.nn.functional.layer_norm(rows + added, (SIZE,), factor, offset)
