"""Transcripts (WebVTT and SubRip) to `Name: words`, a line a turn. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.errors import EmptyInput, UnreadableInput

WEBVTT = "WEBVTT"
TIMING = re.compile(r"\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s+-->\s+(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}")
VOICE = re.compile(r"<v(?:\.[^\s<>]{0,80})?[ \t]{1,9}([^<>]{1,200})>")
TAG = re.compile(r"</?[a-zA-Z0-9:.][^<>]{0,300}>")
NAMED = re.compile(
    r"(?:>>|[-–])?\s*\[?(?P<who>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3})\]?(?: \([^()]{1,40}\))?:\s+"
)
"""How a cue without markup names who speaks."""


@dataclass(slots=True)
class Turn:
    who: str
    words: str

    def __str__(self) -> str:
        return f"{self.who}: {self.words}" if self.who else self.words


def transcript_text(text: str, source: str) -> str:
    """Times, numbers and styles are dropped; lines of one speaker in a row become one.

    Raises UnreadableInput where there is no cue, EmptyInput where none says anything.
    """
    cues = list(_cues(text))
    if not cues:
        raise UnreadableInput(f"{source}: this is no transcript: no line of it tells a time such as "
                              "00:00:01.000 --> 00:00:04.000")  # fmt: skip
    turns: list[Turn] = []
    voices = any(VOICE.search(cue) for cue in cues)
    for turn in (turn for cue in cues for turn in (_voiced(cue) if voices else _named(cue))):
        same = turns and (turn.who == turns[-1].who or not (turn.who or voices))
        if same and turn.words:
            turns[-1].words += f" {turn.words}"
        elif turn.words:
            turns.append(turn)
    if not turns:
        raise EmptyInput(f"{source}: there is no text in it")
    return "\n".join(map(str, turns))


def _cues(text: str) -> Iterator[str]:
    """The words under each line of times, up to an empty line or the next times."""
    words: list[str] | None = None
    for line in [*text.split("\n"), ""]:
        if TIMING.match(line):
            if words:  # a number stands between two cues that no empty line parts
                yield "\n".join(words[:-1] if words[-1].strip().isdecimal() else words)
            words = []
        elif words is not None and line.strip():
            words.append(line)
        elif words is not None:
            yield "\n".join(words)
            words = None


def _voiced(cue: str) -> Iterator[Turn]:
    """A cue may hold several voices; words outside of any are nobody's."""
    pieces = VOICE.split(cue)
    yield Turn("", _plain(pieces[0]))
    for who, words in zip(pieces[1::2], pieces[2::2], strict=True):
        said, _, after = words.partition("</v>")
        yield Turn(_plain(who), _plain(said))
        yield Turn("", _plain(after))


def _named(cue: str) -> Iterator[Turn]:
    for line in cue.split("\n"):
        plain = _plain(line)
        found = NAMED.match(f"{plain} ")
        yield Turn(found["who"], plain[found.end() :].strip()) if found else Turn("", plain.lstrip("> "))


def _plain(words: str) -> str:
    return " ".join(html.unescape(TAG.sub("", words)).split())
