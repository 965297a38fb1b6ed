"""Cases with invented names: everything that is told in them, and what must not be left. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from agent.people import Directory
from agent.stores.people import User
from agent.text.phones import digits, phones
from evals.gold import GoldRow
from evals.harvest.cases import Candidate, LeftOut
from evals.harvest.cast import Cast, Role, domain_of
from evals.harvest.decided import Decided
from evals.harvest.known import ADDRESS, Someone, named, of_directory, of_intake
from evals.harvest.phrases import Phrases, is_everyday
from evals.harvest.scene import Scene

IN_ROWS = frozenset({"sender", "recipients", "people", "note"})
IN_ITEMS = frozenset({"goal", "owner", "due_phrase", "done_criteria", "note"})
"""Fields that people's words stand in, beside the text and what is quoted from it."""
ENVELOPE_WORDS = ("sender", "recipient")
"""Owners that are no name."""


def renamed(
    made: Sequence[Candidate], directory: Directory, users: Iterable[User], key: bytes
) -> tuple[list[Candidate], list[LeftOut]]:
    """The cases with invented names, and those in which a name would be left."""
    house = [*of_directory(directory), *(named(user.name, user.email) for user in users)]
    meant = [[*house, *of_intake(one.text.intake), *_owners(one.text)] for one in made]
    company = Company.of(key, dict.fromkeys(someone for those in meant for someone in those))
    kept, left_out = [], []
    for one, those in zip(made, meant, strict=True):
        row, left = company.rename(one, those)
        if left:
            reason = f"not every name can be replaced: {', '.join(map(repr, left))}"
            left_out.append(LeftOut(id=one.text.intake.id, reason=reason))
        else:
            kept.append(Candidate(row, one.text, one.changed))
    return kept, left_out


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody who is known in any of the cases."""

    cast: Cast
    wide: Phrases
    """What means one of them in any text."""
    organisations: frozenset[str]
    anywhere: frozenset[str]
    """Spellings that are left in no case, in any letters."""
    as_written: frozenset[str]
    """Likewise, as they are written in the name."""

    @classmethod
    def of(cls, key: bytes, everybody: Iterable[Someone]) -> Company:
        known = list(everybody)
        cast = Cast.of(key, known)
        roles = [cast.role(someone) for someone in known]
        wide = Phrases()
        wide.add(phrase for role in roles for phrase in role.wide)
        return cls(
            cast,
            wide,
            frozenset(filter(None, (domain_of(someone.email) for someone in known))),
            frozenset(name for name in _spellings(roles) if " " in name or "@" in name),
            frozenset(word for role in roles for word in role.telling),
        )

    def rename(self, one: Candidate, meant: Iterable[Someone]) -> tuple[GoldRow, list[str]]:
        """The case anew, and the names that are left in it all the same."""
        roles = [self.cast.role(someone) for someone in dict.fromkeys(meant)]
        present = [self.cast.role(someone) for someone in of_intake(one.text.intake)]
        row = rename(one.row, Scene.of(self.cast, roles, present, self.wide, self.organisations))
        return row, list(names_left(row, one.row, self.anywhere | _spellings(roles), self.as_written))


def rename(row: GoldRow, scene: Scene) -> GoldRow:
    """Quotes are cut out of the new text where they stood in the old one, so they stay verbatim."""
    text = scene.edited(row.text)

    def cut(quote: str) -> str:
        at = row.text.find(quote)
        return text.cut(at, at + len(quote))

    def say(words: str) -> str:
        return words if words in ENVELOPE_WORDS else scene.edited(words).text

    items = [{**_said(item, IN_ITEMS, say), "evidence": tuple(map(cut, item.evidence))} for item in row.items]
    return GoldRow.model_validate({**_said(row, IN_ROWS, say), "text": text.text, "items": items})


def names_left(
    row: GoldRow, before: GoldRow, names: frozenset[str], as_written: frozenset[str]
) -> Iterator[str]:
    """Names, numbers and addresses that stand in a case as whole words, in any letters; those that are
    everyday words, or may be, only as they are written in the name.
    """
    said = unicodedata.normalize("NFC", "\n".join(_texts(row)))
    folded = said.casefold()
    for name in sorted(names | as_written):
        if name.casefold() in folded:
            exact = name not in names or is_everyday(name)
            yield from [name] if _stands(name, said, exact=exact) else []
    yield from sorted(_numbers_and_addresses(before.text) & _numbers_and_addresses(said))


def _spellings(roles: Iterable[Role]) -> frozenset[str]:
    return frozenset(name for role in roles for name in role.spellings)


def _numbers_and_addresses(text: str) -> set[str]:
    numbers = {digits(text[start:end]) for start, end in phones(text)}
    return numbers | {found[0].casefold() for found in ADDRESS.finditer(text)}


def _stands(name: str, said: str, *, exact: bool) -> bool:
    flags = re.NOFLAG if exact else re.IGNORECASE
    is_letter = len(name) == 1 and name.isalnum()
    return not is_letter and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said, flags))


def _said(part: BaseModel, spoken: frozenset[str], say: Callable[[str], str]) -> dict[str, object]:
    """Its fields, those that people's words stand in said anew."""
    fields = part.model_dump(mode="json")
    return {name: _each(value, say) if name in spoken else value for name, value in fields.items()}


def _each(value: object, say: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return say(value)
    if isinstance(value, dict):
        return {name: _each(part, say) for name, part in value.items()}
    return [_each(part, say) for part in value] if isinstance(value, list) else value


def _texts(row: GoldRow) -> Iterator[str]:
    """All that people's words stand in."""
    parts = [(row, IN_ROWS | {"text"}), *((item, IN_ITEMS | {"evidence"}) for item in row.items)]
    for part, spoken in parts:
        waiting: list[object] = list(part.model_dump(mode="json", include=set(spoken)).values())
        while waiting:
            value = waiting.pop()
            if isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                waiting += value.values() if isinstance(value, dict) else value


def _owners(text: Decided) -> list[Someone]:
    """Whom the engine or a person named."""
    items = [item for review in text.reviews for item in (review.first, review.proposal.item)]
    names = dict.fromkeys(item.owner.value for item in items)
    return [named(name) for name in names if name and name not in ENVELOPE_WORDS]
