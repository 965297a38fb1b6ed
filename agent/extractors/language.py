"""Whether goals are in another language than their text. Pure.

Only what is plain counts: another script, or the function words of another of the languages that we know
where the text has none of them; words that both languages have, such as "in" and "an", tell nothing.
Short or mixed texts are never objected to.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from agent.text.language import ENOUGH, LANGUAGES, by_word, points

LETTERS = 12
"""That goals have at least, to be in a script."""
MOSTLY = 0.8
OF_TEXT, OF_GOALS = 4, 2
"""Points that make a language, of a text and of its goals."""
SCRIPTS = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "HANGUL": "CJK"}
"""A Japanese or Korean text may hold Chinese characters."""


def differs(goals: Iterable[str], text: str) -> bool:
    joined = " ".join(goals)
    ours, theirs = _script(joined), _script(text[:ENOUGH])
    if ours and theirs and ours != theirs:
        return True
    (spoken, most), (_, second) = points(text).most_common(2)
    if most < OF_TEXT or most < 2 * second:
        return False
    words = by_word(joined)
    return any(
        _words_of(code, spoken, words) >= OF_GOALS
        and not _words_of(spoken, code, words)
        and _words_of(code, spoken, by_word(text)) < OF_GOALS
        for code in LANGUAGES
        if code != spoken
    )


def _words_of(code: str, other: str, words: Iterable[frozenset[str]]) -> int:
    """How many are of a language and not of the other one."""
    return sum(code in languages and other not in languages for languages in words)


def _script(text: str) -> str:
    """That nearly all letters are of; empty where there are few or of several."""
    names = (unicodedata.name(c, "").split(" ", 1)[0] for c in text if c.isalpha())
    counts = Counter(SCRIPTS.get(name, name) for name in names)
    if sum(counts.values()) < LETTERS:
        return ""
    script, most = counts.most_common(1)[0]
    return script if most >= MOSTLY * sum(counts.values()) else ""
