"""What stands for the names in mail addresses, @handles and domains. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from agent.text.names import word_set
from evals.harvest.cast import Cast, Role, forms
from evals.harvest.invented import Sort, fold_name
from evals.harvest.known import TEAM_WORDS
from evals.harvest.phrases import Phrases, variants

_RUN = re.compile(r"[^\W\d_]+")
_INITIAL = re.compile(r"(?:^|.*[\W\d_])([^\W\d_])[._-]?", re.DOTALL)
NOBODYS = TEAM_WORDS | word_set("all do general hello no not")
"""Words of addresses that are nobody's in particular: "info", "no-reply"."""


@dataclass(slots=True)
class Addresses:
    phrases: Phrases
    """Names of those who may be meant."""
    forms: dict[str, str] = field(default_factory=dict)
    """Names run together, real to invented: "anovak"."""
    first_letters: dict[tuple[str, str], str] = field(default_factory=dict)
    """First letter and last name → the letter of the invented first name."""
    last_letters: dict[tuple[str, str], str] = field(default_factory=dict)
    """First name and last letter → the letter of the invented last name."""
    owners: dict[str, str] = field(default_factory=dict)
    """Addresses of people, with what stands for the part before the @ where their name is not in it."""

    def add(self, roles: Iterable[Role]) -> None:
        for role in roles:
            if role.words and role.real.email:
                self.owners.setdefault(role.real.email.casefold(), _dotted(role))
            if len(role.words) > 1:
                self._add_pair(role)

    def _add_pair(self, role: Role) -> None:
        (first, new_first), (last, new_last) = role.words[0], role.words[-1]
        for real, new in forms(role.words):
            self.forms.setdefault(real, new)
        for spelt in variants(last):
            self.first_letters.setdefault((fold_name(first)[:1], spelt), new_first[0])
        for spelt in variants(first):
            self.last_letters.setdefault((spelt, fold_name(last)[:1]), new_last[0])

    def address(self, said: str, cast: Cast) -> str:
        """`said` is folded. Nobody's local part stays as it is; of a stranger it is invented."""
        local, _, domain = said.partition("@")
        nobodys = set(_RUN.findall(local)) <= NOBODYS
        new = self.handle(local) or self.owners.get(said) or (local if nobodys else None)
        return f"{new or cast.inventor.name(Sort.FIRST, local).lower()}@{cast.domain(domain)}"

    def handle(self, said: str) -> str | None:
        """None where nobody who is known is in it. `said` is folded."""
        found = [(edit.start, edit.end, edit.new) for edit in self.phrases.find(said, None)]
        runs = (run for run in _RUN.finditer(said) if run[0] in self.forms)
        found += [(run.start(), run.end(), self.forms[run[0]]) for run in runs]
        parts, at = [], 0
        for start, end, new in sorted(found, key=lambda place: (place[0], -place[1])):
            if start >= at:
                parts += [self._initial(said[at:start], said[start:end]), new.lower().replace(" ", "-")]
                at = end
        return "".join([*parts, said[at:]]) if parts else None

    def _initial(self, before: str, name: str) -> str:
        """With the invented letter in front of a last name: "a.novak"."""
        found = _INITIAL.fullmatch(before)
        letters = (self.first_letters.get((found[1], spelt)) for spelt in variants(name)) if found else ()
        new = next((letter for letter in letters if letter), None)
        if found is None or new is None:
            return before
        return before[: found.start(1)] + new.lower() + before[found.end(1) :]


def _dotted(role: Role) -> str:
    return ".".join(invented.lower() for _, invented in (role.words[0], role.words[-1])[: len(role.words)])
