"""Work by its layout: a row with a name under "Who", a name and a thing under "Actions". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from agent.extractors.local import cues_all, cues_idle
from agent.extractors.local.lines import Context, Line, SentenceKind
from agent.extractors.local.owners import labelled_name
from agent.text.columns import WHO
from agent.text.sentences import Marker

_CLOSED = re.compile(
    r"(?:done|closed|completed?|finished|cancelled|resolved|erledigt|fertig|terminé|fait|hecho)\W*$",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"(?:actions?(?: (?:item|point))?|tasks?|to-?do|what|items?|jobs?|activity|work|description"
    r"|next steps?|points?"
    r"|by|by when|when|due(?: date| by)?|deadline|target|aufgabe|maßnahme|was|bis(?: wann)?|termin|frist"
    r"|tâche|quoi"
    r"|action|échéance|pour le|tarea|acción|qué|plazo|para cuándo)\W*$",
    re.IGNORECASE,
)
"""What the other columns of a table of work are called; one of roles or telephones has none of them."""
_NO_ORDER = re.compile(
    r"(?:none|nil|nothing|n/?a|no\b|not\b|ok\b|done|on (?:leave|holiday)|away|off\b|absent|apologies|sick"
    r"|ill\b|back"
    r"|\?|[-–—]+$|keine?\b|nichts|erledigt|rien|fait\b|nada|hecho)",
    re.IGNORECASE,
)
_LISTED = frozenset({Marker.BULLET, Marker.NUMBER, Marker.OPEN})
_UNREAD = frozenset({SentenceKind.OTHER, SentenceKind.CRITERION, SentenceKind.PROBLEM, SentenceKind.QUESTION})

Classified = tuple[Line, SentenceKind]


def ordered(read: Sequence[Classified], context: Context) -> list[Classified]:
    """The same sentences, with what the layout makes an order read as work."""
    found: list[Classified] = []
    in_table = False
    for _, group in groupby(read, key=lambda pair: pair[0].sentence.line):
        row = list(group)
        if row[0][0].sentence.marker is not Marker.ROW:
            in_table = False
            row = [(ln, SentenceKind.REQUEST if _is_given(ln, kind, context) else kind) for ln, kind in row]
        elif any(WHO.match(ln.plain) for ln, _ in row):
            in_table = any(_WHAT.match(ln.plain) for ln, _ in row)
            row = [(ln, SentenceKind.OTHER) for ln, _ in row]
        elif in_table:
            row = _read(row, context)
        found += row
    return found


def _is_given(line: Line, kind: SentenceKind, context: Context) -> bool:
    """Does it stand under "Actions", behind or under somebody's name?"""
    listed = line.opens and line.sentence.marker in _LISTED and labelled_name(line, context)
    if not listed or kind not in _UNREAD or not cues_idle.WORK_HEADING.match(line.sentence.heading or ""):
        return False
    thing = re.sub(r"^[^–—-]{1,40} [–—-]+ ", "", line.plain)
    return not (
        _NO_ORDER.match(thing) or cues_idle.DONE.search(line.plain) or cues_all.AWAY.search(line.plain)
    )


def _read(row: Sequence[Classified], context: Context) -> list[Classified]:
    """The longest cell that is no name says what is to be done."""
    if any(_CLOSED.match(ln.plain) for ln, _ in row):
        return [(ln, SentenceKind.DONE) for ln, _ in row]
    what = max((ln for ln, _ in row if not _is_name(ln, context)), key=lambda ln: len(ln.plain), default=None)
    return [(ln, SentenceKind.REQUEST if ln is what else SentenceKind.OTHER) for ln, _ in row]


def _is_name(line: Line, context: Context) -> bool:
    found = context.names.at_start(line.plain)
    return found is not None and found.end == len(line.plain)
