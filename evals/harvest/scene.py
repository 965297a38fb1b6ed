"""A text without the names of those who are known: what is looked for in it, and in which order. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from agent.text.normalise import Folded, fold
from agent.text.phones import digits, phones, respelt
from evals.harvest.addresses import Addresses
from evals.harvest.cast import Cast, Role, organisation
from evals.harvest.edits import Edit, Edited, edited
from evals.harvest.known import ADDRESS
from evals.harvest.phrases import Phrases, variants

_DOMAIN = re.compile(r"(?<![\w@.-])(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")
_HANDLE = re.compile(r"(?<![\w@.])@([\w.-]{1,40})")
_FIRST_LETTER = re.compile(r"(?:^|[^\w'])([^\W\d_])(?:\. ?| )$")
_LAST_LETTER = re.compile(r" ([^\W\d_])(?![\w'])")
_MARK = re.compile(
    r"(?:^[ \t>|]*|[(\[/][ \t]?)([A-Z]{2,3})(?=[ \t]*(?:[:)\]/]|$))|^[ \t>|]*([A-Z])(?=\.?[ \t]*$)",
    re.MULTILINE,
)
"""Initials where they stand for somebody: "AN: …", "(AN)", alone in a line."""
LETTER_AND_GAP = 4


@dataclass(frozen=True, slots=True)
class Scene:
    """Who may be meant in one case."""

    cast: Cast
    phrases: Phrases
    """Of those on its text, in the directory, among the users; words that stand alone as well."""
    wide: Phrases
    """Of everybody in any case: names of more than one word, and words as they are written."""
    addresses: Addresses
    organisations: frozenset[str]
    marks: dict[str, str]
    """Initials."""

    @classmethod
    def of(
        cls,
        cast: Cast,
        roles: Sequence[Role],
        present: Iterable[Role],
        wide: Phrases,
        organisations: frozenset[str],
    ) -> Scene:
        """`present`: those of the roles that are on the text itself."""
        phrases = Phrases()
        phrases.add(phrase for role in roles for phrase in role.phrases)
        addresses = Addresses(phrases)
        addresses.add(roles)
        return cls(cast, phrases, wide, addresses, organisations, _marks(roles) | _letters(present))

    def edited(self, text: str) -> Edited:
        folded = fold(text)
        placed = (_in(folded, e) for e in chain(self._addresses(folded.text), self._domains(folded.text)))
        people = chain(self._handles(text, folded), self._phones(text), self._names(text, folded))
        return edited(text, chain(placed, people, self._initials(text)))

    def _addresses(self, said: str) -> Iterator[Edit]:
        for found in ADDRESS.finditer(said):
            yield Edit(found.start(), found.end(), self.addresses.address(found[0], self.cast))

    def _domains(self, said: str) -> Iterator[Edit]:
        own = {organisation(found[0].rpartition("@")[2]) for found in ADDRESS.finditer(said)}
        for found in _DOMAIN.finditer(said):
            if organisation(found[0]) in self.organisations | own:
                yield Edit(found.start(), found.end(), self.cast.domain(found[0]))

    def _handles(self, text: str, folded: Folded) -> Iterator[Edit]:
        for found in _HANDLE.finditer(folded.text):
            new = self.addresses.handle(found[1])
            if new:
                edit = _in(folded, Edit(found.start(1), found.end(1), new))
                capital = text[edit.start].isupper()
                yield Edit(edit.start, edit.end, new[0].upper() + new[1:]) if capital else edit

    def _phones(self, text: str) -> Iterator[Edit]:
        for start, end in phones(text):
            said = text[start:end]
            yield Edit(start, end, respelt(said, self.cast.inventor.digits(digits(said))))

    def _names(self, text: str, folded: Folded) -> Iterator[Edit]:
        def written(start: int, end: int) -> str:
            span = folded.original(start, end)
            return text[span.start : span.end]

        close = list(self.phrases.find(folded.text, written))
        beside = (letter for edit in close for letter in self._letters(folded.text, edit))
        letters = (letter for letter in beside if written(letter.start, letter.end).isupper())
        for edit in chain(close, self.wide.find(folded.text, written), letters):
            yield _in(folded, edit)

    def _letters(self, said: str, name: Edit) -> Iterator[Edit]:
        """Initials beside a name: "A. Novak", "Ana N"."""
        spelt = variants(said[name.start : name.end])
        start = max(0, name.start - LETTER_AND_GAP)
        before, after = _FIRST_LETTER.search(said[start : name.start]), _LAST_LETTER.match(said, name.end)
        for word in spelt:
            first = self.addresses.first_letters.get((before[1], word)) if before else None
            last = self.addresses.last_letters.get((word, after[1])) if after else None
            if before and first:
                yield Edit(start + before.start(1), start + before.end(1), first)
            if after and last:
                yield Edit(after.start(1), after.end(1), last)

    def _initials(self, text: str) -> Iterator[Edit]:
        for found in _MARK.finditer(text):
            said = found[1] or found[2]
            if said in self.marks:
                yield Edit(found.end() - len(said), found.end(), self.marks[said])


def _in(folded: Folded, edit: Edit) -> Edit:
    """Where an edit of the folded text stands in the original."""
    span = folded.original(edit.start, edit.end)
    return Edit(span.start, span.end, edit.new)


def _marks(roles: Iterable[Role]) -> dict[str, str]:
    marks: dict[str, str] = {}
    for role in roles:
        real = "".join(word[0] for word, _ in role.words).upper()
        if len(real) > 1:
            marks.setdefault(real, "".join(new[0] for _, new in role.words))
    return marks


def _letters(present: Iterable[Role]) -> dict[str, str]:
    """First letters of first names, as people sign who know each other."""
    pairs = [role.words[0] for role in present if role.words]
    return {real[0].upper(): new[0] for real, new in reversed(pairs)}
