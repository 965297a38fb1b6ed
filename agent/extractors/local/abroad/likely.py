"""What the form of a sentence in another language tells of its kind, besides the sentence model. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from agent.extractors.local import cues_detail, cues_idle
from agent.extractors.local.abroad import french
from agent.extractors.local.abroad.moods import Mood
from agent.extractors.local.abroad.reading import Hearers, Reading, Who
from agent.extractors.local.abroad.sentences import LANGUAGES, reading_of
from agent.extractors.local.draft import same_place
from agent.extractors.local.lines import WORK, Context, Line, SentenceKind
from agent.models import Channel
from agent.text.sentences import Marker

SURE_WHEN_READ, SURE_WHEN_ASKED = 0.38, 0.15
"""From which likelihood on a sentence is work whose form asks or promises; the second where it asks outright."""
_DATED = re.compile(
    r"(?<=\d\.)[ \n]+(?=(?:Der|Die|Das|Den|Dies\w*|Es|Er|Sie|Wir|Ich|Bitte|Dann|Danach|Dazu|Dafür|Dabei) )"
)
_IF = re.compile(
    r"(?:^|[,;] )(?:wenn|falls|sollte|sollten|si|s'il|en caso|se)\b|bei (?:fragen|rückfragen)|n'hésite|no dude",
    re.IGNORECASE,
)
_LIST = frozenset({Marker.BULLET, Marker.NUMBER, Marker.OPEN})
_REPORT = re.compile(
    r"(?P<made>[^\W\d_]+(?:é|és|ée|ées|i|is|u|us))(?= (?:le|la|les|l'|un|une|des|du|\d|à|par|au)\b| l')",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:und |y |et |e )?(?:(?:der|die|das|jede[rs]?|alle|le|la|les|l'|chaque|tous les|toutes les|el|los|las|cada|todos los|todas las"
    r"|o|a|os|as|il|lo|i|gli|ogni|de|het|elke)(?: |(?<=')))[^,.?!:]{2,60}? (?:(?:muss|müssen|darf|dürfen|sollte[n]?) (?:.+ )?(?!werden)\w+n\b"
    r"|(?:doit|doivent|devra|devront) (?!être (?:changé|réparé|envoyé|rempl|commandé))|(?:debe|deben|tienen? que) (?:ser|estar|llevar|tener|caber|incluir|quedar|medir|costar|ir|poder|cumplir)"
    r"|(?:não )?(?:pode|podem|deve|devem|tem que|tem de|têm de) |(?:deve|devono) (?:essere|avere|contenere|stare) |(?:moet|moeten) .*(?:zijn|hebben|bevatten)\b)",
    re.IGNORECASE,
)
"""A thing, and how it must be."""


def dated(line: Line, language: str) -> Iterator[Line]:
    """A German sentence cut behind a day that ends the first of two: "bis 26.06. Der Plan muss …"."""
    at = 0
    for found in _DATED.finditer(line.plain) if language == "de" else ():
        yield _part(line, at, found.start())
        at = found.end()
    yield _part(line, at, len(line.words)) if at else line


def _part(line: Line, start: int, end: int) -> Line:
    base = line.sentence.start
    cut = replace(line.sentence, start=base + start, end=base + end)
    return replace(line, sentence=cut, words=line.words[start:end], plain=line.plain[start:end])


def read(line: Line, context: Context) -> Reading | None:
    """What the sentence says is to be done, where it is in a language that is read here."""
    if context.language not in LANGUAGES:
        return None
    return reading_of(line.plain, context.language, hearers(context))


def hearers(context: Context) -> Hearers:
    return Hearers(context.names, strangers=context.channel is Channel.MEETING)


def threshold(line: Line, asks: float, context: Context) -> float | None:
    """From which likelihood on the sentence is work, by its form. `asks`: how likely it is."""
    found = read(line, context) if asks >= SURE_WHEN_ASKED else None
    if found is None or not found.plain or cues_idle.CONDITIONAL.search(line.plain) or _IF.search(line.plain):
        return None
    return SURE_WHEN_ASKED if found.sure else SURE_WHEN_READ


def settled(
    read_so_far: Sequence[tuple[Line, SentenceKind]], context: Context
) -> Iterator[tuple[Line, SentenceKind]]:
    """Each sentence with its kind, put right where the form tells: how the thing before must be, what is done."""
    asked: Line | None = None
    for line, kind in read_so_far:
        told = kind
        if kind in WORK and context.language in LANGUAGES:
            if (
                asked is not None
                and same_place(asked, line)
                and _THING.match(line.plain)
                and not _names(line, context)
            ):
                told = SentenceKind.CRITERION
            elif context.language == "fr" and line.sentence.marker in _LIST and _is_report(line):
                told = SentenceKind.DONE
        asked = line if told in WORK else asked
        yield line, told


def _names(line: Line, context: Context) -> bool:
    found = read(line, context)
    return found is not None and found.who is Who.NAMED


def _is_report(line: Line) -> bool:
    """For "commandé les encres": what is done, in a list of what was and is to be done."""
    found = _REPORT.match(line.plain)
    made = found["made"].lower() if found else ""
    return (
        bool(made)
        and re.sub(r"e?s?$", "", made) in _made_in_french()
        and not cues_detail.MUST.search(line.plain)
    )


@lru_cache(maxsize=1)
def _made_in_french() -> frozenset[str]:
    return frozenset(p for verb in french.forms(Mood.BARE) if (p := french.participle(verb)))
