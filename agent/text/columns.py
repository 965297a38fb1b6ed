"""Tables without rules: cells parted by tabs, wide spaces or slashes, under a line with "Who". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

WHO = re.compile(
    r"(?:who|owner|assignee|assigned(?: to)?|responsible|person|lead|by whom|wer|verantwortlich|zuständig"
    r"|qui|responsable|quién)\b",
    re.IGNORECASE,
)
"""What the column of the owners is called."""
_PARTED = re.compile(r"\t+| {2,}| / ")
_TITLE_WORDS = 3


def rows_of(text: str) -> frozenset[str]:
    """The lines of such tables, the one that names the columns first."""
    return frozenset(_rows(text))


def cells(line: str) -> Iterator[re.Match[str]]:
    """The cells of such a line."""
    return re.finditer(r"(?:^|(?<=[\t ]))(?!/ )[^\t ](?:(?!\t|  | / ).)*", line)


def _rows(text: str) -> Iterator[str]:
    columns = 0
    for line in text.splitlines():
        bare = line.strip()
        parts = [cell for part in _PARTED.split(bare) if (cell := part.strip())]
        if columns > 1 and 1 < len(parts) <= columns:
            yield line.rstrip()
        elif _names_columns(parts):
            columns = len(parts)
            yield line.rstrip()
        else:
            columns = 0


def _names_columns(parts: list[str]) -> bool:
    """For "Action / Who / When"."""
    short = all(part and len(part.split()) <= _TITLE_WORDS and part[-1] not in ".?!,:" for part in parts)
    return len(parts) > 1 and short and any(WHO.fullmatch(part) for part in parts)
