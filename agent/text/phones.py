"""Phone numbers in a text, as far as they can be told from days, sums and order numbers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = re.compile(
    r"(?<![\w+/])(?<!\d[.,:-])(?<![^\W\d]-)[+(]{0,2}\d(?:[ ().\u00a0\u2010-\u2013/-]{0,2}\d){6,14}(?!\w)"
)
_DAY = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d(?!\d)")
_GROUP = re.compile(r"[+(]*\d+")
_GROUPED = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}")
_CUE = re.compile(
    r"\b(?:tel|phone|mobile|mob|cell|call|ring|fax|sms|text|whatsapp|dial|telefon|handy|mobil|ruf|anrufen"
    r"|appel\w*|tél|téléphone|llam\w*|teléfono|bel)\b[^\n\d]{0,20}$",
    re.IGNORECASE,
)
CUE_WIDTH = 40
LEADING_ZERO = 9
"""Digits of a number that needs no word in front of it, if it begins with a zero."""


def phones(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while found := _NUMBER.search(text, at):
        if day := _DAY.match(found[0]):
            at = found.start() + day.end()
        elif _is_phone(text, found):
            yield found.span()
            at = found.end()
        else:  # it may begin with a number of something else, and the phone's follow
            at = found.start() + _GROUP.match(found[0]).end()  # type: ignore[union-attr] # it begins so


def _is_phone(text: str, found: re.Match[str]) -> bool:
    said = found[0]
    international = said.startswith(("+", "(+", "(0"))
    national = said[0].isdigit() and digits(said).startswith("0") and len(digits(said)) >= LEADING_ZERO
    cued = _CUE.search(text[max(0, found.start() - CUE_WIDTH) : found.start()])
    return bool(international or national or cued or _GROUPED.fullmatch(said))


def digits(said: str) -> str:
    """Only those, as ASCII."""
    return "".join(str(int(c)) for c in said if c.isdigit())


def respelt(said: str, new: str) -> str:
    """Other digits in the places of a number's own."""
    rest = iter(new)
    return "".join(next(rest) if c.isdigit() else c for c in said)
