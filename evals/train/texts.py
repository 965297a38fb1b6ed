"""What the sentence model learns from: our own labelled texts, and sentences of others beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from agent.extractors.local.features import SHARES, vectors
from agent.extractors.local.lines import Context, Line, SentenceKind, lines_of
from agent.extractors.local.names import Names
from agent.models import Channel
from agent.text.segments import segments

FOLDER = Path(__file__).parent
KINDS = tuple(SentenceKind)
Vector = tuple[list[int], list[float]]


class LabelledText(BaseModel):
    """One text, an entry a line: what it does, its words. "+kind": in the paragraph of the line before."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    channel: Channel
    language: Literal["en", "de", "fr", "es", "it", "nl", "pt"]
    lines: tuple[tuple[str, str], ...]
    people: tuple[str, ...] = ()
    later: bool = False
    """Is it of the folder `people`? Those came last, by many authors, and read as people at work write."""


@dataclass(frozen=True)
class Labelled:
    """A sentence as the model sees it, and what it is."""

    vector: Vector
    kind: SentenceKind
    text: int
    """The number of the text it stands in: parts of one text never stand in two folds."""
    language: str
    words: str
    later: bool = False


def own_texts(files: Iterable[Path] | None = None) -> list[LabelledText]:
    """Our own, from `evals/train` and its folder `people`."""
    return [
        LabelledText.model_validate_json(row).model_copy(update={"later": file.parent.name == "people"})
        for file in sorted(files or FOLDER.rglob("*.jsonl"))
        for row in file.read_text(encoding="utf-8").splitlines()
    ]


def labelled(texts: Sequence[LabelledText]) -> Iterator[Labelled]:
    for number, row in enumerate(texts):
        text, spans = _assembled(row)
        lines, found = seen(text, row.channel, row.people)
        for line, kind, vector in zip(lines, _kinds(lines, spans), found, strict=True):
            yield Labelled(vector, kind, number, row.language, line.words, row.later)


def read(row: LabelledText) -> tuple[list[Line], list[SentenceKind]]:
    """The sentences of a text, and what each does."""
    text, spans = _assembled(row)
    lines = lines_of(text, segments(text, row.channel))
    return lines, _kinds(lines, spans)


def _kinds(lines: Sequence[Line], spans: Sequence[tuple[SentenceKind, int]]) -> list[SentenceKind]:
    return [next(kind for kind, end in spans if line.sentence.start < end) for line in lines]


def seen(
    text: str, channel: Channel, people: Sequence[str] = (), shares: Sequence[float] = SHARES
) -> tuple[list[Line], list[Vector]]:
    """The sentences of a text, with what the model looks at."""
    lines = lines_of(text, segments(text, channel))
    speakers = [line.sentence.speaker for line in lines if line.sentence.speaker]
    context = Context(channel, Names([*people, *speakers]), talk=bool(speakers))
    return lines, list(vectors(lines, context, shares))


def _assembled(row: LabelledText) -> tuple[str, list[tuple[SentenceKind, int]]]:
    """The text, and where each entry ends."""
    text, spans = "", []
    for kind, words in row.lines:
        apart = "\n\n" if row.channel is Channel.EMAIL and not _is_listed(words) else "\n"
        text += (" " if kind.startswith("+") else apart if text else "") + words
        spans.append((SentenceKind(kind.removeprefix("+")), len(text)))
    return text, spans


def _is_listed(words: str) -> bool:
    return words[:1] in "-*•|" or words[:2].rstrip(".)").isdigit()
