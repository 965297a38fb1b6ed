"""One outcome as far as it has been read. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from agent.extractors.local.lines import Line, SentenceKind
from agent.extractors.local.owners import Owner
from agent.text.marks import words

_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d.,-]*\d|\d{2,}")
_STOP = words(
    "the and for with that this you your can could would will please need needs have has from "
    "into they them she her his him one ones are was were not but also all any our out get "
    "got let may must should now just than then when what who how why did does done about "
    "there here been being more some someone something very too its it's der die das und für "
    "mit sie ich bitte den dem des ein eine les des une pour avec que los las una por con"
)


@dataclass(slots=True)
class Draft:
    """One outcome as far as it has been read."""

    key: Line
    kind: SentenceKind
    owner: Owner
    quotes: list[Line] = field(default_factory=list)
    """Sentences that ask for it or explain it, the key one first."""
    details: list[tuple[Line, SentenceKind]] = field(default_factory=list)
    """Sentences near it that may hold its deadline, its priority, what it must be."""
    topic: Line | None = None
    """What the key sentence is about, where it does not say so itself."""
    replaces: Draft | None = None
    """What was asked for first and taken back in the same breath."""

    def lines(self) -> list[Line]:
        """All sentences that may say something about it, those that ask for it first."""
        return list(dict.fromkeys([*self.quotes, *(line for line, _ in self.details)]))

    def asking(self) -> list[Line]:
        """Those that ask for it."""
        return [line for line in self.quotes if line is not self.topic]

    def later(self) -> list[Line]:
        """Details that stand behind its key sentence."""
        return [line for line, _ in self.details if line.number > self.key.number]


def content(text: str) -> set[str]:
    """The words that carry meaning, shortened to their stems."""
    return {w.casefold()[:6] for w in _WORD.findall(text)} - {s[:6] for s in _STOP}
