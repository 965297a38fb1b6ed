"""Whom an answer names: "Ben", "ben will take care of it", "I'll do it", "please ask Zoë Marsh". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent import people
from agent.models import Intake
from agent.people import I_WORDS, Directory
from agent.text.address import written_name
from agent.text.answering import FRAME
from agent.text.names import spellings

_WORD = re.compile(r"[^\s,;:!?()]+")
LONGEST_NAME_WORDS = 4


def whom(words: str, said: Intake, directory: Directory) -> str:
    """The verbatim words of the answer that name who it is, for `people.owner`; empty where none do."""
    on = said.received_at.date()
    bare = words.strip(" \t\n.!,;:")
    named = list(_named(bare, directory))
    whole = people.resolve(bare, directory, on)
    if whole.name or whole.tied:
        return bare
    if named:
        return named[0] if len({people.resolve(name, directory, on) for name in named}) == 1 else bare
    if _is_me(bare):
        return next(word for word in bare.split() if set(spellings(word)[0]) & I_WORDS)
    rest = _without_frame(bare)
    return written_name(rest) or rest


def knows(words: str, said: Intake, directory: Directory) -> bool:
    """The answer names one person or team of the directory or the envelope, or its writer."""
    found = whom(words, said, directory)
    me = bool(said.sender) and _is_me(words) and set(spellings(found)[0]) <= I_WORDS
    return me or people.resolve(found, directory, said.received_at.date()).name is not None


def _named(words: str, directory: Directory) -> Iterator[str]:
    """Runs of words that name somebody we know, or several: the longest ones, left to right."""
    tokens = list(_WORD.finditer(words))
    at = 0
    while at < len(tokens):
        for size in range(min(LONGEST_NAME_WORDS, len(tokens) - at), 0, -1):
            run = words[tokens[at].start() : tokens[at + size - 1].end()]
            plain = [word.strip(".'").casefold() for word in run.split()]
            after = words[tokens[at + size - 1].end() :][:2]
            goes_on = after[:1] == " " and after[1:].isupper()
            if plain[0] in FRAME or plain[-1] in FRAME or goes_on or not _may_be_name(run):
                continue
            found = people.resolve(run, directory)
            if found.name or found.tied:
                yield run.strip(".")
                at += size - 1
                break
        at += 1


def _may_be_name(run: str) -> bool:
    """Inside a sentence "may" and "mark" are no names; an address is one however it is written."""
    return "@" in run or any(word[:1].isupper() for word in run.split())


def _is_me(words: str) -> bool:
    said = [spelt for word in _WORD.findall(words) for spelt in spellings(word)[0][:1]]
    return any(word in I_WORDS for word in said) and all(word in I_WORDS | FRAME for word in said)


def _without_frame(words: str) -> str:
    """What is left of "ben will do it" without the words around the name, where it stands in one piece."""
    tokens = list(_WORD.finditer(words))
    kept = [token for token in tokens if token[0].strip(".'").casefold() not in FRAME]
    return words[kept[0].start() : kept[-1].end()] if kept else ""
