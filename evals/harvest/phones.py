"""Phone numbers in a text, as far as they can be told from days, sums and order numbers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = re.compile(r"(?<![\w.,/:+-])[+(]{0,2}\d(?:[ ().\u00a0/-]{0,2}\d){6,14}(?!\w)")
_DAY = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d(?!\d)")
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
    for found in _NUMBER.finditer(text):
        said = found[0]
        if _DAY.match(said):
            continue
        international = said.startswith(("+", "(+", "(0"))
        national = said[0] == "0" and len(digits(said)) >= LEADING_ZERO
        cued = _CUE.search(text[max(0, found.start() - CUE_WIDTH) : found.start()])
        if international or national or cued or _GROUPED.fullmatch(said):
            yield found.span()


def digits(said: str) -> str:
    """Only those, as ASCII."""
    return "".join(str(int(c)) for c in said if c.isdigit())


def respelt(said: str, new: str) -> str:
    """Other digits in the places of a number's own."""
    rest = iter(new)
    return "".join(next(rest) if c.isdigit() else c for c in said)
