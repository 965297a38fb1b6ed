"""How people answer a question, in six languages: tables and the numbers before answers. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from agent.text.marks import words
from agent.text.overlap import FUNCTION_WORDS

Span = tuple[int, int]

_UNKNOWN = """
don't know|dont know|do not know|don't know yet|no idea|have no idea|no clue|unknown|not known|not sure|idk
can't say|cannot say|n/a|tbd|nobody knows|no one knows
weiß nicht|weiß es nicht|weiß ich nicht|das weiß ich nicht|weiß ich noch nicht|weiß noch nicht|keine ahnung
unbekannt|nicht bekannt|kann ich nicht sagen
je ne sais pas|je sais pas|sais pas|je ne sais pas encore|aucune idée|pas d'idée|inconnu|je l'ignore
no lo sé|no sé|no lo sé todavía|ni idea|no tengo idea|desconocido
weet ik niet|weet niet|weet het niet|weet ik nog niet|geen idee|onbekend
não sei|nao sei|não sei ainda|não faço ideia|sem ideia|desconhecido
"""
_NOTHING = """
no|none|nobody|no one|nothing|not needed|no approval|no approval needed|nein|keine|niemand|nicht nötig
non|aucun|aucune|personne|rien|ninguno|ninguna|nadie|nada|nee|geen|niemand|não|nenhum|nenhuma|ninguém
"""
_POLITE = words(
    "sorry unfortunately honestly i i'm im we really leider ich wir tut mir leid désolé désolée "
    "malheureusement das es lo siento yo helaas ik wij desculpe eu infelizmente please bitte"
)

FRAME = FUNCTION_WORDS | words(
    "it's that's ask take takes taking care handle handles handled responsible owner owns own think guess "
    "maybe probably best be job mine task "
    "macht mache übernimmt übernehme kümmert kümmere darum verantwortlich zuständig "
    "c'est fait fera ferai s'en occupe occupera m'en charge hace hará haré encarga ocupa doet doe faz farei"
)
"""Around a name that answers who does something: "Ben will take care of it"."""

LATER = words(
    "? back reply answer answering respond check checking ask look call write know tell away out off holiday "
    "vacation leave meeting busy zurück melde meldet antworte prüfe frage schaue urlaub weg abwesend réponds "
    "reviens vérifie demande absent absente congé congés respondo contesto vuelvo pregunto vacaciones fuera "
    "antwoord terug vraag vakantie volto pergunto férias"
)
"""Words of somebody who puts the answer off, or says where they are."""

GREETINGS = words(
    "hi hello hey dear hallo liebe lieber guten moin bonjour salut cher chère hola estimado estimada buenos "
    "buenas beste dag olá oi caro cara bom"
)

_LABEL = re.compile(r"(?<![^\s(,;])\(?(?P<number>\d{1,2})[.):](?=\s+\S)")
_MARKS = " \t\r\n.!?,;:…-–—*•>\"'“”„«»()"
_BULLET = re.compile(r"\s*(?:[-*•–]|\[[ xX]?\]|\(?\d{1,2}[.)])\s+")


def _folded(said: str) -> str:
    plain = unicodedata.normalize("NFKC", said).replace("’", "'").casefold()
    return " ".join(plain.split()).strip(_MARKS)


def _core(said: str) -> str:
    """Without the words that only make it polite."""
    kept = [word for word in _folded(said).replace(",", " ").split() if word.strip(_MARKS) not in _POLITE]
    return " ".join(kept)


UNKNOWN = frozenset(_core(said) for line in _UNKNOWN.strip().splitlines() for said in line.split("|"))
NOTHING = frozenset(_folded(said) for line in _NOTHING.strip().splitlines() for said in line.split("|"))


def is_unknown(said: str) -> bool:
    """'Don't know', with or without an apology around it."""
    return said.strip() == "?" or _core(said) in UNKNOWN


def is_nothing(said: str) -> bool:
    """'Nobody', 'none needed'."""
    return _folded(said) in NOTHING


def stripped(text: str, start: int = 0, end: int | None = None) -> Span:
    """The part of the text without white space around it."""
    end = len(text) if end is None else end
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return start, max(start, start + len(part.strip()))


def pieces(text: str) -> list[Span]:
    """The parts of an answer that lists several things, a line or a semicolon each, without their bullets."""
    found: list[Span] = []
    for part in re.finditer(r"[^\n;]+", text):
        bullet = _BULLET.match(part[0])
        start, end = stripped(text, part.start() + (bullet.end() if bullet else 0), part.end())
        if end > start:
            found.append((start, end))
    return found


def numbered(text: str, spans: Iterable[Span], most: int) -> Iterator[dict[int, Span]]:
    """The answers behind the numbers 1 to `most`, read in several ways, the finest first: a number may stand
    inside a line, or only at the beginning of one, for "by 2. May" is no second answer.
    """
    spans = list(spans)
    for inside in (True, False):
        found = _numbered(text, spans, most, inside=inside)
        if found:
            yield found


def _numbered(text: str, spans: list[Span], most: int, *, inside: bool) -> dict[int, Span]:
    found: dict[int, Span] = {}
    for start, end in spans:
        labels: list[re.Match[str]] = []
        for label in _LABEL.finditer(text, start, end):
            number, last = int(label["number"]), int(labels[-1]["number"]) if labels else 0
            begins = not text[text.rfind("\n", 0, label.start()) + 1 : label.start()].strip(" \t(")
            if last < number <= most and number not in found and (begins or (inside and labels)):
                labels.append(label)
        ends = [*(label.start() for label in labels[1:]), end]
        for label, until in zip(labels, ends, strict=False):
            found[int(label["number"])] = first_paragraph(text, *stripped(text, label.end(), until))
    return {number: span for number, span in found.items() if span[1] > span[0]}


def first_paragraph(text: str, start: int, end: int) -> Span:
    """Without what follows after a blank line: that is no part of an answer."""
    blank = re.compile(r"\n[ \t]*\n").search(text, start, end)
    return stripped(text, start, blank.start() if blank else end)
