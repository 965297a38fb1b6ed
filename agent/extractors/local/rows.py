"""Tables of work: a row with somebody's name under "Who" is an order, whatever its words. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from agent.extractors.local.lines import Context, Line, SentenceKind
from agent.text.sentences import Marker

_WHO = re.compile(
    r"(?:who|owner|assignee|assigned(?: to)?|responsible|person|lead|by whom|wer|verantwortlich|zuständig"
    r"|qui|responsable|quién)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"(?:done|closed|completed?|finished|cancelled|resolved|erledigt|fertig|terminé|fait|hecho)\W*$",
    re.IGNORECASE,
)

Classified = tuple[Line, SentenceKind]


def ordered(read: Sequence[Classified], context: Context) -> list[Classified]:
    """The same sentences, with the rows of a table that has an owner's column read as work."""
    found: list[Classified] = []
    in_table = False
    for _, group in groupby(read, key=lambda pair: pair[0].sentence.line):
        row = list(group)
        if row[0][0].sentence.marker is not Marker.ROW:
            in_table = False
        elif any(_WHO.match(ln.plain) for ln, _ in row):
            in_table, row = True, [(ln, SentenceKind.OTHER) for ln, _ in row]
        elif in_table:
            row = _read(row, context)
        found += row
    return found


def _read(row: Sequence[Classified], context: Context) -> list[Classified]:
    """The longest cell that is no name says what is to be done."""
    if any(_CLOSED.match(ln.plain) for ln, _ in row):
        return [(ln, SentenceKind.DONE) for ln, _ in row]
    what = max((ln for ln, _ in row if not _is_name(ln, context)), key=lambda ln: len(ln.plain), default=None)
    return [(ln, SentenceKind.REQUEST if ln is what else SentenceKind.OTHER) for ln, _ in row]


def _is_name(line: Line, context: Context) -> bool:
    found = context.names.at_start(line.plain)
    return found is not None and found.end == len(line.plain)
