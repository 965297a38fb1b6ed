"""The large network that the small one learns from: all-MiniLM-L6-v2, taught on whole texts. Needs torch.

A text is read at once, so that each sentence is judged with its neighbours; the mean of its pieces counts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import typer
from numpy.typing import NDArray

from agent.extractors.local.model import KINDS
from agent.text.pieces import Pieces
from agent.text.sentences import Marker
from evals.train.lessons import Lesson, Matrix
from evals.train.teacher import model_folder

EPOCHS, BATCH, RATE, SEED = 4, 16, 2e-4, 1
_MOST_AT_ONCE, _MOST_PIECES = 240, 80
_BEGIN, _END = 101, 102
_SMOOTH = 0.05
_MARKS = {Marker.OPEN: "[ ] ", Marker.DONE: "[x] "}
_ELSE = "- "
Tensor = Any
"""One of torch."""
Part = tuple[list[int], list[int]]
"""Pieces, and of each the sentence that it is of; -1 for none."""


class Large:
    """`taught` once, then kept in a file; `answers` of any texts."""

    def __init__(self) -> None:
        from torch import manual_seed, nn
        from transformers import AutoModel

        folder = model_folder()
        manual_seed(SEED)
        self.body: Any = AutoModel.from_pretrained(folder)
        self.head: Any = nn.Linear(self.body.config.hidden_size, len(KINDS))
        self.vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")[: self.rows.shape[0]]
        self.pieces = Pieces(self.vocabulary)

    @property
    def rows(self) -> Matrix:
        """Of each piece, before anything was read."""
        return np.asarray(self.body.embeddings.word_embeddings.weight.detach().numpy())

    def teach(self, lessons: Sequence[Lesson], file: Path) -> None:
        """The rows of the pieces stay as they are, so that words that no lesson has keep their place."""
        import torch

        if file.is_file():
            states = torch.load(file)
            self.body.load_state_dict(states["body"])
            self.head.load_state_dict(states["head"])
            return
        self.body.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
        weights = [w for w in (*self.body.parameters(), *self.head.parameters()) if w.requires_grad]
        steps = torch.optim.AdamW(weights, lr=RATE)
        self.body.train()
        chance = random.Random(SEED)  # noqa: S311 - the order of lessons is no secret
        batches = [batch for _ in range(EPOCHS) for batch in self._batches(lessons, chance)]
        for number, batch in enumerate(batches):
            for group in steps.param_groups:
                group["lr"] = RATE * min(1, (number + 1) / (0.1 * len(batches))) * (1 - number / len(batches))
            scores, keys = self._scores(batch)
            true = torch.tensor([KINDS.index(lessons[text].kinds[at]) for text, at in keys])
            loss = torch.nn.functional.cross_entropy(scores, true, label_smoothing=_SMOOTH)
            steps.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            steps.step()
            if number % (len(batches) // EPOCHS) == 0:
                typer.echo(f"large: {number} of {len(batches)}, loss {loss.item():.3f}")
        torch.save({"body": self.body.state_dict(), "head": self.head.state_dict()}, file)

    def answers(self, lessons: Sequence[Lesson]) -> list[Matrix]:
        """Of each text a row a sentence, a column a kind."""
        import torch

        self.body.eval()
        found = [np.zeros((len(lesson.lines), len(KINDS)), dtype=np.float32) for lesson in lessons]
        with torch.inference_mode():
            for batch in self._batches(lessons, None):
                scores, keys = self._scores(batch)
                for (text, at), row in zip(keys, torch.softmax(scores, -1).numpy(), strict=True):
                    found[text][at] = row
        return found

    def _batches(
        self, lessons: Sequence[Lesson], chance: random.Random | None
    ) -> Iterator[list[tuple[int, Part]]]:
        """Parts of texts of like length; in chance order to learn from."""
        parts = [(number, part) for number, lesson in enumerate(lessons) for part in self._parts(lesson)]
        parts.sort(key=lambda part: len(part[1][0]) + (40 * chance.random() if chance else 0))
        batches = [parts[at : at + BATCH] for at in range(0, len(parts), BATCH)]
        if chance:
            chance.shuffle(batches)
        yield from batches

    def _parts(self, lesson: Lesson) -> Iterator[Part]:
        channel = [_BEGIN, *self.pieces.of(lesson.channel.value), _END]
        begin: Part = (channel, [-1] * len(channel))
        said, of = list(begin[0]), list(begin[1])
        for number, line in enumerate(lesson.lines):
            sentence = line.sentence
            before = "".join(f"{name}: " for name in (sentence.speaker, sentence.label) if name)
            found = self.pieces.of(before + _MARKS.get(sentence.marker, _ELSE) + line.plain)[:_MOST_PIECES]
            if len(said) + len(found) >= _MOST_AT_ONCE and of[-1] >= 0:
                yield said, of
                said, of = list(begin[0]), list(begin[1])
            said += [*found, _END]
            of += [number] * (len(found) + 1)
        yield said, of

    def _scores(self, batch: Sequence[tuple[int, Part]]) -> tuple[Any, list[tuple[int, int]]]:
        import torch

        longest = max(len(said) for _, (said, _of) in batch)
        numbers = torch.zeros((len(batch), longest), dtype=torch.long)
        keys: dict[tuple[int, int], int] = {}
        owner = np.full((len(batch), longest), -1)
        for row, (text, (said, of)) in enumerate(batch):
            numbers[row, : len(said)] = torch.tensor(said)
            owner[row, : len(of)] = [keys.setdefault((text, at), len(keys)) if at >= 0 else -1 for at in of]
        hidden = self.body(input_ids=numbers, attention_mask=(numbers > 0).long()).last_hidden_state
        means = _means(hidden.flatten(0, 1), owner.ravel(), len(keys))
        return self.head(means), list(keys)


def _means(rows: Tensor, owner: NDArray[np.int64], count: int) -> Tensor:
    import torch

    of = torch.tensor(owner)
    kept = of >= 0
    sums = torch.zeros((count, rows.shape[1])).index_add(0, of[kept], rows[kept])
    return sums / torch.bincount(of[kept], minlength=count)[:, None]
