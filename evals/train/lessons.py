"""What the network learns from: our labelled texts, and texts made of them that the teacher answers for.

As in TinyBERT (Jiao et al. 2020), words are put in the place of words near them, and sentences of several
texts into one: the labels of these nobody knows, but the teacher says how likely each is.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from agent.extractors.local.lines import Line, SentenceKind
from agent.models import Channel
from evals.train.texts import LabelledText, read

Matrix = NDArray[np.float32]
COPIES = 3
"""Of each English text with other words in it."""
SWAPPED = 0.35
"""Of the words that may be swapped."""
_COMMON = 350
"""So many of the commonest words ask, promise and join: they stay."""
_NEAREST, _NEAR = 8, 0.3
_FEW, _MANY = 3, 12
_WORD = re.compile(r"[A-Za-z]+")
_LONG = 4


@dataclass(frozen=True)
class Lesson:
    """A text to learn from; `kinds` where people said what its sentences do."""

    lines: tuple[Line, ...]
    channel: Channel
    language: str
    kinds: tuple[SentenceKind, ...] = ()


def lessons(texts: Sequence[LabelledText]) -> list[Lesson]:
    found = []
    for text in texts:
        lines, kinds = read(text)
        if lines:
            found.append(Lesson(tuple(lines), text.channel, text.language, tuple(kinds)))
    return found


def made_of(known: Sequence[Lesson], near: Mapping[str, Sequence[str]], seed: int) -> Iterator[Lesson]:
    """Texts with other words, and of sentences of several texts."""
    chance = random.Random(seed)  # noqa: S311 - which words are swapped is no secret

    def other(line: Line) -> Line:
        said = _WORD.sub(lambda found: _swapped(found[0], near, chance), line.plain)
        return replace(line, plain=said, words=said)

    english = [lesson for lesson in known if lesson.language == "en"]
    for _ in range(COPIES):
        for lesson in english:
            yield replace(lesson, lines=tuple(map(other, lesson.lines)), kinds=())
    yield from _mixed(known, other, chance)


def _mixed(known: Sequence[Lesson], other: Callable[[Line], Line], chance: random.Random) -> Iterator[Lesson]:
    pools: dict[tuple[Channel, str], list[Line]] = {}
    for lesson in known:
        pools.setdefault((lesson.channel, lesson.language), []).extend(lesson.lines)
    for (channel, language), lines in pools.items():
        chance.shuffle(lines)
        at = 0
        while at < len(lines):
            taken = lines[at : at + chance.randint(_FEW, _MANY)]
            at += len(taken)
            yield Lesson(tuple(map(other, taken)) if language == "en" else tuple(taken), channel, language)


def _swapped(word: str, near: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    others = near.get(word.lower())
    if not others or chance.random() > SWAPPED:
        return word
    taken = chance.choice(others)
    return taken.capitalize() if word[0].isupper() else taken


def neighbours(known: Sequence[Lesson], vocabulary: Sequence[str], rows: Matrix) -> dict[str, list[str]]:
    """For words of the texts the words that stand near them, by the rows of a model with that vocabulary."""
    counted = Counter(
        word.lower() for lesson in known for line in lesson.lines for word in _WORD.findall(line.plain)
    )
    common = {word for word, _ in counted.most_common(_COMMON)}
    whole = [
        at
        for at, piece in enumerate(vocabulary)
        if piece.isascii() and piece.isalpha() and len(piece) >= _LONG and piece not in common
    ]
    units = rows[whole] - rows[whole].mean(axis=0)
    units /= np.linalg.norm(units, axis=1, keepdims=True)
    place = {vocabulary[at]: number for number, at in enumerate(whole)}
    found: dict[str, list[str]] = {}
    for word in counted.keys() & place.keys():
        likeness = units @ units[place[word]]
        nearest = np.argsort(-likeness, kind="stable")[1 : _NEAREST + 1]
        found[word] = [vocabulary[whole[at]] for at in nearest if likeness[at] > _NEAR]
    return found
