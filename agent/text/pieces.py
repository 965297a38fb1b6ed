"""Words cut into the pieces of a fixed vocabulary, the way WordPiece models are trained."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WORD_OR_SIGN = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+|[^\w\s]|_")
_LONGEST = 100
"""Letters of a word; longer ones are keys and blobs, which say nothing."""
_REMEMBERED = 50_000


class Pieces:
    """Greedy longest match from the left (Wu et al. 2016), in lower case and without accents.

    Cuts words and punctuation like the tokenizer of uncased BERT. What it does not know is left out, for one
    "unknown" would be shared by all unknown words.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, text: str) -> list[int]:
        """The numbers of the pieces, in order."""
        return [number for word in _words(text) for number in self._pieces(word)]

    def _pieces(self, word: str) -> tuple[int, ...]:
        found = self._known.get(word)
        if found is None:
            found = tuple(self._cut(word)) if len(word) <= _LONGEST else ()
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[word] = found
        return found

    def _cut(self, word: str) -> Iterator[int]:
        pieces: list[int] = []
        while word:
            start = "##" if pieces else ""
            ends = range(len(word), 0, -1)
            end = next((end for end in ends if start + word[:end] in self._numbers), 0)
            if not end:
                return
            pieces.append(self._numbers[start + word[:end]])
            word = word[end:]
        yield from pieces


def _words(text: str) -> list[str]:
    return _WORD_OR_SIGN.findall(text.lower() if text.isascii() else _without_accents(text.lower()))


class _Bare(dict[int, int | None]):
    """For `str.translate`: letters stay, their accents go."""

    def __missing__(self, code: int) -> int | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        bare = None if unicodedata.category(chr(code)) == "Mn" else code
        self[code] = bare
        return bare


_BARE = _Bare()


def _without_accents(text: str) -> str:
    return unicodedata.normalize("NFD", text).translate(_BARE)
