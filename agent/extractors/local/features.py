"""What the sentence model looks at: words, runs of letters, and how the sentence stands in its text. Pure.

Every feature is a number below `BUCKETS`, the hash of what it is called. A change here needs new weights.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

from agent.extractors.local import verbs
from agent.extractors.local.lines import Context, Line
from agent.extractors.local.signs import signs
from agent.text.marks import words
from agent.text.sentences import Marker

BUCKETS = 1 << 18
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[^\w\s]")
_RUNS = (3, 4, 5)
_MOST_TOKENS = 120
"""What asks or promises stands near the beginning of a sentence that never ends."""
_HEADING_WORDS = 4
SHARES = (1.0, 1.0, 0.6, 1.5)
"""Of words, of runs of letters, of structure, of plain signs."""
_I = words("i we i'll we'll i'm my our me us ich wir mir uns je j' nous moi yo nosotros me mi")
_YOU = words("you your u ya yourself du sie ihr dir ihnen euch tu vous te votre ton usted ustedes tú su")
_WHEN = words(
    "today tonight tomorrow monday tuesday wednesday thursday friday saturday sunday week weekend "
    "month noon eod asap january february march april may june july august september october "
    "november december morning evening heute morgen montag dienstag mittwoch donnerstag freitag "
    "samstag woche ende lundi mardi mercredi jeudi vendredi samedi demain semaine soir lunes martes "
    "miércoles jueves viernes sábado mañana semana"
)
_FOREIGN_ACTIONS = verbs.ACTIONS_DE | verbs.ACTIONS_FR | verbs.ACTIONS_ES
_CALLED = re.compile(r"\s*(?:\([^)]{0,30}\))?\s*[,:–—-]")


def vectors(
    lines: Sequence[Line], context: Context, shares: Sequence[float] = SHARES
) -> Iterator[tuple[list[int], list[float]]]:
    """Of each sentence the features it has, and how much each weighs."""
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        after = lines[number + 1] if number + 1 < len(lines) else None
        found: list[int] = []
        weights: list[float] = []
        tokens = _tokens(line, context)
        groups = (
            _words(tokens),
            _letters(tokens),
            _structure(tokens, line, before, after, context),
            sorted({_bucket(f"t:{sign}") for sign in signs(line, context)}),
        )
        for group, weight in zip(groups, shares, strict=True):
            found += group
            weights += [weight / max(1, len(group)) ** 0.5] * len(group)
        yield found, weights


def _bucket(name: str) -> int:
    return crc32(name.encode()) & (BUCKETS - 1)


def _tokens(line: Line, context: Context) -> list[str]:
    """Words in lower case; names that are known and figures as such."""
    text = line.plain
    for mention in reversed(context.names.find(text)):
        text = f"{text[: mention.start]} \x00 {text[mention.end :]}"
    found = _TOKEN.findall(text.replace("\x00", "§"))[:_MOST_TOKENS]
    return ["0" if token[0].isdigit() else token.casefold() for token in found]


def _words(tokens: Sequence[str]) -> list[int]:
    """One, two and three in a row, and two around a third."""
    framed = ["^", *tokens, "$"]
    found = {_bucket(token) for token in tokens}
    for one, two, three in zip(framed, framed[1:], framed[2:], strict=False):
        found |= {_bucket(f"{one} {two}"), _bucket(f"{one} {two} {three}"), _bucket(f"{one} _ {three}")}
    return sorted(found)


def _letters(tokens: Sequence[str]) -> list[int]:
    return sorted({run for token in tokens for run in _runs(token)})


@lru_cache(maxsize=20_000)
def _runs(token: str) -> tuple[int, ...]:
    framed = f"<{token[:40]}>"
    return tuple(_bucket(f"c{framed[i : i + n]}") for n in _RUNS for i in range(len(framed) - n + 1))


def _structure(
    tokens: Sequence[str], line: Line, before: Line | None, after: Line | None, context: Context
) -> list[int]:
    names = {*_layout(line, before, after, context), *_forms(tokens, line, context)}
    return sorted({_bucket(f"s:{name}") for name in names})


def _layout(line: Line, before: Line | None, after: Line | None, context: Context) -> Iterator[str]:
    sentence, channel = line.sentence, context.channel.value
    marker = sentence.marker.value
    yield f"channel {channel}"
    yield f"marker {marker}"
    yield f"{channel} {marker}"
    if sentence.speaker:
        yield "speaker"
        yield f"turn {before is not None and before.sentence.speaker != sentence.speaker}"
    for kind, said in (("heading", sentence.heading), ("label", sentence.label)):
        if said and not (kind == "heading" and sentence.marker is Marker.HEADING):
            yield from (f"{kind} {word.casefold()}" for word in _TOKEN.findall(said)[:_HEADING_WORDS])
    yield f"opens {line.opens}"
    yield "first" if before is None else f"after {before.plain[-1:]}"
    if after is None:
        yield "last"


def _forms(tokens: Sequence[str], line: Line, context: Context) -> Iterator[str]:
    last = tokens[-1] if tokens else ""
    yield f"length {min(8, len(tokens) // 3)}"
    yield f"ends {last if not last.isalnum() else 'word'}"
    if "?" in tokens:
        yield "asks"
    said = set(tokens)
    for name, known in (("I", _I), ("you", _YOU), ("when", _WHEN)):
        if said & known:
            yield name
    if "0" in said:
        yield "figure"
    yield from _acts(tokens)
    start = context.names.at_start(line.plain)
    if start:
        yield "called" if _CALLED.match(line.plain, start.end) else "name first"
    if "§" in said:
        yield "name"
    if line.plain.startswith("@"):
        yield "mention"


def _acts(tokens: Sequence[str]) -> Iterator[str]:
    """Is there the base form of a verb that people are told, at the start, or, in German, at the end?"""
    head = [
        token for token in tokens[:4] if token not in {"§", ",", ":", "-", "and", "please", "also", "then"}
    ]
    if head and verbs.is_base(head[0]):
        yield "act first"
    if head and (head[0] in _FOREIGN_ACTIONS):
        yield "foreign act first"
    tail = [token for token in tokens[-3:] if token.isalpha()]
    if tail and tail[-1] in _FOREIGN_ACTIONS:
        yield "act last"
    if head and verbs.third_person(head[0]):
        yield "does"
