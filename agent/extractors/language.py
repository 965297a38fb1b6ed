"""Whether goals are in another language than their text. Pure.

Only what is plain counts: another script, or the function words of another of the languages that we know
where the text has none of them. Short or mixed texts are never objected to.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

ENOUGH = 4000
"""Characters of a text that settle its language."""
LETTERS = 12
"""That goals have at least, to be in a script."""
MOSTLY = 0.8
OF_TEXT, OF_GOALS = 4, 2
"""Function words that make a language, in a text and in its goals."""
SCRIPTS = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "HANGUL": "CJK"}
"""A Japanese or Korean text may hold Chinese characters."""
_WORDS = {
    "en": "the and to of is that for you we it with this please can be are have will would could on from by",
    "de": "der die das und ist nicht bitte wir sie mit für den dem ein eine auf zu bis von im zum zur",
    "fr": "le les et est pour vous nous une dans que du au aux avec sur merci pas ce cette il faut",
    "es": "el los y por una con para las del se al que favor gracias está hay su nos lo",
    "pt": "os uma não com por favor para dos das ao obrigado você em na seu já está são",
    "nl": "het een en niet van wij voor naar aan graag alstublieft is op met ik je wordt zijn",
}
WORDS = {code: frozenset(words.split()) for code, words in _WORDS.items()}


def differs(goals: Iterable[str], text: str) -> bool:
    joined, text = " ".join(goals), text[:ENOUGH]
    ours, theirs = _script(joined), _script(text)
    if ours and theirs and ours != theirs:
        return True
    said, asked = _counts(text), _counts(joined)
    (spoken, most), (_, second) = said.most_common(2)
    if most < OF_TEXT or most < 2 * second or asked[spoken]:
        return False
    return any(count >= OF_GOALS and said[code] < OF_GOALS for code, count in asked.items())


def _script(text: str) -> str:
    """That nearly all letters are of; empty where there are few or of several."""
    names = (unicodedata.name(c, "").split(" ", 1)[0] for c in text if c.isalpha())
    counts = Counter(SCRIPTS.get(name, name) for name in names)
    if sum(counts.values()) < LETTERS:
        return ""
    script, most = counts.most_common(1)[0]
    return script if most >= MOSTLY * sum(counts.values()) else ""


def _counts(text: str) -> Counter[str]:
    """Function words of each language; those of several count for each."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return Counter({code: sum(word in known for word in words) for code, known in WORDS.items()})
