"""Where one sentence ends and the next begins. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.text.marks import words

_END = re.compile(r"(?:[.!?…]+|\.{2,})[\"')\]»”’*]*(?=\s)|[🙏👍😊🙂😀🎉]+(?=\s)")
_ABBREVIATIONS = words(
    "mr mrs ms dr prof st sr jr cllr vs v dept approx ca est al incl inc ltd co corp rev ext tel "
    "e.g i.e eg ie z.b d.h u.a bzw ggf usw evtl inkl zzgl str hr fr bspw vgl sog max min mme mlle m "
    "ej sra srta ud uds p.ej jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri obs ref"
)
_NUMBERED = frozenset({"no", "nos", "nr", "art", "abs", "fig", "figs", "p", "pp"})
"""Abbreviations only before a number."""
_ORDINAL_BEFORE = words("und oder am im der dem den des das die vom zum bis ab seit nach vor le el")
_LONGEST = 800
"""Characters; what has no end after these is cut between words."""


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences in text[start:end], without the white space between them."""
    first = start
    for found in _END.finditer(text, start, end):
        if _is_boundary(text, first, found, end):
            yield from _trimmed(text, first, found.end())
            first = found.end()
    yield from _trimmed(text, first, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The range without white space around it; cut where it is too long to be one sentence."""
    while end - start > _LONGEST:
        cut = max(text.rfind(" ", start, start + _LONGEST), start) + 1
        cut = cut if cut > start + 1 else start + _LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _is_boundary(text: str, first: int, found: re.Match[str], end: int) -> bool:
    if found[0][0] != "." or found[0].startswith(".."):
        return True
    tail = text[max(first, found.start() - 60) : found.start()].split()
    word = tail[-1].strip("(\"'[*").casefold() if tail else ""
    after = text[found.end() : min(end, found.end() + 40)].lstrip()[:1]
    before = tail[-2] if len(tail) > 1 else ""
    if word in _NUMBERED:
        return not after.isdigit()
    if len(word) == 1 and word.isalpha():
        return not (before == "" or before[:1].isupper())
    if word.replace(".", "").isdigit():
        return not (after.islower() or after.isdigit() or not before or before.casefold() in _ORDINAL_BEFORE)
    if word in {"a.m", "p.m"}:
        return not after.islower()
    return word not in _ABBREVIATIONS
