"""Which place of a text is whose, asked again and again: new words and what was sent on count. Pure."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from agent.models import Channel
from agent.text.lines import SegmentKind
from agent.text.segments import Segment, segments

CONTENT = frozenset({SegmentKind.SUBJECT, SegmentKind.BODY, SegmentKind.FORWARDED, SegmentKind.ATTACHED})
"""Where an author, or somebody whose words were sent on, asks for something."""
CALLED = {
    SegmentKind.HEADER: "the header",
    SegmentKind.QUOTED: "what the mail quotes",
    SegmentKind.SIGNATURE: "the signature",
    SegmentKind.FOOTER: "the footer",
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one text, found by place."""

    segments: tuple[Segment, ...]
    starts: tuple[int, ...]

    def kind(self, place: int) -> SegmentKind:
        index = bisect_right(self.starts, place) - 1
        return self.segments[index].kind if index >= 0 else SegmentKind.BODY

    def counts(self, place: int) -> bool:
        return self.kind(place) in CONTENT


@lru_cache(maxsize=2)
def parts_of(text: str, channel: Channel, own_end: int) -> Parts:
    """Cutting a text costs more than all that is asked of it, and each of its findings asks."""
    found = tuple(segments(text, channel, own_end))
    return Parts(found, tuple(segment.start for segment in found))
