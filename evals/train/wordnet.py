"""What the static embedder learns from: WordNet, and sentences of mail. No case of any eval is in it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

_LONGEST_GLOSSED = 3
"""Synonyms that stand before a definition."""
_NOUN_TOPICS = frozenset({4, 6, 7, 8, 10, 11, 13, 14, 15, 17, 18, 21, 26, 27, 28})
"""Lexicographer files of what work is about: acts, things, texts, events, food, groups, places, people."""
_MADE_UP = 60_000
_BLOCK = 4000
_ROUNDS = 3
_NEVER_COUNTED = 0.15
_PREPOSITIONS = ("for", "in", "at", "on", "from", "with", "of", "near", "before", "after", "to", "by")


@dataclass(frozen=True, slots=True)
class Synset:
    topic: int
    words: tuple[str, ...]
    gloss: str


class Common:
    """Words to draw from, the commoner the likelier."""

    def __init__(self, words: Sequence[str], counts: dict[tuple[str, int], int], kind: int) -> None:
        self._words = sorted(set(words))
        likely = ((counts.get((word, kind), 0) + _NEVER_COUNTED) ** 0.5 for word in self._words)
        self._likely = list(accumulate(likely))

    def one(self, rng: random.Random) -> str:
        return rng.choices(self._words, cum_weights=self._likely)[0]


def texts(wordnet: Path, sentences: Path, seed: int = 7) -> list[str]:
    """The sentences, then definitions, examples and made-up requests in equal blocks."""
    synsets = {kind: list(_synsets(wordnet / f"data.{kind}")) for kind in ("noun", "verb", "adj", "adv")}
    every = [synset for kind in synsets.values() for synset in kind]
    parts = {
        "requests": _requests(synsets, _counts(wordnet / "cntlist.rev"), _drawing(seed)),
        "examples": [said for synset in every for said in re.findall(r'"([^"]{8,160})"', synset.gloss)],
        "definitions": [_definition(synset) for synset in every],
    }
    rng = _drawing(1)
    for part in parts.values():
        rng.shuffle(part)
    mail = [json.loads(line)["text"] for line in sentences.read_text(encoding="utf-8").splitlines()]
    blocks = range(0, _ROUNDS * _BLOCK, _BLOCK)
    return mail + [text for at in blocks for part in parts.values() for text in part[at : at + _BLOCK]]


def _drawing(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 no secret hangs on it, and a seed makes the weights again


def _synsets(path: Path) -> Iterator[Synset]:
    """Of a WordNet 3.0 data file; the licence at its head is indented."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("  "):
            head, _, gloss = line.partition(" | ")
            fields = head.split()
            words = (fields[4 + 2 * at] for at in range(int(fields[3], 16)))
            plain = (re.sub(r"\(.*", "", word).replace("_", " ") for word in words)
            yield Synset(int(fields[1]), tuple(plain), gloss.strip())


def _definition(synset: Synset) -> str:
    meaning = re.sub(r';?\s*".*', "", synset.gloss).strip()
    return f"{', '.join(synset.words[:_LONGEST_GLOSSED])}: {meaning}"


def _counts(path: Path) -> dict[tuple[str, int], int]:
    """How often a word was met, by part of speech."""
    counts: dict[tuple[str, int], int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, count = line.split()
        word, _, rest = key.partition("%")
        known = word.replace("_", " "), int(rest[0])
        counts[known] = counts.get(known, 0) + int(count)
    return counts


def _requests(
    synsets: dict[str, list[Synset]], counts: dict[tuple[str, int], int], rng: random.Random
) -> list[str]:
    """Sentences of the form of a goal, without sense: they teach what each word adds to a sentence."""
    about = [word for synset in synsets["noun"] if synset.topic in _NOUN_TOPICS for word in synset.words]
    nouns = Common([word for word in about if word.islower() and word.count(" ") <= 1], counts, 1)
    verbs = Common([w for s in synsets["verb"] for w in s.words if w.count(" ") <= 1], counts, 2)
    adjectives = Common([w for s in synsets["adj"] for w in s.words if " " not in w], counts, 3)
    return [_request(nouns, verbs, adjectives, rng) for _ in range(_MADE_UP)]


def _request(nouns: Common, verbs: Common, adjectives: Common, rng: random.Random) -> str:
    verb, placed = verbs.one(rng), rng.random()
    text = f"{verb} the {_thing(nouns, adjectives, rng)}"
    if placed < 0.6:  # noqa: PLR2004 six in ten say where or for what
        text += f" {rng.choice(_PREPOSITIONS)} the {_thing(nouns, adjectives, rng)}"
    if rng.random() < 0.3:  # noqa: PLR2004 three in ten have a second sentence
        thing = _thing(nouns, adjectives, rng)
        text += f". {thing} {verbs.one(rng)} the {_thing(nouns, adjectives, rng)}"
    return text[0].upper() + text[1:]


def _thing(nouns: Common, adjectives: Common, rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.35:  # noqa: PLR2004 a noun alone, one with an adjective, or two
        return nouns.one(rng)
    if kind < 0.6:  # noqa: PLR2004 as above
        return f"{adjectives.one(rng)} {nouns.one(rng)}"
    return f"{nouns.one(rng)} {nouns.one(rng)}"
