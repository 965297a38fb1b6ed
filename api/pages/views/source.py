"""A text in pieces: which words support which field, what nobody sees, what is only context. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agent.models import Evidence, Intake
from agent.text.normalise import invisible, marked
from agent.text.segments import SegmentKind, segments
from api.pages.views.words import moment

CONTEXT = (SegmentKind.HEADER, SegmentKind.QUOTED, SegmentKind.SIGNATURE, SegmentKind.FOOTER)
"""Headers, history, signatures, footers: read along, and shown less loudly."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, all alike."""

    text: str
    fields: tuple[str, ...] = ()
    """Which fields they support."""
    first_of: tuple[str, ...] = ()
    """Of which of them these are the first words; a page jumps there."""
    unseen: bool = False
    """Characters that show nothing, each with a mark in its place."""
    context: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    heading: str
    told: str
    """Who wrote it, when, on which channel."""
    notes: tuple[str, ...]
    """What the original hides, and what of it was not read."""
    pieces: tuple[Piece, ...]


def source(intake: Intake, evidence: Sequence[Evidence], heading: str) -> Source:
    """`evidence`: that of this text."""
    sender = f"{intake.sender} · " if intake.sender else ""
    return Source(
        id=intake.id,
        heading=heading,
        told=f"{sender}{moment(intake.received_at)} · {intake.channel}",
        notes=intake.notes,
        pieces=tuple(pieces(intake, evidence)),
    )


def pieces(intake: Intake, evidence: Sequence[Evidence]) -> Iterator[Piece]:
    """Put together they are the text, with a mark for each character that shows nothing."""
    text = intake.text
    shown, hidden = marked(text), {span.start: span.end for span in invisible(text)}
    parts = segments(text, intake.channel, intake.own_end)
    context = {part.start: part.kind in CONTEXT for part in parts}
    spans = [*((e.start, e.end) for e in evidence), *hidden.items(), *((p.start, p.end) for p in parts)]
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    met: set[str] = set()
    in_context = False
    for start, end in pairwise(edges):
        in_context = context.get(start, in_context)
        fields = tuple(dict.fromkeys(e.field.value for e in evidence if e.start <= start < e.end))
        first = tuple(field for field in fields if field not in met)
        met.update(fields)
        yield Piece(shown[start:end], fields, first, hidden.get(start, start) > start, in_context)
