"""What each sentence of a text does: the sentence model says, the layout has the last word. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from agent.extractors.local import cues_bulk, cues_detail, cues_idle, cues_unreal
from agent.extractors.local.features import vectors
from agent.extractors.local.lines import Context, Line, SentenceKind
from agent.extractors.local.model import KINDS, sentence_model
from agent.extractors.local.signs import is_idle_section, speaks_to_software
from agent.models import Channel
from agent.text.sentences import Marker

if TYPE_CHECKING:
    from numpy.typing import NDArray

ASKING = (SentenceKind.REQUEST, SentenceKind.COMMITMENT, SentenceKind.QUESTION)
"""Kinds that are work by themselves; a sentence is one of them where they are likely together."""
_ASKS = [number for number, kind in enumerate(KINDS) if kind in ASKING]
_IDLES = [kind not in ASKING for kind in KINDS]
_IDLE = tuple(kind for kind in KINDS if kind not in {*ASKING, SentenceKind.HOSTILE})
SURE_ENOUGH, SURE_WHEN_IDLE = 0.6, 0.9
"""The second where words say that it is only talk: "lol", "if we ever"."""
SURE_OF_TEXT = 0.65
"""In a text of which no sentence is so likely to be work, none is taken for it."""
HOSTILE_ENOUGH, HOSTILE_BY_WORDS = 0.4, 0.05
"""What addresses the software is sooner taken for that than for work, even more where plain words say it."""

_WORD = re.compile(r"[^\W\d_]{2}")
_TAKEN_BACK = re.compile(r"\b(?:never ?mind|scratch that|forget (?:it|that)|stand down)\b", re.IGNORECASE)
_STRUCK = ("~~", "✅", "✔", "✓", "✘", "✗", "☒")
"""Done, or no longer wanted."""

Classified = tuple[Line, SentenceKind]


def classify(lines: Sequence[Line], context: Context) -> list[Classified]:
    """Each sentence with what it does."""
    if not lines:
        return []
    likely = sentence_model().probabilities(vectors(lines, context))
    asks = likely[:, _ASKS].sum(axis=1).max() >= SURE_OF_TEXT
    told = likely if asks else likely * _IDLES
    return [(line, _kind(line, row, context)) for line, row in zip(lines, told, strict=True)]


def kind_of(likely: NDArray[Any], sure: float = SURE_ENOUGH) -> SentenceKind:
    """Of the probabilities of one sentence the kind they come to."""
    shares = dict(zip(KINDS, likely, strict=True))
    if shares[SentenceKind.HOSTILE] >= HOSTILE_ENOUGH:
        return SentenceKind.HOSTILE
    asks = sum(shares[kind] for kind in ASKING) >= sure
    return max(ASKING if asks else _IDLE, key=lambda kind: float(shares[kind]))


def _kind(line: Line, likely: NDArray[Any], context: Context) -> SentenceKind:
    hostile = likely[KINDS.index(SentenceKind.HOSTILE)]
    if hostile >= HOSTILE_ENOUGH or (hostile >= HOSTILE_BY_WORDS and speaks_to_software(line)):
        return SentenceKind.HOSTILE  # before the layout is asked
    sure = SURE_WHEN_IDLE if cues_idle.IDLE.search(line.plain) else SURE_ENOUGH
    if settled := _by_layout(line, context) or _by_words(line, context):
        return settled
    return kind_of(likely, sure)


def _by_words(line: Line, context: Context) -> SentenceKind | None:
    """What few words settle, whatever else is said."""
    if not _WORD.search(line.plain) or cues_bulk.STAND_IN.search(line.plain):
        return SentenceKind.OTHER
    if cues_unreal.UNREAL.search(line.plain) and not cues_unreal.KIND_WISH.search(line.plain):
        return SentenceKind.OTHER
    return SentenceKind.CANCEL if context.talk and _TAKEN_BACK.search(line.plain) else None


def _by_layout(line: Line, context: Context) -> SentenceKind | None:
    """What the marks and headings of a text settle, whatever the words."""
    sentence = line.sentence
    heading = "" if context.channel is Channel.FORM else sentence.heading or ""
    if sentence.marker is Marker.DONE or line.plain.lstrip().startswith(_STRUCK):
        return SentenceKind.DONE
    if sentence.marker is Marker.HEADING:
        return SentenceKind.OTHER
    if cues_detail.DONE_WHEN.search(f"{sentence.label or ''}\n{heading}"):
        return SentenceKind.CRITERION
    return SentenceKind.OTHER if is_idle_section(heading) else None
