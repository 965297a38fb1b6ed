"""Everybody who is known, each with an invented name; what of it a text may hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from agent.text.names import word_set
from evals.harvest.invented import Inventor, Sort, fold_name
from evals.harvest.known import ADDRESS, Someone, name_words
from evals.harvest.phrases import Phrase, is_everyday, variants

_RUN = re.compile(r"[^\W\d_]+")
_SECOND_LEVEL = word_set("ac co com edu gov net org or")


@dataclass(frozen=True, slots=True)
class Role:
    """One of the known, with all that replaces what is known of them."""

    real: Someone
    phrases: tuple[Phrase, ...]
    """Words that stand alone, whole names, aliases, a handle."""
    words: tuple[tuple[str, str], ...] = ()
    """Of a person's name, first name first, each with the invented one."""

    @property
    def wide(self) -> tuple[Phrase, ...]:
        """Those that mean them in other texts too: of more than one word, and words as they are written."""
        several = (phrase for phrase in self.phrases if len(phrase.words) > 1)
        alone = (phrase for phrase in self.phrases if phrase.written in self.telling)
        return (*several, *(replace(phrase, everyday=True) for phrase in alone))

    @property
    def telling(self) -> list[str]:
        """Words of a name that tell, in other texts too, that this person is meant. Of a name that its own
        address knows nothing of, none: it may be a newsletter's.
        """
        words = [word for word, _ in self.words if not is_everyday(word)]
        local = fold_name(self.real.email.partition("@")[0])
        own = not local or any(spelt in local for word in words for spelt in variants(word))
        return words if own else []

    @property
    def spellings(self) -> list[str]:
        """All that must not be left."""
        real = self.real
        addresses = [real.email, domain_of(real.email)]
        said = [real.name, *real.aliases, real.handle, *addresses, *(word for word, _ in self.words)]
        return [words for words in said if words]


@dataclass(slots=True)
class Cast:
    """Invented names for all of a store; the same key and people give the same names."""

    inventor: Inventor
    _roles: dict[Someone, Role] = field(default_factory=dict)

    @classmethod
    def of(cls, key: bytes, everybody: Sequence[Someone]) -> Cast:
        cast = cls(Inventor(key, {word for one in everybody for word in _words(one)}))
        for someone in everybody:
            cast.role(someone)
        return cast

    def role(self, someone: Someone) -> Role:
        if someone not in self._roles:
            self._roles[someone] = self._new_role(someone)
        return self._roles[someone]

    def domain(self, real: str) -> str:
        return f"{self.inventor.name(Sort.DOMAIN, organisation(real))}.example"

    def _new_role(self, someone: Someone) -> Role:
        words = () if someone.is_team else name_words(someone.name)
        if not words:
            return self._team(someone)
        sorts = [Sort.FIRST] * (len(words) - 1) + [Sort.LAST if len(words) > 1 else Sort.FIRST]
        new = tuple((word, self.inventor.name(sort, word)) for word, sort in zip(words, sorts, strict=True))
        whole = tuple(invented for _, invented in new)
        aliases = [(alias, *(whole if " " in alias else whole[:1])) for alias in someone.aliases]
        handle = [(someone.handle, _handle(someone.handle, new))] if someone.handle else []
        spelt = [(" ".join(words), *whole), *new, *_joined(someone.name, dict(new)), *aliases, *handle]
        return Role(someone, _phrases(spelt), new)

    def _team(self, someone: Someone) -> Role:
        new = self.inventor.name(Sort.TEAM, someone.name) if someone.name else ""
        names = [name for name in (someone.name, *someone.aliases) if name]
        return Role(someone, _phrases((name, new) for name in names))


def forms(words: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """First and last name run together as handles do, real and invented, the last name's spellings too."""
    (first, new_first), (last, new_last) = words[0], words[-1]
    new_f, new_l = new_first.lower(), new_last.lower()
    return [
        pair
        for one in variants(first)
        for two in variants(last)
        for pair in (
            (one + two, new_f + new_l), (two + one, new_l + new_f), (one[0] + two, new_f[0] + new_l),
            (one + two[0], new_f + new_l[0]), (two + one[0], new_l + new_f[0]),
        )
    ]  # fmt: skip


def organisation(domain: str) -> str:
    """The part of a domain that a registry gave out, as far as it can be told by its looks."""
    labels = domain.casefold().split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL  # noqa: PLR2004 labels such as co.uk
    return ".".join(labels[-3:] if deep else labels[-2:])


def domain_of(email: str) -> str:
    return organisation(email.rpartition("@")[2]) if ADDRESS.fullmatch(email) else ""


def _handle(handle: str, words: Sequence[tuple[str, str]]) -> str:
    known = dict(forms(words)) if len(words) > 1 else {}
    first, last = words[0][1].lower(), words[-1][1].lower()
    return known.get(fold_name(handle), first if len(words) == 1 else first + last[0])


def _joined(name: str, new: dict[str, str]) -> list[tuple[str, str]]:
    """Parts of a name that are also written as one word: "Hye-jin" and "Hyejin", "O'Brien" and "OBrien"."""
    found = []
    for word in name.split():
        if len(_RUN.findall(word)) > 1:
            render = _RUN.sub(lambda run: new.get(run[0], run[0]), word)
            found.append(("".join(_RUN.findall(word)), "".join(_RUN.findall(render))))
    return found


def _phrases(spelt: Iterable[tuple[str, ...]]) -> tuple[Phrase, ...]:
    """Each a name, then what stands for it."""
    return tuple(phrase for name, *new in spelt if (phrase := Phrase.of(name, *new)))


def _words(someone: Someone) -> Iterator[str]:
    """Folded: all that an invented name must not be."""
    for said in (someone.name, *someone.aliases, someone.handle, someone.email.partition("@")[2]):
        yield fold_name(said)
        for run in _RUN.findall(said):
            yield from variants(run)
