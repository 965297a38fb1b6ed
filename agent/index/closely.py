"""Two texts read side by side: what both say, in whichever place, and what each says alone.

The index compares a text with many by the words it kept; here a few are read whole. How much a word tells is
the length of its vector in the shipped model, whatever else is in the index, for in a small one every word is
rare, and whichever embedder the index has. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import NamedTuple

import numpy as np
from pydantic import model_validator

from agent.duplicates import Candidate
from agent.index import static
from agent.models import Noun
from agent.records import Entry
from agent.text.overlap import ORDINALS, content_words, is_any_work

READ = 600
"""Characters of a body."""
_SCALE, _MOST = 2.0, 10.0
"""A word tells twice the length of its vector, at most so much."""
_WORK_VERB = 0.4
_CODE, _COUNT = 10.0, 5.0
"""What a number tells: of three signs and more, and of fewer."""
_CODE_LENGTH = 3
_ORDINALS = frozenset(ORDINALS.values())
_ENOUGH = 20.0
"""More than this in common adds nothing."""
_LEAST = 1e-6


class Traits(NamedTuple):
    """Of two texts, whichever comes first."""

    retold: float
    """What one says in its goal and the other in its text only: the same in other words. 0 to 1."""
    facts: float
    """What both say outside their goals, as a share of what the one that says less there says."""
    alone: float
    """How much the most telling word of each goal tells that nothing in the other text is near to."""


APART = frozenset({"alone"})
"""What tells two texts apart."""


class Closeness(Noun):
    """How likely two texts ask for the same work: from the chance they were found with, and from traits."""

    found: float
    """Of the logit of that chance."""
    meaning: float
    """Of the meaning in common, as the index sees it."""
    weights: dict[str, float]
    """Of each trait by its name. What tells apart is never above 0, what is in common never below."""
    offset: float

    @model_validator(mode="after")
    def _weighs_every_trait(self) -> Closeness:
        signed = {name: -weight if name in APART else weight for name, weight in self.weights.items()}
        if signed.keys() != set(Traits._fields) or min(self.found, self.meaning, *signed.values()) < 0:
            raise ValueError(
                f"needs a weight for each of {', '.join(Traits._fields)}, none of the wrong sign"
            )
        return self

    def chance(self, found: Candidate, traits: Traits) -> float:
        told = (self.weights[name] * value for name, value in zip(traits._fields, traits, strict=True))
        before = self.found * logit(found.score) + self.meaning * found.dense
        return 1 / (1 + exp(-(before + self.offset + sum(told))))


def logit(chance: float) -> float:
    held = min(max(chance, _LEAST), 1 - _LEAST)
    return log(held / (1 - held))


@dataclass(frozen=True, slots=True)
class Reading:
    """The stems of a text, each once."""

    goal: tuple[str, ...]
    rest: tuple[str, ...]
    """Those of the body that the goal has not."""

    @property
    def every(self) -> tuple[str, ...]:
        return self.goal + self.rest


class Words:
    """The words of some texts: how much each tells, and where it points."""

    def __init__(self, words: dict[str, str]) -> None:
        """Stem → how it is spelt."""
        sums = static.shipped().sums([word.casefold() for word in words.values()])
        lengths = np.linalg.norm(sums, axis=1)
        self._rows = sums / (lengths[:, None] + _LEAST)
        self._at = {stem: at for at, stem in enumerate(words)}
        self._tells = {
            stem: _tells(stem, length) for stem, length in zip(words, lengths.tolist(), strict=True)
        }

    def tell(self, stems: Iterable[str]) -> float:
        return sum(self._tells[stem] for stem in stems)

    def most_alone(self, stems: Sequence[str], others: Sequence[str]) -> float:
        """The most that one of these words tells which none of the others is near to."""
        own = [stem for stem in stems if stem not in others]
        if not own or not others:
            return max((self._tells[stem] for stem in own), default=0.0)
        near = self._rows[[self._at[s] for s in own]] @ self._rows[[self._at[s] for s in others]].T
        return max(
            self._tells[stem] * (1.0 if has_digit(stem) else 1 - min(max(cosine, 0.0), 1.0))
            for stem, cosine in zip(own, near.max(axis=1).tolist(), strict=True)
        )


def compared(new: Entry, others: Sequence[Entry]) -> list[Traits]:
    """The traits of a text and each of some others."""
    spellings: dict[str, str] = {}
    read, *known = (_reading(entry, spellings) for entry in (new, *others))
    words = Words(spellings)
    return [traits(read, other, words) for other in known]


def traits(new: Reading, old: Reading, words: Words) -> Traits:
    goals = {*new.goal, *old.goal}
    retold = {*new.rest} & {*old.goal} | {*old.rest} & {*new.goal}
    least = min(words.tell(stem for stem in one.rest if stem not in goals) for one in (new, old))
    alone = words.most_alone(new.goal, old.every), words.most_alone(old.goal, new.every)
    return Traits(
        retold=min(words.tell(retold) / _ENOUGH, 1.0),
        facts=min(words.tell({*new.rest} & {*old.rest}) / max(least, _CODE), 1.0),
        alone=sum(alone) / _ENOUGH,
    )


def has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _reading(entry: Entry, spellings: dict[str, str]) -> Reading:
    """Adds how its words are spelt."""
    goal, body = content_words(entry.title), content_words(entry.body[:READ])
    spellings |= goal | body
    return Reading(tuple(goal), tuple(stem for stem in body if stem not in goal))


def _tells(stem: str, length: float) -> float:
    if has_digit(stem):
        return _CODE if len(stem) >= _CODE_LENGTH and stem not in _ORDINALS else _COUNT
    return min(_SCALE * length, _MOST) * (_WORK_VERB if is_any_work(stem) else 1.0)
