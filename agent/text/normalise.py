"""Characters that a reader does not see, and a folded text that maps back to the original. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_JOINERS = "\u200c\u200d"
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
"""All of Unicode's Default_Ignorable_Code_Point, and the marks of annotations."""
_FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{1,6}\U000e007f")
_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ′‹›`´", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−⁃", "-")
)
HIDDEN = "\ufffd"
_MARKS_AT_MOST = 8
"""Combining marks taken together with their base: ordering a longer run is not linear."""


@dataclass(frozen=True, slots=True)
class Span:
    """text[start:end]."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable; its character i comes from original[offsets[i]:ends[i]]."""

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """Where a non-empty span of the folded text stands in the original."""
        return Span(self.offsets[start], self.ends[end - 1])


def invisible(text: str) -> list[Span]:
    """Runs of characters that show nothing: zero width, bidirectional controls, tags, fillers, and
    variation selectors outside emoji. Joiners inside emoji and in scripts that need them are no runs.
    """
    flags = {i for m in _FLAG.finditer(text) for i in range(*m.span())}
    spans: list[Span] = []
    for found in _INVISIBLE.finditer(text):
        at = found.start()
        if at in flags or _belongs(text, at):
            continue
        if spans and spans[-1].end == at:
            spans[-1] = Span(spans[-1].start, at + 1)
        else:
            spans.append(Span(at, at + 1))
    return spans


def fold(text: str) -> Folded:
    """Case, typography, compatibility forms and white space made alike, invisible characters dropped."""
    hidden = {i for span in invisible(text) for i in range(span.start, span.end)}
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        end = _cluster_end(text, at)
        piece = "" if at in hidden else _fold_piece(text[at:end])
        if piece == " " and out and out[-1] == " ":
            ends[-1] = end
        else:
            for char in piece:
                out.append(char)
                starts.append(at)
                ends.append(end)
        at = end
    return Folded("".join(out), tuple(starts), tuple(ends))


def _fold_piece(piece: str) -> str:
    if piece.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", piece.translate(_PLAIN))
    return " ".join(unicodedata.normalize("NFKC", plain.casefold()).translate(_PLAIN).split())


def _cluster_end(text: str, at: int) -> int:
    end = at + 1
    if text[at].isascii() and (end == len(text) or text[end].isascii()):
        return end
    limit = min(len(text), end + _MARKS_AT_MOST)
    while end < limit and unicodedata.combining(text[end]):
        end += 1
    return end


def _belongs(text: str, at: int) -> bool:
    """Is this normally invisible character a working part of what stands around it?"""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if "\ufe00" <= text[at] <= "\ufe0f":
        return _is_pictured(before) or before in tuple("0123456789#*")
    if text[at] not in _JOINERS:
        return False
    if "\ufe00" <= before <= "\ufe0f":
        before = text[at - 2 : at - 1]
    return (_is_pictured(before) and _is_pictured(after)) or (
        _needs_joiners(before) and _needs_joiners(after)
    )


def _is_pictured(char: str) -> bool:
    return bool(char) and unicodedata.category(char) in {"So", "Sk", "Sm"}


def _needs_joiners(char: str) -> bool:
    """Arabic, Syriac, the Indic scripts, Khmer, Mongolian and their neighbours."""
    return "\u0600" <= char <= "\u08ff" or "\u0900" <= char <= "\u0dff" or "\u1780" <= char <= "\u18af"


def visible(text: str) -> str:
    """The text without the characters that show nothing."""
    return _without(text, "")


def one_line(text: str) -> str:
    """On one line, without what shows nothing or moves a cursor."""
    return " ".join("".join(c if c.isprintable() else " " for c in visible(text)).split())


def marked(text: str) -> str:
    """The text with a mark in place of each character that shows nothing; as long as before."""
    return _without(text, HIDDEN)


def _without(text: str, instead: str) -> str:
    parts, at = [], 0
    for span in invisible(text):
        parts += [text[at : span.start], instead * (span.end - span.start)]
        at = span.end
    return "".join([*parts, text[at:]])


def hidden_note(text: str) -> tuple[str, ...]:
    """What a reviewer is told of characters that show nothing; empty where there are none."""
    spans = invisible(text)
    if not spans:
        return ()
    count = sum(span.end - span.start for span in spans)
    names = sorted({unicodedata.name(text[span.start], "unnamed").lower() for span in spans})[:3]
    return (f"hidden in the original: {count} invisible characters ({', '.join(names)})",)
