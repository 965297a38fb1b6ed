"""Who is meant: the names that came along with a text, found in the forms that people write. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.text.marks import words

_TITLES = words("mr mrs ms miss dr prof herr frau cllr sr sir madam m mme señor señora sra don doña the")
_COMMON = words(
    "will may mark bill rose grace hope art pat sue rob drew chase grant miles it hr it's all team head "
    "office "
    "desk service support lab school county plant accounts sales legal finance operations media new house"
)
"""Names that are words too: never recognised in lower case."""
_GENERIC = words(
    "team desk office service services crew department dept group committee board staff officers all lab"
)
_SHORT = 3
_AT = re.compile(r"(?<!\w)@(?P<who>[\w.-]+\w)")


@dataclass(frozen=True, slots=True)
class Mention:
    """text[start:end] names `name`."""

    start: int
    end: int
    name: str


class Names:
    """All names of one intake; finds them by full name, first or last name, and initials of teams."""

    def __init__(self, full: Sequence[str]) -> None:
        self._by_alias: dict[str, str] = {}
        for name in dict.fromkeys(n for n in full if n.strip()):
            for alias in _aliases(name):
                self._by_alias.setdefault(alias, name)
        forms = sorted(self._by_alias, key=lambda a: (-len(a), a))
        self._pattern = (
            re.compile(rf"(?<![\w@.-])(?:{'|'.join(map(re.escape, forms))})(?![\w@-])") if forms else None
        )

    def find(self, text: str) -> list[Mention]:
        return list(self._found(text))

    def at_start(self, text: str) -> Mention | None:
        found = self._pattern.match(text) if self._pattern else None
        return Mention(found.start(), found.end(), self._by_alias[found[0]]) if found else None

    def called(self, text: str) -> Mention | None:
        """For "@ana" and "@Ana Novak": the words behind the sign, all of a name that is known."""
        found = _AT.search(text)
        if found is None:
            return None
        start = found.start("who")
        known = self.at_start(text[start:])
        end = max(found.end("who"), start + known.end if known else 0)
        return Mention(start, end, known.name if known else found["who"])

    def _found(self, text: str) -> Iterator[Mention]:
        for found in self._pattern.finditer(text) if self._pattern else ():
            yield Mention(found.start(), found.end(), self._by_alias[found[0]])


def _aliases(name: str) -> Iterator[str]:
    bare = name.partition("(")[0].strip() or name.strip()
    parts = bare.split()
    yield from _forms(bare)
    if len(parts) > 1 and not (parts[-1].casefold() in _GENERIC or not parts[-1][:1].isupper()):
        people = [p for p in parts if p.strip(".").casefold() not in _TITLES]
        if len(people) < len(parts):
            yield from _forms(f"{parts[0]} {parts[-1]}")
        for part in (people[:1] + people[-1:]) if len(people) > 1 else []:
            yield from _forms(part)
    if (
        len(parts) > 1
        and len(initials := "".join(p[0] for p in parts if p[0].isalpha())) > 1
        and initials.isupper()
    ):
        yield initials
    if len(parts) > 1 and "and" in parts:
        yield "".join("&" if p == "and" else p[0] for p in parts)


def _forms(alias: str) -> Iterator[str]:
    if len(alias) < _SHORT and not alias.isupper():
        return
    yield alias
    if alias.casefold() not in _COMMON and len(alias) >= _SHORT:
        yield alias.casefold()
        yield alias[:1].upper() + alias[1:]
