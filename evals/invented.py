"""Made-up work of any amount, in which new words keep coming up as they do in real work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, count, islice

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from agent.records import Entry
from evals import tables
from evals.cases import own
from evals.gold import DocumentRow

_SEED = 7
_CHUNK = 1000
"""Entries that are drawn together; any of them can be made again without those before."""
_TITLE = (4, 12)
_BODY, _SPREAD = 40, 0.6
"""Words of a body: their median and, in logarithms, how much bodies differ."""
_RARE = 0.3
"""Of the words: names, parts, numbers, places. The others are words of our own cases, as often as there."""
_STEEPNESS, _SHIFT = 1.6, 300
"""Of the Zipf-Mandelbrot law that rare words follow. The 243,000 words of the issues of Hadoop hold 15,800
different ones, so many of these 16,000."""
_TOPICAL = 0.4
"""Of the words: those of the topic that an entry is about."""
_TOPIC_WORDS, _TOPIC_STEEPNESS, _TOPIC_SHIFT = 30, 1.4, 50
_KEPT = 0.5
"""Of the words when somebody tells the same work again."""
_ONSETS = re.findall("[a-z]+", "b br c ch d dr f fl g gr h j k l m n p pl qu r s st t tr v w")
_RHYMES = re.findall("[a-z]+", "a an ar e el en er i in is o on or u um")


def entries(amount: int, first: int = 0) -> Iterator[Entry]:
    """`amount` of them from number `first` on, the same each time."""
    start, skipped = divmod(first, _CHUNK)
    return islice(chain.from_iterable(map(_chunk, count(start))), skipped, skipped + amount)


def told_again(entry: Entry, seed: int) -> Entry:
    """The same work in part of its words, among others of their kind."""
    rng = default_rng((_SEED, 1, seed))
    title, body = (_reworded(text.split(), rng) for text in (entry.title, entry.body))
    return Entry(id=f"again-{entry.id}", title=title, body=body)


def _chunk(number: int) -> list[Entry]:
    rng = default_rng((_SEED, 0, number))
    titles = rng.integers(*_TITLE, size=_CHUNK, endpoint=True)
    bodies = np.exp(rng.normal(np.log(_BODY), _SPREAD, size=_CHUNK)).astype(int) + 1
    topics = _ranks(rng, _CHUNK, _TOPIC_STEEPNESS, _TOPIC_SHIFT)
    lengths = titles + bodies
    words = iter(_words(rng, int(lengths.sum())))
    picks = iter(rng.integers(_TOPIC_WORDS, size=int(lengths.sum())).tolist())
    topical = iter((rng.random(int(lengths.sum())) < _TOPICAL).tolist())
    made = []
    for at in range(_CHUNK):
        about = _topic(int(topics[at]))
        drawn = [
            about[pick] if of_topic else word
            for word, pick, of_topic in islice(zip(words, picks, topical, strict=True), int(lengths[at]))
        ]
        title, body = " ".join(drawn[: titles[at]]), " ".join(drawn[titles[at] :])
        made.append(Entry(id=f"w{number * _CHUNK + at}", title=title, body=body))
    return made


@cache
def _topic(number: int) -> list[str]:
    return _words(default_rng((_SEED, 2, number)), _TOPIC_WORDS)


def _words(rng: Generator, amount: int) -> list[str]:
    usual = _usual()
    common = rng.integers(len(usual), size=amount).tolist()
    ranks = _ranks(rng, amount, _STEEPNESS, _SHIFT).tolist()
    rare = (rng.random(amount) < _RARE).tolist()
    return [_word(ranks[at]) if rare[at] else usual[common[at]] for at in range(amount)]


def _ranks(rng: Generator, amount: int, steepness: float, shift: int) -> NDArray[np.int64]:
    """By inversion of the tail ((1 + shift) / (rank + 1 + shift)) ** (steepness - 1)."""
    above = 1.0 - rng.random(amount)
    return ((1 + shift) * (above ** (-1 / (steepness - 1)) - 1)).clip(max=1e15).astype(np.int64)


def _word(rank: int) -> str:
    """A name that can be said, or for each fifth a number."""
    if rank % 5 == 0:
        return f"{_ONSETS[rank % len(_ONSETS)]}{rank}"
    syllables = []
    rest = rank + 1000
    while rest:
        rest, at = divmod(rest, len(_ONSETS) * len(_RHYMES))
        syllables.append(_ONSETS[at // len(_RHYMES)] + _RHYMES[at % len(_RHYMES)])
    return "".join(syllables)


def _reworded(words: list[str], rng: Generator) -> str:
    others = _words(rng, len(words))
    kept = rng.random(len(words)) < _KEPT
    return " ".join(word if keep else other for word, other, keep in zip(words, others, kept, strict=True))


@cache
def _usual() -> list[str]:
    items, _pairs = own("duplicates")
    rows = [labelled.row for labelled in tables.read([items], DocumentRow)]
    return list(chain.from_iterable(f"{row.title} {row.body}".split() for row in rows))
